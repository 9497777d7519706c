import bpy
import math
from mathutils import Vector

bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete(use_global=False)

points = []
for i in range(16):
    a = math.tau * i / 16
    points.append(Vector((math.cos(a) * 6, math.sin(a) * 4, 2 + math.sin(a * 3) * 1.2)))

def add_rail(name, offset, thickness):
    cu = bpy.data.curves.new(name, 'CURVE')
    cu.dimensions = '3D'
    cu.resolution_u = 12
    cu.bevel_depth = thickness
    cu.fill_mode = 'FULL'
    sp = cu.splines.new(type='BEZIER')
    sp.bezier_points.add(count=len(points) - 1)
    n = len(points)
    for i, p in enumerate(points):
        tangent = (points[(i + 1) % n] - points[i - 1]).normalized()
        side = tangent.cross(Vector((0, 0, 1))).normalized()
        bp = sp.bezier_points[i]
        bp.co = p + side * offset
        bp.handle_left_type = bp.handle_right_type = 'ALIGNED'
        bp.handle_left = bp.co - tangent * 0.8
        bp.handle_right = bp.co + tangent * 0.8
        bp.tilt = math.radians(15) * math.sin(i)
        bp.radius = 1.0
    sp.use_cyclic_u = True
    ob = bpy.data.objects.new(name, cu)
    bpy.context.scene.collection.objects.link(ob)
    return ob

left = add_rail("RailLeft", -0.3, 0.06)
right = add_rail("RailRight", 0.3, 0.06)
center = add_rail("Center", 0, 0.0)
center.data.use_path = True
center.data.path_duration = 120

bpy.ops.mesh.primitive_cube_add(size=0.5)
cart = bpy.context.active_object
cart.name = "Cart"
fp = cart.constraints.new(type='FOLLOW_PATH')
fp.target = center
fp.use_curve_follow = True
fp.forward_axis = 'FORWARD_Y'
fp.up_axis = 'UP_Z'
fp.use_fixed_location = True
fp.offset_factor = 0.0
fp.keyframe_insert(data_path="offset_factor", frame=1)
fp.offset_factor = 1.0
fp.keyframe_insert(data_path="offset_factor", frame=120)

# ties
bpy.ops.mesh.primitive_cube_add(size=1)
tie = bpy.context.active_object
tie.name = "Tie"
tie.scale = (0.8, 0.12, 0.05)
arr = tie.modifiers.new("Array", 'ARRAY')
arr.fit_type = 'FIT_CURVE'
arr.curve = center
arr.use_relative_offset = False
arr.use_constant_offset = True
arr.constant_offset_displace = (0, 0.7, 0)
cm = tie.modifiers.new("Curve", 'CURVE')
cm.object = center
cm.deform_axis = 'POS_Y'

bpy.context.view_layer.update()
print("length %.3f" % center.data.splines[0].calc_length())
print("cart at", [round(c, 2) + 0.0 for c in cart.matrix_world.translation])
print(left.data.splines[0].bezier_points[3].handle_left_type, len(right.data.splines))
