import bpy

def pipe(points, radius=0.1, name="Pipe"):
    crv = bpy.data.curves.new(name, 'CURVE')
    crv.dimensions = '3D'
    crv.bevel_depth = radius
    crv.bevel_resolution = 4
    crv.use_fill_caps = True
    sp = crv.splines.new('POLY')
    sp.points.add(len(points) - 1)
    for i, co in enumerate(points):
        sp.points[i].co = (co[0], co[1], co[2], 1)
    ob = bpy.data.objects.new(name, crv)
    bpy.context.scene.collection.objects.link(ob)
    return ob

bpy.ops.object.select_all(action="DESELECT")
p = pipe([(0, 0, 0), (0, 0, 2), (2, 0, 2), (2, 2, 2), (2, 2, 0)])

# bake to a mesh through the depsgraph
depsgraph = bpy.context.evaluated_depsgraph_get()
mesh = bpy.data.meshes.new_from_object(p.evaluated_get(depsgraph))
mesh.name = "PipeMesh"
baked = bpy.data.objects.new("PipeBaked", mesh)
baked.matrix_world = p.matrix_world
baked.location.x += 4
bpy.context.collection.objects.link(baked)
bpy.data.objects.remove(p)
print("baked", len(mesh.vertices), len(mesh.polygons))

bpy.ops.curve.primitive_bezier_curve_add(radius=1, location=(0, -3, 0))
bez = bpy.context.active_object
bez.data.splines[0].bezier_points[1].co.z = 1.5
bez.data.bevel_depth = 0.05
bez.data.bevel_factor_end = 0.75
bpy.ops.curve.primitive_nurbs_path_add(location=(0, -5, 0))
path = bpy.context.active_object
path.data.splines[0].points[2].co[1] = 2.0
bpy.ops.curve.primitive_nurbs_circle_add(radius=2, location=(0, -5, 1))
bpy.ops.surface.primitive_nurbs_surface_sphere_add(radius=0.5, location=(3, -5, 1))
print([(o.name, o.type) for o in bpy.context.scene.objects])

if len(bez.data.splines) == 1 and bez.data.splines[0].type == 'BEZIER':
    print("ok", bez.data.splines[0].resolution_u)
