import bpy
import random

random.seed(77)
scene = bpy.context.scene

bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete(use_global=False)

# A wall of bricks and a wrecking ball
bricks = []
for row in range(4):
    for col in range(6):
        bpy.ops.mesh.primitive_cube_add(size=1)
        b = bpy.context.object
        b.name = f"Brick_{row}_{col}"
        b.scale = (0.48, 0.25, 0.25)
        b.location = (col + (0.5 if row % 2 else 0), 0, 0.25 + row * 0.5)
        bricks.append(b)

bpy.ops.object.select_all(action='DESELECT')
for b in bricks:
    b.select_set(True)
bpy.context.view_layer.objects.active = bricks[0]
bpy.ops.object.transform_apply(location=False, rotation=False, scale=True)
bpy.ops.rigidbody.objects_add(type='ACTIVE')
for b in bricks:
    b.rigid_body.mass = random.uniform(0.8, 1.2)
    b.rigid_body.use_margin = True
    b.rigid_body.collision_margin = 0.001

bpy.ops.mesh.primitive_uv_sphere_add(radius=0.7, location=(3, -5, 2))
ball = bpy.context.object
ball.name = "WreckingBall"
bpy.ops.rigidbody.object_add(type='ACTIVE')
ball.rigid_body.mass = 50
ball.rigid_body.collision_shape = 'SPHERE'
ball.rigid_body.linear_damping = 0.02

bpy.ops.object.empty_add(location=(3, 0, 7))
hook = bpy.context.object
hook.name = "Hook"
bpy.ops.rigidbody.constraint_add(type='POINT')
hook.rigid_body_constraint.object1 = ball
hook.rigid_body_constraint.object2 = None
hook.rigid_body_constraint.disable_collisions = True

bpy.ops.mesh.primitive_plane_add(size=20)
floor = bpy.context.object
floor.name = "Floor"
bpy.ops.rigidbody.object_add(type='PASSIVE')

# cloth flag
bpy.ops.mesh.primitive_grid_add(x_subdivisions=12, y_subdivisions=8, size=2, location=(-3, 0, 3), rotation=(1.5708, 0, 0))
flag = bpy.context.object
flag.name = "Flag"
pin = flag.vertex_groups.new(name="Pin")
pin.add([v.index for v in flag.data.vertices if v.co.x < -0.99], 1.0, 'REPLACE')
cloth = flag.modifiers.new("Cloth", 'CLOTH')
cloth.settings.quality = 5
cloth.settings.mass = 0.15
cloth.settings.vertex_group_mass = "Pin"
cloth.collision_settings.use_self_collision = True
soft = ball.modifiers.new("Softbody", 'SOFT_BODY')
soft.settings.goal_default = 0.9
ball.modifiers.remove(soft)

scene.rigidbody_world.time_scale = 1.0
scene.rigidbody_world.solver_iterations = 20
print(len(scene.rigidbody_world.collection.objects), scene.rigidbody_world.constraints is not None)
print(flag.vertex_groups[0].name, len(pin.name), cloth.settings.quality)
