"""The equivalents of the operators that add objects do what the operators do, to the last property."""

from __future__ import annotations

from typing import Any

import bpy
import pytest

from addon.rna.operators import factory, native
from addon.rna.operators.arguments import plain
from addon.rna.operators.fast import ADDERS

from .snapshots import differences, scene_state

PLACES: list[dict[str, Any]] = [
    {},
    {"location": [1.0, 2.5, -3.0]},
    {"location": [1, 2, 3], "rotation": [0.1, -0.2, 1.3]},
    {"align": "WORLD", "location": [0, 0, 0], "rotation": [0, 0, 0]},
    {"rotation": [1.5707963, 0, 0.25]},
]
SCALES: list[dict[str, Any]] = [{"scale": [1, 2, 3]}, {"location": [0, 0, 1], "scale": [0.5, -1, 2]}]

VARIANTS: dict[str, list[dict[str, Any]]] = {
    "mesh.primitive_cube_add": [{"size": 0.5}, {"size": 3, "calc_uvs": False}, *SCALES],
    "mesh.primitive_plane_add": [{"size": 10}, {"calc_uvs": False}, *SCALES],
    "mesh.primitive_grid_add": [{"x_subdivisions": 3, "y_subdivisions": 5, "size": 4}, *SCALES],
    "mesh.primitive_circle_add": [
        {"vertices": 7, "radius": 2},
        {"fill_type": "NGON"},
        {"fill_type": "TRIFAN", "vertices": 5},
        *SCALES,
    ],
    "mesh.primitive_cylinder_add": [
        {"vertices": 6, "radius": 0.3, "depth": 4},
        {"end_fill_type": "NOTHING"},
        {"end_fill_type": "TRIFAN", "vertices": 9},
        *SCALES,
    ],
    "mesh.primitive_cone_add": [
        {"vertices": 4, "radius1": 0.3, "depth": 4},
        {"radius1": 1, "radius2": 0.5},
        {"radius1": 0, "radius2": 0.5},
        {"end_fill_type": "NOTHING", "radius2": 0.25},
        {"end_fill_type": "TRIFAN"},
        *SCALES,
    ],
    "mesh.primitive_uv_sphere_add": [{"segments": 8, "ring_count": 5, "radius": 2}, {"calc_uvs": False}, *SCALES],
    "mesh.primitive_ico_sphere_add": [{"subdivisions": 1}, {"subdivisions": 4, "radius": 0.2}, *SCALES],
    "mesh.primitive_monkey_add": [{"size": 1}, *SCALES],
    "mesh.primitive_torus_add": [
        {"major_radius": 2, "minor_radius": 0.1, "major_segments": 12, "minor_segments": 7},
        {"mode": "EXT_INT", "abso_major_rad": 3, "abso_minor_rad": 1},
        {"align": "CURSOR"},
    ],
    "object.light_add": [
        *({"type": kind} for kind in ("POINT", "SUN", "SPOT", "AREA")),
        {"type": "AREA", "radius": 3},
        {"type": "POINT", "radius": 3},
        {"type": "SPOT", "scale": [2, 2, 2]},
    ],
    "object.camera_add": [{"scale": [2, 2, 2]}],
    "object.empty_add": [{"type": "ARROWS"}, {"type": "CUBE", "radius": 3}, {"type": "IMAGE"}, *SCALES],
    "object.text_add": [{"radius": 2}, *SCALES],
    "object.add": [
        *({"type": kind} for kind in ("MESH", "CURVE", "SURFACE", "EMPTY")),
        {"type": "EMPTY", "radius": 4},
        {"type": "MESH", "radius": 4},
    ],
}
CASES = [(name, variant) for name, variants in VARIANTS.items() for variant in [*PLACES, *variants]]


def after(run: Any, unordered: bool) -> dict[str, Any]:
    factory.reset("wm.read_factory_settings", {})
    bpy.context.scene.cursor.location = (0.5, 0.25, 2.0)
    bpy.data.objects["Cube"].select_set(True)
    run()
    return scene_state(unordered)


def test_every_equivalent_is_compared() -> None:
    assert VARIANTS.keys() == ADDERS.keys()


@pytest.mark.parametrize(("name", "kwargs"), CASES, ids=lambda value: str(value).replace("primitive_", ""))
def test_it_leaves_the_scene_as_the_operator_does(name: str, kwargs: dict[str, Any]) -> None:
    made = []

    def ours() -> None:
        arguments = plain(name, kwargs)
        assert arguments is not None
        made.append(ADDERS[name](arguments))
        assert made[0] == bpy.context.view_layer.objects.active

    unordered = "uv_sphere" in name
    got = after(ours, unordered)
    expected = after(lambda: native.run(name, kwargs, {}), unordered)
    assert differences(got, expected) == []
