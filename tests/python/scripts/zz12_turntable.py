import bpy, math, os, sys, time
from pathlib import Path
from mathutils import Vector

t0 = time.time()
OUTPUT_DIR = "/tmp/renders"
FRAMES = 120
config = dict(product="Bottle", samples=64, res=(1080, 1080), hdri=None)

argv = sys.argv
argv = argv[argv.index("--") + 1:] if "--" in argv else []
print("args", len(argv))

# wipe
for coll in [bpy.data.objects, bpy.data.meshes, bpy.data.materials, bpy.data.lights, bpy.data.cameras, bpy.data.curves]:
    while len(coll):
        coll.remove(coll[0])

# lathe profile
profile = [(0.0, 0.0), (0.6, 0.0), (0.65, 0.05), (0.65, 1.6), (0.5, 1.9), (0.22, 2.1), (0.22, 2.5), (0.25, 2.52), (0.25, 2.6), (0.0, 2.6)]
SEG = 32
verts, faces = [], []
for i, (r, z) in enumerate(profile):
    for s in range(SEG):
        a = math.tau * s / SEG
        verts.append((r * math.cos(a), r * math.sin(a), z))
for i in range(len(profile) - 1):
    for s in range(SEG):
        n = (s + 1) % SEG
        faces.append((i * SEG + s, i * SEG + n, (i + 1) * SEG + n, (i + 1) * SEG + s))
mesh = bpy.data.meshes.new(config["product"])
mesh.from_pydata(verts, [], faces)
obj = bpy.data.objects.new(config["product"], mesh)
bpy.context.collection.objects.link(obj)
bpy.context.view_layer.objects.active = obj
obj.select_set(True)
bpy.ops.object.mode_set(mode='EDIT')
bpy.ops.mesh.select_all(action='SELECT')
bpy.ops.mesh.remove_doubles(threshold=0.0001)
bpy.ops.mesh.normals_make_consistent(inside=False)
bpy.ops.uv.smart_project(angle_limit=math.radians(66), island_margin=0.02)
bpy.ops.object.mode_set(mode='OBJECT')
print("verts after merge", len(mesh.vertices), "uv", [u.name for u in mesh.uv_layers], mesh.uv_layers.active.name)
for p in mesh.polygons:
    p.use_smooth = True
try:
    bpy.ops.object.shade_auto_smooth(angle=math.radians(35))
except Exception as e:
    print("auto smooth:", type(e).__name__)
print([m.name + ":" + m.type for m in obj.modifiers])
sub = obj.modifiers.new("Subsurf", "SUBSURF"); sub.levels = 1; sub.render_levels = 3

def make_glass():
    mat = bpy.data.materials.new("Glass")
    mat.use_nodes = True
    nodes, links = mat.node_tree.nodes, mat.node_tree.links
    nodes.clear()
    out = nodes.new("ShaderNodeOutputMaterial"); out.location = (600, 0)
    mix = nodes.new("ShaderNodeMixShader"); mix.location = (400, 0)
    glass = nodes.new("ShaderNodeBsdfGlass"); glass.inputs["IOR"].default_value = 1.45; glass.distribution = 'MULTI_GGX'
    trans = nodes.new("ShaderNodeBsdfTransparent")
    lp = nodes.new("ShaderNodeLightPath")
    links.new(lp.outputs["Is Shadow Ray"], mix.inputs["Fac"])
    links.new(glass.outputs["BSDF"], mix.inputs[1])
    links.new(trans.outputs["BSDF"], mix.inputs[2])
    links.new(mix.outputs[0], out.inputs["Surface"])
    ramp = nodes.new("ShaderNodeValToRGB")
    ramp.color_ramp.elements[0].position = 0.2
    ramp.color_ramp.elements[0].color = (0, 0.2, 0.1, 1)
    e = ramp.color_ramp.elements.new(0.6)
    e.color = (0.1, 0.6, 0.3, 1)
    ramp.color_ramp.interpolation = 'EASE'
    links.new(ramp.outputs["Color"], glass.inputs["Color"])
    lw = nodes.new("ShaderNodeLayerWeight"); links.new(lw.outputs["Facing"], ramp.inputs[0])
    for i, n in enumerate([lp, lw, ramp, glass, trans]):
        n.location = Vector((-400 + 150 * i, 200 - 120 * i))
    print(len(nodes), len(links), [round(el.position, 2) for el in ramp.color_ramp.elements])
    return mat
obj.data.materials.append(make_glass())
label = bpy.data.materials.new("Label"); label.use_nodes = True
obj.data.materials.append(label)
for poly in mesh.polygons:
    c = poly.center
    if 0.4 < c.z < 1.3 and abs(poly.normal.z) < 0.1 and c.y < 0:
        poly.material_index = 1
print("label faces", sum(p.material_index == 1 for p in mesh.polygons), "area %.4f" % sum(p.area for p in mesh.polygons))

# cyclorama
bpy.ops.mesh.primitive_plane_add(size=12)
cyc = bpy.context.object; cyc.name = "Cyclorama"
bpy.ops.object.mode_set(mode='EDIT')
bpy.ops.mesh.select_mode(type='EDGE')
bpy.ops.mesh.select_all(action='DESELECT')
bpy.ops.object.mode_set(mode='OBJECT')
for e in cyc.data.edges:
    a, b = (cyc.data.vertices[i].co for i in e.vertices)
    e.select = a.y > 5 and b.y > 5
bpy.ops.object.mode_set(mode='EDIT')
bpy.ops.mesh.extrude_region_move(TRANSFORM_OT_translate={"value": (0, 0, 6)})
bpy.ops.object.mode_set(mode='OBJECT')
bev = cyc.modifiers.new("Bevel", 'BEVEL'); bev.width = 2; bev.segments = 12; bev.limit_method = 'ANGLE'
print(len(cyc.data.vertices), [tuple(round(c, 2) for c in v) for v in cyc.bound_box][6])

# turntable empty
bpy.ops.object.empty_add(type='PLAIN_AXES', location=(0, 0, 1.3))
pivot = bpy.context.object; pivot.name = "TurntablePivot"
cam_data = bpy.data.cameras.new("TurnCam")
cam = bpy.data.objects.new("TurnCam", cam_data)
bpy.context.scene.collection.objects.link(cam)
cam.location = (0, -8, 2.5)
cam.parent = pivot
con = cam.constraints.new('TRACK_TO'); con.target = pivot; con.track_axis = 'TRACK_NEGATIVE_Z'; con.up_axis = 'UP_Y'
bpy.context.scene.camera = cam
pivot.rotation_euler = (0, 0, 0)
pivot.keyframe_insert(data_path="rotation_euler", index=2, frame=1)
pivot.rotation_euler[2] = 2 * math.pi
pivot.keyframe_insert(data_path="rotation_euler", index=2, frame=FRAMES + 1)
for layer in pivot.animation_data.action.layers:
    for strip in layer.strips:
        for bag in strip.channelbags:
            for fc in bag.fcurves:
                fc.extrapolation = 'LINEAR'
                for k in fc.keyframe_points:
                    k.interpolation = 'LINEAR'
for name, loc, energy, size in [("Key", (4, -4, 5), 800, 3), ("Fill", (-5, -3, 3), 300, 4), ("Rim", (0, 5, 4), 600, 2)]:
    bpy.ops.object.light_add(type='AREA', location=loc)
    li = bpy.context.active_object; li.name = name
    li.data.energy, li.data.size = energy, size
    tt = li.constraints.new(type='TRACK_TO'); tt.target = obj
    tt.track_axis, tt.up_axis = 'TRACK_NEGATIVE_Z', 'UP_Y'
scene = bpy.context.scene
scene.render.engine = 'CYCLES'
scene.cycles.samples = config["samples"]
scene.cycles.use_denoising = True
try:
    scene.cycles.device = 'GPU'
    prefs = bpy.context.preferences.addons['cycles'].preferences
except Exception as ex:
    scene.cycles.device = 'CPU'
scene.cycles.device = 'CPU'
scene.cycles.max_bounces = 8
scene.cycles.transmission_bounces = 12
scene.cycles.caustics_refractive = False
scene.render.resolution_x, scene.render.resolution_y = config["res"]
scene.render.resolution_percentage = 50
scene.render.film_transparent = True
scene.render.fps = 30
scene.frame_start, scene.frame_end = 1, FRAMES
scene.render.image_settings.file_format = 'PNG'
scene.render.image_settings.color_mode = 'RGBA'
scene.render.image_settings.color_depth = '16'
scene.render.filepath = os.path.join(OUTPUT_DIR, "turn_####.png")
print(scene.render.filepath, scene.render.frame_path(frame=12).endswith("turn_0012.png"))
scene.frame_set(31)
bpy.context.view_layer.update()
print("cam at", [round(x, 3) for x in cam.matrix_world.translation], "elapsed ok", time.time() - t0 < 60)
