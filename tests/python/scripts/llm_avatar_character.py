import bpy, math
from mathutils import Vector

def clean():
    if bpy.context.active_object and bpy.context.active_object.mode == 'EDIT':
        bpy.ops.object.editmode_toggle()
    for o in bpy.data.objects: o.hide_set(False); o.hide_select = False; o.hide_viewport = False
    bpy.ops.object.select_all(action='SELECT')
    bpy.ops.object.delete()
    for c in [c.name for c in bpy.data.collections]:
        bpy.data.collections.remove(bpy.data.collections[c])
    for w in [w.name for w in bpy.data.worlds]:
        bpy.data.worlds.remove(bpy.data.worlds[w])
    if "World" not in bpy.data.worlds:
        bpy.ops.world.new()
        bpy.data.worlds["World"].name = "MyWorld"

clean()
print("worlds:", [w.name for w in bpy.data.worlds], bpy.context.scene.world)
bpy.context.scene.world = bpy.data.worlds["MyWorld"]

body_parts = {}

def part(name, kind, loc, scale=(1, 1, 1), rot=(0, 0, 0), **kwargs):
    op = getattr(bpy.ops.mesh, "primitive_" + kind + "_add")
    op(location=loc, rotation=[math.radians(r) for r in rot], **kwargs)
    ob = bpy.context.object
    ob.name = name
    ob.scale = scale
    body_parts[name] = ob
    return ob

part("Torso", "cube", (0, 0, 2.4), (0.5, 0.3, 0.7))
part("Hips", "cube", (0, 0, 1.55), (0.45, 0.28, 0.2))
part("Head", "uv_sphere", (0, 0, 3.6), (0.42, 0.42, 0.5), segments=24, ring_count=16)
for s, side in ((1, "L"), (-1, "R")):
    part(f"Arm_{side}", "cylinder", (s * 0.75, 0, 2.5), (1, 1, 1), (0, s * 20, 0), radius=0.13, depth=1.1, vertices=12)
    part(f"Hand_{side}", "ico_sphere", (s * 0.97, 0, 1.9), radius=0.18, subdivisions=2)
    part(f"Leg_{side}", "cylinder", (s * 0.22, 0, 0.75), radius=0.17, depth=1.4, vertices=12)
    part(f"Foot_{side}", "cube", (s * 0.22, -0.12, 0.08), (0.16, 0.3, 0.08))
    part(f"Eye_{side}", "uv_sphere", (s * 0.15, -0.38, 3.68), radius=0.07, segments=12, ring_count=8)

hierarchy = {"Torso": ["Head", "Arm_L", "Arm_R", "Hips"], "Arm_L": ["Hand_L"], "Arm_R": ["Hand_R"],
             "Hips": ["Leg_L", "Leg_R"], "Leg_L": ["Foot_L"], "Leg_R": ["Foot_R"], "Head": ["Eye_L", "Eye_R"]}
bpy.context.view_layer.update()
for p, children in hierarchy.items():
    for c in children:
        world = body_parts[c].matrix_world.copy()
        body_parts[c].parent = body_parts[p]
        body_parts[c].matrix_world = world
        bpy.context.view_layer.update()

skin = bpy.data.materials.new("Skin"); skin.use_nodes = True
skin.node_tree.nodes["Principled BSDF"].inputs["Base Color"].default_value = (0.8, 0.5, 0.38, 1)
eyes = bpy.data.materials.new("Eyes"); eyes.diffuse_color = (0.01, 0.01, 0.01, 1)
shirt = bpy.data.materials.new("Shirt"); shirt.diffuse_color = (0.1, 0.4, 0.8, 1)
for n, o in body_parts.items():
    o.data.materials.append(eyes if n.startswith("Eye") else shirt if n in ("Torso", "Arm_L", "Arm_R") else skin)
    if o.type == 'MESH' and n[:3] in {"Hea", "Eye", "Han"}:
        o.data.shade_smooth()
    m = o.modifiers.new("B", "BEVEL"); m.width = .03; m.segments = 2

# wave!
arm = body_parts["Arm_R"]
rest = arm.rotation_euler.copy()
for i, f in enumerate(range(1, 50, 8)):
    arm.rotation_euler.y = rest.y + (math.radians(-120 - 15 * (i % 2)) if 0 < i < 5 else 0)
    arm.keyframe_insert("rotation_euler", frame=f)

for n in ("Hand_R", "Foot_L", "Eye_L"):
    w = body_parts[n].matrix_world.translation
    print(n, [round(c, 3) + 0.0 for c in w])
tallest = max((o.matrix_world @ Vector(c)).z for o in body_parts.values() for c in o.bound_box)
print("height", round(tallest, 3))
