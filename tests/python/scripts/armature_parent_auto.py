import bpy

bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete(use_global=False)

# a tentacle: cylinder with a bone chain
bpy.ops.mesh.primitive_cylinder_add(vertices=12, radius=0.3, depth=4, location=(0, 0, 2))
tentacle = bpy.context.active_object
tentacle.name = "Tentacle"
bpy.ops.object.mode_set(mode='EDIT')
bpy.ops.mesh.select_all(action='SELECT')
bpy.ops.mesh.subdivide(number_cuts=5)
bpy.ops.object.mode_set(mode='OBJECT')

bpy.ops.object.add(type='ARMATURE', enter_editmode=True, location=(0, 0, 0))
rig = bpy.context.object
rig.name = 'TentacleRig'
amt = rig.data
prev = None
for i in range(5):
    b = amt.edit_bones.new(f"seg_{i:02d}")
    b.head = (0, 0, i * 0.8)
    b.tail = (0, 0, (i + 1) * 0.8)
    if prev:
        b.parent = prev
        b.use_connect = True
    prev = b
bpy.ops.object.mode_set(mode='OBJECT')

bpy.ops.object.select_all(action='DESELECT')
tentacle.select_set(True)
rig.select_set(True)
bpy.context.view_layer.objects.active = rig
bpy.ops.object.parent_set(type='ARMATURE_NAME')

# weights by height
for i in range(5):
    vg = tentacle.vertex_groups.get(f"seg_{i:02d}") or tentacle.vertex_groups.new(name=f"seg_{i:02d}")
    for v in tentacle.data.vertices:
        z = (tentacle.matrix_world @ v.co).z
        w = max(0.0, 1 - abs(z - (i + 0.5) * 0.8) / 0.8)
        if w > 0:
            vg.add([v.index], w, 'ADD')

import math
for n, pb in enumerate(rig.pose.bones):
    pb.rotation_mode = 'XYZ'
    for f in range(0, 49, 12):
        pb.rotation_euler = (0.3 * math.sin(f / 48 * math.tau + n * 0.6), 0, 0)
        pb.keyframe_insert(data_path='rotation_euler', frame=f)

print(tentacle.parent.name, [m.type for m in tentacle.modifiers])
print("groups", [g.name for g in tentacle.vertex_groups])
print("weights of vertex 0:", [(g.group, round(g.weight, 3)) for g in tentacle.data.vertices[0].groups])
