import bpy

# A reusable shader node group with inputs, used by several materials

def get_group(name="EdgeWear"):
    if name in bpy.data.node_groups:
        return bpy.data.node_groups[name]
    g = bpy.data.node_groups.new(name, 'ShaderNodeTree')
    if hasattr(g, "interface"):
        i1 = g.interface.new_socket("Base", in_out='INPUT', socket_type='NodeSocketColor')
        i2 = g.interface.new_socket("Edge", in_out='INPUT', socket_type='NodeSocketColor')
        i3 = g.interface.new_socket("Amount", in_out='INPUT', socket_type='NodeSocketFloat')
        i1.default_value = (0.1, 0.1, 0.1, 1)
        i2.default_value = (0.7, 0.7, 0.7, 1)
        i3.default_value = 0.5
        i3.min_value, i3.max_value = 0.0, 1.0
        g.interface.new_socket("Color", in_out='OUTPUT', socket_type='NodeSocketColor')
    else:
        g.inputs.new('NodeSocketColor', "Base")
        g.inputs.new('NodeSocketColor', "Edge")
        g.inputs.new('NodeSocketFloat', "Amount")
        g.outputs.new('NodeSocketColor', "Color")
    nodes = g.nodes
    gi = nodes.new('NodeGroupInput')
    go = nodes.new('NodeGroupOutput')
    geo = nodes.new('ShaderNodeNewGeometry')
    mr = nodes.new('ShaderNodeMapRange')
    mul = nodes.new('ShaderNodeMath')
    mix = nodes.new('ShaderNodeMix')
    mix.data_type = 'RGBA'
    mr.inputs['From Min'].default_value = 0.5
    mr.inputs['From Max'].default_value = 0.6
    mul.operation = 'MULTIPLY'
    mul.use_clamp = True
    for n, (x, y) in zip((gi, geo, mr, mul, mix, go), ((-800, 0), (-800, -300), (-550, -300), (-300, -200), (0, 0), (250, 0))):
        n.location = (x, y)
    g.links.new(geo.outputs['Pointiness'], mr.inputs['Value'])
    g.links.new(mr.outputs['Result'], mul.inputs[0])
    g.links.new(gi.outputs['Amount'], mul.inputs[1])
    g.links.new(mul.outputs['Value'], mix.inputs['Factor'])
    a = [s for s in mix.inputs if s.name == 'A' and s.type == 'RGBA'][0]
    b = [s for s in mix.inputs if s.name == 'B' and s.type == 'RGBA'][0]
    res = [s for s in mix.outputs if s.type == 'RGBA'][0]
    g.links.new(gi.outputs['Base'], a)
    g.links.new(gi.outputs['Edge'], b)
    g.links.new(res, go.inputs['Color'])
    return g


for i, (name, base) in enumerate({"Red": (0.6, 0.02, 0.02, 1), "Blue": (0.02, 0.05, 0.6, 1), "Green": (0.02, 0.4, 0.05, 1)}.items()):
    mat = bpy.data.materials.new(f"Worn_{name}")
    mat.use_nodes = True
    node = mat.node_tree.nodes.new("ShaderNodeGroup")
    node.node_tree = get_group()
    node.name = node.label = "Edge Wear"
    node.location = (-500, 200)
    node.inputs["Base"].default_value = base
    node.inputs["Amount"].default_value = 0.3 + 0.2 * i
    mat.node_tree.links.new(node.outputs["Color"], mat.node_tree.nodes["Principled BSDF"].inputs["Base Color"])
    bpy.ops.mesh.primitive_torus_add(location=(0, 0, i * 0.8), major_radius=1.5 - 0.3 * i, minor_radius=0.3)
    torus = bpy.context.active_object
    torus.name = f"Torus_{name}"
    torus.active_material = mat

g = get_group()
print(g.name, "users:", g.users, "inputs:", [s.name for s in g.interface.items_tree if s.in_out == 'INPUT'])
