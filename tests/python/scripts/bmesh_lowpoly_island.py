import bpy
import bmesh
import random
import mathutils
from mathutils import noise

random.seed(0)
noise.seed_set(11)

# ----- clean
bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete(use_global=False)

def displace(bm, strength, scale):
    for v in bm.verts:
        n = noise.noise(v.co * scale)
        v.co += v.normal * n * strength

me = bpy.data.meshes.new('Island')
bm = bmesh.new()
bmesh.ops.create_icosphere(bm, subdivisions=3, radius=3)
bm.normal_update()
for v in bm.verts:
    if v.co.z > 0:
        v.co.z *= 0.15
displace(bm, 0.6, 0.8)

# flat cut at the water line
geom = bm.verts[:] + bm.edges[:] + bm.faces[:]
res = bmesh.ops.bisect_plane(bm, geom=geom, plane_co=(0, 0, -1.2), plane_no=(0, 0, 1), clear_inner=True)
cut = [e for e in res['geom_cut'] if isinstance(e, bmesh.types.BMEdge)]
bmesh.ops.edgeloop_fill(bm, edges=cut)
bm.to_mesh(me)
bm.free()

island = bpy.data.objects.new('Island', me)
bpy.context.scene.collection.objects.link(island)

dirt = bpy.data.materials.new("Dirt")
dirt.diffuse_color = (0.25, 0.15, 0.08, 1)
grass = bpy.data.materials.new("Grass")
grass.diffuse_color = (0.2, 0.5, 0.1, 1)
me.materials.append(dirt)
me.materials.append(grass)
for p in me.polygons:
    p.material_index = 1 if p.normal.z > 0.6 else 0

# scatter trees on upward faces
tops = [p for p in me.polygons if p.material_index == 1]
print(len(tops), "top faces of", len(me.polygons))
for i, p in enumerate(random.sample(tops, 6)):
    loc = island.matrix_world @ p.center
    bpy.ops.mesh.primitive_cone_add(vertices=6, radius1=0.3, depth=0.9, location=loc + mathutils.Vector((0, 0, 0.45)))
    t = bpy.context.object
    t.name = f"Tree_{i}"
    t.data.materials.append(grass)

bpy.ops.mesh.primitive_plane_add(size=30, location=(0, 0, -1.0))
bpy.context.object.name = "Sea"
