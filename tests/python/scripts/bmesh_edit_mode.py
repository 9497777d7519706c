import bpy
import bmesh

# Work on the default cube in edit mode via from_edit_mesh
obj = bpy.data.objects['Cube']
bpy.context.view_layer.objects.active = obj
bpy.ops.object.mode_set(mode='EDIT')

bm = bmesh.from_edit_mesh(obj.data)
bm.faces.ensure_lookup_table()
bm.verts.ensure_lookup_table()

bm.normal_update()

# select the top face only
for f in bm.faces:
    f.select_set(False)
for f in bm.faces:
    if f.normal.z > 0.9:
        f.select_set(True)
bm.select_flush_mode()

top = [f for f in bm.faces if f.select]
print("selected faces:", len(top))

# inset and extrude it upward
bmesh.ops.inset_region(bm, faces=top, thickness=0.3, depth=0.0)
ret = bmesh.ops.extrude_face_region(bm, geom=top)
verts = [g for g in ret['geom'] if isinstance(g, bmesh.types.BMVert)]
bmesh.ops.translate(bm, vec=(0.0, 0.0, 1.5), verts=verts)
bmesh.ops.scale(bm, vec=(0.5, 0.5, 1.0), verts=verts)
bmesh.ops.delete(bm, geom=top, context='FACES')

bmesh.update_edit_mesh(obj.data)
print(len(bm.verts), len(bm.faces))

bpy.ops.object.mode_set(mode='OBJECT')
print(len(obj.data.vertices), len(obj.data.polygons))
print([tuple(round(c, 3) for c in v.co) for v in obj.data.vertices][-4:])
