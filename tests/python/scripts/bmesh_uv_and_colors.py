import bpy
import bmesh
import colorsys

mesh = bpy.data.meshes.new("Ring")
bm = bmesh.new()
uv_layer = bm.loops.layers.uv.new("UVMap")
col_layer = bm.loops.layers.color.new("Col")
weight = bm.verts.layers.float.new("height_weight")
group = bm.faces.layers.int.new("segment")

import math
SEG = 24
bottom, top = [], []
for i in range(SEG):
    a = math.tau * i / SEG
    x, y = math.cos(a), math.sin(a)
    vb = bm.verts.new((x, y, 0))
    vt = bm.verts.new((x, y, 0.5 + 0.2 * math.sin(3 * a)))
    vb[weight] = 0.0
    vt[weight] = vt.co.z
    bottom.append(vb)
    top.append(vt)

for i in range(SEG):
    j = (i + 1) % SEG
    f = bm.faces.new((bottom[i], bottom[j], top[j], top[i]))
    f[group] = i // 6
    u0, u1 = i / SEG, (i + 1) / SEG
    for loop, uv in zip(f.loops, ((u0, 0), (u1, 0), (u1, 1), (u0, 1))):
        loop[uv_layer].uv = uv
        r, g, b = colorsys.hsv_to_rgb(uv[0] % 1.0, 0.8, 0.9)
        loop[col_layer] = (r, g, b, 1.0)

# sharp edges and seams
bm.edges.ensure_lookup_table()
for e in bm.edges:
    if e.is_boundary:
        e.smooth = False
    elif abs(e.verts[0].co.x - e.verts[1].co.x) < 1e-6 and e.verts[0].co.x > 0.99:
        e.seam = True

bm.to_mesh(mesh)
bm.free()
mesh.update()
ob = bpy.data.objects.new("Ring", mesh)
bpy.context.scene.collection.objects.link(ob)

mat = bpy.data.materials.new("VertexColor")
mat.use_nodes = True
attr = mat.node_tree.nodes.new("ShaderNodeVertexColor")
attr.layer_name = "Col"
mat.node_tree.links.new(attr.outputs["Color"], mat.node_tree.nodes["Principled BSDF"].inputs["Base Color"])
mesh.materials.append(mat)

print(sorted(a.name for a in mesh.attributes if not a.name.startswith(".")))
print("seams:", sum(e.use_seam for e in mesh.edges), "sharp:", sum(e.use_edge_sharp for e in mesh.edges))
print("uv of loop 5:", tuple(round(c, 4) for c in mesh.uv_layers.active.data[5].uv))
