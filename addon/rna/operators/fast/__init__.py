"""Operators by means of the data API, with the same result.

`bpy.ops` evaluates the whole scene twice for each operator, so a thousand of them take minutes. An equivalent returns
`None`, and has changed nothing, when the situation is one that only the operator itself handles.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..arguments import Arguments
from . import applying, changing, datablocks, deleting, meshes, selecting
from .torus import torus

Adder = Callable[[Arguments], Any]
Changer = Callable[[Arguments], list[str] | None]

ADDERS: Mapping[str, Adder] = {**meshes.ADDERS, **datablocks.ADDERS, "mesh.primitive_torus_add": torus}
"""Those that add an object, which they give."""

CHANGERS: Mapping[str, Changer] = {
    "object.delete": deleting.delete,
    "object.modifier_add": changing.modifier_add,
    "object.select_all": selecting.select_all,
    "object.select_by_type": selecting.select_by_type,
    "object.shade_flat": changing.shade_flat,
    "object.shade_smooth": changing.shade_smooth,
    "object.transform_apply": applying.transform_apply,
}
"""The others, which give the operator's result."""
