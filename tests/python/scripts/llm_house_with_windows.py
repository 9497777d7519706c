import bpy
import math

# ---------------------------------------------------------------------------
# House generator
# ---------------------------------------------------------------------------
WIDTH, DEPTH, HEIGHT = 6.0, 4.0, 3.0
ROOF_HEIGHT = 2.0
WALL = 0.2


def reset_scene():
    bpy.ops.object.select_all(action='SELECT')
    bpy.ops.object.delete(use_global=False)
    for datablocks in (bpy.data.meshes, bpy.data.materials, bpy.data.cameras, bpy.data.lights):
        for block in list(datablocks):
            if block.users == 0:
                datablocks.remove(block)


def make_mat(name, color, **extra):
    mat = bpy.data.materials.new(name)
    mat.use_nodes = True
    bsdf = mat.node_tree.nodes["Principled BSDF"]
    bsdf.inputs["Base Color"].default_value = (*color, 1)
    for k, v in extra.items():
        bsdf.inputs[k.replace("_", " ")].default_value = v
    return mat


def box(name, size, location, mat=None):
    bpy.ops.mesh.primitive_cube_add(size=1, location=location)
    o = bpy.context.active_object
    o.name = name
    o.scale = size
    bpy.ops.object.transform_apply(location=False, rotation=False, scale=True)
    if mat:
        o.data.materials.append(mat)
    return o


def cut(target, cutter):
    mod = target.modifiers.new(name=f"Cut_{cutter.name}", type='BOOLEAN')
    mod.object = cutter
    mod.operation = 'DIFFERENCE'
    bpy.context.view_layer.objects.active = target
    bpy.ops.object.modifier_apply(modifier=mod.name)
    bpy.data.objects.remove(cutter, do_unlink=True)


def gable_roof(mat):
    w, d, h = WIDTH / 2 + 0.4, DEPTH / 2 + 0.4, ROOF_HEIGHT
    verts = [(-w, -d, 0), (w, -d, 0), (w, d, 0), (-w, d, 0), (-w, 0, h), (w, 0, h)]
    faces = [(0, 1, 5, 4), (2, 3, 4, 5), (0, 4, 3), (1, 2, 5), (0, 3, 2, 1)]
    mesh = bpy.data.meshes.new("Roof")
    mesh.from_pydata(verts, [], faces)
    mesh.update()
    roof = bpy.data.objects.new("Roof", mesh)
    roof.location = (0, 0, HEIGHT)
    bpy.context.collection.objects.link(roof)
    roof.data.materials.append(mat)
    solid = roof.modifiers.new("Solidify", 'SOLIDIFY')
    solid.thickness = 0.12
    return roof


def main():
    reset_scene()
    plaster = make_mat("Plaster", (0.85, 0.8, 0.7), Roughness=0.9)
    tiles = make_mat("Tiles", (0.45, 0.12, 0.08), Roughness=0.7)
    glass = make_mat("Glass", (0.7, 0.85, 1.0), Roughness=0.05, Transmission_Weight=0.9, IOR=1.45)
    door_mat = make_mat("Door", (0.25, 0.12, 0.05))
    lawn = make_mat("Lawn", (0.1, 0.35, 0.08), Roughness=1.0)

    walls = box("Walls", (WIDTH, DEPTH, HEIGHT), (0, 0, HEIGHT / 2), plaster)
    inner = box("Inner", (WIDTH - 2 * WALL, DEPTH - 2 * WALL, HEIGHT), (0, 0, HEIGHT / 2 + WALL))
    cut(walls, inner)

    windows = [(-2, -DEPTH / 2, 1.6), (2, -DEPTH / 2, 1.6), (-2, DEPTH / 2, 1.6), (2, DEPTH / 2, 1.6)]
    for i, loc in enumerate(windows):
        cut(walls, box(f"WindowHole{i}", (1.0, 1.0, 1.0), loc))
        pane = box(f"Window_{i}", (1.0, 0.04, 1.0), loc, glass)
        pane.parent = walls
        pane.matrix_parent_inverse = walls.matrix_world.inverted()
    cut(walls, box("DoorHole", (0.9, 1.0, 2.0), (0, -DEPTH / 2, 1.2)))
    door = box("Door", (0.9, 0.08, 2.0), (0, -DEPTH / 2, 1.2), door_mat)
    door.rotation_euler[2] = math.radians(-20)

    gable_roof(tiles)
    box("Chimney", (0.5, 0.5, 1.6), (1.5, 0.6, HEIGHT + 1.4), tiles)
    bpy.ops.mesh.primitive_plane_add(size=30)
    bpy.context.object.name = "Lawn"
    bpy.context.object.data.materials.append(lawn)

    for i in range(8):
        stone = box(f"Path_{i}", (0.7, 0.4, 0.05), (0.1 * math.sin(i), -DEPTH / 2 - 0.8 - i * 0.6, 0.025), plaster)
        stone.rotation_euler.z = 0.1 * math.cos(i * 2)

    bpy.ops.object.light_add(type='SUN', location=(0, 0, 12))
    sun = bpy.context.object
    sun.data.energy = 3.5
    sun.data.angle = 0.01
    sun.rotation_euler = (math.radians(50), 0, math.radians(-35))
    bpy.ops.object.camera_add(location=(9, -11, 5.5), rotation=(math.radians(72), 0, math.radians(39)))
    bpy.context.scene.camera = bpy.context.object
    print("walls:", len(walls.data.vertices), "verts", len(walls.data.polygons), "faces", len(walls.modifiers), "modifiers left")
    print(sorted(o.name for o in bpy.data.objects if o.parent is None)[:6])


if __name__ == "__main__":
    main()
