# --- an object that an operator adds is written to without a question
import bpy
for i in range(20):
    bpy.ops.mesh.primitive_cube_add(size=1, location=(i, 0, 0))
    obj = bpy.context.active_object
    obj.name = f"Cube_{i}"
    obj.scale = (1, 2, 1)
    obj.rotation_euler = (0, 0, i * 0.1)
    obj.data.name = f"Mesh_{i}"
print(len(bpy.data.objects))
# --- materials by the dozen
import bpy
for i in range(12):
    mat = bpy.data.materials.new(name=f"Mat_{i}")
    mat.use_nodes = True
    mat.node_tree.nodes["Principled BSDF"].inputs["Base Color"].default_value = (i / 12, 0, 0, 1)
    mat.node_tree.nodes["Principled BSDF"].inputs["Roughness"].default_value = 0.5
print(len(bpy.data.materials))
# --- vertices are read by the column
import bpy
me = bpy.data.objects["Cube"].data
total = sum(v.co.x + v.co.y + v.normal.z for v in me.vertices)
print(round(total, 4))
for v in me.vertices:
    v.co.x += v.co.y
print([round(v.co.x, 3) for v in me.vertices])
