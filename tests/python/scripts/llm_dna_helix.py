import bpy, math
from mathutils import Vector, Matrix

# remove all
bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete()

TURNS = 3
PER_TURN = 10
RADIUS = 2.0
RISE = 0.4

def mat(name, color):
    m = bpy.data.materials.new(name)
    m.use_nodes = True
    m.node_tree.nodes['Principled BSDF'].inputs['Base Color'].default_value = color
    return m

colors = {
    "A": mat("Adenine", (0.9, 0.1, 0.1, 1)),
    "T": mat("Thymine", (0.1, 0.2, 0.9, 1)),
    "G": mat("Guanine", (0.1, 0.8, 0.2, 1)),
    "C": mat("Cytosine", (0.9, 0.8, 0.1, 1)),
}
backbone = mat("Backbone", (0.7, 0.7, 0.75, 1))
pairs = {"A": "T", "T": "A", "G": "C", "C": "G"}
sequence = "ATGCGTACCTGA" * 3

def cylinder_between(p1, p2, r, material, name):
    p1, p2 = Vector(p1), Vector(p2)
    d = p2 - p1
    length = d.length
    bpy.ops.mesh.primitive_cylinder_add(vertices=12, radius=r, depth=length, location=(p1 + p2) / 2)
    ob = bpy.context.active_object
    ob.name = name
    ob.rotation_mode = 'QUATERNION'
    ob.rotation_quaternion = Vector((0, 0, 1)).rotation_difference(d.normalized())
    ob.data.materials.append(material)
    return ob

parent = bpy.data.objects.new("DNA", None)
bpy.context.collection.objects.link(parent)

strand1, strand2 = [], []
for i in range(TURNS * PER_TURN):
    a = 2 * math.pi * i / PER_TURN
    z = i * RISE
    p = Vector((math.cos(a) * RADIUS, math.sin(a) * RADIUS, z))
    q = Vector((math.cos(a + math.pi) * RADIUS, math.sin(a + math.pi) * RADIUS, z))
    strand1.append(p)
    strand2.append(q)
    base = sequence[i]
    mid = p.lerp(q, 0.5)
    if i % 3 == 0:
        c1 = cylinder_between(p, mid, 0.12, colors[base], f"Base_{i}_{base}")
        c2 = cylinder_between(mid, q, 0.12, colors[pairs[base]], f"Base_{i}_{pairs[base]}")
        c1.parent = parent
        c2.parent = parent

# Backbones as curves
for n, pts in enumerate((strand1, strand2)):
    curve = bpy.data.curves.new(f"Strand{n}", type='CURVE')
    curve.dimensions = '3D'
    curve.bevel_depth = 0.18
    curve.bevel_resolution = 3
    spline = curve.splines.new('NURBS')
    spline.points.add(len(pts) - 1)
    for sp, co in zip(spline.points, pts):
        sp.co = (*co, 1.0)
    spline.use_endpoint_u = True
    spline.order_u = 4
    ob = bpy.data.objects.new(f"Strand{n}", curve)
    ob.data.materials.append(backbone)
    ob.parent = parent
    bpy.context.collection.objects.link(ob)

parent.matrix_world = Matrix.Translation((0, 0, -6)) @ Matrix.Rotation(math.radians(15), 4, 'X')
bpy.context.view_layer.update()
print("length of first strand:", round(sum((b - a).length for a, b in zip(strand1, strand1[1:])), 4))
print("parent:", [round(c, 3) for row in parent.matrix_world for c in row])
