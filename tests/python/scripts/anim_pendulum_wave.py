import bpy
import math

def delete_all():
    bpy.ops.object.select_all(action='SELECT')
    bpy.ops.object.delete(use_global=False)

delete_all()

COUNT = 9
FRAMES = 120
FPS = 24
bpy.context.scene.render.fps = FPS
bpy.context.scene.frame_end = FRAMES

bar = None
for i in range(COUNT):
    length = 9.81 * ((30 / (20 + i)) / (2 * math.pi)) ** 2 * 10
    x = (i - COUNT / 2) * 0.8

    pivot = bpy.data.objects.new(f"Pivot_{i}", None)
    pivot.location = (x, 0, 6)
    bpy.context.collection.objects.link(pivot)

    bpy.ops.mesh.primitive_uv_sphere_add(radius=0.3, location=(0, 0, -length), segments=16, ring_count=8)
    bob = bpy.context.object
    bob.name = f"Bob_{i}"
    bob.parent = pivot

    bpy.ops.mesh.primitive_cylinder_add(radius=0.02, depth=length, location=(0, 0, -length / 2), vertices=6)
    rod = bpy.context.object
    rod.name = f"Rod_{i}"
    rod.parent = pivot

    omega = math.sqrt(9.81 / length)
    for f in range(1, FRAMES + 1, 4):
        t = (f - 1) / FPS
        pivot.rotation_euler[1] = math.radians(30) * math.cos(omega * t)
        pivot.keyframe_insert(data_path="rotation_euler", index=1, frame=f)

    mat = bpy.data.materials.new(f"Bob_{i}")
    mat.use_nodes = True
    hue = i / COUNT
    mat.node_tree.nodes["Principled BSDF"].inputs["Base Color"].default_value = (abs(math.sin(hue * 3)), hue, 1 - hue, 1)
    bob.data.materials.append(mat)

bpy.ops.mesh.primitive_cube_add(size=1, location=(-0.4, 0, 6))
bar = bpy.context.object
bar.name = "Bar"
bar.scale = (COUNT * 0.9, 0.2, 0.2)

total = sum(len(fc.keyframe_points) for act in bpy.data.actions for l in act.layers for s in l.strips for b in s.channelbags for fc in b.fcurves)
print(COUNT, "pendulums,", total, "keys in", len(bpy.data.actions), "actions")
