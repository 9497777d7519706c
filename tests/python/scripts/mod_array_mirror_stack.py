import bpy
import math

scene = bpy.context.scene
cube = bpy.context.active_object
cube.name = "Stack"
cube.scale = (0.5, 0.5, 0.1)
bpy.ops.object.transform_apply(location=True, rotation=True, scale=True)

# Offset object for a circular array
bpy.ops.object.empty_add(location=(0, 0, 0.22), rotation=(0, 0, math.radians(15)))
offset = bpy.context.object
offset.name = "ArrayOffset"

arr = cube.modifiers.new("Array", 'ARRAY')
arr.count = 12
arr.use_relative_offset = False
arr.use_object_offset = True
arr.offset_object = offset
arr.use_merge_vertices = True
arr.merge_threshold = 0.001

mir = cube.modifiers.new("Mirror", 'MIRROR')
mir.use_axis = (True, False, True)
mir.use_clip = True
mir.use_bisect_axis[0] = False

bev = cube.modifiers.new("Bevel", 'BEVEL')
bev.width = 0.02
bev.limit_method = 'ANGLE'
bev.harden_normals = False

tri = cube.modifiers.new("Triangulate", 'TRIANGULATE')
tri.quad_method = 'BEAUTY'
deform = cube.modifiers.new("SimpleDeform", 'SIMPLE_DEFORM')
deform.deform_method = 'TWIST'
deform.angle = math.radians(90)
deform.deform_axis = 'Z'
cube.modifiers.move(4, 1)

dec = cube.modifiers.new("Decimate", 'DECIMATE')
dec.ratio = 0.8
dec.show_viewport = False
wn = cube.modifiers.new("WeightedNormal", 'WEIGHTED_NORMAL')
cube.modifiers.remove(wn)

print([m.name for m in cube.modifiers])
bpy.context.view_layer.objects.active = cube
bpy.ops.object.modifier_move_up(modifier="Decimate")
bpy.ops.object.modifier_move_to_index(modifier="Bevel", index=0)
print([m.name for m in cube.modifiers], cube.modifiers.find("Bevel"), cube.modifiers.keys()[:2])

dg = bpy.context.evaluated_depsgraph_get()
me = cube.evaluated_get(dg).data
print(len(cube.data.vertices), "->", len(me.vertices), "verts")
for m in cube.modifiers:
    if m.type == 'ARRAY':
        m.count += 1
        m.show_in_editmode = False
