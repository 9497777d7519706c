"""Arguments of operators that Blender does not check itself, and that would crash it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

# Numbers of something, which Blender takes as they are.
_COUNTS = frozenset(
    {
        "color_index",
        "cuts",
        "iterations",
        "segments",
        "sides",
        "steps",
        "subdivisions",
        "u_segments",
        "v_segments",
        "x_segments",
        "y_segments",
    }
)
LARGEST = 1e12
# Operators that solve geometry: with coordinates that are no numbers they crash, or never end.
_SOLVERS = frozenset(
    {
        "beautify_fill",
        "bevel",
        "bisect_plane",
        "connect_vert_pair",
        "connect_verts_concave",
        "convex_hull",
        "dissolve_degenerate",
        "dissolve_limit",
        "find_doubles",
        "grid_fill",
        "inset_individual",
        "inset_region",
        "remove_doubles",
        "solidify",
        "symmetrize",
        "triangle_fill",
        "triangulate",
    }
)


def check(operator: str, mesh: Any, arguments: Mapping[str, Any]) -> None:
    """Refuses what would crash Blender. Raises `ValueError`."""
    for slot, value in arguments.items():
        if slot in _COUNTS and isinstance(value, int) and value < 0:
            raise ValueError(f'{operator}: keyword "{slot}" must not be negative')
        if not _is_bounded(value):
            raise ValueError(f'{operator}: keyword "{slot}" has a number that is too large')
    if arguments.get("profile_type") == "CUSTOM":
        raise ValueError(f"{operator}: a custom profile cannot be given")
    if arguments.get("quad_corner_type", "STRAIGHT_CUT") != "STRAIGHT_CUT" and any(
        len(f.verts) != 4 for f in mesh.faces
    ):
        raise ValueError(f"{operator}: this quad_corner_type is only safe for meshes of quads")
    if operator in _SOLVERS and not all(-LARGEST <= sum(vert.co) <= LARGEST for vert in mesh.verts):
        raise ValueError(f"{operator}: the mesh has coordinates that are no numbers, or too large")


def _is_bounded(value: Any) -> bool:
    if isinstance(value, float):
        return math.isfinite(value) and abs(value) <= LARGEST
    if isinstance(value, Mapping):
        return all(map(_is_bounded, value.values()))
    if isinstance(value, list | tuple) and value and isinstance(value[0], list | tuple | float):
        return all(map(_is_bounded, value))
    return True
