import bpy
import math

bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete(use_global=False)

bpy.ops.mesh.primitive_uv_sphere_add(segments=16, ring_count=8, radius=1)
head = bpy.context.active_object
head.name = "Head"

basis = head.shape_key_add(name="Basis", from_mix=False)
smile = head.shape_key_add(name="Smile", from_mix=False)
blink = head.shape_key_add(name="Blink")

for i, v in enumerate(head.data.vertices):
    if v.co.y < -0.5 and -0.5 < v.co.z < -0.1:
        smile.data[i].co = v.co + (v.co * 0.1)
        smile.data[i].co.z += abs(v.co.x) * 0.3
    if v.co.y < -0.3 and v.co.z > 0.2:
        blink.data[i].co.z = v.co.z * 0.8

smile.slider_min = -0.5
smile.slider_max = 1.5
blink.value = 0.0
for frame, value in ((1, 0), (5, 1), (9, 0)):
    blink.value = value
    blink.keyframe_insert(data_path="value", frame=frame)
smile.value = 0.75
smile.keyframe_insert("value", frame=1)

keys = head.data.shape_keys
keys.use_relative = True
keys.name = "FaceKeys"
print(keys.name, [kb.name for kb in keys.key_blocks], keys.reference_key.name)
print("active index", head.active_shape_key_index)
head.active_shape_key_index = 1
print("active", head.active_shape_key.name)
moved = sum(1 for a, b in zip(basis.data, smile.data) if (a.co - b.co).length > 1e-5)
print("moved by smile:", moved)

bpy.context.scene.frame_set(5)
dg = bpy.context.evaluated_depsgraph_get()
me = head.evaluated_get(dg).data
print(f"z range {min(v.co.z for v in me.vertices):.4f} {max(v.co.z for v in me.vertices):.4f}")
print("blink at 5:", keys.key_blocks["Blink"].value)
