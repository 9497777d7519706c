import bpy

# dict driven materials
MATERIALS = {
    "gold": {"Base Color": (1.0, 0.77, 0.34, 1.0), "Metallic": 1.0, "Roughness": 0.1},
    "rubber": {"Base Color": (0.02, 0.02, 0.02, 1.0), "Roughness": 0.95, "Specular": 0.2},
    "skin": {"Base Color": (0.8, 0.55, 0.45, 1.0), "Subsurface": 0.15},
    "glow": {"Emission": (0.2, 0.8, 1.0, 1.0), "Emission Strength": 5.0},
    "velvet": {"Sheen": 1.0, "Base Color": (0.3, 0.0, 0.1, 1.0)},
}
RENAMED = {
    "Specular": "Specular IOR Level",
    "Subsurface": "Subsurface Weight",
    "Emission": "Emission Color",
    "Sheen": "Sheen Weight",
    "Transmission": "Transmission Weight",
    "Clearcoat": "Coat Weight",
}

def build(name, values):
    mat = bpy.data.materials.get(name) or bpy.data.materials.new(name)
    mat.use_nodes = True
    bsdf = [n for n in mat.node_tree.nodes if n.type == 'BSDF_PRINCIPLED'][0]
    for key, value in values.items():
        socket = None
        try:
            socket = bsdf.inputs[key]
        except KeyError as e:
            print("old name:", str(e)[:60])
            socket = bsdf.inputs[RENAMED[key]]
        socket.default_value = value
    if len(values.get("Base Color", ())) == 4:
        mat.diffuse_color = values["Base Color"]
    mat.roughness = values.get("Roughness", 0.5)
    mat.metallic = values.get("Metallic", 0)
    mat.use_backface_culling = True
    mat.use_fake_user = True
    return mat

for i, (name, values) in enumerate(MATERIALS.items()):
    m = build(name, values)
    bpy.ops.mesh.primitive_monkey_add(size=1, location=(i * 2.5 - 5, 0, 1))
    o = bpy.context.active_object
    if len(o.material_slots) == 0:
        o.data.materials.append(m)
    else:
        o.material_slots[0].material = m
    o.name = "Suzanne_" + name
    s = o.modifiers.new('Sub', 'SUBSURF')
    s.levels, s.render_levels = 1, 2
print(sorted(m.name for m in bpy.data.materials if m.use_fake_user))
dup = bpy.data.materials["gold"].copy()
dup.name = "gold"
print(dup.name, dup.node_tree.nodes["Principled BSDF"].inputs["Metallic"].default_value)
