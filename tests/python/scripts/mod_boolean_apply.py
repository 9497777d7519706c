import bpy

bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete()

# Dice: cube with pips cut out, applied
bpy.ops.mesh.primitive_cube_add(size=2, location=(0, 0, 0))
dice = bpy.context.active_object
dice.name = "Dice"

bev = dice.modifiers.new(name="Bevel", type='BEVEL')
bev.width = 0.2
bev.segments = 3
bev.profile = 0.6
bpy.ops.object.modifier_apply(modifier="Bevel")
print("after bevel:", len(dice.data.vertices))

pips = {
    'TOP': [(0, 0, 1)],
    'FRONT': [(-0.5, -1, -0.5), (0.5, -1, 0.5)],
    'RIGHT': [(1, -0.5, -0.5), (1, 0, 0), (1, 0.5, 0.5)],
}
cutters = []
for face, locs in pips.items():
    for loc in locs:
        bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=2, radius=0.2, location=loc)
        c = bpy.context.active_object
        c.name = f"Pip_{face}"
        cutters.append(c)

for c in cutters:
    b = dice.modifiers.new(name="Cut", type='BOOLEAN')
    b.operation = 'DIFFERENCE'
    b.object = c
    b.solver = 'EXACT'
    bpy.context.view_layer.objects.active = dice
    bpy.ops.object.modifier_apply(modifier=b.name)
    bpy.data.objects.remove(c, do_unlink=True)

print("after cuts:", len(dice.data.vertices), len(dice.data.polygons))
for mesh in [m for m in bpy.data.meshes if m.users == 0]:
    bpy.data.meshes.remove(mesh)

# union of two
bpy.ops.mesh.primitive_cylinder_add(radius=0.4, depth=3, location=(4, 0, 0))
cyl = bpy.context.object
bpy.ops.mesh.primitive_cylinder_add(radius=0.4, depth=3, location=(4, 0, 0), rotation=(1.5708, 0, 0))
other = bpy.context.object
u = cyl.modifiers.new("Union", 'BOOLEAN')
u.object = other
u.operation = 'UNION'
other.display_type = 'BOUNDS'
other.hide_set(True)
print([o.name for o in bpy.context.view_layer.objects], len(bpy.data.meshes))
