import bpy

def make(tree, kind, loc, **props):
    node = tree.nodes.new(kind)
    node.location = loc
    inputs = props.pop("inputs", {})
    for k, v in props.items():
        setattr(node, k, v)
    for k, v in inputs.items():
        node.inputs[k].default_value = v
    return node

bpy.ops.object.select_all(action="SELECT")
bpy.ops.object.delete(use_global=False)
bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=5, radius=2)
planet = bpy.context.active_object
planet.name = "Planet"
bpy.ops.object.shade_smooth()

mat = bpy.data.materials.new("PlanetSurface")
mat.use_nodes = True
t = mat.node_tree
t.nodes.clear()

out = make(t, "ShaderNodeOutputMaterial", (1200, 0), target='ALL')
surf = make(t, "ShaderNodeBsdfPrincipled", (900, 0), inputs={"Roughness": 0.7})
tc = make(t, "ShaderNodeTexCoord", (-1200, 0))
mp = make(t, "ShaderNodeMapping", (-1000, 0), inputs={"Scale": (1, 1, 1), "Location": (3, 1, 0)})
n1 = make(t, "ShaderNodeTexNoise", (-750, 200), noise_dimensions='4D', inputs={"Scale": 1.8, "Detail": 12, "Roughness": 0.6, "W": 2.0})
n2 = make(t, "ShaderNodeTexNoise", (-750, -200), inputs={"Scale": 9.0, "Distortion": 0.4})
try:
    mus = make(t, "ShaderNodeTexMusgrave", (-750, -500))
except RuntimeError as e:
    print("no musgrave:", "ShaderNodeTexMusgrave" in str(e))
    mus = make(t, "ShaderNodeTexNoise", (-750, -500), noise_type='RIDGED_MULTIFRACTAL', inputs={"Scale": 3.0, "Lacunarity": 2.2})
land = make(t, "ShaderNodeValToRGB", (-400, 200))
cr = land.color_ramp
cr.color_mode = 'RGB'
cr.interpolation = 'LINEAR'
while len(cr.elements) > 1:
    cr.elements.remove(cr.elements[-1])
cr.elements[0].position = 0
cr.elements[0].color = (0, 0.02, 0.15, 1)
for pos, col in ((0.48, (0, 0.1, 0.35, 1)), (0.5, (0.76, 0.7, 0.5, 1)), (0.55, (0.1, 0.3, 0.05, 1)), (0.7, (0.25, 0.2, 0.1, 1)), (0.85, (1, 1, 1, 1))):
    el = cr.elements.new(pos)
    el.color = col
mixf = make(t, "ShaderNodeMix", (-550, 0), data_type='FLOAT', factor_mode='UNIFORM')
mixf.inputs["Factor"].default_value = 0.3
mask = make(t, "ShaderNodeMath", (-300, -100), operation='LESS_THAN', inputs={1: 0.5})
rough = make(t, "ShaderNodeMapRange", (-100, -100), clamp=True, inputs={"To Min": 0.8, "To Max": 0.1})
bump = make(t, "ShaderNodeBump", (600, -300), inputs={"Strength": 0.3, "Distance": 0.1})
clouds = make(t, "ShaderNodeBsdfTransparent", (600, 300))
fres = make(t, "ShaderNodeLayerWeight", (600, 500), inputs={"Blend": 0.2})
em = make(t, "ShaderNodeEmission", (800, 400), inputs={"Color": (0.3, 0.5, 1, 1), "Strength": 0.6})
adds = make(t, "ShaderNodeMixShader", (1050, 200))
reroute = make(t, "NodeReroute", (500, 100))
frame = make(t, "NodeFrame", (-800, 300), label="Continents", use_custom_color=True, color=(0.1, 0.3, 0.1))
n1.parent = frame
land.parent = frame
n2.mute = True
mus.hide = True

L = t.links
chain = [(tc.outputs["Object"], mp.inputs[0]), (mp.outputs[0], n1.inputs["Vector"]), (mp.outputs[0], n2.inputs["Vector"]), (mp.outputs[0], mus.inputs["Vector"])]
for a, b in chain:
    L.new(a, b)
floats_in = [s for s in mixf.inputs if s.enabled and s.name in "AB"]
L.new(n1.outputs[0], floats_in[0])
L.new(n2.outputs[0], floats_in[1])
res = next(s for s in mixf.outputs if s.enabled)
L.new(res, land.inputs[0])
L.new(res, mask.inputs[0])
L.new(mask.outputs[0], rough.inputs["Value"])
L.new(rough.outputs[0], surf.inputs["Roughness"])
L.new(land.outputs["Color"], reroute.inputs[0])
L.new(reroute.outputs[0], surf.inputs["Base Color"])
L.new(mus.outputs[0], bump.inputs["Height"])
L.new(bump.outputs[0], surf.inputs["Normal"])
L.new(fres.outputs["Facing"], adds.inputs[0])
L.new(surf.outputs[0], adds.inputs[1])
L.new(em.outputs[0], adds.inputs[2])
L.new(adds.outputs[0], out.inputs[0])
planet.data.materials.append(mat)
clouds_copy = mat.copy()
clouds_copy.name = "Copy"
clouds_copy.node_tree.nodes["Emission"].inputs["Strength"].default_value = 5

print(len(t.nodes), len(t.links), [s.name for s in floats_in], res.identifier)
print(mat.node_tree.nodes["Noise Texture"].parent.label, n1.location[:], [n.name for n in t.nodes if n.mute or n.hide])
print(out.inputs["Surface"].links[0].from_node.bl_idname, [round(e.position, 2) for e in cr.elements])
