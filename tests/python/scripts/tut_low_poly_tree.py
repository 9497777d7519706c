import bpy, random
random.seed(3)

# ---- LOW POLY TREES ----
bpy.ops.object.select_all(action='SELECT'); bpy.ops.object.delete()

mat_leaf = bpy.data.materials.new('leaf'); mat_leaf.diffuse_color = (.1, .5, .15, 1)
mat_trunk = bpy.data.materials.new('trunk'); mat_trunk.diffuse_color = (.25, .12, .05, 1)

def tree(x, y):
    h = random.uniform(.8, 1.4)
    bpy.ops.mesh.primitive_cylinder_add(vertices=7, radius=.15, depth=h, location=(x, y, h / 2))
    trunk = bpy.context.object; trunk.data.materials.append(mat_trunk)
    bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=2, radius=random.uniform(.5, .8), location=(x, y, h + .4))
    crown = bpy.context.object
    crown.data.materials.append(mat_leaf)
    bpy.ops.object.mode_set(mode='EDIT')
    bpy.ops.mesh.select_all(action='SELECT')
    bpy.ops.transform.vertex_random(offset=0.1, seed=random.randint(0, 1000))
    bpy.ops.object.mode_set(mode='OBJECT')
    bpy.ops.object.select_all(action='DESELECT')
    trunk.select_set(True); crown.select_set(True)
    bpy.context.view_layer.objects.active = trunk
    bpy.ops.object.join()
    bpy.context.object.name = 'tree'

for i in range(3):
    for j in range(3):
        tree(i * 2 + random.uniform(-.3, .3), j * 2 + random.uniform(-.3, .3))

print([o.name for o in bpy.data.objects])
print(len(bpy.data.objects['tree'].data.materials), [m.name for m in bpy.data.objects['tree'].data.materials])
