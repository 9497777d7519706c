import bpy, bmesh, math
from mathutils import Vector, Matrix
from itertools import product

def reset():
    for o in bpy.data.objects[:]:
        bpy.data.objects.remove(o, do_unlink=True)
    for c in list(bpy.data.collections):
        bpy.data.collections.remove(c)
    for m in list(bpy.data.meshes): bpy.data.meshes.remove(m)
    try:
        bpy.ops.outliner.orphans_purge(do_recursive=True)
    except RuntimeError as e:
        print("purge", e)
reset()

def new_collection(name, parent=None):
    c = bpy.data.collections.new(name)
    (parent or bpy.context.scene.collection).children.link(c)
    return c
root = new_collection("SciFi")
walls = new_collection("Walls", root)
props = new_collection("Props", root)
lights = new_collection("Lights", root)
walls.color_tag = 'COLOR_03'

def make_panel(name, w, h, d):
    bm = bmesh.new()
    bmesh.ops.create_cube(bm, size=1.0)
    bmesh.ops.scale(bm, vec=(w, d, h), verts=bm.verts)
    front = [f for f in bm.faces if f.normal.y < -0.9]
    r = bmesh.ops.inset_region(bm, faces=front, thickness=0.08, depth=0.0)
    ext = bmesh.ops.extrude_face_region(bm, geom=front)
    moved = [e for e in ext['geom'] if isinstance(e, bmesh.types.BMVert)]
    bmesh.ops.translate(bm, vec=(0, 0.05, 0), verts=moved)
    bmesh.ops.delete(bm, geom=front, context='FACES')
    bmesh.ops.bevel(bm, geom=[e for e in bm.edges if e.calc_length() > 0.9], offset=0.02, segments=2, affect='EDGES', profile=0.5)
    bmesh.ops.recalc_face_normals(bm, faces=bm.faces[:])
    me = bpy.data.meshes.new(name)
    bm.to_mesh(me)
    bm.free()
    return me

panel = make_panel("Panel", 1.8, 2.8, 0.2)
print("panel", len(panel.vertices), len(panel.edges), len(panel.polygons), panel.users)

def principled(name, **inputs):
    m = bpy.data.materials.new(name)
    m.use_nodes = True
    b = m.node_tree.nodes["Principled BSDF"]
    for k, v in inputs.items():
        k = k.replace("_", " ")
        try:
            b.inputs[k].default_value = v
        except KeyError as e:
            print("no input", k, e)
    return m
metal = principled("Metal", Base_Color=(0.15, 0.17, 0.2, 1), Metallic=0.9, Roughness=0.35, Specular=0.4)
neon = principled("Neon", Emission_Color=(0.1, 0.7, 1, 1), Emission_Strength=25)
panel.materials.append(metal)
tex = metal.node_tree.nodes.new('ShaderNodeTexNoise')
tex.inputs['Scale'].default_value = 40
bump = metal.node_tree.nodes.new('ShaderNodeBump')
bump.inputs['Strength'].default_value = 0.15
L = metal.node_tree.links
fac = tex.outputs.get('Fac') or tex.outputs[0]
L.new(fac, bump.inputs['Height'])
L.new(bump.outputs['Normal'], metal.node_tree.nodes['Principled BSDF'].inputs['Normal'])
print([(l.from_node.name, l.from_socket.name, l.to_node.name, l.to_socket.name) for l in L])
for n in metal.node_tree.nodes:
    n.location.x -= 200 if n.type in {'TEX_NOISE', 'BUMP'} else 0
    print(n.bl_idname, tuple(n.location), n.select)

N = 10
for i, side in product(range(N), (-1, 1)):
    o = bpy.data.objects.new(f"Wall_{'L' if side < 0 else 'R'}{i}", panel)
    o.matrix_world = Matrix.Translation((side * 2, i * 2, 1.4)) @ Matrix.Rotation(math.radians(90 * -side), 4, 'Z')
    walls.objects.link(o)
bpy.context.view_layer.update()
print(walls.objects[0].matrix_world)
print(walls.all_objects[-1].name, len(root.all_objects))

floor_me = bpy.data.meshes.new("Floor")
fv = [(-2, -1, 0), (2, -1, 0), (2, 2 * N - 1, 0), (-2, 2 * N - 1, 0)]
floor_me.from_pydata(fv, [], [(0, 1, 2, 3)])
floor = bpy.data.objects.new("Floor", floor_me); walls.objects.link(floor)
floor.data.materials.append(metal)
ceil = floor.copy(); ceil.data = floor.data.copy(); ceil.name = "Ceiling"; ceil.location.z = 2.8
walls.objects.link(ceil)
ceil.data.flip_normals()

# strip lights
for i in range(0, N, 2):
    ld = bpy.data.lights.new(name="Strip", type='AREA')
    ld.shape = 'RECTANGLE'; ld.size = 0.3; ld.size_y = 1.6; ld.energy = 40 + i; ld.color = (0.5, 0.8, 1.0)
    lo = bpy.data.objects.new("Strip", ld)
    lo.location = (0, i * 2, 2.75)
    lights.objects.link(lo)
    st = bpy.data.meshes.new_from_object(ceil)
    st.name = "strip_mesh"
    so = bpy.data.objects.new("StripMesh", st)
    so.scale = (0.05, 0.04, 1)
    so.location = lo.location + Vector((0, 0, -2.78))
    so.data.materials.clear()
    so.data.materials.append(neon)
    lights.objects.link(so)
print([l.name for l in bpy.data.lights], [o.name for o in lights.objects])
# pipes with arrays
pc = bpy.data.curves.new("Pipe", 'CURVE')
pc.dimensions = '3D'; pc.bevel_depth = 0.06; pc.bevel_resolution = 3
s = pc.splines.new('POLY')
s.points.add(4)
for p, co in zip(s.points, [(1.7, 0, 2.5), (1.7, 5, 2.5), (1.5, 5.5, 2.6), (1.5, 12, 2.6), (1.7, 19, 2.2)]):
    p.co = (*co, 1)
pipe = bpy.data.objects.new("Pipe", pc); props.objects.link(pipe)
arr = pipe.modifiers.new("Array", 'ARRAY')
arr.count = 3; arr.use_relative_offset = False; arr.use_constant_offset = True; arr.constant_offset_displace = (-0.15, 0, 0)
dg = bpy.context.evaluated_depsgraph_get()
ev = pipe.evaluated_get(dg)
m = ev.to_mesh()
print("pipe evaluated", len(m.vertices), m.polygons[0].vertices[:])
ev.to_mesh_clear()

cam = bpy.data.objects.new("Cam", bpy.data.cameras.new("Cam"))
props.objects.link(cam)
cam.location = (0, -0.5, 1.5); cam.rotation_euler = (math.radians(90), 0, 0)
cam.data.sensor_width = 36; cam.data.lens = 18; cam.data.clip_end = 200
bpy.context.scene.camera = cam
cam.keyframe_insert("location", frame=1)
cam.location.y = 2 * N - 5
cam.keyframe_insert("location", frame=120)
act = cam.animation_data.action
fcs = act.fcurves if hasattr(act, 'fcurves') else [f for layer in act.layers for st in layer.strips for cb in st.channelbags for f in cb.fcurves]
for fc in fcs:
    for kp in fc.keyframe_points:
        kp.interpolation = 'LINEAR'
    if fc.array_index == 2:
        mod = fc.modifiers.new('NOISE')
        mod.scale = 12; mod.strength = 0.08
    print(fc.data_path, fc.array_index, [tuple(k.co) for k in fc.keyframe_points], len(fc.modifiers))
scn = bpy.context.scene
scn.frame_end = 120
w = scn.world or bpy.data.worlds.new("W"); scn.world = w
w.use_nodes = True
w.node_tree.nodes["Background"].inputs["Strength"].default_value = 0.0
if hasattr(scn, "eevee"):
    for attr, val in [("use_bloom", True), ("use_ssr", True), ("taa_render_samples", 32), ("use_gtao", True), ("use_raytracing", True), ("use_volumetric_shadows", True)]:
        if hasattr(scn.eevee, attr):
            setattr(scn.eevee, attr, val); print("set", attr)
