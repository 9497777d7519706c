import bpy, json, math
from mathutils import Vector
DATA = json.loads('''{"room": {"size": 4, "h": 2.6}, "furniture": [
 {"n": "Desk", "t": "cube", "p": [-1.2, 1.4, 0.4], "s": [1.4, 0.6, 0.8], "c": "#8B5A2B"},
 {"n": "Monitor", "t": "cube", "p": [-1.2, 1.6, 1.1], "s": [0.9, 0.05, 0.5], "c": "#111111"},
 {"n": "Bed", "t": "cube", "p": [1, 0.6, 0.3], "s": [1.4, 2.4, 0.6], "c": "#3355AA"},
 {"n": "Lamp", "t": "cone", "p": [-1.7, -1.2, 1.5], "s": [0.5, 0.5, 0.4], "c": "#FFE0A0"},
 {"n": "Rug", "t": "cylinder", "p": [0, -0.8, 0.01], "s": [1.6, 1.6, 0.02], "c": "#AA3344"}]}''')
def srgb(h):
    h = h.lstrip("#"); v = [int(h[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    return tuple(c / 12.92 if c <= .04045 else ((c + .055) / 1.055) ** 2.4 for c in v) + (1.0,)
bpy.ops.object.select_all(action='SELECT'); bpy.ops.object.delete()
while bpy.data.materials: bpy.data.materials.remove(bpy.data.materials[0])
ctx = bpy.context
def prim(kind, *a, **k):
    ops = {"cube": bpy.ops.mesh.primitive_cube_add, "cone": bpy.ops.mesh.primitive_cone_add, "cylinder": bpy.ops.mesh.primitive_cylinder_add}
    res = ops[kind](*a, **k)
    assert res == {'FINISHED'}, res
    return ctx.object
made = {}
for f in DATA["furniture"]:
    o = prim(f["t"], location=f["p"])
    o.name = f["n"]; o.dimensions = f["s"]
    m = bpy.data.materials.new(f["n"] + "Mat"); m.use_nodes = True; m.node_tree.nodes[0].inputs[0].default_value = srgb(f["c"]) 
    o.data.materials.append(m); made[o] = m
print({o.name: m.name for o, m in made.items()}, [n.name for n in made[o].node_tree.nodes])
print([tuple(round(x, 4) for x in o.scale) for o in made])
S = DATA["room"]["size"]; H = DATA["room"]["h"]
# room: cube, delete two faces + top in edit mode, solidify
room = prim("cube", size=S, location=(0, 0, H / 2)); room.scale.z = H / S; room.name = "Room"
bpy.ops.object.transform_apply(location=True, scale=True, rotation=False)
bpy.ops.object.editmode_toggle()
bpy.ops.mesh.select_mode(type="FACE"); bpy.ops.mesh.select_all(action='DESELECT'); bpy.ops.object.editmode_toggle()
for p in room.data.polygons: p.select = p.normal.y < -.5 or p.normal.x > .5 or p.normal.z > .5
print([p.index for p in room.data.polygons if p.select], room.data.total_face_sel)
bpy.ops.object.editmode_toggle(); bpy.ops.mesh.delete(type='FACE'); bpy.ops.object.editmode_toggle()
print(len(room.data.polygons), len(room.data.vertices))
sol = room.modifiers.new("Solidify", 'SOLIDIFY'); sol.thickness = .15; sol.use_even_offset = True
# window boolean
cut = prim("cube", size=1, location=(-S / 2, 0, 1.5)); cut.scale = (1, 1.2, .9); cut.name = "cutter"
bo = room.modifiers.new("Win", 'BOOLEAN'); bo.object = cut; bo.operation = 'DIFFERENCE'; bo.solver = 'EXACT'
cut.hide_viewport = False; cut.display_type = 'BOUNDS'
ctx.view_layer.objects.active = room
for mod in room.modifiers[:]:
    bpy.ops.object.modifier_apply(modifier=mod.name)
bpy.data.objects.remove(cut, do_unlink=True)
print(len(room.data.vertices), len(room.modifiers), [round(c, 3) for c in room.dimensions])
try:
    print(cut.name)
except ReferenceError as e:
    print("gone:", e)
wall = bpy.data.materials.new("Wall"); wall.use_nodes = True
bs = wall.node_tree.nodes['Principled BSDF']; bs.inputs['Base Color'].default_value = srgb("#F2E3D5"); bs.inputs['Roughness'].default_value = 1
fl = wall.copy(); fl.name = "FloorWood"; wave = fl.node_tree.nodes.new('ShaderNodeTexWave'); wave.wave_type = 'BANDS'; wave.bands_direction = 'Y'; wave.inputs['Distortion'].default_value = 2
fl.node_tree.links.new(wave.outputs['Color'], fl.node_tree.nodes['Principled BSDF'].inputs['Base Color'])
room.data.materials.append(wall); room.data.materials.append(fl)
bpy.ops.object.select_all(action='DESELECT'); room.select_set(True)
for p in room.data.polygons:
    if p.normal.z > .9 and p.center.z < .2: p.material_index = 1
print(sorted({p.material_index for p in room.data.polygons}), room.material_slots[1].material, fl.node_tree.links[0].from_socket)
# legs parented with keep transform
desk = bpy.data.objects["Desk"]
legs = []
for i in range(4):
    bpy.ops.mesh.primitive_cube_add(size=.08, location=(desk.location.x + (.6 if i % 2 else -.6), desk.location.y + (.2 if i > 1 else -.2), .2))
    legs.append(ctx.object); ctx.object.name = f"Leg.{i}"
bpy.ops.object.select_all(action='DESELECT')
for l in legs: l.select_set(True)
desk.select_set(True); ctx.view_layer.objects.active = desk
bpy.ops.object.parent_set(type='OBJECT', keep_transform=True)
print([l.parent.name for l in legs], [[round(c, 3) for c in l.matrix_local.translation] for l in legs][1])
desk.rotation_euler.z = math.radians(10)
ctx.view_layer.update()
print([round(c, 4) for c in legs[3].matrix_world.translation], legs[3].matrix_parent_inverse.to_scale())
bpy.ops.object.select_all(action='DESELECT'); legs[0].select_set(True); ctx.view_layer.objects.active = legs[0]
bpy.ops.object.parent_clear(type='CLEAR_KEEP_TRANSFORM')
print(legs[0].parent, [round(c, 4) for c in legs[0].location], legs[0].rotation_euler)
# mirror duplicate + cursor + snapping
sc = ctx.scene; sc.cursor.location = (1, 2, 0); bpy.ops.object.duplicate(); dup = ctx.object
bpy.ops.view3d.snap_selected_to_cursor(use_offset=False) if hasattr(bpy.ops.view3d, "snap_selected_to_cursor") and ctx.area else print("no area")
dup.location = sc.cursor.location
print(dup.name, dup.location, sc.cursor.matrix.translation[:])
bpy.ops.transform.translate(value=(0, 0, .5)); bpy.ops.transform.rotate(value=math.radians(30), orient_axis='Z'); bpy.ops.transform.resize(value=(2, 2, 2))
print([round(x, 4) for x in (*dup.location, *dup.rotation_euler, *dup.scale)])
emp = bpy.data.objects.new("Focus", None); sc.collection.objects.link(emp); emp.empty_display_size = .3; emp.location = (0, 0, .8)
cd = bpy.data.cameras.new("Iso"); cd.type = 'ORTHO'; cd.ortho_scale = 7; cam = bpy.data.objects.new("Iso", cd); sc.collection.objects.link(cam); sc.camera = cam
cam.location = (10, -10, 9); d = emp.location - cam.location; cam.rotation_mode = 'QUATERNION'; cam.rotation_quaternion = d.to_track_quat('-Z', 'Y')
print(cam.rotation_quaternion, cam.matrix_basis.to_euler().to_quaternion().dot(cam.rotation_quaternion) > .99)
for nm, typ, en, col, loc in (("Ceiling", 'AREA', 100, "#FFF4E0", (0, 0, 2.4)), ("Sunny", 'SUN', 2, "#FFD8A0", (-5, -3, 6)), ("Mon", 'POINT', 10, "#88AAFF", (-1.2, 1.4, 1.1))):
    ld = bpy.data.lights.new(nm, typ); ld.energy = en; ld.color = srgb(col)[:3]; lo = bpy.data.objects.new(nm, ld); sc.collection.objects.link(lo); lo.location = loc
    if typ == 'AREA': ld.shape = 'DISK'; ld.size = 1.5
    elif typ == 'SUN': ld.angle = .1; lo.rotation_euler = (emp.location - Vector(loc)).to_track_quat('-Z', 'Y').to_euler()
    ld.use_shadow = True
print(*(f"{l.name}:{l.type}:{l.energy:.0f}:{tuple(round(c, 2) for c in l.color)}" for l in bpy.data.lights), sep="\n")
sc.render.engine = 'BLENDER_EEVEE_NEXT' if bpy.app.version < (5, 0) else 'BLENDER_EEVEE'
sc.view_settings.exposure = .3; sc.view_settings.gamma = 1.05; sc.render.film_transparent = True; sc.unit_settings.system = 'METRIC'; sc.unit_settings.length_unit = 'CENTIMETERS'
print(sc.render.engine, sc.unit_settings.length_unit, sc.view_settings.look, sc.display_settings.display_device)
