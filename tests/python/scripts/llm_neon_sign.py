import bpy
import math

try:
    # Clear scene
    if bpy.ops.object.mode_set.poll():
        bpy.ops.object.mode_set(mode='OBJECT')
    bpy.ops.object.select_all(action='SELECT')
    bpy.ops.object.delete(use_global=False)

    # Text
    bpy.ops.object.text_add(enter_editmode=False, align='WORLD', location=(0, 0, 1.5), rotation=(math.radians(90), 0, 0))
    text = bpy.context.object
    text.name = "NeonText"
    text.data.body = "OPEN 24h"
    text.data.align_x = 'CENTER'
    text.data.align_y = 'CENTER'
    text.data.size = 1.2
    text.data.extrude = 0.02
    text.data.bevel_depth = 0.015
    text.data.bevel_resolution = 2
    text.data.space_character = 1.1

    mat = bpy.data.materials.new("Neon_Pink")
    mat.use_nodes = True
    nodes = mat.node_tree.nodes
    links = mat.node_tree.links
    for node in nodes:
        nodes.remove(node)
    emission = nodes.new(type='ShaderNodeEmission')
    emission.inputs['Color'].default_value = (1.0, 0.05, 0.4, 1)
    emission.inputs['Strength'].default_value = 15.0
    output = nodes.new(type='ShaderNodeOutputMaterial')
    output.location = 200, 0
    links.new(emission.outputs['Emission'], output.inputs['Surface'])
    text.data.materials.append(mat)

    # Frame from a curve
    curve = bpy.data.curves.new('FrameCurve', type='CURVE')
    curve.dimensions = '3D'
    curve.bevel_depth = 0.05
    curve.resolution_u = 8
    spline = curve.splines.new('BEZIER')
    corners = [(-3.2, 0, 0.6), (3.2, 0, 0.6), (3.2, 0, 2.4), (-3.2, 0, 2.4)]
    spline.bezier_points.add(len(corners) - 1)
    for p, c in zip(spline.bezier_points, corners):
        p.co = c
        p.handle_left_type = 'AUTO'
        p.handle_right_type = 'AUTO'
    spline.use_cyclic_u = True
    frame = bpy.data.objects.new('Frame', curve)
    bpy.context.scene.collection.objects.link(frame)
    frame.data.materials.append(mat)

    # Brick wall
    bpy.ops.mesh.primitive_plane_add(size=10, location=(0, 0.3, 2), rotation=(math.radians(90), 0, 0))
    wall = bpy.context.object
    wall.name = "BrickWall"
    brick = bpy.data.materials.new("Bricks")
    brick.use_nodes = True
    nt = brick.node_tree
    tex = nt.nodes.new("ShaderNodeTexBrick")
    bump = nt.nodes.new("ShaderNodeBump")
    principled = nt.nodes["Principled BSDF"]
    nt.links.new(tex.outputs["Color"], principled.inputs["Base Color"])
    nt.links.new(tex.outputs["Fac"], bump.inputs["Height"])
    nt.links.new(bump.outputs["Normal"], principled.inputs["Normal"])
    bump.inputs["Strength"].default_value = 0.4
    bump.invert = True
    tex.inputs["Scale"].default_value = 4
    tex.inputs["Mortar Size"].default_value = 0.015
    wall.data.materials.append(brick)

    # Eevee bloom for old versions
    scene = bpy.context.scene
    if hasattr(scene.eevee, "use_bloom"):
        scene.eevee.use_bloom = True
        scene.eevee.bloom_intensity = 0.1
    else:
        print("No bloom in this version")

    scene.render.engine = "CYCLES"
    scene.cycles.device = 'CPU'
    scene.cycles.use_denoising = True
    scene.cycles.max_bounces = 6
    scene.world.node_tree.nodes['Background'].inputs['Strength'].default_value = 0.05
    bpy.ops.object.camera_add(location=(0, -9, 1.8), rotation=(math.radians(88), 0, 0))
    scene.camera = bpy.context.object
    print("SUCCESS")
except Exception as e:
    import traceback
    traceback.print_exc()
    print(f"Error: {e}")
