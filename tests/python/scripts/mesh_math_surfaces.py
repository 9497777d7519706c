import bpy, math
from mathutils import Vector
def clear():
    for o in list(bpy.data.objects):
        bpy.data.objects.remove(o, do_unlink=True)
    for m in list(bpy.data.meshes):
        if m.users == 0:
            bpy.data.meshes.remove(m)
clear()
def surface(name, fn, nu, nv, u0, u1, v0, v1):
    verts, faces = [], []
    for i in range(nu + 1):
        for j in range(nv + 1):
            u = u0 + (u1 - u0) * i / nu
            v = v0 + (v1 - v0) * j / nv
            verts.append(fn(u, v))
    for i in range(nu):
        for j in range(nv):
            a = i * (nv + 1) + j
            faces.append((a, a + 1, a + nv + 2, a + nv + 1))
    me = bpy.data.meshes.new(name)
    me.from_pydata(verts, [], faces)
    me.update(calc_edges=True)
    if me.validate(verbose=False):
        print("corrected")
    ob = bpy.data.objects.new(name, me)
    bpy.context.scene.collection.objects.link(ob)
    return ob
kl = surface("Moebius", lambda u, v: ((1+v/2*math.cos(u/2))*math.cos(u), (1+v/2*math.cos(u/2))*math.sin(u), v/2*math.sin(u/2)), 40, 6, 0, 2*math.pi, -1, 1)
sa = surface("Saddle", lambda u, v: Vector((u, v, u*u - v*v)), 16, 16, -1, 1, -1, 1)
sa.location.x = 4
me = sa.data
n = len(me.vertices)
co = [0.0] * (n * 3)
me.vertices.foreach_get("co", co)
co[2::3] = [z * 0.5 for z in co[2::3]]
me.vertices.foreach_set("co", co)
me.update()
me.polygons.foreach_set("use_smooth", [True] * len(me.polygons))
no = [0.0] * (len(me.polygons) * 3)
me.polygons.foreach_get("normal", no)
print("avg nz %.4f" % (sum(no[2::3]) / len(me.polygons)))
print("bbox", [tuple(round(c, 3) for c in corner) for corner in sa.bound_box][:2])
print("dim", [round(d, 3) for d in sa.dimensions])
attr = me.attributes.new(name="height", type='FLOAT', domain='POINT')
attr.data.foreach_set("value", co[2::3])
print(attr.name, attr.domain, attr.data_type, len(attr.data))
col = me.color_attributes.new(name="Col", type='BYTE_COLOR', domain='CORNER')
for poly in me.polygons:
    for li in poly.loop_indices:
        vi = me.loops[li].vertex_index
        h = me.vertices[vi].co.z
        col.data[li].color = (h + 0.5, 0.2, 0.5 - h, 1.0)
me.color_attributes.active_color = col
print(me.color_attributes.active_color.name, me.color_attributes.render_color_index)
uv = me.uv_layers.new(name="UVMap")
for loop in me.loops:
    c = me.vertices[loop.vertex_index].co
    uv.data[loop.index].uv = (c.x * 0.5 + 0.5, c.y * 0.5 + 0.5)
print("uv", [round(v, 3) for v in uv.data[5].uv])
print("area %.4f" % sum(p.area for p in me.polygons))
edges = {tuple(sorted(e.vertices)) for e in me.edges}
print(len(edges), len(me.edge_keys), min(edges))
vals = sorted(me.attributes.keys())
print(vals)
