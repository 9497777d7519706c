"""
Create a 3D color grid (RGB cube) with one emission material per cell
"""
import bpy
from itertools import product

def clear_materials():
    for material in bpy.data.materials:
        material.user_clear()
        bpy.data.materials.remove(material)

def clear_objects():
    bpy.ops.object.select_all(action="SELECT")
    bpy.ops.object.delete()

clear_objects()
clear_materials()

N = 4
step = 1.5
for r, g, b in product(range(N), repeat=3):
    bpy.ops.mesh.primitive_cube_add(size=0.8, location=(r * step, g * step, b * step))
    current = bpy.context.object
    color = (r / (N - 1), g / (N - 1), b / (N - 1), 1.0)
    mat = bpy.data.materials.new("RGB_%d%d%d" % (r, g, b))
    mat.use_nodes = True
    tree = mat.node_tree
    bsdf = tree.nodes["Principled BSDF"]
    emit = tree.nodes.new("ShaderNodeEmission")
    emit.inputs["Color"].default_value = color
    emit.location = bsdf.location
    tree.links.new(emit.outputs["Emission"], tree.nodes["Material Output"].inputs["Surface"])
    tree.nodes.remove(bsdf)
    mat.diffuse_color = color
    current.data.materials.append(mat)
    current.color = color

bpy.context.scene.display.shading.light = 'FLAT'
bpy.context.scene.display.shading.color_type = 'OBJECT'
bpy.context.scene.render.engine = "BLENDER_WORKBENCH"
print(len(bpy.data.materials), "materials")
print(bpy.data.materials[-1].name, [l.from_socket.name for l in bpy.data.materials[-1].node_tree.links])
