import bpy
import math

def clear_scene():
    """Remove everything from the scene"""
    if bpy.context.object and bpy.context.object.mode != 'OBJECT':
        bpy.ops.object.mode_set(mode='OBJECT')
    bpy.ops.object.select_all(action='SELECT')
    bpy.ops.object.delete(use_global=False, confirm=False)
    bpy.ops.outliner.orphans_purge(do_local_ids=True, do_linked_ids=True, do_recursive=True)

def mat(name, rgba, rough=0.5):
    m = bpy.data.materials.get(name)
    if m is None:
        m = bpy.data.materials.new(name=name)
    m.use_nodes = True
    nodes = m.node_tree.nodes
    principled = next((n for n in nodes if n.type == 'BSDF_PRINCIPLED'), None)
    principled.inputs[0].default_value = rgba
    principled.inputs['Roughness'].default_value = rough
    return m

def sphere(name, r, loc, material):
    bpy.ops.mesh.primitive_uv_sphere_add(radius=r, location=loc)
    o = bpy.context.active_object
    o.name = name
    for p in o.data.polygons:
        p.use_smooth = True
    o.data.materials.append(material)
    return o

def build_snowman():
    snow = mat("Snow", (0.95, 0.97, 1.0, 1.0), 0.7)
    coal = mat("Coal", (0.02, 0.02, 0.02, 1.0), 0.9)
    carrot = mat("Carrot", (1.0, 0.35, 0.05, 1.0))
    stick = mat("Stick", (0.2, 0.1, 0.05, 1.0))
    hat = mat("Hat", (0.03, 0.03, 0.04, 1))

    sphere("Body_Bottom", 1.0, (0, 0, 1.0), snow)
    sphere("Body_Middle", 0.7, (0, 0, 2.4), snow)
    head = sphere("Head", 0.5, (0, 0, 3.4), snow)

    # eyes
    for s in (-1, 1):
        sphere(f"Eye_{s}", 0.06, (s * 0.18, -0.44, 3.52), coal)

    # mouth
    for i in range(5):
        a = math.radians(-40 + i * 20)
        sphere("Mouth", 0.035, (math.sin(a) * 0.28, -0.43, 3.28 - math.cos(a) * 0.08), coal)

    # nose
    bpy.ops.mesh.primitive_cone_add(vertices=16, radius1=0.08, radius2=0, depth=0.5,
                                    location=(0, -0.7, 3.4), rotation=(math.pi / 2, 0, 0))
    nose = bpy.context.active_object
    nose.name = "Nose"
    nose.data.materials.append(carrot)

    # buttons
    for z in (2.1, 2.4, 2.7):
        y = -math.sqrt(max(0.49 - (z - 2.4) ** 2, 0)) - 0.01
        sphere(f"Button_{z:.1f}", 0.06, (0, y, z), coal)

    # arms
    for side in (-1, 1):
        bpy.ops.mesh.primitive_cylinder_add(radius=0.04, depth=1.2, location=(side * 1.1, 0, 2.7),
                                            rotation=(0, side * math.radians(60), 0))
        arm = bpy.context.active_object
        arm.name = "Arm_R" if side > 0 else "Arm_L"
        arm.data.materials.append(stick)

    # hat
    bpy.ops.mesh.primitive_cylinder_add(radius=0.55, depth=0.05, location=(0, 0, 3.8))
    brim = bpy.context.active_object
    brim.data.materials.append(hat)
    bpy.ops.mesh.primitive_cylinder_add(radius=0.35, depth=0.55, location=(0, 0, 4.1))
    top = bpy.context.active_object
    top.data.materials.append(hat)

    # join hat
    bpy.ops.object.select_all(action='DESELECT')
    brim.select_set(True)
    top.select_set(True)
    bpy.context.view_layer.objects.active = brim
    bpy.ops.object.join()
    brim.name = "Hat"
    brim.parent = head
    brim.matrix_parent_inverse = head.matrix_world.inverted()

def setup_world_and_camera():
    scene = bpy.context.scene
    if scene.world is None:
        scene.world = bpy.data.worlds.new("World")
    scene.world.use_nodes = True
    scene.world.node_tree.nodes["Background"].inputs["Color"].default_value = (0.5, 0.7, 0.95, 1)

    bpy.ops.object.light_add(type='SUN', location=(5, -5, 10))
    sun = bpy.context.object
    sun.data.energy = 3
    sun.rotation_euler = (math.radians(45), 0, math.radians(30))
    sun.data.angle = math.radians(2)

    bpy.ops.object.camera_add(location=(0, -10, 3), rotation=(math.radians(85), 0, 0))
    scene.camera = bpy.context.object

if __name__ == "__main__":
    clear_scene()
    build_snowman()
    setup_world_and_camera()
    print("Snowman done!")
    print([o.name for o in bpy.data.objects if o.name.startswith("Mouth")])
