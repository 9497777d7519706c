import bpy
import math

scene = bpy.context.scene

# procedural star field
world = scene.world or bpy.data.worlds.new("World")
world.name = "Stars"
world.use_nodes = True
nt = world.node_tree
for n in list(nt.nodes):
    if n.type not in {'OUTPUT_WORLD', 'BACKGROUND'}:
        nt.nodes.remove(n)
bg = next(n for n in nt.nodes if n.type == 'BACKGROUND')
tex = nt.nodes.new('ShaderNodeTexVoronoi')
ramp = nt.nodes.new('ShaderNodeValToRGB')
tex.inputs['Scale'].default_value = 250.0
tex.voronoi_dimensions = '3D'
tex.distance = 'EUCLIDEAN'
ramp.color_ramp.elements[0].position = 0.0
ramp.color_ramp.elements[0].color = (1, 1, 1, 1)
ramp.color_ramp.elements[1].position = 0.04
ramp.color_ramp.elements[1].color = (0, 0, 0, 1)
nt.links.new(tex.outputs['Distance'], ramp.inputs['Fac'])
nt.links.new(ramp.outputs['Color'], bg.inputs['Color'])
bg.inputs['Strength'].default_value = 1.5
print([f"{l.from_node.name}.{l.from_socket.name}>{l.to_node.name}.{l.to_socket.name}" for l in nt.links])
print(bg.inputs['Color'].is_linked, bg.inputs[1].is_linked, len(bg.inputs['Color'].links))

# Light with nodes
spot = bpy.data.lights.new("Gobo", 'SPOT')
spot.use_nodes = True
ltree = spot.node_tree
emission = ltree.nodes.get("Emission") or ltree.nodes.new("ShaderNodeEmission")
falloff = ltree.nodes.new("ShaderNodeLightFalloff")
falloff.inputs["Strength"].default_value = 100
falloff.inputs["Smooth"].default_value = 0.5
ltree.links.new(falloff.outputs["Linear"], emission.inputs["Strength"])
ob = bpy.data.objects.new("Gobo", spot)
ob.location = (0, 0, 6)
scene.collection.objects.link(ob)
spot.spot_size = math.radians(30)
spot.use_custom_distance = True
spot.cutoff_distance = 20

# color temperature helper
def kelvin(k):
    t = k / 100
    r = 255 if t <= 66 else 329.698727446 * ((t - 60) ** -0.1332047592)
    g = 99.4708025861 * math.log(t) - 161.1195681661 if t <= 66 else 288.1221695283 * ((t - 60) ** -0.0755148492)
    b = 255 if t >= 66 else 0 if t <= 19 else 138.5177312231 * math.log(t - 10) - 305.0447927307
    return tuple(max(0, min(255, c)) / 255 for c in (r, g, b))

for i, k in enumerate(range(2000, 9000, 1500)):
    data = bpy.data.lights.new(f"K{k}", 'POINT')
    data.color = kelvin(k)
    data.energy = 25 + i * 10
    data.specular_factor = 0.5
    data.volume_factor = 0
    light = bpy.data.objects.new(f"K{k}", data)
    light.location = (i * 1.5 - 3, -2, 2)
    bpy.context.collection.objects.link(light)
    print(k, [round(c, 3) for c in data.color])

bpy.data.objects["Light"].data.type = 'SUN'
sun = bpy.data.objects["Light"].data
sun.angle = math.radians(1)
sun.energy = 2
print(type(sun).__name__, sun.type, round(sun.angle, 4))
bpy.data.objects["Light"].data.type = 'AREA'
area = bpy.data.objects["Light"].data
area.shape = 'RECTANGLE'
area.size, area.size_y = 3, 1.5
area.spread = math.radians(120)
print(type(area).__name__, area.shape, area.size_y)
scene.eevee.use_shadows = True
scene.eevee.shadow_ray_count = 2
scene.world.color = (0, 0, 0.1)
