import bpy, math
from mathutils import Vector, Matrix
for ob in bpy.context.scene.objects: bpy.data.objects.remove(ob, do_unlink=True)
def empty(n, loc, t='PLAIN_AXES'):
    e = bpy.data.objects.new(n, None); e.empty_display_type = t; e.empty_display_size = .5; e.location = loc; bpy.context.collection.objects.link(e); return e
def cube(n, loc):
    bpy.ops.mesh.primitive_cube_add(size=.5, location=loc); o = bpy.context.active_object; o.name = n; return o
T = empty("Target", (3, 2, 1), 'SPHERE'); T.rotation_euler = (.3, .2, .1)
defs = {
 'COPY_LOCATION': dict(use_z=False, invert_x=True, use_offset=True), 'COPY_ROTATION': dict(use_x=False, mix_mode='AFTER'), 'COPY_SCALE': dict(power=2.0),
 'COPY_TRANSFORMS': dict(mix_mode='BEFORE', influence=.5), 'DAMPED_TRACK': dict(track_axis='TRACK_NEGATIVE_Z'), 'LOCKED_TRACK': dict(lock_axis='LOCK_Z', track_axis='TRACK_X'),
 'TRACK_TO': dict(track_axis='TRACK_Z', up_axis='UP_Y'), 'STRETCH_TO': dict(rest_length=2.0, volume='VOLUME_X'), 'LIMIT_DISTANCE': dict(distance=1.5, limit_mode='LIMITDIST_ONSURFACE'),
 'FLOOR': dict(offset=.2, floor_location='FLOOR_Z'), 'CHILD_OF': dict(use_scale_x=False), 'TRANSFORM': dict(map_from='LOCATION', map_to='ROTATION', from_max_x=5, to_max_z_rot=math.pi),
 'PIVOT': dict(offset=(0, 0, 1)),
}
out = []
for i, (t, kw) in enumerate(defs.items()):
    o = cube("C_" + t, (i, -3, 0)); c = o.constraints.new(type=t); c.target = T
    for k, v in kw.items(): setattr(c, k, v)
    if t == 'CHILD_OF':
        c.inverse_matrix = T.matrix_world.inverted()
    out.append((o, c))
for t, kw in (('LIMIT_LOCATION', dict(use_min_z=True, min_z=1, use_max_x=True, max_x=2)), ('LIMIT_SCALE', dict(use_max_y=True, max_y=.5)), ('LIMIT_ROTATION', dict(use_limit_z=True, max_z=.1)), ('MAINTAIN_VOLUME', dict(volume=2))):
    o = cube("L_" + t, (5, 5, 0)); o.rotation_euler.z = 1; c = o.constraints.new(t)
    for k, v in kw.items(): setattr(c, k, v)
    out.append((o, c))
cu = bpy.data.curves.new("Track", 'CURVE'); cu.dimensions = '3D'; s = cu.splines.new('BEZIER'); s.bezier_points.add(2)
for p, co in zip(s.bezier_points, ((0, 0, 0), (4, 2, 1), (8, 0, 0))): p.co = co; p.handle_left_type = p.handle_right_type = 'AUTO'
tr = bpy.data.objects.new("Track", cu); bpy.context.collection.objects.link(tr); cu.path_duration = 50; cu.use_path = True
f = cube("Follower", (0, 0, 0)); fc = f.constraints.new('FOLLOW_PATH'); fc.target = tr; fc.use_curve_follow = True; fc.forward_axis = 'FORWARD_X'; fc.use_fixed_location = True
fc.offset_factor = 0; fc.keyframe_insert("offset_factor", frame=1); fc.offset_factor = 1; fc.keyframe_insert("offset_factor", frame=51)
a = empty("Arm", (0, 0, 4)); ac = a.constraints.new('ARMATURE'); tg = ac.targets.new(); tg.target = None; tg.weight = .5
sh = cube("Shrink", (0, 8, 4)); c = sh.constraints.new('SHRINKWRAP'); g = cube("Ground", (0, 8, 0)); g.scale = (10, 10, 1); c.target = g; c.shrinkwrap_type = 'PROJECT'; c.project_axis = 'NEG_Z'; c.distance = .2
bpy.context.view_layer.update()
for o, c in out:
    m = o.matrix_world
    print(o.name, c.type, [round(x, 3) for x in m.to_translation()], [round(x, 3) for x in m.to_euler()], [round(x, 3) for x in m.to_scale()])
for fr in (1, 20, 51):
    bpy.context.scene.frame_set(fr); print(fr, [round(x, 3) for x in f.matrix_world.translation])
print([round(x, 3) for x in sh.matrix_world.translation])
o, c = out[0]; c2 = o.constraints.copy(c); print(c2.name, len(o.constraints)); o.constraints.move(1, 0); print([x.name for x in o.constraints]); o.constraints.remove(c2)
n = f.constraints.new('TRACK_TO'); n.mute = True; n.name = "Look"; print("Look" in f.constraints, f.constraints.find("Look"), f.constraints.get("Nope"))
bpy.context.view_layer.objects.active = out[10][0]
with bpy.context.temp_override(object=out[10][0], active_object=out[10][0]):
    bpy.ops.constraint.childof_clear_inverse(constraint="Child Of", owner='OBJECT')
print([round(x, 2) for x in out[10][1].inverse_matrix.to_translation()])
# bake visual transform
w = out[4][0].matrix_world.copy(); out[4][0].constraints.clear(); out[4][0].matrix_world = w
print([round(x, 3) for x in out[4][0].rotation_euler])
