import bpy
import math
from mathutils import Vector

# ------------------------------------------------------------
# Cozy living room scene
# ------------------------------------------------------------

# Clear the scene
bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete(use_global=False)

# Also clear orphan data
for block in list(bpy.data.meshes):
    if block.users == 0:
        bpy.data.meshes.remove(block)
for block in list(bpy.data.materials):
    if block.users == 0:
        bpy.data.materials.remove(block)


def create_material(name, color, roughness=0.5, metallic=0.0, emission=None, emission_strength=0.0):
    """Create a simple Principled BSDF material."""
    mat = bpy.data.materials.new(name=name)
    mat.use_nodes = True
    bsdf = mat.node_tree.nodes.get("Principled BSDF")
    if bsdf:
        bsdf.inputs["Base Color"].default_value = (*color, 1.0)
        bsdf.inputs["Roughness"].default_value = roughness
        bsdf.inputs["Metallic"].default_value = metallic
        try:
            bsdf.inputs["Specular"].default_value = 0.3
        except KeyError:
            bsdf.inputs["Specular IOR Level"].default_value = 0.3
        if emission:
            if "Emission" in bsdf.inputs:
                bsdf.inputs["Emission"].default_value = (*emission, 1.0)
            elif "Emission Color" in bsdf.inputs:
                bsdf.inputs["Emission Color"].default_value = (*emission, 1.0)
            bsdf.inputs["Emission Strength"].default_value = emission_strength
    mat.diffuse_color = (*color, 1.0)
    return mat


wood = create_material("Wood", (0.35, 0.2, 0.1), 0.6)
fabric = create_material("Fabric", (0.15, 0.25, 0.45), 0.9)
wall = create_material("Wall", (0.9, 0.88, 0.82), 0.95)
brass = create_material("Brass", (0.8, 0.6, 0.2), 0.25, 1.0)
lamp_shade = create_material("LampShade", (1, 0.9, 0.7), emission=(1.0, 0.8, 0.5), emission_strength=4.0)


def add_cube(name, location, dimensions, material, rotation=(0, 0, 0)):
    bpy.ops.mesh.primitive_cube_add(size=1, location=location, rotation=rotation)
    obj = bpy.context.active_object
    obj.name = name
    obj.scale = dimensions
    bpy.ops.object.transform_apply(location=False, rotation=False, scale=True)
    if obj.data.materials:
        obj.data.materials[0] = material
    else:
        obj.data.materials.append(material)
    return obj


# Floor
bpy.ops.mesh.primitive_plane_add(size=8, location=(0, 0, 0))
floor = bpy.context.active_object
floor.name = "Floor"
floor.data.materials.append(wood)

# Walls
add_cube("Wall_Back", (0, 4, 1.5), (8, 0.1, 3), wall)
add_cube("Wall_Left", (-4, 0, 1.5), (0.1, 8, 3), wall)

# Sofa
sofa_parts = []
sofa_parts.append(add_cube("Sofa_Seat", (0, 2.8, 0.35), (2.4, 1.0, 0.4), fabric))
sofa_parts.append(add_cube("Sofa_Back", (0, 3.25, 0.8), (2.4, 0.25, 0.7), fabric, rotation=(math.radians(-8), 0, 0)))
for side in (-1, 1):
    sofa_parts.append(add_cube(f"Sofa_Arm_{'L' if side < 0 else 'R'}", (side * 1.3, 2.8, 0.5), (0.25, 1.0, 0.6), fabric))

for part in sofa_parts:
    mod = part.modifiers.new(name="Bevel", type='BEVEL')
    mod.width = 0.06
    mod.segments = 3
    bpy.context.view_layer.objects.active = part
    bpy.ops.object.shade_smooth()

# Coffee table
table_top = add_cube("Table_Top", (0, 1.2, 0.45), (1.4, 0.8, 0.06), wood)
for i, (x, y) in enumerate([(-0.6, 0.9), (0.6, 0.9), (-0.6, 1.5), (0.6, 1.5)]):
    bpy.ops.mesh.primitive_cylinder_add(radius=0.04, depth=0.42, location=(x, y, 0.21))
    leg = bpy.context.object
    leg.name = f"Table_Leg_{i + 1}"
    leg.data.materials.append(brass)
    leg.parent = table_top
    leg.matrix_parent_inverse = table_top.matrix_world.inverted()

# Floor lamp
bpy.ops.mesh.primitive_cylinder_add(vertices=16, radius=0.03, depth=1.6, location=(2.2, 3.2, 0.8))
pole = bpy.context.active_object
pole.name = "Lamp_Pole"
pole.data.materials.append(brass)
bpy.ops.mesh.primitive_cone_add(vertices=24, radius1=0.35, radius2=0.2, depth=0.4, location=(2.2, 3.2, 1.7))
shade = bpy.context.active_object
shade.name = "Lamp_Shade"
shade.data.materials.append(lamp_shade)

# Lighting
bpy.ops.object.light_add(type='POINT', location=(2.2, 3.2, 1.65))
bulb = bpy.context.object
bulb.name = "Lamp_Bulb"
bulb.data.energy = 60
bulb.data.color = (1.0, 0.78, 0.5)
bulb.data.shadow_soft_size = 0.15

bpy.ops.object.light_add(type='AREA', location=(0, -3, 4))
area = bpy.context.object
area.data.energy = 250
area.data.size = 4
area.rotation_euler = (math.radians(35), 0, 0)

# Camera
bpy.ops.object.camera_add(location=(4.5, -5.5, 3.2))
cam = bpy.context.object
direction = Vector((0, 2, 0.6)) - cam.location
cam.rotation_euler = direction.to_track_quat('-Z', 'Y').to_euler()
cam.data.lens = 35
bpy.context.scene.camera = cam

# Render settings
scene = bpy.context.scene
scene.render.engine = 'CYCLES'
scene.cycles.samples = 64
scene.render.resolution_x = 1280
scene.render.resolution_y = 720

print("Living room created with", len(bpy.data.objects), "objects")
