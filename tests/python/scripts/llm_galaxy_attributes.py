import bpy, bmesh, math, random
try:
    import numpy as np
    HAS_NP = False
except ImportError:
    HAS_NP = False
random.seed(11)
D = bpy.data; scene = bpy.data.scenes["Scene"]
for c in [D.meshes, D.lights, D.cameras]:
    for b in c[:]: c.remove(b, do_unlink=True)
print(len(D.objects), len(scene.objects), list(D.meshes))
ARMS, STARS = 3, 900
mesh = D.meshes.new("Galaxy"); mesh.vertices.add(STARS)
cos = []
for i in range(STARS):
    arm = i % ARMS; r = random.expovariate(1 / 3.0); th = r * .8 + arm * math.tau / ARMS + random.gauss(0, .25)
    cos += [r * math.cos(th), r * math.sin(th), random.gauss(0, .3 * math.exp(-r / 3))]
mesh.vertices.foreach_set("co", cos); mesh.update()
gal = D.objects.new("Galaxy", mesh); scene.collection.objects.link(gal)
temp = mesh.attributes.new(name="temperature", type='FLOAT', domain='POINT')
for i, v in enumerate(mesh.vertices): temp.data[i].value = max(0, 1 - v.co.length / 10)
col = mesh.attributes.new("starcol", 'FLOAT_COLOR', 'POINT')
buf = []
for a in temp.data: buf.extend((1, a.value, 1 - a.value, 1))
col.data.foreach_set("color", buf)
vals = [0.0] * STARS; temp.data.foreach_get("value", vals)
print(round(sum(vals), 3), len(mesh.vertices), mesh.attributes["starcol"].data[0].color[:3] == mesh.attributes["starcol"].data[0].color_srgb[:3])
star = D.meshes.new("Star"); bm = bmesh.new(); bmesh.ops.create_icosphere(bm, subdivisions=1, radius=.03); bm.to_mesh(star); bm.free()
so = D.objects.new("Star", star); scene.collection.objects.link(so); so.parent = gal
gal.instance_type = 'VERTS'; gal.show_instancer_for_render = False
pass
mat = D.materials.new("StarMat"); mat.use_nodes = True; nt = mat.node_tree; nt.nodes.clear()
def N(t, x=0, y=0, **kw):
    n = nt.nodes.new(t); n.location = x, y
    for k, v in kw.items():
        if k.startswith("i_"): n.inputs[int(k[2:])].default_value = v
        else: setattr(n, k, v)
    return n
out = N("ShaderNodeOutputMaterial", 400); em = N("ShaderNodeEmission", 200, i_1=8.0); at = N("ShaderNodeAttribute", -200, attribute_name="starcol", attribute_type='INSTANCER')
bb = N("ShaderNodeBlackbody", 0, -200, i_0=5800); mx = N("ShaderNodeMix", 0, data_type='RGBA', blend_type='SCREEN', i_0=.5)
mr = N("ShaderNodeMapRange", -100, -300, interpolation_type='SMOOTHSTEP', clamp=True); mr.inputs["To Min"].default_value = 2000; mr.inputs["To Max"].default_value = 12000
print([i.name for i in mx.inputs if i.enabled], [s.identifier for s in mx.outputs if not s.hide and s.enabled])
A = [s for s in mx.inputs if s.name == "A" and s.type == 'RGBA'][0]; Bx = [s for s in mx.inputs if s.name == "B" and s.type == 'RGBA'][0]
nt.links.new(at.outputs["Color"], A); nt.links.new(bb.outputs[0], Bx); nt.links.new(at.outputs["Fac"], mr.inputs[0]); nt.links.new(mr.outputs[0], bb.inputs[0])
nt.links.new(next(s for s in mx.outputs if s.type == 'RGBA'), em.inputs[0]); nt.links.new(em.outputs[0], out.inputs[0])
print(sorted((l.from_node.type, l.to_node.type) for l in nt.links)); star.materials.append(mat)
fcm = N("ShaderNodeFloatCurve", -300, 200); cm = fcm.mapping; cm.curves[0].points[0].location = (0, .1); cm.curves[0].points.new(.5, .8); cm.update()
print([tuple(round(c, 2) for c in p.location) for p in cm.curves[0].points])
# nebula planes with volume
bpy.ops.mesh.primitive_cube_add(size=14); neb = bpy.context.object; neb.scale[2] = .15; neb.name = "Nebula"
m2 = D.materials.new("Neb"); m2.use_nodes = True; t = m2.node_tree
[t.nodes.remove(n) for n in t.nodes if n.type != 'OUTPUT_MATERIAL']
vp = t.nodes.new("ShaderNodeVolumePrincipled"); ns = t.nodes.new("ShaderNodeTexNoise"); ns.noise_dimensions = '4D'; ns.inputs["W"].default_value = 2; ns.inputs["Detail"].default_value = 8
rp = t.nodes.new("ShaderNodeValToRGB"); rp.color_ramp.elements[0].position = .45
while len(rp.color_ramp.elements) > 1: rp.color_ramp.elements.remove(rp.color_ramp.elements[-1])
for p, c in ((.6, (.4, .1, .6, 1)), (.8, (1, .4, .2, 1))): rp.color_ramp.elements.new(p).color = c
t.links.new(ns.outputs[0], rp.inputs[0]); t.links.new(rp.outputs["Color"], vp.inputs["Emission Color"]); t.links.new(rp.outputs["Alpha"], vp.inputs["Density"])
t.links.new(vp.outputs[0], t.nodes.get("Material Output").inputs["Volume"]); neb.data.materials.append(m2)
ns.inputs["W"].keyframe_insert("default_value", frame=1); ns.inputs["W"].default_value = 5; ns.inputs["W"].keyframe_insert("default_value", frame=250)
print(t.animation_data.action.name, [f.data_path for f in t.animation_data.action.layers[0].strips[0].channelbags[0].fcurves], len(rp.color_ramp.elements))
gal.rotation_euler = (math.radians(15), 0, 0)
gal.keyframe_insert("rotation_euler", frame=1); gal.rotation_euler.z = math.tau; gal.keyframe_insert("rotation_euler", frame=250)
# compositor
scene.use_nodes = True
tree = getattr(scene, "node_tree", None) or getattr(scene, "compositing_node_group", None)
if tree is None:
    tree = D.node_groups.new("Comp", 'CompositorNodeTree'); scene.compositing_node_group = tree
print(tree.name, tree.bl_idname, [n.bl_idname for n in tree.nodes])
for n in list(tree.nodes): tree.nodes.remove(n)
rl = tree.nodes.new("CompositorNodeRLayers"); gl = tree.nodes.new("CompositorNodeGlare")
try:
    gl.glare_type = 'FOG_GLOW'; print("old glare")
except AttributeError:
    gl.inputs["Type"].default_value = 'Fog Glow'; gl.inputs["Threshold"].default_value = .8; print("new glare", gl.inputs["Type"].default_value)
try:
    co = tree.nodes.new("CompositorNodeComposite"); tree.links.new(gl.outputs[0], co.inputs[0])
except RuntimeError as e:
    print("comp:", str(e)[:40])
    tree.interface.new_socket("Image", in_out='OUTPUT', socket_type='NodeSocketColor'); co = tree.nodes.new("NodeGroupOutput"); tree.links.new(gl.outputs[0], co.inputs[0])
tree.links.new(rl.outputs["Image"], gl.inputs[0]); print(len(tree.links), rl.outputs.keys()[:2])
w = D.worlds.new("Deep"); scene.world = w; w.use_nodes = True; w.node_tree.nodes["Background"].inputs[0].default_value = (0, 0, .01, 1)
w.mist_settings.start = 5; w.mist_settings.depth = 30; w.mist_settings.use_mist = True
cam = D.objects.new("Cam", D.cameras.new("Cam")); scene.collection.objects.link(cam); cam.location = (0, -14, 7); scene.camera = cam
cam.rotation_euler = (-cam.location).to_track_quat('-Z', 'Y').to_euler(); print([round(math.degrees(a), 2) for a in cam.rotation_euler])
cy = scene.cycles; scene.render.engine = 'CYCLES'; cy.samples = 128; cy.preview_samples = 16; cy.volume_step_rate = 2; cy.use_adaptive_sampling = True; cy.adaptive_threshold = .02; cy.denoiser = 'OPENIMAGEDENOISE'
print(getattr(cy, "feature_set", "gone"), cy.samples, bpy.context.scene.cycles == cy, [p for p in ("progressive", "use_denoising", "tile_size", "device") if hasattr(cy, p)])
