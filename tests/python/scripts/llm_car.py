import bpy
import bmesh
import math

bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete(use_global=False)

# ---- body from a side profile, extruded with bmesh
profile = [(-2.2, 0.4), (2.2, 0.4), (2.3, 0.8), (2.0, 1.0), (1.1, 1.1), (0.5, 1.6), (-1.2, 1.6), (-1.8, 1.1), (-2.3, 0.95)]
half = 0.9
bm = bmesh.new()
left = [bm.verts.new((x, -half, z)) for x, z in profile]
face = bm.faces.new(left)
geom = bmesh.ops.extrude_face_region(bm, geom=[face])
moved = [v for v in geom['geom'] if isinstance(v, bmesh.types.BMVert)]
bmesh.ops.translate(bm, verts=moved, vec=(0, half * 2, 0))
bmesh.ops.recalc_face_normals(bm, faces=bm.faces)
roof = [e for e in bm.edges if all(v.co.z > 1.5 for v in e.verts)]
bmesh.ops.bevel(bm, geom=roof, offset=0.1, segments=3, profile=0.5, affect='EDGES', clamp_overlap=True)
mesh = bpy.data.meshes.new("CarBody")
bm.to_mesh(mesh)
bm.free()
body = bpy.data.objects.new("CarBody", mesh)
bpy.context.collection.objects.link(body)

paint = bpy.data.materials.new("CarPaint")
paint.use_nodes = True
nodes = paint.node_tree.nodes
bsdf = nodes["Principled BSDF"]
bsdf.inputs["Base Color"].default_value = (0.7, 0.02, 0.02, 1)
bsdf.inputs["Metallic"].default_value = 0.5
bsdf.inputs["Roughness"].default_value = 0.2
bsdf.inputs["Coat Weight"].default_value = 1.0
layer = nodes.new("ShaderNodeLayerWeight")
layer.inputs["Blend"].default_value = 0.3
layer.location = (-500, 0)
mix = nodes.new("ShaderNodeMix")
mix.data_type = 'RGBA'
mix.location = (-250, 0)
mix.inputs["A"].default_value = 0.1 if mix.inputs["A"].type == 'VALUE' else (0, 0, 0, 1)
paint.node_tree.links.new(layer.outputs["Facing"], mix.inputs["Factor"])
body.data.materials.append(paint)

rubber = bpy.data.materials.new("Rubber")
rubber.diffuse_color = (0.02, 0.02, 0.02, 1)
chrome = bpy.data.materials.new("Chrome")
chrome.metallic = 1.0

# ---- wheels
def wheel(name, x, y):
    bpy.ops.mesh.primitive_torus_add(location=(x, y, 0.4), rotation=(math.pi / 2, 0, 0), major_radius=0.3, minor_radius=0.12, major_segments=24, minor_segments=8)
    tyre = bpy.context.active_object
    tyre.name = name
    tyre.data.materials.append(rubber)
    bpy.ops.mesh.primitive_cylinder_add(vertices=6, radius=0.25, depth=0.1, location=(x, y, 0.4), rotation=(math.pi / 2, 0, 0))
    rim = bpy.context.active_object
    rim.name = name + "_Rim"
    rim.data.materials.append(chrome)
    rim.parent = tyre
    rim.matrix_parent_inverse = tyre.matrix_world.inverted()
    return tyre

wheels = [wheel(f"Wheel_{n}", x, y) for n, x, y in (("FL", 1.4, -0.9), ("FR", 1.4, 0.9), ("RL", -1.4, -0.9), ("RR", -1.4, 0.9))]

car = bpy.data.objects.new("Car", None)
car.empty_display_type = 'ARROWS'
bpy.context.collection.objects.link(car)
for part in [body] + wheels:
    part.parent = car

# lights
for i, y in enumerate((-0.6, 0.6)):
    bpy.ops.object.light_add(type='SPOT', location=(2.35, y, 0.75), rotation=(0, math.radians(-85), 0))
    lamp = bpy.context.object
    lamp.name = f"Headlight_{i}"
    lamp.data.spot_size = math.radians(40)
    lamp.data.energy = 100
    lamp.parent = car

# ---- animation: drive and turn the wheels
distance, frames = 12.0, 96
scene = bpy.context.scene
scene.frame_end = frames
car.keyframe_insert("location", frame=1, index=0)
car.location.x = distance
car.keyframe_insert("location", frame=frames, index=0)
turns = distance / 0.42
for w in wheels:
    w.rotation_mode = 'XYZ'
    start = w.rotation_euler.copy()
    w.keyframe_insert("rotation_euler", frame=1)
    w.rotation_euler = (start.x, start.y + turns, start.z)
    w.keyframe_insert("rotation_euler", frame=frames)

scene.frame_set(frames // 2)
print("half way:", round(car.location.x, 3), round(wheels[0].rotation_euler.y, 3))
scene.frame_set(1)
print(len(mesh.vertices), len(mesh.polygons), len(car.children))
