import bpy, math, random, textwrap, string, itertools, functools, operator
from mathutils import Matrix, Vector, Quaternion
from collections import deque, Counter
random.seed(2024)
RULES = {"F": "FF-[-F+F+F]+[+F-F-F]"}
@functools.lru_cache(maxsize=None)
def expand(axiom, n):
    return axiom if n == 0 else expand("".join(RULES.get(c, c) for c in axiom), n - 1)
s = expand("F", 3)
print(Counter(s).most_common(3), len(s))
def interpret(text, step=.18, angle=math.radians(22.5)):
    pos, rot = Vector((0, 0, 0)), Quaternion((1, 0, 0, 0))
    stack, branches, cur = [], [], [pos.copy()]
    tips = []
    for c in text:
        if c == "F":
            pos = pos + rot @ Vector((0, 0, step)); cur.append(pos.copy())
        elif c in "+-":
            ax = Vector((1, .3 * random.uniform(-1, 1), 0)).normalized()
            rot = rot @ Quaternion(ax, angle * (1 if c == "+" else -1)) @ Quaternion((0, 0, 1), math.radians(random.uniform(40, 100)))
        elif c == "[":
            stack.append((pos.copy(), rot.copy(), cur)); cur = [pos.copy()]
        elif c == "]":
            if len(cur) > 1: branches.append(cur); tips.append((pos.copy(), rot.copy()))
            pos, rot, cur = stack.pop()
    branches.append(cur)
    return branches, tips
branches, tips = interpret(s)
print(len(branches), len(tips), tips[0][0], tips[-1][1])
for ob in bpy.data.objects: ob.hide_set(True); ob.hide_render = True
print([o.name for o in bpy.context.visible_objects], [o.visible_get() for o in bpy.data.objects])
cu = bpy.data.curves.new("LTree", type="CURVE"); cu.dimensions = "3D"
for b in branches:
    sp = cu.splines.new("POLY"); sp.points.add(len(b) - 1)
    flat = list(itertools.chain.from_iterable((*p, 1.0) for p in b))
    sp.points.foreach_set("co", flat)
    sp.points.foreach_set("radius", [1 - i / len(b) * .7 for i in range(len(b))])
cu.bevel_depth = .03; cu.bevel_resolution = 1; cu.use_fill_caps = True; cu.resolution_u = 2
tree = bpy.data.objects.new("LTree", cu)
bpy.context.collection.objects.link(tree)
print(len(cu.splines), cu.splines[0].points[1].co.to_tuple(4), cu.splines[-1].type, tree)
bark = bpy.data.materials.new("Bark"); bark.use_nodes = True
bark.node_tree.nodes["Principled BSDF"].inputs["Base Color"].default_value = [.15, .08, .04, 1]
cu.materials.append(bark)
# leaves in a single mesh with colour attribute
lv, lf = [], []
for p, q in tips:
    i = len(lv)
    for dx, dz in ((-.04, 0), (.04, 0), (.03, .12), (-.03, .12)):
        lv.append(p + q @ Vector((dx, 0, dz)))
    lf.append((i, i + 1, i + 2, i + 3))
me = bpy.data.meshes.new("Leaves"); me.from_pydata(lv, [], lf)
ca = me.color_attributes.new(name="Tint", type='FLOAT_COLOR', domain='CORNER')
for poly in me.polygons:
    g = random.uniform(.3, .7)
    for li in poly.loop_indices: ca.data[li].color = (.1, g, .05, 1)
uv = me.uv_layers.new(name="LeafUV")
for i, l in enumerate(me.loops): uv.data[l.index].uv = [(0, 0), (1, 0), (1, 1), (0, 1)][i % 4]
at = me.attributes.new("size", 'FLOAT', 'FACE'); at.data.foreach_set("value", [random.random() for _ in me.polygons])
print([(a.name, a.domain, a.data_type) for a in me.attributes if not a.name.startswith(".")], round(at.data[3].value, 5), me.color_attributes.active_color.name)
leaves = bpy.data.objects.new("Leaves", me); bpy.context.collection.objects.link(leaves)
leaves.parent = tree
leafm = bpy.data.materials.new("Leaf"); leafm.use_nodes = True
nt = leafm.node_tree; a = nt.nodes.new("ShaderNodeVertexColor"); a.layer_name = "Tint"
nt.links.new(a.outputs[0], nt.nodes["Principled BSDF"].inputs["Base Color"])
nt.nodes["Principled BSDF"].inputs["Subsurface Weight"].default_value = .2
leafm.use_backface_culling = False
if hasattr(leafm, "blend_method"): leafm.blend_method = 'HASHED'
if hasattr(leafm, "shadow_method"): leafm.shadow_method = 'HASHED'
me.materials.append(leafm)
me.calc_loop_triangles(); print(len(me.loop_triangles), me.loop_triangles[0].vertices[:], me.polygons[0].normal.to_tuple(3))
# convert copy of the tree
bpy.ops.object.select_all(action='DESELECT')
cp = tree.copy(); cp.data = tree.data.copy(); cp.name = "LTreeMesh"; bpy.context.collection.objects.link(cp)
cp.select_set(True); bpy.context.view_layer.objects.active = cp
bpy.ops.object.convert(target='MESH', keep_original=False)
print(cp.type, len(cp.data.vertices), cp.data.name, bpy.data.curves.keys())
bpy.ops.object.modifier_add(type='DECIMATE'); cp.modifiers["Decimate"].ratio = .5
cp.modifiers["Decimate"].use_collapse_triangulate = True
bpy.ops.object.modifier_apply(modifier="Decimate")
bpy.ops.object.origin_set(type='ORIGIN_CENTER_OF_MASS', center='MEDIAN')
print([round(c, 2) for c in cp.location], len(cp.data.polygons) > 10)
cp.location = (3, 0, 0)
for i, ang in enumerate(range(0, 360, 90)):
    d = tree.copy(); bpy.context.collection.objects.link(d)
    d.matrix_world = Matrix.Rotation(math.radians(ang), 4, 'Z') @ Matrix.Translation((6, 0, 0)) @ Matrix.Scale(.5 + .1 * i, 4)
    for ch in tree.children:
        k = ch.copy(); k.parent = d; bpy.context.collection.objects.link(k)
bpy.context.view_layer.update()
print(sorted(o.name for o in bpy.data.objects if o.name.startswith("L")))
d = bpy.data.objects["LTree.003"]; l, r, sc_ = d.matrix_world.decompose()
print(l.to_tuple(3), [round(math.degrees(a), 2) for a in r.to_euler()], sc_.to_tuple(3), d.rotation_euler.order)
print(textwrap.shorten(repr([o for o in bpy.data.objects][:6]), 200))
path = bpy.data.curves.new("CamPath", 'CURVE'); path.dimensions = '3D'
ns = path.splines.new('NURBS'); ns.points.add(5); ns.use_endpoint_u = True; ns.order_u = 4
for i, p in enumerate(ns.points): p.co = (8 * math.cos(i), 8 * math.sin(i), 2 + i * .3, 1); p.weight = 1
po = bpy.data.objects.new("CamPath", path); bpy.context.collection.objects.link(po)
cam = bpy.data.objects["Camera"]; cam.hide_set(False); cam.hide_render = False
cam.animation_data_clear(); cam.location = (0, 0, 0); cam.rotation_euler = (0, 0, 0)
bpy.ops.object.select_all(action='DESELECT'); cam.select_set(True); po.select_set(True); bpy.context.view_layer.objects.active = po
bpy.ops.object.parent_set(type='FOLLOW')
print(cam.parent, po.data.use_path, [c.type for c in cam.constraints], path.animation_data and path.animation_data.action)
tt = cam.constraints.new('DAMPED_TRACK'); tt.target = tree; tt.track_axis = 'TRACK_NEGATIVE_Z'
bpy.context.scene.frame_set(50); print([round(x, 3) for x in cam.matrix_world.translation])
