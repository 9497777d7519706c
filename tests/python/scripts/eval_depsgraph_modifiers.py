import bpy, math
from mathutils import Vector, Matrix
bpy.ops.object.select_all(action='SELECT'); bpy.ops.object.delete(use_global=False)
bpy.ops.mesh.primitive_cube_add(size=2); ob = bpy.context.active_object
for t, kw in (("BEVEL", dict(width=.2, segments=3, limit_method='ANGLE', angle_limit=.5, profile=.6, offset_type='WIDTH', harden_normals=False)), ("SUBSURF", dict(levels=1, render_levels=2, quality=2, uv_smooth='PRESERVE_BOUNDARIES')), ("ARRAY", dict(count=3, use_relative_offset=False, use_constant_offset=True, constant_offset_displace=(3, 0, 0), use_merge_vertices=True)), ("MIRROR", dict(use_axis=(False, True, False), use_clip=True, merge_threshold=.01)), ("SOLIDIFY", dict(thickness=.05, offset=1, use_even_offset=True))):
    m = ob.modifiers.new(t.title(), t)
    for k, v in kw.items(): setattr(m, k, v)
ob.modifiers["Mirror"].use_axis[0] = True; ob.modifiers["Array"].constant_offset_displace[1] = .5; ob.modifiers["Array"].relative_offset_displace.z = .1
dg = bpy.context.evaluated_depsgraph_get(); ev = ob.evaluated_get(dg); me = ev.to_mesh(); print(len(ob.data.vertices), len(me.vertices), len(me.polygons), [round(v, 3) for v in ev.dimensions], ev.name, ev.is_evaluated, ev.original is ob, ob.is_evaluated)
co = [0.0] * 3 * len(me.vertices); me.vertices.foreach_get("co", co); print(round(sum(co), 2), max(co[0::3]))
tot = 0
for p in me.polygons: tot += p.area
print(round(tot, 3)); ev.to_mesh_clear()
bpy.ops.object.modifier_move_to_index(modifier="Array", index=0); bpy.ops.object.modifier_move_up(modifier="Solidify"); bpy.ops.object.modifier_copy(modifier="Bevel"); bpy.ops.object.modifier_remove(modifier="Mirror"); print([m.name for m in ob.modifiers])
bpy.ops.object.modifier_set_active(modifier="Subsurf"); print(ob.modifiers.active.name)
for m in list(ob.modifiers):
    if m.type == 'BEVEL': bpy.ops.object.modifier_apply(modifier=m.name)
print(len(ob.data.vertices), [m.name for m in ob.modifiers])
new = bpy.data.meshes.new_from_object(ob.evaluated_get(bpy.context.evaluated_depsgraph_get())); b = bpy.data.objects.new("Baked", new); bpy.context.collection.objects.link(b); b.matrix_world = ob.matrix_world @ Matrix.Translation((0, 5, 0)); print(new.name, len(new.vertices), b.users_collection[0].name)
ob.modifiers.clear(); print(len(ob.modifiers))
# boolean ops loop
bpy.ops.mesh.primitive_cylinder_add(radius=.5, depth=4, vertices=16); cut = bpy.context.object; bo = ob.modifiers.new("Bool", 'BOOLEAN'); bo.object = cut; bo.operation = 'DIFFERENCE'; bo.solver = 'EXACT'; bpy.context.view_layer.objects.active = ob; bpy.ops.object.modifier_apply(modifier="Bool"); print(len(ob.data.vertices), len(ob.data.polygons)); cut.display_type = 'WIRE'; cut.hide_render = True
with bpy.context.temp_override(active_object=b, object=b, selected_objects=[b], selected_editable_objects=[b]):
    bpy.ops.object.transform_apply(location=True, rotation=False, scale=False); bpy.ops.object.shade_smooth(); print(bpy.context.object.name, bpy.context.active_object.name, [o.name for o in bpy.context.selected_objects])
print(bpy.context.object.name, b.location[:], b.data.polygons[0].use_smooth)
# wireframe displacement with texture
tex = bpy.data.textures.new("T", type='VORONOI'); tex.noise_scale = .7; tex.distance_metric = 'MANHATTAN'; tex.use_color_ramp = True; tex.color_ramp.elements.new(.5).color = (1, 0, 0, 1); bl = bpy.data.textures.new("B", 'BLEND'); bl.progression = 'RADIAL'; im = bpy.data.textures.new("I", 'IMAGE'); im.image = bpy.data.images.new("g", 16, 16); im.extension = 'CLIP'
bpy.ops.mesh.primitive_grid_add(x_subdivisions=30, y_subdivisions=30, size=5, location=(8, 0, 0)); gr = bpy.context.object; d = gr.modifiers.new("Disp", 'DISPLACE'); d.texture = tex; d.strength = .5; d.mid_level = .2; d.texture_coords = 'OBJECT'; d.texture_coords_object = cut; d.direction = 'RGB_TO_XYZ'; print([round(x, 3) for x in tex.evaluate((.2, .3, .4))]); e2 = gr.evaluated_get(bpy.context.evaluated_depsgraph_get()); zs = [v.co.z for v in e2.data.vertices]; print(round(min(zs), 3), round(max(zs), 3)); d.show_viewport = False
bpy.context.view_layer.update(); print(round(max(v.co.z for v in gr.evaluated_get(bpy.context.evaluated_depsgraph_get()).data.vertices), 3))
# shape keys driven by loop
gr.shape_key_add(name="Basis"); k1 = gr.shape_key_add(name="Wave", from_mix=False)
for i, v in enumerate(gr.data.vertices): k1.data[i].co = v.co + Vector((0, 0, math.sin(v.co.x * 3) * .3))
k2 = gr.shape_key_add(name="Both"); flat = [0.0] * 3 * len(k1.data); k1.data.foreach_get("co", flat); k2.data.foreach_set("co", [c * 1.1 for c in flat]); k2.relative_key = k1; k2.slider_max = 2; k2.slider_min = -1; k2.value = 1.5; k1.value = .3; k1.interpolation = 'KEY_LINEAR'; k2.vertex_group = ""; gr.active_shape_key_index = 2; gr.show_only_shape_key = False; ks = gr.data.shape_keys; ks.name = "Keys"; ks.eval_time = 3; print(len(ks.key_blocks), [k.name for k in ks.key_blocks], ks.reference_key.name, gr.active_shape_key.name, ks.user.name)
for f, v in ((1, 0), (10, 1)): k1.value = v; k1.keyframe_insert("value", frame=f)
k1.mute = False; bpy.context.scene.frame_set(5); print(round(k1.value, 3)); print([round(gr.evaluated_get(bpy.context.evaluated_depsgraph_get()).data.vertices[5].co.z, 4)]); gr.shape_key_remove(k2); print(len(ks.key_blocks)); 
print(dg.mode, len(dg.ids) > 0, dg.scene.name, dg.view_layer.name, [o.name for o in dg.objects][:3] if len(dg.objects) else [])
