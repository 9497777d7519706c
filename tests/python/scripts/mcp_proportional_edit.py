import bpy

bpy.ops.mesh.primitive_grid_add(x_subdivisions=10, y_subdivisions=10, size=4, location=(0, 0, 0))
obj = bpy.context.active_object
bpy.ops.object.mode_set(mode='EDIT')
bpy.ops.mesh.select_all(action='DESELECT')
bpy.ops.object.mode_set(mode='OBJECT')
center = min(obj.data.vertices, key=lambda v: v.co.length)
center.select = True
bpy.ops.object.mode_set(mode='EDIT')
bpy.ops.transform.translate(
    value=(0, 0, 1.2),
    orient_type='GLOBAL',
    orient_matrix=((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    orient_matrix_type='GLOBAL',
    constraint_axis=(False, False, True),
    mirror=False,
    use_proportional_edit=True,
    proportional_edit_falloff='SMOOTH',
    proportional_size=1.5,
    use_proportional_connected=False,
    use_proportional_projected=False,
)
bpy.ops.object.mode_set(mode='OBJECT')
zs = sorted({round(v.co.z, 3) for v in obj.data.vertices})
print(len(zs), "heights, top", zs[-1])

bpy.ops.object.modifier_add(type='SMOOTH')
bpy.ops.object.modifier_add(type='SUBSURF')
bpy.ops.object.modifier_move_down(modifier="Smooth")
print([m.name for m in obj.modifiers])
bpy.ops.object.modifier_copy(modifier="Subdivision")
bpy.ops.object.modifier_remove(modifier="Smooth")
print([m.name for m in obj.modifiers])
bpy.ops.object.modifier_set_active(modifier="Subdivision")
bpy.ops.object.empty_add(type='PLAIN_AXES', align='WORLD', location=(0, 0, 2), scale=(1, 1, 1))
bpy.ops.object.transforms_to_deltas(mode='LOC')
print(bpy.context.object.delta_location[:], bpy.context.object.location[:])
