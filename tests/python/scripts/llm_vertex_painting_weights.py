import bpy
import math
import random

random.seed(50)
obj = bpy.data.objects["Cube"]
bpy.context.view_layer.objects.active = obj
mod = obj.modifiers.new("Subsurf", 'SUBSURF')
mod.levels = 3
bpy.ops.object.modifier_apply(modifier="Subsurf")
mesh = obj.data
print("verts", len(mesh.vertices))

# weights per height
low = obj.vertex_groups.new(name="Low")
high = obj.vertex_groups.new(name="High")
for v in mesh.vertices:
    t = (v.co.z + 1) / 2
    low.add([v.index], 1 - t, 'REPLACE')
    if t > 0.5:
        high.add([v.index], t, 'REPLACE')
high.remove([0, 1, 2])
obj.vertex_groups.active_index = 0
print([(g.name, g.index, g.lock_weight) for g in obj.vertex_groups])
picked = [v.index for v in mesh.vertices if any(g.group == high.index and g.weight > 0.9 for g in v.groups)]
print("high", len(picked), round(low.weight(5), 4))
try:
    high.weight(0)
except RuntimeError as e:
    print("not in group:", str(e).strip())

# color attributes on points and corners
point = mesh.color_attributes.new("Paint", 'BYTE_COLOR', 'CORNER')
for loop in mesh.loops:
    v = mesh.vertices[loop.vertex_index]
    a = (math.atan2(v.co.y, v.co.x) + math.pi) / math.tau
    point.data[loop.index].color = (a, 1 - a, 0.5, 1)
mesh.color_attributes.active_color = point
mesh.attributes.new("temperature", 'FLOAT', 'POINT')
vals = [random.random() for _ in mesh.vertices]
mesh.attributes["temperature"].data.foreach_set("value", vals)
ids = mesh.attributes.new("ids", 'INT', 'FACE')
for p in mesh.polygons:
    ids.data[p.index].value = p.index * 3
vec = mesh.attributes.new(name="flow", type='FLOAT_VECTOR', domain='POINT')
vec.data.foreach_set("vector", [c for v in mesh.vertices for c in v.normal])
flag = mesh.attributes.new("flag", 'BOOLEAN', 'EDGE')
flag.data[3].value = True
mesh.attributes.remove(mesh.attributes["ids"])
print([(a.name, a.data_type, a.domain) for a in mesh.attributes if not a.name.startswith(".") and a.name not in {"position", "sharp_face"}])
print("mean", round(sum(d.value for d in mesh.attributes["temperature"].data) / len(vals), 4))

# select by position, set smooth, creases
for p in mesh.polygons:
    p.use_smooth = p.center.z > 0
mesh.polygons.active = 4
for e in mesh.edges:
    a, b = (mesh.vertices[i].co for i in e.vertices)
    e.use_seam = abs(a.z) < 1e-4 and abs(b.z) < 1e-4
print("smooth", sum(p.use_smooth for p in mesh.polygons), "seams", sum(e.use_seam for e in mesh.edges))
disp = obj.modifiers.new("Displace", 'DISPLACE')
disp.vertex_group = "High"
disp.strength = 0.3
tex = bpy.data.textures.new("Wood", 'WOOD')
tex.wood_type = 'RINGS'
tex.use_color_ramp = True
tex.color_ramp.elements[1].color = (0.5, 0.2, 0.1, 1)
disp.texture = tex
disp.texture_coords = 'OBJECT'
disp.texture_coords_object = bpy.data.objects["Light"]
