# --- a UV map
bm = bmesh.new()
bmesh.ops.create_grid(bm, x_segments=2, y_segments=2, size=1)
uv = bm.loops.layers.uv.new("Map")
for f in bm.faces:
    for l in f.loops:
        l[uv].uv = (l.vert.co.x / 2 + 0.5, l.vert.co.y / 2 + 0.5)
f = bm.faces[:][0]
f.loops[0][uv].uv.x += 0.25
f.loops[0][uv].pin_uv = True
print(uv.name, [(l[uv].uv[:], l[uv].pin_uv) for l in f.loops])
save(bm)
# --- the UV map that is there
bm = bmesh.new()
bm.from_mesh(bpy.data.objects["Cube"].data)
uv = bm.loops.layers.uv.verify()
print(uv.name, bm.loops.layers.uv.keys(), bm.loops.layers.uv.active.name, "UVMap" in bm.loops.layers.uv)
for f in bm.faces:
    for loop in f.loops:
        loop[uv].uv *= 2
save(bm)
# --- layers by name
bm = bmesh.new()
bm.verts.new((0, 0, 0))
layer = bm.verts.layers.float.new("weight")
bm.verts.layers.float.new("other")
for v in bm.verts:
    v[layer] = 0.1
    print(v[layer])
print(bm.verts.layers.float.get("weight").name, bm.verts.layers.float.get("no"), bm.verts.layers.float.get("no", 5))
print(bm.verts.layers.float["weight"].name, bm.verts.layers.float[1].name, len(bm.verts.layers.float))
print([n for n, _ in bm.verts.layers.float.items()], [i.name for i in bm.verts.layers.float.values()])
try:
    bm.verts.layers.float["no"]
except KeyError as error:
    print(error)
bm.verts.layers.float.remove(bm.verts.layers.float["weight"])
print(bm.verts.layers.float.keys(), bm.verts.layers.float.is_singleton, bm.verts.layers.int.active)
# --- all kinds of values
bm = bmesh.new()
bmesh.ops.create_cube(bm, size=1)
values = {"int": 7, "float": 0.3, "bool": True, "float_vector": (1, 2, 3), "float_color": (0.1, 0.2, 0.3, 1),
          "color": (0.5, 0.25, 1, 1), "string": b"abc"}
for sequence in (bm.verts, bm.edges, bm.faces):
    for kind, value in values.items():
        layer = getattr(sequence.layers, kind).new(kind + "!")
        for i, element in enumerate(sequence):
            if i % 2:
                element[layer] = value
        got = [element[layer] for element in sequence][:2]
        print(kind, [r(each) if hasattr(each, "__len__") and not isinstance(each, bytes) else each for each in got])
        if kind == "float_vector":
            sequence[:][1][layer].z = 9
            print(r(sequence[:][1][layer]))
save(bm)
# --- colours of corners
bm = bmesh.new()
bmesh.ops.create_cube(bm, size=1)
color = bm.loops.layers.color.new("Col")
smooth = bm.loops.layers.float_color.new("Fine")
for f in bm.faces:
    for i, l in enumerate(f.loops):
        l[color] = (i / 3, 0, 1, 1)
        l[smooth] = (i / 3, 0.123, 1, 1)
print([r(l[color]) for l in bm.faces[:][0].loops], [r(l[smooth]) for l in bm.faces[:][0].loops])
save(bm)
# --- weights
cube = bpy.data.objects["Cube"]
cube.vertex_groups.new(name="A")
cube.vertex_groups.new(name="B")
bm = bmesh.new()
bm.from_mesh(cube.data)
deform = bm.verts.layers.deform.verify()
for v in bm.verts:
    v[deform][0] = v.co.z / 2 + 0.5
    if v.co.x > 0:
        v[deform][1] = 1
v = bm.verts[:][0]
print(sorted(v[deform].items()), 1 in v[deform], v[deform].get(5), len(v[deform]), v[deform].keys())
del v[deform][1]
print(v[deform].items())
try:
    v[deform][3]
except KeyError as error:
    print(error)
bm.to_mesh(cube.data)
print([[(g.group, round(g.weight, 4)) for g in v.groups] for v in cube.data.vertices])
# --- skin and creases
bm = bmesh.new()
a, b = bm.verts.new((0, 0, 0)), bm.verts.new((0, 0, 1))
bm.edges.new((a, b))
skin = bm.verts.layers.skin.verify()
crease = bm.edges.layers.float.new("crease_edge")
for v in bm.verts:
    v[skin].radius = (0.2, 0.3)
    v[skin].use_root = True
    print(r(v[skin].radius), v[skin].use_root, v[skin].use_loose)
for e in bm.edges:
    e[crease] = 0.5
    print(e[crease])
save(bm)
# --- shape keys
cube = bpy.data.objects["Cube"]
cube.shape_key_add(name="Basis")
cube.shape_key_add(name="Tall")
bm = bmesh.new()
bm.from_mesh(cube.data)
tall = bm.verts.layers.shape["Tall"]
for v in bm.verts:
    v[tall] = v.co * 2
    v[tall].z += 1
bm.to_mesh(cube.data)
print([r(p.co) for p in cube.data.shape_keys.key_blocks["Tall"].data])
# --- elements from before a new layer
bm = bmesh.new()
v = bm.verts.new((1, 2, 3))
layer = bm.verts.layers.int.new("i")
try:
    v[layer] = 3
    print(v[layer])
except ReferenceError as error:
    print(error)
bm.verts.ensure_lookup_table()
bm.verts[0][layer] = 3
print(bm.verts[0][layer])
# --- what is no layer of these elements
bm = bmesh.new()
bmesh.ops.create_cube(bm, size=1)
layer = bm.verts.layers.int.new("i")
for use in (lambda: bm.edges[:][0][layer], lambda: bm.verts[:][0]["i"], lambda: bm.verts[:][0][0]):
    try:
        use()
    except (AttributeError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
