import bpy
import math
from mathutils import Vector

bpy.ops.wm.read_factory_settings(use_empty=True)
print(len(bpy.data.objects), bpy.context.scene.name, bpy.context.view_layer.name)

class CharacterBuilder:
    def __init__(self, name="Hero", height=1.8):
        self.name = name
        self.height = height
        self.parts = {}
        self.materials = {}

    def material(self, key, rgba):
        m = bpy.data.materials.new(f"{self.name}_{key}")
        m.use_nodes = True
        m.node_tree.nodes["Principled BSDF"].inputs[0].default_value = rgba
        self.materials[key] = m
        return m

    def part(self, key, prim, mat, **kw):
        scale = kw.pop("scale3", (1, 1, 1))
        getattr(bpy.ops.mesh, f"primitive_{prim}_add")(**kw)
        ob = bpy.context.active_object
        ob.name = f"{self.name}_{key}"
        ob.scale = scale
        bpy.ops.object.transform_apply(location=False, rotation=True, scale=True)
        ob.data.materials.append(self.materials[mat])
        self.parts[key] = ob
        return ob

    def build(self):
        self.material("skin", (0.8, 0.5, 0.4, 1)); self.material("cloth", (0.1, 0.2, 0.6, 1))
        self.part("torso", "cube", "cloth", size=1, location=(0, 0, 1.2), scale3=(0.5, 0.3, 0.6))
        self.part("head", "uv_sphere", "skin", radius=0.22, location=(0, 0, 1.72), segments=12, ring_count=8)
        for s, x in (("L", 1), ("R", -1)):
            self.part(f"arm.{s}", "cylinder", "skin", radius=0.08, depth=0.6, location=(x * 0.38, 0, 1.2), vertices=8)
            self.part(f"leg.{s}", "cylinder", "cloth", radius=0.1, depth=0.9, location=(x * 0.15, 0, 0.45), vertices=8)
        return self.parts

ch = CharacterBuilder()
parts = ch.build()
print(sorted(parts), repr(parts['head']))

# armature
arm_data = bpy.data.armatures.new("HeroRig")
rig = bpy.data.objects.new("HeroRig", arm_data)
bpy.context.scene.collection.objects.link(rig)
bpy.context.view_layer.objects.active = rig
rig.select_set(True)
bpy.ops.object.mode_set(mode='EDIT')
eb = arm_data.edit_bones
bones = {}
def bone(n, head, tail, parent=None, connect=False):
    b = eb.new(n)
    b.head = head
    b.tail = tail
    if parent:
        b.parent = eb[parent]
        b.use_connect = connect
    bones[n] = b.length
    return b
bone("root", (0, 0, 0), (0, 0.3, 0)).use_deform = False
bone("spine", (0, 0, 0.9), (0, 0, 1.5), "root")
bone("head", (0, 0, 1.5), (0, 0, 1.95), "spine", True)
for s, x in (("L", 1), ("R", -1)):
    bone(f"upper_arm.{s}", (x * .38, 0, 1.5), (x * .38, 0.02, 1.2), "spine")
    bone(f"forearm.{s}", (x * .38, 0.02, 1.2), (x * .38, 0, 0.9), f"upper_arm.{s}", True)
    bone(f"thigh.{s}", (x * .15, 0, .9), (x * .15, -0.03, .45), "root")
    bone(f"shin.{s}", (x * .15, -0.03, .45), (x * .15, 0, .0), f"thigh.{s}", True)
    b = bone(f"ik_foot.{s}", (x * .15, 0, 0), (x * .15, 0.25, 0), "root")
    b.use_deform = False
bpy.ops.armature.select_all(action='SELECT')
bpy.ops.armature.calculate_roll(type='GLOBAL_POS_Y')
print({k: round(v, 3) for k, v in bones.items()})
bpy.ops.object.mode_set(mode='OBJECT')
print([b.name for b in arm_data.bones if b.parent and b.parent.name == "root"], arm_data.bones['spine'].children[0].name)

bpy.ops.object.mode_set(mode='POSE')
for s in "LR":
    c = rig.pose.bones[f"shin.{s}"].constraints.new('IK')
    c.target = rig
    c.subtarget = f"ik_foot.{s}"
    c.chain_count = 2
    rig.pose.bones[f"forearm.{s}"].rotation_mode = 'XYZ'
    lr = rig.pose.bones[f"forearm.{s}"].constraints.new(type='LIMIT_ROTATION')
    lr.use_limit_x = True; lr.min_x = 0; lr.max_x = math.radians(140); lr.owner_space = 'LOCAL'
# bone collections
if hasattr(arm_data, "collections"):
    bc = arm_data.collections.new("IK")
    for s in "LR":
        bc.assign(arm_data.bones[f"ik_foot.{s}"])
    print([b.name for b in bc.bones], [c.name for c in arm_data.collections])
bpy.ops.object.mode_set(mode='OBJECT')

def bind(ob, bone_name):
    bpy.ops.object.select_all(action='DESELECT')
    ob.select_set(True)
    vg = ob.vertex_groups.new(name=bone_name)
    vg.add(range(len(ob.data.vertices)), 1.0, 'REPLACE')
    mod = ob.modifiers.new("Armature", 'ARMATURE')
    mod.object = rig
    ob.parent = rig
for key, b in {"torso": "spine", "head": "head", "leg.L": "thigh.L", "leg.R": "thigh.R"}.items():
    bind(parts[key], b)
for s in "LR":
    a = parts[f"arm.{s}"]
    up = a.vertex_groups.new(name=f"upper_arm.{s}")
    fo = a.vertex_groups.new(name=f"forearm.{s}")
    for v in a.data.vertices:
        w = (a.matrix_world @ v.co).z
        (up if w > 1.2 else fo).add([v.index], 1.0, 'ADD')
    a.parent = rig
    m = a.modifiers.new(name="Armature", type='ARMATURE'); m.object = rig; m.use_vertex_groups = True
    print(a.name, [g.name for g in a.vertex_groups], [(g.group, g.weight) for g in a.data.vertices[0].groups])

# walk cycle
frames = {1: 25, 13: -25, 25: 25}
for f, ang in frames.items():
    for s, sign in (("L", 1), ("R", -1)):
        pb = rig.pose.bones[f"upper_arm.{s}"]
        pb.rotation_mode = 'XYZ'
        pb.rotation_euler = (math.radians(ang * sign), 0, 0)
        pb.keyframe_insert(data_path="rotation_euler", frame=f, group="Arms")
        foot = rig.pose.bones[f"ik_foot.{s}"]
        foot.location = (0, 0.3 * sign * math.copysign(1, ang), 0)
        foot.keyframe_insert("location", index=1, frame=f)
act = rig.animation_data.action
act.name = "Walk"
print(act, act.frame_range[:], rig.animation_data.action_slot.identifier if hasattr(rig.animation_data, 'action_slot') else None)
cb = act.layers[0].strips[0].channelbags[0]
for fc in cb.fcurves:
    fc.modifiers.new(type='CYCLES')
print(len(cb.fcurves), sorted({fc.data_path for fc in cb.fcurves}), [g.name for g in cb.groups])
# NLA
tr = rig.animation_data.nla_tracks.new()
tr.name = "WalkTrack"
strip = tr.strips.new("WalkStrip", 1, act)
strip.repeat = 3
strip.blend_type = 'REPLACE'
rig.animation_data.action = None
print(strip.frame_end, strip.action.name, tr.strips[0] == strip)
head = parts["head"]
head.shape_key_add(name="Basis")
k = head.shape_key_add(name="Smile", from_mix=False)
for i, kp in enumerate(k.data):
    if kp.co.y < -0.1:
        kp.co.z += 0.02
k.value = 0.4
k.keyframe_insert("value", frame=10)
print([kb.name for kb in head.data.shape_keys.key_blocks], head.data.shape_keys, round(head.data.shape_keys.key_blocks["Smile"].value, 2))
bpy.context.scene.frame_set(7)
print([round(x, 4) for x in rig.pose.bones["forearm.L"].matrix.translation])
print([round(c, 4) for c in (rig.matrix_world @ rig.pose.bones["shin.R"].tail)])
