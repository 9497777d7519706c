import bpy
import os
import math
import tempfile
from mathutils import Vector

# ============================================================
# PRODUCT SHOT: a perfume bottle on a pedestal, three point light
# ============================================================

OUTPUT_DIR = os.path.join(tempfile.gettempdir(), "product_renders")
OUTPUT_FILE = os.path.join(OUTPUT_DIR, "bottle.png")
RENDER = False  # set to True to render


def reset():
    bpy.ops.wm.read_factory_settings(use_empty=True)


def look_at(obj, target):
    direction = Vector(target) - obj.location
    rot_quat = direction.to_track_quat('-Z', 'Y')
    obj.rotation_euler = rot_quat.to_euler()


def glass_material():
    mat = bpy.data.materials.new("Glass")
    mat.use_nodes = True
    nt = mat.node_tree
    nt.nodes.clear()
    out = nt.nodes.new('ShaderNodeOutputMaterial')
    glass = nt.nodes.new('ShaderNodeBsdfGlass')
    transp = nt.nodes.new('ShaderNodeBsdfTransparent')
    mix = nt.nodes.new('ShaderNodeMixShader')
    path = nt.nodes.new('ShaderNodeLightPath')
    glass.inputs['IOR'].default_value = 1.45
    glass.inputs['Roughness'].default_value = 0.02
    glass.inputs['Color'].default_value = (0.95, 0.98, 1, 1)
    out.location, mix.location, glass.location, transp.location, path.location = (400, 0), (200, 0), (0, 100), (0, -100), (0, 400)
    nt.links.new(path.outputs['Is Shadow Ray'], mix.inputs['Fac'])
    nt.links.new(glass.outputs['BSDF'], mix.inputs[1])
    nt.links.new(transp.outputs['BSDF'], mix.inputs[2])
    nt.links.new(mix.outputs['Shader'], out.inputs['Surface'])
    try:
        mat.blend_method = 'BLEND'
        mat.shadow_method = 'HASHED'
    except AttributeError as e:
        print("skipping:", e)
    return mat


def area_light(name, loc, energy, size, color=(1, 1, 1), target=(0, 0, 1)):
    data = bpy.data.lights.new(name, 'AREA')
    data.energy = energy
    data.size = size
    data.color = color
    ob = bpy.data.objects.new(name, data)
    bpy.context.scene.collection.objects.link(ob)
    ob.location = loc
    look_at(ob, target)
    return ob


def build():
    # pedestal
    bpy.ops.mesh.primitive_cylinder_add(vertices=64, radius=1.5, depth=0.4, location=(0, 0, 0.2))
    pedestal = bpy.context.active_object
    pedestal.name = "Pedestal"
    bv = pedestal.modifiers.new('Bevel', 'BEVEL')
    bv.width = 0.04
    bv.segments = 3
    bv.limit_method = 'ANGLE'

    # bottle
    bpy.ops.mesh.primitive_cube_add(size=1, location=(0, 0, 1.2))
    bottle = bpy.context.active_object
    bottle.name = "Bottle"
    bottle.scale = (0.8, 0.4, 1.4)
    bpy.ops.object.transform_apply(location=False, rotation=False, scale=True)
    b = bottle.modifiers.new('Bevel', 'BEVEL')
    b.width = 0.12
    b.segments = 6
    bottle.data.materials.append(glass_material())
    bpy.ops.object.shade_smooth()

    # cap
    bpy.ops.mesh.primitive_cylinder_add(vertices=32, radius=0.18, depth=0.35, location=(0, 0, 2.07))
    cap = bpy.context.active_object
    cap.name = "Cap"
    gold = bpy.data.materials.new("Gold")
    gold.use_nodes = True
    g = gold.node_tree.nodes["Principled BSDF"]
    g.inputs["Base Color"].default_value = (1.0, 0.766, 0.336, 1.0)
    g.inputs["Metallic"].default_value = 1.0
    g.inputs["Roughness"].default_value = 0.15
    cap.data.materials.append(gold)
    return bottle


def setup_scene(bottle):
    scene = bpy.context.scene
    area_light("Key", (-3, -3, 4), 400, 2)
    area_light("Fill", (3.5, -2, 2.5), 120, 3, (0.8, 0.9, 1.0))
    area_light("Rim", (0, 3.5, 3.5), 300, 1, (1.0, 0.9, 0.8))

    cam_data = bpy.data.cameras.new("Cam")
    cam_data.lens = 85
    cam_data.dof.use_dof = True
    cam_data.dof.focus_object = bottle
    cam_data.dof.aperture_fstop = 2.8
    cam = bpy.data.objects.new("Cam", cam_data)
    scene.collection.objects.link(cam)
    cam.location = (0, -7, 2)
    look_at(cam, (0, 0, 1.2))
    scene.camera = cam

    world = bpy.data.worlds.new("Studio")
    scene.world = world
    world.use_nodes = True
    bg = world.node_tree.nodes["Background"]
    bg.inputs["Color"].default_value = (0.8, 0.8, 0.82, 1)
    bg.inputs["Strength"].default_value = 0.3

    # engine names differ between versions
    for engine in ('BLENDER_EEVEE_NEXT', 'BLENDER_EEVEE'):
        try:
            scene.render.engine = engine
            break
        except TypeError:
            continue
    scene.render.resolution_x = 1080
    scene.render.resolution_y = 1350
    scene.render.resolution_percentage = 100
    scene.render.film_transparent = True
    scene.render.image_settings.file_format = 'PNG'
    scene.render.image_settings.color_mode = 'RGBA'
    scene.view_settings.view_transform = 'AgX'
    try:
        scene.view_settings.look = 'AgX - Medium High Contrast'
    except TypeError:
        scene.view_settings.look = 'Medium High Contrast'
    scene.view_settings.exposure = 0.2


def main():
    reset()
    bottle = build()
    setup_scene(bottle)
    if RENDER:
        os.makedirs(OUTPUT_DIR, exist_ok=True)
        bpy.context.scene.render.filepath = OUTPUT_FILE
        bpy.ops.render.render(write_still=True)
        print("saved to", OUTPUT_FILE)
    print("engine:", bpy.context.scene.render.engine)


if __name__ == "__main__":
    main()
