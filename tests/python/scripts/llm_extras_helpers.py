import bpy
from bpy_extras.object_utils import object_data_add, world_to_camera_view
from mathutils import Vector, geometry
from mathutils.geometry import intersect_line_plane, area_tri, normal

def add_object(self, context):
    verts = [Vector((-1, 1, 0)), Vector((1, 1, 0)), Vector((1, -1, 0)), Vector((-1, -1, 0))]
    mesh = bpy.data.meshes.new(name="New Object Mesh")
    mesh.from_pydata(verts, [], [[0, 1, 2, 3]])
    return object_data_add(context, mesh)

ob = add_object(None, bpy.context)
ob.location = (0, 0, -1.0)
print(ob.name, bpy.context.object == ob, ob.select_get())

scene = bpy.context.scene
cam = scene.camera
bpy.context.view_layer.update()
for co in ((0, 0, 0), (1, 1, 1), (-3, 2, 0.5)):
    v = world_to_camera_view(scene, cam, Vector(co))
    print(f"{co}: {v.x:.4f} {v.y:.4f} {v.z:.4f}", 0 <= v.x <= 1 and 0 <= v.y <= 1)

print(intersect_line_plane(Vector((0, 0, 5)), Vector((1, 0, -5)), Vector((0, 0, 0)), Vector((0, 0, 1))))
print(round(area_tri((0, 0, 0), (2, 0, 0), (0, 2, 0)), 4), normal((0, 0, 0), (1, 0, 0), (0, 1, 0)))
a, b = geometry.intersect_line_line((0, 0, 0), (1, 0, 0), (0.5, -1, 1), (0.5, 1, 1))
print(a, b)
print(geometry.intersect_point_line((1, 1, 0), (0, 0, 0), (2, 0, 0)))
tess = geometry.tessellate_polygon([[Vector((0, 0)), Vector((2, 0)), Vector((2, 2)), Vector((1, 0.5)), Vector((0, 2))]])
print(len(tess))
print(geometry.interpolate_bezier((0, 0), (0, 1), (1, 1), (1, 0), 5)[2])
print([round(c, 4) for c in geometry.barycentric_transform((0.2, 0.2, 0), (0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1), (2, 0, 1), (0, 2, 1))])

# a marker at every point of the cube that the camera sees
deps = bpy.context.evaluated_depsgraph_get()
origin = cam.matrix_world.translation
hits = 0
for i in range(-2, 3):
    for j in range(-2, 3):
        d = (Vector((i * 0.4, j * 0.4, 0)) - origin).normalized()
        ok, loc, nor, idx, hit_ob, mat = scene.ray_cast(deps, origin, d)
        if ok and hit_ob.name == "Cube":
            e = bpy.data.objects.new("Hit", None)
            e.location = loc
            e.empty_display_size = 0.05
            scene.collection.objects.link(e)
            hits += 1
print("hits", hits)
cube = bpy.data.objects["Cube"]
ok, loc, nor, idx = cube.closest_point_on_mesh((0, 0, 3))
print(ok, loc, nor)
ok, loc, nor, idx = cube.ray_cast((0.1, 0.2, 5), (0, 0, -1))
print(ok, [round(c, 3) for c in loc])
