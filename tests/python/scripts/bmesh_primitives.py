import bpy
import bmesh
import mathutils
from mathutils import Matrix

def new_object(name, build, location=(0, 0, 0)):
    me = bpy.data.meshes.new(name)
    bm = bmesh.new()
    try:
        build(bm)
        bm.to_mesh(me)
    finally:
        bm.free()
    ob = bpy.data.objects.new(name, me)
    ob.location = location
    bpy.context.collection.objects.link(ob)
    return ob

def cube(bm):
    bmesh.ops.create_cube(bm, size=1.5)
    bmesh.ops.bevel(bm, geom=bm.edges[:], offset=0.1, segments=2, profile=0.5, affect='EDGES')

def uvsphere(bm):
    bmesh.ops.create_uvsphere(bm, u_segments=16, v_segments=8, radius=0.8)
    for f in bm.faces:
        f.smooth = True

def icosphere(bm):
    bmesh.ops.create_icosphere(bm, subdivisions=2, radius=0.8, matrix=Matrix.Scale(1.5, 4, (0, 0, 1)))

def cone(bm):
    bmesh.ops.create_cone(bm, cap_ends=True, cap_tris=False, segments=12, radius1=0.8, radius2=0.2, depth=1.5)

def circle(bm):
    bmesh.ops.create_circle(bm, cap_ends=True, radius=1, segments=20)
    bmesh.ops.triangulate(bm, faces=bm.faces[:])

def monkey(bm):
    bmesh.ops.create_monkey(bm, matrix=Matrix.Rotation(0.5, 4, 'Z'))

def spun(bm):
    profile = [(0.2, 0, 0), (0.8, 0, 0.1), (0.5, 0, 0.8), (0.6, 0, 1.2)]
    vs = [bm.verts.new(p) for p in profile]
    es = [bm.edges.new(pair) for pair in zip(vs, vs[1:])]
    bmesh.ops.spin(bm, geom=vs + es, cent=(0, 0, 0), axis=(0, 0, 1), dvec=(0, 0, 0), angle=6.283185307, steps=16)
    bmesh.ops.remove_doubles(bm, verts=bm.verts[:], dist=0.0001)

def subdivided(bm):
    bmesh.ops.create_cube(bm, size=1.2)
    bmesh.ops.subdivide_edges(bm, edges=bm.edges[:], cuts=3, use_grid_fill=True)
    bmesh.ops.transform(bm, matrix=Matrix.Rotation(0.7, 4, (1, 1, 0)), verts=bm.verts[:])

builders = [cube, uvsphere, icosphere, cone, circle, monkey, spun, subdivided]
for i, b in enumerate(builders):
    o = new_object(b.__name__.capitalize(), b, location=((i % 4) * 3, (i // 4) * 3, 0))
    print(f"{o.name:12} {len(o.data.vertices):5} {len(o.data.edges):5} {len(o.data.polygons):5}")
