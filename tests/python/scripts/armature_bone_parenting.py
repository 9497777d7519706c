import bpy
from mathutils import Matrix, Vector
import math

bpy.ops.wm.read_factory_settings(use_empty=True)
ctx = bpy.context

def add_armature(name, bones):
    data = bpy.data.armatures.new(name)
    ob = bpy.data.objects.new(name, data)
    ctx.collection.objects.link(ob)
    ctx.view_layer.objects.active = ob
    bpy.ops.object.editmode_toggle()
    for bname, matrix, length, parent in bones:
        b = data.edit_bones.new(bname)
        b.head = (0, 0, 0)
        b.tail = (0, length, 0)
        b.matrix = matrix
        if parent:
            b.parent = data.edit_bones[parent]
    bpy.ops.object.editmode_toggle()
    return ob

crane = add_armature("Crane", [
    ("base", Matrix.Rotation(math.pi / 2, 4, 'X'), 1.0, None),
    ("boom", Matrix.Translation((0, 0, 1)) @ Matrix.Rotation(math.radians(30), 4, 'X'), 2.0, "base"),
    ("hook", Matrix.Translation((0, 1.7, 2)) @ Matrix.Rotation(-math.pi / 2, 4, 'X'), 0.6, "boom"),
])

# boxes parented to bones
for pb in crane.pose.bones:
    bpy.ops.mesh.primitive_cube_add(size=0.3)
    cube = ctx.object
    cube.name = f"box_{pb.name}"
    cube.parent = crane
    cube.parent_type = 'BONE'
    cube.parent_bone = pb.name
    cube.matrix_parent_inverse = (crane.matrix_world @ Matrix.Translation(pb.tail - pb.head)).inverted()

crane.pose.bones["boom"].matrix_basis = Matrix.Rotation(0.5, 4, 'Z')
hook = crane.pose.bones["hook"]
copy = hook.constraints.new(type='COPY_ROTATION')
copy.target = crane
copy.subtarget = "base"
copy.influence = 0.5
copy.mix_mode = 'BEFORE'
copy.target_space = 'LOCAL'
damped = hook.constraints.new(type='DAMPED_TRACK')
damped.target = bpy.data.objects["box_base"]
damped.track_axis = 'TRACK_Y'

ctx.view_layer.update()
for ob in ctx.scene.objects:
    t = ob.matrix_world.translation
    print(ob.name, [round(x, 3) + 0.0 for x in t])
