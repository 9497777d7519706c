import bpy
import math
from collections import OrderedDict

# pose-to-pose with a table, then post-processing of all curves
scene = bpy.context.scene
scene.render.fps = 30

KEYS = OrderedDict([
    (1, dict(loc=(0, 0, 0), rot=(0, 0, 0), scale=1.0)),
    (15, dict(loc=(2, 0, 1), rot=(0, 90, 0), scale=1.2)),
    (30, dict(loc=(4, 1, 0), rot=(0, 180, 45), scale=0.8)),
    (45, dict(loc=(2, 2, 1), rot=(0, 270, 90), scale=1.2)),
    (60, dict(loc=(0, 0, 0), rot=(0, 360, 0), scale=1.0)),
])

cube = bpy.data.objects['Cube']
for frame, k in KEYS.items():
    scene.frame_set(frame)
    cube.location = k["loc"]
    cube.rotation_euler = [math.radians(a) for a in k["rot"]]
    cube.scale = [k["scale"]] * 3
    for path in ("location", "rotation_euler", "scale"):
        cube.keyframe_insert(data_path=path, frame=frame)

def curves(id_block):
    ad = id_block.animation_data
    if not ad or not ad.action:
        return
    for layer in ad.action.layers:
        for strip in layer.strips:
            for bag in strip.channelbags:
                yield from bag.fcurves

easing = ['LINEAR', 'SINE', 'QUAD', 'CUBIC', 'BACK', 'BOUNCE']
for n, fc in enumerate(curves(cube)):
    for kp in fc.keyframe_points:
        kp.interpolation = easing[n % len(easing)]
        kp.easing = 'EASE_IN_OUT'
        if kp.interpolation == 'BACK':
            kp.back = 2.5
    if fc.data_path == "scale":
        fc.mute = fc.array_index == 1
        fc.lock = True
    m = fc.modifiers.new(type='CYCLES')
    m.mode_before = m.mode_after = 'REPEAT'
    fc.update()

# copy the animation to a second object with an offset
cone = bpy.data.objects.new("Follower", cube.data.copy())
scene.collection.objects.link(cone)
cone.animation_data_create()
cone.animation_data.action = cube.animation_data.action.copy()
cone.animation_data.action.name = "FollowerAction"
slots = cone.animation_data.action_suitable_slots
print(len(slots), slots[0].name_display)
cone.animation_data.action_slot = slots[0]
for fc in curves(cone):
    for kp in fc.keyframe_points:
        kp.co.x += 10
        kp.handle_left.x += 10
        kp.handle_right.x += 10
    if fc.data_path == "location" and fc.array_index == 1:
        for kp in fc.keyframe_points:
            kp.co_ui.y += 3
    fc.update()

rows = [(fc.data_path, fc.array_index, fc.keyframe_points[0].interpolation, [round(k.co.x) for k in fc.keyframe_points]) for fc in curves(cone)]
for r in rows:
    print(r)
scene.frame_end = 60
scene.frame_set(25)
print([round(c, 3) for c in cube.location], [round(c, 3) for c in cone.location])
scene.frame_set(1)
