import bpy
import gc

# Create things, delete most of them, check that references die properly

bpy.ops.mesh.primitive_cube_add(location=(2, 0, 0))
a = bpy.context.object
name = a.name
mesh = a.data
bpy.data.objects.remove(a, do_unlink=True)
try:
    print(a.name)
except ReferenceError as e:
    print("dead:", str(e)[:30])
print(name in bpy.data.objects, mesh.users)
bpy.data.meshes.remove(mesh)

for i in range(5):
    m = bpy.data.materials.new("Temp")
    print(m.name, end=" ")
print()
removed = 0
for m in list(bpy.data.materials):
    if m.name.startswith("Temp") and not m.users:
        bpy.data.materials.remove(m)
        removed += 1
print("removed", removed)

# rename clashes
x = bpy.data.objects.new("Thing", None)
y = bpy.data.objects.new("Thing", None)
z = bpy.data.objects.new("Thing.005", None)
w = bpy.data.objects.new("Thing", None)
for o in (x, y, z, w):
    bpy.context.scene.collection.objects.link(o)
print([o.name for o in (x, y, z, w)])
y.name = "Thing"
print(y.name)
x.name = "Other"
y.name = "Thing"
print(x.name, y.name)
long = bpy.data.objects.new("N" * 300, None)
print(len(long.name))
bpy.data.batch_remove([x, z])
print(sorted(o.name for o in bpy.data.objects if len(o.name) < 60))
bpy.data.orphans_purge()
gc.collect()

# user remap and copy
mat = bpy.data.materials["Material"]
mat2 = mat.copy()
mat2.name = "Material2"
mat.user_remap(mat2)
print(mat.users, mat2.users, bpy.data.objects["Cube"].active_material.name)
c2 = bpy.data.objects["Cube"].copy()
c2.data = c2.data.copy()
c2.animation_data_clear()
bpy.context.collection.objects.link(c2)
c2.location.z = 3
print(c2.name, c2.data.name, c2.data.users, c2.active_material.users)
