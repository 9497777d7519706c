import bpy

# Several scenes and view layers in one file

main = bpy.context.scene
main.name = "Main"

second = bpy.data.scenes.new("Turntable")
second.render.engine = 'BLENDER_WORKBENCH'
second.render.resolution_x = 640
second.render.resolution_y = 640
second.frame_end = 36
second.world = main.world

shared = bpy.data.collections.new("Shared")
main.collection.children.link(shared)
second.collection.children.link(shared)
cube = bpy.data.objects["Cube"]
shared.objects.link(cube)
bpy.data.collections["Collection"].objects.unlink(cube)

cam = bpy.data.objects.new("TurnCam", bpy.data.cameras.new("TurnCam"))
cam.location = (0, -6, 1)
cam.rotation_euler = (1.4, 0, 0)
second.collection.objects.link(cam)
second.camera = cam

fx = main.view_layers.new("FX")
fx.use_pass_z = True
fx.use_pass_normal = True
fx.samples = 4
for lc in fx.layer_collection.children:
    if lc.name == "Shared":
        lc.holdout = True
    else:
        lc.exclude = True
print([vl.name for vl in main.view_layers], [s.name for s in bpy.data.scenes])

main.unit_settings.system = 'METRIC'
main.unit_settings.length_unit = 'CENTIMETERS'
main.unit_settings.scale_length = 0.01
main.view_settings.exposure = 0.5
main.view_settings.gamma = 1.1
main.render.use_border = True
main.render.border_max_x = 0.5
main.render.film_transparent = True
main.cycles.samples = 12
main.cycles.use_adaptive_sampling = False
main.eevee.taa_render_samples = 8

with bpy.context.temp_override(scene=second, view_layer=second.view_layers[0]):
    print("override", bpy.context.scene.name)
print("now", bpy.context.scene.name, shared.users)
for sc in bpy.data.scenes:
    print(sc.name, sorted(o.name for o in sc.objects))
