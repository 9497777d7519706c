import bpy
import math

bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete()

bpy.ops.mesh.primitive_monkey_add(size=1.5, location=(0, 0, 0), rotation=(0, 0, 0.3))
m = bpy.context.object
bpy.ops.object.shade_smooth()
bpy.ops.object.shade_flat()
bpy.ops.object.shade_smooth_by_angle(angle=math.radians(35))
bpy.ops.object.duplicate_move_linked(TRANSFORM_OT_translate={"value": (3, 0, 0)})
linked = bpy.context.object
print(linked.name, linked.data is m.data, linked.data == m.data, m.data.users)
bpy.ops.object.make_single_user(object=True, obdata=True)
print(linked.data.users, linked.data.name)

bpy.ops.object.select_all(action='INVERT')
print([o.name for o in bpy.context.selected_objects])
bpy.ops.object.location_clear()
bpy.ops.object.rotation_clear(clear_delta=False)
m.scale = (2, 2, 2)
bpy.ops.object.scale_clear()
bpy.context.scene.cursor.location = (0, 0, -1)
bpy.context.view_layer.objects.active = m
m.select_set(True)
bpy.ops.object.origin_set(type='ORIGIN_CURSOR')
print([round(c, 3) for c in m.location])
bpy.ops.view3d.snap_cursor_to_center() if bpy.ops.view3d.snap_cursor_to_center.poll() else None

bpy.ops.object.select_pattern(pattern="Suz*")
print(len(bpy.context.selected_objects))
bpy.ops.object.add(type='LATTICE', location=(0, 0, 3))
bpy.ops.object.lightprobe_add(type='SPHERE', location=(1, 1, 1))
bpy.ops.object.metaball_add(type='BALL', location=(-3, 0, 0))
bpy.ops.object.speaker_add()
print(sorted((o.name, o.type) for o in bpy.data.objects))
bpy.ops.object.select_by_type(extend=False, type='MESH')
bpy.ops.object.make_links_data(type='OBDATA')
bpy.ops.object.delete(use_global=True)
print(len(bpy.data.objects), len(bpy.data.meshes))
