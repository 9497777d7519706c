"""`bpy_extras` and `bl_math` of the sandbox against Blender's own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

GUEST = Path(__file__).parents[2] / "tools" / "python" / "guest"

CODE = """
import itertools, json, sys
if sys.argv[1] == "blender":
    import bpy
else:
    sys.path.insert(0, sys.argv[1])
    # These parts need no Blender, only the names of its properties.
    from types import ModuleType
    bpy, props = ModuleType("bpy"), ModuleType("bpy.props")
    for name in ("BoolProperty", "EnumProperty", "FloatVectorProperty", "StringProperty"):
        setattr(props, name, dict)
    sys.modules.update({"bpy": bpy, "bpy.props": props})
import bl_math
from bpy_extras import io_utils, mesh_utils

def tried(function, *args):
    try:
        return function(*args)
    except Exception as failure:
        return [type(failure).__name__, str(failure)]

axes = ("X", "Y", "Z", "-X", "-Y", "-Z")
results = []
for four in itertools.product(axes, repeat=4):
    found = tried(io_utils.axis_conversion, *four)
    results.append(found if isinstance(found, list) else [list(row) for row in found])
for args in ((2,), (0.5,), (5, 1, 3), (5, 1), (5, 3, 1), (-1, -2, 4)):
    results.append(tried(bl_math.clamp, *args))
for args in ((0, 2, 0.5), (1, 1, 0.5), (1, 1, 2), (2, 1, 1.2), (0, 1, 3)):
    results.append(tried(bl_math.smoothstep, *args))
    results.append(tried(bl_math.lerp, *args))
names = {}
for key, limit in ((1, -1), (2, -1), (2, -1), (3, 6), (4, 5), (5, 5)):
    results.append(io_utils.unique_name(key, "abcdef", names, limit))
results.append(io_utils.unpack_list([(1, 2), (3,)]))
results.append(io_utils.unpack_face_list([(1, 2, 3), (1, 2, 0), (1, 2, 3, 4), (1, 2, 0, 4), (1, 2, 3, 0)]))

class Edge:
    def __init__(self, *vertices):
        self.vertices = list(vertices)

for ends in ([(0, 1), (1, 2), (2, 3)], [(0, 1), (1, 2), (2, 0), (5, 6)], [(3, 1), (4, 3), (1, 9), (0, 4)]):
    results.append(mesh_utils.edge_loops_from_edges(None, [Edge(*pair) for pair in ends]))
json.dump(results, sys.stdout)
"""


def results(where: str) -> list[Any]:
    done = subprocess.run([sys.executable, "-c", CODE, where], capture_output=True, text=True, check=True)
    found: list[Any] = json.loads(done.stdout)
    return found


def test_pure_helpers_give_what_blender_gives() -> None:
    assert results(str(GUEST)) == results("blender")
