import bpy
import bmesh
import math
from mathutils import Vector, Matrix

bpy.ops.object.select_all(action="SELECT")
bpy.ops.object.delete(use_global=False)

# ---- Headband: curve with taper, converted by new_from_object
curve = bpy.data.curves.new("Headband", "CURVE")
curve.dimensions = "3D"
curve.bevel_depth = 0.08
curve.bevel_resolution = 2
s = curve.splines.new("BEZIER")
s.bezier_points.add(2)
for p, co, hl, hr in zip(
    s.bezier_points,
    [(-1, 0, 0), (0, 0, 1.3), (1, 0, 0)],
    [(-1, 0, -0.5), (-0.8, 0, 1.3), (1, 0, 0.7)],
    [(-1, 0, 0.7), (0.8, 0, 1.3), (1, 0, -0.5)],
):
    p.co, p.handle_left, p.handle_right = co, hl, hr
    p.handle_left_type = p.handle_right_type = "FREE"
band = bpy.data.objects.new("Headband", curve)
bpy.context.scene.collection.objects.link(band)

# ---- Ear cups: bmesh, mirrored
def cup_mesh():
    bm = bmesh.new()
    bmesh.ops.create_cone(bm, cap_ends=True, segments=32, radius1=0.5, radius2=0.45, depth=0.3, matrix=Matrix.Rotation(math.pi / 2, 4, "Y"))
    side = [f for f in bm.faces if f.normal.dot(Vector((1, 0, 0))) > 0.9 or len(f.verts) > 8]
    inset = bmesh.ops.inset_region(bm, faces=[f for f in side if f.calc_center_median().x > 0], thickness=0.1, depth=-0.08)
    for f in inset["faces"]:
        f.material_index = 1
    me = bpy.data.meshes.new("Cup")
    bm.to_mesh(me)
    bm.free()
    return me

me = cup_mesh()
left = bpy.data.objects.new("Cup_L", me)
right = bpy.data.objects.new("Cup_R", me)
left.matrix_world = Matrix.Translation((-1.05, 0, -0.1))
right.matrix_world = Matrix.Translation((1.05, 0, -0.1)) @ Matrix.Rotation(math.pi, 4, "Z")
for o in (left, right):
    bpy.context.scene.collection.objects.link(o)

for name, rgba in (("Plastic", (0.02, 0.02, 0.025, 1)), ("Foam", (0.1, 0.02, 0.02, 1))):
    m = bpy.data.materials.new(name)
    m.use_nodes = True
    m.node_tree.nodes["Principled BSDF"].inputs["Base Color"].default_value = rgba
    me.materials.append(m)
curve.materials.append(bpy.data.materials["Plastic"])

# cable: hanging parabola
cable = bpy.data.curves.new("Cable", 'CURVE')
cable.dimensions = '3D'
cable.bevel_depth = 0.02
sp = cable.splines.new('POLY')
pts = [(-1.05 + t * 0.1, 0.0, -0.6 - math.sqrt(t) * 0.3, 1) for t in range(15)]
sp.points.add(len(pts) - len(sp.points))
for p, co in zip(sp.points, pts):
    p.co = co
cable_ob = bpy.data.objects.new("Cable", cable)
bpy.context.scene.collection.objects.link(cable_ob)

root = bpy.data.objects.new("Headphones", None)
bpy.context.scene.collection.objects.link(root)
for o in (band, left, right, cable_ob):
    o.parent = root
root.rotation_euler = (math.radians(-10), 0, math.radians(30))

print("faces with foam:", sum(p.material_index == 1 for p in me.polygons), "of", len(me.polygons))
print("users of mesh:", me.users, "rotation of right:", round(right.rotation_euler.z, 4))
