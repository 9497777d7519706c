import bpy

# Typical render setup with GPU detection
scene = bpy.context.scene
scene.render.engine = 'CYCLES'

def enable_gpu():
    try:
        prefs = bpy.context.preferences.addons['cycles'].preferences
        for backend in ('OPTIX', 'CUDA', 'METAL', 'HIP'):
            try:
                prefs.compute_device_type = backend
                prefs.get_devices()
                for device in prefs.devices:
                    device.use = device.type != 'CPU'
                scene.cycles.device = 'GPU'
                return backend
            except Exception:
                continue
    except Exception:
        pass
    return None

enable_gpu()
# The farm has no GPUs
scene.cycles.device = 'CPU'

scene.cycles.samples = 256
scene.cycles.use_adaptive_sampling = True
scene.cycles.adaptive_threshold = 0.02
scene.cycles.diffuse_bounces = 3
scene.cycles.caustics_reflective = False
scene.cycles.film_exposure = 1.2
scene.render.use_persistent_data = True
scene.render.threads_mode = 'AUTO'
scene.render.film_transparent = False
scene.render.use_motion_blur = True
scene.render.motion_blur_shutter = 0.3
scene.render.fps = 30
scene.render.image_settings.file_format = 'OPEN_EXR'
scene.render.image_settings.color_depth = '16'
scene.render.image_settings.exr_codec = 'DWAA'
scene.view_settings.view_transform = 'Filmic'
scene.view_settings.look = 'High Contrast'
scene.display_settings.display_device = 'sRGB'
layer = bpy.context.view_layer
layer.use_pass_mist = True
layer.use_pass_cryptomatte_object = True
layer.cycles.use_denoising = True
scene.use_gravity = False
scene.frame_step = 2
print(scene.render.image_settings.file_format, scene.view_settings.view_transform, scene.view_settings.look)
print(scene.render.fps, scene.cycles.samples, layer.use_pass_mist)

for area in (bpy.context.screen.areas if bpy.context.screen else []):
    if area.type == 'VIEW_3D':
        for space in area.spaces:
            if space.type == 'VIEW_3D':
                space.shading.type = 'MATERIAL'
                space.clip_end = 5000
print("done")
