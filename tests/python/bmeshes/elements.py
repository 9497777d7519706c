# --- coordinates in place
bm = bmesh.new()
v = bm.verts.new((1, 2, 3))
v.co.x = 5
v.co += mathutils.Vector((0, 0, 1))
v.co[1] *= 2
v.co.xy = v.co.yx
print(v.co[:], v.co.length > 1)
co = v.co
v.co = (9, 9, 9)
print(co[:], v.co.copy()[:])
v.co.normalize()
print([round(x, 4) for x in v.co])
# --- topology
bm = bmesh.new()
bmesh.ops.create_grid(bm, x_segments=3, y_segments=3, size=1)
bm.verts.index_update()
bm.edges.index_update()
bm.faces.index_update()
for v in bm.verts:
    print(v.index, len(v.link_edges), len(v.link_faces), len(v.link_loops), v.is_boundary, v.is_manifold, v.is_wire)
for e in bm.edges:
    print(e.index, [v.index for v in e.verts], len(e.link_faces), e.is_boundary, e.is_contiguous, e.is_wire)
for f in bm.faces:
    print([v.index for v in f.verts], [e.index for e in f.edges], [l.vert.index for l in f.loops])
    for l in f.loops:
        print(l.vert.index, l.edge.index, l.face.index, l.link_loop_next.vert.index, l.link_loop_prev.vert.index)
        print(l.link_loop_radial_next.face.index, len(l.link_loops), l.is_convex, round(l.calc_angle(), 4))
# --- other vertices
bm = bmesh.new()
a, b, c = (bm.verts.new((i, 0, 0)) for i in range(3))
e = bm.edges.new((a, b))
print(e.other_vert(a) == b, e.other_vert(b) is a, e.other_vert(c))
print(a in e.verts, c in e.verts, e in a.link_edges, e in bm.edges, a in bm.verts, a in bm.edges)
print(len({a, b, c, *e.verts}), a == e.verts[0], a != b)
# --- calculations
bm = bmesh.new()
bmesh.ops.create_cone(bm, cap_ends=True, segments=5, radius1=2, radius2=1, depth=3)
for f in bm.faces:
    print(round(f.calc_area(), 4), r(f.calc_center_median()), r(f.calc_center_bounds()), round(f.calc_perimeter(), 4))
    print(r(f.normal), r(f.calc_center_median_weighted()), r(f.calc_tangent_edge()))
for e in bm.edges:
    print(round(e.calc_length(), 4), round(e.calc_face_angle(), 4), round(e.calc_face_angle_signed(), 4), e.is_convex)
for v in bm.verts:
    print(round(v.calc_shell_factor(), 4), r(v.normal))
wire = bm.edges.new([bm.verts.new((9, 9, i)) for i in range(2)])
print(wire.calc_face_angle(None), wire.calc_face_angle(7.5))
try:
    wire.calc_face_angle()
except ValueError as error:
    print(error)
# --- selection
bm = bmesh.new()
bmesh.ops.create_cube(bm, size=1)
for v in bm.verts:
    v.select = v.co.z > 0
bm.select_flush(True)
print([v.select for v in bm.verts], sum(e.select for e in bm.edges), sum(f.select for f in bm.faces))
next(f for f in bm.faces if f.select).select_set(False)
print([v.select for v in bm.verts], sum(e.select for e in bm.edges), sum(f.select for f in bm.faces))
bm.select_mode = {"FACE"}
bm.select_flush_mode()
print(bm.select_mode, [v.select for v in bm.verts])
bm.faces.ensure_lookup_table()
bm.faces[0].select = True
bm.faces.active = bm.faces[0]
print([v.select for v in bm.faces[0].verts], bm.faces.active == bm.faces[0])
bm.select_history.add(bm.faces[0])
print(len(bm.select_history), bm.select_history.active == bm.faces[0], bm.faces[0] in bm.select_history)
bm.select_history.clear()
print(list(bm.select_history))
bm.faces[1].hide = True
print([v.hide for v in bm.faces[1].verts], [f.hide for f in bm.faces])
# --- flags
bm = bmesh.new()
bmesh.ops.create_cube(bm, size=1)
for i, e in enumerate(bm.edges):
    e.smooth = i % 2 == 0
    e.seam = i % 3 == 0
    e.tag = i < 3
for i, f in enumerate(bm.faces):
    f.material_index = i
    f.smooth = True
print([(e.smooth, e.seam, e.tag) for e in bm.edges], [(f.material_index, f.smooth) for f in bm.faces])
try:
    bm.faces[:][0].material_index = -3
    print(len(bm.faces))
except ValueError as error:
    print(error)
save(bm)
# --- normals
bm = bmesh.new()
bmesh.ops.create_cube(bm, size=1)
f = bm.faces[:][0]
before = f.normal.copy()
f.normal_flip()
print(r(before), r(f.normal))
f.normal_update()
bm.verts[:][0].normal = (0, 1, 0)
print(r(bm.verts[:][0].normal))
save(bm)
# --- a face's copy
bm = bmesh.new()
bmesh.ops.create_grid(bm, x_segments=1, y_segments=1, size=1)
copy = bm.faces[:][0].copy()
for v in copy.verts:
    v.co.z += 1
print(len(bm.verts), len(bm.faces), [v.co.z for v in copy.verts])
save(bm)
# --- types
bm = bmesh.new()
v = bm.verts.new()
print(isinstance(v, bmesh.types.BMVert), isinstance(v, bmesh.types.BMEdge), type(bm).__name__, type(bm.verts).__name__)
print(type(v.link_edges).__name__, type(v.link_edges[:]).__name__, type(bm.verts[:]).__name__, bool(bm.verts))
print(type(bm.loops.layers.uv).__name__, type(bm.verts.layers).__name__)
for read in (lambda: bm.nothing, lambda: v.nothing, lambda: bm.verts.nothing, lambda: bm.verts.layers.uv):
    try:
        read()
    except AttributeError as error:
        print(error)
try:
    v.nothing = 1
except AttributeError as error:
    print(error)
