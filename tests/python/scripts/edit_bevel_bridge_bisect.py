import bpy
import math

ob = bpy.context.object
bpy.ops.object.mode_set(mode='EDIT')
bpy.ops.mesh.select_all(action='SELECT')
bpy.ops.mesh.bevel(offset=0.2, segments=2, profile=0.7, affect='EDGES')
bpy.ops.mesh.select_all(action='SELECT')
bpy.ops.mesh.quads_convert_to_tris(quad_method='FIXED', ngon_method='BEAUTY')
bpy.ops.mesh.tris_convert_to_quads()
bpy.ops.mesh.bisect(plane_co=(0, 0, 0.3), plane_no=(0, 0.3, 1), use_fill=True, clear_outer=True)
bpy.ops.object.mode_set(mode='OBJECT')
print("cut cube", len(ob.data.vertices), len(ob.data.polygons))

bpy.ops.mesh.primitive_circle_add(vertices=12, radius=1, location=(4, 0, 0))
pot = bpy.context.object
pot.name = "Pot"
bpy.ops.object.mode_set(mode='EDIT')
for z, s in ((0.6, 1.3), (0.5, 1.1), (0.2, 0.8)):
    bpy.ops.mesh.extrude_region_move(TRANSFORM_OT_translate={"value": (0, 0, z)})
    bpy.ops.transform.resize(value=(s, s, 1))
bpy.ops.mesh.edge_face_add()
bpy.ops.mesh.poke()
bpy.ops.mesh.select_all(action='SELECT')
bpy.ops.mesh.faces_shade_smooth()
bpy.ops.mesh.flip_normals()
bpy.ops.object.mode_set(mode='OBJECT')
print("pot", len(pot.data.vertices), len(pot.data.polygons), sum(p.use_smooth for p in pot.data.polygons))

bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=2, location=(-4, 0, 0))
ball = bpy.context.object
bpy.ops.object.mode_set(mode='EDIT')
bpy.ops.mesh.select_all(action='SELECT')
bpy.ops.mesh.spin(steps=4, dupli=True, angle=math.radians(180), center=(-4, 3, 0), axis=(0, 0, 1))
bpy.ops.mesh.select_all(action='INVERT')
bpy.ops.mesh.delete(type='FACE')
bpy.ops.mesh.select_all(action='SELECT')
bpy.ops.mesh.vertices_smooth(factor=0.5, repeat=2)
bpy.ops.uv.smart_project(angle_limit=math.radians(66), island_margin=0.02)
bpy.ops.object.mode_set(mode='OBJECT')
print("ball", len(ball.data.vertices), len(ball.data.uv_layers), ball.data.uv_layers.active.name)
print(bpy.context.mode)
