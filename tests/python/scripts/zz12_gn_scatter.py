import bpy, random, math
def ensure_ng(name):
    if name in bpy.data.node_groups: bpy.data.node_groups.remove(bpy.data.node_groups[name])
    ng = bpy.data.node_groups.new(name, 'GeometryNodeTree')
    if hasattr(ng, "interface"):
        ng.interface.new_socket(name="Geometry", in_out='INPUT', socket_type='NodeSocketGeometry')
        ng.interface.new_socket(name="Geometry", in_out='OUTPUT', socket_type='NodeSocketGeometry')
    else:
        ng.inputs.new('NodeSocketGeometry', "Geometry"); ng.outputs.new('NodeSocketGeometry', "Geometry")
    ng.is_modifier = True
    return ng
ng = ensure_ng("Scatter")
def sock(name, typ, default=None, mn=None, mx=None, panel=None):
    s = ng.interface.new_socket(name, in_out='INPUT', socket_type=typ, parent=panel) if panel else ng.interface.new_socket(name, in_out='INPUT', socket_type=typ)
    if default is not None: s.default_value = default
    if mn is not None: s.min_value = mn
    if mx is not None: s.max_value = mx
    return s
panel = ng.interface.new_panel("Distribution", default_closed=True)
sd = sock("Density", 'NodeSocketFloat', 8.0, 0.0, 100.0, panel)
ss = sock("Seed", 'NodeSocketInt', 3, 0)
sm = sock("Max Scale", 'NodeSocketFloat', 1.2)
so = sock("Instance", 'NodeSocketObject')
sb = sock("Align", 'NodeSocketBool', True)
smat = sock("Material", 'NodeSocketMaterial')
print([(i.name, i.item_type, getattr(i, "identifier", None)) for i in ng.interface.items_tree])
N, L = ng.nodes, ng.links
class B:
    x = -600
    def __call__(self, t, **k):
        n = N.new(t); B.x += 180; n.location = (B.x, 0)
        for a, v in k.items(): setattr(n, a, v)
        return n
node = B()
gi = node("NodeGroupInput"); 
dist = node("GeometryNodeDistributePointsOnFaces", distribute_method='POISSON')
print([s.name for s in dist.inputs], [s.identifier for s in dist.inputs if s.enabled])
L.new(gi.outputs["Geometry"], dist.inputs["Mesh"])
L.new(gi.outputs["Density"], dist.inputs["Density Max"])
L.new(gi.outputs["Seed"], dist.inputs["Seed"])
dist.inputs["Distance Min"].default_value = .25
rv = node("FunctionNodeRandomValue", data_type='FLOAT')
floats = [s for s in rv.inputs if s.type == 'VALUE' and s.enabled]
print([s.identifier for s in rv.inputs], len(floats))
floats[0].default_value = .4
L.new(gi.outputs["Max Scale"], floats[1])
rot = node("FunctionNodeRandomValue", data_type='FLOAT_VECTOR')
rot.inputs[1].default_value = (0, 0, math.tau)
inst = node("GeometryNodeInstanceOnPoints")
oi = node("GeometryNodeObjectInfo", transform_space='RELATIVE'); oi.inputs["As Instance"].default_value = True
L.new(gi.outputs["Instance"], oi.inputs[0])
L.new(dist.outputs["Points"], inst.inputs["Points"])
L.new(oi.outputs["Geometry"], inst.inputs["Instance"])
L.new([o for o in rv.outputs if o.enabled][0], inst.inputs["Scale"])
ri = node("GeometryNodeRotateInstances")
L.new(inst.outputs[0], ri.inputs[0]); 
L.new(next(o for o in rot.outputs if o.enabled), ri.inputs["Rotation"])
sw = node("GeometryNodeSwitch", input_type='ROTATION')
L.new(gi.outputs["Align"], sw.inputs["Switch"]); L.new(dist.outputs["Rotation"], sw.inputs["True"]); L.new(sw.outputs[0], inst.inputs["Rotation"])
sma = node("GeometryNodeSetMaterial"); L.new(gi.outputs["Material"], sma.inputs["Material"])
L.new(ri.outputs["Instances"], sma.inputs["Geometry"])
jn = node("GeometryNodeJoinGeometry"); L.new(gi.outputs[0], jn.inputs[0]); L.new(sma.outputs[0], jn.inputs[0])
go = node("NodeGroupOutput"); L.new(jn.outputs[0], go.inputs[0])
fr = N.new("NodeFrame"); fr.label = "Random"; rv.parent = fr; rot.parent = fr
print(len(N), len(L), jn.inputs[0].is_linked, [l.from_node.name for l in jn.inputs[0].links], fr.label)
print([l.to_node.bl_idname for l in gi.outputs["Geometry"].links])
# terrain
for o in list(bpy.data.objects): bpy.data.objects.remove(o)
bpy.ops.mesh.primitive_grid_add(x_subdivisions=10, y_subdivisions=10, size=6); t = bpy.context.object
bpy.ops.mesh.primitive_cone_add(vertices=6, radius1=.15, depth=.5, location=(20, 0, 0)); cone = bpy.context.object; cone.name = "Tree"
m = bpy.data.materials.new("Leaf"); m.use_nodes = True
mod = t.modifiers.new("Scatter", 'NODES'); mod.node_group = ng
ids = {i.name: i.identifier for i in ng.interface.items_tree if i.item_type == 'SOCKET' and i.in_out == 'INPUT'}
print(ids)
mod[ids["Density"]] = 5.0
mod[ids["Seed"]] = 11
mod[ids["Instance"]] = cone
mod[ids["Material"]] = m
mod[ids["Align"]] = False
mod[sm.identifier] = 0.9
print(mod[ids["Density"]], mod[ids["Instance"]], sorted(mod.keys())[:4], mod.get("nope"))
t.update_tag()
dg = bpy.context.evaluated_depsgraph_get()
n_inst = sum(1 for i in dg.object_instances if i.is_instance)
print("instances", n_inst)
mod.show_viewport = False
mod.show_viewport = True
mod.keyframe_insert(f'["{ids["Density"]}"]', frame=1)
mod[ids["Density"]] = 10.0
t.keyframe_insert(f'modifiers["Scatter"]["{ids["Density"]}"]', frame=50)
print([f.data_path for f in t.animation_data.action.layers[0].strips[0].channelbags[0].fcurves])
# second group nested, curve based
g2 = bpy.data.node_groups.new("Spiral", 'GeometryNodeTree')
g2.interface.new_socket("Out", in_out='OUTPUT', socket_type='NodeSocketGeometry')
sp = g2.nodes.new("GeometryNodeCurveSpiral"); c2m = g2.nodes.new("GeometryNodeCurveToMesh"); cc = g2.nodes.new("GeometryNodeCurvePrimitiveCircle"); o2 = g2.nodes.new("NodeGroupOutput")
sp.inputs["Rotations"].default_value = 3; sp.inputs["Height"].default_value = 2; cc.inputs["Radius"].default_value = .05; cc.inputs["Resolution"].default_value = 8
for a, b in ((sp.outputs[0], c2m.inputs["Curve"]), (cc.outputs["Curve"], c2m.inputs["Profile Curve"]), (c2m.outputs["Mesh"], o2.inputs["Out"])): g2.links.new(b, a)
g3 = bpy.data.node_groups.new("Wrap", 'GeometryNodeTree'); g3.interface.new_socket("Geometry", in_out='OUTPUT', socket_type='NodeSocketGeometry')
gn = g3.nodes.new("GeometryNodeGroup"); gn.node_tree = g2; o3 = g3.nodes.new("NodeGroupOutput"); tr = g3.nodes.new("GeometryNodeTransform")
tr.inputs["Translation"].default_value = (0, 0, 3); tr.inputs["Rotation"].default_value = (0, math.pi / 4, 0)
g3.links.new(gn.outputs["Out"], tr.inputs[0]); g3.links.new(tr.outputs[0], o3.inputs[0])
me = bpy.data.meshes.new("Empty"); so_ = bpy.data.objects.new("Spiral", me); bpy.context.collection.objects.link(so_)
so_.modifiers.new("GN", type='NODES').node_group = g3
ev = so_.evaluated_get(bpy.context.evaluated_depsgraph_get())
print(len(ev.data.vertices), [round(v, 3) for v in ev.dimensions], gn.node_tree.name, g2.users)
bpy.context.view_layer.objects.active = so_; so_.select_set(True)
try:
    bpy.ops.object.modifier_apply(modifier="GN"); print("applied", len(so_.data.vertices))
except RuntimeError as e: print("cannot", str(e).strip())
# sim-free math chain by type lookups
for n in N:
    if n.type == 'RANDOM_VALUE': n.label = f"Rand {n.data_type}"
    n.hide = n.type in {'GROUP_INPUT'}
print([(n.name, n.label) for n in N if n.label], N.find("Switch"), N.get("Nope"))
for link in [l for l in L if l.to_node == ri]: L.remove(link)
print(len(L), ri.inputs[0].is_linked)
L.new(inst.outputs[0], ri.inputs[0])
