import bpy
import random
import math

rnd = random.Random(31)

def cleanup():
    for o in bpy.data.objects:
        bpy.data.objects.remove(o, do_unlink=True)
    for c in bpy.data.collections:
        bpy.data.collections.remove(c)
    bpy.ops.outliner.orphans_purge(do_local_ids=True, do_linked_ids=True, do_recursive=True)

cleanup()

library = bpy.data.collections.new("TreeLibrary")
bpy.context.scene.collection.children.link(library)

kinds = []
for k in range(3):
    col = bpy.data.collections.new(f"TreeKind{k}")
    library.children.link(col)
    bpy.ops.mesh.primitive_cylinder_add(vertices=6, radius=0.1, depth=1, location=(0, 0, 0.5))
    trunk = bpy.context.object
    bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=k + 1, radius=0.5 + 0.1 * k, location=(0, 0, 1.3))
    crown = bpy.context.object
    for ob in (trunk, crown):
        for c in ob.users_collection:
            c.objects.unlink(ob)
        col.objects.link(ob)
    col.instance_offset = (0, 0, 0)
    kinds.append(col)

library.hide_render = True
bpy.context.view_layer.layer_collection.children["TreeLibrary"].hide_viewport = True

forest = bpy.data.collections.new("Forest")
bpy.context.scene.collection.children.link(forest)
for i in range(40):
    r = 10 * math.sqrt(rnd.random())
    a = rnd.uniform(0, math.tau)
    e = bpy.data.objects.new(f"Tree.{i:03d}", None)
    e.instance_type = "COLLECTION"
    e.instance_collection = rnd.choice(kinds)
    e.location = (r * math.cos(a), r * math.sin(a), 0)
    e.rotation_euler.z = rnd.uniform(0, math.tau)
    e.scale = (rnd.uniform(0.8, 1.4),) * 3
    forest.objects.link(e)

dg = bpy.context.evaluated_depsgraph_get()
n = sum(1 for i in dg.object_instances if i.is_instance)
print("instances", n)
print({k.name: k.users for k in kinds})
