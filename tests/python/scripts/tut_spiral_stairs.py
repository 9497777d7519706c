# Spiral staircase - follow along with the video!
import bpy
from math import radians, cos, sin

# step 1 : get rid of the cube
bpy.data.objects['Cube'].select_set(True)
bpy.ops.object.delete()

step_count = 24
step_height = 0.18
step_angle = 15

for i in range(step_count):
    bpy.ops.mesh.primitive_cube_add()
    step = bpy.context.object
    step.name = 'Step.%02d' % (i + 1)
    step.dimensions = 1.2, 0.35, 0.05
    step.location[0] = cos(radians(i * step_angle)) * 0.8
    step.location[1] = sin(radians(i * step_angle)) * 0.8
    step.location[2] = i * step_height
    step.rotation_euler[2] = radians(i * step_angle)

# step 2 : central pole
bpy.ops.mesh.primitive_cylinder_add(radius=.15, depth=step_count * step_height + 1)
pole = bpy.context.object
pole.location.z = step_count * step_height / 2

# step 3 : handrail balusters
for i in range(0, step_count, 2):
    x = cos(radians(i * step_angle)) * 1.35
    y = sin(radians(i * step_angle)) * 1.35
    bpy.ops.mesh.primitive_cylinder_add(radius=0.02, depth=1, location=(x, y, i * step_height + 0.5), vertices=8)
    bpy.context.object.name = "Baluster"

# step 4 : join everything named Step
bpy.ops.object.select_all(action='DESELECT')
for ob in bpy.context.scene.objects:
    if ob.name.startswith('Step'):
        ob.select_set(True)
        bpy.context.view_layer.objects.active = ob
bpy.ops.object.join()
stairs = bpy.context.object
stairs.name = 'Stairs'
print(stairs.name, len(stairs.data.vertices), 'verts')
print(stairs.location)
