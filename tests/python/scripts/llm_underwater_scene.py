import bpy, bmesh, random, math
from mathutils import Vector, noise, Color
random.seed(5)
def log(*a): print("[underwater]", *a)
for o in bpy.context.scene.objects: o.select_set(True)
bpy.ops.object.delete(use_global=False, confirm=False)
bpy.ops.mesh.primitive_grid_add(x_subdivisions=24, y_subdivisions=24, size=20)
sea = bpy.context.object; sea.name = sea.data.name = "Seabed"
bpy.ops.object.mode_set(mode='EDIT')
bm = bmesh.from_edit_mesh(sea.data)
for v in bm.verts:
    v.co.z = noise.fractal(v.co * .3, 1.0, 2.0, 4) * .8
bmesh.update_edit_mesh(sea.data, loop_triangles=True, destructive=False)
bpy.ops.mesh.faces_shade_smooth()
bpy.ops.object.mode_set(mode='OBJECT')
log("z range", round(min(v.co.z for v in sea.data.vertices), 4), round(max(v.co.z for v in sea.data.vertices), 4))
# coral with skin modifier
for n in range(3):
    me = bpy.data.meshes.new(f"Coral{n}")
    vs, es = [Vector((0, 0, 0))], []
    def grow(parent, direction, depth):
        if depth == 0: return
        for _ in range(2):
            d = (direction + Vector((random.uniform(-.6, .6), random.uniform(-.6, .6), random.uniform(0, .3)))).normalized()
            vs.append(vs[parent] + d * .35 * depth / 3); es.append((parent, len(vs) - 1))
            grow(len(vs) - 1, d, depth - 1)
    grow(0, Vector((0, 0, 1)), 4)
    me.from_pydata([v[:] for v in vs], es, [])
    ob = bpy.data.objects.new(f"Coral{n}", me); bpy.context.collection.objects.link(ob)
    ob.location = (n * 3 - 3, random.uniform(-2, 2), 0)
    bpy.context.view_layer.objects.active = ob
    ob.modifiers.new("Skin", 'SKIN'); ob.modifiers.new("Sub", 'SUBSURF').levels = 1
    if me.skin_vertices:
        for i, sv in enumerate(me.skin_vertices[0].data):
            sv.radius = (.08, .08 + .001 * i)
    ob.modifiers["Skin"].use_smooth_shade = True
    log(ob.name, len(me.vertices), [m.type for m in ob.modifiers], len(me.skin_vertices))
# seaweed via curves and follow
wave_tex = bpy.data.textures.new("Sway", 'CLOUDS'); wave_tex.noise_scale = 1.5
weeds = []
for i in range(8):
    cu = bpy.data.curves.new("Weed", 'CURVE'); cu.dimensions = '3D'; cu.fill_mode = 'FULL'; cu.bevel_depth = .04
    sp = cu.splines.new('BEZIER'); sp.bezier_points.add(3)
    for j, bp in enumerate(sp.bezier_points):
        bp.co = (math.sin(j + i) * .2, math.cos(j * 2 + i) * .2, j * .6)
        bp.handle_left_type = bp.handle_right_type = 'AUTO'
        bp.radius = 1 - j * .25
        bp.tilt = j * .2
    o = bpy.data.objects.new("Weed", cu); o.location = Vector((random.gauss(0, 4), random.gauss(0, 4), 0))
    bpy.context.scene.collection.objects.link(o); weeds.append(o)
    w = o.modifiers.new("Wave", 'WAVE'); w.height = .1; w.width = .6; w.speed = .08
    d = o.modifiers.new("D", 'DISPLACE'); print('none for curves', d)
log({w.name: tuple(round(c, 2) for c in w.location) for w in weeds[:3]})
bpy.ops.object.select_all(action='DESELECT')
[w.select_set(True) for w in weeds[:3]]
bpy.context.view_layer.objects.active = weeds[0]
bpy.ops.object.duplicate_move(OBJECT_OT_duplicate={"linked": False, "mode": 'TRANSLATION'}, TRANSFORM_OT_translate={"value": (2, 0, 0), "orient_type": 'GLOBAL'})
log("dups", [o.name for o in bpy.context.selected_objects], bpy.context.active_object.name, [round(c, 3) for c in bpy.context.active_object.location])
# fish: mesh + shape keys + follow path
bpy.ops.curve.primitive_bezier_circle_add(radius=5, location=(0, 0, 3)); path = bpy.context.object; path.name = "FishPath"
path.data.use_path = True; path.data.path_duration = 200
bpy.ops.mesh.primitive_uv_sphere_add(segments=12, ring_count=8, radius=.4); fish = bpy.context.object; fish.name = "Fish"
fish.scale = (1.6, .5, .8); bpy.ops.object.transform_apply(scale=True)
bpy.ops.object.mode_set(mode='EDIT')
bm = bmesh.from_edit_mesh(fish.data)
bm.select_mode = {'VERT'}
for v in bm.verts: v.select = v.co.x < -.55
bm.select_flush(True)
sel = [v for v in bm.verts if v.select]
log("tail verts", len(sel))
bmesh.ops.scale(bm, vec=(1.3, .3, 2), verts=sel)
bmesh.update_edit_mesh(fish.data)
bpy.ops.mesh.select_all(action='INVERT')
vg = fish.vertex_groups.new(name="Body")
bpy.ops.object.vertex_group_assign()
bpy.ops.object.mode_set(mode='OBJECT')
log("in group", sum(1 for v in fish.data.vertices if any(g.group == vg.index for g in v.groups)))
fish.shape_key_add(name="Basis", from_mix=False)
sk = fish.shape_key_add(name="Swish")
co = [0.0] * (3 * len(fish.data.vertices))
sk.data.foreach_get("co", co)
for i in range(0, len(co), 3):
    if co[i] < 0: co[i + 1] += abs(co[i]) * .4
sk.data.foreach_set("co", co)
sk.slider_min = -1
for f in range(1, 60, 10):
    sk.value = 1 if (f // 10) % 2 else -1
    sk.keyframe_insert("value", frame=f)
ka = fish.data.shape_keys.animation_data.action
log(ka.name, ka.layers[0].strips[0].channelbags[0].fcurves[0].data_path, sk.value)
c = fish.constraints.new('FOLLOW_PATH'); c.target = path; c.use_curve_follow = True; c.forward_axis = 'FORWARD_X'; c.use_fixed_location = True
c.offset_factor = 0.0; c.keyframe_insert("offset_factor", frame=1); c.offset_factor = 1; c.keyframe_insert("offset_factor", frame=200)
fish.select_set(True)
# bubbles: particle system
bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=2, radius=.1, location=(0, 0, -20)); bub = bpy.context.object; bub.name = "Bubble"
sea.modifiers.new("Bubbles", 'PARTICLE_SYSTEM')
ps = sea.particle_systems[0]; st = ps.settings; st.name = "BubbleSettings"
st.count = 200; st.frame_start = -100; st.frame_end = 250; st.lifetime = 200; st.normal_factor = .3; st.effector_weights.gravity = -.02
st.render_type = 'OBJECT'; st.instance_object = bub; st.particle_size = .5; st.size_random = .8; st.physics_type = 'NEWTON'
ps.seed = 3
log(ps, st.type, sea.modifiers[0].particle_system.name)
# water volume domain
bpy.ops.mesh.primitive_cube_add(size=22, location=(0, 0, 9)); vol = bpy.context.object; vol.name = "WaterVolume"; vol.display_type = 'WIRE'
m = bpy.data.materials.new("Water"); m.use_nodes = True; n = m.node_tree.nodes; n.remove(n["Principled BSDF"])
pv = n.new("ShaderNodeVolumePrincipled"); pv.inputs["Color"].default_value = (*Color((.1, .4, .5)), 1); pv.inputs["Density"].default_value = .03; pv.inputs["Anisotropy"].default_value = .6
m.node_tree.links.new(pv.outputs["Volume"], n["Material Output"].inputs["Volume"])
vol.data.materials.append(m); vol.visible_shadow = False; vol.hide_select = True
log(m.node_tree.nodes.keys(), [i.name for i in pv.inputs][:4])
sc = bpy.context.scene
sc.world.node_tree.nodes["Background"].inputs["Color"].default_value[:3] = (.0, .1, .15)
log([round(c, 3) for c in sc.world.node_tree.nodes["Background"].inputs[0].default_value])
sun = bpy.data.objects.new("Rays", bpy.data.lights.new("Rays", 'SUN')); sc.collection.objects.link(sun); sun.data.use_nodes = True
lt = sun.data.node_tree
caus = lt.nodes.new("ShaderNodeTexVoronoi"); caus.feature = 'SMOOTH_F1'; caus.inputs["Scale"].default_value = 6
lt.links.new(caus.outputs[0], lt.nodes["Emission"].inputs["Strength"])
log([x.name for x in lt.nodes], len(lt.links))
sc.frame_set(40); log([round(v, 3) for v in fish.matrix_world.translation])
