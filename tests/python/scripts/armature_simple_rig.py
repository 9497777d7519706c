import bpy
from mathutils import Vector

# ------- A stick figure rig
bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete()

bpy.ops.object.armature_add(enter_editmode=True, location=(0, 0, 0))
rig = bpy.context.object
rig.name = "Rig"
arm = rig.data
arm.name = "RigData"
arm.display_type = 'STICK'

# remove the default bone
for b in list(arm.edit_bones):
    arm.edit_bones.remove(b)

def bone(name, head, tail, parent=None, connect=False):
    b = arm.edit_bones.new(name)
    b.head = head
    b.tail = tail
    if parent:
        b.parent = arm.edit_bones[parent]
        b.use_connect = connect
    return b

bone("spine", (0, 0, 1.0), (0, 0, 1.5))
bone("chest", (0, 0, 1.5), (0, 0, 1.9), "spine", True)
bone("head", (0, 0, 1.9), (0, 0, 2.3), "chest", True)
for side, s in (("L", 1), ("R", -1)):
    bone(f"upper_arm.{side}", (0.15 * s, 0, 1.8), (0.55 * s, 0, 1.75), "chest")
    bone(f"forearm.{side}", (0.55 * s, 0, 1.75), (0.95 * s, -0.05, 1.75), f"upper_arm.{side}", True)
    bone(f"thigh.{side}", (0.12 * s, 0, 1.0), (0.14 * s, -0.03, 0.55), "spine")
    bone(f"shin.{side}", (0.14 * s, -0.03, 0.55), (0.14 * s, 0, 0.1), f"thigh.{side}", True)

for b in arm.edit_bones:
    b.roll = 0.0
    b.use_deform = True

bpy.ops.object.mode_set(mode='POSE')

# pose it
rig.pose.bones["upper_arm.L"].rotation_mode = 'XYZ'
rig.pose.bones["upper_arm.L"].rotation_euler = (0, 0, 0.6)
rig.pose.bones["upper_arm.R"].rotation_quaternion = (0.96, 0, 0, -0.28)
rig.pose.bones["head"].location = (0, 0.05, 0)
for pb in rig.pose.bones:
    if pb.name.startswith("shin"):
        pb.rotation_mode = 'XYZ'
        pb.rotation_euler.x = -0.4
        pb.keyframe_insert("rotation_euler", frame=1)
        pb.rotation_euler.x = 0.2
        pb.keyframe_insert("rotation_euler", frame=15)

bpy.ops.object.mode_set(mode='OBJECT')

for b in arm.bones:
    print(f"{b.name:14} len {b.length:.3f} parent {b.parent.name if b.parent else None} children {len(b.children)}")

# skin: one box per bone by vertex groups
verts, faces, groups = [], [], {}
for b in arm.bones:
    base = len(verts)
    h, t = b.head_local, b.tail_local
    d = (t - h).normalized()
    side = d.orthogonal().normalized() * 0.06
    up = d.cross(side)
    for c in (h, t):
        for k in range(4):
            o = (side, up, -side, -up)[k]
            verts.append(c + o)
    for k in range(4):
        n = (k + 1) % 4
        faces.append((base + k, base + n, base + 4 + n, base + 4 + k))
    groups[b.name] = list(range(base, base + 8))

me = bpy.data.meshes.new("Body")
me.from_pydata([tuple(v) for v in verts], [], faces)
body = bpy.data.objects.new("Body", me)
bpy.context.collection.objects.link(body)
for name, idx in groups.items():
    vg = body.vertex_groups.new(name=name)
    vg.add(idx, 1.0, 'REPLACE')

mod = body.modifiers.new("Armature", 'ARMATURE')
mod.object = rig
body.parent = rig
bpy.context.scene.frame_set(15)
print(len(body.vertex_groups), "groups;", "shin.L" in body.vertex_groups)
print([round(c, 3) for c in rig.pose.bones["forearm.L"].tail])
