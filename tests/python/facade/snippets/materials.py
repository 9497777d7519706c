# --- a material from nothing
import bpy
m = bpy.data.materials.new("M")
m.use_nodes = True
b = m.node_tree.nodes.get("Principled BSDF")
b.inputs["Base Color"].default_value = (1, 0, 0, 1)
b.inputs["Metallic"].default_value = 1
b.inputs["Roughness"].default_value = 0.2
bpy.data.objects["Cube"].data.materials.append(m)
print(b.inputs["Base Color"].default_value[:], b.inputs["Metallic"].default_value, round(b.inputs["Roughness"].default_value, 3))
print([x.name for x in bpy.data.objects["Cube"].data.materials], [s.name for s in bpy.data.objects["Cube"].material_slots])
# --- nodes and links
import bpy
m = bpy.data.materials.new("M")
m.use_nodes = True
nodes, links = m.node_tree.nodes, m.node_tree.links
nodes.clear()
out = nodes.new("ShaderNodeOutputMaterial")
bsdf = nodes.new(type="ShaderNodeBsdfPrincipled")
noise = nodes.new("ShaderNodeTexNoise")
ramp = nodes.new("ShaderNodeValToRGB")
noise.location = (-400, 0)
noise.inputs["Scale"].default_value = 12
ramp.color_ramp.elements[0].color = (1, 0, 0, 1)
ramp.color_ramp.elements[1].position = 0.7
e = ramp.color_ramp.elements.new(0.4)
e.color = (0, 1, 0, 1)
links.new(noise.outputs["Fac"], ramp.inputs["Fac"])
links.new(ramp.outputs["Color"], bsdf.inputs["Base Color"])
l = links.new(bsdf.outputs[0], out.inputs["Surface"])
print(sorted(n.name for n in nodes), len(links), l.from_node == bsdf, l.to_socket.name, noise.location, noise.inputs["Scale"].default_value)
print([(round(x.position, 2), [round(c, 2) for c in x.color]) for x in ramp.color_ramp.elements])
print(bsdf.inputs["Base Color"].is_linked, bsdf.inputs["Base Color"].links[0].from_node.name)
# --- two nodes of a type
import bpy
t = bpy.data.materials["Material"].node_tree
a = t.nodes.new("ShaderNodeMath")
b = t.nodes.new("ShaderNodeMath")
a.operation = "MULTIPLY"
b.operation = "ADD"
a.inputs[1].default_value = 3
b.inputs[0].default_value = 4
a.name = "First"
b.label = "Second"
t.links.new(a.outputs[0], b.inputs[0])
print(a.name, b.name, a == b, a.operation, b.operation, a.inputs[1].default_value, b.inputs[0].default_value, b.label)
t.nodes.remove(a)
print(sorted(n.name for n in t.nodes), len(t.links), b.inputs[0].is_linked)
# --- mix node and its many sockets
import bpy
t = bpy.data.materials["Material"].node_tree
m = t.nodes.new("ShaderNodeMix")
m.data_type = "RGBA"
m.blend_type = "MULTIPLY"
m.inputs[6].default_value = (1, 0, 0, 1)
m.inputs["Factor"].default_value = 0.3
print(m.data_type, m.blend_type, [i.identifier for i in m.inputs][:4], m.inputs[6].default_value[:], round(m.inputs[0].default_value, 2))
print([i.name for i in m.inputs if i.enabled])
# --- world
import bpy
w = bpy.context.scene.world
w.use_nodes = True
bg = w.node_tree.nodes["Background"]
bg.inputs[0].default_value = (0.1, 0.2, 0.3, 1)
bg.inputs["Strength"].default_value = 2.5
print(w.name, [round(c, 2) for c in bg.inputs["Color"].default_value], bg.inputs[1].default_value)
v = bpy.data.worlds.new("W")
bpy.context.scene.world = v
v.color = (0, 0, 1)
print(bpy.context.scene.world.name, v.color, bpy.context.scene.world == v)
# --- slots
import bpy
o = bpy.data.objects["Cube"]
m = bpy.data.materials.new("Second")
o.data.materials.append(m)
o.active_material_index = 1
print(o.active_material.name, len(o.material_slots), o.material_slots[1].material == m)
o.data.materials[0] = m
print([x.name for x in o.data.materials])
o.data.polygons[2].material_index = 1
print([p.material_index for p in o.data.polygons])
o.active_material = bpy.data.materials["Material"]
print([x.name for x in o.data.materials], o.active_material.name)
o.data.materials.clear()
print(len(o.data.materials), o.active_material)
# --- node groups
import bpy
g = bpy.data.node_groups.new("G", "ShaderNodeTree")
s = g.interface.new_socket(name="Amount", in_out="INPUT", socket_type="NodeSocketFloat")
s.default_value = 0.5
g.interface.new_socket(name="Result", in_out="OUTPUT", socket_type="NodeSocketColor")
i = g.nodes.new("NodeGroupInput")
o = g.nodes.new("NodeGroupOutput")
g.links.new(i.outputs["Amount"], o.inputs["Result"])
t = bpy.data.materials["Material"].node_tree
n = t.nodes.new("ShaderNodeGroup")
n.node_tree = g
n.inputs["Amount"].default_value = 0.75
print(n.inputs[0].name, n.outputs[0].name, n.inputs["Amount"].default_value, [x.name for x in g.interface.items_tree], n.node_tree == g)
# --- geometry nodes
import bpy
o = bpy.data.objects["Cube"]
m = o.modifiers.new("GN", "NODES")
g = bpy.data.node_groups.new("Geo", "GeometryNodeTree")
m.node_group = g
g.interface.new_socket("Geometry", in_out="INPUT", socket_type="NodeSocketGeometry")
g.interface.new_socket("Geometry", in_out="OUTPUT", socket_type="NodeSocketGeometry")
f = g.interface.new_socket("Size", in_out="INPUT", socket_type="NodeSocketFloat")
i, out = g.nodes.new("NodeGroupInput"), g.nodes.new("NodeGroupOutput")
tr = g.nodes.new("GeometryNodeTransform")
tr.inputs["Scale"].default_value = (2, 2, 2)
g.links.new(i.outputs["Geometry"], tr.inputs["Geometry"])
g.links.new(tr.outputs[0], out.inputs[0])
m[f.identifier] = 1.5
print(f.identifier, m[f.identifier], tr.inputs["Scale"].default_value[:], m.node_group.name, len(g.links))
bpy.context.view_layer.update()
print(o.evaluated_get(bpy.context.evaluated_depsgraph_get()).dimensions)
