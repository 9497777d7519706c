import bpy
import time
import math

start = time.time()

def log(msg, level="INFO"):
    print(f"[{level}] {msg}")

def iter_spiral(turns=5, per_turn=12, growth=0.15):
    n = turns * per_turn
    for i in range(n):
        a = math.tau * i / per_turn
        r = 0.5 + growth * a
        yield i, (r * math.cos(a), r * math.sin(a), 0.05 * i), 0.1 + 0.01 * i

log("building")
parent = bpy.data.objects.new("Galaxy", None)
bpy.context.scene.collection.objects.link(parent)
base = None
for i, loc, size in iter_spiral():
    if base is None:
        bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=2, radius=1, location=(0, 0, 0))
        base = bpy.context.object
        ob = base
    else:
        ob = base.copy()
        bpy.context.collection.objects.link(ob)
    ob.location = loc
    ob.scale = (size,) * 3
    ob.parent = parent
    ob.name = f"Star_{i:03d}"
    if i % 20 == 0:
        log(f"{i} stars")
        bpy.context.view_layer.update()

parent.rotation_euler = (math.radians(20), 0, 0)
elapsed = time.time() - start
assert elapsed < 60
log("slow!" if elapsed > 30 else "fast enough")
log(f"children: {len(parent.children)}", level="DEBUG")
try:
    bpy.data.objects["Star_999"]
except KeyError as e:
    log(e, "ERROR")
try:
    bpy.context.object.location = "wrong"
except (TypeError, ValueError) as e:
    log(type(e).__name__, "ERROR")
try:
    bpy.ops.mesh.primitive_cube_add(wrong_argument=3)
except TypeError as e:
    log(str(e).splitlines()[0], "ERROR")
try:
    bpy.data.objects["Star_001"].modifiers.new("x", 'NOPE')
except TypeError as e:
    log("no such modifier", "ERROR")
log(bpy.context.object.name)
