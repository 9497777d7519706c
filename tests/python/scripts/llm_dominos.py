import bpy
import math

# Delete default objects
bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete(use_global=False)

scene = bpy.context.scene

# Create ground
bpy.ops.mesh.primitive_plane_add(size=40, location=(0, 0, 0))
ground = bpy.context.active_object
ground.name = "Ground"
try:
    bpy.ops.rigidbody.object_add(type='PASSIVE')
    ground.rigid_body.friction = 0.8
except Exception as e:
    print("rigid body failed:", e)

n = 20
radius = 5.0
for i in range(n):
    t = i / (n - 1)
    angle = t * math.pi * 1.5
    x = math.cos(angle) * radius
    y = math.sin(angle) * radius
    bpy.ops.mesh.primitive_cube_add(size=1, location=(x, y, 0.75), rotation=(0, 0, angle + math.pi / 2))
    d = bpy.context.active_object
    d.name = f"Domino_{i:03d}"
    d.scale = (0.15, 0.6, 1.5)
    bpy.ops.object.transform_apply(location=False, rotation=False, scale=True)
    bpy.ops.rigidbody.object_add()
    d.rigid_body.mass = 0.5
    d.rigid_body.friction = 0.5
    d.rigid_body.restitution = 0.1
    d.rigid_body.collision_shape = 'BOX'

    mat = bpy.data.materials.new(name=f"DominoMat_{i:03d}")
    mat.diffuse_color = (t, 0.2, 1 - t, 1)
    mat.use_nodes = True
    mat.node_tree.nodes["Principled BSDF"].inputs["Base Color"].default_value = (t, 0.2, 1 - t, 1)
    d.data.materials.append(mat)

# Push the first one
first = bpy.data.objects["Domino_000"]
first.rigid_body.kinematic = True
first.keyframe_insert(data_path="rotation_euler", frame=1)
first.rotation_euler.x += math.radians(25)
first.keyframe_insert(data_path="rotation_euler", frame=10)

scene.rigidbody_world.point_cache.frame_end = 200
scene.rigidbody_world.substeps_per_frame = 20
scene.frame_end = 200
scene.gravity = (0, 0, -9.81)
print("Rigid bodies:", len(scene.rigidbody_world.collection.objects))
