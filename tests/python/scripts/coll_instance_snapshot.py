import bpy, math, random
from mathutils import Vector, Matrix
random.seed(3)
D = bpy.data; C = bpy.context
for c in (D.objects, D.meshes, D.materials, D.cameras, D.lights, D.collections):
    for x in list(c): c.remove(x)
src = D.collections.new("Tree"); 
def add(name, mesh, coll, loc, parent=None):
    o = D.objects.new(name, mesh); o.location = loc; coll.objects.link(o)
    if parent: o.parent = parent; o.matrix_parent_inverse = parent.matrix_world.inverted()
    return o
import bmesh
def cone(n, r1, r2, d):
    me = D.meshes.new(n); bm = bmesh.new(); bmesh.ops.create_cone(bm, cap_ends=True, cap_tris=False, segments=8, radius1=r1, radius2=r2, depth=d); bm.to_mesh(me); bm.free(); return me
trunk = add("trunk", cone("trunk", .1, .1, 1), src, (0, 0, .5)); crown = add("crown", cone("crown", .5, 0, 1), src, (0, 0, 1.5), trunk)
insts = D.collections.new("Instances"); C.scene.collection.children.link(insts); 
for i in range(25):
    e = D.objects.new("inst_%02d" % i, None); e.instance_type = 'COLLECTION'; e.instance_collection = src
    e.location = (random.uniform(-5, 5), random.uniform(-5, 5), 0); e.rotation_euler[2] = random.random() * math.tau; s = random.uniform(.5, 1.5); e.scale = (s, s, s); e.empty_display_size = .2
    insts.objects.link(e)
dg = C.evaluated_depsgraph_get()
n = 0; tot = Vector()
for inst in dg.object_instances:
    if inst.is_instance:
        n += 1; tot += inst.matrix_world.translation
print("instances", n, [round(x, 3) for x in tot])
for inst in dg.object_instances:
    if inst.is_instance and inst.object.name == "crown":
        print(inst.object.original.name, inst.parent.original.name, len(inst.persistent_id), inst.show_self); break
def dup(ob, coll, parent=None):
    c = ob.copy()
    if ob.data: c.data = ob.data.copy()
    coll.objects.link(c)
    if parent: c.parent = parent; c.matrix_parent_inverse = ob.matrix_parent_inverse.copy()
    for ch in ob.children: dup(ch, coll, c)
    return c
real = D.collections.new("Real"); C.scene.collection.children.link(real); real.color_tag = 'COLOR_05'
t2 = dup(trunk, real); t2.location.x = 8
print([o.name for o in real.objects], [o.name for o in t2.children], t2.children[0].data.name, type(trunk.children).__name__, trunk.children == (crown,))
print([o.name for o in t2.children_recursive], [c.name for c in C.scene.collection.children_recursive])
bpy.ops.mesh.primitive_plane_add(size=4, location=(0, 0, -2)); pl = C.object; pl.instance_type = 'FACES'; pl.use_instance_faces_scale = True; pl.instance_faces_scale = .5; pl.show_instancer_for_render = False
ch = add("child", trunk.data, C.scene.collection, (0, 0, 0)); ch.parent = pl
bpy.ops.object.select_all(action='DESELECT')
insts.objects[0].select_set(True); C.view_layer.objects.active = insts.objects[0]
bpy.ops.object.duplicates_make_real()
print(sorted(o.name for o in C.selected_objects))
bpy.ops.object.make_single_user(object=True, obdata=True, material=False, animation=False)
print(trunk.data.users, sorted(m.name for m in D.meshes))
# ops collection_instance_add
bpy.ops.object.collection_instance_add(collection="Tree", location=(0, 9, 0)); print(C.object.name, C.object.instance_collection.name)
src.instance_offset = (0, 0, .5)
def tree(c, d=0):
    print("  " * d + c.name, len(c.objects), len(c.all_objects))
    for k in c.children: tree(k, d + 1)
tree(C.scene.collection)
lc = C.view_layer.layer_collection.children["Real"]; lc.exclude = True; C.view_layer.layer_collection.children["Instances"].hide_viewport = True
print(t2.visible_get(), insts.objects[3].visible_get(), len(C.visible_objects), [l.name for l in C.view_layer.layer_collection.children])
C.view_layer.active_layer_collection = C.view_layer.layer_collection.children["Instances"]; print(C.collection.name, C.view_layer.active_layer_collection.collection.name)
print([c.name for c in trunk.users_collection], D.user_map(subset=[trunk.data])[trunk.data] if hasattr(D, "user_map") and False else "")
