# --- primitives
for name, kwargs in {
    "create_cube": {"size": 2},
    "create_grid": {"x_segments": 3, "y_segments": 2, "size": 1},
    "create_circle": {"cap_ends": True, "segments": 7, "radius": 2},
    "create_cone": {"cap_ends": True, "cap_tris": True, "segments": 6, "radius1": 1, "radius2": 0, "depth": 2},
    "create_uvsphere": {"u_segments": 8, "v_segments": 5, "radius": 1},
    "create_icosphere": {"subdivisions": 2, "radius": 1},
    "create_monkey": {},
    "create_vert": {"co": (1, 2, 3)},
}.items():
    bm = bmesh.new()
    result = getattr(bmesh.ops, name)(bm, **kwargs)
    print(name, {key: len(value) for key, value in result.items()}, len(bm.verts), len(bm.edges), len(bm.faces))
    save(bm)
# --- placed by a matrix
bm = bmesh.new()
place = mathutils.Matrix.Translation((1, 0, 2)) @ mathutils.Matrix.Rotation(0.5, 4, "Z")
result = bmesh.ops.create_cube(bm, size=1, matrix=place)
bmesh.ops.translate(bm, verts=result["verts"], vec=(0, 0, 5))
bmesh.ops.scale(bm, verts=result["verts"], vec=(1, 2, 1))
bmesh.ops.rotate(bm, verts=result["verts"], cent=(0, 0, 0), matrix=mathutils.Matrix.Rotation(math.pi / 3, 3, "X"))
bmesh.ops.transform(bm, verts=bm.verts, matrix=mathutils.Matrix.Scale(0.5, 4))
save(bm)
# --- extrude faces
bm = bmesh.new()
bmesh.ops.create_grid(bm, x_segments=2, y_segments=2, size=1)
result = bmesh.ops.extrude_face_region(bm, geom=bm.faces[:])
verts = [e for e in result["geom"] if isinstance(e, bmesh.types.BMVert)]
bmesh.ops.translate(bm, verts=verts, vec=(0, 0, 1))
print(len(verts), len(result["geom"]), isinstance(result, dict), isinstance(result["geom"], list))
single = bmesh.ops.extrude_discrete_faces(bm, faces=bm.faces[:3])["faces"]
for f in single:
    bmesh.ops.translate(bm, vec=f.normal * 0.5, verts=f.verts)
save(bm)
# --- a tower by extruding the top again and again
bm = bmesh.new()
bmesh.ops.create_cube(bm, size=1)
top = max(bm.faces, key=lambda f: f.calc_center_median().z)
for i in range(6):
    result = bmesh.ops.extrude_face_region(bm, geom=[top])
    verts = [e for e in result["geom"] if isinstance(e, bmesh.types.BMVert)]
    bmesh.ops.translate(bm, verts=verts, vec=(0, 0, 0.5))
    bmesh.ops.scale(bm, verts=verts, vec=(0.8, 0.8, 1))
    bmesh.ops.delete(bm, geom=[top], context="FACES_ONLY")
    top = next(e for e in result["geom"] if isinstance(e, bmesh.types.BMFace))
save(bm)
# --- extrude edges and vertices
bm = bmesh.new()
bmesh.ops.create_circle(bm, segments=8, radius=1)
for step in range(3):
    edges = [e for e in bm.edges if e.is_boundary or e.is_wire][:8]
    new = bmesh.ops.extrude_edge_only(bm, edges=edges)["geom"]
    bmesh.ops.translate(bm, verts=[e for e in new if isinstance(e, bmesh.types.BMVert)], vec=(0, 0, 1))
result = bmesh.ops.extrude_vert_indiv(bm, verts=bm.verts[:2])
print(len(result["verts"]), len(result["edges"]), [r(v.co) for v in result["verts"]])
save(bm)
# --- bevel, inset, subdivide
bm = bmesh.new()
bmesh.ops.create_cube(bm, size=2)
result = bmesh.ops.bevel(bm, geom=bm.edges[:], offset=0.2, segments=2, profile=0.5, affect="EDGES")
print({key: len(value) for key, value in result.items()})
result = bmesh.ops.inset_individual(bm, faces=[f for f in bm.faces if f.calc_area() > 1], thickness=0.1, depth=0.1)
print(len(result["faces"]))
highest = max(result["faces"], key=lambda f: f.calc_center_median().z)
result = bmesh.ops.inset_region(bm, faces=[highest], thickness=0.05)
edges = [e for e in bm.edges if e.calc_length() > 1]
result = bmesh.ops.subdivide_edges(bm, edges=edges, cuts=2, use_grid_fill=True)
print({key: len(value) for key, value in result.items()})
save(bm)
# --- merge and dissolve
bm = bmesh.new()
for x in (0, 1):
    bmesh.ops.create_cube(bm, size=1, matrix=mathutils.Matrix.Translation((x, 0, 0)))
print(len(bmesh.ops.find_doubles(bm, verts=bm.verts, dist=0.001)["targetmap"]))
bmesh.ops.remove_doubles(bm, verts=bm.verts, dist=0.001)
print(len(bm.verts), len(bm.edges), len(bm.faces))
bmesh.ops.dissolve_limit(bm, angle_limit=math.radians(1), verts=bm.verts, edges=bm.edges)
print(len(bm.verts), len(bm.edges), len(bm.faces))
bmesh.ops.pointmerge(bm, verts=bm.verts[:2], merge_co=(0, 0, 0))
save(bm)
# --- welding by a map
bm = bmesh.new()
bmesh.ops.create_grid(bm, x_segments=2, y_segments=2, size=1)
bm.verts.ensure_lookup_table()
bmesh.ops.weld_verts(bm, targetmap={bm.verts[0]: bm.verts[1], bm.verts[3]: bm.verts[4]})
save(bm)
# --- delete in all contexts
for context in ("VERTS", "EDGES", "FACES_ONLY", "EDGES_FACES", "FACES", "FACES_KEEP_BOUNDARY", "TAGGED_ONLY"):
    bm = bmesh.new()
    bmesh.ops.create_grid(bm, x_segments=3, y_segments=3, size=1)
    geom = bm.verts[:2] if context == "VERTS" else bm.edges[:2] if "EDGES" == context else bm.faces[:2]
    bmesh.ops.delete(bm, geom=geom, context=context)
    print(context, len(bm.verts), len(bm.edges), len(bm.faces))
# --- spin and mirror
bm = bmesh.new()
profile = [bm.verts.new((1 + i % 2 * 0.3, 0, i / 4)) for i in range(6)]
edges = [bm.edges.new(pair) for pair in zip(profile, profile[1:])]
result = bmesh.ops.spin(
    bm, geom=profile + edges, cent=(0, 0, 0), axis=(0, 0, 1), angle=math.tau, steps=12, dvec=(0, 0, 0)
)
print(len(result["geom_last"]))
bmesh.ops.remove_doubles(bm, verts=bm.verts, dist=1e-4)
bmesh.ops.mirror(bm, geom=bm.verts[:] + bm.edges[:] + bm.faces[:], axis="Z", merge_dist=0.01)
bmesh.ops.recalc_face_normals(bm, faces=bm.faces)
save(bm)
# --- bisect, symmetrize, hull
bm = bmesh.new()
bmesh.ops.create_icosphere(bm, subdivisions=2, radius=1)
result = bmesh.ops.bisect_plane(
    bm, geom=bm.verts[:] + bm.edges[:] + bm.faces[:], plane_co=(0, 0, 0.2), plane_no=(0, 0.3, 1), clear_outer=True
)
cut = [e for e in result["geom_cut"] if isinstance(e, bmesh.types.BMEdge)]
bmesh.ops.edgeloop_fill(bm, edges=cut)
print(len(cut), len(bm.faces))
bmesh.ops.symmetrize(bm, input=bm.verts[:] + bm.edges[:] + bm.faces[:], direction="X")
save(bm)
bm = bmesh.new()
for i in range(40):
    bm.verts.new((math.sin(i * 3), math.cos(i * 7), math.sin(i * 11)))
result = bmesh.ops.convex_hull(bm, input=bm.verts)
bmesh.ops.delete(bm, geom=list(set(result["geom_unused"] + result["geom_interior"])), context="VERTS")
print(len(bm.faces))
# --- fill and bridge
bm = bmesh.new()
bmesh.ops.create_circle(bm, segments=10, radius=1)
bmesh.ops.create_circle(bm, segments=10, radius=1.5, matrix=mathutils.Matrix.Translation((0, 0, 2)))
result = bmesh.ops.bridge_loops(bm, edges=bm.edges[:])
print(len(result["faces"]), len(result["edges"]))
bmesh.ops.holes_fill(bm, edges=bm.edges, sides=0)
bmesh.ops.poke(bm, faces=[f for f in bm.faces if len(f.verts) > 4], offset=0.3)
bmesh.ops.triangulate(bm, faces=bm.faces[:])
save(bm)
# --- solid and wire
bm = bmesh.new()
bmesh.ops.create_grid(bm, x_segments=3, y_segments=3, size=1)
bmesh.ops.solidify(bm, geom=bm.faces[:], thickness=0.1)
bmesh.ops.wireframe(bm, faces=bm.faces[:], thickness=0.02, use_replace=True, use_boundary=True)
print(len(bm.verts))
save(bm)
# --- duplicate and split
bm = bmesh.new()
bmesh.ops.create_grid(bm, x_segments=3, y_segments=3, size=1)
result = bmesh.ops.duplicate(bm, geom=bm.verts[:] + bm.edges[:] + bm.faces[:])
print({key: len(value) for key, value in result.items()})
copy = [e for e in result["geom"] if isinstance(e, bmesh.types.BMVert)]
bmesh.ops.translate(bm, verts=copy, vec=(5, 0, 0))
first = bm.faces[:][0]
print(result["face_map"][first].calc_center_median().x > 3)
result = bmesh.ops.split(bm, geom=bm.faces[:2])
print({key: len(value) for key, value in result.items()})
bmesh.ops.translate(bm, verts=[e for e in result["geom"] if isinstance(e, bmesh.types.BMVert)], vec=(0, 0, 2))
save(bm)
# --- smooth, flip, triangles to quads
bm = bmesh.new()
bmesh.ops.create_monkey(bm)
bmesh.ops.smooth_vert(bm, verts=bm.verts, factor=0.5, use_axis_x=True, use_axis_y=True, use_axis_z=True)
bmesh.ops.triangulate(bm, faces=bm.faces[:])
bmesh.ops.join_triangles(bm, faces=bm.faces[:], angle_face_threshold=0.7, angle_shape_threshold=0.7)
bmesh.ops.reverse_faces(bm, faces=bm.faces[:10])
print(len(bm.faces))
save(bm)
# --- wrong arguments
bm = bmesh.new()
bmesh.ops.create_cube(bm, size=1)
for use in (
    lambda: bmesh.ops.bevel(bm, geom=bm.edges[:], offset=0.1, affect="NONE"),
    lambda: bmesh.ops.bevel(bm, nothing=1),
    lambda: bmesh.ops.bevel(geom=[]),
    lambda: bmesh.ops.create_cube(bm, size="large"),
    lambda: bmesh.ops.delete(bm, geom=bm.verts[:1], context=3),
    lambda: bmesh.ops.nothing(bm),
    lambda: bmesh.ops.subdivide_edges(bm, edges=bm.faces[:], cuts=1),
):
    try:
        use()
        len(bm.verts)
        print("fine")
    except Exception as error:
        print(type(error).__name__, str(error)[:60])
# --- results in all ways
bm = bmesh.new()
result = bmesh.ops.create_grid(bm, x_segments=2, y_segments=2, size=1)
verts = result["verts"]
print(len(verts), verts[0].co[:], [v.co.x for v in verts[:3]], bool(verts), verts[0] in verts, verts.index(verts[3]))
print(len(verts + bm.verts[:1]), len(bm.verts[:1] + verts), len([*verts]), len(set(verts)), list(result))
print(sorted(result.keys()), result.get("no"), "verts" in result, len(result), type(list(verts)).__name__)
try:
    result["no"]
except KeyError as error:
    print(error)
# --- single operations
bm = bmesh.new()
bmesh.ops.create_grid(bm, x_segments=2, y_segments=2, size=1)
e = bm.edges[:][0]
made, vert = bmesh.utils.edge_split(e, e.verts[0], 0.25)
print(type(made).__name__, r(vert.co))
f = bm.faces[:][1]
new, loop = bmesh.utils.face_split(f, f.verts[0], f.verts[2])
print(type(new).__name__, type(loop).__name__, len(bm.faces))
print(type(bmesh.utils.face_join(bm.faces[:2])).__name__, len(bm.faces))
print([type(v).__name__ for v in bmesh.utils.vert_separate(bm.verts[:][4], bm.verts[:][4].link_edges)], len(bm.verts))
print(bmesh.geometry.intersect_face_point(bm.faces[:][0], bm.faces[:][0].calc_center_median()))
save(bm)
