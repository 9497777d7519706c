import bpy
import math

bpy.ops.wm.read_factory_settings(use_empty=True)
scene = bpy.context.scene

bpy.ops.object.empty_add(type='PLAIN_AXES', radius=0.5, location=(2, 1, 3), rotation=(0.2, 0.4, 0.6))
target = bpy.context.object
target.name = "Target"
bpy.ops.object.empty_add(type='CIRCLE', location=(-2, 0, 0))
other = bpy.context.object
other.name = "Other"

SETUPS = [
    ('COPY_LOCATION', dict(use_z=False, invert_x=True, use_offset=True)),
    ('COPY_ROTATION', dict(mix_mode='ADD', use_x=False)),
    ('COPY_SCALE', dict(power=2.0)),
    ('COPY_TRANSFORMS', dict(mix_mode='BEFORE')),
    ('LIMIT_DISTANCE', dict(distance=1.5, limit_mode='LIMITDIST_ONSURFACE')),
    ('LIMIT_LOCATION', dict(use_min_x=True, min_x=0.5, use_max_z=True, max_z=0.2, owner_space='LOCAL')),
    ('LIMIT_ROTATION', dict(use_limit_z=True, min_z=-0.1, max_z=0.1)),
    ('LIMIT_SCALE', dict(use_max_x=True, max_x=0.5)),
    ('MAINTAIN_VOLUME', dict(free_axis='SAMEVOL_Z', volume=2.0)),
    ('TRANSFORM', dict(map_from='LOCATION', map_to='ROTATION', from_max_x=2.0, to_max_z_rot=1.0)),
    ('DAMPED_TRACK', dict(track_axis='TRACK_Z')),
    ('LOCKED_TRACK', dict(track_axis='TRACK_X', lock_axis='LOCK_Z')),
    ('STRETCH_TO', dict(rest_length=1.0, bulge=0.5, volume='VOLUME_X')),
    ('TRACK_TO', dict(track_axis='TRACK_Y', up_axis='UP_Z')),
    ('CHILD_OF', dict(use_scale_x=False)),
    ('FLOOR', dict(offset=0.3, floor_location='FLOOR_NEGATIVE_Y')),
    ('PIVOT', dict(offset=(0, 0, 1), rotation_range='ALWAYS_ACTIVE')),
    ('SHRINKWRAP', dict(distance=0.2, shrinkwrap_type='NEAREST_SURFACE')),
]

for i, (kind, settings) in enumerate(SETUPS):
    bpy.ops.mesh.primitive_cone_add(vertices=4, radius1=0.3, depth=1, location=((i % 6) * 1.5, (i // 6) * 1.5, 0))
    ob = bpy.context.object
    ob.name = f"C_{kind}"
    con = ob.constraints.new(kind)
    if hasattr(con, "target") and kind != 'SHRINKWRAP':
        con.target = target
    for key, value in settings.items():
        setattr(con, key, value)
    con.influence = 0.9 if i % 3 == 0 else 1.0
    con.name = kind.title().replace("_", " ")

ob = bpy.data.objects["C_SHRINKWRAP"]
bpy.ops.mesh.primitive_uv_sphere_add(radius=2, location=(8, 8, 0))
ob.constraints[0].target = bpy.context.object

# armature constraint with two targets
bpy.ops.object.select_all(action='DESELECT')
multi = bpy.data.objects.new("Multi", None)
scene.collection.objects.link(multi)
c = multi.constraints.new('TRACK_TO')
c.target = target
c2 = multi.constraints.new('COPY_LOCATION')
c2.target = other
c2.influence = 0.5
multi.constraints.move(1, 0)

bpy.context.view_layer.objects.active = multi
bpy.ops.object.constraint_add(type='LIMIT_LOCATION')
multi.constraints[-1].use_min_z = True
multi.constraints[-1].min_z = 1
removed = multi.constraints["Track To"]
multi.constraints.remove(removed)

bpy.context.view_layer.update()
for o in scene.objects:
    if o.constraints:
        t = o.matrix_world.to_translation()
        print(o.name, [c.name for c in o.constraints], "%.3f %.3f %.3f" % tuple(c + 0.0 for c in t))
