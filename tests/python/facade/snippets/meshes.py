# --- vertices one by one
import bpy
me = bpy.data.objects["Cube"].data
for v in me.vertices:
    v.co.z += v.co.x * 0.5
    v.co = v.co * 2
print([tuple(v.co) for v in me.vertices])
print(me.vertices[3].co, me.vertices[-1].index, len(me.edges), len(me.loops), len(me.polygons))
for bad in (8, -9, "x"):
    try:
        me.vertices[bad]
    except (IndexError, KeyError, TypeError) as error:
        print(type(error).__name__, error)
# --- normals follow the vertices
import bpy
me = bpy.data.objects["Cube"].data
for v in me.vertices:
    v.co.x += v.normal.x
print([round(v.co.x, 3) for v in me.vertices], [round(p.area, 3) for p in me.polygons])
# --- colours written while vertices are read
import bpy
me = bpy.data.objects["Cube"].data
layer = me.color_attributes.new(name="C", type="FLOAT_COLOR", domain="CORNER")
for p in me.polygons:
    for i in p.loop_indices:
        co = me.vertices[me.loops[i].vertex_index].co
        layer.data[i].color = (co.x, co.y, co.z, 1)
print([tuple(d.color) for d in layer.data][:6], me.vertices[0].co)
# --- weights read back
import bpy
o = bpy.data.objects["Cube"]
g = o.vertex_groups.new(name="G")
for v in o.data.vertices:
    if v.co.z > 0:
        g.add([v.index], 0.25 + v.index / 16, "ADD")
print([[(e.group, round(e.weight, 3)) for e in v.groups] for v in o.data.vertices])
g.add([0], 1, "REPLACE")
print(len(o.data.vertices[0].groups), o.data.vertices[0].groups[0].weight)
# --- polygons
import bpy
me = bpy.data.objects["Cube"].data
for p in me.polygons:
    p.use_smooth = True
print([p.use_smooth for p in me.polygons], [round(p.area, 2) for p in me.polygons], me.polygons[0].vertices[:], me.polygons[1].center)
print([tuple(e.vertices) for e in me.edges][:3], [l.vertex_index for l in me.loops][:5], list(me.polygons[2].loop_indices), me.polygons[3].normal)
# --- all at once
import bpy
me = bpy.data.objects["Cube"].data
co = [0.0] * (len(me.vertices) * 3)
me.vertices.foreach_get("co", co)
print(co[:6])
me.vertices.foreach_set("co", [c * 2 for c in co])
me.update()
print(me.vertices[0].co)
sel = [False] * 8
me.vertices.foreach_get("select", sel)
print(sel)
# --- attributes and layers
import bpy
me = bpy.data.objects["Cube"].data
a = me.attributes.new(name="heat", type="FLOAT", domain="POINT")
for i, d in enumerate(a.data):
    d.value = i * 0.5
print([d.value for d in me.attributes["heat"].data], a.domain, a.data_type, len(a.data))
c = me.color_attributes.new(name="Col", type="FLOAT_COLOR", domain="CORNER")
c.data[0].color = (1, 0, 0, 1)
print(c.name, c.data[0].color[:], len(c.data), me.color_attributes.active_color.name)
uv = me.uv_layers.new(name="Second")
uv.data[1].uv = (0.25, 0.75)
print(uv.name, uv.data[1].uv, len(me.uv_layers), me.uv_layers.active.name)
# --- normals and triangles
import bpy
me = bpy.data.objects["Cube"].data
me.calc_loop_triangles()
print(len(me.loop_triangles), me.loop_triangles[0].vertices[:], me.vertices[0].normal, me.total_vert_sel)
print(me.validate(), me.has_custom_normals, me.shape_keys)
# --- evaluated meshes
import bpy
o = bpy.data.objects["Cube"]
o.modifiers.new("S", "SUBSURF").levels = 1
dg = bpy.context.evaluated_depsgraph_get()
e = o.evaluated_get(dg)
m = e.to_mesh()
print(len(m.vertices), len(o.data.vertices), e.name, round(m.vertices[0].co.x, 3))
e.to_mesh_clear()
n = bpy.data.meshes.new_from_object(e)
print(len(n.vertices), n.name)
# --- geometry added by hand
import bpy
me = bpy.data.meshes.new("M")
me.vertices.add(3)
me.edges.add(2)
me.vertices[1].co = (1, 0, 0)
me.vertices[2].co = (1, 1, 0)
me.edges[0].vertices = (0, 1)
me.edges[1].vertices = [1, 2]
me.update()
print(len(me.vertices), [tuple(e.vertices) for e in me.edges], me.vertices[2].co)
me.transform(__import__("mathutils").Matrix.Scale(2, 4))
print(me.vertices[2].co)
me.clear_geometry()
print(len(me.vertices))
# --- ray casts
import bpy
o = bpy.data.objects["Cube"]
hit, where, normal, index = o.ray_cast((0, 0, 5), (0, 0, -1))
print(hit, where, normal, index)
print(bpy.context.scene.ray_cast(bpy.context.evaluated_depsgraph_get(), (0, 0, 5), (0, 0, -1))[:4])
print(o.closest_point_on_mesh((0, 0, 5))[1])
