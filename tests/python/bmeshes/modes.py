# --- the mesh of Edit Mode
cube = bpy.data.objects["Cube"]
bpy.context.view_layer.objects.active = cube
bpy.ops.object.mode_set(mode="EDIT")
bm = bmesh.from_edit_mesh(cube.data)
print(bm.is_wrapped, len(bm.verts), bmesh.from_edit_mesh(cube.data) == bm)
for v in bm.verts:
    v.co.z *= 3
    v.select = v.co.z > 0
bm.select_flush_mode()
bmesh.update_edit_mesh(cube.data)
bpy.ops.mesh.delete(type="VERT")
print(len(bm.verts), len(bm.faces))
bpy.ops.object.mode_set(mode="OBJECT")
print([r(v.co) for v in cube.data.vertices])
print(bm.is_valid)
try:
    print(len(bm.verts))
except ReferenceError as error:
    print(error)
# --- Edit Mode twice
cube = bpy.data.objects["Cube"]
bpy.context.view_layer.objects.active = cube
for turn in range(2):
    bpy.ops.object.mode_set(mode="EDIT")
    bm = bmesh.from_edit_mesh(cube.data)
    bmesh.ops.subdivide_edges(bm, edges=bm.edges, cuts=1, use_grid_fill=True)
    bmesh.update_edit_mesh(cube.data)
    bpy.ops.object.mode_set(mode="OBJECT")
    print(len(cube.data.vertices), len(cube.data.polygons))
# --- not in Edit Mode
for use in (lambda: bmesh.from_edit_mesh(bpy.data.meshes["Cube"]), lambda: bmesh.from_edit_mesh(None)):
    try:
        use()
    except (ValueError, TypeError) as error:
        print(type(error).__name__)
# --- many objects
for i in range(4):
    bm = bmesh.new()
    bmesh.ops.create_cone(bm, cap_ends=True, segments=3 + i, radius1=1, radius2=0.2, depth=2)
    mesh = bpy.data.meshes.new(f"Cone{i}")
    bm.to_mesh(mesh)
    bm.free()
    thing = bpy.data.objects.new(mesh.name, mesh)
    bpy.context.collection.objects.link(thing)
    thing.location.x = i * 3
print([(o.name, len(o.data.vertices), o.location.x) for o in bpy.context.scene.objects if o.name.startswith("Cone")])
# --- a try for each face
bm = bmesh.new()
verts = [bm.verts.new((i % 3, i // 3, 0)) for i in range(9)]
made = 0
for quad in ((0, 1, 4, 3), (1, 2, 5, 4), (0, 1, 4, 3), (4, 5, 8, 7), (3, 4, 1, 0)):
    try:
        bm.faces.new([verts[i] for i in quad])
        made += 1
    except ValueError:
        pass
print(made, len(bm.faces))
save(bm)
