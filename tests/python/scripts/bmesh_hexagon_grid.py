import bpy
import bmesh
import math

ROWS, COLS = 6, 7
R = 0.5

cube = bpy.data.objects.get("Cube")
if cube:
    bpy.data.objects.remove(cube)

bm = bmesh.new()
height_layer = bm.faces.layers.float.new("h")

def hexagon(bm, cx, cy):
    vs = []
    for k in range(6):
        a = math.radians(60 * k + 30)
        vs.append(bm.verts.new((cx + R * 0.95 * math.cos(a), cy + R * 0.95 * math.sin(a), 0)))
    return bm.faces.new(vs)

dx = math.sqrt(3) * R
dy = 1.5 * R
faces = []
for r in range(ROWS):
    for c in range(COLS):
        x = c * dx + (dx / 2 if r % 2 else 0)
        y = r * dy
        f = hexagon(bm, x, y)
        f[height_layer] = 0.2 + 0.5 * abs(math.sin(x) * math.cos(y))
        faces.append(f)

# extrude each separately
result = bmesh.ops.extrude_discrete_faces(bm, faces=faces)
for f in result["faces"]:
    h = f[height_layer]
    bmesh.ops.translate(bm, verts=f.verts[:], vec=(0, 0, h))
    f.select_set(True)

inset = bmesh.ops.inset_individual(bm, faces=result["faces"], thickness=0.08, depth=-0.05)
print("inset made", len(inset["faces"]))

me = bpy.data.meshes.new("Hexagons")
bm.to_mesh(me)
bm.free()
ob = bpy.data.objects.new("Hexagons", me)
bpy.context.collection.objects.link(ob)
bpy.context.view_layer.objects.active = ob
ob.select_set(True)
bpy.ops.object.origin_set(type='ORIGIN_GEOMETRY', center='BOUNDS')
print([round(x, 4) for x in ob.location])
