"""Blender's `mathutils` in Python: the same names, results and errors, in single precision as there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ._vector import Vector  # isort: skip
from ._color import Color
from ._euler import Euler
from ._matrix import Matrix
from ._quaternion import Quaternion

__all__ = [
    "Color",
    "Euler",
    "Matrix",
    "Quaternion",
    "Vector",
    "bvhtree",
    "geometry",
    "interpolate",
    "kdtree",
    "noise",
]


def _no_calculator(name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    raise RuntimeError(f"{name}() is calculated by Blender, and there is no connection to one")


# Set by whoever is connected to Blender: runs `name(*args, **kwargs)` there and gives back its result as plain lists.
_calculator: Callable[[str, Sequence[Any], Mapping[str, Any]], Any] = _no_calculator


def _calculate(name: str, *args: Any, **kwargs: Any) -> Any:
    """Run a function of `mathutils` in Blender."""
    return _calculator(f"mathutils.{name}", args, kwargs)


from . import bvhtree, geometry, interpolate, kdtree, noise  # noqa: E402
