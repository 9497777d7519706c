import bpy
import math

# generate an image with Python and use it as a texture
width = height = 32
img = bpy.data.images.new("Checker", width=width, height=height, alpha=False, float_buffer=False)
pixels = [0.0] * (width * height * 4)
for y in range(height):
    for x in range(width):
        i = (y * width + x) * 4
        on = (x // 4 + y // 4) % 2
        pixels[i:i + 4] = [on, 0.5 * on + 0.25, x / width, 1.0]
img.pixels = pixels
img.update()

uvgrid = bpy.data.images.new("Grid", 64, 64)
uvgrid.generated_type = 'UV_GRID'

mat = bpy.data.materials.new("Textured")
mat.use_nodes = True
nt = mat.node_tree
tex = nt.nodes.new('ShaderNodeTexImage')
tex.image = img
tex.interpolation = 'Closest'
tex.extension = 'REPEAT'
uv = nt.nodes.new('ShaderNodeUVMap')
uv.uv_map = "UVMap"
nt.links.new(uv.outputs['UV'], tex.inputs['Vector'])
nt.links.new(tex.outputs['Color'], nt.nodes['Principled BSDF'].inputs['Base Color'])
nt.nodes.active = tex

cube = bpy.data.objects['Cube']
cube.data.materials[0] = mat
uv_layer = cube.data.uv_layers.active.data
for poly in cube.data.polygons:
    for loop_index in poly.loop_indices:
        u, v = uv_layer[loop_index].uv
        uv_layer[loop_index].uv = (u * 2, v * 2)

print(img.name, tuple(img.size), img.channels, round(img.pixels[5], 3))
print([round(c, 3) for c in uv_layer[0].uv])
print("users:", img.users, uvgrid.users)

# an HDRI slot in the world without an image file
world = bpy.context.scene.world
env = world.node_tree.nodes.new("ShaderNodeTexEnvironment")
env.location = (-300, 0)
world.node_tree.links.new(env.outputs["Color"], world.node_tree.nodes["Background"].inputs["Color"])
env.image = uvgrid
