"""Results of Blender's functions without Blender's pointers."""

from __future__ import annotations

from typing import Any

import bmesh
import mathutils

from .views import ELEMENTS

_SCALARS = frozenset({bool, float, int, str, type(None)})
_VECTORS = frozenset({mathutils.Vector, mathutils.Color, mathutils.Quaternion, mathutils.Euler})
_SEQUENCES = frozenset(
    {
        list,
        tuple,
        bmesh.types.BMElemSeq,
        bmesh.types.BMVertSeq,
        bmesh.types.BMEdgeSeq,
        bmesh.types.BMFaceSeq,
        bmesh.types.BMEditSelSeq,
    }
)


def plain(value: Any) -> Any:
    """A copy that does not point into a mesh, but for elements, which Blender invalidates itself."""
    kind = type(value)
    if kind in _SCALARS or kind in ELEMENTS or kind is bmesh.types.BMesh:
        return value
    if kind in _VECTORS:
        return value[:]
    if kind in _SEQUENCES:
        return [plain(each) for each in value]
    if kind is mathutils.Matrix:
        return [row[:] for row in value]
    if kind is dict:
        return {plain(key): plain(each) for key, each in value.items()}
    if kind is set:
        return {plain(each) for each in value}
    raise TypeError(f"a {kind.__name__} cannot leave Blender")
