import bpy
import math

scene = bpy.context.scene

# World: sky + mix with gradient for camera rays
world = bpy.data.worlds.new("SkyWorld")
scene.world = world
world.use_nodes = True
wn = world.node_tree.nodes
wl = world.node_tree.links
wn.clear()
out = wn.new("ShaderNodeOutputWorld")
bg1 = wn.new("ShaderNodeBackground")
bg2 = wn.new("ShaderNodeBackground")
mix = wn.new("ShaderNodeMixShader")
lp = wn.new("ShaderNodeLightPath")
sky = wn.new("ShaderNodeTexSky")
for t in ('NISHITA', 'MULTIPLE_SCATTERING', 'HOSEK_WILKIE'):
    try:
        sky.sky_type = t
        print("sky type", t)
        break
    except TypeError:
        continue
sky.sun_elevation = math.radians(12)
sky.sun_rotation = math.radians(120)
tc = wn.new("ShaderNodeTexCoord")
grad = wn.new("ShaderNodeTexGradient")
ramp = wn.new("ShaderNodeValToRGB")
ramp.color_ramp.elements[0].color = (0.9, 0.5, 0.3, 1)
ramp.color_ramp.elements[1].color = (0.1, 0.2, 0.5, 1)
e = ramp.color_ramp.elements.new(0.5)
e.color = (0.9, 0.7, 0.6, 1)
e.alpha = 0.9
ramp.color_ramp.elements.remove(ramp.color_ramp.elements[0])
wl.new(sky.outputs["Color"], bg1.inputs["Color"])
wl.new(tc.outputs["Generated"], grad.inputs["Vector"])
wl.new(grad.outputs["Fac"], ramp.inputs["Fac"])
wl.new(ramp.outputs["Color"], bg2.inputs["Color"])
wl.new(lp.outputs["Is Camera Ray"], mix.inputs[0])
wl.new(bg1.outputs[0], mix.inputs[1])
wl.new(bg2.outputs[0], mix.inputs[2])
wl.new(mix.outputs[0], out.inputs["Surface"])
bg1.inputs["Strength"].default_value = 0.4

# Mist and volume
world.mist_settings.use_mist = True
world.mist_settings.start = 5
world.mist_settings.depth = 25
world.mist_settings.falloff = 'LINEAR'

# Compositor of 5.0: a node group
if hasattr(scene, "compositing_node_group"):
    tree = bpy.data.node_groups.new("Glare", "CompositorNodeTree")
    scene.compositing_node_group = tree
    tree.interface.new_socket(name="Image", in_out='OUTPUT', socket_type='NodeSocketColor')
    rl = tree.nodes.new("CompositorNodeRLayers")
    glare = tree.nodes.new("CompositorNodeGlare")
    go = tree.nodes.new("NodeGroupOutput")
    glare.location.x = 300
    go.location.x = 600
    tree.links.new(rl.outputs["Image"], glare.inputs["Image"])
    tree.links.new(glare.outputs["Image"], go.inputs[0])
    print("compositor", [n.bl_idname for n in tree.nodes])
else:
    scene.use_nodes = True

print("world", [n.name for n in wn])
print("ramp", [(round(el.position, 3), tuple(round(c, 2) for c in el.color)) for el in ramp.color_ramp.elements])
