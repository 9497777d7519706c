import bpy
import math
from mathutils import Vector

scene = bpy.context.scene
scene.frame_start = 1
scene.frame_end = 192
scene.render.fps = 24
scene.render.fps_base = 1.0

# focus point
target = bpy.data.objects.new("Target", None)
target.empty_display_type = 'SPHERE'
scene.collection.objects.link(target)

cams = []
for i, (radius, height, lens) in enumerate([(6, 2, 35), (4, 4, 50), (9, 1, 24)]):
    data = bpy.data.cameras.new(f"Cam{i}")
    data.lens = lens
    data.sensor_width = 36.0
    data.clip_end = 500
    data.clip_start = 0.05
    cam = bpy.data.objects.new(f"Cam{i}", data)
    scene.collection.objects.link(cam)
    c = cam.constraints.new('TRACK_TO')
    c.target = target
    c.up_axis = 'UP_Y'
    c.track_axis = 'TRACK_NEGATIVE_Z'
    start = 1 + i * 64
    for step in range(9):
        f = start + step * 8
        ang = math.radians(step * 45)
        cam.location = Vector((radius * math.cos(ang), radius * math.sin(ang), height))
        cam.keyframe_insert(data_path='location', frame=f)
    m = scene.timeline_markers.new(f"CUT_{i}", frame=start)
    m.camera = cam
    cams.append(cam)

scene.camera = cams[0]

for cam in cams:
    act = cam.animation_data.action
    bag = act.layers[0].strips[0].channelbags[0]
    for fcu in bag.fcurves:
        for kp in fcu.keyframe_points:
            kp.interpolation = 'LINEAR'
    print(cam.name, act.name, len(bag.fcurves), act.frame_range[:])

data = cams[1].data
data.dof.use_dof = True
data.dof.focus_distance = 4.0
data.dof.keyframe_insert('focus_distance', frame=65)
data.dof.focus_distance = 8.0
data.dof.keyframe_insert('focus_distance', frame=128)

for m in sorted(scene.timeline_markers, key=lambda m: m.frame):
    print(m.name, m.frame, m.camera.name)
scene.frame_set(100)
print([round(c, 3) for c in cams[1].matrix_world.to_euler()])
scene.frame_current = 1
