import bpy
import math
import mathutils

def look_at(obj_camera, point):
    loc_camera = obj_camera.matrix_world.to_translation()
    direction = point - loc_camera
    # point the cameras '-Z' and use its 'Y' as up
    rot_quat = direction.to_track_quat('-Z', 'Y')
    obj_camera.rotation_euler = rot_quat.to_euler()

scene = bpy.context.scene
cam = scene.objects['Camera']
cam.location = (5.0, 2.0, 3.0)
bpy.context.view_layer.update()
look_at(cam, mathutils.Vector((0.0, 0.0, 0.0)))
cam.data.lens_unit = 'FOV'
cam.data.angle = math.radians(40)
cam.data.shift_x = 0.05
print("lens %.3f" % cam.data.lens, [round(a, 4) for a in cam.rotation_euler])

# frame the cube with several cameras placed on a dome
for i in range(6):
    phi = math.radians(60 * i)
    theta = math.radians(55)
    pos = mathutils.Vector((math.sin(theta) * math.cos(phi), math.sin(theta) * math.sin(phi), math.cos(theta))) * 8
    bpy.ops.object.camera_add(enter_editmode=False, align='VIEW', location=pos, rotation=(0, 0, 0))
    c = bpy.context.object
    c.name = f"Dome_{i}"
    look_at(c, mathutils.Vector((0, 0, 0)))
    c.rotation_mode = 'QUATERNION'
    c.rotation_quaternion = (mathutils.Vector((0, 0, 0)) - pos).to_track_quat('-Z', 'Y')

# light to the camera position
lamp = bpy.data.objects['Light']
lamp.data.type = 'AREA'
lamp.data.shape = 'DISK'
lamp.data.size = 2.5
lamp.data.energy = 500
lamp.matrix_world = cam.matrix_world @ mathutils.Matrix.Translation((1, 1, 0))
bpy.context.view_layer.update()
print([round(v, 3) for v in lamp.location])

scene.render.resolution_x, scene.render.resolution_y = 800, 600
scene.render.pixel_aspect_x = 1.0
scene.camera = bpy.data.objects["Dome_3"]
eul = mathutils.Euler((0.1, 0.2, 0.3))
eul.rotate(mathutils.Euler((0.0, 0.0, 1.0)))
bpy.data.objects['Cube'].rotation_euler = eul
print([round(v, 5) for v in eul])
