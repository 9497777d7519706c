import bpy
import math
from mathutils import Matrix, Vector

scene = bpy.context.scene

arm_data = bpy.data.armatures.new("Leg")
leg = bpy.data.objects.new("Leg", arm_data)
scene.collection.objects.link(leg)
bpy.context.view_layer.objects.active = leg
leg.select_set(True)
leg.show_in_front = True

bpy.ops.object.mode_set(mode='EDIT')
eb = arm_data.edit_bones
thigh = eb.new("Thigh")
thigh.head, thigh.tail = (0, 0, 2), (0, -0.1, 1)
shin = eb.new("Shin")
shin.head = thigh.tail
shin.tail = (0, 0, 0.1)
shin.parent = thigh
shin.use_connect = True
target = eb.new("IK_Target")
target.head = shin.tail
target.tail = shin.tail + Vector((0, 0.3, 0))
target.use_deform = False
pole = eb.new("Pole")
pole.head = (0, -1.5, 1)
pole.tail = (0, -1.8, 1)
pole.use_deform = False
names = [b.name for b in eb]
bpy.ops.object.mode_set(mode='POSE')

pb = leg.pose.bones["Shin"]
ik = pb.constraints.new('IK')
ik.target = leg
ik.subtarget = "IK_Target"
ik.pole_target = leg
ik.pole_subtarget = "Pole"
ik.chain_count = 2
ik.pole_angle = math.radians(-90)
lim = leg.pose.bones["Thigh"].constraints.new('LIMIT_ROTATION')
lim.use_limit_y = True
lim.min_y, lim.max_y = -0.2, 0.2
lim.owner_space = 'LOCAL'
pb.lock_ik_z = True
pb.use_ik_limit_x = True
pb.ik_min_x = 0.0

# Bone colors and collections (4.0+)
try:
    coll = arm_data.collections.new("Controls")
    for n in ("IK_Target", "Pole"):
        coll.assign(arm_data.bones[n])
        arm_data.bones[n].color.palette = 'THEME04'
except AttributeError:
    leg.pose.bone_groups.new(name="Controls")

# walk cycle on the target
tgt = leg.pose.bones["IK_Target"]
for frame, (y, z) in {1: (0, 0), 10: (0.5, 0.4), 20: (0.9, 0), 30: (0, 0)}.items():
    tgt.location = (0, y, z)
    tgt.keyframe_insert(data_path="location", frame=frame, group="IK_Target")

bpy.ops.object.mode_set(mode='OBJECT')
scene.frame_end = 30

for f in (1, 10, 20):
    scene.frame_set(f)
    knee = leg.matrix_world @ leg.pose.bones["Shin"].head
    print(f, [round(c, 2) for c in knee])
print(names)
