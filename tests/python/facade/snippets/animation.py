# --- keyframes of an object
import bpy
o = bpy.data.objects["Cube"]
o.location = (0, 0, 0)
print(o.keyframe_insert(data_path="location", frame=1))
o.location = (5, 0, 0)
o.keyframe_insert("location", frame=20)
o.rotation_euler.z = 1
o.keyframe_insert(data_path="rotation_euler", index=2, frame=10)
act = o.animation_data.action
bag = act.layers[0].strips[0].channelbags[0]
print(act.name, [(f.data_path, f.array_index, len(f.keyframe_points)) for f in bag.fcurves])
for f in bag.fcurves:
    for k in f.keyframe_points:
        k.interpolation = "LINEAR"
print([[tuple(k.co) for k in f.keyframe_points] for f in bag.fcurves], bag.fcurves[0].keyframe_points[0].interpolation)
bpy.context.scene.frame_set(10)
print([round(c, 3) for c in o.location])
print(bag.fcurves.find("location", index=1).array_index, bag.fcurves.find("nope"))
# --- an action by hand
import bpy
o = bpy.data.objects["Cube"]
o.animation_data_create()
a = bpy.data.actions.new("Act")
o.animation_data.action = a
f = a.fcurve_ensure_for_datablock(o, "location", index=2)
f.keyframe_points.insert(1, 0)
k = f.keyframe_points.insert(frame=10, value=4)
k.interpolation = "BEZIER"
f.keyframe_points.add(1)
f.keyframe_points[2].co = (20, 1)
f.update()
m = f.modifiers.new("CYCLES")
m.mode_before = "REPEAT"
print(f.data_path, len(f.keyframe_points), k.co, f.evaluate(5) > 0, m.type, o.animation_data.action == a, a.name, [s.name_display for s in a.slots])
bpy.context.scene.frame_set(10)
print(o.location.z)
o.animation_data_clear()
print(o.animation_data)
# --- keyframes of sockets and lights
import bpy
n = bpy.data.materials["Material"].node_tree.nodes["Principled BSDF"]
n.inputs["Roughness"].default_value = 0.1
n.inputs["Roughness"].keyframe_insert("default_value", frame=1)
n.inputs["Roughness"].default_value = 0.9
n.inputs["Roughness"].keyframe_insert(data_path="default_value", frame=10)
t = bpy.data.materials["Material"].node_tree
print([f.data_path for f in t.animation_data.action.layers[0].strips[0].channelbags[0].fcurves])
l = bpy.data.lights["Light"]
l.keyframe_insert("energy", frame=5)
print(l.animation_data.action.name)
s = bpy.data.objects["Cube"]
s.keyframe_insert("location", frame=1)
print(s.keyframe_delete("location", frame=1))
# --- modifiers animated
import bpy
o = bpy.data.objects["Cube"]
m = o.modifiers.new("W", "WAVE")
m.height = 0.5
m.keyframe_insert("height", frame=1)
o.keyframe_insert('modifiers["W"].width', frame=2)
print([f.data_path for f in o.animation_data.action.layers[0].strips[0].channelbags[0].fcurves])
# --- channelbags
import bpy
o = bpy.data.objects["Cube"]
a = bpy.data.actions.new("A")
slot = a.slots.new(id_type="OBJECT", name="S")
strip = a.layers.new("L").strips.new(type="KEYFRAME")
bag = strip.channelbag(slot, ensure=True)
f = bag.fcurves.new("location", index=0)
f.keyframe_points.insert(1, 2)
o.animation_data_create().action = a
o.animation_data.action_slot = slot
print(slot.identifier, slot.name_display, len(bag.fcurves), o.animation_data.action_slot == slot, f.keyframe_points[0].co, strip.type)
# --- markers
import bpy
m = bpy.context.scene.timeline_markers.new("Here", frame=7)
print(m.name, m.frame, len(bpy.context.scene.timeline_markers))
