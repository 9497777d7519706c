import bpy
from functools import partial, lru_cache, reduce
from itertools import product, cycle, islice
from contextlib import contextmanager
from pathlib import Path
import operator
import textwrap

@contextmanager
def mode(ob, name):
    bpy.context.view_layer.objects.active = ob
    old = ob.mode
    bpy.ops.object.mode_set(mode=name)
    try:
        yield ob
    finally:
        bpy.ops.object.mode_set(mode=old)

@lru_cache(maxsize=None)
def shared_material(name):
    m = bpy.data.materials.new(name)
    m.diffuse_color = dict(a=(1, 0, 0, 1), b=(0, 1, 0, 1), c=(0, 0, 1, 1)).get(name, (1, 1, 1, 1))
    return m

def spawn(op, *, at, name, **kw):
    op(location=at, **kw)
    ob = bpy.context.object
    ob.name = name
    return ob

cube = partial(spawn, bpy.ops.mesh.primitive_cube_add, size=0.5)
ball = partial(spawn, bpy.ops.mesh.primitive_uv_sphere_add, radius=0.3, segments=8, ring_count=6)

makers = cycle([cube, ball])
objects = [make(at=(x, y, 0), name=f"{make.func.__name__}_{x}{y}") for make, (x, y) in zip(makers, product(range(3), repeat=2))]

for ob, key in zip(objects, islice(cycle("abc"), len(objects))):
    ob.data.materials.append(shared_material(key))

with mode(objects[0], 'EDIT'):
    bpy.ops.mesh.select_all(action='SELECT')
    bpy.ops.mesh.subdivide(number_cuts=1)
    bpy.ops.transform.tosphere(value=1.0)

total = reduce(operator.add, (len(o.data.vertices) for o in objects))
print(f"{total=} {shared_material.cache_info().hits=}")
by_material = {m.name: sorted(o.name for o in objects if o.active_material == m) for m in bpy.data.materials if m.users > 0}
print(by_material)
largest, *rest = sorted(objects, key=lambda o: (len(o.data.vertices), o.name), reverse=True)
print(largest.name, len(rest))
print({ob.type for ob in bpy.data.objects} >= {'MESH'}, any(o.name.endswith("22") for o in objects))
print(textwrap.shorten("  ".join(o.name for o in objects), 40, placeholder="..."))
print(Path("//textures/wood.png").name, Path("a") / "b")
match largest.type:
    case 'MESH':
        print("it is a mesh")
    case other:
        print("it is", other)
if (n := len(bpy.context.selected_objects)) > 0:
    print("selected", n, [*map(lambda o: o.name, bpy.context.selected_objects)])
