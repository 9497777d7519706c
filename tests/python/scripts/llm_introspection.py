import bpy

# An agent looks around in the scene before changing anything

def describe(obj):
    info = {
        "name": obj.name,
        "type": obj.type,
        "location": [round(x, 3) for x in obj.location],
        "rotation": [round(x, 3) for x in obj.rotation_euler],
        "scale": list(obj.scale),
        "visible": obj.visible_get(),
        "selected": obj.select_get(),
        "parent": obj.parent.name if obj.parent else None,
        "collections": [c.name for c in obj.users_collection],
        "materials": [m.name if m else None for m in getattr(obj.data, "materials", [])],
    }
    if obj.type == 'MESH':
        me = obj.data
        info["mesh"] = dict(verts=len(me.vertices), edges=len(me.edges), faces=len(me.polygons), uv=[u.name for u in me.uv_layers])
        info["dims"] = obj.dimensions[:]
    elif obj.type == 'LIGHT':
        info["light"] = (obj.data.type, obj.data.energy, tuple(round(c, 3) for c in obj.data.color))
    elif obj.type == 'CAMERA':
        info["camera"] = {"lens": obj.data.lens, "clip": (round(obj.data.clip_start, 3), obj.data.clip_end)}
    return info

print("Blender", bpy.app.version_string)
print("file:", repr(bpy.data.filepath), "dirty?", isinstance(bpy.data.is_dirty, bool))
print("scene:", bpy.context.scene.name, bpy.context.scene.frame_start, bpy.context.scene.frame_end, bpy.context.scene.render.engine)
print("mode:", bpy.context.mode)
for ob in bpy.data.objects:
    for k, v in describe(ob).items():
        print("  ", k, "=", v)
print("materials:", bpy.data.materials.keys())
for mat in bpy.data.materials:
    if mat.node_tree:
        for node in mat.node_tree.nodes:
            print(mat.name, node.bl_idname, node.name, [i.name for i in node.inputs][:4], [o.name for o in node.outputs][:2])
        for link in mat.node_tree.links:
            print("  link", link.from_node.name, link.from_socket.name, "->", link.to_node.name, link.to_socket.identifier)
print("collections:", [c.name for c in bpy.data.collections], [c.name for c in bpy.context.scene.collection.children])
print("world:", bpy.context.scene.world.name, [n.name for n in bpy.context.scene.world.node_tree.nodes])
print("selected:", [o.name for o in bpy.context.selected_objects], "active:", bpy.context.active_object.name)
print(bpy.data.objects["Cube"].bl_rna.identifier, type(bpy.data.objects["Cube"]).__name__, isinstance(bpy.data.objects["Cube"].data, bpy.types.Mesh))
print("has lens:", hasattr(bpy.data.objects["Camera"].data, "lens"), hasattr(bpy.data.objects["Cube"].data, "lens"))
print(bpy.data.objects.get("Nope"), "Cube" in bpy.data.objects, len(bpy.data.objects), bool(bpy.data.curves))
print(repr(bpy.data.objects["Cube"]), str(bpy.context.scene.camera))
print(bpy.data.objects["Cube"] == bpy.context.object, bpy.data.objects[0].name, bpy.data.objects[-1].name)
print([p.identifier for p in bpy.types.SubsurfModifier.bl_rna.properties if p.type == 'INT' and not p.is_readonly][:3])
print(bpy.types.Light.bl_rna.properties['type'].enum_items.keys())

cube = bpy.data.objects["Cube"]
cube.location.x += 1.0
cube.location = cube.location + cube.location
cube.location[1] -= 0.5
x, y, z = cube.location
print(x, y, z, cube.location.length, cube.location.copy().freeze())
cube.scale *= 1.5
cube.rotation_euler.rotate_axis("X", 0.25)
print(cube.scale, [round(a, 4) for a in cube.rotation_euler])
