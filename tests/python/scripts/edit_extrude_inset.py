import bpy

# Model a simple house with edit mode operators only
bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete(use_global=False)

bpy.ops.mesh.primitive_cube_add(size=2, enter_editmode=False, location=(0, 0, 1))
house = bpy.context.active_object
house.name = "House"

bpy.ops.object.mode_set(mode='EDIT')
bpy.ops.mesh.select_mode(type='FACE')
bpy.ops.mesh.select_all(action='DESELECT')
bpy.ops.object.mode_set(mode='OBJECT')

for poly in house.data.polygons:
    poly.select = poly.normal.z > 0.99

bpy.ops.object.mode_set(mode='EDIT')
# roof overhang: inset outward and extrude up
bpy.ops.mesh.inset(thickness=0.2, depth=0, use_outset=False)
bpy.ops.mesh.extrude_region_move(TRANSFORM_OT_translate={"value": (0, 0, 1.0)})
bpy.ops.transform.resize(value=(0.2, 1.0, 1.0))
bpy.ops.mesh.select_all(action='SELECT')
bpy.ops.mesh.normals_make_consistent(inside=False)
bpy.ops.object.mode_set(mode='OBJECT')
print("house", len(house.data.vertices), len(house.data.polygons))

# windows: select the front face by center
bpy.ops.object.mode_set(mode='EDIT')
bpy.ops.mesh.select_all(action='DESELECT')
bpy.ops.object.mode_set(mode='OBJECT')
front = min(house.data.polygons, key=lambda p: p.center.y)
front.select = True
bpy.ops.object.mode_set(mode='EDIT')
bpy.ops.mesh.subdivide(number_cuts=2)
bpy.ops.mesh.select_all(action='SELECT')
bpy.ops.mesh.remove_doubles(threshold=0.001)
bpy.ops.mesh.select_all(action='DESELECT')
bpy.ops.object.editmode_toggle()

mids = [p for p in house.data.polygons if p.normal.y < -0.9 and abs(p.center.x) < 0.1 and 0.6 < p.center.z < 1.4]
print("mid faces", len(mids))
for p in mids:
    p.select = True
bpy.ops.object.editmode_toggle()
bpy.ops.mesh.extrude_faces_move(MESH_OT_extrude_faces_indiv={"mirror": False}, TRANSFORM_OT_shrink_fatten={"value": -0.1})
bpy.ops.object.editmode_toggle()
print("done", len(house.data.vertices), len(house.data.edges), len(house.data.polygons))
print([round(d, 3) for d in house.dimensions])
