import bpy

obj = bpy.context.active_object

# custom properties with UI data
obj["speed"] = 1.5
obj["tags"] = "a,b,c"
obj["grid"] = [1, 2, 3]
obj["matrix"] = [1.0, 0.5, 0.25]
obj["flags"] = {"on": True, "level": 3}
ui = obj.id_properties_ui("speed")
ui.update(min=0.0, max=10.0, description="Units per second")

obj.keyframe_insert('["speed"]', frame=1)
obj["speed"] = 4.0
obj.keyframe_insert(data_path='["speed"]', frame=50)

# visibility blinking
for f in range(0, 60, 10):
    obj.hide_viewport = (f // 10) % 2 == 1
    obj.hide_render = obj.hide_viewport
    obj.keyframe_insert(data_path="hide_viewport", frame=f)
    obj.keyframe_insert(data_path="hide_render", frame=f)
obj.hide_viewport = False

# delta and quaternion keys
obj.rotation_mode = 'QUATERNION'
for f, q in ((1, (1, 0, 0, 0)), (30, (0.7071, 0.7071, 0, 0)), (60, (0, 1, 0, 0))):
    obj.rotation_quaternion = q
    obj.keyframe_insert("rotation_quaternion", frame=f)
obj.delta_location = (0, 0, 0.5)
obj.delta_scale.x = 2

# delete one
obj.keyframe_delete("rotation_quaternion", frame=30)
print(obj["speed"], obj.get("tags"), list(obj["grid"]), obj["flags"]["level"], sorted(obj.keys()))
del obj["matrix"]
print("matrix" in obj, obj.id_properties_ui("speed").as_dict()["max"])

data = obj.data
data["author"] = "me"
scene = bpy.context.scene
scene["version"] = 3
scene.keyframe_insert('["version"]', frame=1)
print(scene.get("version"), data.get("author"), data.get("nothing", 0))

cnt = {}
for bag in obj.animation_data.action.layers[0].strips[0].channelbags:
    for fc in bag.fcurves:
        cnt[fc.data_path] = cnt.get(fc.data_path, 0) + len(fc.keyframe_points)
print(cnt)
