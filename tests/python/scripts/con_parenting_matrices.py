import bpy
from mathutils import Matrix, Vector, Euler, Quaternion
import math

bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete(use_global=False)

def cube(name, loc):
    bpy.ops.mesh.primitive_cube_add(size=1, location=loc)
    o = bpy.context.active_object
    o.name = name
    return o

parent = cube("Parent", (1, 2, 3))
parent.rotation_euler = Euler((0.1, 0.2, 0.3), 'XYZ')
parent.scale = (2, 1, 0.5)
bpy.context.view_layer.update()

# keep transform by hand
kept = cube("Kept", (4, 0, 0))
kept.rotation_euler.rotate_axis('Z', math.radians(45))
bpy.context.view_layer.update()
before = kept.matrix_world.copy()
kept.parent = parent
kept.matrix_parent_inverse = parent.matrix_world.inverted()
bpy.context.view_layer.update()
print("kept:", all(abs(a - b) < 1e-4 for ra, rb in zip(before, kept.matrix_world) for a, b in zip(ra, rb)))

# without inverse: jumps
jump = cube("Jump", (1, 0, 0))
jump.parent = parent
bpy.context.view_layer.update()
print("jump:", [round(c, 4) for c in jump.matrix_world.translation])

# by operator
op_child = cube("OpChild", (-3, 0, 0))
bpy.ops.object.select_all(action='DESELECT')
op_child.select_set(True)
parent.select_set(True)
bpy.context.view_layer.objects.active = parent
bpy.ops.object.parent_set(type='OBJECT', keep_transform=False)
print("op parent", op_child.parent.name, parent.children[0].name, len(parent.children_recursive))

# matrices
m = cube("Matrix", (0, 0, 0))
m.matrix_world = Matrix.LocRotScale(Vector((5, 5, 5)), Quaternion((0, 0, 1), math.pi / 3), Vector((1, 2, 3)))
print("decomposed", [round(x, 4) for x in m.location], [round(x, 4) for x in m.rotation_euler], [round(x, 4) for x in m.scale])
shear = Matrix.Shear('XY', 4, (0.3, 0.0))
m2 = cube("Sheared", (0, 0, 0))
m2.data.transform(shear @ Matrix.Diagonal((1, 1, 2, 1)))
local = cube("Local", (0, 0, 0))
local.parent = parent
local.matrix_local = Matrix.Translation((0, 0, 2)) @ Euler((0, 0, math.pi / 6)).to_matrix().to_4x4()
basis = cube("Basis", (0, 0, 0))
basis.matrix_basis @= Matrix.Rotation(math.radians(30), 4, 'Y')
mw = (parent.matrix_world @ Matrix.Translation((1, 0, 0))).to_translation()
e = bpy.data.objects.new("Mark", None)
e.location = mw
bpy.context.scene.collection.objects.link(e)
print("mark", mw.to_tuple(3))

# unparent with operator
bpy.ops.object.select_all(action='DESELECT')
jump.select_set(True)
bpy.ops.object.parent_clear(type='CLEAR_KEEP_TRANSFORM')
print("cleared", jump.parent, [round(c, 3) for c in jump.location])
