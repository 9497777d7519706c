# --- a face of new vertices
bm = bmesh.new()
verts = [bm.verts.new(co) for co in ((0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0))]
face = bm.faces.new(verts)
bm.normal_update()
print(len(bm.verts), len(bm.edges), len(bm.faces), face.normal[:], [v.co[:] for v in face.verts])
save(bm)
# --- edges, and a wire
bm = bmesh.new()
last = None
for i in range(12):
    v = bm.verts.new((math.cos(i), math.sin(i), i / 5))
    if last:
        bm.edges.new((last, v))
    last = v
print(len(bm.edges), [len(v.link_edges) for v in bm.verts])
save(bm)
# --- what exists already
bm = bmesh.new()
a, b, c, d = (bm.verts.new((i, i * i, 0)) for i in range(4))
bm.faces.new((a, b, c))
for make in (
    lambda: bm.faces.new((a, b, c)),
    lambda: bm.faces.new((c, b, a)),
    lambda: bm.edges.new((a, b)),
    lambda: bm.edges.new((a, a)),
    lambda: bm.faces.new((a, b)),
    lambda: bm.faces.new((a, b, b)),
    lambda: bm.edges.new((a, d)),
):
    try:
        made = make()
        bm.edges.ensure_lookup_table()
        print(len(bm.edges), len(bm.faces), type(made).__name__)
    except (ValueError, TypeError) as error:
        len(bm.edges)
        print(type(error).__name__, error)
save(bm)
# --- wrong coordinates
bm = bmesh.new()
for co in ((1, 2), (1, 2, 3, 4), "abc", (1, "x", 2), 5, None):
    try:
        bm.verts.new(co)
        print(len(bm.verts))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
# --- lookup by index
bm = bmesh.new()
for i in range(5):
    bm.verts.new((i, 0, 0))
bm.verts.ensure_lookup_table()
print(bm.verts[0].co[:], bm.verts[-1].co[:], [v.co.x for v in bm.verts[1:3]])
try:
    bm.verts[5]
except IndexError as error:
    print(error)
try:
    bm.verts["a"]
except AttributeError as error:
    print(error)
bm.edges.new(bm.verts[0:2])
bm.edges.ensure_lookup_table()
print([v.co.x for v in bm.edges[0].verts], bm.edges.get(bm.verts[0:2]) == bm.edges[0], bm.edges.get(bm.verts[2:4]))
# --- indices
bm = bmesh.new()
for i in range(4):
    bm.verts.new((i, 0, 0))
print([v.index for v in bm.verts])
bm.verts.index_update()
print([v.index for v in bm.verts])
bm.verts.ensure_lookup_table()
bm.verts[2].index = 7
print([v.index for v in bm.verts])
# --- a terrain
bm = bmesh.new()
n = 12
grid = [[bm.verts.new((x, y, math.sin(x * 0.7) * math.cos(y * 0.4))) for y in range(n)] for x in range(n)]
for x in range(n - 1):
    for y in range(n - 1):
        face = bm.faces.new((grid[x][y], grid[x + 1][y], grid[x + 1][y + 1], grid[x][y + 1]))
        face.smooth = True
        face.material_index = (x + y) % 2
bmesh.ops.recalc_face_normals(bm, faces=bm.faces)
print(sum(f.calc_area() for f in bm.faces) > 100, round(bm.faces[:][0].calc_perimeter(), 4))
save(bm)
# --- removing
bm = bmesh.new()
bmesh.ops.create_grid(bm, x_segments=4, y_segments=4, size=2)
for f in [f for f in bm.faces if f.calc_center_median().x > 0]:
    bm.faces.remove(f)
print(len(bm.verts), len(bm.edges), len(bm.faces))
for e in [e for e in bm.edges if not e.link_faces]:
    bm.edges.remove(e)
for v in [v for v in bm.verts if not v.link_edges]:
    bm.verts.remove(v)
print(len(bm.verts), len(bm.edges), len(bm.faces))
v = next(iter(bm.verts))
bm.verts.remove(v)
print(v.is_valid, len(bm.verts), len(bm.edges), len(bm.faces))
try:
    print(v.co)
except ReferenceError as error:
    print(error)
save(bm)
# --- new elements after some are removed
bm = bmesh.new()
bmesh.ops.create_cube(bm, size=2)
top = [v for v in bm.verts if v.co.z > 0]
bmesh.ops.delete(bm, geom=top, context="VERTS")
tip = bm.verts.new((0, 0, 3))
for e in list(bm.edges):
    bm.faces.new((*e.verts, tip))
print([tuple(v.co) for v in bm.verts], len(bm.edges), len(bm.faces))
save(bm)
# --- copies of elements' settings
bm = bmesh.new()
a = bm.verts.new((1, 2, 3))
a.select = True
b = bm.verts.new((0, 0, 0), a)
c = bm.verts.new((5, 5, 5))
c.copy_from(a)
print([(v.co[:], v.select) for v in bm.verts])
# --- sorting
bm = bmesh.new()
for x in (3, 1, 2, 0):
    bm.verts.new((x, 0, 0))
bm.verts.sort(key=lambda v: v.co.x)
print([v.co.x for v in bm.verts], [v.index for v in bm.verts])
bm.verts.sort(key=lambda v: v.co.x, reverse=True)
print([v.co.x for v in bm.verts])
bm.verts.sort(reverse=True)
print([v.co.x for v in bm.verts])
# --- a mesh there and back
bm = bmesh.new()
bm.from_mesh(bpy.data.objects["Cube"].data)
for v in bm.verts:
    v.co *= 2
    v.co.z += 1
bm.to_mesh(bpy.data.objects["Cube"].data)
bm.free()
print([v.co[:] for v in bpy.data.objects["Cube"].data.vertices])
# --- the evaluated object
cube = bpy.data.objects["Cube"]
cube.modifiers.new("Subsurf", "SUBSURF").levels = 1
bm = bmesh.new()
bm.from_object(cube, bpy.context.evaluated_depsgraph_get())
print(len(bm.verts), len(bm.faces))
save(bm)
# --- copy and clear and free
bm = bmesh.new()
bmesh.ops.create_cube(bm, size=1)
other = bm.copy()
bm.clear()
print(len(bm.verts), len(other.verts), bm.is_valid)
bm.free()
print(bm.is_valid, other.is_valid)
try:
    bm.verts.new()
    len(bm.verts)
except ReferenceError as error:
    print(error)
save(other)
# --- transforms and volume
bm = bmesh.new()
bmesh.ops.create_cube(bm, size=2)
bm.transform(mathutils.Matrix.Translation((1, 2, 3)) @ mathutils.Matrix.Scale(2, 4))
print(round(bm.calc_volume(), 4), round(bm.calc_volume(signed=True), 4))
print(len(bm.calc_loop_triangles()), len(bm.calc_loop_triangles()[0]))
save(bm)
