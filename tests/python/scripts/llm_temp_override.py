import bpy

# Using temp_override for operators that need a context
objs = []
for i in range(3):
    me = bpy.data.meshes.new(f"Tri{i}")
    me.from_pydata([(0, 0, i), (1, 0, i), (0, 1, i)], [], [(0, 1, 2)])
    ob = bpy.data.objects.new(f"Tri{i}", me)
    bpy.context.scene.collection.objects.link(ob)
    objs.append(ob)

with bpy.context.temp_override(active_object=objs[0], selected_editable_objects=objs, selected_objects=objs, object=objs[0]):
    bpy.ops.object.join()
print([o.name for o in bpy.data.objects if o.name.startswith("Tri")], len(objs[0].data.polygons))

cube = bpy.data.objects["Cube"]
with bpy.context.temp_override(object=cube, active_object=cube):
    bpy.ops.object.modifier_add(type='BEVEL')
    cube.modifiers[0].segments = 2
    bpy.ops.object.modifier_apply(modifier="Bevel")
print(len(cube.data.vertices), bpy.context.object.name)

with bpy.context.temp_override(object=objs[0]):
    bpy.ops.object.shape_key_add(from_mix=False)
    bpy.ops.object.shape_key_add(from_mix=False)
    bpy.ops.object.vertex_group_add()
print([k.name for k in objs[0].data.shape_keys.key_blocks], [g.name for g in objs[0].vertex_groups])

light = bpy.data.objects["Light"]
with bpy.context.temp_override(selected_objects=[light, cube], active_object=light, object=light):
    print("inside", bpy.context.active_object.name, [o.name for o in bpy.context.selected_objects])
    bpy.ops.object.constraint_add(type='TRACK_TO')
light.constraints[0].target = cube
print("outside", bpy.context.active_object.name, bpy.context.selected_objects)
