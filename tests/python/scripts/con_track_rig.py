import bpy
from mathutils import Vector

# Camera rig with empties, track-to and a follow target

def make_rig(context, name="CamRig", distance=8.0, height=3.0):
    collection = bpy.data.collections.new(name)
    context.scene.collection.children.link(collection)

    root = bpy.data.objects.new(name + "_root", None)
    aim = bpy.data.objects.new(name + "_aim", None)
    dolly = bpy.data.objects.new(name + "_dolly", None)
    cam_data = bpy.data.cameras.new(name + "_cam")
    cam = bpy.data.objects.new(name + "_cam", cam_data)
    for ob in (root, aim, dolly, cam):
        collection.objects.link(ob)

    root.empty_display_type = 'CUBE'
    root.empty_display_size = 0.5
    aim.empty_display_type = 'SPHERE'
    aim.empty_display_size = .2
    aim.parent = dolly.parent = root
    cam.parent = dolly
    aim.location = (0, 0, 1)
    dolly.location = Vector((0, -distance, height))

    track = cam.constraints.new(type="TRACK_TO")
    track.name = "Aim"
    track.target = aim
    track.track_axis = "TRACK_NEGATIVE_Z"
    track.up_axis = "UP_Y"

    limit = dolly.constraints.new(type="LIMIT_LOCATION")
    limit.use_min_z = limit.use_max_z = True
    limit.min_z, limit.max_z = 0.2, 6.0
    limit.owner_space = "LOCAL"

    cam_data.lens = 40
    cam_data.show_passepartout = True
    cam_data.passepartout_alpha = 0.8
    cam_data.dof.focus_object = aim
    return root, aim, dolly, cam

root, aim, dolly, cam = make_rig(bpy.context)
bpy.context.scene.camera = cam
for frame in range(0, 121, 30):
    root.rotation_euler.z = frame / 120 * 3.14159
    root.keyframe_insert("rotation_euler", index=2, frame=frame)

for frame in (0, 60, 120):
    bpy.context.scene.frame_set(frame)
    view = -(cam.matrix_world.to_3x3() @ Vector((0, 0, 1)))
    to_aim = (aim.matrix_world.translation - cam.matrix_world.translation).normalized()
    print(frame, round(view.dot(to_aim), 4), [round(c, 3) + 0.0 for c in cam.matrix_world.translation])
