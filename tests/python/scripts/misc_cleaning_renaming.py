import bpy, re, json
from collections import defaultdict, Counter
bpy.ops.object.select_all(action='SELECT'); bpy.ops.object.delete()
for i in range(6):
    bpy.ops.mesh.primitive_cube_add(location=(i * 3, 0, 0)); o = bpy.context.object; o.name = "Cube"
    m = bpy.data.materials.new("Mat"); m.diffuse_color = (i / 6, .5, .5, 1); o.data.materials.append(m)
bpy.ops.mesh.primitive_uv_sphere_add(segments=8, ring_count=6)
for obj in bpy.context.scene.objects:
    if obj.type == 'MESH':
        obj.name = re.sub(r"\.\d{3}$", "", obj.name) + "_geo"; obj.data.name = obj.name
print(sorted(o.name for o in bpy.data.objects), sorted(m.name for m in bpy.data.meshes))
for i, obj in enumerate(sorted(bpy.context.scene.objects, key=lambda o: (o.location.x, o.name))):
    obj.name = f"PROP_{i:03d}"; obj.pass_index = i; obj["idx"] = i; obj["tags"] = ["a", "b"]; obj["info"] = {"x": 1.5, "n": "q", "v": [1, 2, 3]}
# merge duplicate materials
base = defaultdict(list)
for m in bpy.data.materials: base[m.name.split(".")[0]].append(m)
for name, ms in base.items():
    keep = ms[0]
    for o in bpy.data.objects:
        for slot in o.material_slots:
            if slot.material in ms[1:]: slot.material = keep
for m in list(bpy.data.materials):
    if not m.users: bpy.data.materials.remove(m)
print([(m.name, m.users) for m in bpy.data.materials])
orphan = bpy.data.meshes.new("Orphan"); fake = bpy.data.meshes.new("Fake"); fake.use_fake_user = True
bpy.data.images.new("unused", 4, 4); bpy.data.materials.new("Unused")
for coll in (bpy.data.meshes, bpy.data.materials, bpy.data.images, bpy.data.curves, bpy.data.textures):
    for block in coll:
        if block.users == 0: coll.remove(block)
print(sorted(m.name for m in bpy.data.meshes)[:3], "Orphan" in bpy.data.meshes, "Fake" in bpy.data.meshes)
bpy.data.batch_remove([fake]); print(bpy.data.meshes.get("Fake"))
def info(o):
    me = o.data
    return {"name": o.name, "loc": [round(v, 3) for v in o.location], "rot": list(o.rotation_euler), "dims": list(o.dimensions), "verts": len(me.vertices), "faces": len(me.polygons), "tris": sum(len(p.vertices) - 2 for p in me.polygons),
            "mats": [s.name for s in o.material_slots], "props": {k: (o[k].to_list() if hasattr(o[k], "to_list") else o[k].to_dict() if hasattr(o[k], "to_dict") else o[k]) for k in o.keys()}, "mods": [], "sides": sorted(Counter(len(p.vertices) for p in me.polygons).items())}
data = [info(o) for o in bpy.context.scene.objects if o.type == 'MESH']
print(json.dumps(data[:2], indent=1, sort_keys=True)); print(json.dumps(data[-1]))
print(len(bpy.data.objects), bpy.data.objects.keys()[:2], [k for k, v in bpy.data.objects.items()][-1], bpy.data.objects[-1].name, [o.name for o in bpy.data.objects[1:4]])
o = bpy.data.objects["PROP_001"]; o.id_properties_ui("idx").update(min=0, max=10, description="index"); print(o.id_properties_ui("idx").as_dict()["max"])
del o["tags"]; print("tags" in o, o.get("tags", "none"), o.pop("idx", None), list(o.keys()))
print(o["info"]["v"][1], dict(o["info"])["n"], len(o["info"]))
o["info"]["x"] = 4; print(o["info"].to_dict())
o.rename("Renamed") if hasattr(o, "rename") else None
print(o.name, o.name_full, o.library, o.is_library_indirect, o.users, o.rna_type.identifier, repr(o), str(o.data))
o.select_set(True); bpy.context.view_layer.objects.active = o
bpy.ops.outliner.orphans_purge(do_local_ids=True, do_linked_ids=True, do_recursive=True)
try: bpy.data.objects["nope"]
except KeyError as e: print(e)
try: bpy.data.objects.new("x", 5)
except TypeError as e: print(str(e)[:60])
try: o.location = (1, 2)
except ValueError as e: print(str(e)[:80])
try: o.rotation_mode = 'BAD'
except TypeError as e: print(str(e)[:80])
