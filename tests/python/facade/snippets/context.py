# --- what is current
import bpy
c = bpy.context
print(c.scene.name, c.view_layer.name, c.collection.name, c.mode, c.active_object.name, c.object.name, [o.name for o in c.selected_objects])
print(c.scene == bpy.data.scenes[0], c.view_layer == c.scene.view_layers[0], c.scene.camera.name, c.scene.world.name)
print(c.scene.collection.name, [x.name for x in c.scene.objects], c.evaluated_depsgraph_get().scene.name, c.scene.objects.get("Nope"))
# --- modes
import bpy
o = bpy.data.objects["Cube"]
bpy.ops.object.mode_set(mode="EDIT")
print(bpy.context.mode, o.mode, bpy.context.edit_object.name)
bpy.ops.mesh.select_all(action="SELECT")
bpy.ops.mesh.subdivide(number_cuts=1)
bpy.ops.object.mode_set(mode="OBJECT")
print(bpy.context.mode, len(o.data.vertices))
bpy.ops.object.editmode_toggle()
print(bpy.context.mode, bpy.ops.mesh.primitive_cube_add())
bpy.ops.object.editmode_toggle()
print(len(o.data.vertices), len(bpy.data.objects))
# --- overrides
import bpy
o = bpy.data.objects["Light"]
with bpy.context.temp_override(active_object=o, object=o, selected_objects=[o]):
    print(bpy.context.active_object.name, bpy.context.object.name)
print(bpy.context.active_object.name)
# --- scenes
import bpy
s = bpy.data.scenes.new("Second")
print(s.name, len(bpy.data.scenes), s.collection.name, len(s.objects), s.view_layers[0].name)
s.collection.objects.link(bpy.data.objects["Cube"])
print([o.name for o in s.objects], bpy.data.objects["Cube"].users_scene[0].name)
print(bpy.context.scene.name, bpy.context.view_layer.name)
# --- render settings
import bpy
s = bpy.context.scene
s.render.engine = "CYCLES"
s.cycles.samples = 64
s.cycles.use_denoising = False
s.render.resolution_x = 1280
s.render.image_settings.file_format = "PNG"
s.view_settings.view_transform = "Standard"
s.view_settings.look = "None"
s.render.film_transparent = True
s.eevee.taa_render_samples = 32
s.unit_settings.system = "METRIC"
print(s.render.engine, s.cycles.samples, s.cycles.use_denoising, s.render.resolution_x, s.view_settings.view_transform, s.render.film_transparent, s.eevee.taa_render_samples, s.unit_settings.system, s.gravity)
# --- try and except
import bpy
try:
    bpy.context.scene.render.engine = "BLENDER_EEVEE_NEXT"
except TypeError as error:
    print("eevee", "not found" in str(error))
    bpy.context.scene.render.engine = "BLENDER_EEVEE"
print(bpy.context.scene.render.engine)
o = bpy.data.objects["Cube"]
try:
    o.data.use_auto_smooth = True
except AttributeError as error:
    print(error)
print(hasattr(o.data, "use_auto_smooth"), hasattr(bpy.context.scene, "cycles"))
# --- unregistered things of scripts
import bpy
bpy.types.Scene.my_value = bpy.props.FloatProperty(name="Value", default=2.5)
bpy.context.scene.my_value = 4
print(bpy.context.scene.my_value, hasattr(bpy.context.scene, "my_value"))
# --- registered operators
import bpy
class Hello(bpy.types.Operator):
    bl_idname = "object.hello"
    bl_label = "Hello"
    amount: bpy.props.IntProperty(default=3)
    def execute(self, context):
        context.object.location.x = self.amount
        return {"FINISHED"}
bpy.utils.register_class(Hello)
print(bpy.ops.object.hello(), bpy.context.object.location.x)
print(bpy.ops.object.hello(amount=7), bpy.context.object.location.x)
