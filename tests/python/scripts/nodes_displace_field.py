import bpy

obj = bpy.context.active_object
bpy.ops.object.modifier_add(type='SUBSURF')
obj.modifiers["Subdivision"].levels = 3
obj.modifiers["Subdivision"].subdivision_type = 'SIMPLE'

bpy.ops.object.modifier_add(type='NODES')
mod = obj.modifiers[-1]
if mod.node_group is None:
    mod.node_group = bpy.data.node_groups.new("Displace", "GeometryNodeTree")
    mod.node_group.interface.new_socket("Geometry", in_out="INPUT", socket_type="NodeSocketGeometry")
    mod.node_group.interface.new_socket("Geometry", in_out="OUTPUT", socket_type="NodeSocketGeometry")
tree = mod.node_group
tree.nodes.clear()

def add(type_, x, y=0, label=""):
    n = tree.nodes.new(type_)
    n.location = x, y
    if label:
        n.label = label
        n.name = label
    return n

inp = add("NodeGroupInput", -600)
out = add("NodeGroupOutput", 600)
setpos = add("GeometryNodeSetPosition", 300, label="Push")
normal = add("GeometryNodeInputNormal", -400, -200)
noise = add("ShaderNodeTexNoise", -400, -400)
noise.noise_dimensions = '3D'
noise.inputs["Scale"].default_value = 1.7
scale = add("ShaderNodeVectorMath", 0, -200, label="Amount")
scale.operation = 'SCALE'
sub = add("ShaderNodeMath", -200, -400)
sub.operation = 'SUBTRACT'
sub.inputs[1].default_value = 0.5
frame = add("NodeFrame", 0)
frame.label = "Displacement"
frame.use_custom_color = True
frame.color = (0.2, 0.3, 0.5)
for n in (normal, noise, scale, sub):
    n.parent = frame

for a, b in [
    (inp.outputs[0], setpos.inputs["Geometry"]),
    (normal.outputs[0], scale.inputs[0]),
    (noise.outputs[0], sub.inputs[0]),
    (sub.outputs[0], scale.inputs["Scale"]),
    (scale.outputs[0], setpos.inputs["Offset"]),
    (setpos.outputs[0], out.inputs[0]),
]:
    link = tree.links.new(a, b)
    assert link.is_valid

print([(n.name, n.type) for n in tree.nodes])
print("links:", len(tree.links), tree.links[0].from_node.name, "->", tree.links[0].to_node.name)

depsgraph = bpy.context.evaluated_depsgraph_get()
e = obj.evaluated_get(depsgraph)
print("verts", len(e.data.vertices))
