import bpy

bpy.ops.wm.read_homefile(use_empty=False, use_factory_startup=True)
ob = bpy.data.objects["Cube"]
bpy.context.view_layer.objects.active = ob
ob.select_set(True)

bpy.ops.object.mode_set(mode='EDIT')
bpy.ops.mesh.subdivide(number_cuts=3)
bpy.ops.mesh.select_all(action='DESELECT')
bpy.ops.object.mode_set(mode='OBJECT')
me = ob.data
sel = [False] * len(me.vertices)
for v in me.vertices:
    sel[v.index] = v.co.x > 0.4
me.vertices.foreach_set("select", sel)
bpy.ops.object.mode_set(mode='EDIT')
bpy.ops.mesh.select_mode(type='VERT')
bpy.ops.mesh.separate(type='SELECTED')
bpy.ops.object.mode_set(mode='OBJECT')
half = [o for o in bpy.context.selected_objects if o is not ob and o != ob][0]
half.name = "Half"
half.location.x += 1
print(len(ob.data.vertices), len(half.data.vertices))

# duplicate in edit mode and hide
bpy.context.view_layer.objects.active = ob
bpy.ops.object.mode_set(mode='EDIT')
bpy.ops.mesh.select_all(action='SELECT')
bpy.ops.mesh.duplicate_move(MESH_OT_duplicate={"mode": 1}, TRANSFORM_OT_translate={"value": (0, 0, 3)})
bpy.ops.mesh.hide(unselected=False)
bpy.ops.mesh.select_all(action='SELECT')
bpy.ops.transform.rotate(value=0.5, orient_axis='X')
bpy.ops.mesh.reveal(select=False)
bpy.ops.object.vertex_group_add()
bpy.ops.object.vertex_group_assign()
bpy.ops.object.mode_set(mode='OBJECT')
ob.vertex_groups[0].name = "Lower"
print(len(ob.data.vertices), [g.name for g in ob.vertex_groups])
n = sum(1 for v in ob.data.vertices if any(g.group == 0 for g in v.groups))
print("in group", n)
