import bpy
import random
from math import *

random.seed(1234)

bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete(use_global=False)

# --- Donut ---
bpy.ops.mesh.primitive_torus_add(align='WORLD', location=(0, 0, 0), rotation=(0, 0, 0), major_segments=48, minor_segments=16, mode='MAJOR_MINOR', major_radius=1, minor_radius=0.45)
donut = bpy.context.active_object
donut.name = "Donut"
bpy.ops.object.shade_smooth()

dough = bpy.data.materials.new("Dough")
dough.use_nodes = True
bsdf = dough.node_tree.nodes["Principled BSDF"]
bsdf.inputs['Base Color'].default_value = (0.6, 0.33, 0.12, 1)
bsdf.inputs['Roughness'].default_value = 0.75
for key in ('Subsurface', 'Subsurface Weight'):
    if key in bsdf.inputs:
        bsdf.inputs[key].default_value = 0.1
donut.data.materials.append(dough)

# --- Icing: copy of the upper half ---
icing = donut.copy()
icing.data = donut.data.copy()
icing.name = "Icing"
bpy.context.collection.objects.link(icing)
icing.data.materials.clear()
pink = bpy.data.materials.new("Icing")
pink.use_nodes = True
pink.node_tree.nodes["Principled BSDF"].inputs['Base Color'].default_value = (0.9, 0.3, 0.5, 1)
pink.node_tree.nodes["Principled BSDF"].inputs['Roughness'].default_value = 0.2
icing.data.materials.append(pink)

bpy.ops.object.select_all(action='DESELECT')
icing.select_set(True)
bpy.context.view_layer.objects.active = icing
bpy.ops.object.mode_set(mode='EDIT')
bpy.ops.mesh.select_all(action='DESELECT')
bpy.ops.object.mode_set(mode='OBJECT')
for v in icing.data.vertices:
    if v.co.z < 0.05:
        v.select = True
bpy.ops.object.mode_set(mode='EDIT')
bpy.ops.mesh.delete(type='VERT')
bpy.ops.object.mode_set(mode='OBJECT')
solidify = icing.modifiers.new(name="Solidify", type='SOLIDIFY')
solidify.thickness = 0.04
solidify.offset = 1
subsurf = icing.modifiers.new(name="Subdivision", type='SUBSURF')
subsurf.levels = 1
subsurf.render_levels = 2

# --- Sprinkles ---
sprinkle_mats = []
for i, c in enumerate([(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 1, 1)]):
    m = bpy.data.materials.new(f"Sprinkle{i}")
    m.use_nodes = True
    m.node_tree.nodes[0].inputs[0].default_value = (c[0], c[1], c[2], 1)
    sprinkle_mats.append(m)

bpy.ops.mesh.primitive_cylinder_add(vertices=8, radius=0.02, depth=0.12)
sprinkle_base = bpy.context.active_object
sprinkle_base.name = "Sprinkle"
sprinkle_mesh = sprinkle_base.data
meshes = []
for m in sprinkle_mats:
    me = sprinkle_mesh.copy()
    me.materials.append(m)
    meshes.append(me)
bpy.data.objects.remove(sprinkle_base)

col = bpy.data.collections.new("Sprinkles")
bpy.context.scene.collection.children.link(col)
for i in range(80):
    u = random.uniform(0, 2 * pi)
    v = random.uniform(radians(20), radians(160))
    r = 1 + 0.47 * cos(v)
    ob = bpy.data.objects.new("Sprinkle", random.choice(meshes))
    ob.location = (r * cos(u), r * sin(u), 0.47 * sin(v))
    ob.rotation_euler = [random.uniform(0, pi) for _ in range(3)]
    col.objects.link(ob)

# plate
bpy.ops.mesh.primitive_cylinder_add(vertices=64, radius=2, depth=0.1, location=(0, 0, -0.5))
plate = bpy.context.active_object
plate.name = "Plate"
bev = plate.modifiers.new("Bevel", "BEVEL")
bev.width = 0.05
bev.segments = 4
bev.limit_method = 'ANGLE'
bev.angle_limit = radians(40)

print(len(icing.data.vertices), "icing vertices")
print(len(col.objects), "sprinkles; last is", col.objects[-1].name)
