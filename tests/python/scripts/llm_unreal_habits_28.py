import bpy
import math

# Script written with Blender 2.8 - 3.x habits. Everything version specific is guarded.

scene = bpy.context.scene

def safe_set(obj, attr, value):
    try:
        setattr(obj, attr, value)
        return True
    except Exception as e:
        print("could not set", attr, "->", type(e).__name__)
        return False

# Clear
bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete(use_global=False)
for collection in [bpy.data.meshes, bpy.data.materials, bpy.data.textures, bpy.data.images, bpy.data.curves]:
    for item in collection:
        if item.users == 0:
            collection.remove(item)

# Engine
if bpy.app.version >= (4, 2, 0) and bpy.app.version < (5, 0, 0):
    scene.render.engine = 'BLENDER_EEVEE_NEXT'
else:
    scene.render.engine = 'BLENDER_EEVEE'
for attr, value in (("use_gtao", True), ("use_ssr", True), ("use_bloom", True), ("taa_render_samples", 32), ("use_soft_shadows", True), ("use_raytracing", True)):
    safe_set(scene.eevee, attr, value)

bpy.ops.mesh.primitive_uv_sphere_add(radius=1, location=(0, 0, 1))
sphere = bpy.context.view_layer.objects.active
sphere.name = "Planet"
bpy.ops.object.shade_smooth()
safe_set(sphere.data, "use_auto_smooth", True)
safe_set(sphere.data, "auto_smooth_angle", math.radians(30))

mat = bpy.data.materials.new("Shiny")
mat.use_nodes = True
bsdf = mat.node_tree.nodes.get("Principled BSDF")
for name, value in {"Specular": 0.9, "Clearcoat": 0.5, "Transmission": 0.1, "Sheen Tint": 0.5, "Emission": (1, 0, 0, 1)}.items():
    if name in bsdf.inputs:
        try:
            bsdf.inputs[name].default_value = value
        except Exception as e:
            print(name, type(e).__name__)
    else:
        print("missing input:", name)
bsdf.inputs["Base Color"].default_value = (0.1, 0.3, 0.9, 1)
safe_set(mat, "shadow_method", 'NONE')
safe_set(mat, "use_screen_refraction", True)
safe_set(mat, "blend_method", 'BLEND')
sphere.data.materials.append(mat)

# render layers / old compositing
scene.use_nodes = True
if getattr(scene, "node_tree", None) is not None:
    scene.node_tree.nodes.clear()
else:
    print("no scene.node_tree")

# vertex colors the old way
vc = sphere.data.vertex_colors.new(name="Col") if hasattr(sphere.data, "vertex_colors") else None
if vc:
    for i, loop in enumerate(sphere.data.loops):
        if loop.vertex_index % 40 == 0:
            vc.data[i].color = (1, 0, 0, 1)
    print("vertex colors", len(vc.data))

# context copy override the old way
override = bpy.context.copy()
override["selected_objects"] = [sphere]
try:
    bpy.ops.object.duplicate(override)
except (ValueError, TypeError) as e:
    print("old override refused")

sphere.select_set(state=True)
bpy.context.view_layer.update()
print(bpy.context.scene.objects.get("Planet").select_get(), sphere.visible_get())
print(bpy.app.version[0], bpy.app.version_string, bpy.app.background)
