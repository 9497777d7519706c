import bpy
import math

# Grease pencil v3 drawing (4.3+)
gp = bpy.data.grease_pencils.new("Sketch")
ob = bpy.data.objects.new("Sketch", gp)
bpy.context.scene.collection.objects.link(ob)

mat = bpy.data.materials.new("Ink")
bpy.data.materials.create_gpencil_data(mat)
mat.grease_pencil.color = (0.9, 0.1, 0.1, 1)
mat.grease_pencil.show_fill = True
mat.grease_pencil.fill_color = (0.9, 0.8, 0.1, 1)
gp.materials.append(mat)

layer = gp.layers.new("Lines")
frame = layer.frames.new(1)
drawing = frame.drawing
drawing.add_strokes([16, 4])
layer.opacity = 0.8
layer.tint_color = (0.1, 0.2, 0.3)
layer2 = gp.layers.new("Fills", set_active=True)
print([l.name for l in gp.layers])
