import bpy, math
from mathutils import Vector
scene = bpy.context.scene
bpy.ops.object.select_all(action='SELECT'); bpy.ops.object.delete(); bpy.ops.outliner.orphans_purge(do_local_ids=True, do_linked_ids=True, do_recursive=True)
scene.frame_start, scene.frame_end = 1, 100
TEXT = "BLENDER"
fonts = bpy.data.fonts
print(len(fonts), [f.name for f in fonts])
letters = []; x = 0.0
for i, chh in enumerate(TEXT):
    bpy.ops.object.text_add(location=(x, 0, 0), rotation=(math.radians(90), 0, 0))
    t = bpy.context.object; t.data.body = chh; t.name = f"L_{i}_{chh}"
    t.data.extrude = .1; t.data.bevel_depth = .02; t.data.bevel_resolution = 2; t.data.size = 1.2; t.data.space_character = 1.1
    t.data.align_x = 'LEFT'
    bpy.context.view_layer.update()
    x += t.dimensions.x + .12
    letters.append(t)
print(round(x, 3), [round(l.location.x, 3) for l in letters], letters[2].data.body, letters[0].data.font.name)
total = x
for l in letters: l.location.x -= total / 2
gold = bpy.data.materials.new(name="Gold"); gold.use_nodes = True
b = gold.node_tree.nodes["Principled BSDF"]; b.inputs["Base Color"].default_value = (1, .77, .34, 1); b.inputs["Metallic"].default_value = 1; b.inputs["Roughness"].default_value = .15
for i, l in enumerate(letters):
    l.data.materials.append(gold)
    s, e = 1 + i * 5, 21 + i * 5
    for prop, a, z in (("location", Vector((l.location.x, 0, 4)), l.location.copy()), ("scale", (0, 0, 0), (1, 1, 1))):
        setattr(l, prop, a); l.keyframe_insert(prop, frame=s)
        setattr(l, prop, z); l.keyframe_insert(prop, frame=e)
    act = l.animation_data.action; act.name = f"Reveal_{i}"
    slot = l.animation_data.action_slot
    bag = act.layers[0].strips[0].channelbag(slot)
    for fc in bag.fcurves:
        k0, k1 = fc.keyframe_points
        k0.interpolation = 'BACK'; k0.easing = 'EASE_OUT'; k0.back = 2.0
        k1.interpolation = 'BEZIER'; k1.handle_left_type = 'AUTO_CLAMPED'; k1.handle_right = (k1.co[0] + 5, k1.co[1])
        fc.color_mode = 'AUTO_RGB'
    l.hide_render = True; l.keyframe_insert("hide_render", frame=max(0, s - 1)); l.hide_render = False; l.keyframe_insert("hide_render", frame=s)
print(bag.fcurves[2].keyframe_points[0].back, bag.fcurves.find("location", index=2).data_path, [c.data_path for c in bag.fcurves if c.array_index == 0], bag.slot == slot, slot.identifier, slot.target_id_type)
fc = bag.fcurves.find("hide_render"); print([ (k.co.x, k.co.y, k.interpolation) for k in fc.keyframe_points])
# manual action via layered api
obj = bpy.data.objects.new("Pulse", None); scene.collection.objects.link(obj)
a = bpy.data.actions.new("PulseAction"); sl = a.slots.new(id_type='OBJECT', name="Pulse"); lay = a.layers.new("Layer"); st = lay.strips.new(type='KEYFRAME'); cbag = st.channelbag(sl, ensure=True)
f = cbag.fcurves.new("scale", index=0); f.keyframe_points.add(4)
f.keyframe_points.foreach_set("co", [1, 1, 10, 2, 20, 1, 30, 1.5])
f.update()
for k in f.keyframe_points: k.interpolation = 'LINEAR'
obj.animation_data_create(); obj.animation_data.action = a; obj.animation_data.action_slot = sl
f2 = cbag.fcurves.ensure("rotation_euler", index=2, group_name="Rot") if hasattr(cbag.fcurves, "ensure") else cbag.fcurves.new("rotation_euler", index=2)
kp = f2.keyframe_points.insert(1, 0); f2.keyframe_points.insert(25, math.pi, options={'FAST'}); f2.update()
gen = f2.modifiers.new('FNGENERATOR'); gen.amplitude = .2; gen.phase_multiplier = .5; gen.use_additive = True
st_ = f.modifiers.new('STEPPED'); st_.frame_step = 3; st_.mute = False
print(kp.co[:], f2.group.name if f2.group else None, gen.function_type, [m.type for m in f2.modifiers], round(f2.evaluate(10), 4), a.is_action_layered, [s.name_display for s in a.slots])
scene.frame_set(15); print([round(v, 4) for v in obj.scale], [round(v, 4) for v in obj.rotation_euler])
scene.frame_set(10); print([[round(v, 3) for v in l.location] for l in letters[:2]], letters[-1].hide_render)
# text box and curve follow
c = bpy.data.curves.new("Tag", 'FONT'); c.body = "open source\n3D suite"; c.size = .3; c.align_x = 'CENTER'; c.space_line = 1.3
tb = bpy.data.objects.new("Tag", c); scene.collection.objects.link(tb); tb.location = (0, 0, -.6); tb.rotation_euler.x = math.pi / 2
c.text_boxes[0].width = 3; c.text_boxes[0].height = 0; c.body_format[0].use_bold = True; c.body_format[1].use_underline = True
print(len(c.text_boxes), c.body.splitlines(), len(c.body_format), c.body_format[0].use_bold)
bpy.ops.curve.primitive_nurbs_path_add(radius=3, location=(0, 0, 2)); p = bpy.context.object; p.name = "TagPath"
c.follow_curve = p; c.offset_x = .1; c.offset_y = 0; bpy.context.view_layer.update(); print([round(d, 3) for d in tb.dimensions])
# convert a copy, then separate loose parts
bpy.ops.object.select_all(action='DESELECT'); tb.select_set(True); bpy.context.view_layer.objects.active = tb
bpy.ops.object.duplicate(); cp = bpy.context.object; cp.data.follow_curve = None; bpy.ops.object.convert(target='MESH')
bpy.ops.object.mode_set(mode='EDIT'); bpy.ops.mesh.select_all(action='SELECT'); bpy.ops.mesh.separate(type='LOOSE'); bpy.ops.object.mode_set(mode='OBJECT')
parts = bpy.context.selected_objects; print(len(parts), sorted(q.name for q in parts)[:3], sum(len(q.data.vertices) for q in parts))
for q in parts: q.select_set(q is parts[0] or len(q.data.vertices) < 30)
# lights + rig
target = bpy.data.objects.new("Target", None); scene.collection.objects.link(target)
for i, (n, e, cl) in enumerate([("Key", 500, (1, .9, .8)), ("Rim", 900, (.4, .6, 1))]):
    L = bpy.data.objects.new(n, bpy.data.lights.new(n, 'AREA')); scene.collection.objects.link(L)
    L.data.energy = e; L.data.color = cl; L.location = (4 * (-1) ** i, -4 + 8 * i, 3)
    k = L.constraints.new('TRACK_TO'); k.target = target; k.track_axis = 'TRACK_NEGATIVE_Z'; k.up_axis = 'UP_Y'; k.influence = .9
    L.data.keyframe_insert("energy", frame=1); L.data.energy *= 2; L.data.keyframe_insert("energy", frame=50)
print([(l.name, l.energy, l.animation_data.action.name) for l in bpy.data.lights])
scene.frame_set(25); print([round(l.energy, 2) for l in bpy.data.lights])
b.inputs["Roughness"].keyframe_insert("default_value", frame=1); b.inputs["Roughness"].default_value = .6; b.inputs["Roughness"].keyframe_insert("default_value", frame=80)
gold.keyframe_insert("diffuse_color", frame=1, index=-1); print(gold.node_tree.animation_data.action.name, gold.animation_data.action.name)
