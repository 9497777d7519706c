import bpy

ob = bpy.context.object
ob.name = "Dancer"

def make_action(name, data_path, index, keys):
    ob.animation_data_clear()
    for frame, value in keys:
        v = list(getattr(ob, data_path))
        v[index] = value
        setattr(ob, data_path, v)
        ob.keyframe_insert(data_path, index=index, frame=frame)
    act = ob.animation_data.action
    act.name = name
    act.use_fake_user = True
    return act

hop = make_action("Hop", "location", 2, [(1, 0), (6, 1.5), (11, 0)])
turn = make_action("Turn", "rotation_euler", 2, [(1, 0), (20, 3.14159)])
ob.animation_data.action = None
ob.location = (0, 0, 0)
ob.rotation_euler = (0, 0, 0)

ad = ob.animation_data
track1 = ad.nla_tracks.new()
track1.name = "Hopping"
s1 = track1.strips.new("Hop", 1, hop)
s1.repeat = 3
s1.blend_type = 'COMBINE'
track2 = ad.nla_tracks.new(prev=track1)
track2.name = "Turning"
s2 = track2.strips.new("Turn", 10, turn)
s2.extrapolation = 'HOLD_FORWARD'
s2.blend_in = 4
s2.scale = 1.5
s2.use_auto_blend = False
track2.mute = False

for t in ad.nla_tracks:
    for s in t.strips:
        print(t.name, s.name, s.action.name, s.frame_start, round(s.frame_end, 2), s.blend_type)

for f in (1, 6, 16, 30):
    bpy.context.scene.frame_set(f)
    print(f, round(ob.location.z, 3), round(ob.rotation_euler.z, 3))
print(len(bpy.data.actions), sorted(a.name for a in bpy.data.actions))
