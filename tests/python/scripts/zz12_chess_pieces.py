import bpy, bmesh
from math import cos, sin, pi, radians
from mathutils import Matrix, Vector
PROFILES = {
    "pawn": [(0.35, 0), (0.35, .1), (.2, .2), (.12, .5), (.2, .55), (.1, .6), (.18, .75), (.12, .9), (0, .93)],
    "rook": [(0.38, 0), (0.38, .12), (.25, .2), (.2, .7), (.28, .75), (.28, 1.0), (.2, 1.0), (.2, .9), (0, .9)],
    "bishop": [(0.38, 0), (.38, .1), (.2, .25), (.13, .8), (.22, .85), (.12, .9), (.2, 1.1), (.04, 1.3), (0, 1.35)],
    "queen": [(0.4, 0), (.4, .12), (.22, .3), (.15, 1.0), (.25, 1.1), (.15, 1.15), (.28, 1.5), (.12, 1.5), (0, 1.6)],
    "king": [(0.4, 0), (.4, .12), (.24, .3), (.17, 1.1), (.27, 1.2), (.17, 1.25), (.26, 1.6), (0, 1.65)],
}
def delete_all():
    [bpy.data.objects.remove(o, do_unlink=True) for o in bpy.data.objects]
    [bpy.data.meshes.remove(m) for m in bpy.data.meshes if not m.users]
    [bpy.data.materials.remove(m) for m in bpy.data.materials]
delete_all()
print(len(bpy.data.objects), len(bpy.data.meshes), len(bpy.data.materials))
def lathe(name, prof, steps=16):
    bm = bmesh.new()
    vs = [bm.verts.new((r, 0, z)) for r, z in prof]
    es = [bm.edges.new(p) for p in zip(vs, vs[1:])]
    bmesh.ops.spin(bm, geom=vs + es, cent=(0, 0, 0), axis=(0, 0, 1), angle=2 * pi, steps=steps, use_duplicate=False)
    bmesh.ops.remove_doubles(bm, verts=bm.verts, dist=1e-4)
    bmesh.ops.recalc_face_normals(bm, faces=bm.faces)
    for f in bm.faces:
        f.smooth = True
    if name == "king":
        for sx, sz in ((.06, .3), (.2, .08)):
            mat = Matrix.Translation((0, 0, 1.85)) @ Matrix.Diagonal((sx, .06, sz, 1))
            bmesh.ops.create_cube(bm, size=1, matrix=mat)
    bm.normal_update()
    me = bpy.data.meshes.new(name)
    bm.to_mesh(me); n = len(bm.verts), len(bm.faces); bm.free()
    print(name, n)
    return me
meshes = {k: lathe(k, v) for k, v in PROFILES.items()}
# knight: box with edit mode
bpy.ops.mesh.primitive_cube_add(size=.5, location=(0, 0, .25))
kn = bpy.context.object
bpy.ops.object.mode_set(mode='EDIT')
bm = bmesh.from_edit_mesh(kn.data)
bm.faces.ensure_lookup_table()
top = max(bm.faces, key=lambda f: f.calc_center_median().z)
ret = bmesh.ops.extrude_discrete_faces(bm, faces=[top])
nf = ret['faces'][0]
bmesh.ops.translate(bm, verts=nf.verts, vec=(0, 0, .6))
bmesh.ops.scale(bm, verts=nf.verts, vec=(.6, .8, 1))
front = [f for f in bm.faces if f.normal.x > .5 and f.calc_center_median().z > .3]
print("front", len(front))
ret = bmesh.ops.extrude_discrete_faces(bm, faces=front)
for f in ret['faces']:
    bmesh.ops.translate(bm, verts=f.verts, vec=(.25, 0, .05))
    for v in f.verts:
        v.co.y *= .6
bmesh.update_edit_mesh(kn.data)
bpy.ops.object.mode_set(mode='OBJECT')
bpy.ops.object.transform_apply(location=True, rotation=True, scale=True)
meshes["knight"] = kn.data
kn.data.name = "knight"
print(kn.dimensions.to_tuple(3), kn.location[:], kn.data)
bpy.data.objects.remove(kn, do_unlink=True)
print("kept", meshes["knight"].users, meshes["knight"].use_fake_user)

mats = []
for nm, col in (("White", (.9, .85, .75, 1)), ("Black", (.03, .03, .03, 1)), ("Board A", (.8, .7, .5, 1)), ("Board B", (.2, .1, .05, 1))):
    m = bpy.data.materials.new(name=nm); m.use_nodes = True
    bs = m.node_tree.nodes.get('Principled BSDF')
    if bs:
        bs.inputs["Base Color"].default_value = col
        for cand in ("Coat Weight", "Clearcoat"):
            if cand in bs.inputs:
                bs.inputs[cand].default_value = .5
                break
    mats.append(m)
W, B, BA, BB = mats
board = bpy.data.objects.new("Board", bpy.data.meshes.new("Board"))
bpy.context.scene.collection.objects.link(board)
bm = bmesh.new()
bmesh.ops.create_grid(bm, x_segments=8, y_segments=8, size=4)
board.data.materials.append(BA); board.data.materials.append(BB)
for f in bm.faces:
    c = f.calc_center_bounds()
    f.material_index = (int(c.x + 4) + int(c.y + 4)) % 2
bm.to_mesh(board.data); bm.free()
print([sum(p.material_index == i for p in board.data.polygons) for i in (0, 1)])
order = ["rook", "knight", "bishop", "queen", "king", "bishop", "knight", "rook"]
coll = {}
for side, m in (("white", W), ("black", B)):
    c = coll[side] = bpy.data.collections.new(side); bpy.context.scene.collection.children.link(c)
    row, prow = (0, 1) if side == "white" else (7, 6)
    for x in range(8):
        for name, r in ((order[x], row), ("pawn", prow)):
            o = bpy.data.objects.new(f"{side}_{name}", meshes[name])
            o.location = x - 3.5, r - 3.5, 0
            if side == "black": o.rotation_euler[2] = pi
            c.objects.link(o)
            if not o.data.materials:
                o.data.materials.append(None)
            o.material_slots[0].link = 'OBJECT'
            o.material_slots[0].material = m
print([o.name for o in coll["black"].objects][:5], coll["white"].objects["white_king"].active_material.name, [ms.name for ms in coll["white"].objects[0].material_slots])
board_objs = {o: o.location.copy() for c in coll.values() for o in c.objects}
kings = [o for o in board_objs if "king" in o.name]
print(sorted(kings, key=lambda o: o.location.y, reverse=True)[0].name, len(set(o.data for o in board_objs)))
mv = coll["white"].objects.get("white_pawn.004")
for f, dy in ((1, 0), (20, 2)):
    mv.location = board_objs[mv] + Vector((0, dy, 0))
    mv.keyframe_insert("location", frame=f)
bpy.context.scene.frame_current = 10
bpy.context.view_layer.update()
print(round(mv.matrix_world[1][3], 4), mv.location)
cam = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera")); bpy.context.collection.objects.link(cam)
cam.location = 8, -8, 8
cam.rotation_euler = (Vector() - cam.location).to_track_quat('-Z', 'Y').to_euler()
bpy.context.scene.camera = cam
sun = bpy.data.lights.new("Sun", 'SUN'); sun.energy = 3; sun.angle = radians(5)
so = bpy.data.objects.new("Sun", sun); bpy.context.collection.objects.link(so); so.rotation_euler = radians(40), radians(10), 0
