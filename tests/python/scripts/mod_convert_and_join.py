import bpy
import math

bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete(use_global=False)

# Build a chain of links, apply everything, join
links = []
for i in range(5):
    bpy.ops.mesh.primitive_torus_add(
        align='WORLD',
        location=(i * 0.8, 0, 0),
        rotation=(math.pi / 2 if i % 2 else 0, 0, 0),
        major_radius=0.5,
        minor_radius=0.1,
        major_segments=16,
        minor_segments=6,
    )
    o = bpy.context.object
    o.scale.x = 1.3
    links.append(o)

for o in links:
    mod = o.modifiers.new("Sub", "SUBSURF")
    mod.levels = 1

bpy.ops.object.select_all(action='DESELECT')
for o in links:
    o.select_set(True)
bpy.context.view_layer.objects.active = links[0]
bpy.ops.object.transform_apply(location=True, rotation=True, scale=True)
bpy.ops.object.convert(target='MESH')
bpy.ops.object.join()
chain = bpy.context.active_object
chain.name = "Chain"
chain.data.name = "ChainMesh"
print(len(bpy.data.objects), len(chain.data.vertices), len(chain.modifiers))

# separate again by loose parts
bpy.ops.object.mode_set(mode='EDIT')
bpy.ops.mesh.select_all(action='SELECT')
bpy.ops.mesh.separate(type='LOOSE')
bpy.ops.object.mode_set(mode='OBJECT')
parts = sorted((o for o in bpy.context.selected_objects), key=lambda o: o.name)
print([p.name for p in parts])
for p in parts:
    bpy.context.view_layer.objects.active = p
    bpy.ops.object.origin_set(type='ORIGIN_CENTER_OF_MASS')
    print(p.name, [round(c, 3) + 0.0 for c in p.location])

bpy.ops.object.duplicate(linked=False)
bpy.ops.transform.translate(value=(0, 2, 0))
bpy.ops.transform.rotate(value=math.radians(45), orient_axis='Z')
bpy.ops.transform.resize(value=(0.5, 0.5, 0.5))
print(len(bpy.context.selected_objects), bpy.context.object.name)
