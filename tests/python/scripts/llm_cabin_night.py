"""Cozy cabin at night - generated scene"""
import bpy
import math
import random
from mathutils import Vector, Euler, Matrix

random.seed(42)
print(f"Blender {bpy.app.version_string} - version tuple {bpy.app.version[:2]}")

def clear_scene():
    if bpy.context.mode != 'OBJECT':
        bpy.ops.object.mode_set(mode='OBJECT')
    bpy.ops.object.select_all(action='SELECT')
    bpy.ops.object.delete(use_global=False)
    for block in (bpy.data.meshes, bpy.data.materials, bpy.data.textures, bpy.data.images, bpy.data.lights, bpy.data.cameras):
        for item in list(block):
            if item.users == 0:
                block.remove(item)

clear_scene()

MATS = {}
def mat(name, color, rough=0.8, emit=0.0, **kw):
    if name in MATS:
        return MATS[name]
    m = bpy.data.materials.get(name) or bpy.data.materials.new(name=name)
    m.use_nodes = True
    nt = m.node_tree
    bsdf = next((n for n in nt.nodes if n.type == 'BSDF_PRINCIPLED'), None)
    if bsdf is None:
        bsdf = nt.nodes.new('ShaderNodeBsdfPrincipled')
    bsdf.inputs['Base Color'].default_value = (*color, 1.0)
    bsdf.inputs['Roughness'].default_value = rough
    if emit > 0:
        key = 'Emission Color' if 'Emission Color' in bsdf.inputs else 'Emission'
        bsdf.inputs[key].default_value = (*color, 1.0)
        bsdf.inputs['Emission Strength'].default_value = emit
    for k, v in kw.items():
        if k in bsdf.inputs.keys():
            bsdf.inputs[k].default_value = v
    m.diffuse_color = (*color, 1)
    MATS[name] = m
    return m

def assign(ob, m):
    if ob.data.materials:
        ob.data.materials[0] = m
    else:
        ob.data.materials.append(m)

def box(name, loc, dims, m, rot=(0, 0, 0)):
    bpy.ops.mesh.primitive_cube_add(size=1, location=loc, rotation=rot)
    o = bpy.context.active_object
    o.name = name
    o.dimensions = dims
    bpy.ops.object.transform_apply(location=False, rotation=False, scale=True)
    assign(o, m)
    return o

wood = mat("LogWood", (0.25, 0.13, 0.06))
snow = mat("Snow", (0.9, 0.93, 1.0), 0.6, Metallic=0.0)
glow = mat("WindowGlow", (1.0, 0.65, 0.25), emit=12)

logs = []
for row in range(8):
    for side, sgn in (("F", -1), ("B", 1)):
        bpy.ops.mesh.primitive_cylinder_add(vertices=10, radius=0.17, depth=5.2,
            location=(0, sgn * 2, 0.17 + row * 0.32), rotation=(0, math.pi / 2, 0))
        ob = bpy.context.object
        ob.name = f"Log_{side}_{row:02d}"
        ob.data.name = ob.name + "_mesh"
        assign(ob, wood)
        logs.append(ob)
print(logs[0], logs[-1].name, len(logs))
bpy.ops.object.select_all(action='DESELECT')
for o in logs:
    o.select_set(True)
bpy.context.view_layer.objects.active = logs[0]
bpy.ops.object.join()
cabin = bpy.context.active_object
cabin.name = "Cabin"
print(cabin.name, len(cabin.data.vertices), len(cabin.data.polygons), [round(d, 3) for d in cabin.dimensions])
bpy.ops.object.origin_set(type='ORIGIN_GEOMETRY', center='BOUNDS')
print("origin", tuple(round(c, 3) for c in cabin.location))

win = [box(f"Window_{i}", (x, -2.2, 1.5), (0.8, 0.05, 0.8), glow) for i, x in enumerate((-1.5, 1.5))]
for w in win:
    w.parent = cabin
    w.matrix_parent_inverse = cabin.matrix_world.inverted()

# roof via from_pydata
verts = [(-3, -2.6, 2.6), (3, -2.6, 2.6), (3, 2.6, 2.6), (-3, 2.6, 2.6), (-3, 0, 4.4), (3, 0, 4.4)]
faces = [(0, 1, 5, 4), (2, 3, 4, 5), (0, 4, 3), (1, 2, 5)]
me = bpy.data.meshes.new("RoofMesh")
me.from_pydata(verts, [], faces)
me.update()
me.validate()
roof = bpy.data.objects.new("Roof", me)
bpy.context.collection.objects.link(roof)
me.materials.append(snow)
sol = roof.modifiers.new("Thick", 'SOLIDIFY')
sol.thickness = 0.2
sol.offset = 1

# ground with displacement
bpy.ops.mesh.primitive_grid_add(x_subdivisions=20, y_subdivisions=20, size=30)
g = bpy.context.object
g.name = "SnowGround"
for v in g.data.vertices:
    d = math.hypot(v.co.x, v.co.y)
    if d > 4:
        v.co.z += random.uniform(-0.1, 0.3)
assign(g, snow)
bpy.ops.object.shade_smooth()
for i in range(10):
    a = random.uniform(0, 2 * math.pi)
    r = random.uniform(6, 13)
    for lvl in range(3):
        bpy.ops.mesh.primitive_cone_add(vertices=7, radius1=1.1 - lvl * .3, radius2=0, depth=1.4, location=(r * math.cos(a), r * math.sin(a), 1 + lvl * .8))
        c = bpy.context.object
        c.name = "Pine.%03d" % i
        c.rotation_euler.z = random.random() * 6.28
        c.data.materials.append(mat("Pine", (0.02, 0.12, 0.05)))

bpy.ops.object.light_add(type='POINT', location=(0, -3, 1.5))
l = bpy.context.object
l.data.energy = 150
l.data.color = (1, 0.6, 0.3)
l.data.shadow_soft_size = 0.3
bpy.ops.object.light_add(type='SUN', rotation=(math.radians(50), 0, math.radians(30)))
moon = bpy.context.object
moon.name = moon.data.name = "Moon"
moon.data.energy = 0.3
moon.data.color = (0.6, 0.7, 1)

world = bpy.context.scene.world
if not world:
    world = bpy.data.worlds.new("World")
    bpy.context.scene.world = world
world.use_nodes = True
bg = world.node_tree.nodes.get("Background")
bg.inputs[0].default_value = (0.01, 0.015, 0.04, 1)
bg.inputs[1].default_value = 0.5
tree = world.node_tree
vs = tree.nodes.new("ShaderNodeVolumeScatter")
vs.inputs['Density'].default_value = 0.01
tree.links.new(vs.outputs[0], tree.nodes['World Output'].inputs['Volume'])

bpy.ops.object.camera_add(location=(9, -11, 4))
cam = bpy.context.object
direction = Vector((0, 0, 1.5)) - cam.location
cam.rotation_euler = direction.to_track_quat('-Z', 'Y').to_euler()
cam.data.lens = 40
cam.data.dof.use_dof = True
cam.data.dof.focus_object = cabin
cam.data.dof.aperture_fstop = 2.8
bpy.context.scene.camera = cam
sc = bpy.context.scene
engines = [e.identifier for e in sc.render.bl_rna.properties['engine'].enum_items]
print(sorted(engines))
try:
    sc.render.engine = 'BLENDER_EEVEE_NEXT'
except TypeError:
    sc.render.engine = 'BLENDER_EEVEE'
print(sc.render.engine)
sc.view_settings.view_transform = 'AgX'
try:
    sc.view_settings.look = 'AgX - Medium High Contrast'
except Exception as e:
    print("look failed", e)
sc.render.resolution_x, sc.render.resolution_y = 1280, 720
print({o.type for o in bpy.data.objects} - {'MESH'} == {'LIGHT', 'CAMERA'})
stats = {}
for o in bpy.context.scene.objects:
    stats.setdefault(o.type, []).append(o.name)
for t in sorted(stats):
    print(t, len(stats[t]), sorted(stats[t])[:3])
