import bpy
from math import radians, pi, cos, sin

bpy.ops.wm.read_factory_settings(use_empty=True)

def box(name, size, loc, parent=None):
    bpy.ops.mesh.primitive_cube_add(location=loc)
    ob = bpy.context.active_object
    ob.name = name
    ob.scale = (size[0] / 2, size[1] / 2, size[2] / 2)
    if parent is not None:
        ob.parent = parent
    return ob

class Furniture:
    """Base class for furniture pieces."""

    def __init__(self, name, location=(0, 0, 0), rotation=0.0):
        self.name = name
        self.root = bpy.data.objects.new(name, None)
        self.root.empty_display_type = 'CUBE'
        self.root.empty_display_size = 0.3
        self.root.location = location
        self.root.rotation_euler[2] = rotation
        bpy.context.collection.objects.link(self.root)
        self.parts = []

    def add(self, part_name, size, loc):
        ob = box(f"{self.name}.{part_name}", size, loc, self.root)
        self.parts.append(ob)
        return ob

    def paint(self, material):
        for p in self.parts:
            p.data.materials.append(material)

class Table(Furniture):
    def __init__(self, name="Table", w=2.0, d=1.2, h=0.75):
        super().__init__(name)
        self.add("top", (w, d, 0.06), (0, 0, h))
        for sx in (-1, 1):
            for sy in (-1, 1):
                self.add(f"leg{sx:+d}{sy:+d}", (0.08, 0.08, h - 0.03), (sx * (w / 2 - 0.1), sy * (d / 2 - 0.1), (h - 0.03) / 2))

class Chair(Furniture):
    def __init__(self, name, location, rotation):
        super().__init__(name, location, rotation)
        self.add("seat", (0.45, 0.45, 0.05), (0, 0, 0.45))
        self.add("back", (0.45, 0.05, 0.5), (0, 0.2, 0.75))
        for i in range(4):
            x = 0.18 if i % 2 else -0.18
            y = 0.18 if i // 2 else -0.18
            self.add(f"leg{i}", (0.04, 0.04, 0.43), (x, y, 0.215))

oak = bpy.data.materials.new("Oak")
oak.use_nodes = True
nodes = oak.node_tree.nodes
wave = nodes.new("ShaderNodeTexWave")
wave.wave_type = 'RINGS'
wave.rings_direction = 'Y'
wave.inputs["Scale"].default_value = 2.5
wave.inputs["Distortion"].default_value = 6.0
mix = nodes.new("ShaderNodeMix")
mix.data_type = 'RGBA'
mix.blend_type = 'MULTIPLY'
mix.inputs[0].default_value = 0.7
mix.inputs[6].default_value = (0.4, 0.22, 0.09, 1)
oak.node_tree.links.new(wave.outputs["Color"], mix.inputs[7])
oak.node_tree.links.new(mix.outputs[2], nodes["Principled BSDF"].inputs["Base Color"])

table = Table()
table.paint(oak)
chairs = []
for i in range(4):
    a = i * pi / 2
    c = Chair(f"Chair{i}", (cos(a) * 1.3, sin(a) * 1.0, 0), a - pi / 2)
    c.paint(oak)
    chairs.append(c)

bpy.context.view_layer.update()
for c in chairs:
    back = c.parts[1]
    w = back.matrix_world.translation
    print(f"{back.name}: {w.x:.3f} {w.y:.3f} {w.z:.3f}")

# hide the helper empties in renders
for c in chairs + [table]:
    c.root.hide_render = True
print("parts", sum(len(c.parts) for c in chairs) + len(table.parts))
