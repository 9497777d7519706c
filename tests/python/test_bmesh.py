"""The same scripts with `bmesh` in Blender and through the facade print the same and make the same meshes.

`bmeshes/*.py` are scripts under titles `# --- what`; each begins with `PRELUDE`. All of them run in one Blender
natively, and in another one through the facade.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from side_by_side import natively, through_the_facade, titled

HERE = Path(__file__).parent

PRELUDE = """
import math

import bmesh
import bpy
import mathutils


def r(numbers):
    return [round(x, 4) + 0.0 for x in numbers]


def turned(corners):
    least = corners.index(min(corners))
    return corners[least:] + corners[:least]


def save(bm):
    mesh = bpy.data.meshes.new("Saved")
    bm.to_mesh(mesh)
    # In an order of their own: Blender's follows addresses of its memory after some operators.
    at = {each.index: tuple(r(each.co)) for each in mesh.vertices}
    print(sorted(at.values()))
    print(sorted(sorted(at[i] for i in each.vertices) for each in mesh.edges))
    for each in sorted([each.material_index, *turned([at[i] for i in each.vertices])] for each in mesh.polygons):
        print(each)
    print([each.name for each in mesh.attributes if each.name[0] != "."])
    for layer in mesh.uv_layers:
        print(layer.name, sorted(r(each.uv) for each in layer.data))


"""


SCRIPTS = titled(HERE / "bmeshes", PRELUDE)


@pytest.fixture(scope="session")
def native(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return natively(SCRIPTS, tmp_path_factory.mktemp("native"))


@pytest.fixture(scope="session")
def facade(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return through_the_facade(SCRIPTS, tmp_path_factory.mktemp("facade"))


@pytest.mark.parametrize("title", SCRIPTS)
def test_a_script_makes_what_it_makes_in_blender(title: str, native: dict[str, Any], facade: dict[str, Any]) -> None:
    expected, got = native[title], facade[title]
    assert not expected["error"]
    assert got["error"] == ""
    assert got["output"] == expected["output"]


@pytest.mark.parametrize(
    ("title", "most"),
    [
        ("building: a face of new vertices", 12),
        ("building: a terrain", 15),
        ("operators: a tower by extruding the top again and again", 20),
        ("layers: a UV map", 18),
    ],
)
def test_a_script_asks_rarely(title: str, most: int, facade: dict[str, Any]) -> None:
    assert facade[title]["round_trips"] <= most
