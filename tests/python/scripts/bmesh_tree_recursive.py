import bpy
import bmesh
import random
from mathutils import Vector, Matrix, Quaternion
from math import radians, pi

random.seed(2024)

MAX_DEPTH = 4

def branch(bm, start: Vector, direction: Vector, length: float, radius: float, depth: int, tips: list):
    """Recursive branch: an 5-gon tube from start along direction."""
    end = start + direction * length
    q = Vector((0, 0, 1)).rotation_difference(direction)
    m = Matrix.Translation((start + end) / 2) @ q.to_matrix().to_4x4()
    bmesh.ops.create_cone(bm, cap_ends=depth == 0, segments=5, radius1=radius, radius2=radius * 0.7, depth=length, matrix=m)
    if depth >= MAX_DEPTH:
        tips.append(end)
        return
    n = 2 if depth else 3
    for i in range(n):
        axis = direction.orthogonal()
        axis.rotate(Quaternion(direction, 2 * pi * i / n + random.uniform(-0.4, 0.4)))
        d = direction.copy()
        d.rotate(Quaternion(axis, radians(random.uniform(20, 40))))
        branch(bm, end, d.normalized(), length * random.uniform(0.65, 0.8), radius * 0.68, depth + 1, tips)

bm = bmesh.new()
tips = []
branch(bm, Vector((0, 0, 0)), Vector((0, 0, 1)), 1.6, 0.16, 0, tips)
me = bpy.data.meshes.new("Tree")
bm.to_mesh(me)
bm.free()
tree = bpy.data.objects.new("Tree", me)
bpy.context.scene.collection.objects.link(tree)

leaf_mesh = bpy.data.meshes.new("Leaf")
bm = bmesh.new()
bmesh.ops.create_icosphere(bm, subdivisions=1, radius=0.18)
bm.to_mesh(leaf_mesh)
bm.free()

leaves = bpy.data.collections.new("Leaves")
bpy.context.scene.collection.children.link(leaves)
for i, t in enumerate(tips):
    leaf = bpy.data.objects.new(f"Leaf_{i}", leaf_mesh)
    leaf.location = t
    s = random.uniform(0.6, 1.4)
    leaf.scale = (s, s, s)
    leaf.parent = tree
    leaves.objects.link(leaf)

print(len(tips), "tips; tree has", len(me.vertices), "vertices")
hi = max(tips, key=lambda v: v.z)
print("highest %.4f %.4f %.4f" % hi[:])
