import bpy
import os

# Render a tiny preview of a red cube
output_dir = os.path.join(os.getcwd(), "output")
os.makedirs(output_dir, exist_ok=True)

scene = bpy.context.scene
scene.render.engine = 'BLENDER_WORKBENCH'
scene.render.resolution_x = 32
scene.render.resolution_y = 32
scene.render.resolution_percentage = 50
scene.render.image_settings.file_format = 'PNG'
scene.render.filepath = os.path.join(output_dir, "preview.png")

cube = bpy.data.objects["Cube"]
mat = cube.active_material
mat.diffuse_color = (0.8, 0.1, 0.1, 1)
mat.node_tree.nodes["Principled BSDF"].inputs[0].default_value = (0.8, 0.1, 0.1, 1)
cube.rotation_euler[2] = 0.6

bpy.ops.render.render(write_still=True)

print("Rendering to", os.path.basename(scene.render.filepath))
