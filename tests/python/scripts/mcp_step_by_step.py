import bpy

# Step 1: look at the scene
print("Objects before:", [obj.name for obj in bpy.data.objects])

# Step 2: remove the default cube but keep light and camera
if "Cube" in bpy.data.objects:
    bpy.data.objects.remove(bpy.data.objects["Cube"], do_unlink=True)

# Step 3: pedestal
bpy.ops.mesh.primitive_cube_add(size=1, location=(0, 0, 0.25), scale=(2, 2, 0.5))
pedestal = bpy.context.object
pedestal.name = "Pedestal"
print(tuple(pedestal.scale), tuple(pedestal.dimensions))

# Step 4: column with scale argument
bpy.ops.mesh.primitive_cylinder_add(radius=0.5, depth=2, location=(0, 0, 1.5), scale=(1, 1, 1.2), rotation=(0, 0, 0.3))
column = bpy.context.object
column.name = "Column"

# Step 5: stones
for i, (x, y) in enumerate([(1.2, 1.2), (-1.2, 1.2), (1.2, -1.2), (-1.2, -1.2)]):
    bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=2, radius=0.3, location=(x, y, 0.6), scale=(1, 1, 0.6))
    bpy.context.object.name = f"Stone_{i}"

bpy.ops.mesh.primitive_uv_sphere_add(segments=24, ring_count=12, radius=0.6, location=(0, 0, 3.2), scale=(1, 1, 1.1))
orb = bpy.context.object
orb.name = "Orb"

# Step 6: material with emission
mat = bpy.data.materials.new(name="Orb_Material")
mat.use_nodes = True
nodes = mat.node_tree.nodes
bsdf = nodes["Principled BSDF"]
bsdf.inputs["Base Color"].default_value = (0.1, 0.6, 1.0, 1.0)
bsdf.inputs["Emission Color"].default_value = (0.1, 0.6, 1.0, 1.0)
bsdf.inputs["Emission Strength"].default_value = 3.0
orb.data.materials.append(mat)

# Step 7: light and camera
bpy.ops.object.light_add(type='SUN', location=(5, 5, 10), rotation=(0.6, 0.1, 0.8))
bpy.context.object.data.energy = 2.5
camera = bpy.data.objects["Camera"]
camera.location = (7, -7, 5)
camera.rotation_euler = (1.109, 0, 0.785)
bpy.context.scene.camera = camera

# Step 8: report
result = {
    "objects": len(bpy.data.objects),
    "names": sorted(o.name for o in bpy.context.scene.objects),
    "active": bpy.context.active_object.name,
}
print(result)
print("Objects after:", [obj.name for obj in bpy.data.objects])
