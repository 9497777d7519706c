import bpy

# PBR material with (optional) texture files

TEXTURES = {
    "albedo": ("Base Color", "sRGB"),
    "roughness": ("Roughness", "Non-Color"),
    "metallic": ("Metallic", "Non-Color"),
    "normal": ("Normal", "Non-Color"),
    "height": (None, "Non-Color"),
}


class PBRBuilder:
    X_STEP = 300

    def __init__(self, name):
        self.mat = bpy.data.materials.new(name)
        self.mat.use_nodes = True
        self.tree = self.mat.node_tree
        self.tree.nodes.clear()
        self.out = self.node("ShaderNodeOutputMaterial", 3, 0)
        self.bsdf = self.node("ShaderNodeBsdfPrincipled", 2, 0)
        self.link(self.bsdf.outputs["BSDF"], self.out.inputs["Surface"])
        self.uv = self.node("ShaderNodeTexCoord", -2, 0)
        self.map = self.node("ShaderNodeMapping", -1, 0)
        self.map.inputs["Scale"].default_value = (2.0, 2.0, 2.0)
        self.link(self.uv.outputs["UV"], self.map.inputs["Vector"])

    def node(self, kind, x, y, label=None):
        n = self.tree.nodes.new(type=kind)
        n.location = (x * self.X_STEP, y * -280)
        if label:
            n.label = label
        return n

    def link(self, a, b):
        return self.tree.links.new(a, b)

    def texture(self, key, row):
        target, space = TEXTURES[key]
        image = bpy.data.images.new(f"{self.mat.name}_{key}", 8, 8)
        image.generated_color = (0.5, 0.5, 1, 1) if key == "normal" else (0.5, 0.5, 0.5, 1)
        image.colorspace_settings.name = space
        tex = self.node("ShaderNodeTexImage", 0, row, key.title())
        tex.image = image
        tex.projection = 'BOX'
        tex.projection_blend = 0.2
        self.link(self.map.outputs["Vector"], tex.inputs["Vector"])
        if key == "normal":
            nm = self.node("ShaderNodeNormalMap", 1, row)
            nm.inputs["Strength"].default_value = 0.8
            nm.space = 'TANGENT'
            self.link(tex.outputs["Color"], nm.inputs["Color"])
            self.link(nm.outputs["Normal"], self.bsdf.inputs["Normal"])
        elif key == "height":
            disp = self.node("ShaderNodeDisplacement", 1, row)
            disp.inputs["Scale"].default_value = 0.1
            self.link(tex.outputs["Color"], disp.inputs["Height"])
            self.link(disp.outputs["Displacement"], self.out.inputs["Displacement"])
        elif key == "albedo":
            hsv = self.node("ShaderNodeHueSaturation", 1, row)
            hsv.inputs["Saturation"].default_value = 1.2
            gamma = self.node("ShaderNodeGamma", 1, row + 0.5)
            self.link(tex.outputs["Color"], hsv.inputs["Color"])
            self.link(hsv.outputs["Color"], gamma.inputs["Color"])
            self.link(gamma.outputs["Color"], self.bsdf.inputs[target])
        else:
            self.link(tex.outputs["Color"], self.bsdf.inputs[target])
        return tex

    def build(self):
        for row, key in enumerate(TEXTURES):
            self.texture(key, row)
        try:
            self.mat.displacement_method = 'BOTH'
        except AttributeError:
            self.mat.cycles.displacement_method = 'BOTH'
        return self.mat


mat = PBRBuilder("Bricks").build()
cube = bpy.context.object
cube.data.materials.clear()
cube.data.materials.append(mat)

curve = mat.node_tree.nodes.new("ShaderNodeRGBCurve")
c = curve.mapping.curves[3]
c.points.new(0.25, 0.15)
c.points.new(0.75, 0.9)
curve.mapping.update()
vec = mat.node_tree.nodes.new("ShaderNodeVectorMath")
vec.operation = 'DISTANCE'
vec.inputs[1].default_value = (0.5, 0.5, 0.5)
val = mat.node_tree.nodes.new("ShaderNodeValue")
val.outputs[0].default_value = 0.42
rgb = mat.node_tree.nodes.new("ShaderNodeRGB")
rgb.outputs["Color"].default_value = (0.2, 0.4, 0.6, 1)
removed = mat.node_tree.links[0]
mat.node_tree.links.remove(removed)
mat.node_tree.links.new(mat.node_tree.nodes["Principled BSDF"].outputs[0], mat.node_tree.nodes["Material Output"].inputs[0])

print(len(mat.node_tree.nodes), len(mat.node_tree.links))
print([i.name for i in bpy.data.images], bpy.data.images["Bricks_normal"].colorspace_settings.name)
print([n.label for n in mat.node_tree.nodes if n.type == 'TEX_IMAGE'])
for node in mat.node_tree.nodes:
    node.select = False
