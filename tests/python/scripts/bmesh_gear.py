import bpy
import bmesh
from math import sin, cos, pi

def create_gear(name="Gear", teeth=12, inner=0.6, base=1.0, addendum=0.2, width=0.3):
    bm = bmesh.new()
    ring_outer = []
    n = teeth * 4
    for i in range(n):
        a = 2 * pi * i / n
        r = base + (addendum if i % 4 in (1, 2) else 0)
        ring_outer.append(bm.verts.new((r * cos(a), r * sin(a), 0)))
    ring_inner = [bm.verts.new((inner * cos(2 * pi * i / n), inner * sin(2 * pi * i / n), 0)) for i in range(n)]
    bm.verts.ensure_lookup_table()
    faces = []
    for i in range(n):
        j = (i + 1) % n
        faces.append(bm.faces.new((ring_outer[i], ring_outer[j], ring_inner[j], ring_inner[i])))

    ret = bmesh.ops.extrude_face_region(bm, geom=faces)
    moved = [e for e in ret["geom"] if isinstance(e, bmesh.types.BMVert)]
    bmesh.ops.translate(bm, verts=moved, vec=(0, 0, width))
    bmesh.ops.recalc_face_normals(bm, faces=bm.faces[:])

    me = bpy.data.meshes.new(name)
    bm.to_mesh(me)
    print(name, len(bm.verts), len(bm.edges), len(bm.faces), "volume %.4f" % bm.calc_volume())
    bm.free()
    ob = bpy.data.objects.new(name, me)
    bpy.context.scene.collection.objects.link(ob)
    return ob

bpy.data.objects.remove(bpy.data.objects["Cube"], do_unlink=True)

g1 = create_gear("GearA", 16)
g2 = create_gear("GearB", 8, inner=0.25, base=0.5, addendum=0.2)
g2.location = (1.75, 0, 0)
g2.rotation_euler.z = pi / 8

# animate with the right ratio
for f in (1, 100):
    g1.rotation_euler.z = (f - 1) / 99 * pi
    g2.rotation_euler.z = pi / 8 - (f - 1) / 99 * pi * 2
    g1.keyframe_insert(data_path='rotation_euler', index=2, frame=f)
    g2.keyframe_insert(data_path='rotation_euler', index=2, frame=f)

bpy.context.view_layer.objects.active = g1
g1.select_set(True)
