import bpy, math, random
random.seed(5)
def mk(name):
    m = bpy.data.materials.new(name=name); m.use_nodes = True; t = m.node_tree; t.nodes.clear(); return m, t
bpy.ops.mesh.primitive_uv_sphere_add(); ob = bpy.context.object
m, t = mk("Lava")
n = {}
def add(k, ty, x=0, y=0, **kw):
    nd = t.nodes.new(ty); nd.location = x, y; nd.name = nd.label = k
    for a, b in kw.items(): setattr(nd, a, b)
    n[k] = nd; return nd
add("out", "ShaderNodeOutputMaterial", 900); add("bsdf", "ShaderNodeBsdfPrincipled", 500, distribution='MULTI_GGX', subsurface_method='RANDOM_WALK'); add("em", "ShaderNodeEmission", 500, -300); add("mix", "ShaderNodeMixShader", 700)
add("noise", "ShaderNodeTexNoise", -600, noise_dimensions='4D', noise_type='RIDGED_MULTIFRACTAL'); add("vor", "ShaderNodeTexVoronoi", -600, -300, feature='DISTANCE_TO_EDGE', distance='EUCLIDEAN')
add("ramp", "ShaderNodeValToRGB", -300); add("rgbmix", "ShaderNodeMix", 100, 0, data_type='RGBA', blend_type='OVERLAY', clamp_result=True, clamp_factor=False); add("bump", "ShaderNodeBump", 200, -200, invert=True)
add("map", "ShaderNodeMapping", -900); add("tc", "ShaderNodeTexCoord", -1100); add("lw", "ShaderNodeLayerWeight"); add("mr", "ShaderNodeMapRange", interpolation_type='SMOOTHSTEP'); add("curve", "ShaderNodeRGBCurve"); add("wave", "ShaderNodeTexWave", wave_type='RINGS', rings_direction='Z'); add("vm", "ShaderNodeVectorMath", operation='DOT_PRODUCT')
add("sep", "ShaderNodeSeparateColor", mode='HSV'); add("comb", "ShaderNodeCombineXYZ"); add("val", "ShaderNodeValue"); add("rgb", "ShaderNodeRGB"); add("attr", "ShaderNodeAttribute", attribute_name="Col", attribute_type='GEOMETRY'); add("bb", "ShaderNodeBlackbody"); add("vol", "ShaderNodeVolumePrincipled"); add("disp", "ShaderNodeDisplacement"); add("grad", "ShaderNodeTexGradient", gradient_type='SPHERICAL'); add("mag", "ShaderNodeTexMagic", turbulence_depth=4); add("brick", "ShaderNodeTexBrick", offset=.3, squash=2); add("hsv", "ShaderNodeHueSaturation"); add("gl", "ShaderNodeBsdfGlass"); add("tr", "ShaderNodeBsdfTransparent"); add("lp", "ShaderNodeLightPath"); add("amb", "ShaderNodeAmbientOcclusion", samples=8, only_local=True)
cr = n["ramp"].color_ramp; cr.interpolation = 'B_SPLINE'; cr.color_mode = 'RGB'
cr.elements[0].color = (0, 0, 0, 1); cr.elements[0].position = .2; cr.elements[1].color = (1, .3, 0, 1)
e = cr.elements.new(.5); e.color = (.5, .05, 0, 1); e.alpha = .9
for i in range(3):
    e = cr.elements.new(.6 + i * .1); e.color = (random.random(), random.random(), 0, 1)
cr.elements.remove(cr.elements[-2]); print([(round(e.position, 3), [round(c, 3) for c in e.color]) for e in cr.elements])
print([round(c, 4) for c in cr.evaluate(.55)])
mx = n["rgbmix"]; mx.inputs[0].default_value = .7; mx.inputs[6].default_value = (1, 0, 0, 1); mx.inputs[7].default_value = (0, 1, 0, 1)
print([(i, s.name, s.type, s.enabled, s.identifier) for i, s in enumerate(mx.inputs)], mx.outputs[2].name)
n["noise"].inputs["Scale"].default_value = 3; n["noise"].inputs["W"].default_value = 1.5; n["val"].outputs[0].default_value = 2.2; n["rgb"].outputs["Color"].default_value = (.1, .2, .3, 1); n["bb"].inputs[0].default_value = 3000; n["mr"].inputs[3].default_value = -1
n["map"].inputs[2].default_value = (0, math.pi / 2, 0); n["map"].inputs["Scale"].default_value[2] = 4; n["map"].inputs["Location"].default_value.x = .5
cc = n["curve"].mapping; cc.curves[3].points.new(.4, .6); cc.curves[0].points[0].location = (0, .1); cc.curves[3].points[1].handle_type = 'AUTO_CLAMPED'; cc.use_clip = True; cc.update()
bs = n["bsdf"].inputs
for k, v in {"Base Color": (.8, .1, .1, 1), "Metallic": .5, "Roughness": .3, "IOR": 1.6, "Emission Strength": 2.0, "Coat Weight": .4, "Sheen Weight": .1, "Transmission Weight": .2, "Subsurface Radius": (1, .2, .1), "Specular IOR Level": .7, "Anisotropic": .2, "Alpha": .95}.items():
    if k in bs: bs[k].default_value = v
    else: print("no", k)
L = t.links.new
L(n["tc"].outputs["Object"], n["map"].inputs["Vector"]); L(n["map"].outputs[0], n["noise"].inputs["Vector"]); L(n["map"].outputs[0], n["vor"].inputs["Vector"])
L(n["noise"].outputs["Fac"], n["ramp"].inputs["Fac"]); L(n["ramp"].outputs["Color"], mx.inputs["A"]); L(n["vor"].outputs[0], mx.inputs["Factor"]); L(mx.outputs["Result"], n["bsdf"].inputs["Base Color"])
L(n["vor"].outputs["Distance"], n["bump"].inputs["Height"]); L(n["bump"].outputs["Normal"], n["bsdf"].inputs["Normal"]); L(n["ramp"].outputs["Alpha"], n["em"].inputs["Strength"])
L(n["bsdf"].outputs[0], n["mix"].inputs[1]); L(n["em"].outputs[0], n["mix"].inputs[2]); L(n["lw"].outputs["Fresnel"], n["mix"].inputs[0]); L(n["mix"].outputs[0], n["out"].inputs["Surface"]); L(n["disp"].outputs[0], n["out"].inputs[2]); L(n["vol"].outputs[0], n["out"].inputs['Volume'])
lk = t.links.new(input=n["em"].inputs["Color"], output=n["ramp"].outputs["Color"]); print(lk.is_valid, lk.from_node.name, lk.to_socket.name)
t.links.remove(lk); print(len(t.links), n["em"].inputs["Color"].is_linked, n["ramp"].outputs["Color"].is_linked)
for l in list(n["bsdf"].inputs["Normal"].links): t.links.remove(l)
m.displacement_method = 'BOTH'; m.surface_render_method = 'BLENDED'; m.use_backface_culling = True; m.volume_intersection_method = 'ACCURATE'
# group wrapping
g = bpy.data.node_groups.new("Wrap", 'ShaderNodeTree'); a = g.interface.new_socket("Fac", in_out='INPUT', socket_type='NodeSocketFloat'); a.subtype = 'FACTOR'; a.default_value = .3; a.min_value = 0; a.max_value = 1; g.interface.new_socket("Col", in_out='OUTPUT', socket_type='NodeSocketColor')
gi, go = g.nodes.new("NodeGroupInput"), g.nodes.new("NodeGroupOutput"); inv = g.nodes.new("ShaderNodeInvert"); g.links.new(gi.outputs["Fac"], inv.inputs["Fac"]); g.links.new(inv.outputs[0], go.inputs["Col"])
gn = t.nodes.new("ShaderNodeGroup"); gn.node_tree = g; gn.inputs["Fac"].default_value = .8; L(gn.outputs["Col"], n["em"].inputs["Color"]); gn.width = 200; gn.hide = True; gn.use_custom_color = True; gn.color = (.2, .4, .2); gn.mute = False
t.nodes.remove(n["mag"]); t.nodes.active = gn; print(len(t.nodes), t.nodes.active.name, "mag" in t.nodes, t.nodes.find("mix") >= 0, [x.name for x in t.nodes if x.type == 'GROUP'], t.get_output_node('ALL').name)
ob.data.materials.append(m); ob.material_slots[0].link = 'OBJECT'; ob.material_slots[0].material = m; print(ob.active_material_index, ob.active_material.name)
m2 = m.copy(); m2.name = "Lava2"; m2.node_tree.nodes["em"].inputs[1].default_value = 50; v = m2.node_tree.nodes["em"].inputs[1]; v.keyframe_insert("default_value", frame=1); v.default_value = 1; v.keyframe_insert(data_path="default_value", frame=30)
fc = m2.node_tree.animation_data.action.layers[0].strips[0].channelbags[0].fcurves[0]; print(fc.data_path, fc.evaluate(15) > 1)
w = bpy.context.scene.world; w.use_nodes = True; wt = w.node_tree; bg = wt.nodes["Background"]; sky = wt.nodes.new("ShaderNodeTexSky"); print([i.identifier for i in sky.bl_rna.properties["sky_type"].enum_items]); sky.sun_elevation = math.radians(15); sky.sun_rotation = 1; sky.sun_disc = True; sky.altitude = 100; sky.sun_intensity = .5
wt.links.new(sky.outputs[0], bg.inputs[0]); bg.inputs[1].default_value = .4; env = wt.nodes.new("ShaderNodeTexEnvironment"); im = bpy.data.images.new("pix", 8, 4, float_buffer=True)
px = [0.0] * (8 * 4 * 4)
for y in range(4):
    for x in range(8):
        i = (y * 8 + x) * 4; px[i:i + 4] = [x / 8, y / 4, .5, 1]
im.pixels = px; im.update(); env.image = im; print(im.size[:], len(im.pixels), im.channels, [round(c, 3) for c in im.pixels[4:8]], im.is_float); im.pixels[0] = .9; im.pixels.foreach_set(px[::-1]); print(round(im.pixels[0], 3)); im.colorspace_settings.name = 'Non-Color'; im.scale(4, 4); print(tuple(im.size))
