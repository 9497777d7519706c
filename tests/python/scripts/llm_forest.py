import bpy
import random
import math
from typing import List, Tuple

SEED = 7
random.seed(SEED)


def clear_all() -> None:
    bpy.ops.object.select_all(action="SELECT")
    bpy.ops.object.delete(use_global=False)
    for mesh in bpy.data.meshes:
        bpy.data.meshes.remove(mesh)


def create_principled(name: str, color: Tuple[float, float, float], roughness: float = 0.8) -> bpy.types.Material:
    mat = bpy.data.materials.new(name)
    mat.use_nodes = True
    nodes = mat.node_tree.nodes
    nodes.clear()
    output = nodes.new("ShaderNodeOutputMaterial")
    bsdf = nodes.new("ShaderNodeBsdfPrincipled")
    output.location = (400, 0)
    bsdf.location = (0, 0)
    bsdf.inputs["Base Color"].default_value = (*color, 1.0)
    bsdf.inputs["Roughness"].default_value = roughness
    mat.node_tree.links.new(bsdf.outputs["BSDF"], output.inputs["Surface"])
    return mat


def create_tree(location: Tuple[float, float, float], height: float, trunk_mat, leaf_mats: List) -> bpy.types.Object:
    x, y, z = location
    bpy.ops.mesh.primitive_cylinder_add(vertices=8, radius=0.12 * height / 3, depth=height * 0.4,
                                        location=(x, y, z + height * 0.2))
    trunk = bpy.context.active_object
    trunk.name = "Trunk"
    trunk.data.materials.append(trunk_mat)

    for level in range(3):
        r = (0.9 - level * 0.25) * height / 3
        bpy.ops.mesh.primitive_cone_add(vertices=8, radius1=r, radius2=0, depth=height * 0.35,
                                        location=(x, y, z + height * (0.45 + 0.2 * level)),
                                        rotation=(0, 0, random.uniform(0, math.tau)))
        leaf = bpy.context.active_object
        leaf.name = f"Leaves_{level}"
        leaf.data.materials.append(random.choice(leaf_mats))
        leaf.parent = trunk
        leaf.matrix_parent_inverse = trunk.matrix_world.inverted()
    return trunk


def create_rock(location, size, mat):
    bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=2, radius=size, location=location)
    rock = bpy.context.active_object
    rock.name = "Rock"
    for v in rock.data.vertices:
        v.co *= 1 + random.uniform(-0.15, 0.15)
    rock.scale.z = 0.6
    rock.data.materials.append(mat)
    return rock


def main() -> None:
    clear_all()
    bark = create_principled("Bark", (0.15, 0.08, 0.04))
    greens = [create_principled(f"Leaf.{i}", (0.05 + 0.03 * i, 0.25 + 0.05 * i, 0.06)) for i in range(3)]
    stone = create_principled("Stone", (0.3, 0.3, 0.32), 0.95)

    bpy.ops.mesh.primitive_grid_add(x_subdivisions=20, y_subdivisions=20, size=20)
    ground = bpy.context.active_object
    ground.name = "Terrain"
    for vert in ground.data.vertices:
        vert.co.z = 0.3 * math.sin(vert.co.x * 0.8) * math.cos(vert.co.y * 0.6)
    ground.data.update()
    ground.data.materials.append(greens[0])

    positions: List[Tuple[float, float]] = []
    attempts = 0
    while len(positions) < 12 and attempts < 200:
        attempts += 1
        p = (random.uniform(-9, 9), random.uniform(-9, 9))
        if all((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 > 4 for q in positions):
            positions.append(p)

    trees = [create_tree((px, py, 0), random.uniform(2, 4), bark, greens) for px, py in positions]
    rocks = [create_rock((random.uniform(-8, 8), random.uniform(-8, 8), 0.1), random.uniform(0.2, 0.6), stone)
             for _ in range(5)]

    sun_data = bpy.data.lights.new("Sun", "SUN")
    sun_data.energy = 3.5
    sun = bpy.data.objects.new("Sun", sun_data)
    sun.rotation_euler = (math.radians(50), math.radians(10), 0)
    bpy.context.scene.collection.objects.link(sun)

    print(f"Planted {len(trees)} trees and {len(rocks)} rocks after {attempts} attempts")
    print("max height", round(max(v.co.z for v in ground.data.vertices), 4))


if __name__ == "__main__":
    main()
