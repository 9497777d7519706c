import bpy
import os

# Build something, then save, export and render. Files go to a folder beside the script.

def out(name):
    folder = os.path.join(os.path.abspath("."), "build")
    if not os.path.exists(folder):
        os.makedirs(folder)
    return os.path.join(folder, name)

bpy.ops.mesh.primitive_torus_add(major_radius=1, minor_radius=0.25, location=(0, 0, 2))
ring = bpy.context.object
ring.name = "ExportMe"
mat = bpy.data.materials.new("Simple")
mat.use_nodes = True
ring.data.materials.append(mat)

scene = bpy.context.scene
scene.render.filepath = out("frame_")
scene.render.image_settings.file_format = 'JPEG'
scene.render.image_settings.quality = 80
scene.render.resolution_x = 64
scene.render.resolution_y = 64

for what, run in (
    ("glb", lambda: bpy.ops.export_scene.gltf(filepath=out("model.glb"), export_format='GLB')),
    ("obj", lambda: bpy.ops.wm.obj_export(filepath=out("model.obj"), export_selected_objects=True)),
    ("stl", lambda: bpy.ops.wm.stl_export(filepath=out("model.stl"))),
    ("blend", lambda: bpy.ops.wm.save_as_mainfile(filepath=out("scene.blend"))),
):
    try:
        run()
        print("wrote", what)
    except Exception as e:
        print("failed", what)

ring.location.z = 1.0
print("still here:", ring.name, [round(c, 2) for c in ring.location])
print(bpy.context.scene.render.image_settings.file_format, os.path.basename(scene.render.filepath))
