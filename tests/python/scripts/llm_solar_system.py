import bpy
import math

# Clear existing objects
bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete()

scene = bpy.context.scene
scene.frame_start = 1
scene.frame_end = 250

# name, radius, distance, color, period
PLANETS = [
    ("Mercury", 0.15, 2.0, (0.6, 0.55, 0.5), 40),
    ("Venus", 0.25, 3.0, (0.9, 0.75, 0.4), 70),
    ("Earth", 0.27, 4.2, (0.1, 0.3, 0.8), 100),
    ("Mars", 0.2, 5.4, (0.8, 0.3, 0.15), 140),
    ("Jupiter", 0.8, 7.5, (0.8, 0.65, 0.5), 250),
]


def make_emission(name, color, strength):
    mat = bpy.data.materials.new(name)
    mat.use_nodes = True
    nodes = mat.node_tree.nodes
    links = mat.node_tree.links
    nodes.clear()
    out = nodes.new(type="ShaderNodeOutputMaterial")
    out.location = (300, 0)
    em = nodes.new(type="ShaderNodeEmission")
    em.inputs[0].default_value = (color[0], color[1], color[2], 1)
    em.inputs[1].default_value = strength
    links.new(em.outputs[0], out.inputs[0])
    return mat


def make_planet_material(name, color):
    mat = bpy.data.materials.new(name)
    mat.use_nodes = True
    bsdf = mat.node_tree.nodes["Principled BSDF"]
    noise = mat.node_tree.nodes.new("ShaderNodeTexNoise")
    ramp = mat.node_tree.nodes.new("ShaderNodeValToRGB")
    noise.location = (-700, 200)
    ramp.location = (-450, 200)
    noise.inputs["Scale"].default_value = 6.0
    noise.inputs["Detail"].default_value = 8
    ramp.color_ramp.elements[0].position = 0.35
    ramp.color_ramp.elements[0].color = (color[0] * 0.5, color[1] * 0.5, color[2] * 0.5, 1)
    ramp.color_ramp.elements[1].color = (color[0], color[1], color[2], 1)
    mid = ramp.color_ramp.elements.new(0.6)
    mid.color = (color[0] * 0.8, color[1] * 0.9, color[2], 1)
    mat.node_tree.links.new(noise.outputs["Fac"], ramp.inputs["Fac"])
    mat.node_tree.links.new(ramp.outputs["Color"], bsdf.inputs["Base Color"])
    return mat


bpy.ops.mesh.primitive_uv_sphere_add(radius=1.2, segments=48, ring_count=24, location=(0, 0, 0))
sun = bpy.context.active_object
sun.name = "Sun"
bpy.ops.object.shade_smooth()
sun.data.materials.append(make_emission("SunMat", (1, 0.7, 0.2), 12))

for name, radius, distance, color, period in PLANETS:
    # pivot empty
    bpy.ops.object.empty_add(type='PLAIN_AXES', location=(0, 0, 0))
    pivot = bpy.context.active_object
    pivot.name = name + "_Orbit"

    bpy.ops.mesh.primitive_uv_sphere_add(radius=radius, segments=24, ring_count=12, location=(distance, 0, 0))
    planet = bpy.context.active_object
    planet.name = name
    bpy.ops.object.shade_smooth()
    planet.data.materials.append(make_planet_material(name + "_Mat", color))
    planet.parent = pivot

    # orbit animation
    pivot.rotation_euler = (0, 0, 0)
    pivot.keyframe_insert(data_path="rotation_euler", frame=1, index=2)
    pivot.rotation_euler = (0, 0, math.radians(360) * 250 / period)
    pivot.keyframe_insert(data_path="rotation_euler", frame=250, index=2)

    action = pivot.animation_data.action
    curves = []
    try:
        curves = action.fcurves
    except AttributeError:
        for layer in action.layers:
            for strip in layer.strips:
                for bag in strip.channelbags:
                    curves.extend(bag.fcurves)
    for fc in curves:
        for kp in fc.keyframe_points:
            kp.interpolation = 'LINEAR'

    # orbit path
    bpy.ops.curve.primitive_bezier_circle_add(radius=distance, location=(0, 0, 0))
    path = bpy.context.active_object
    path.name = f"{name}_Path"
    path.data.bevel_depth = 0.008

# Saturn-like ring for Jupiter
bpy.ops.mesh.primitive_torus_add(major_radius=1.2, minor_radius=0.06, location=(7.5, 0, 0), rotation=(0.3, 0, 0))
ring = bpy.context.active_object
ring.name = "Ring"
ring.parent = bpy.data.objects["Jupiter_Orbit"]
ring.scale[2] = 0.1

# Sun light
bpy.ops.object.light_add(type='POINT', location=(0, 0, 0))
light = bpy.context.active_object
light.data.energy = 2000
light.parent = sun

# Camera
bpy.ops.object.camera_add(location=(0, -18, 10), rotation=(math.radians(62), 0, 0))
scene.camera = bpy.context.active_object

# Dark world
world = bpy.data.worlds.get("World") or bpy.data.worlds.new("World")
scene.world = world
world.use_nodes = True
bg = world.node_tree.nodes.get("Background")
bg.inputs[0].default_value = (0.002, 0.002, 0.008, 1)
bg.inputs[1].default_value = 0.4

print(f"Created {len(PLANETS)} planets")
for obj in sorted(bpy.data.objects, key=lambda o: o.name):
    print(obj.name, obj.type, tuple(round(v, 3) for v in obj.location))
