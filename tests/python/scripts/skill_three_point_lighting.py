"""
Skill: three point lighting
---------------------------
Adds key, fill and rim lights around a subject, plus a backdrop.
"""
import bpy
import math
from mathutils import Vector

LIGHT_SETUPS = {
    "key": {"angle": 45, "elevation": 35, "distance": 5.0, "energy": 600, "size": 1.5, "color": (1.0, 0.95, 0.9)},
    "fill": {"angle": -50, "elevation": 15, "distance": 6.0, "energy": 180, "size": 3.0, "color": (0.85, 0.92, 1.0)},
    "rim": {"angle": 160, "elevation": 50, "distance": 4.0, "energy": 450, "size": 0.8, "color": (1.0, 1.0, 1.0)},
}


def point_at(obj, target, track='-Z', up='Y'):
    obj.rotation_euler = (Vector(target) - obj.location).to_track_quat(track, up).to_euler()


def create_area_light(name, config, subject):
    azimuth = math.radians(config["angle"] - 90)
    elevation = math.radians(config["elevation"])
    offset = Vector((
        math.cos(azimuth) * math.cos(elevation),
        math.sin(azimuth) * math.cos(elevation),
        math.sin(elevation),
    )) * config["distance"]
    data = bpy.data.lights.new(name=f"{name.title()}Light", type='AREA')
    data.energy = config["energy"]
    data.shape = 'SQUARE'
    data.size = config["size"]
    data.color = config["color"]
    data.use_shadow = name != "fill"
    light = bpy.data.objects.new(data.name, data)
    light.location = subject.location + offset
    point_at(light, subject.location)
    bpy.context.scene.collection.objects.link(light)
    return light


def create_backdrop(radius=4.0, height=5.0, segments=8):
    verts, faces = [], []
    profile = [(-6.0, 0.0), (2.0, 0.0)]
    for i in range(1, segments + 1):
        a = math.pi / 2 * i / segments
        profile.append((2.0 + math.sin(a) * 2.0, 2.0 - math.cos(a) * 2.0))
    profile.append((4.0, height))
    for y, z in profile:
        verts += [(-radius, y, z), (radius, y, z)]
    for i in range(len(profile) - 1):
        faces.append((2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2))
    mesh = bpy.data.meshes.new("Backdrop")
    mesh.from_pydata(verts, [], faces)
    for poly in mesh.polygons:
        poly.use_smooth = True
    ob = bpy.data.objects.new("Backdrop", mesh)
    bpy.context.scene.collection.objects.link(ob)
    mat = bpy.data.materials.new("Backdrop")
    mat.use_nodes = True
    mat.node_tree.nodes["Principled BSDF"].inputs["Base Color"].default_value = (0.18, 0.18, 0.2, 1)
    ob.data.materials.append(mat)
    return ob


subject = bpy.data.objects["Cube"]
subject.location.z = 1
old_light = bpy.data.objects.get("Light")
if old_light:
    bpy.data.lights.remove(old_light.data, do_unlink=True)

lights = [create_area_light(n, c, subject) for n, c in LIGHT_SETUPS.items()]
create_backdrop()

scene = bpy.context.scene
scene.render.engine = 'CYCLES'
scene.cycles.samples = 128
scene.cycles.preview_samples = 16
scene.cycles.use_denoising = True
scene.view_settings.look = 'AgX - Medium High Contrast'
for l in lights:
    print(f"{l.name}: {l.location.x:.3f} {l.location.y:.3f} {l.location.z:.3f}, {l.data.energy:g} W")
print("light left:", "Light" in bpy.data.objects)
