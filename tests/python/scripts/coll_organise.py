import bpy
import re

# Sort the scene into collections by type, nested, with colors

scene = bpy.context.scene
root = scene.collection

for i in range(3):
    bpy.ops.mesh.primitive_cube_add(location=(i * 3, 4, 0))
    bpy.context.object.name = f"SM_Crate.{i:03d}"
bpy.ops.object.light_add(type='SPOT', location=(0, 0, 5))
bpy.ops.object.empty_add(type='ARROWS', location=(1, 1, 1))

def ensure(name, parent=root, color='NONE'):
    col = bpy.data.collections.get(name)
    if col is None:
        col = bpy.data.collections.new(name)
    if col.name not in parent.children:
        parent.children.link(col)
    col.color_tag = color
    return col

layout = {'MESH': ("Geometry", 'COLOR_01'), 'LIGHT': ("Lights", 'COLOR_03'), 'CAMERA': ("Cameras", 'COLOR_05'), 'EMPTY': ("Helpers", 'NONE')}
for ob in list(scene.objects):
    name, color = layout.get(ob.type, ("Misc", 'NONE'))
    target = ensure(name, color=color)
    if ob.name not in target.objects:
        target.objects.link(ob)
    for col in ob.users_collection:
        if col != target:
            col.objects.unlink(ob)

crates = ensure("Crates", bpy.data.collections["Geometry"])
for ob in list(bpy.data.collections["Geometry"].objects):
    if re.match(r"SM_\w+", ob.name):
        crates.objects.link(ob)
        bpy.data.collections["Geometry"].objects.unlink(ob)

old = bpy.data.collections.get("Collection")
if old and not old.objects:
    bpy.data.collections.remove(old)

# instance the crates
inst = bpy.data.objects.new("CratesInstance", None)
inst.instance_type = 'COLLECTION'
inst.instance_collection = crates
inst.location = (0, -5, 0)
ensure("Helpers").objects.link(inst)

# exclude and hide by layer collections
def find_layer(layer, name):
    if layer.name == name:
        return layer
    for child in layer.children:
        found = find_layer(child, name)
        if found:
            return found

vl = bpy.context.view_layer
find_layer(vl.layer_collection, "Cameras").hide_viewport = True
find_layer(vl.layer_collection, "Lights").exclude = True
vl.active_layer_collection = find_layer(vl.layer_collection, "Crates")
bpy.ops.mesh.primitive_plane_add(size=1)
print("new object is in", bpy.context.object.users_collection[0].name)

def tree(col, depth=0):
    print("  " * depth + col.name, sorted(o.name for o in col.objects))
    for child in col.children:
        tree(child, depth + 1)

tree(root)
