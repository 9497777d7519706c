import bpy
import bmesh
import math
from mathutils import Vector, Euler

"""
Rocket launch animation
"""

FPS = 24
DURATION = 120

def purge():
    for ob in bpy.data.objects:
        ob.select_set(True)
    bpy.ops.object.delete()
    while bpy.data.materials:
        bpy.data.materials.remove(bpy.data.materials[0])
    while len(bpy.data.meshes) > 0:
        bpy.data.meshes.remove(bpy.data.meshes[0], do_unlink=True)

purge()

scene = bpy.context.scene
scene.frame_start = 1
scene.frame_end = DURATION
scene.render.fps = FPS

def material(name, color, **kw):
    m = bpy.data.materials.new(name)
    m.use_nodes = True
    p = m.node_tree.nodes["Principled BSDF"]
    p.inputs["Base Color"].default_value = color
    for key, value in kw.items():
        socket = p.inputs.get(key.replace("_", " ").title())
        if socket is None:
            print("no socket", key)
            continue
        socket.default_value = value
    return m

body_mat = material("Body", (0.9, 0.9, 0.92, 1), metallic=0.4, roughness=0.25)
red_mat = material("Red", (0.7, 0.03, 0.03, 1), roughness=0.4, clearcoat=1.0)
flame_mat = material("Flame", (1, 0.4, 0.05, 1), emission_color=(1, 0.4, 0.05, 1), emission_strength=20)

root = bpy.data.objects.new("Rocket", None)
scene.collection.objects.link(root)

bpy.ops.mesh.primitive_cylinder_add(vertices=32, radius=0.5, depth=3, location=(0, 0, 2))
body = bpy.context.object
body.name = "Rocket_Body"
body.data.materials.append(body_mat)
body.parent = root
bpy.ops.object.shade_smooth()

bpy.ops.mesh.primitive_cone_add(vertices=32, radius1=0.5, radius2=0, depth=1.2, location=(0, 0, 4.1))
nose = bpy.context.object
nose.name = "Rocket_Nose"
nose.data.materials.append(red_mat)
nose.parent = root

# fins by bmesh
for i in range(4):
    me = bpy.data.meshes.new(f"Fin{i}")
    bm = bmesh.new()
    v = [bm.verts.new(c) for c in ((0.5, 0, 0.5), (1.1, 0, 0.2), (1.1, 0, 0.6), (0.5, 0, 1.5))]
    face = bm.faces.new(v)
    bm.to_mesh(me)
    bm.free()
    fin = bpy.data.objects.new(f"Rocket_Fin_{i}", me)
    fin.rotation_euler = Euler((0, 0, i * math.pi / 2), 'XYZ')
    fin.parent = root
    solid = fin.modifiers.new("Solidify", 'SOLIDIFY')
    solid.thickness = 0.05
    solid.offset = 0
    me.materials.append(red_mat)
    scene.collection.objects.link(fin)

bpy.ops.mesh.primitive_cone_add(radius1=0.35, radius2=0.05, depth=1.5, location=(0, 0, -0.3), rotation=(math.pi, 0, 0))
flame = bpy.context.object
flame.name = "Flame"
flame.data.materials.append(flame_mat)
flame.parent = root

# Animate
root.location = (0, 0, 0)
root.keyframe_insert("location", frame=1)
root.keyframe_insert("location", frame=24)
root.location = Vector((0, 0, 40))
root.keyframe_insert("location", frame=DURATION)

for f in range(1, DURATION + 1, 8):
    s = 1.0 + 0.25 * math.sin(f * 1.7)
    flame.scale = (1, 1, s)
    flame.keyframe_insert(data_path="scale", frame=f)

flame.hide_render = True
flame.keyframe_insert(data_path="hide_render", frame=1)
flame.hide_render = False
flame.keyframe_insert(data_path="hide_render", frame=20)

flame_mat.node_tree.nodes["Principled BSDF"].inputs["Emission Strength"].keyframe_insert("default_value", frame=1)

# follow camera
cam_data = bpy.data.cameras.new("FollowCam")
cam_data.lens = 28
cam = bpy.data.objects.new("FollowCam", cam_data)
cam.location = (12, -12, 3)
scene.collection.objects.link(cam)
track = cam.constraints.new('TRACK_TO')
track.target = root
track.track_axis = 'TRACK_NEGATIVE_Z'
track.up_axis = 'UP_Y'
scene.camera = cam

scene.frame_set(60)
print("height at 60:", round(root.matrix_world.translation.z, 3))
scene.frame_set(1)
print("height at 1:", round(root.location.z, 3))
