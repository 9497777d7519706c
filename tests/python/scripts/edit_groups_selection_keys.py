import bpy, random, math
random.seed(3)
p = bpy.types.PointLight.bl_rna.properties["energy"]
print(p.identifier, p.type, bpy.types.Object.bl_rna.properties["location"].array_length)
bpy.ops.mesh.primitive_cylinder_add(vertices=12, depth=3, radius=.4)
o = bpy.context.object
low, high = o.vertex_groups.new(name="low"), o.vertex_groups.new(name="high")
for v in o.data.vertices:
    (low if v.co.z < 0 else high).add([v.index], abs(v.co.z) / 2, 'REPLACE')
tot = {}
for v in o.data.vertices:
    for g in v.groups:
        tot[o.vertex_groups[g.group].name] = tot.get(o.vertex_groups[g.group].name, 0) + g.weight
print({k: round(x, 4) for k, x in tot.items()})
for v in o.data.vertices:
    try:
        w = high.weight(v.index)
    except RuntimeError:
        w = -1
    if v.index % 8 == 0: print(v.index, round(w, 3))
bpy.ops.object.mode_set(mode='EDIT'); bpy.ops.mesh.select_all(action='DESELECT')
bpy.ops.object.vertex_group_set_active(group="high"); bpy.ops.object.vertex_group_select()
bpy.ops.transform.resize(value=(.5, .5, 1)); bpy.ops.mesh.extrude_region_move(TRANSFORM_OT_translate={"value": (0, 0, .5)})
bpy.ops.object.mode_set(mode='OBJECT')
print(len(o.data.vertices), [round(d, 3) for d in o.dimensions], o.vertex_groups.active.name, o.vertex_groups.active_index)
for a in ("select", "hide"):
    print(a, sum(getattr(v, a) for v in o.data.vertices))
bpy.ops.object.mode_set(mode='EDIT')
import bmesh
bm = bmesh.from_edit_mesh(o.data)
for f in bm.faces: f.select = f.normal.z > .9
bm.select_mode = {'FACE'}; bm.select_flush_mode()
bmesh.update_edit_mesh(o.data)
bpy.ops.mesh.inset(thickness=.05); bpy.ops.mesh.extrude_region_shrink_fatten(TRANSFORM_OT_shrink_fatten={"value": .2})
bpy.ops.mesh.select_more(); bpy.ops.mesh.select_less(); bpy.ops.mesh.select_all(action='INVERT')
bpy.ops.mesh.quads_convert_to_tris(quad_method='BEAUTY', ngon_method='BEAUTY'); bpy.ops.mesh.tris_convert_to_quads()
bpy.ops.object.mode_set(mode='OBJECT')
print(len(o.data.vertices), len(o.data.polygons), sum(p.select for p in o.data.polygons))
o.keyframe_insert("location", frame=1); act = o.animation_data.action
n0 = len(act.layers[0].strips[0].channelbags[0].fcurves); o.location.z = 2
for d in ("location", "scale", "hide_viewport"):
    o.keyframe_insert(d, frame=20)
fcs = act.layers[0].strips[0].channelbags[0].fcurves
print(n0, len(fcs), [(f.data_path, len(f.keyframe_points)) for f in fcs], act.frame_range[:], act.frame_end)
for f in list(fcs):
    if f.data_path == "scale": fcs.remove(f)
print(len(fcs)); o.keyframe_delete("location", index=0, frame=1); print([len(f.keyframe_points) for f in fcs])
b = bpy.data.objects.new("E", None); bpy.context.collection.objects.link(b); b.animation_data_create(); b.animation_data.action = act
b.animation_data.action_slot = act.slots[0] if len(act.slots) else None
b.keyframe_insert("rotation_euler", frame=5); print(len(act.slots), [s.identifier for s in act.slots], len(fcs), [len(c.fcurves) for c in act.layers[0].strips[0].channelbags])
