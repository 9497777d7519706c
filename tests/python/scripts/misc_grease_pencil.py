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
star = drawing.strokes[0]
for i, p in enumerate(star.points):
    r = 1.0 if i % 2 else 0.5
    a = math.tau * i / 16
    p.position = (r * math.cos(a), 0, r * math.sin(a))
    p.radius = 0.02 + 0.01 * (i % 3)
    p.opacity = 1.0
star.cyclic = True
for i, p in enumerate(drawing.strokes[1].points):
    p.position = (i - 1.5, 0, -1.5)
layer.opacity = 0.8
layer.tint_color = (0.1, 0.2, 0.3)
layer2 = gp.layers.new("Fills", set_active=True)
print([l.name for l in gp.layers], len(drawing.strokes), [len(s.points) for s in drawing.strokes])
