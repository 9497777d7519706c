import bpy
import math

bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete(use_global=False)

BOARD = 8
SQUARE = 1.0

# Materials
def simple_mat(name, color, metallic=0, roughness=0.3):
    m = bpy.data.materials.new(name=name)
    m.use_nodes = True
    b = m.node_tree.nodes["Principled BSDF"]
    b.inputs["Base Color"].default_value = color
    b.inputs["Metallic"].default_value = metallic
    b.inputs["Roughness"].default_value = roughness
    return m

white = simple_mat("White_Square", (0.9, 0.87, 0.8, 1))
black = simple_mat("Black_Square", (0.05, 0.04, 0.03, 1))
ivory = simple_mat("Ivory", (0.95, 0.9, 0.75, 1), roughness=0.2)
ebony = simple_mat("Ebony", (0.02, 0.015, 0.01, 1), roughness=0.15)

# Collections
def get_collection(name):
    if name in bpy.data.collections:
        return bpy.data.collections[name]
    c = bpy.data.collections.new(name)
    bpy.context.scene.collection.children.link(c)
    return c

board_col = get_collection("Board")
pieces_col = get_collection("Pieces")

def move_to(obj, col):
    for c in obj.users_collection:
        c.objects.unlink(obj)
    col.objects.link(obj)

# one mesh, shared
bpy.ops.mesh.primitive_cube_add(size=1)
proto = bpy.context.active_object
proto.scale = (SQUARE, SQUARE, 0.2)
bpy.ops.object.transform_apply(scale=True)
mesh_white = proto.data
mesh_white.name = "SquareWhite"
mesh_black = mesh_white.copy()
mesh_black.name = "SquareBlack"
mesh_white.materials.append(white)
mesh_black.materials.append(black)
bpy.data.objects.remove(proto, do_unlink=True)

for x in range(BOARD):
    for y in range(BOARD):
        m = mesh_white if (x + y) % 2 else mesh_black
        o = bpy.data.objects.new(f"Sq_{'ABCDEFGH'[x]}{y + 1}", m)
        o.location = ((x - 3.5) * SQUARE, (y - 3.5) * SQUARE, 0)
        board_col.objects.link(o)

def square_pos(x, y, z=0.1):
    return ((x - 3.5) * SQUARE, (y - 3.5) * SQUARE, z)

def pawn(x, y, material):
    px, py, pz = square_pos(x, y)
    bpy.ops.mesh.primitive_cone_add(radius1=0.3, radius2=0.1, depth=0.6, location=(px, py, pz + 0.3))
    body = bpy.context.active_object
    bpy.ops.mesh.primitive_uv_sphere_add(radius=0.16, segments=16, ring_count=8, location=(px, py, pz + 0.68))
    head = bpy.context.active_object
    body.select_set(True)
    bpy.context.view_layer.objects.active = body
    bpy.ops.object.join()
    body.name = "Pawn_%s_%d" % (material.name, x)
    body.data.materials.clear()
    body.data.materials.append(material)
    move_to(body, pieces_col)
    return body

def rook(x, y, material):
    px, py, pz = square_pos(x, y)
    bpy.ops.mesh.primitive_cylinder_add(vertices=20, radius=0.28, depth=0.9, location=(px, py, pz + 0.45))
    o = bpy.context.active_object
    o.name = "Rook"
    o.data.materials.append(material)
    move_to(o, pieces_col)
    return o

for i in range(0, BOARD, 2):
    pawn(i, 1, ivory)
    pawn(i, 6, ebony)
for x in (0, 7):
    rook(x, 0, ivory)
    rook(x, 7, ebony)

# Border
bpy.ops.mesh.primitive_cube_add(size=1, location=(0, 0, -0.15))
border = bpy.context.object
border.dimensions = (9, 9, 0.2)
border.name = "Border"
move_to(border, board_col)

# Camera and light
cam_data = bpy.data.cameras.new("Camera")
cam = bpy.data.objects.new("Camera", cam_data)
bpy.context.scene.collection.objects.link(cam)
cam.location = (9, -9, 8)
cam.rotation_euler = (math.radians(55), 0, math.radians(45))
bpy.context.scene.camera = cam

light_data = bpy.data.lights.new(name="Key", type='AREA')
light_data.energy = 800
light_data.shape = 'RECTANGLE'
light_data.size = 5
light_data.size_y = 3
light = bpy.data.objects.new("Key", light_data)
light.location = (0, 0, 8)
bpy.context.collection.objects.link(light)

print("objects on board:", len(board_col.objects), "pieces:", len(pieces_col.objects))
