import bpy
import math
from mathutils import Vector

# ==========================================
# Wrist watch, parametric
# ==========================================
PARAMS = {
    "case_radius": 2.0,
    "case_height": 0.6,
    "markers": 12,
    "time": (10, 8, 37),
}


class Watch:
    def __init__(self, **params):
        self.p = {**PARAMS, **params}
        self.collection = bpy.data.collections.new("Watch")
        bpy.context.scene.collection.children.link(self.collection)
        self.materials = {}

    def material(self, key, color, metallic=0.0, roughness=0.5):
        if key in self.materials:
            return self.materials[key]
        m = bpy.data.materials.new(name="Watch_" + key)
        m.use_nodes = True
        n = m.node_tree.nodes["Principled BSDF"]
        n.inputs["Base Color"].default_value[0] = color[0]
        n.inputs["Base Color"].default_value[1] = color[1]
        n.inputs["Base Color"].default_value[2] = color[2]
        n.inputs["Metallic"].default_value = metallic
        n.inputs["Roughness"].default_value = roughness
        self.materials[key] = m
        return m

    def take(self, obj, name, material):
        obj.name = name
        obj.data.materials.append(material)
        for c in list(obj.users_collection):
            c.objects.unlink(obj)
        self.collection.objects.link(obj)
        return obj

    def case(self):
        r, h = self.p["case_radius"], self.p["case_height"]
        bpy.ops.mesh.primitive_cylinder_add(vertices=64, radius=r, depth=h, location=(0, 0, 0))
        steel = self.material("Steel", (0.6, 0.6, 0.62), 1.0, 0.2)
        case = self.take(bpy.context.active_object, "Case", steel)
        bev = case.modifiers.new("Bevel", 'BEVEL')
        bev.width, bev.segments = 0.08, 3
        # crown
        bpy.ops.mesh.primitive_cylinder_add(vertices=20, radius=0.2, depth=0.3, location=(r + 0.15, 0, 0), rotation=(0, math.radians(90), 0))
        self.take(bpy.context.active_object, "Crown", steel)
        # dial
        bpy.ops.mesh.primitive_circle_add(vertices=64, radius=r * 0.9, fill_type='NGON', location=(0, 0, h / 2 + 0.01))
        self.take(bpy.context.active_object, "Dial", self.material("Dial", (0.02, 0.03, 0.08)))

    def marker_ring(self):
        r = self.p["case_radius"] * 0.78
        z = self.p["case_height"] / 2 + 0.03
        for i in range(self.p["markers"]):
            a = math.radians(90 - i * 360 / self.p["markers"])
            big = i % 3 == 0
            bpy.ops.mesh.primitive_cube_add(size=1, location=(r * math.cos(a), r * math.sin(a), z))
            o = self.take(bpy.context.active_object, f"Marker_{i or 12}", self.material("Gold", (1, 0.75, 0.3), 1.0, 0.3))
            o.scale = Vector((0.3 if big else 0.15, 0.08, 0.04))
            o.rotation_euler[2] = a

    def hands(self):
        h, m, s = self.p["time"]
        angles = {"Hour": (h % 12 + m / 60) * 30, "Minute": (m + s / 60) * 6, "Second": s * 6}
        lengths = {"Hour": (0.9, 0.12), "Minute": (1.4, 0.08), "Second": (1.5, 0.03)}
        z = self.p["case_height"] / 2 + 0.06
        for i, (name, deg) in enumerate(angles.items()):
            length, width = lengths[name]
            me = bpy.data.meshes.new(name + "Hand")
            me.from_pydata([(-width / 2, -0.2, 0), (width / 2, -0.2, 0), (width / 4, length, 0), (-width / 4, length, 0)], [], [(0, 1, 2, 3)])
            ob = bpy.data.objects.new(name + "Hand", me)
            ob.location.z = z + i * 0.03
            ob.rotation_euler.z = math.radians(-deg)
            self.collection.objects.link(ob)
            ob.data.materials.append(self.material("Gold", None))
            yield name, round(deg, 2)

    def build(self):
        self.case()
        self.marker_ring()
        return dict(self.hands())


if __name__ == "__main__":
    bpy.ops.object.select_all(action='SELECT')
    bpy.ops.object.delete(use_global=False)
    w = Watch(markers=12)
    print(w.build())
    print(f"{len(w.collection.objects)} objects, {len(w.materials)} materials")
