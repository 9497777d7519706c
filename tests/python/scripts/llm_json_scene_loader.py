import bpy
import json
import math

SCENE = json.loads("""
{
  "units": "METRIC",
  "materials": {
    "red":   {"color": "#cc2222", "roughness": 0.4},
    "steel": {"color": "#8899aa", "roughness": 0.2, "metallic": 1.0},
    "glow":  {"color": "#ffdd66", "emission": 8}
  },
  "objects": [
    {"type": "cube", "name": "Base", "at": [0, 0, 0.25], "scale": [2, 2, 0.25], "material": "steel"},
    {"type": "cylinder", "name": "Column", "at": [0, 0, 1.5], "args": {"radius": 0.4, "depth": 2}, "material": "red",
     "modifiers": [{"type": "BEVEL", "width": 0.05, "segments": 2}, {"type": "SUBSURF", "levels": 1}]},
    {"type": "uv_sphere", "name": "Orb", "at": [0, 0, 3], "args": {"radius": 0.6}, "material": "glow", "parent": "Column"},
    {"type": "torus", "name": "Halo", "at": [0, 0, 3], "rot": [90, 0, 45], "args": {"major_radius": 1, "minor_radius": 0.05}}
  ],
  "lights": [{"kind": "AREA", "at": [3, -3, 5], "energy": 300, "size": 2}, {"kind": "SUN", "at": [0, 0, 10], "energy": 1}],
  "camera": {"at": [6, -6, 4], "look_at": [0, 0, 1.5], "lens": 40}
}
""")

def hex_to_linear(code):
    rgb = [int(code[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb] + [1.0]

def load(scene_def):
    bpy.ops.object.select_all(action='SELECT')
    bpy.ops.object.delete()
    bpy.context.scene.unit_settings.system = scene_def.get("units", "NONE")
    mats = {}
    for name, d in scene_def["materials"].items():
        m = mats[name] = bpy.data.materials.new(name.capitalize())
        m.use_nodes = True
        n = m.node_tree.nodes["Principled BSDF"]
        n.inputs["Base Color"].default_value = hex_to_linear(d["color"])
        n.inputs["Roughness"].default_value = d.get("roughness", 0.5)
        n.inputs["Metallic"].default_value = d.get("metallic", 0)
        if "emission" in d:
            n.inputs["Emission Color"].default_value = hex_to_linear(d["color"])
            n.inputs["Emission Strength"].default_value = d["emission"]
    for d in scene_def["objects"]:
        getattr(bpy.ops.mesh, f"primitive_{d['type']}_add")(location=d["at"], **d.get("args", {}))
        ob = bpy.context.object
        ob.name = d["name"]
        if "scale" in d:
            ob.scale = d["scale"]
        if "rot" in d:
            ob.rotation_euler = tuple(map(math.radians, d["rot"]))
        if "material" in d:
            ob.data.materials.append(mats[d["material"]])
        for md in d.get("modifiers", []):
            mod = ob.modifiers.new(md["type"].title(), md["type"])
            for k, v in md.items():
                if k != "type":
                    setattr(mod, k, v)
        if "parent" in d:
            parent = bpy.data.objects[d["parent"]]
            ob.parent = parent
            ob.matrix_parent_inverse = parent.matrix_world.inverted()
    for d in scene_def["lights"]:
        bpy.ops.object.light_add(type=d["kind"], location=d["at"])
        light = bpy.context.object.data
        for k in ("energy", "size"):
            if k in d and hasattr(light, k):
                setattr(light, k, d[k])
    c = scene_def["camera"]
    bpy.ops.object.camera_add(location=c["at"])
    cam = bpy.context.object
    from mathutils import Vector
    cam.rotation_euler = (Vector(c["look_at"]) - Vector(c["at"])).to_track_quat('-Z', 'Y').to_euler()
    cam.data.lens = c["lens"]
    bpy.context.scene.camera = cam

load(SCENE)
report = []
for ob in bpy.context.scene.objects:
    report.append({"name": ob.name, "type": ob.type, "location": [round(v, 4) for v in ob.location],
                   "materials": [s.material.name for s in ob.material_slots if s.material],
                   "modifiers": {m.name: m.type for m in ob.modifiers}})
print(json.dumps(report, indent=1))
