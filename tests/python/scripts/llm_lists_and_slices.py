import bpy
# collection protocol corner cases
objs = bpy.data.objects
print(len(objs), objs[0].name, objs[-1].name, [o.name for o in objs[:2]], [o.name for o in objs[1:]])
print(objs.keys(), [v.type for v in objs.values()], [(k, v.name) for k, v in objs.items()])
print("Cube" in objs, "Nope" in objs, objs.find("Light"), objs.find("Nope"), bool(objs))
try:
    objs[10]
except IndexError as e:
    print("IndexError", e)
try:
    objs["Nope"]
except KeyError as e:
    print("KeyError", e)
try:
    bpy.context.object.location[3]
except IndexError as e:
    print("IndexError", e)
try:
    bpy.context.object.no_such_thing
except AttributeError as e:
    print("AttributeError", e)
try:
    bpy.context.object.name = 5
except TypeError as e:
    print("TypeError", e)
try:
    bpy.context.object.scale = (1, 2)
except ValueError as e:
    print("ValueError", str(e)[:70])
try:
    bpy.context.object.rotation_mode = 'ABC'
except TypeError as e:
    print("TypeError", str(e)[:60])
try:
    bpy.ops.object.mode_set(mode='NOPE')
except TypeError as e:
    print("TypeError", str(e)[:80])
try:
    bpy.context.object.type = 'LIGHT'
except AttributeError as e:
    print("AttributeError", e)
try:
    bpy.data.materials.new()
except TypeError as e:
    print("TypeError", e)
try:
    bpy.ops.object.no_such_operator()
except AttributeError as e:
    print("AttributeError", e)

cube = objs["Cube"]
me = cube.data
print([v.index for v in me.vertices][:3], [list(e.vertices) for e in me.edges][:2], [p.vertices[:] for p in me.polygons][:1])
print(len(me.vertices[0].co), me.vertices[0].co[:], me.polygons[0].normal, me.polygons[0].area, me.polygons[0].loop_total)
co = [0.0] * (len(me.vertices) * 3)
me.vertices.foreach_get("co", co)
print(sum(co), max(co))
co = [c * 2 for c in co]
me.vertices.foreach_set("co", co)
me.update()
idx = [0] * len(me.loops)
me.loops.foreach_get("vertex_index", idx)
print(idx[:8])
print(cube.dimensions, cube.bound_box[0][:], tuple(cube.bound_box[6]))
print(sorted(cube.keys()), hasattr(cube, "foo"), getattr(cube, "foo", 3), cube.get("foo", "none"))
slots = cube.material_slots
print(len(slots), slots[0].name, slots[0].link, slots.keys(), cube.active_material_index)
mats = cube.data.materials
print(len(mats), mats[0].name, mats.find("Material"), "Material" in mats, mats.get("X"))
mats.append(None)
mats[1] = bpy.data.materials.new("Second")
m = mats.pop(index=0)
print(m.name, [x.name for x in mats], len(slots))
print(bpy.context.scene.objects.keys()[:2], bpy.context.view_layer.objects[0].name, len(bpy.context.visible_objects), len(bpy.context.editable_objects))
print([o.name for o in bpy.context.scene.collection.all_objects], bpy.context.scene.collection.children[0].name)
print(cube.modifiers[:] == [], list(cube.constraints), cube.children, cube.users_scene[0].name)
a, b = objs["Camera"], objs["Camera"]
print(a == b, a is b, hash(a) == hash(b), a != cube, len({a, b, cube}), {a: 1}[b], a in [cube, b])
print(cube.rotation_euler.order, cube.rotation_mode, cube.color[:], cube.matrix_world.is_identity, cube.lock_location[:], cube.track_axis)
cube.lock_location[1] = True
cube.lock_scale = (True, False, True)
cube.color[3] = 0.5
cube.show_name = 1
cube.display_type = 'WIRE'
cube.pass_index = 7.0 if False else 7
print(cube.lock_location[:], cube.lock_scale[:], cube.show_name, cube.pass_index)
