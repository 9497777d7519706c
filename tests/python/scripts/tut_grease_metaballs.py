import bpy
import random

random.seed(9)

# Metaball blob
mball = bpy.data.metaballs.new("Blob")
obj = bpy.data.objects.new("Blob", mball)
bpy.context.view_layer.active_layer_collection.collection.objects.link(obj)
mball.resolution = 0.4
mball.render_resolution = 0.1
mball.threshold = 0.4
for i in range(8):
    el = mball.elements.new()
    el.co = [random.uniform(-2, 2) for k in range(3)]
    el.radius = 0.8 + random.random() * 0.5
    if i == 3:
        el.type = 'CAPSULE'
        el.size_x = 1.2
    el.use_negative = i == 7
print("elements", len(mball.elements), mball.elements[3].type)

# Lattice, speaker, light probes, volumes by data
for kind, coll in (("Lat", bpy.data.lattices), ("Spk", bpy.data.speakers)):
    data = coll.new(kind)
    ob = bpy.data.objects.new(kind, data)
    bpy.context.scene.collection.objects.link(ob)
lat = bpy.data.lattices["Lat"]
lat.points_u, lat.points_v, lat.points_w = 4, 3, 2
lat.interpolation_type_u = 'KEY_LINEAR'
print(len(lat.points))

# lights of all kinds
for i, kind in enumerate(('POINT', 'SUN', 'SPOT', 'AREA')):
    L = bpy.data.lights.new(name="Light_" + kind, type=kind)
    L.energy = 10 * (i + 1)
    L.use_shadow = i % 2 == 0
    if kind == 'AREA':
        L.shape = 'ELLIPSE'
        L.size, L.size_y = 2, 1
    if kind == 'SPOT':
        L.spot_size = 0.9
        L.spot_blend = 0.3
        L.show_cone = True
    if kind == 'SUN':
        L.angle = 0.02
    if kind == 'POINT':
        L.shadow_soft_size = 0.3
        L.use_nodes = True
        n = L.node_tree.nodes.get("Emission")
        n.inputs["Strength"].default_value = 2
    o = bpy.data.objects.new(L.name, L)
    o.location = (i * 2, -4, 4)
    bpy.context.scene.collection.objects.link(o)

print(sorted(l.name + ":" + l.type for l in bpy.data.lights))
