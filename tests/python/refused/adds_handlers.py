import bpy

counter = {"changes": 0, "frames": []}

def on_frame(scene, depsgraph=None):
    counter["changes"] += 1
    counter["frames"].append(scene.frame_current)
    ob = scene.objects.get("Cube")
    if ob:
        ob.location.x = scene.frame_current * 0.1

@bpy.app.handlers.persistent
def on_load(dummy):
    print("loaded")

def tick():
    print("tick")
    return 1.0

bpy.app.handlers.frame_change_post.append(on_frame)
bpy.app.handlers.load_post.append(on_load)
bpy.app.timers.register(tick, first_interval=10)

for f in (5, 10, 20):
    bpy.context.scene.frame_set(f)

bpy.app.handlers.frame_change_post.remove(on_frame)
bpy.app.handlers.load_post.remove(on_load)
print("registered:", bpy.app.timers.is_registered(tick))
bpy.app.timers.unregister(tick)
bpy.context.scene.frame_set(1)

print(counter["changes"], counter["frames"], round(bpy.data.objects["Cube"].location.x, 3))
print(on_frame in bpy.app.handlers.frame_change_post[:], len(bpy.app.handlers.load_post) >= 0)
