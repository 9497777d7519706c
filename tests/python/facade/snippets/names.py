# --- a name that is taken gets a number
import bpy
a = bpy.data.materials.new("Gold")
b = bpy.data.materials.new(name="Gold")
print(a.name, b.name)
b.name = "Gold"
print(a.name, b.name)
b.name = "Silver"
print(b.name, bpy.data.materials["Silver"] == b, "Gold.001" in bpy.data.materials)
# --- an object is found under its new name
import bpy
o = bpy.data.objects["Cube"]
o.name = "Box"
print(bpy.data.objects.get("Cube"), bpy.data.objects["Box"].name, o.name, o.data.name)
try:
    bpy.data.objects["Cube"]
except KeyError as error:
    print(error)
# --- expressions
import bpy
o = bpy.data.objects["Cube"]
m = o.modifiers.new("Bevel", "BEVEL")
mat = o.data.materials[0]
print(repr(o), repr(o.data), repr(m), repr(o.modifiers), repr(mat.node_tree.nodes["Principled BSDF"].inputs[0]))
print(repr(bpy.context.scene.render), repr(o.data.vertices[2]), repr(o.data.materials), repr(bpy.context.scene.collection))
print(repr(o.lock_location), [bpy.data.objects[0]], {"a": o})
# --- texts of things
import bpy
print(str(bpy.data.objects["Cube"])[:30], str(bpy.data.objects), str(bpy.data.objects["Cube"].data.vertices))
print(bpy.data.objects, f"{bpy.data.meshes}")
# --- long names are cut
import bpy
o = bpy.data.objects["Cube"]
o.name = "x" * 300
print(len(o.name))
# --- unicode
import bpy
o = bpy.data.objects["Cube"]
o.name = "Würfel \"ü\" 立方体\n"
print(o.name, bpy.data.objects[o.name] == o)
# --- renamed things keep their handle
import bpy
o = bpy.data.objects["Cube"]
m = o.modifiers.new("A", "SUBSURF")
n = o.modifiers.new("B", "BEVEL")
m.name = "C"
m.levels = 3
n.name = "A"
n.width = 0.25
print([(x.name, x.type) for x in o.modifiers], o.modifiers["C"].levels, round(o.modifiers["A"].width, 3))
