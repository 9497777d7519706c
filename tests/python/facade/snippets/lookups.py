# --- by name, by index, by slice
import bpy
objects = bpy.data.objects
print(len(objects), objects[0].name, objects[-1].name, [o.name for o in objects[:2]], [o.name for o in objects[-2:]])
print(objects.find("Cube"), objects.find("x"), objects.get("x"), objects.get("x", 5), "Cube" in objects, "x" in objects)
print(objects.keys(), [o.name for o in objects.values()], [(k, o.type) for k, o in objects.items()])
# --- what is missing
import bpy
for key in ("x", 77, -77, 1.5, None, ("a", "b", "c")):
    try:
        print(bpy.data.objects[key])
    except Exception as error:
        print(type(error).__name__, error)
# --- equality, identity, sets and keys
import bpy
o = bpy.data.objects["Cube"]
p = bpy.data.objects["Cube"]
print(o == p, o is p, o != bpy.data.objects["Light"], {o: 1}[p], len({o, p}), o in [p], o == None, o == "Cube")
print(o.data == p.data, bpy.context.active_object == o, o in list(bpy.data.objects), o.name in bpy.data.objects)
# --- lists of collections
import bpy
print(sorted(o.name for o in bpy.context.scene.objects), [c.name for c in bpy.context.scene.collection.children])
print([o.name for o in bpy.data.collections["Collection"].objects], bool(bpy.data.images), bool(bpy.data.objects))
# --- inputs of a node by name and by index
import bpy
n = bpy.data.materials["Material"].node_tree.nodes["Principled BSDF"]
print(n.inputs[0].name, n.inputs["Roughness"].default_value, len(n.inputs), n.inputs.get("Nope"), n.inputs.find("Metallic"))
print([i.name for i in n.inputs][:6], n.outputs[0].name, n.inputs["Base Color"].default_value[:])
print("Alpha" in n.inputs, type(n.inputs["Alpha"]).__name__, n.inputs["Alpha"].type, n.inputs["Alpha"].bl_idname)
# --- a node by type
import bpy
t = bpy.data.materials["Material"].node_tree
n = next(n for n in t.nodes if n.type == "BSDF_PRINCIPLED")
print(n.name, n.bl_idname, n.inputs["IOR"].default_value, [x.name for x in t.nodes], len(t.links))
l = t.links[0]
print(l.from_node.name, l.to_node.name, l.from_socket.name, l.to_socket.name, l.from_node == n, l.is_valid)
# --- types
import bpy
o = bpy.data.objects["Cube"]
print(type(o).__name__, isinstance(o, bpy.types.Object), isinstance(o, bpy.types.ID), isinstance(o.data, bpy.types.Mesh))
print(isinstance(bpy.data.lights["Light"], bpy.types.PointLight), isinstance(bpy.data.lights["Light"], bpy.types.Light))
print(issubclass(bpy.types.Mesh, bpy.types.ID), type(bpy.data.objects).__name__, hasattr(o, "data"), hasattr(o, "nope"))
print(o.bl_rna.identifier, o.rna_type.identifier, "location" in o.bl_rna.properties, o.bl_rna.properties["location"].array_length)
print(hasattr(bpy.types, "Nope"), hasattr(bpy.types, "Object"))
# --- getattr and setattr
import bpy
o = bpy.data.objects["Cube"]
setattr(o, "location", (1, 2, 3))
print(tuple(getattr(o, "location")), getattr(o, "nope", "no"), o.hide_render, o.type, o.mode)
for name in ("nope", "type", "name"):
    try:
        setattr(o, name, 1)
    except Exception as error:
        print(type(error).__name__, error)
# --- the order of data-blocks is that of their names
import bpy
objects = bpy.data.objects
first = objects[0]
print(first.name, [o.name for o in objects])
first.name = "Zebra"
print(objects[0].name, objects[-1].name, objects[-1] == first, [o.type for o in objects])
# --- things that move while they are read
import bpy
a = bpy.data.collections.new("A")
bpy.context.scene.collection.children.link(a)
for o in bpy.context.scene.objects:
    if o.type != "MESH":
        a.objects.link(o)
        bpy.data.collections["Collection"].objects.unlink(o)
    print(o.name, o.type, [c.name for c in o.users_collection])
print([o.name for o in a.objects], [o.name for o in bpy.data.collections["Collection"].objects])
# --- active and index
import bpy
o = bpy.data.objects["Cube"]
me = o.data
print(me.uv_layers.active.name, me.uv_layers.active_index, len(me.uv_layers.active.data), me.uv_layers[0].name)
g = o.vertex_groups.new(name="G")
print(g.name, g.index, o.vertex_groups.active.name, o.vertex_groups.active_index, len(o.vertex_groups))
g.add([0, 1, 2], 0.5, "REPLACE")
print(g.weight(1), [e.group for e in me.vertices[0].groups], [round(e.weight, 2) for e in me.vertices[1].groups])
