import bpy
import math

for o in list(bpy.context.scene.objects):
    bpy.data.objects.remove(o)

ng = bpy.data.node_groups.new(type="GeometryNodeTree", name="Spring")

def sock(name, in_out, typ, **kw):
    s = ng.interface.new_socket(name, in_out=in_out, socket_type=typ)
    for k, v in kw.items():
        setattr(s, k, v)
    return s

panel = ng.interface.new_panel("Shape", description="The shape of the spring")
sock("Geometry", 'OUTPUT', "NodeSocketGeometry")
turns = sock("Turns", 'INPUT', "NodeSocketFloat", default_value=5.0, min_value=0.1)
height = sock("Height", 'INPUT', "NodeSocketFloat", default_value=2.0, subtype='DISTANCE')
thick = sock("Thickness", 'INPUT', "NodeSocketFloat", default_value=0.08)
mat_s = sock("Material", 'INPUT', "NodeSocketMaterial")
ng.interface.move_to_parent(thick, panel, 0)

gin = ng.nodes.new("NodeGroupInput")
gout = ng.nodes.new("NodeGroupOutput")
spiral = ng.nodes.new("GeometryNodeCurveSpiral")
circle = ng.nodes.new("GeometryNodeCurvePrimitiveCircle")
c2m = ng.nodes.new("GeometryNodeCurveToMesh")
setmat = ng.nodes.new("GeometryNodeSetMaterial")
smooth = ng.nodes.new("GeometryNodeSetShadeSmooth")

spiral.inputs["Resolution"].default_value = 24
spiral.inputs["Start Radius"].default_value = 1.0
spiral.inputs["End Radius"].default_value = 1.0
circle.mode = 'RADIUS'
circle.inputs["Resolution"].default_value = 8
c2m.inputs["Fill Caps"].default_value = True

chain = [spiral, c2m, smooth, setmat]
for i, n in enumerate(chain):
    n.location.x = 220 * i
gin.location = (-300, 0)
gout.location = (220 * len(chain), 0)

L = ng.links.new
L(gin.outputs["Turns"], spiral.inputs["Rotations"])
L(gin.outputs["Height"], spiral.inputs["Height"])
L(gin.outputs["Thickness"], circle.inputs["Radius"])
L(spiral.outputs["Curve"], c2m.inputs["Curve"])
L(circle.outputs["Curve"], c2m.inputs["Profile Curve"])
L(c2m.outputs["Mesh"], smooth.inputs[0])
L(smooth.outputs[0], setmat.inputs["Geometry"])
L(gin.outputs["Material"], setmat.inputs["Material"])
L(setmat.outputs[0], gout.inputs[0])

steel = bpy.data.materials.new("Steel")
steel.metallic = 1.0
steel.roughness = 0.3

me = bpy.data.meshes.new("Spring")
for i in range(3):
    ob = bpy.data.objects.new(f"Spring_{i}", me)
    ob.location.x = i * 3
    bpy.context.scene.collection.objects.link(ob)
    m = ob.modifiers.new(name="GeometryNodes", type="NODES")
    m.node_group = ng
    m[turns.identifier] = 3.0 + 2 * i
    m[height.identifier] = 1.5 + i * 0.5
    m[mat_s.identifier] = steel
    ob.update_tag()

bpy.context.view_layer.update()
dg = bpy.context.evaluated_depsgraph_get()
for ob in bpy.context.scene.objects:
    ev = ob.evaluated_get(dg)
    me2 = ev.to_mesh()
    print(ob.name, len(me2.vertices), len(me2.polygons), round(max(v.co.z for v in me2.vertices), 3))
    ev.to_mesh_clear()
