# --- values that Blender does not take
import bpy
o = bpy.data.objects["Cube"]
tries = [
    lambda: setattr(o, "location", (1, 2)),
    lambda: setattr(o, "location", "abc"),
    lambda: setattr(o, "location", 5),
    lambda: setattr(o, "rotation_mode", "FOO"),
    lambda: setattr(o, "rotation_mode", 5),
    lambda: setattr(o, "hide_render", "yes"),
    lambda: setattr(o, "pass_index", 1.5),
    lambda: setattr(o, "parent", "Camera"),
    lambda: setattr(o, "parent", o.data),
    lambda: setattr(o, "data", None),
    lambda: setattr(o.data, "vertices", []),
    lambda: setattr(bpy.data.lights[0], "energy", "much"),
    lambda: setattr(bpy.context.scene.render, "engine", "NOPE"),
    lambda: setattr(bpy.context.scene, "frame_end", "x"),
    lambda: setattr(o, "matrix_world", 5),
]
for each in tries:
    try:
        each()
        print("fine")
    except Exception as error:
        print(type(error).__name__, error)
# --- arguments that Blender does not take
import bpy
o = bpy.data.objects["Cube"]
tries = [
    lambda: o.modifiers.new("x"),
    lambda: o.modifiers.new("x", "BEVEL", 5),
    lambda: o.modifiers.new("x", "BEVEL", nope=5),
    lambda: bpy.data.objects.new("x"),
    lambda: bpy.data.objects.new("x", 5),
    lambda: bpy.data.objects.new(name="x", object_data="Mesh"),
    lambda: bpy.data.meshes.new(),
    lambda: bpy.data.meshes.new(5),
    lambda: bpy.data.lights.new("x", "NOPE"),
    lambda: o.select_set(),
    lambda: bpy.context.scene.collection.objects.link(None),
    lambda: bpy.context.scene.collection.objects.link(5),
    lambda: bpy.data.materials["Material"].node_tree.nodes.new("Nope"),
    lambda: bpy.data.materials["Material"].node_tree.nodes.new(type="CompositorNodeBlur"),
    lambda: o.keyframe_insert("nope"),
    lambda: o.keyframe_insert(data_path="location", index=7),
]
for each in tries:
    try:
        print(type(each()).__name__)
    except Exception as error:
        print(type(error).__name__, error)
# --- an object linked twice
import bpy
o = bpy.data.objects["Cube"]
try:
    bpy.data.collections["Collection"].objects.link(o)
except RuntimeError as error:
    print(error)
# --- operators that do not exist or cannot run
import bpy
tries = [
    lambda: bpy.ops.foo.bar(),
    lambda: bpy.ops.mesh.nope(),
    lambda: bpy.ops.mesh.primitive_cube_add(nope=1),
    lambda: bpy.ops.mesh.primitive_cube_add(size="big"),
    lambda: bpy.ops.mesh.subdivide(),
    lambda: bpy.ops.object.mode_set(mode="NOPE"),
]
for each in tries:
    try:
        print(each())
    except Exception as error:
        print(type(error).__name__, str(error).strip().splitlines()[-1])
# --- things that are gone
import bpy
o = bpy.data.objects["Cube"]
me = o.data
bpy.data.objects.remove(o, do_unlink=True)
for each in (lambda: o.name, lambda: o.location.x, lambda: o.data):
    try:
        print(each())
    except ReferenceError as error:
        print(error)
print(me.users, len(bpy.data.objects))
# --- an error ends the script
import bpy
bpy.data.objects["Cube"].location = (1, 2, 3)
print("before")
bpy.data.objects["Nope"].location = (1, 2, 3)
print("after")
# --- attribute errors
import bpy
o = bpy.data.objects["Cube"]
for each in (lambda: o.nope, lambda: bpy.context.nope, lambda: bpy.types.Nope, lambda: o.data.nope, lambda: o.modifiers.nope):
    try:
        each()
    except AttributeError as error:
        print(error)
# --- custom properties that are not there
import bpy
o = bpy.data.objects["Cube"]
try:
    o["nope"]
except KeyError as error:
    print(error)
print(o.get("nope"), o.get("nope", 3), "nope" in o)
