import bpy
import math

scene = bpy.context.scene
cube = bpy.data.objects["Cube"]
light = bpy.data.objects["Light"]
cam = scene.camera

# Write curves directly, through whichever API there is
def ensure_curve(id_block, data_path, index=0, group=""):
    if id_block.animation_data is None:
        id_block.animation_data_create()
    ad = id_block.animation_data
    if ad.action is None:
        ad.action = bpy.data.actions.new(id_block.name + "Action")
    act = ad.action
    if hasattr(act, "fcurve_ensure_for_datablock"):
        return act.fcurve_ensure_for_datablock(id_block, data_path, index=index, group_name=group)
    fc = act.fcurves.find(data_path, index=index)
    return fc or act.fcurves.new(data_path, index=index, action_group=group)

for axis in range(3):
    fc = ensure_curve(cube, "location", axis, "Move")
    for f in range(0, 101, 10):
        fc.keyframe_points.insert(f, math.sin(f * 0.1 + axis) * (axis + 1))
    fc.color_mode = 'CUSTOM'
    fc.color = (1, axis / 2, 0)

fc = ensure_curve(light.data, "energy")
fc.keyframe_points.insert(frame=1, value=100)
fc.keyframe_points.insert(frame=50, value=1500)
for mod_type, setup in (("NOISE", dict(scale=8.0, strength=200.0, phase=1.5)), ("LIMITS", dict(use_min_y=True, min_y=50.0))):
    m = fc.modifiers.new(type=mod_type)
    for k, v in setup.items():
        setattr(m, k, v)

lens = ensure_curve(cam.data, "lens")
lens.keyframe_points.insert(1, 35)
lens.keyframe_points.insert(100, 85)
lens.keyframe_points[0].interpolation = "CUBIC"
lens.keyframe_points[0].easing = "EASE_IN"

# material color
mat = cube.active_material
bsdf = mat.node_tree.nodes["Principled BSDF"]
for f, c in ((1, (1, 0, 0, 1)), (50, (0, 1, 0, 1)), (100, (0, 0, 1, 1))):
    bsdf.inputs["Base Color"].default_value = c
    bsdf.inputs["Base Color"].keyframe_insert("default_value", frame=f)

print(cube.animation_data.action.name, light.data.animation_data.action.name)
print(mat.node_tree.animation_data.action.name)
print([round(ensure_curve(cube, "location", i).evaluate(33), 4) for i in range(3)])

# remove some keys again
c = ensure_curve(cube, "location", 2)
c.keyframe_points.remove(c.keyframe_points[0])
while len(c.keyframe_points) > 6:
    c.keyframe_points.remove(c.keyframe_points[-1], fast=True)
c.update()
print(len(c.keyframe_points), c.keyframe_points[0].co[0])
scene.frame_end = 100
