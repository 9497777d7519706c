import bpy

# Assign materials to face selections
bpy.ops.object.select_all(action='DESELECT')
bpy.ops.mesh.primitive_cube_add(size=2, location=(3, 0, 0))
cube = bpy.context.active_object
cube.name = "Rubik"

names = ["White", "Red", "Blue", "Orange", "Green", "Yellow"]
colors = [(1, 1, 1), (0.7, 0, 0), (0, 0, 0.7), (1, 0.4, 0), (0, 0.6, 0), (1, 0.9, 0)]
for n, c in zip(names, colors):
    m = bpy.data.materials.new(n)
    m.use_nodes = True
    m.node_tree.nodes["Principled BSDF"].inputs[0].default_value = c + (1,)
    bpy.ops.object.material_slot_add()
    cube.material_slots[-1].material = m

for i, p in enumerate(cube.data.polygons):
    p.material_index = i

# swap two by edit mode assign
bpy.ops.object.mode_set(mode='EDIT')
bpy.ops.mesh.select_mode(type='FACE')
bpy.ops.mesh.select_all(action='DESELECT')
bpy.ops.object.mode_set(mode='OBJECT')
cube.data.polygons[0].select = True
bpy.ops.object.mode_set(mode='EDIT')
cube.active_material_index = 5
bpy.ops.object.material_slot_assign()
bpy.ops.mesh.select_all(action='SELECT')
bpy.ops.mesh.subdivide(number_cuts=2)
bpy.ops.mesh.mark_sharp()
bpy.ops.uv.unwrap(method='ANGLE_BASED', margin=0.01)
bpy.ops.object.mode_set(mode='OBJECT')

from collections import Counter
cnt = Counter(p.material_index for p in cube.data.polygons)
print(sorted(cnt.items()))
bpy.ops.object.material_slot_remove_unused()
print([s.name for s in cube.material_slots])

# uv writing by hand
uv = cube.data.uv_layers.new(name="Second")
for poly in cube.data.polygons:
    for k, li in enumerate(poly.loop_indices):
        uv.data[li].uv = ((0, 0), (1, 0), (1, 1), (0, 1))[k % 4]
cube.data.uv_layers.active = uv
print(cube.data.uv_layers.active_index, len(uv.data))
