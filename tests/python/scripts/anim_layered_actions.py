import bpy
import math

# Blender 4.4+/5.0 layered actions made by hand

bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete()

bpy.ops.mesh.primitive_cube_add()
a = bpy.context.object
a.name = "A"
bpy.ops.mesh.primitive_cube_add(location=(3, 0, 0))
b = bpy.context.object
b.name = "B"

action = bpy.data.actions.new("Shared")
layer = action.layers.new("Layer")
strip = layer.strips.new(type='KEYFRAME')

for ob, amp in ((a, 1.0), (b, 2.0)):
    slot = action.slots.new(id_type='OBJECT', name=ob.name)
    ob.animation_data_create()
    ob.animation_data.action = action
    ob.animation_data.action_slot = slot
    bag = strip.channelbag(slot, ensure=True)
    fc = bag.fcurves.new("location", index=2)
    fc.keyframe_points.add(5)
    for i, kp in enumerate(fc.keyframe_points):
        kp.co = (1 + i * 10, amp * math.sin(i * math.pi / 2))
        kp.interpolation = 'BEZIER'
        kp.handle_left_type = 'AUTO_CLAMPED'
        kp.handle_right_type = 'AUTO_CLAMPED'
    fc.update()
    rot = bag.fcurves.new("rotation_euler", index=0, group_name="Rotation")
    rot.keyframe_points.insert(1, 0.0)
    k = rot.keyframe_points.insert(41, math.pi, options={'FAST'})
    k.interpolation = 'ELASTIC'
    k.amplitude = 0.4
    k.period = 5
    k.type = 'EXTREME'
    rot.extrapolation = 'LINEAR'

print("slots", [(s.identifier, s.target_id_type) for s in action.slots])
print("layers", [l.name for l in action.layers], "strips", [s.type for s in layer.strips])
for bag in strip.channelbags:
    print(bag.slot.name_display, [(fc.data_path, fc.array_index, len(fc.keyframe_points)) for fc in bag.fcurves])
print("range", tuple(action.frame_range))

scene = bpy.context.scene
scene.frame_start, scene.frame_end = 1, 41
for f in (1, 6, 11, 26):
    scene.frame_set(f)
    print(f, round(a.location.z, 4), round(b.location.z, 4), round(a.rotation_euler.x, 4))
