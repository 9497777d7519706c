import bpy

bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete(use_global=False)

# emitter
bpy.ops.mesh.primitive_plane_add(size=4, location=(0, 0, 5))
emitter = bpy.context.object
emitter.name = "RainCloud"
bpy.ops.object.particle_system_add()
ps = emitter.particle_systems[0]
ps.name = "Rain"
ps.seed = 7
settings = ps.settings
settings.name = "RainSettings"
settings.count = 300
settings.frame_start = 1
settings.frame_end = 100
settings.lifetime = 60
settings.normal_factor = 0
settings.object_factor = 0.1
settings.physics_type = 'NEWTON'
settings.mass = 0.2
settings.particle_size = 0.05
settings.size_random = 0.3
settings.effector_weights.gravity = 0.8

bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=1, radius=0.1, location=(10, 0, 0))
drop = bpy.context.object
drop.name = "Drop"
settings.render_type = 'OBJECT'
settings.instance_object = drop

# hair on a sphere by data API
bpy.ops.mesh.primitive_uv_sphere_add(radius=1)
ball = bpy.context.object
ball.name = "Furball"
mod = ball.modifiers.new("Fur", type='PARTICLE_SYSTEM')
fur = mod.particle_system.settings
fur.type = 'HAIR'
fur.count = 200
fur.hair_length = 0.4
fur.hair_step = 4
fur.child_type = 'SIMPLE'
fur.child_percent = 5
fur.rendered_child_count = 10
fur.use_advanced_hair = True

# force fields and collision
bpy.ops.object.effector_add(type='WIND', location=(-4, 0, 2), rotation=(0, 1.57, 0))
wind = bpy.context.object
wind.field.strength = 3.0
wind.field.noise = 1.0
ball.modifiers.new("Collision", 'COLLISION')
ball.collision.damping_factor = 0.5

print([(o.name, [p.name for p in o.particle_systems]) for o in (emitter, ball)])
print(len(bpy.data.particles), sorted(p.name for p in bpy.data.particles))
