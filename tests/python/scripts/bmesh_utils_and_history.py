import bpy
import bmesh
from bmesh.types import BMVert, BMEdge, BMFace
from mathutils import Vector

me = bpy.data.meshes.new("Work")
bm = bmesh.new()
verts = [bm.verts.new((x, y, 0)) for y in range(4) for x in range(4)]
bm.verts.index_update()
for y in range(3):
    for x in range(3):
        i = y * 4 + x
        bm.faces.new((verts[i], verts[i + 1], verts[i + 5], verts[i + 4]))
bm.verts.ensure_lookup_table()
bm.edges.ensure_lookup_table()
bm.faces.ensure_lookup_table()

center = bm.faces[4]
f2, loop = bmesh.utils.face_split(center, center.verts[0], center.verts[2])
print("split:", len(center.verts), len(f2.verts))
e = bm.edges.get((verts[0], verts[1])) or bm.edges[0]
new_edge, new_vert = bmesh.utils.edge_split(e, verts[0], 0.25)
print("at", [round(c, 3) for c in new_vert.co], new_vert.is_boundary)
bmesh.utils.vert_collapse_edge(new_vert, new_edge)
corner = verts[15]
ret = bmesh.ops.pointmerge(bm, verts=[verts[14], corner], merge_co=(3, 3, 0.5))
print("after merge", len(bm.verts), bm.is_valid, corner.is_valid)
bmesh.ops.triangulate(bm, faces=[f for f in bm.faces if len(f.verts) > 4])
bmesh.ops.poke(bm, faces=[bm.faces[:][0]], offset=0.3)
bmesh.ops.rotate(bm, cent=(1.5, 1.5, 0), matrix=__import__("mathutils").Matrix.Rotation(0.3, 3, 'Z'), verts=bm.verts)
bmesh.ops.mirror(bm, geom=bm.verts[:] + bm.edges[:] + bm.faces[:], axis='X', merge_dist=0.01)
bmesh.ops.duplicate(bm, geom=bm.faces[:2])
bmesh.ops.wireframe(bm, faces=bm.faces[:3], thickness=0.05, use_replace=False)
bmesh.ops.solidify(bm, geom=bm.faces[:], thickness=0.02)
bm.normal_update()

for f in bm.faces:
    f.tag = f.calc_area() > 0.4
print("tagged", sum(f.tag for f in bm.faces), "of", len(bm.faces))
bm.select_mode = {'FACE'}
for f in bm.faces:
    f.select_set(f.tag)
bm.select_flush(True)
types = {type(g).__name__ for g in bm.verts[:1] + bm.edges[:1] + bm.faces[:1]}
print(sorted(types), isinstance(bm.faces[:][0], BMFace), isinstance(bm.edges[:][0], BMEdge))
v = bm.verts[:][0]
print(len(v.link_edges), len(v.link_faces), v.co.to_tuple(2), len(v.link_loops))
edge = v.link_edges[0]
print(edge.other_vert(v) is not None, round(edge.calc_length(), 3), edge.is_wire)
for vert in bm.verts:
    vert.co.z += 0.1 * vert.co.x
bm.transform(__import__("mathutils").Matrix.Scale(0.5, 4))
bm.to_mesh(me)
me.update()
bm.clear()
print(len(bm.verts))
bm.from_mesh(me)
print(len(bm.verts), len(bm.edges), len(bm.faces))
copy = bm.copy()
bm.free()
copy.free()
ob = bpy.data.objects.new("Work", me)
bpy.context.collection.objects.link(ob)
