import bpy
from math import *
import random, colorsys
from collections import namedtuple, defaultdict, OrderedDict

Planet = namedtuple("Planet", "name radius distance period color moons")
PLANETS = [
    Planet("Mercury", .2, 4, 88, (0.5, .5, .5), 0), Planet("Venus", .35, 6, 225, (.9, .7, .3), 0),
    Planet("Earth", .4, 8, 365, (.1, .3, .8), 1), Planet("Mars", .3, 10.5, 687, (.8, .3, .1), 2),
    Planet("Jupiter", 1.1, 15, 4333, (.8, .6, .4), 4), Planet("Saturn", .9, 20, 10759, (.9, .8, .5), 3),
]
rng = random.Random(7)
bpy.ops.object.select_all(action="SELECT")
bpy.ops.object.delete()
sc = bpy.context.scene
sc.frame_start = 1; sc.frame_end = 240; sc.render.fps = 24

def emissive(name, color, strength):
    mat = bpy.data.materials.new(name); mat.use_nodes = True
    nt = mat.node_tree
    for n in list(nt.nodes): nt.nodes.remove(n)
    em = nt.nodes.new('ShaderNodeEmission'); out = nt.nodes.new('ShaderNodeOutputMaterial')
    em.inputs['Color'].default_value = list(color) + [1]
    em.inputs['Strength'].default_value = strength
    nt.links.new(em.outputs['Emission'], out.inputs['Surface'])
    return mat

bpy.ops.mesh.primitive_uv_sphere_add(radius=2, segments=48, ring_count=24)
sun = bpy.context.object; sun.name = "Sun"; bpy.ops.object.shade_smooth()
sun.data.materials.append(emissive("SunMat", (1, .8, .3), 8))
sun["mass"] = 1.989e30; sun["kind"] = "star"; sun["tags"] = ["hot", "big"]; sun["rgb"] = (1.0, 0.5, 0.2)
sun.id_properties_ui("mass").update(min=0.0, max=1e31, description="kg")
print(sun["mass"], sun.get("nothing", "dflt"), list(sun["rgb"]), sorted(sun.keys()))

by_parent = defaultdict(list)
def driver_free_spin(ob, turns, axis=2):
    for f, v in ((sc.frame_start, 0), (sc.frame_end, tau * turns)):
        ob.rotation_euler[axis] = v
        ob.keyframe_insert('rotation_euler', index=axis, frame=f)
    for fcu in ob.animation_data.action.layers[0].strips[0].channelbag(ob.animation_data.action_slot).fcurves:
        for kp in fcu.keyframe_points:
            kp.interpolation = 'LINEAR'

for i, p in enumerate(PLANETS):
    bpy.ops.object.empty_add(type='CIRCLE', radius=p.distance * .1)
    orb = bpy.context.object; orb.name = p.name + "_orbit"
    orb.empty_display_size = .5
    orb.rotation_euler.z = rng.uniform(0, tau)
    bpy.ops.mesh.primitive_uv_sphere_add(segments=24, ring_count=12, radius=p.radius, location=(p.distance, 0, 0))
    pl = bpy.context.active_object; pl.name = p.name
    pl.parent = orb
    for poly in pl.data.polygons: poly.use_smooth = True
    m = bpy.data.materials.new(p.name + "Mat"); m.use_nodes = True
    b = m.node_tree.nodes['Principled BSDF']
    h, s, v = colorsys.rgb_to_hsv(*p.color)
    b.inputs['Base Color'].default_value = colorsys.hsv_to_rgb(h, min(1, s * 1.1), v) + (1,)
    noise = m.node_tree.nodes.new('ShaderNodeTexNoise'); noise.inputs[2].default_value = 3 + i
    mix = m.node_tree.nodes.new('ShaderNodeMix'); mix.data_type = 'RGBA'; mix.blend_type = 'MULTIPLY'
    mix.inputs[0].default_value = .4
    mix.inputs[6].default_value = (*p.color, 1)
    m.node_tree.links.new(noise.outputs['Color'], mix.inputs[7])
    m.node_tree.links.new(mix.outputs[2], b.inputs['Base Color'])
    pl.data.materials.append(m)
    driver_free_spin(orb, round(365 * 2 / p.period, 3))
    by_parent[orb.name].append(pl)
    for k in range(p.moons):
        ang = k / p.moons * 2 * pi
        bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=2, radius=.08, location=(0, 0, 0))
        mo = bpy.context.object
        mo.name = f"{p.name}_moon_{k}"
        mo.parent = pl
        mo.location = (cos(ang) * p.radius * 2, sin(ang) * p.radius * 2, 0)
        by_parent[pl.name].append(mo)
    # orbit curve
    bpy.ops.curve.primitive_bezier_circle_add(radius=p.distance)
    c = bpy.context.object; c.name = p.name + "_path"; c.data.bevel_depth = .01
    c.hide_select = True
    if p.name == "Saturn":
        bpy.ops.mesh.primitive_torus_add(major_radius=1.6, minor_radius=.25, location=(0, 0, 0))
        r = bpy.context.object; r.scale.z = .05; r.parent = pl; r.rotation_euler = (radians(26), 0, 0)
for k in sorted(by_parent, key=lambda n: (-len(by_parent[n]), n)):
    print(k, [o.name for o in by_parent[k]])
print(len(sc.objects), sum(1 for o in sc.objects if o.parent is None), [c.name for c in bpy.data.objects["Jupiter"].children])
print(bpy.data.objects["Earth"].children_recursive, bpy.data.objects["Earth_orbit"].animation_data.action.fcurves[0].range() if hasattr(bpy.types.Action, 'fcurves') else "layered")
# asteroid belt: instanced mesh data
bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=1, radius=.07)
proto = bpy.context.object; proto.name = "Asteroid"
belt = bpy.data.collections.new("Belt"); sc.collection.children.link(belt)
for _ in range(60):
    a, d = rng.uniform(0, tau), rng.gauss(12.3, .4)
    o = bpy.data.objects.new("Asteroid", proto.data)
    o.location = d * cos(a), d * sin(a), rng.gauss(0, .1)
    o.scale = [rng.uniform(.5, 1.8)] * 3
    o.rotation_euler = [rng.uniform(0, pi) for _ in range(3)]
    belt.objects.link(o)
bpy.data.objects.remove(proto)
print(len(belt.objects), belt.objects[3].name, belt.objects[-1].data.users)
w = sc.world; w.use_nodes = True; nt = w.node_tree
bg = nt.nodes['Background']
vor = nt.nodes.new('ShaderNodeTexVoronoi'); vor.inputs['Scale'].default_value = 400; vor.feature = 'F1'
cr = nt.nodes.new('ShaderNodeValToRGB')
cr.color_ramp.elements[0].color = (1, 1, 1, 1); cr.color_ramp.elements[1].color = (0, 0, 0, 1); cr.color_ramp.elements[1].position = .03
nt.links.new(vor.outputs['Distance'], cr.inputs['Fac']); nt.links.new(cr.outputs['Color'], bg.inputs['Color'])
bpy.ops.object.light_add(type='POINT', location=(0, 0, 0)); bpy.context.object.data.energy = 5000; bpy.context.object.data.shadow_soft_size = 2
bpy.ops.object.camera_add(location=(0, -40, 25), rotation=(radians(60), 0, 0)); sc.camera = bpy.context.object
sc.camera.data.lens = 35
sc.camera.data.clip_end = 1000
sc.frame_set(100)
print([round(v, 3) for v in bpy.data.objects["Earth"].matrix_world.to_translation()])
