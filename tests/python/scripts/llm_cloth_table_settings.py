import bpy

# Table with a draped cloth set up for simulation, wine glass by screw, fruits by loop
bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete(use_global=False, confirm=False)

scene = bpy.context.scene

bpy.ops.mesh.primitive_cylinder_add(vertices=48, radius=1.2, depth=0.08, location=(0, 0, 1))
table = bpy.context.active_object
table.name = 'Table'
col = table.modifiers.new('Collision', 'COLLISION')
table.collision.thickness_outer = 0.01
table.collision.cloth_friction = 20

bpy.ops.mesh.primitive_plane_add(size=3.2, location=(0, 0, 1.3))
cloth = bpy.context.active_object
cloth.name = 'TableCloth'
bpy.ops.object.mode_set(mode='EDIT')
bpy.ops.mesh.subdivide(number_cuts=20)
bpy.ops.object.mode_set(mode='OBJECT')
cm = cloth.modifiers.new('Cloth', 'CLOTH')
cm.settings.quality = 4
cm.settings.tension_stiffness = 10
cm.settings.bending_model = 'ANGULAR'
cm.collision_settings.distance_min = 0.01
cm.point_cache.frame_start = 1
cm.point_cache.frame_end = 40
cloth.modifiers.new('Solid', 'SOLIDIFY').thickness = 0.005
cloth.modifiers.new('Sub', 'SUBSURF').levels = 1
for p in cloth.data.polygons:
    p.use_smooth = True

profile = [(0, 0), (0.3, 0), (0.04, 0.03), (0.03, 0.35), (0.2, 0.5), (0.24, 0.7), (0.2, 0.85)]
me = bpy.data.meshes.new('Glass')
me.from_pydata([(x, 0, z) for x, z in profile], [(i, i + 1) for i in range(len(profile) - 1)], [])
glass = bpy.data.objects.new('Glass', me)
glass.location = (0.4, 0.2, 1.05)
bpy.context.collection.objects.link(glass)
bpy.context.view_layer.objects.active = glass
glass.select_set(True)
bpy.ops.object.modifier_add(type='SCREW')
glass.modifiers['Screw'].steps = 32
glass.modifiers['Screw'].use_normal_calculate = True
bpy.ops.object.modifier_add(type='SOLIDIFY')
glass.modifiers['Solidify'].thickness = 0.01
bpy.ops.object.modifier_apply(modifier='Screw')
bpy.ops.object.shade_smooth()
print('glass', len(glass.data.vertices), [m.name for m in glass.modifiers])

fruit_mats = []
for name, c in (('Apple', (0.7, 0.05, 0.02, 1)), ('Lime', (0.3, 0.6, 0.05, 1)), ('Orange', (1, 0.4, 0, 1))):
    m = bpy.data.materials.new(name)
    m.use_nodes = True
    m.node_tree.nodes['Principled BSDF'].inputs['Base Color'].default_value = c
    m.node_tree.nodes['Principled BSDF'].inputs['Subsurface Weight'].default_value = 0.2
    fruit_mats.append(m)
for i in range(6):
    bpy.ops.mesh.primitive_uv_sphere_add(segments=16, ring_count=12, radius=0.1 + 0.01 * (i % 3), location=(-0.4 + 0.17 * (i % 3), -0.3 + 0.2 * (i // 3), 1.15))
    f = bpy.context.active_object
    f.name = fruit_mats[i % 3].name
    f.data.materials.append(fruit_mats[i % 3])
    bpy.ops.object.shade_smooth()

scene.frame_end = 40
for f in (1, 2, 3):
    scene.frame_set(f)
dg = bpy.context.evaluated_depsgraph_get()
ev = cloth.evaluated_get(dg)
print('cloth', len(cloth.data.vertices), len(ev.data.vertices))
scene.frame_set(1)
for a in ('Apple', 'Apple.001'):
    print(a, bpy.data.objects[a].active_material.name)
