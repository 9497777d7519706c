import bpy
from mathutils import Vector


class SimpleOperator(bpy.types.Operator):
    bl_idname = "object.stack_cubes"
    bl_label = "Stack cubes"

    count: bpy.props.IntProperty(default=3)
    offset: bpy.props.FloatVectorProperty(default=(0, 0, 2.2), size=3)

    def execute(self, context):
        base = context.scene.cursor.location.copy()
        for i in range(self.count):
            bpy.ops.mesh.primitive_cube_add(size=2, location=base + Vector(self.offset) * i)
            cube = context.object
            cube["stack_index"] = i
            cube.rotation_euler.z = i * 0.2
        return {'FINISHED'}


def menu_func(self, context):
    self.layout.operator(SimpleOperator.bl_idname)


bpy.utils.register_class(SimpleOperator)
bpy.types.VIEW3D_MT_mesh_add.append(menu_func)

bpy.context.scene.cursor.location = (1.0, 2.0, 0.5)
bpy.ops.object.stack_cubes(count=4)
bpy.ops.object.stack_cubes()

for ob in bpy.context.scene.objects:
    if "stack_index" in ob:
        print(ob.name, ob["stack_index"], ob.get("missing", "-"))

bpy.types.VIEW3D_MT_mesh_add.remove(menu_func)
bpy.utils.unregister_class(SimpleOperator)
