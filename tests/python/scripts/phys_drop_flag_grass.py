import bpy, math, random
from mathutils import Euler, Vector
random.seed(0)
scene = bpy.context.scene
print("rb world", scene.rigidbody_world)
bpy.ops.object.select_all(action='SELECT'); bpy.ops.object.delete()
bpy.ops.mesh.primitive_plane_add(size=20); ground = bpy.context.object; ground.name = "Ground"
bpy.ops.rigidbody.object_add(type='PASSIVE')
ground.rigid_body.friction = .8; ground.rigid_body.restitution = .2
ground.rigid_body.collision_shape = 'BOX'
print(scene.rigidbody_world is not None, scene.rigidbody_world.collection.name if scene.rigidbody_world.collection else None)
cubes = []
for i in range(25):
    bpy.ops.mesh.primitive_cube_add(size=random.uniform(.4, .9), location=(random.uniform(-2, 2), random.uniform(-2, 2), 3 + i * .8), rotation=[random.uniform(0, math.pi) for _ in 'xyz'])
    c = bpy.context.active_object; c.name = f"Cube{i:02}"
    bpy.ops.rigidbody.object_add()
    rb = c.rigid_body
    rb.type = 'ACTIVE'; rb.mass = 1 + i * .1; rb.collision_shape = 'CONVEX_HULL'; rb.use_margin = True; rb.collision_margin = .01
    rb.linear_damping = 0.05
    cubes.append(c)
rbw = scene.rigidbody_world
rbw.time_scale = 1.2; rbw.substeps_per_frame = 15; rbw.solver_iterations = 20; rbw.point_cache.frame_end = 200
print(len(rbw.collection.objects), rbw.point_cache.frame_start, rbw.point_cache.frame_end, cubes[3].rigid_body.mass, cubes[3].rigid_body)
# hinge
bpy.ops.object.empty_add(type='ARROWS', location=(0, 0, 5)); h = bpy.context.object; h.name = "Hinge"
bpy.ops.rigidbody.constraint_add(type='HINGE')
h.rigid_body_constraint.object1 = cubes[0]; h.rigid_body_constraint.object2 = cubes[1]; h.rigid_body_constraint.use_limit_ang_z = True
h.rigid_body_constraint.limit_ang_z_lower = -math.radians(30)
print(h.rigid_body_constraint.type, h.rigid_body_constraint.object1.name)
cubes[24].rigid_body.kinematic = True
cubes[24].keyframe_insert("location", frame=1); cubes[24].location.x += 3; cubes[24].keyframe_insert(data_path="location", frame=30)
cubes[24].rigid_body.keyframe_insert("kinematic", frame=1)
cubes[24].rigid_body.kinematic = False
cubes[24].rigid_body.keyframe_insert("kinematic", frame=31)
print([fc.data_path for fc in cubes[24].animation_data.action.layers[0].strips[0].channelbags[0].fcurves])
bpy.ops.object.select_all(action='DESELECT')
for c in cubes[:3]: c.select_set(True)
bpy.context.view_layer.objects.active = cubes[2]
bpy.ops.rigidbody.objects_remove()
print([c.rigid_body for c in cubes[:3]], len(rbw.collection.objects))
# cloth flag
bpy.ops.mesh.primitive_grid_add(x_subdivisions=15, y_subdivisions=10, size=2, location=(6, 0, 4), rotation=(math.pi / 2, 0, 0))
flag = bpy.context.object; flag.name = "Flag"; flag.scale = (1.5, 1, 1)
bpy.ops.object.transform_apply(location=False, rotation=True, scale=True)
minx = min(v.co.x for v in flag.data.vertices)
pin = flag.vertex_groups.new(name="Pin")
pin.add([v.index for v in flag.data.vertices if v.co.x < minx + 1e-4], 1.0, 'REPLACE')
cl = flag.modifiers.new("Cloth", 'CLOTH')
cs = cl.settings
cs.quality = 8; cs.mass = .3; cs.vertex_group_mass = "Pin"; cs.tension_stiffness = 15; cs.air_damping = 1
cl.collision_settings.use_self_collision = True; cl.collision_settings.distance_min = .015
cl.point_cache.frame_end = 100
print(cl.settings.vertex_group_mass, cl.collision_settings.use_self_collision, flag.modifiers[-1].type, cl.point_cache.name == "")
flag.modifiers.new("Subdivision", 'SUBSURF').render_levels = 2
bpy.ops.object.effector_add(type='WIND', location=(4, -2, 4), rotation=(0, math.radians(90), 0))
wind = bpy.context.object; wind.field.strength = 800; wind.field.noise = 3; wind.field.flow = .5; wind.name = "Wind"
print(wind.field.type, wind.type, wind.empty_display_type)
bpy.ops.mesh.primitive_cylinder_add(radius=.06, depth=6, location=(4.5, 0, 3)); pole = bpy.context.object; pole.modifiers.new("Collision", 'COLLISION')
pole.collision.thickness_outer = .03; pole.collision.damping = .5
print(pole.collision.thickness_outer > 0, [m.name for m in pole.modifiers])
# soft body + modifier_add ops
bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=3, radius=.7, location=(-5, 0, 4)); sb = bpy.context.object
bpy.ops.object.modifier_add(type='SOFT_BODY')
sb.modifiers["Softbody"].settings.mass = 2; sb.modifiers["Softbody"].settings.use_goal = False
bpy.ops.object.modifier_add(type='SMOOTH'); sb.modifiers[-1].iterations = 4
bpy.ops.object.modifier_move_up(modifier="Smooth")
print([m.name for m in sb.modifiers], sb.modifiers.find("Smooth"), sb.soft_body.mass if sb.soft_body else None)
# hair grass
bpy.context.view_layer.objects.active = ground
bpy.ops.object.particle_system_add()
ps = ground.particle_systems.active or ground.particle_systems[-1]
ps.name = "Grass"; s = ps.settings
s.type = 'HAIR'; s.count = 300; s.hair_length = .4; s.use_advanced_hair = True; s.brownian_factor = .05; s.child_type = 'INTERPOLATED'; s.child_percent = 5; s.rendered_child_count = 20
s.root_radius = .5; s.tip_radius = 0.1; s.material = 1
dens = ground.vertex_groups.new(name="density"); dens.add([0, 1], .5, 'REPLACE'); dens.add([2, 3], 1, 'ADD')
ps.vertex_group_density = dens.name
print(ps.name, s.name, ps.vertex_group_density, [m.show_viewport for m in ground.modifiers], ground.modifiers[0].name)
scene.gravity = (0, 0, -4.9); scene.use_gravity = True; scene.frame_end = 200
print(scene.gravity, len(ground.particle_systems))
for o in sorted(scene.objects, key=lambda o: o.name):
    flags = [k for k in ("rigid_body", "collision", "soft_body", "field") if getattr(o, k, None) is not None]
    if o.name in ("Ground", "Wind", "Cube05", "Flag"): print(o.name, flags, o.field.type if o.field else None)
