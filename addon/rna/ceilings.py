"""How much one write may ask Blender to make: what a few of its numbers multiply to would take minutes, or all memory.

These are no proof against somebody who wants that: node trees and animations can multiply as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import bpy

from .guards import argument, call, write

# The highest value of a property. Blender's own limits are far beyond what it can do.
HIGHEST = {
    "OceanModifier.repeat_x": 32,
    "OceanModifier.repeat_y": 32,
    "OceanModifier.resolution": 32,
    "OceanModifier.viewport_resolution": 32,
    "ParticleSettings.child_percent": 1_000,
    "ParticleSettings.count": 1_000_000,
    "ParticleSettings.rendered_child_count": 10_000,
    "RemeshModifier.octree_depth": 9,
}
MOST_CHARACTERS = 100_000
MOST_VERTICES = 20_000_000
MOST_POINTS = 20_000_000
# Cells along the longest side of an object.
MOST_VOXELS = 1_500

# How many times more vertices a modifier makes: by the properties that matter.
_GROWTH: Mapping[str, tuple[tuple[str, ...], Callable[..., float]]] = {
    "ARRAY": (("count",), lambda count: count),
    "BEVEL": (("segments",), lambda segments: segments**2 * 4),
    "SCREW": (("steps", "iterations"), lambda steps, iterations: steps * iterations),
    "SUBSURF": (("levels",), lambda levels: 4.0 ** min(levels, 16)),
}


def _register(name: str, most: float) -> None:
    @write(name)
    def guard(_: Any, value: Any) -> None:
        if isinstance(value, int | float) and value > most:
            raise ValueError(f"{name}: at most {most} for tools, got {value}")


for _name, _most in HIGHEST.items():
    _register(_name, _most)


def _modifier(name: str) -> Callable[[Any, Any], None]:
    def guard(modifier: Any, value: Any) -> None:
        if not isinstance(value, int | float):
            return
        made = float(max(len(getattr(modifier.id_data.data, "vertices", ())), 1))
        for each in modifier.id_data.modifiers:
            names, growth = _GROWTH.get(each.type, ((), float))
            if names:
                values = [value if each == modifier and own == name else getattr(each, own) for own in names]
                made *= max(growth(*values), 1.0)
        if made > MOST_VERTICES:
            owner = modifier.id_data.name
            raise ValueError(f"the modifiers of {owner!r} would make more than {MOST_VERTICES} vertices")

    return guard


for _kind, _name in (
    *(("ArrayModifier", "count"), ("BevelModifier", "segments"), ("SubsurfModifier", "levels")),
    *(("ScrewModifier", "steps"), ("ScrewModifier", "iterations")),
):
    write(f"{_kind}.{_name}")(_modifier(_name))


@write("RemeshModifier.voxel_size")
def _voxels(modifier: Any, value: Any) -> None:
    check_voxels(modifier.id_data, value)


def check_voxels(target: Any, size: Any) -> None:
    """Raises a `ValueError` if an object would be cut into too many voxels."""
    if isinstance(size, int | float) and size > 0 and max(target.dimensions) / size > MOST_VOXELS:
        raise ValueError(f"an object is at most {MOST_VOXELS} voxels long for tools")


@write("TextCurve.body")
def _text(_: Any, value: Any) -> None:
    if isinstance(value, str) and len(value) > MOST_CHARACTERS:
        raise ValueError(f"a text has at most {MOST_CHARACTERS} characters for tools")


@write("Spline.resolution_u", "Spline.resolution_v")
def _spline(spline: Any, value: Any) -> None:
    _check_points(spline, len(spline.points) + len(spline.bezier_points), value)


@call("SplinePoints.add", "SplineBezierPoints.add")
def _points(points: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    count = argument(args, kwargs, 0, "count")
    curve = points.id_data
    if isinstance(count, int) and count < 0:
        raise ValueError("add(): count: expected 0 or more")
    if isinstance(count, int) and isinstance(curve, bpy.types.Curve):
        most = max((max(each.resolution_u, each.resolution_v) for each in curve.splines), default=1)
        _check_points(curve, len(points) + count, most)


def _check_points(thing: Any, count: int, resolution: Any) -> None:
    round_it = 4 * (thing.id_data.bevel_resolution + 1) if thing.id_data.bevel_depth else 1
    if isinstance(resolution, int | float) and count * resolution * round_it > MOST_POINTS:
        raise ValueError(f"a curve is drawn with at most {MOST_POINTS} points for tools")
