import bpy
from math import radians, pi

# Logo animation
bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete(use_global=False)

def make_text(body, name, size=1.0, extrude=0.1, location=(0, 0, 0)):
    font_curve = bpy.data.curves.new(type="FONT", name=name)
    font_curve.body = body
    font_curve.size = size
    font_curve.extrude = extrude
    font_curve.bevel_depth = 0.01
    font_curve.align_x = 'CENTER'
    font_curve.align_y = 'BOTTOM_BASELINE'
    obj = bpy.data.objects.new(name, font_curve)
    obj.location = location
    obj.rotation_euler = (radians(90), 0, 0)
    bpy.context.scene.collection.objects.link(obj)
    return obj

title = make_text("ACME", "Title", 2.0, 0.2)
sub = make_text("industries & sons", "Subtitle", 0.5, 0.05, (0, 0, -0.8))
sub.data.shear = 0.2
sub.data.space_word = 1.3
title.data.body_format[0].use_bold = True
title.data.body_format[1].material_index = 0

gold = bpy.data.materials.new("Gold")
gold.use_nodes = True
g = gold.node_tree.nodes['Principled BSDF']
g.inputs['Base Color'].default_value = (1, 0.7, 0.2, 1)
g.inputs['Metallic'].default_value = 1
title.data.materials.append(gold)
sub.data.materials.append(gold)

# convert the title to a mesh
bpy.context.view_layer.objects.active = title
title.select_set(True)
bpy.ops.object.convert(target='MESH')
title = bpy.context.object
print(title.type, title.name, title.data.name)

bpy.ops.object.origin_set(type='ORIGIN_GEOMETRY', center='MEDIAN')
title.scale = (0, 0, 0)
title.keyframe_insert('scale', frame=1)
title.scale = (1.1, 1.1, 1.1)
title.keyframe_insert('scale', frame=20)
title.scale = (1, 1, 1)
title.keyframe_insert('scale', frame=25)
sub.data.keyframe_insert("space_character", frame=10)
sub.data.space_character = 2.0
sub.data.keyframe_insert("space_character", frame=60)

print(len(title.data.vertices) > 50, [round(x, 3) for x in title.location])
bpy.ops.object.camera_add(location=(0, -8, 0.5), rotation=(pi / 2, 0, 0))
cam = bpy.context.object
cam.data.type = 'ORTHO'
cam.data.ortho_scale = 9
bpy.context.scene.camera = cam
