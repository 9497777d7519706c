import bpy
import math

def vase_profile():
    return [(0.0, 0.0), (0.6, 0.0), (0.8, 0.4), (0.9, 1.0), (0.6, 1.6), (0.35, 2.0), (0.4, 2.3), (0.55, 2.45)]

mesh = bpy.data.meshes.new("VaseProfile")
pts = vase_profile()
mesh.from_pydata([(x, 0, z) for x, z in pts], [(i, i + 1) for i in range(len(pts) - 1)], [])
vase = bpy.data.objects.new("Vase", mesh)
bpy.context.scene.collection.objects.link(vase)

screw = vase.modifiers.new("Screw", 'SCREW')
screw.axis = 'Z'
screw.steps = 24
screw.render_steps = 48
screw.angle = math.tau
screw.use_merge_vertices = True
screw.use_smooth_shade = True
solid = vase.modifiers.new("Solidify", 'SOLIDIFY')
solid.thickness = 0.05
solid.offset = -1.0
solid.use_rim = True
sub = vase.modifiers.new("Subsurf", 'SUBSURF')
sub.levels = 1
sub.render_levels = 2
sub.uv_smooth = 'PRESERVE_BOUNDARIES'

skin_mesh = bpy.data.meshes.new("Stem")
skin_mesh.from_pydata([(0, 0, 1), (0.1, 0, 2.2), (0, 0.2, 3.1), (0.3, 0.1, 3.6)], [(0, 1), (1, 2), (1, 3)], [])
stem = bpy.data.objects.new("Stem", skin_mesh)
bpy.context.scene.collection.objects.link(stem)
skin = stem.modifiers.new("Skin", 'SKIN')
skin.branch_smoothing = 0.3
if skin_mesh.skin_vertices:
    for sv in skin_mesh.skin_vertices[0].data:
        sv.radius = (0.06, 0.06)
    skin_mesh.skin_vertices[0].data[0].use_root = True

dg = bpy.context.evaluated_depsgraph_get()
for o in (vase, stem):
    e = o.evaluated_get(dg)
    print(o.name, len(e.data.vertices), len(e.data.polygons), [round(d, 3) for d in e.dimensions])

mat = bpy.data.materials.new("Porcelain")
mat.use_nodes = True
mat.node_tree.nodes["Principled BSDF"].inputs["Coat Weight"].default_value = 0.8
for o in (vase, stem):
    o.data.materials.append(mat)
