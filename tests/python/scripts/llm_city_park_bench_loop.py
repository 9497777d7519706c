import bpy, random, math
from mathutils import Vector
# park with benches, lamps, path, trees. random seeded so that it is reproducible
random.seed(10)
D = bpy.data
C = bpy.context
O = bpy.ops

O.object.select_all(action='SELECT')
O.object.delete()
for m in D.materials: D.materials.remove(m)
for c in D.curves: D.curves.remove(c)

def M(n, c, r=.5, e=0):
    m = D.materials.new(n); m.use_nodes = True
    b = m.node_tree.nodes.get('Principled BSDF')
    b.inputs['Base Color'].default_value = list(c) + [1]
    b.inputs['Roughness'].default_value = r
    if e:
        b.inputs['Emission Strength'].default_value = e
        b.inputs['Emission Color'].default_value = list(c) + [1]
    return m

mats = {k: M(k, *v) for k, v in {
    'Grass': ((.1, .4, .1), .9), 'Wood': ((.3, .15, .05), .7), 'Metal': ((.1, .1, .1), .3), 'Lamp': ((1, .9, .6), .5, 10), 'Path': ((.5, .45, .4), 1)}.items()}

def obj(mat, name):
    o = C.active_object
    o.name = name
    o.data.materials.append(mats[mat])
    return o

O.mesh.primitive_circle_add(vertices=64, radius=12, fill_type='NGON')
obj('Grass', 'Lawn')

def bench(loc, rot):
    parts = []
    for i in range(4):
        O.mesh.primitive_cube_add(size=1, location=(0, i * .12 - .18, .45)); o = obj('Wood', f'Slat'); o.scale = (1.6, .1, .04); parts.append(o)
    for i in range(3):
        O.mesh.primitive_cube_add(size=1, location=(0, .27, .6 + i * .14)); o = obj('Wood', 'Back'); o.scale = (1.6, .04, .1); parts.append(o)
    for s in (-.7, .7):
        O.mesh.primitive_cube_add(size=1, location=(s, 0, .22)); o = obj('Metal', 'Leg'); o.scale = (.06, .5, .44); parts.append(o)
    O.object.select_all(action='DESELECT')
    for p in parts: p.select_set(True)
    C.view_layer.objects.active = parts[0]
    O.object.join()
    b = C.object
    b.name = 'Bench'
    O.object.transform_apply(location=True, rotation=True, scale=True)
    b.location = loc
    b.rotation_euler[2] = rot
    return b

first = bench((0, 0, 0), 0)
for k in range(1, 6):
    a = k / 6 * math.tau
    if k == 1:
        first.location = (6 * math.cos(0), 6 * math.sin(0), 0)
        first.rotation_euler.z = -math.pi / 2
    d = first.copy()               # linked duplicate
    C.collection.objects.link(d)
    d.location = (6 * math.cos(a), 6 * math.sin(a), 0)
    d.rotation_euler.z = a - math.pi / 2

for k in range(6):
    a = (k + .5) / 6 * math.tau
    x, y = 6.5 * math.cos(a), 6.5 * math.sin(a)
    O.mesh.primitive_cylinder_add(radius=.06, depth=3, location=(x, y, 1.5)); pole = obj('Metal', 'Pole')
    O.mesh.primitive_uv_sphere_add(radius=.2, location=(x, y, 3.1), segments=16, ring_count=8); bulb = obj('Lamp', 'Bulb')
    O.object.light_add(type='POINT', location=(x, y, 3.1)); l = C.object
    l.data.energy = 50; l.data.color = (1, .9, .7); l.data.shadow_soft_size = .2
    l.parent = bulb; l.matrix_parent_inverse = bulb.matrix_world.inverted()
    bulb.parent = pole; bulb.matrix_parent_inverse = pole.matrix_world.inverted()

# curve path
cu = D.curves.new('Path', 'CURVE'); cu.dimensions = '2D'; cu.fill_mode = 'BOTH'; cu.extrude = .01
sp = cu.splines.new('BEZIER'); sp.bezier_points.add(5)
for i, p in enumerate(sp.bezier_points):
    a = i / 6 * math.tau
    p.co = Vector((math.cos(a), math.sin(a), 0)) * (4 + random.random() * .3)
    p.handle_left_type = p.handle_right_type = 'AUTO'
sp.use_cyclic_u = True
ob = D.objects.new('Path', cu); C.scene.collection.objects.link(ob); ob.location.z = .02; cu.materials.append(mats['Path'])

print(len(D.objects), len(D.meshes), [o.name for o in D.objects if o.data == first.data])
print({t: sum(1 for o in C.scene.objects if o.type == t) for t in sorted({o.type for o in C.scene.objects})})
