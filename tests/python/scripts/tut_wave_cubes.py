import bpy
import math

# Animated wave of cubes
for ob in bpy.data.objects:
    if ob.type == 'MESH':
        bpy.data.objects.remove(ob)

size = 8
spacing = 1.1
frames = range(1, 61, 5)

cube_mesh = None
for x in range(size):
    for y in range(size):
        if cube_mesh is None:
            bpy.ops.mesh.primitive_cube_add(size=1, location=(x * spacing, y * spacing, 0))
            cube = bpy.context.active_object
            cube_mesh = cube.data
        else:
            cube = bpy.data.objects.new("Cube", cube_mesh)
            cube.location = (x * spacing, y * spacing, 0)
            bpy.context.collection.objects.link(cube)
        cube.name = "Cube_{}_{}".format(x, y)
        d = math.sqrt((x - size / 2) ** 2 + (y - size / 2) ** 2)
        for f in frames:
            cube.location.z = math.sin(d - f * 0.1) * 0.7
            cube.keyframe_insert(data_path="location", index=2, frame=f)

bpy.context.scene.frame_end = 60
bpy.context.scene.frame_set(30)
print("cubes:", size * size, "mesh users:", cube_mesh.users)
print("%.4f" % bpy.data.objects["Cube_3_4"].location.z)
