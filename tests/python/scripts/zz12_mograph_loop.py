import bpy, math
import random as rnd
rnd.seed(1234)
C = bpy.context; D = bpy.data; S = C.scene
bpy.ops.object.select_all(action='DESELECT')
for n in ("Cube", "Light", "Camera"):
    ob = D.objects.get(n)
    if ob is not None:
        ob.select_set(True)
print("selected", [o.name for o in C.selected_objects], C.selected_editable_objects[:1])
bpy.ops.object.delete()
S.frame_end = 60
GRID = 7
objs = []
bpy.ops.mesh.primitive_cube_add(size=.8)
base = C.active_object
bev = base.modifiers.new(name="Bevel", type='BEVEL')
bev.width = .08; bev.segments = 3
bpy.ops.object.modifier_apply(modifier=bev.name)
print(len(base.data.vertices))
mat = D.materials.new("Grad"); mat.use_nodes = True; base.data.materials.append(mat)
nt = mat.node_tree
oi = nt.nodes.new("ShaderNodeObjectInfo")
hsv = nt.nodes.new("ShaderNodeHueSaturation")
hsv.inputs["Color"].default_value = (.9, .1, .3, 1)
ma = nt.nodes.new("ShaderNodeMath"); ma.operation = 'MULTIPLY_ADD'; ma.use_clamp = True
ma.inputs[1].default_value = .3; ma.inputs[2].default_value = .35
nt.links.new(oi.outputs["Random"], ma.inputs[0])
nt.links.new(ma.outputs[0], hsv.inputs["Hue"])
nt.links.new(hsv.outputs[0], nt.nodes["Principled BSDF"].inputs[0])
for ix in range(GRID):
    for iy in range(GRID):
        if ix == iy == 0:
            o = base
        else:
            bpy.ops.object.select_all(action='DESELECT')
            base.select_set(True); C.view_layer.objects.active = base
            if (ix + iy) % 2:
                bpy.ops.object.duplicate(linked=True)
            else:
                bpy.ops.object.duplicate_move_linked(OBJECT_OT_duplicate={"linked": True}, TRANSFORM_OT_translate={"value": (0, 0, 0)})
            o = C.active_object
        o.location = (ix - GRID // 2, iy - GRID // 2, 0)
        o.name = f"Cell_{ix}_{iy}"
        objs.append(o)
print(len(objs), objs[10], objs[10].data.name, base.data.users)
for o in objs:
    d = o.location.length
    for f in (1, 30, 60):
        o.scale = (1, 1, 1 + (0 if f != 30 else 2.0 / (1 + d)))
        o.keyframe_insert(data_path='scale', index=2, frame=f + int(d * 2))
    o.color = (d / 5, .5, 1 - d / 5, 1)
def fcurves_of(o):
    ad = o.animation_data
    if not ad or not ad.action: return []
    if bpy.app.version >= (4, 4, 0):
        from bpy_extras import anim_utils
        bag = anim_utils.action_get_channelbag_for_slot(ad.action, ad.action_slot)
        return bag.fcurves if bag else []
    return ad.action.fcurves
cnt = 0
for o in objs:
    for fc in fcurves_of(o):
        for k in fc.keyframe_points:
            k.interpolation = 'ELASTIC' if k.co.x > 20 else 'SINE'
            k.easing = 'EASE_OUT'
            cnt += 1
        cyc = fc.modifiers.new('CYCLES'); cyc.mode_before = 'REPEAT'; cyc.mode_after = 'REPEAT_OFFSET'
        fc.update()
print("keys", cnt, [round(fcurves_of(objs[5])[0].evaluate(t), 4) for t in (1, 15, 33)])
# ring of text
txt = D.curves.new("Label", type='FONT'); txt.body = "LOOP"; txt.align_x = 'CENTER'; txt.align_y = 'CENTER'; txt.extrude = .05; txt.size = 1.4
to = D.objects.new("Label", txt); C.collection.objects.link(to); to.location.z = 4
to.rotation_mode = 'QUATERNION'
from mathutils import Quaternion, Euler
for i in range(5):
    to.rotation_quaternion = Quaternion((0, 0, 1), i * math.pi / 2)
    to.keyframe_insert("rotation_quaternion", frame=1 + 15 * i)
print(to.rotation_quaternion, to.rotation_euler, to.rotation_quaternion.to_axis_angle()[1])
bpy.ops.object.select_all(action='DESELECT'); to.select_set(True); C.view_layer.objects.active = to
bpy.ops.object.convert(target='MESH')
print(to.type, len(C.object.data.vertices) > 50, C.object == to, D.curves.keys())
to.data.materials.append(mat)
C.view_layer.update()
print([round(x, 3) for x in to.dimensions])
cam = D.cameras.new("Cam"); cam.type = 'ORTHO'; cam.ortho_scale = 11
co = D.objects.new("Cam", cam); C.scene.collection.objects.link(co)
co.location = (10, -10, 10); co.rotation_euler = (math.radians(54.736), 0, math.radians(45))
S.camera = co
S.render.use_motion_blur = True
S.render.motion_blur_shutter = .5
S.render.fps = 30
S.render.image_settings.media_type = 'VIDEO' if hasattr(S.render.image_settings, 'media_type') else None
S.render.image_settings.file_format = 'FFMPEG'
S.render.ffmpeg.format = 'MPEG4'
S.render.ffmpeg.codec = 'H264'
S.render.ffmpeg.constant_rate_factor = 'HIGH'
S.timeline_markers.new("start", frame=1); S.timeline_markers.new("peak", frame=30)
print([(m.name, m.frame) for m in S.timeline_markers], S.render.ffmpeg.codec)
S.render.use_freestyle = True
C.view_layer.use_freestyle = True
fs = C.view_layer.freestyle_settings
print(len(fs.linesets), [l.name for l in fs.linesets])
ls = fs.linesets[0] if len(fs.linesets) else fs.linesets.new("Main")
ls.select_crease = False; ls.select_border = True
if ls.linestyle: ls.linestyle.thickness = 2.5; ls.linestyle.color = (0, 0, 0)
for s in ("use_pass_z", "use_pass_mist", "use_pass_ambient_occlusion", "use_pass_cryptomatte_object"):
    if hasattr(C.view_layer, s): setattr(C.view_layer, s, True)
print(C.view_layer.use_pass_mist, ls.linestyle)
