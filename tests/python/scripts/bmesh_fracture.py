import bpy, bmesh, random
from mathutils import Vector
random.seed(7)
for o in bpy.data.objects: o.select_set(True)
bpy.ops.object.delete()
bpy.ops.mesh.primitive_cube_add(size=2, location=(0, 0, 1))
src = bpy.context.object; src.name = "Source"
pts = [Vector((random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(-1, 1))) for _ in range(10)]
coll = bpy.data.collections.new("Shards"); bpy.context.scene.collection.children.link(coll)
shards = []
for i, p in enumerate(pts):
    bm = bmesh.new(); bm.from_mesh(src.data)
    for j, q in enumerate(pts):
        if i == j: continue
        mid = (p + q) * 0.5
        no = (q - p).normalized()
        bmesh.ops.bisect_plane(bm, geom=bm.verts[:] + bm.edges[:] + bm.faces[:], dist=0.0001, plane_co=mid, plane_no=no, use_snap_center=False, clear_outer=True, clear_inner=False)
        edges = [e for e in bm.edges if e.is_boundary]
        if edges:
            bmesh.ops.edgeloop_fill(bm, edges=edges, mat_nr=1, use_smooth=False)
    if len(bm.verts) < 4:
        bm.free(); continue
    cen = sum((v.co for v in bm.verts), Vector()) / len(bm.verts)
    bmesh.ops.translate(bm, verts=bm.verts, vec=-cen)
    me = bpy.data.meshes.new(f"shard_{i:02d}"); bm.to_mesh(me); vol = bm.calc_volume(signed=False); bm.free()
    ob = bpy.data.objects.new(me.name, me); coll.objects.link(ob)
    ob.location = src.matrix_world @ cen
    ob["volume"] = vol
    ob.matrix_world.translation += Vector((0, 0, 0))
    ob.location += (ob.location - src.location) * 0.3
    shards.append(ob)
src.hide_set(True); src.hide_render = True
mo, mi = bpy.data.materials.new("outer"), bpy.data.materials.new("inner")
for ob in shards:
    ob.data.materials.append(mo); ob.data.materials.append(mi)
total = sum(o["volume"] for o in shards)
print("shards", len(shards), "vol %.3f" % total)
for ob in sorted(shards, key=lambda o: -o["volume"])[:3]:
    print(ob.name, len(ob.data.polygons), [p.material_index for p in ob.data.polygons], "%.3f" % ob["volume"])
bpy.ops.rigidbody.world_add()
for ob in coll.objects:
    bpy.context.view_layer.objects.active = ob
    ob.select_set(True)
    bpy.ops.rigidbody.object_add(type='ACTIVE')
    ob.rigid_body.mass = max(0.1, ob["volume"] * 10)
    ob.rigid_body.collision_shape = 'CONVEX_HULL'
    ob.rigid_body.friction = 0.7
    ob.select_set(False)
bpy.ops.mesh.primitive_plane_add(size=20)
bpy.ops.rigidbody.object_add(type='PASSIVE')
print(bpy.context.scene.rigidbody_world.collection.name, len(bpy.context.scene.rigidbody_world.collection.objects))
