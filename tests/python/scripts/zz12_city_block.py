import bpy
import random
import math
from typing import List, Tuple, Optional
from dataclasses import dataclass, field
from mathutils import Vector
SEED = 99
random.seed(SEED)
@dataclass
class Building:
    x: float
    y: float
    w: float
    d: float
    floors: int
    style: str = "office"
    objects: list = field(default_factory=list)
    def height(self) -> float:
        return self.floors * 0.6
def setup() -> Optional[bpy.types.Collection]:
    for name in ["City", "Roads", "Buildings"]:
        if name in bpy.data.collections:
            bpy.data.collections.remove(bpy.data.collections[name])
    for obj in list(bpy.context.scene.objects):
        bpy.data.objects.remove(obj, do_unlink=True)
    city = bpy.data.collections.new("City")
    bpy.context.scene.collection.children.link(city)
    for sub in ("Roads", "Buildings", "Props"):
        city.children.link(bpy.data.collections.new(sub))
    lc = bpy.context.view_layer.layer_collection.children["City"].children["Buildings"]
    bpy.context.view_layer.active_layer_collection = lc
    print("active", bpy.context.collection.name, bpy.context.view_layer.active_layer_collection.name)
    return city
city = setup()
palette = {"office": [(0.2, 0.3, 0.4), (0.3, 0.35, 0.4)], "brick": [(0.5, 0.2, 0.15), (0.6, 0.3, 0.2)], "shop": [(0.7, 0.6, 0.4)]}
def get_mat(style: str, idx: int) -> bpy.types.Material:
    n = f"mat_{style}_{idx}"
    if n in bpy.data.materials: return bpy.data.materials[n]
    m = bpy.data.materials.new(n)
    m.use_nodes = True
    nodes = m.node_tree.nodes
    bsdf = [x for x in nodes if x.bl_idname == 'ShaderNodeBsdfPrincipled'][0]
    tc = nodes.new('ShaderNodeTexCoord'); mp = nodes.new('ShaderNodeMapping'); br = nodes.new('ShaderNodeTexBrick')
    mp.inputs['Scale'].default_value = (4, 4, 8); mp.inputs['Rotation'].default_value[0] = math.radians(90)
    mp.vector_type = 'POINT'
    br.inputs['Color1'].default_value = (*palette[style][idx], 1); br.inputs['Color2'].default_value = (.9, .8, .4, 1)
    br.offset = 0.0; br.squash = 1.2
    br.inputs['Mortar Size'].default_value = .03
    for a, b in ((tc.outputs['Object'], mp.inputs['Vector']), (mp.outputs['Vector'], br.inputs['Vector']), (br.outputs['Color'], bsdf.inputs['Base Color'])):
        m.node_tree.links.new(a, b)
    return m
buildings: List[Building] = []
for gx in range(4):
    for gy in range(4):
        if random.random() < 0.15: continue
        st = random.choice(list(palette))
        buildings.append(Building(gx * 4 + random.uniform(-.3, .3), gy * 4, random.uniform(1.6, 2.6), random.uniform(1.6, 2.6), random.randint(2, 12), st))
for i, b in enumerate(buildings):
    bpy.ops.mesh.primitive_cube_add(location=(b.x, b.y, b.height() / 2))
    o = bpy.context.object
    o.name = f"Bld_{i:03d}_{b.style}"
    o.scale = (b.w / 2, b.d / 2, b.height() / 2)
    o.data.materials.append(get_mat(b.style, random.randrange(len(palette[b.style]))))
    o["floors"] = b.floors
    o["style"] = b.style
    b.objects.append(o)
    if b.floors > 6:
        bpy.ops.mesh.primitive_cylinder_add(radius=.05, depth=1.2, location=(b.x, b.y, b.height() + .6))
        an = bpy.context.object; an.name = "Antenna"; an.parent = o
        an.matrix_parent_inverse = o.matrix_world.inverted()
        b.objects.append(an)
tallest = max(buildings, key=lambda b: b.floors)
print(len(buildings), tallest.objects, tallest.height(), [o for o in tallest.objects if o.parent])
bpy.ops.object.select_all(action='DESELECT')
for b in buildings: b.objects[0].select_set(True)
bpy.context.view_layer.objects.active = buildings[0].objects[0]
bpy.ops.object.transform_apply(location=False, rotation=False, scale=True)
print([tuple(round(v, 3) for v in o.scale) for o in bpy.context.selected_objects][:2], [round(v, 2) for v in buildings[0].objects[0].dimensions])
def window_faces(o):
    me = o.data
    bpy.context.view_layer.objects.active = o
    bpy.ops.object.mode_set(mode='EDIT')
    bpy.ops.mesh.select_all(action='SELECT')
    bpy.ops.mesh.subdivide(number_cuts=2)
    bpy.ops.mesh.select_all(action='DESELECT')
    bpy.ops.object.mode_set(mode='OBJECT')
    for p in me.polygons:
        p.select = abs(p.normal.z) < .1 and p.index % 2 == 0
    bpy.ops.object.mode_set(mode='EDIT')
    bpy.ops.mesh.inset(thickness=.05, depth=-.03, use_individual=True)
    bpy.ops.object.mode_set(mode='OBJECT')
    return len(me.polygons)
bpy.ops.object.select_all(action='DESELECT')
print([window_faces(b.objects[0]) for b in buildings[:3]])
# roads
props = bpy.data.collections["Props"]; roads = city.children["Roads"]
asphalt = bpy.data.materials.new("Asphalt"); asphalt.diffuse_color = (.05, .05, .05, 1); asphalt.roughness = .9
for k in range(5):
    for horiz in (True, False):
        bpy.ops.mesh.primitive_plane_add(size=1)
        r = bpy.context.active_object
        r.scale = (18, .9, 1) if horiz else (.9, 18, 1)
        r.location = (6, k * 4 - 2, 0) if horiz else (k * 4 - 2, 6, .001)
        r.name = "Road" + ("H" if horiz else "V") + str(k)
        r.active_material = asphalt
        for c in r.users_collection: c.objects.unlink(r)
        roads.objects.link(r)
print([o.name for o in roads.objects][:3], len(roads.objects), [c.name for c in bpy.data.objects["RoadH0"].users_collection])
# lamps share datablock
ld = bpy.data.lights.new("StreetLight", 'SPOT'); ld.spot_size = math.radians(70); ld.spot_blend = .4; ld.energy = 60
for p in [(x * 4 - 2, y * 4 - 2) for x in range(3) for y in range(3)]:
    l = bpy.data.objects.new("Lamp", ld); l.location = Vector((*p, 2)); props.objects.link(l)
# move everything under empty
e = bpy.data.objects.new("CityRoot", None); city.objects.link(e); e.empty_display_type = 'CUBE'
for o in city.all_objects:
    if o.parent is None and o is not e and o != e:
        o.parent = e
e.location.x = -6; e.rotation_euler.z = math.radians(15)
bpy.context.view_layer.update()
mn = [min((o.matrix_world @ Vector(c))[i] for o in city.all_objects if o.type == 'MESH' for c in o.bound_box) for i in range(3)]
mx = [max((o.matrix_world @ Vector(c))[i] for o in city.all_objects if o.type == 'MESH' for c in o.bound_box) for i in range(3)]
print([round(x, 2) for x in mn], [round(x, 2) for x in mx])
inst = bpy.data.objects.new("CityInstance", None); inst.instance_type = 'COLLECTION'; inst.instance_collection = props; inst.location = (0, 30, 0)
bpy.context.scene.collection.objects.link(inst)
city.children["Props"].hide_render = False
lc = bpy.context.view_layer.layer_collection.children["City"].children["Props"]
lc.exclude = False; lc.hide_viewport = True
print(lc.is_visible, lc.collection == props, inst.instance_collection)
summary = "\n".join(f"{o.name:<20}{o.get('floors', '-')!s:>4} {o.get('style')}" for o in sorted(bpy.data.collections["Buildings"].objects, key=lambda o: -o.get("floors", 0))[:5])
print(summary)
