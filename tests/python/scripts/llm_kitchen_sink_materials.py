import bpy

# A gallery of materials, one sphere each

bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete(use_global=False)
for m in bpy.data.materials:
    bpy.data.materials.remove(m, do_unlink=True)


def new_mat(name):
    mat = bpy.data.materials.new(name)
    mat.use_nodes = True
    tree = mat.node_tree
    return mat, tree, tree.nodes, tree.links


def set_input(node, names, value):
    if isinstance(names, str):
        names = [names]
    for n in names:
        if n in node.inputs:
            node.inputs[n].default_value = value
            return True
    print(f"  none of {names} in {node.name}")
    return False


mats = []

# 1 chrome
mat, tree, nodes, links = new_mat("Chrome")
p = nodes["Principled BSDF"]
set_input(p, "Metallic", 1.0)
set_input(p, "Roughness", 0.05)
mats.append(mat)

# 2 wax (old subsurface names)
mat, tree, nodes, links = new_mat("Wax")
p = nodes["Principled BSDF"]
set_input(p, ["Subsurface", "Subsurface Weight"], 0.5)
set_input(p, ["Subsurface Color"], (1, 0.2, 0.1, 1))
set_input(p, ["Subsurface Radius"], (1.0, 0.4, 0.2))
mats.append(mat)

# 3 glass via transmission
mat, tree, nodes, links = new_mat("TransmissionGlass")
p = nodes["Principled BSDF"]
set_input(p, ["Transmission", "Transmission Weight"], 1.0)
set_input(p, "IOR", 1.52)
mats.append(mat)

# 4 car paint
mat, tree, nodes, links = new_mat("CarPaint")
p = nodes["Principled BSDF"]
set_input(p, ["Clearcoat", "Coat Weight"], 1.0)
set_input(p, ["Clearcoat Roughness", "Coat Roughness"], 0.03)
fresnel = nodes.new("ShaderNodeFresnel")
ramp = nodes.new("ShaderNodeValToRGB")
ramp.color_ramp.elements.new(0.5).color = (0.4, 0.0, 0.3, 1)
ramp.color_ramp.elements[0].color = (0.2, 0, 0.01, 1)
ramp.color_ramp.elements[-1].color = (0.9, 0.3, 0.1, 1)
links.new(fresnel.outputs["Fac"], ramp.inputs["Fac"])
links.new(ramp.outputs["Color"], p.inputs["Base Color"])
mats.append(mat)

# 5 checker with mapping
mat, tree, nodes, links = new_mat("Checker")
p = nodes["Principled BSDF"]
tc = nodes.new("ShaderNodeTexCoord")
mp = nodes.new("ShaderNodeMapping")
ch = nodes.new("ShaderNodeTexChecker")
for i, n in enumerate((tc, mp, ch)):
    n.location = (-900 + 250 * i, 200)
mp.inputs["Rotation"].default_value[2] = 0.785398
mp.inputs["Scale"].default_value = (4, 4, 4)
mp.vector_type = 'TEXTURE'
ch.inputs["Color1"].default_value = (0, 0, 0, 1)
ch.inputs[3].default_value = 6.0
links.new(tc.outputs["UV"], mp.inputs["Vector"])
links.new(mp.outputs["Vector"], ch.inputs["Vector"])
links.new(ch.outputs["Color"], p.inputs["Base Color"])
mats.append(mat)

# 6 toon
mat, tree, nodes, links = new_mat("Toon")
nodes.remove(nodes["Principled BSDF"])
diff = nodes.new("ShaderNodeBsdfDiffuse")
s2r = nodes.new("ShaderNodeShaderToRGB")
ramp = nodes.new("ShaderNodeValToRGB")
ramp.color_ramp.interpolation = 'CONSTANT'
out = nodes["Material Output"]
links.new(diff.outputs[0], s2r.inputs[0])
links.new(s2r.outputs[0], ramp.inputs[0])
links.new(ramp.outputs[0], out.inputs[0])
mats.append(mat)

# 7 math heavy
mat, tree, nodes, links = new_mat("Stripes")
p = nodes.get("Principled BSDF")
geo = nodes.new("ShaderNodeNewGeometry")
sep = nodes.new("ShaderNodeSeparateXYZ")
prev = None
links.new(geo.outputs["Position"], sep.inputs[0])
prev = sep.outputs["Z"]
for op, val in (("MULTIPLY", 20.0), ("SINE", None), ("GREATER_THAN", 0.0)):
    m = nodes.new("ShaderNodeMath")
    m.operation = op
    m.label = op.title()
    links.new(prev, m.inputs[0])
    if val is not None:
        m.inputs[1].default_value = val
    prev = m.outputs[0]
mixer = nodes.new("ShaderNodeMixRGB")
mixer.blend_type = 'MIX'
mixer.inputs['Color1'].default_value = (1, 1, 1, 1)
mixer.inputs['Color2'].default_value = (0.8, 0, 0, 1)
links.new(prev, mixer.inputs['Fac'])
links.new(mixer.outputs['Color'], p.inputs['Base Color'])
mats.append(mat)

# 8 volume
mat, tree, nodes, links = new_mat("Fog")
nodes.clear()
o = nodes.new("ShaderNodeOutputMaterial")
v = nodes.new("ShaderNodeVolumePrincipled")
v.inputs["Density"].default_value = 0.3
v.inputs["Anisotropy"].default_value = 0.2
links.new(v.outputs["Volume"], o.inputs["Volume"])
mats.append(mat)

for i, m in enumerate(mats):
    bpy.ops.mesh.primitive_uv_sphere_add(segments=16, ring_count=8, radius=0.8, location=((i % 4) * 2, (i // 4) * 2, 0.8))
    ob = bpy.context.object
    ob.name = f"Ball_{m.name}"
    ob.data.materials.append(m)
    bpy.ops.object.shade_smooth()

for m in bpy.data.materials:
    print(m.name, len(m.node_tree.nodes), len(m.node_tree.links))
