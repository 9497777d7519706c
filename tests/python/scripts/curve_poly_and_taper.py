import bpy
import math

for obj in bpy.data.objects:
    obj.select_set(False)

def curve_object(name, coords, kind='POLY', cyclic=False, **settings):
    data = bpy.data.curves.new(name, type='CURVE')
    data.dimensions = settings.pop('dimensions', '3D')
    for key, value in settings.items():
        setattr(data, key, value)
    spline = data.splines.new(kind)
    if kind == 'BEZIER':
        spline.bezier_points.add(len(coords) - 1)
        spline.bezier_points.foreach_set("co", [c for p in coords for c in p])
        for p in spline.bezier_points:
            p.handle_left_type = 'VECTOR'
            p.handle_right_type = 'VECTOR'
    else:
        spline.points.add(len(coords) - 1)
        flat = []
        for x, y, z in coords:
            flat.extend((x, y, z, 1.0))
        spline.points.foreach_set("co", flat)
    spline.use_cyclic_u = cyclic
    ob = bpy.data.objects.new(name, data)
    bpy.context.collection.objects.link(ob)
    return ob

star = []
for i in range(10):
    r = 1.0 if i % 2 == 0 else 0.45
    a = math.pi / 2 + i * math.pi / 5
    star.append((r * math.cos(a), r * math.sin(a), 0))
star_ob = curve_object("Star", star, cyclic=True, dimensions='2D', fill_mode='BOTH', extrude=0.1, bevel_depth=0.02)
star_ob.location = (4, 0, 0)

profile = curve_object("Profile", [(-.1, -.1, 0), (.1, -.1, 0), (.1, .1, 0), (-.1, .1, 0)], cyclic=True)
taper = curve_object("Taper", [(0, 0.2, 0), (1, 1, 0), (2, 0.1, 0)], kind='BEZIER')
spiral_pts = [(math.cos(t * 0.5) * (1 + t * 0.05), math.sin(t * 0.5) * (1 + t * 0.05), t * 0.08) for t in range(40)]
horn = curve_object("Horn", spiral_pts, kind='NURBS')
horn.data.bevel_mode = 'OBJECT'
horn.data.bevel_object = profile
horn.data.taper_object = taper
horn.data.splines[0].order_u = 3
horn.data.splines[0].use_endpoint_u = True
horn.data.use_fill_caps = True
for i, p in enumerate(horn.data.splines[0].points):
    p.radius = 1 + 0.3 * math.sin(i)
    p.weight = 1.0

profile.hide_viewport = True
taper.hide_set(True)

dg = bpy.context.evaluated_depsgraph_get()
for ob in (star_ob, horn):
    me = ob.evaluated_get(dg).to_mesh()
    print(ob.name, len(me.vertices), len(me.polygons))
    ob.evaluated_get(dg).to_mesh_clear()
