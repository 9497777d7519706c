import bpy
import bmesh
from mathutils import Vector
from mathutils.bvhtree import BVHTree
from mathutils.kdtree import KDTree

# Questions about geometry, then markers at the answers

bpy.ops.mesh.primitive_monkey_add(size=2, location=(0, 0, 3))
suzanne = bpy.context.object

bm = bmesh.new()
bm.from_mesh(suzanne.data)
bm.verts.ensure_lookup_table()
bm.edges.ensure_lookup_table()
bm.faces.ensure_lookup_table()

area = sum(f.calc_area() for f in bm.faces)
longest = max(bm.edges, key=lambda e: e.calc_length())
poles = [v for v in bm.verts if len(v.link_edges) > 5]
quads = [f for f in bm.faces if len(f.verts) == 4]
print(f"area {area:.4f}, longest edge {longest.calc_length():.4f}, poles {len(poles)}, quads {len(quads)}")

loose = [v for v in bm.verts if not v.link_faces]
boundary = [e for e in bm.edges if e.is_boundary]
print("loose", len(loose), "boundary", len(boundary), "manifold", sum(e.is_manifold for e in bm.edges))

kd = KDTree(len(bm.verts))
for i, v in enumerate(bm.verts):
    kd.insert(v.co, i)
kd.balance()
co, index, dist = kd.find((0, -1, 0))
print("nearest", index, round(dist, 5), [round(c, 4) for c in co])
print("three", [i for _, i, _ in kd.find_n((0, 0, 1), 3)])

tree = BVHTree.FromBMesh(bm)
hit, normal, face, distance = tree.ray_cast(Vector((0.13, -5, 0.21)), Vector((0, 1, 0)))
print("hit", [round(c, 4) for c in hit], face, round(distance, 4))

bpy.ops.object.empty_add(type='SINGLE_ARROW', location=suzanne.matrix_world @ hit)
arrow = bpy.context.object
arrow.name = "HitNormal"
arrow.rotation_euler = normal.to_track_quat('Z', 'Y').to_euler()

bm.free()
