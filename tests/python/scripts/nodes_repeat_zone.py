import bpy

tree = bpy.data.node_groups.new("Tower", "GeometryNodeTree")
tree.interface.new_socket("Geometry", in_out="OUTPUT", socket_type="NodeSocketGeometry")
iters = tree.interface.new_socket("Floors", in_out="INPUT", socket_type="NodeSocketInt")
iters.default_value = 6
iters.min_value = 1

nodes, links = tree.nodes, tree.links
gin, gout = nodes.new("NodeGroupInput"), nodes.new("NodeGroupOutput")
rin = nodes.new("GeometryNodeRepeatInput")
rout = nodes.new("GeometryNodeRepeatOutput")
rin.pair_with_output(rout)
rout.repeat_items.new('FLOAT', "Height")
rout.repeat_items.new('FLOAT', "Width")

cube = nodes.new("GeometryNodeMeshCube")
xform = nodes.new("GeometryNodeTransform")
join = nodes.new("GeometryNodeJoinGeometry")
add = nodes.new("ShaderNodeMath")
add.operation = 'ADD'
add.inputs[1].default_value = 1.0
shrink = nodes.new("ShaderNodeMath")
shrink.operation = 'MULTIPLY'
shrink.inputs[1].default_value = 0.85
comb = nodes.new("ShaderNodeCombineXYZ")
size = nodes.new("ShaderNodeCombineXYZ")
size.inputs["Z"].default_value = 1.0

rin.inputs["Width"].default_value = 2.0
links.new(gin.outputs["Floors"], rin.inputs["Iterations"])
links.new(rin.outputs["Height"], add.inputs[0])
links.new(rin.outputs["Width"], shrink.inputs[0])
links.new(rin.outputs["Height"], comb.inputs["Z"])
links.new(rin.outputs["Width"], size.inputs["X"])
links.new(rin.outputs["Width"], size.inputs["Y"])
links.new(size.outputs[0], cube.inputs["Size"])
links.new(cube.outputs["Mesh"], xform.inputs["Geometry"])
links.new(comb.outputs[0], xform.inputs["Translation"])
links.new(rin.outputs["Geometry"], join.inputs[0])
links.new(xform.outputs[0], join.inputs[0])
links.new(join.outputs[0], rout.inputs["Geometry"])
links.new(add.outputs[0], rout.inputs["Height"])
links.new(shrink.outputs[0], rout.inputs["Width"])
links.new(rout.outputs["Geometry"], gout.inputs[0])

sw = nodes.new("GeometryNodeSwitch")
sw.input_type = 'GEOMETRY'
cmp_node = nodes.new("FunctionNodeCompare")
cmp_node.data_type = 'FLOAT'
cmp_node.operation = 'GREATER_THAN'
cap = nodes.new("GeometryNodeCaptureAttribute")
cap.capture_items.new('FLOAT', "Value")
store = nodes.new("GeometryNodeStoreNamedAttribute")
store.data_type = 'FLOAT_VECTOR'
store.domain = 'FACE'
store.inputs["Name"].default_value = "tint"

for i, n in enumerate(nodes):
    n.location = ((i % 6) * 200, -(i // 6) * 250)

me = bpy.data.meshes.new("Tower")
ob = bpy.data.objects.new("Tower", me)
bpy.context.collection.objects.link(ob)
mod = ob.modifiers.new("Tower", 'NODES')
mod.node_group = tree
mod[iters.identifier] = 4
bpy.context.view_layer.update()
ev = ob.evaluated_get(bpy.context.evaluated_depsgraph_get())
print(len(ev.data.vertices), [i.name for i in rout.repeat_items], [s.name for s in rin.outputs])
print(max(round(v.co.z, 3) for v in ev.data.vertices))
