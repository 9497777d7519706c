# --- vectors are live
import bpy
o = bpy.data.objects["Cube"]
v = o.location
o.location = (1, 2, 3)
print(v, v.x)
v.x = 5
v[1] += 1
v.z *= 2
print(o.location, tuple(o.location), o.location.length)
o.location += v
print(o.location)
v.xy = 7, 8
print(o.location[:], len(v), v == o.location, v.copy() + o.location)
# --- rotations
import bpy
from math import radians
o = bpy.data.objects["Cube"]
o.rotation_euler = (radians(90), 0, 0.5)
print(o.rotation_euler, o.rotation_euler.order, type(o.rotation_euler).__name__)
o.rotation_euler.z = 1
o.rotation_euler[0] += 0.25
print(o.rotation_euler.to_quaternion(), o.rotation_euler.to_matrix())
o.rotation_mode = "QUATERNION"
o.rotation_quaternion = (1, 0, 0, 1)
print(o.rotation_quaternion, o.rotation_mode)
o.rotation_mode = "ZYX"
print(o.rotation_euler)
# --- colours
import bpy
l = bpy.data.lights["Light"]
l.color = (1, 0.5, 0.25)
l.color.r = 0.5
print(l.color, l.color.g, type(l.color).__name__, [round(c, 3) for c in l.color.hsv])
m = bpy.data.materials["Material"]
m.diffuse_color = (0.1, 0.2, 0.3, 1)
m.diffuse_color[3] = 0.5
print([round(c, 3) for c in m.diffuse_color], len(m.diffuse_color), type(m.diffuse_color).__name__, m.diffuse_color[1:3])
# --- matrices
import bpy
from mathutils import Matrix, Vector
o = bpy.data.objects["Cube"]
o.location = (1, 2, 3)
o.scale = (2, 2, 2)
bpy.context.view_layer.update()
print(o.matrix_world, o.matrix_world @ Vector((1, 0, 0)), o.matrix_world.translation)
o.matrix_world = Matrix.Translation((4, 5, 6)) @ Matrix.Rotation(0.5, 4, "Z")
print(o.location, [round(a, 4) for a in o.rotation_euler], o.scale)
o.matrix_world.translation = (7, 8, 9)
print(o.location)
# --- clamped and rounded
import bpy
s = bpy.context.scene
s.render.resolution_percentage = -5
print(s.render.resolution_percentage)
l = bpy.data.lights["Light"]
l.energy = 0.1
print(l.energy)
n = bpy.data.materials["Material"].node_tree.nodes["Principled BSDF"]
n.inputs["Roughness"].default_value = 7
print(n.inputs["Roughness"].default_value)
c = bpy.data.cameras["Camera"]
c.lens = 50
c.clip_start = 0.0
print(c.lens, c.clip_start, c.angle)
c.angle = 1
print(c.lens)
# --- booleans, integers, enums
import bpy
o = bpy.data.objects["Cube"]
o.hide_render = True
o.hide_viewport = 1
o.display_type = "WIRE"
o.pass_index = 4
print(o.hide_render, o.hide_viewport, o.display_type, o.pass_index)
o.lock_location = (True, False, True)
o.lock_location[1] = True
print(o.lock_location[:], list(o.lock_rotation))
o.track_axis = "POS_Y"
print(o.track_axis)
# --- flags
import bpy
o = bpy.data.objects["Cube"]
m = o.modifiers.new("D", "SIMPLE_DEFORM")
print(m.deform_method, m.deform_axis)
k = o.modifiers.new("S", "DECIMATE")
k.delimit = {"NORMAL", "UV"}
print(sorted(k.delimit))
c = o.constraints.new("LIMIT_DISTANCE")
print(c.type, c.name, c.limit_mode)
# --- frames
import bpy
s = bpy.context.scene
s.frame_start, s.frame_end = 10, 50
s.frame_set(20)
print(s.frame_start, s.frame_end, s.frame_current)
s.frame_current = 30
print(s.frame_current, s.frame_float)
s.render.fps = 30
print(s.render.fps, s.render.fps_base, s.render.resolution_x, s.render.image_settings.file_format)
# --- dimensions follow scale
import bpy
o = bpy.data.objects["Cube"]
o.scale = (2, 3, 4)
bpy.context.view_layer.update()
print(o.dimensions)
o.dimensions = (1, 1, 1)
print(o.scale)
# --- bounding boxes
import bpy
o = bpy.data.objects["Cube"]
print([tuple(c) for c in o.bound_box][:2], len(o.bound_box), o.bound_box[6][:])
