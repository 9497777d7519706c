import bpy
import bmesh
import math
from mathutils import Vector, noise

# Terrain generation with fractal noise and bmesh

SIZE = 10.0
RES = 40
HEIGHT = 2.0

for o in bpy.context.scene.objects:
    o.select_set(o.type == 'MESH')
bpy.ops.object.delete()

noise.seed_set(3)

mesh = bpy.data.meshes.new("Terrain")
obj = bpy.data.objects.new("Terrain", mesh)
bpy.context.collection.objects.link(obj)

bm = bmesh.new()
bmesh.ops.create_grid(bm, x_segments=RES, y_segments=RES, size=SIZE / 2)

for v in bm.verts:
    p = v.co * 0.3
    h = noise.fractal(Vector((p.x, p.y, 0.0)), 1.0, 2.0, 5)
    d = math.sqrt(v.co.x ** 2 + v.co.y ** 2) / (SIZE / 2)
    v.co.z = h * HEIGHT * max(0.0, 1.0 - d * 0.7)

bm.normal_update()

# slope based material index
for f in bm.faces:
    slope = f.normal.angle(Vector((0, 0, 1)))
    if f.calc_center_median().z < 0.0:
        f.material_index = 0
    elif slope > math.radians(25):
        f.material_index = 2
    else:
        f.material_index = 1
    f.smooth = True

bm.to_mesh(mesh)
bm.free()

for name, color in (("Water", (0.0, 0.1, 0.4, 1)), ("Grass", (0.1, 0.4, 0.05, 1)), ("Rock", (0.3, 0.28, 0.26, 1))):
    m = bpy.data.materials.new(name)
    m.diffuse_color = color
    mesh.materials.append(m)

counts = [0, 0, 0]
for p in mesh.polygons:
    counts[p.material_index] += 1
print("faces per material", counts)
zs = [v.co.z for v in mesh.vertices]
print(f"z from {min(zs):.3f} to {max(zs):.3f}")
