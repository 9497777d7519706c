import bpy
from mathutils import Vector

# A rope (curve) with hook modifiers on empties
bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete()

N = 4
cu = bpy.data.curves.new("Rope", "CURVE")
cu.dimensions = "3D"
cu.bevel_depth = 0.05
sp = cu.splines.new("BEZIER")
sp.bezier_points.add(N - 1)
for i, p in enumerate(sp.bezier_points):
    p.co = (i * 2.0, 0, 0)
    p.handle_left_type = p.handle_right_type = "AUTO"
rope = bpy.data.objects.new("Rope", cu)
bpy.context.collection.objects.link(rope)

for i in range(N):
    e = bpy.data.objects.new(f"Hook_{i}", None)
    e.location = sp.bezier_points[i].co
    e.empty_display_size = .4
    bpy.context.collection.objects.link(e)
    h = rope.modifiers.new(f"Hook_{i}", "HOOK")
    h.object = e
    h.vertex_indices_set([i * 3, i * 3 + 1, i * 3 + 2])
    h.strength = 1.0
    h.falloff_type = 'NONE'

bpy.context.view_layer.update()
for i in range(N):
    rope.modifiers[f"Hook_{i}"].matrix_inverse = bpy.data.objects[f"Hook_{i}"].matrix_world.inverted()

bpy.data.objects["Hook_1"].location.z = 2
bpy.data.objects["Hook_2"].location += Vector((0, 1, -1))
con = bpy.data.objects["Hook_3"].constraints.new("CHILD_OF")
con.target = bpy.data.objects["Hook_2"]
con.inverse_matrix = bpy.data.objects["Hook_2"].matrix_world.inverted()

bpy.context.view_layer.update()
dg = bpy.context.evaluated_depsgraph_get()
me = rope.evaluated_get(dg).to_mesh()
print("rope mesh", len(me.vertices), "z", round(min(v.co.z for v in me.vertices), 3), round(max(v.co.z for v in me.vertices), 3))
print([m.type for m in rope.modifiers], list(rope.modifiers["Hook_2"].vertex_indices))
