"""A desk with a lamp, the way an assistant writes such a thing."""

import math
import random

import bpy
from mathutils import Vector


def clear_scene():
    bpy.ops.object.select_all(action="SELECT")
    bpy.ops.object.delete(use_global=False)
    for block in list(bpy.data.materials):
        bpy.data.materials.remove(block)


def make_material(name, color, metallic=0.0, roughness=0.5):
    mat = bpy.data.materials.new(name=name)
    mat.use_nodes = True
    bsdf = mat.node_tree.nodes.get("Principled BSDF")
    if bsdf:
        bsdf.inputs["Base Color"].default_value = (*color, 1.0)
        bsdf.inputs["Metallic"].default_value = metallic
        bsdf.inputs["Roughness"].default_value = roughness
    return mat


def add_box(name, size, location, material):
    bpy.ops.mesh.primitive_cube_add(size=1, location=location)
    obj = bpy.context.active_object
    obj.name = name
    obj.scale = size
    bpy.ops.object.transform_apply(location=False, rotation=False, scale=True)
    obj.data.materials.append(material)
    bevel = obj.modifiers.new(name="Bevel", type="BEVEL")
    bevel.width = 0.01
    bevel.segments = 3
    return obj


def look_at(obj, target):
    direction = Vector(target) - obj.location
    obj.rotation_euler = direction.to_track_quat("-Z", "Y").to_euler()


clear_scene()
random.seed(7)

wood = make_material("Wood", (0.4, 0.22, 0.1), roughness=0.6)
steel = make_material("Steel", (0.6, 0.6, 0.65), metallic=1.0, roughness=0.25)
paper = make_material("Paper", (0.9, 0.88, 0.82), roughness=0.9)

# Desk
add_box("Top", (1.6, 0.8, 0.05), (0, 0, 0.75), wood)
for i, (x, y) in enumerate([(-0.75, -0.35), (0.75, -0.35), (-0.75, 0.35), (0.75, 0.35)]):
    add_box(f"Leg_{i}", (0.06, 0.06, 0.72), (x, y, 0.36), wood)

# Lamp
bpy.ops.mesh.primitive_cylinder_add(radius=0.12, depth=0.03, location=(-0.5, 0.2, 0.79))
base = bpy.context.active_object
base.name = "LampBase"
base.data.materials.append(steel)
bpy.ops.mesh.primitive_cylinder_add(radius=0.015, depth=0.5, location=(-0.5, 0.2, 1.04))
arm = bpy.context.active_object
arm.name = "LampArm"
arm.parent = base
arm.matrix_parent_inverse = base.matrix_world.inverted()
bpy.ops.mesh.primitive_cone_add(radius1=0.14, radius2=0.05, depth=0.16, location=(-0.5, 0.2, 1.3))
shade = bpy.context.active_object
shade.name = "LampShade"
bpy.ops.object.shade_smooth()
shade.data.materials.append(steel)

# A pile of papers
for i in range(12):
    bpy.ops.mesh.primitive_plane_add(size=1, location=(0.3, 0.0, 0.78 + i * 0.004))
    sheet = bpy.context.active_object
    sheet.name = f"Sheet_{i:02d}"
    sheet.scale = (0.21, 0.297, 1)
    sheet.rotation_euler = (0, 0, math.radians(random.uniform(-8, 8)))
    sheet.data.materials.append(paper)

# Light, camera, world
bpy.ops.object.light_add(type="AREA", location=(2, -2, 3))
light = bpy.context.active_object
light.data.energy = 200
light.data.size = 2
look_at(light, (0, 0, 0.8))
bpy.ops.object.camera_add(location=(2.5, -2.8, 1.9))
camera = bpy.context.active_object
look_at(camera, (0, 0, 0.8))
camera.data.lens = 40
scene = bpy.context.scene
scene.camera = camera
scene.render.resolution_x = 1280
scene.render.resolution_y = 720
world = scene.world or bpy.data.worlds.new("World")
scene.world = world
world.use_nodes = True
background = world.node_tree.nodes.get("Background")
if background:
    background.inputs[0].default_value = (0.05, 0.06, 0.08, 1.0)
print("objects:", len(bpy.data.objects))
