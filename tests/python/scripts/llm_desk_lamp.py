import bpy
import math
from mathutils import Vector, Matrix, Quaternion

bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete()

def link(obj):
    bpy.context.collection.objects.link(obj)
    return obj

def empty(name, loc=(0, 0, 0), parent=None):
    e = bpy.data.objects.new(name, None)
    e.empty_display_type = 'SPHERE'
    e.empty_display_size = 0.1
    e.location = loc
    e.parent = parent
    return link(e)

def arm(name, length, parent):
    bpy.ops.mesh.primitive_cylinder_add(vertices=16, radius=0.04, depth=length)
    o = bpy.context.active_object
    o.name = name
    # move the geometry up so that the origin is at the joint
    o.data.transform(Matrix.Translation((0, 0, length / 2)))
    o.parent = parent
    return o

base = empty("Base")
bpy.ops.mesh.primitive_cylinder_add(radius=0.5, depth=0.08, location=(0, 0, 0.04))
foot = bpy.context.object
foot.name = "Foot"
foot.parent = base

joint1 = empty("Joint1", (0, 0, 0.08), base)
joint1.rotation_euler = (0, math.radians(-25), 0)
arm1 = arm("LowerArm", 1.2, joint1)
joint2 = empty("Joint2", (0, 0, 1.2), joint1)
joint2.rotation_mode = 'AXIS_ANGLE'
joint2.rotation_axis_angle = (math.radians(70), 0, 1, 0)
arm2 = arm("UpperArm", 1.0, joint2)
joint3 = empty("Joint3", (0, 0, 1.0), joint2)
joint3.rotation_mode = 'QUATERNION'
joint3.rotation_quaternion = Quaternion((0, 1, 0), math.radians(60))

bpy.ops.mesh.primitive_cone_add(vertices=32, radius1=0.3, radius2=0.1, depth=0.4, end_fill_type='NOTHING')
head = bpy.context.object
head.name = "Head"
head.parent = joint3
head.rotation_euler.x = math.pi
sol = head.modifiers.new("Thick", 'SOLIDIFY')
sol.thickness = 0.02
sol.use_even_offset = True

spot_data = bpy.data.lights.new("Bulb", type='SPOT')
spot_data.energy = 200
spot_data.spot_size = math.radians(80)
spot_data.spot_blend = 0.4
spot_data.color = (1, 0.85, 0.6)
spot = link(bpy.data.objects.new("Bulb", spot_data))
spot.parent = head

bpy.context.view_layer.update()

def fmt(v):
    return "(" + ", ".join(f"{c + 0.0:.3f}" for c in v) + ")"

for o in (joint1, joint2, joint3, head, spot):
    loc, rot, sca = o.matrix_world.decompose()
    print(o.name, fmt(loc), fmt(rot), fmt(sca))

target = Vector((1.5, 0, 0))
d = (target - head.matrix_world.translation)
print("distance to the table", round(d.length, 3), "angle", round(math.degrees(d.angle(Vector((0, 0, -1)))), 2))
