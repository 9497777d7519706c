import bpy
import math
import random

def main():
    random.seed(25)
    # Remove only meshes, keep camera and light
    bpy.ops.object.select_by_type(type='MESH')
    bpy.ops.object.delete()

    green = new_material("Needles", (0.02, 0.18, 0.05), 0.7)
    trunk_mat = new_material("Trunk", (0.2, 0.1, 0.05), 0.9)
    ornament_mats = [new_material(f"Ornament{i}", c, 0.1, 0.8) for i, c in enumerate([(0.8, 0.02, 0.05), (0.9, 0.7, 0.1), (0.1, 0.2, 0.8)])]
    star_mat = new_material("Star", (1, 0.85, 0.2), 0.2, 0.0, 6.0)

    tree = bpy.data.objects.new("ChristmasTree", None)
    bpy.context.collection.objects.link(tree)

    bpy.ops.mesh.primitive_cylinder_add(radius=0.25, depth=1.0, location=(0, 0, 0.5))
    finish("Trunk", trunk_mat, tree)

    layers = 5
    for i in range(layers):
        t = i / layers
        bpy.ops.mesh.primitive_cone_add(vertices=24, radius1=1.8 * (1 - t) + 0.2, radius2=0.05, depth=1.2, location=(0, 0, 1.3 + i * 0.7))
        finish(f"Layer{i}", green, tree)
        ring = 6 - i
        for j in range(ring):
            a = 2 * math.pi * j / ring + random.random()
            r = (1.8 * (1 - t) + 0.2) * 0.9
            bpy.ops.mesh.primitive_uv_sphere_add(segments=12, ring_count=6, radius=random.uniform(0.08, 0.14), location=(r * math.cos(a), r * math.sin(a), 0.85 + i * 0.7))
            finish("Ornament", random.choice(ornament_mats), tree)
            bpy.ops.object.shade_smooth()

    # star as a mesh
    verts, faces = [(0, 0.1, 0), (0, -0.1, 0)], []
    for k in range(10):
        r = 0.4 if k % 2 == 0 else 0.16
        a = math.pi / 2 + k * math.pi / 5
        verts.append((r * math.cos(a), 0, r * math.sin(a)))
    for k in range(10):
        a, b = 2 + k, 2 + (k + 1) % 10
        faces += [(0, a, b), (1, b, a)]
    me = bpy.data.meshes.new("Star")
    me.from_pydata(verts, [], faces)
    star = bpy.data.objects.new("Star", me)
    star.location = (0, 0, 1.3 + layers * 0.7 + 0.1)
    bpy.context.collection.objects.link(star)
    bpy.context.view_layer.objects.active = star
    finish("Star", star_mat, tree)

    # snow ground with particles-like scatter
    bpy.ops.mesh.primitive_plane_add(size=12)
    finish("Snow", new_material("Snow", (0.95, 0.95, 1.0), 0.6), None)
    for n in range(4):
        s = random.uniform(0.3, 0.6)
        bpy.ops.mesh.primitive_cube_add(size=s, location=(random.uniform(-2, 2), random.uniform(-2, -1), s / 2), rotation=(0, 0, random.uniform(0, 3)))
        finish(f"Gift{n}", ornament_mats[n % 3], None)

    tree.scale = (0.9, 0.9, 0.9)
    tree.rotation_euler.z = math.radians(15)
    for f, s in ((1, 0.0), (30, 1.0), (36, 0.9)):
        tree.scale = (s, s, s)
        tree.keyframe_insert(data_path="scale", frame=f)
    print("children:", len(tree.children), "materials:", len(bpy.data.materials))

def new_material(name, rgb, rough=0.5, metal=0.0, glow=0.0):
    m = bpy.data.materials.new(name)
    m.use_nodes = True
    b = m.node_tree.nodes.get("Principled BSDF")
    b.inputs["Base Color"].default_value = rgb + (1,)
    b.inputs["Roughness"].default_value = rough
    b.inputs["Metallic"].default_value = metal
    if glow:
        b.inputs["Emission Color"].default_value = rgb + (1,)
        b.inputs["Emission Strength"].default_value = glow
    return m

def finish(name, mat, parent):
    ob = bpy.context.active_object
    ob.name = name
    ob.data.materials.append(mat)
    if parent:
        ob.parent = parent

main()
