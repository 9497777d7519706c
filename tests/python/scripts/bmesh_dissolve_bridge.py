import bpy, bmesh
from mathutils import Vector

me = bpy.context.object.data
bm = bmesh.new()
bm.from_mesh(me)

# Remove top and bottom, bridge with another loop
to_delete = [f for f in bm.faces if abs(f.normal.z) > 0.5]
bmesh.ops.delete(bm, geom=to_delete, context='FACES_ONLY')
bmesh.ops.subdivide_edges(bm, edges=[e for e in bm.edges if abs((e.verts[0].co - e.verts[1].co).z) > 0.1], cuts=2)

upper = [e for e in bm.edges if all(v.co.z > 0.99 for v in e.verts)]
ret = bmesh.ops.extrude_edge_only(bm, edges=upper)
new_verts = [x for x in ret["geom"] if isinstance(x, bmesh.types.BMVert)]
for v in new_verts:
    v.co = v.co * 1.5 + Vector((0, 0, 1))
bmesh.ops.smooth_vert(bm, verts=new_verts, factor=0.5, use_axis_x=True, use_axis_y=True, use_axis_z=False)

# a second loop above, bridged
edges_before = set(bm.edges)
ret = bmesh.ops.create_circle(bm, segments=4, radius=1.0, cap_ends=False)
for v in ret["verts"]:
    v.co.z += 4
loop2 = [e for e in bm.edges if e not in edges_before]
loop1 = [e for e in bm.edges if e.is_boundary and e not in loop2 and e.verts[0].co.z > 1.5]
print("loops", len(loop1), len(loop2))
bmesh.ops.bridge_loops(bm, edges=loop1 + loop2)
bmesh.ops.holes_fill(bm, edges=[e for e in bm.edges if e.is_boundary], sides=0)
bmesh.ops.dissolve_limit(bm, angle_limit=0.01, verts=bm.verts[:], edges=bm.edges[:])
bmesh.ops.recalc_face_normals(bm, faces=bm.faces[:])

bm.to_mesh(me)
me.update()
bm.free()

print("verts %d edges %d faces %d" % (len(me.vertices), len(me.edges), len(me.polygons)))
print("bounds", [round(x, 3) for x in bpy.context.object.dimensions])
