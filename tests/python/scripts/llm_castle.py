import bpy
import math

def clear():
    bpy.ops.object.select_all(action='SELECT')
    bpy.ops.object.delete(use_global=False)
    for c in list(bpy.data.collections):
        bpy.data.collections.remove(c)

def make_collection(name, parent=None):
    col = bpy.data.collections.new(name)
    (parent or bpy.context.scene.collection).children.link(col)
    return col

def assign(obj, col):
    for old in obj.users_collection:
        old.objects.unlink(obj)
    col.objects.link(obj)

def stone_material():
    mat = bpy.data.materials.new(name="Stone")
    mat.use_nodes = True
    nt = mat.node_tree
    bsdf = nt.nodes["Principled BSDF"]
    vor = nt.nodes.new("ShaderNodeTexVoronoi")
    vor.location = (-600, 0)
    vor.feature = 'DISTANCE_TO_EDGE'
    vor.inputs["Scale"].default_value = 8
    ramp = nt.nodes.new("ShaderNodeValToRGB")
    ramp.location = (-350, 0)
    cr = ramp.color_ramp
    cr.interpolation = 'EASE'
    cr.elements[0].color = (0.1, 0.1, 0.1, 1)
    cr.elements[0].position = 0.0
    cr.elements[1].color = (0.45, 0.43, 0.4, 1)
    cr.elements[1].position = 0.15
    nt.links.new(vor.outputs[0], ramp.inputs[0])
    nt.links.new(ramp.outputs[0], bsdf.inputs[0])
    bsdf.inputs["Roughness"].default_value = 0.9
    return mat

def add_tower(x, y, radius, height, col, mat, roof_mat):
    bpy.ops.mesh.primitive_cylinder_add(vertices=24, radius=radius, depth=height, location=(x, y, height / 2))
    t = bpy.context.active_object
    t.name = "Tower"
    t.data.materials.append(mat)
    assign(t, col)
    # crenellations
    n = 8
    for i in range(n):
        a = 2 * math.pi * i / n
        bpy.ops.mesh.primitive_cube_add(size=0.3, location=(x + math.cos(a) * radius, y + math.sin(a) * radius, height + 0.15), rotation=(0, 0, a))
        c = bpy.context.active_object
        c.name = "Merlon"
        c.data.materials.append(mat)
        assign(c, col)
    bpy.ops.mesh.primitive_cone_add(vertices=24, radius1=radius * 0.9, radius2=0, depth=1.5, location=(x, y, height + 0.75))
    roof = bpy.context.active_object
    roof.name = "Roof"
    roof.data.materials.append(roof_mat)
    assign(roof, col)
    return t

def add_wall(p1, p2, height, thickness, col, mat):
    dx, dy = p2[0] - p1[0], p2[1] - p1[1]
    length = math.hypot(dx, dy)
    bpy.ops.mesh.primitive_cube_add(size=1, location=((p1[0] + p2[0]) / 2, (p1[1] + p2[1]) / 2, height / 2))
    w = bpy.context.active_object
    w.name = "Wall"
    w.dimensions = (length, thickness, height)
    w.rotation_euler.z = math.atan2(dy, dx)
    w.data.materials.append(mat)
    assign(w, col)
    return w

clear()
castle = make_collection("Castle")
towers_col = make_collection("Towers", castle)
walls_col = make_collection("Walls", castle)
stone = stone_material()
roof = bpy.data.materials.new("Roof")
roof.use_nodes = True
roof.node_tree.nodes["Principled BSDF"].inputs["Base Color"].default_value = (0.3, 0.05, 0.04, 1)

corners = [(-4, -4), (4, -4), (4, 4), (-4, 4)]
towers = [add_tower(x, y, 0.8, 4, towers_col, stone, roof) for x, y in corners]
walls = [add_wall(corners[i], corners[(i + 1) % 4], 2.5, 0.4, walls_col, stone) for i in range(4)]

# Gate with boolean
bpy.ops.mesh.primitive_cube_add(size=1, location=(0, -4, 0.75))
cutter = bpy.context.active_object
cutter.name = "GateCutter"
cutter.scale = (1.2, 1, 1.5)
cutter.display_type = 'WIRE'
cutter.hide_render = True
assign(cutter, castle)
b = walls[0].modifiers.new("Gate", 'BOOLEAN')
b.operation = 'DIFFERENCE'
b.object = cutter
b.solver = 'EXACT'

bpy.context.view_layer.update()
for w in walls:
    print(w.name, [round(d, 3) for d in w.dimensions])
print("towers:", len([o for o in towers_col.objects if o.name.startswith("Tower")]))
cutter.hide_set(True)
