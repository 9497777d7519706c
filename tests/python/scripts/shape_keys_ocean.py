import bpy
import random
import math

random.seed(5)
scene = bpy.context.scene

if "Cube" in bpy.data.objects:
    bpy.data.objects.remove(bpy.data.objects["Cube"], do_unlink=True)

N = 20
verts = [(x - N / 2, y - N / 2, 0) for x in range(N + 1) for y in range(N + 1)]
faces = []
for x in range(N):
    for y in range(N):
        a = x * (N + 1) + y
        faces.append((a, a + 1, a + N + 2, a + N + 1))
mesh = bpy.data.meshes.new("Ocean")
mesh.from_pydata(verts, [], faces)
ocean = bpy.data.objects.new("Ocean", mesh)
scene.collection.objects.link(ocean)

ocean.shape_key_add(name="Basis")
PHASES = 4
for k in range(PHASES):
    key = ocean.shape_key_add(name=f"Wave{k}")
    phase = math.tau * k / PHASES
    flat = []
    for x, y, z in verts:
        flat += [x, y, 0.4 * math.sin(x * 0.7 + phase) + 0.2 * math.cos(y * 0.9 + phase)]
    key.data.foreach_set("co", flat)
    for j in range(PHASES + 1):
        key.value = 1.0 if j % PHASES == k else 0.0
        key.keyframe_insert(data_path='value', frame=1 + j * 15)
scene.frame_end = 1 + PHASES * 15

for mod_type, name in (('SUBSURF', 'Smooth'), ):
    m = ocean.modifiers.new(name, mod_type)
    m.levels = 1

mesh.polygons.foreach_set("use_smooth", [True] * len(mesh.polygons))
mesh.update()

# one floating ball
bpy.ops.mesh.primitive_uv_sphere_add(radius=0.4, location=(0, 0, 0.3))
ball = bpy.context.object
ball.name = "Buoy"
ball.parent = ocean
ball.matrix_parent_inverse.identity()

zs = []
for f in (1, 16, 31):
    scene.frame_set(f)
    zs.append(round(ball.matrix_world.translation.z, 4))
print(zs)
scene.frame_set(1)
