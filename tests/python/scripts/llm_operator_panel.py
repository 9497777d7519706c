bl_info = {
    "name": "Stair Generator",
    "author": "Assistant",
    "version": (1, 0),
    "blender": (4, 0, 0),
    "category": "Add Mesh",
}

import bpy
import math
from bpy.props import IntProperty, FloatProperty, BoolProperty, EnumProperty, PointerProperty, StringProperty


class StairSettings(bpy.types.PropertyGroup):
    steps: IntProperty(name="Steps", default=12, min=1, max=200)
    rise: FloatProperty(name="Rise", default=0.2, min=0.01)
    width: FloatProperty(name="Width", default=1.2)
    style: EnumProperty(name="Style", items=[('STRAIGHT', "Straight", ""), ('SPIRAL', "Spiral", "")], default='SPIRAL')
    prefix: StringProperty(name="Prefix", default="Step")


class MESH_OT_make_stairs(bpy.types.Operator):
    """Create a staircase"""
    bl_idname = "mesh.make_stairs"
    bl_label = "Make Stairs"
    bl_options = {'REGISTER', 'UNDO'}

    run: FloatProperty(name="Run", default=0.3)
    add_pole: BoolProperty(name="Pole", default=True)

    @classmethod
    def poll(cls, context):
        return context.mode == 'OBJECT'

    def execute(self, context):
        s = context.scene.stair_settings
        for i in range(s.steps):
            if s.style == 'SPIRAL':
                a = i * math.radians(25)
                loc = (math.cos(a) * s.width / 2, math.sin(a) * s.width / 2, i * s.rise)
                rot = (0, 0, a)
            else:
                loc = (0, i * self.run, i * s.rise)
                rot = (0, 0, 0)
            bpy.ops.mesh.primitive_cube_add(size=1, location=loc, rotation=rot)
            ob = context.active_object
            ob.name = f"{s.prefix}_{i:02d}"
            ob.scale = (s.width, self.run, s.rise * 0.5)
        if self.add_pole:
            h = s.steps * s.rise
            bpy.ops.mesh.primitive_cylinder_add(radius=0.08, depth=h, location=(0, 0, h / 2))
            context.active_object.name = "Pole"
        self.report({'INFO'}, f"{s.steps} steps made")
        return {'FINISHED'}


class VIEW3D_PT_stairs(bpy.types.Panel):
    bl_label = "Stairs"
    bl_idname = "VIEW3D_PT_stairs"
    bl_space_type = 'VIEW_3D'
    bl_region_type = 'UI'
    bl_category = "Create"

    def draw(self, context):
        layout = self.layout
        s = context.scene.stair_settings
        layout.prop(s, "steps")
        layout.prop(s, "rise")
        layout.operator("mesh.make_stairs")


classes = (StairSettings, MESH_OT_make_stairs, VIEW3D_PT_stairs)


def register():
    for c in classes:
        bpy.utils.register_class(c)
    bpy.types.Scene.stair_settings = PointerProperty(type=StairSettings)


def unregister():
    del bpy.types.Scene.stair_settings
    for c in reversed(classes):
        bpy.utils.unregister_class(c)


if __name__ == "__main__":
    register()
    bpy.ops.object.select_all(action='SELECT')
    bpy.ops.object.delete()
    bpy.context.scene.stair_settings.steps = 9
    bpy.context.scene.stair_settings.prefix = "Tread"
    result = bpy.ops.mesh.make_stairs(run=0.35)
    print(result)
    unregister()
    print(len(bpy.data.objects))
