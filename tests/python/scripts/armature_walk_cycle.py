import bpy, math
from mathutils import Vector, Euler, Quaternion, Matrix
bpy.ops.object.select_all(action="SELECT"); bpy.ops.object.delete()
arm = bpy.data.armatures.new("Rig"); rig = bpy.data.objects.new("Rig", arm)
bpy.context.scene.collection.objects.link(rig)
bpy.context.view_layer.objects.active = rig; rig.select_set(True)
bpy.ops.object.mode_set(mode='EDIT')
eb = arm.edit_bones
def bone(name, h, t, parent=None, con=False):
    b = eb.new(name); b.head = h; b.tail = t
    if parent: b.parent = eb[parent]; b.use_connect = con
    return b
bone("hips", (0, 0, 1), (0, 0, 1.2)); bone("spine", (0, 0, 1.2), (0, 0, 1.7), "hips", True); bone("head", (0, 0, 1.7), (0, 0, 2), "spine", True)
for s, x in (("L", .2), ("R", -.2)):
    bone(f"thigh.{s}", (x, 0, 1), (x, -.02, .5), "hips"); bone(f"shin.{s}", (x, -.02, .5), (x, 0, .1), f"thigh.{s}", True)
    bone(f"foot.{s}", (x, 0, .1), (x, -.2, 0), f"shin.{s}", True)
    ik = bone(f"ik.{s}", (x, 0, .1), (x, .2, .1)); ik.use_deform = False
    bone(f"arm.{s}", (x, 0, 1.6), (x * 3, 0, 1.6), "spine"); 
    pole = bone(f"pole.{s}", (x, -1, .5), (x, -1.2, .5)); pole.use_deform = False
for b in eb: b.roll = 0.0
eb["hips"].align_roll(Vector((0, -1, 0)))
print([b.name for b in eb if b.use_deform], round(eb["spine"].length, 3), eb["thigh.L"].vector.to_tuple(3))
arm_children = [c.name for c in eb["hips"].children]; print(sorted(arm_children), [b.name for b in eb["hips"].children_recursive][:3])
bpy.ops.object.mode_set(mode='POSE')
pb = rig.pose.bones
for s in "LR":
    c = pb[f"shin.{s}"].constraints.new('IK'); c.target = rig; c.subtarget = f"ik.{s}"; c.chain_count = 2; c.pole_target = rig; c.pole_subtarget = f"pole.{s}"; c.pole_angle = math.radians(-90)
    cr = pb[f"foot.{s}"].constraints.new('COPY_ROTATION'); cr.target = rig; cr.subtarget = f"ik.{s}"; cr.mix_mode = 'ADD'; cr.influence = 0.5; cr.target_space = 'LOCAL'; cr.owner_space = 'LOCAL'
    lr = pb[f"shin.{s}"].constraints.new('LIMIT_ROTATION'); lr.use_limit_x = True; lr.min_x = 0; lr.max_x = 2.5; lr.owner_space = 'LOCAL'
for b in pb: b.rotation_mode = 'XYZ' if not b.name.startswith("ik") else 'QUATERNION'
for f in range(1, 26, 6):
    t = (f - 1) / 24 * 2 * math.pi
    for s, ph in (("L", 0), ("R", math.pi)):
        i = pb[f"ik.{s}"]; i.location = (0, 0.3 * math.sin(t + ph), max(0, 0.15 * math.cos(t + ph))); i.keyframe_insert("location", frame=f)
        i.rotation_quaternion = Quaternion((1, 0, 0), 0.2 * math.sin(t + ph)); i.keyframe_insert(data_path="rotation_quaternion", frame=f, group="Feet")
        a = pb[f"arm.{s}"]; a.rotation_euler = Euler((0, 0, .5 * math.sin(t + ph))); a.keyframe_insert("rotation_euler", index=2, frame=f)
    pb["hips"].location.y = .05 * math.cos(2 * t); pb["hips"].keyframe_insert("location", index=1, frame=f)
bpy.ops.object.mode_set(mode='OBJECT')
act = rig.animation_data.action
fcs = act.layers[0].strips[0].channelbags[0].fcurves
for fc in fcs:
    for k in fc.keyframe_points: k.interpolation = 'BEZIER'; k.handle_left_type = k.handle_right_type = 'AUTO_CLAMPED'
    m = fc.modifiers.new('CYCLES'); m.mode_before = 'REPEAT'; m.mode_after = 'REPEAT_OFFSET'
print(len(fcs), sorted({fc.group.name for fc in fcs if fc.group}))
# body mesh, automatic weights
bpy.ops.mesh.primitive_cube_add(size=1, location=(0, 0, 1)); body = bpy.context.object; body.scale = (.5, .3, 2); bpy.ops.object.transform_apply(scale=True)
sub = body.modifiers.new("Sub", 'SUBSURF'); sub.subdivision_type = 'SIMPLE'; sub.levels = 3
bpy.ops.object.modifier_apply(modifier="Sub")
bpy.ops.object.select_all(action='DESELECT'); body.select_set(True); rig.select_set(True); bpy.context.view_layer.objects.active = rig
bpy.ops.object.parent_set(type='ARMATURE_AUTO')
print(body.parent.name, [m.type for m in body.modifiers], sorted(g.name for g in body.vertex_groups)[:4])
w = body.vertex_groups["head"]
ws = []
for v in body.data.vertices:
    for g in v.groups:
        if g.group == w.index: ws.append(g.weight)
print(len(ws) > 0, round(max(ws), 2))
sc = bpy.context.scene; sc.frame_start, sc.frame_end = 1, 24
for f in (1, 7, 13, 40):
    sc.frame_set(f)
    h = rig.matrix_world @ pb["hips"].head; k = pb["shin.L"].matrix.translation
    print(f, [round(x, 3) for x in h], [round(x, 3) for x in k])
col = arm.collections.new("Deform"); [col.assign(b) for b in arm.bones if b.use_deform]
c2 = arm.collections.new("Control"); c2.is_visible = False
for b in arm.bones:
    if not b.use_deform: c2.assign(b)
pb["hips"].color.palette = 'THEME04'; arm.display_type = 'STICK'; rig.show_in_front = True
print([(c.name, len(c.bones)) for c in arm.collections], arm.bones["shin.L"].parent.name, pb["foot.L"].parent.name)
sc.frame_set(1)
