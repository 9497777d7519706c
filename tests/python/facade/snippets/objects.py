# --- made and linked
import bpy
me = bpy.data.meshes.new("Tri")
me.from_pydata([(0, 0, 0), (1, 0, 0), (0, 1, 0)], [], [(0, 1, 2)])
me.update()
o = bpy.data.objects.new("Tri", me)
bpy.context.collection.objects.link(o)
o.location = (0, 0, 1)
print(o.name, len(me.vertices), len(me.polygons), me.polygons[0].normal, o.users_collection[0].name, o.data == me)
print(bpy.context.scene.objects["Tri"] == o, [tuple(v.co) for v in me.vertices], [list(p.vertices) for p in me.polygons])
# --- operators that add
import bpy
print(bpy.ops.mesh.primitive_cube_add(size=2, location=(1, 2, 3)))
o = bpy.context.active_object
o.name = "X"
o.scale = (1, 2, 3)
print(o.name, o.location, o.scale, bpy.context.object == o, [x.name for x in bpy.context.selected_objects])
print(bpy.context.view_layer.objects.active.name, len(o.data.vertices), o.data.name, len(bpy.data.objects), o.type)
bpy.ops.mesh.primitive_uv_sphere_add(radius=0.5, location=(0, 0, 2), segments=8, ring_count=4)
s = bpy.context.object
print(s.name, len(s.data.vertices), s != o, o.select_get(), s.select_get())
bpy.ops.object.light_add(type="SUN", location=(0, 0, 5))
l = bpy.context.object
l.data.energy = 3
print(l.name, l.data.type, l.data.energy, type(l.data).__name__)
bpy.ops.object.camera_add(location=(0, -5, 2), rotation=(1.5, 0, 0))
bpy.context.scene.camera = bpy.context.object
print(bpy.context.scene.camera.name, bpy.context.object.data.lens, bpy.context.scene.camera == bpy.context.object)
bpy.ops.object.empty_add(type="ARROWS")
print(bpy.context.object.data, bpy.context.object.empty_display_type)
# --- cleared with operators
import bpy
bpy.ops.object.select_all(action="SELECT")
print(len(bpy.context.selected_objects))
print(bpy.ops.object.delete(use_global=False))
print(len(bpy.data.objects), list(bpy.context.selected_objects), bpy.context.active_object, len(bpy.data.meshes))
for block in list(bpy.data.meshes):
    if block.users == 0:
        bpy.data.meshes.remove(block)
print(len(bpy.data.meshes), len(bpy.data.materials))
# --- cleared with data
import bpy
for o in list(bpy.data.objects):
    bpy.data.objects.remove(o, do_unlink=True)
for m in bpy.data.materials:
    bpy.data.materials.remove(m)
for c in list(bpy.data.collections):
    bpy.data.collections.remove(c)
print(len(bpy.data.objects), len(bpy.data.materials), len(bpy.data.collections), bpy.context.collection.name)
# --- parents
import bpy
e = bpy.data.objects.new("Root", None)
bpy.context.scene.collection.objects.link(e)
o = bpy.data.objects["Cube"]
o.parent = e
e.location = (0, 0, 3)
bpy.context.view_layer.update()
print(o.parent.name, [c.name for c in e.children], o.matrix_world.translation, o.parent == e, e.empty_display_type, e.data)
o.matrix_parent_inverse = e.matrix_world.inverted()
bpy.context.view_layer.update()
print(o.matrix_world.translation)
o.parent = None
print(o.parent, list(e.children))
# --- selection
import bpy
bpy.ops.object.select_all(action="DESELECT")
o = bpy.data.objects["Light"]
o.select_set(True)
bpy.context.view_layer.objects.active = o
print([x.name for x in bpy.context.selected_objects], bpy.context.active_object.name, bpy.context.object.name, o.select_get())
bpy.data.objects["Cube"].select_set(True)
o.select_set(False)
print([x.name for x in bpy.context.selected_objects], bpy.context.active_object == o)
bpy.context.view_layer.objects.active = None
print(bpy.context.active_object)
# --- collections
import bpy
c = bpy.data.collections.new("Props")
bpy.context.scene.collection.children.link(c)
o = bpy.data.objects["Cube"]
for old in o.users_collection:
    old.objects.unlink(o)
c.objects.link(o)
print([x.name for x in c.objects], [x.name for x in o.users_collection], [x.name for x in bpy.context.scene.collection.children])
d = bpy.data.collections.new("Props")
c.children.link(d)
print(d.name, [x.name for x in c.children], len(bpy.data.collections), [x.name for x in c.all_objects], c.children.get("Props.001") == d)
c.hide_render = True
c.color_tag = "COLOR_01"
lc = bpy.context.view_layer.layer_collection.children["Props"]
lc.exclude = True
print(c.hide_render, c.color_tag, lc.exclude, lc.collection == c, lc.name)
# --- modifiers
import bpy
o = bpy.data.objects["Cube"]
s = o.modifiers.new(name="Sub", type="SUBSURF")
s.levels = 2
s.render_levels = 3
b = o.modifiers.new("Bev", "BEVEL")
b.width, b.segments, b.limit_method = 0.05, 3, "ANGLE"
a = o.modifiers.new("Arr", "ARRAY")
a.count = 4
a.relative_offset_displace = (0, 1.5, 0)
a.relative_offset_displace[0] = 0.5
mi = o.modifiers.new("Mir", "MIRROR")
mi.use_axis = (False, True, False)
mi.use_axis[2] = True
bo = o.modifiers.new("Boo", "BOOLEAN")
bo.object = bpy.data.objects["Cube"] if False else None
print([(m.name, m.type) for m in o.modifiers], s.levels, s.render_levels, round(b.width, 3), b.segments, a.count, a.relative_offset_displace[:], mi.use_axis[:], bo.object)
o.modifiers.remove(b)
print(o.modifiers.keys(), "Bev" in o.modifiers, o.modifiers.get("Sub") == s, o.modifiers[-1].name, type(a).__name__, isinstance(a, bpy.types.ArrayModifier))
bpy.ops.object.modifier_apply(modifier="Sub") if bpy.context.object == o else None
print(len(o.data.vertices), o.modifiers.keys())
o.modifiers.clear()
print(len(o.modifiers))
# --- constraints
import bpy
cam = bpy.data.objects["Camera"]
c = cam.constraints.new(type="TRACK_TO")
c.target = bpy.data.objects["Cube"]
c.track_axis = "TRACK_NEGATIVE_Z"
c.up_axis = "UP_Y"
print(c.name, c.target.name, c.track_axis, c.up_axis, len(cam.constraints), cam.constraints[0] == c, c.influence)
k = cam.constraints.new("COPY_LOCATION")
k.target = c.target
k.use_x = False
print([x.name for x in cam.constraints], k.use_x, type(k).__name__)
cam.constraints.remove(c)
print([x.name for x in cam.constraints], k.target.name)
# --- copies
import bpy
o = bpy.data.objects["Cube"]
p = o.copy()
p.data = o.data.copy()
p.location.x += 3
bpy.context.collection.objects.link(p)
print(p.name, p.data.name, p.location, o.location, p.data != o.data, len(bpy.data.meshes), o.data.users)
# --- duplicated by an operator
import bpy
o = bpy.data.objects["Cube"]
bpy.ops.object.select_all(action="DESELECT")
o.select_set(True)
bpy.context.view_layer.objects.active = o
bpy.ops.object.duplicate()
d = bpy.context.active_object
d.location = (5, 0, 0)
print(d.name, d.data.name, d != o, o.location, d.location, [x.name for x in bpy.context.selected_objects])
# --- transforms applied
import bpy
bpy.ops.mesh.primitive_cube_add(location=(1, 0, 0))
o = bpy.context.object
o.scale = (2, 1, 1)
bpy.ops.object.transform_apply(location=True, rotation=True, scale=True)
print(o.location, o.scale, [round(c, 3) for c in o.data.vertices[0].co], o.dimensions)
bpy.ops.object.origin_set(type="ORIGIN_GEOMETRY", center="BOUNDS")
print(o.location)
# --- a light that changes its type
import bpy
o = bpy.data.objects["Light"]
print(type(o.data).__name__, o.data.type)
o.data.type = "AREA"
o.data.size = 2.5
o.data.shape = "RECTANGLE"
o.data.size_y = 1.5
print(o.data.type, o.data.size, o.data.shape, o.data.size_y, type(o.data).__name__)
d = bpy.data.lights.new(name="Key", type="SPOT")
d.spot_size = 0.5
d.energy = 100
e = bpy.data.lights.new("Fill", "SPOT")
e.spot_blend = 0.25
o = bpy.data.objects.new("Key", d)
bpy.context.collection.objects.link(o)
print(round(d.spot_size, 3), d.energy, e.name, e.spot_blend, type(e).__name__, o.data == d, o.type)
# --- custom properties
import bpy
o = bpy.data.objects["Cube"]
o["a"] = 1
o["b"] = 2.5
o["c"] = "text"
o["d"] = [1, 2, 3]
o["e"] = {"x": 1}
o["f"] = True
print(o["a"], o["b"], o["c"], list(o["d"]), o["e"]["x"], o["f"], "a" in o, "z" in o, o.get("a"), o.get("z", 9))
print(sorted(k for k in o.keys() if k != "cycles"))
del o["a"]
o["b"] += 1
print("a" in o, o["b"], o.pop("c"), "c" in o)
# --- curves
import bpy
c = bpy.data.curves.new("Path", "CURVE")
c.dimensions = "3D"
c.bevel_depth = 0.1
s = c.splines.new("POLY")
s.points.add(3)
for i, p in enumerate(s.points):
    p.co = (i, i * i, 0, 1)
b = c.splines.new("BEZIER")
b.bezier_points.add(1)
b.bezier_points[0].co = (0, 0, 1)
b.bezier_points[1].co = (1, 1, 1)
for p in b.bezier_points:
    p.handle_left_type = p.handle_right_type = "AUTO"
b.use_cyclic_u = True
o = bpy.data.objects.new("Path", c)
bpy.context.scene.collection.objects.link(o)
print(c.dimensions, round(c.bevel_depth, 3), len(c.splines), [tuple(p.co) for p in s.points], b.bezier_points[1].co, b.use_cyclic_u, b.type, b.bezier_points[0].handle_left_type)
# --- text objects
import bpy
bpy.ops.object.text_add(location=(0, 0, 1))
t = bpy.context.object
t.data.body = "Hello"
t.data.extrude = 0.1
t.data.align_x = "CENTER"
t.data.size = 2
print(t.name, t.data.body, round(t.data.extrude, 3), t.data.align_x, t.data.size, t.type)
# --- shape keys
import bpy
o = bpy.data.objects["Cube"]
o.shape_key_add(name="Basis")
k = o.shape_key_add(name="Up")
k.data[0].co.z += 1
k.value = 0.5
print(o.data.shape_keys.key_blocks.keys(), round(k.value, 2), k.data[0].co, o.data.shape_keys.key_blocks["Up"] == k, o.active_shape_key_index)
# --- armatures
import bpy
a = bpy.data.armatures.new("Rig")
o = bpy.data.objects.new("Rig", a)
bpy.context.collection.objects.link(o)
bpy.context.view_layer.objects.active = o
bpy.ops.object.mode_set(mode="EDIT")
b = a.edit_bones.new("Root")
b.head = (0, 0, 0)
b.tail = (0, 0, 1)
c = a.edit_bones.new("Tip")
c.head = b.tail
c.tail = (0, 0, 2)
c.parent = b
c.use_connect = True
print([x.name for x in a.edit_bones], c.parent.name, bpy.context.mode, o.mode)
bpy.ops.object.mode_set(mode="OBJECT")
print([x.name for x in a.bones], a.bones["Tip"].parent.name, a.bones["Tip"].head_local, o.pose.bones["Tip"].name, bpy.context.mode)
o.pose.bones["Root"].rotation_mode = "XYZ"
o.pose.bones["Root"].rotation_euler.x = 0.5
print(o.pose.bones["Root"].rotation_euler, len(o.pose.bones))
