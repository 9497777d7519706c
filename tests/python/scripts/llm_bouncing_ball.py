import bpy
import math

# Bouncing ball with squash and stretch
bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete(use_global=False)

scene = bpy.context.scene
scene.frame_start = 1
scene.frame_end = 100

bpy.ops.mesh.primitive_uv_sphere_add(radius=0.5, location=(0, 0, 4))
ball = bpy.context.active_object
ball.name = "Ball"
bpy.ops.object.shade_smooth()

frames = [(1, 4.0, (1, 1, 1)), (20, 0.5, (0.9, 0.9, 1.15)), (22, 0.35, (1.25, 1.25, 0.7)), (24, 0.5, (0.95, 0.95, 1.1)),
          (40, 2.5, (1, 1, 1)), (56, 0.5, (0.95, 0.95, 1.08)), (58, 0.4, (1.15, 1.15, 0.82)), (60, 0.5, (1, 1, 1)), (75, 1.2, (1, 1, 1)), (90, 0.5, (1, 1, 1))]

for frame, z, scale in frames:
    ball.location.z = z
    ball.scale = scale
    ball.keyframe_insert(data_path="location", index=2, frame=frame)
    ball.keyframe_insert(data_path="scale", frame=frame)

# get fcurves in both old & new versions
def get_fcurves(obj):
    action = obj.animation_data.action
    if hasattr(action, "fcurves"):
        return list(action.fcurves)
    slot = obj.animation_data.action_slot
    out = []
    for layer in action.layers:
        for strip in layer.strips:
            cb = strip.channelbag(slot)
            if cb:
                out += list(cb.fcurves)
    return out

for fc in get_fcurves(ball):
    if fc.data_path == "location":
        for i, kp in enumerate(fc.keyframe_points):
            kp.interpolation = 'BEZIER'
            if i in (0, 4, 8):
                kp.easing = 'EASE_OUT'
            else:
                kp.handle_left_type = 'VECTOR'
                kp.handle_right_type = 'VECTOR'
        fc.update()
    else:
        for kp in fc.keyframe_points:
            kp.interpolation = 'SINE'
            kp.easing = 'EASE_IN_OUT'
    print(fc.data_path, fc.array_index, len(fc.keyframe_points), [round(c, 3) for c in fc.range()])

# cyclic horizontal motion by an f-curve modifier
ball.location.x = 0
ball.keyframe_insert("location", index=0, frame=1)
ball.location.x = 0.6
ball.keyframe_insert("location", index=0, frame=20)
for fc in get_fcurves(ball):
    if fc.data_path == "location" and fc.array_index == 0:
        m = fc.modifiers.new('CYCLES')
        m.mode_after = 'REPEAT_OFFSET'
        print("x at 50:", round(fc.evaluate(50), 4))

heights = []
for f in range(1, 101, 11):
    scene.frame_set(f)
    heights.append(round(ball.matrix_world.translation.z, 3))
print(heights)
scene.frame_set(1)
