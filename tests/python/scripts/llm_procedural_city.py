import bpy
import random
import math

random.seed(42)

# ---------- Config ----------
GRID = 6
BLOCK = 4.0
STREET = 1.5
MAX_HEIGHT = 9

# ---------- Cleanup ----------
for obj in list(bpy.data.objects):
    bpy.data.objects.remove(obj, do_unlink=True)
for coll in (bpy.data.meshes, bpy.data.materials, bpy.data.lights, bpy.data.cameras):
    for item in list(coll):
        coll.remove(item)

# ---------- Materials ----------
building_mats = []
palette = [(0.35, 0.37, 0.4), (0.5, 0.45, 0.4), (0.25, 0.3, 0.38), (0.6, 0.6, 0.58)]
for i, col in enumerate(palette):
    m = bpy.data.materials.new(f"Building_{i:02d}")
    m.use_nodes = True
    nt = m.node_tree
    bsdf = nt.nodes.get('Principled BSDF')
    tex = nt.nodes.new('ShaderNodeTexBrick')
    coord = nt.nodes.new('ShaderNodeTexCoord')
    mapping = nt.nodes.new('ShaderNodeMapping')
    coord.location = (-900, 0)
    mapping.location = (-700, 0)
    tex.location = (-400, 0)
    tex.inputs['Color1'].default_value = (*col, 1)
    tex.inputs['Color2'].default_value = (col[0] * .8, col[1] * .8, col[2] * .8, 1)
    tex.inputs['Mortar'].default_value = (0.9, 0.8, 0.4, 1)
    tex.inputs['Scale'].default_value = 3 + i
    tex.offset = 0.0
    mapping.inputs['Scale'].default_value = (1, 1, 2)
    nt.links.new(coord.outputs['Object'], mapping.inputs['Vector'])
    nt.links.new(mapping.outputs['Vector'], tex.inputs['Vector'])
    nt.links.new(tex.outputs['Color'], bsdf.inputs['Base Color'])
    building_mats.append(m)

street_mat = bpy.data.materials.new("Street")
street_mat.use_nodes = True
street_mat.node_tree.nodes['Principled BSDF'].inputs['Base Color'].default_value = (0.05, 0.05, 0.055, 1)

# ---------- Buildings ----------
city = bpy.data.collections.new("City")
bpy.context.scene.collection.children.link(city)

def add_building(x, y, w, d, h, material, name):
    verts = [(-w/2, -d/2, 0), (w/2, -d/2, 0), (w/2, d/2, 0), (-w/2, d/2, 0),
             (-w/2, -d/2, h), (w/2, -d/2, h), (w/2, d/2, h), (-w/2, d/2, h)]
    faces = [(0, 3, 2, 1), (4, 5, 6, 7), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7)]
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(verts, [], faces)
    mesh.update()
    mesh.materials.append(material)
    obj = bpy.data.objects.new(name, mesh)
    obj.location = (x, y, 0)
    city.objects.link(obj)
    return obj

count = 0
total_height = 0.0
step = BLOCK + STREET
half = (GRID - 1) * step / 2
for gx in range(GRID):
    for gy in range(GRID):
        cx = gx * step - half
        cy = gy * step - half
        dist = math.hypot(cx, cy)
        for k in range(random.randint(1, 3)):
            falloff = max(0.15, 1 - dist / (half * 1.6))
            h = random.uniform(0.4, 1.0) * MAX_HEIGHT * falloff
            w = random.uniform(1.0, BLOCK * 0.5)
            d = random.uniform(1.0, BLOCK * 0.5)
            ox = random.uniform(-BLOCK / 4, BLOCK / 4)
            oy = random.uniform(-BLOCK / 4, BLOCK / 4)
            add_building(cx + ox, cy + oy, w, d, h, random.choice(building_mats), f"Building_{gx}_{gy}_{k}")
            count += 1
            total_height += h

# ---------- Ground ----------
bpy.ops.mesh.primitive_plane_add(size=GRID * step + 6, location=(0, 0, -0.01))
ground = bpy.context.object
ground.name = "Ground"
ground.data.materials.append(street_mat)

# ---------- Sun + camera ----------
bpy.ops.object.light_add(type='SUN', location=(10, -10, 20))
sun = bpy.context.object
sun.data.energy = 4.0
sun.rotation_euler = (0.7, 0.2, 0.9)

bpy.ops.object.camera_add(location=(28, -28, 22))
cam = bpy.context.object
con = cam.constraints.new(type='TRACK_TO')
con.target = ground
con.track_axis = 'TRACK_NEGATIVE_Z'
con.up_axis = 'UP_Y'
bpy.context.scene.camera = cam

print(f"{count} buildings, average height {total_height / count:.2f}")
