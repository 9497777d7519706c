"""`bmesh.ops`: changes whole meshes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import bmesh
import mathutils

from . import allowed, growth, guards
from .plain import plain
from .views import native


def run(name: str, args: list[Any], kwargs: dict[str, Any], session: Any) -> Any:
    """Runs an operator. Raises what Blender raises for bad arguments."""
    operator = allowed.OPERATORS.get(name)
    if operator is None:
        if name in allowed.CLOSED_OPERATORS:
            raise PermissionError(f"bmesh.ops.{name} is closed")
        raise AttributeError(f'BMeshOpsModule: operator "{name[:100]}" doesn\'t exist')
    if len(args) != 1 or type(args[0]) is not bmesh.types.BMesh:
        raise TypeError("bmesh operators expect a single BMesh positional argument, all other args must be keywords")
    mesh = native(args[0])
    arguments = {slot: _argument(name, operator.takes.get(slot), slot, value) for slot, value in kwargs.items()}
    for slot, kind in operator.takes.items():
        # Blender looks at a single element without asking whether it is there.
        if kind == "element" and slot not in arguments:
            raise TypeError(f'{name}: keyword "{slot}" is missing')
    guards.check(name, mesh, kwargs)
    growth.check_operator(session, name, mesh, kwargs)
    return plain(_REPLACED.get(name, getattr(bmesh.ops, name))(mesh, **arguments))


def _argument(operator: str, kind: str | None, slot: str, value: Any) -> Any:
    if kind is None:
        raise TypeError(f'{operator}: keyword "{slot[:100]}" is invalid for this operator')
    if kind == "matrix" and isinstance(value, list | tuple):
        return mathutils.Matrix(value)
    if kind == "map" and not isinstance(value, Mapping):
        return {native(key): native(each) for key, each in value}
    if kind == "element set" and not isinstance(value, set | frozenset):
        return {native(each) for each in value}
    return native(value)


def _split(mesh: Any, geom: Any = (), use_only_faces: bool = False) -> dict[str, Any]:
    """What `bmesh.ops.split` does, which answers with vertices that it has deleted if some are loose."""
    geom = list(geom)
    copied = bmesh.ops.duplicate(mesh, geom=geom)
    removed = set(geom)
    if use_only_faces:
        removed.update(edge for edge in mesh.edges if removed.issuperset(edge.link_faces))
        removed.update(vert for vert in mesh.verts if removed.issuperset(vert.link_edges))
    bmesh.ops.delete(mesh, geom=list(removed), context="FACES")
    return {
        "geom": [each for each in copied["geom"] if each.is_valid],
        # As Blender does it: a part of the boundary whose original is gone stands for itself.
        "boundary_map": {
            (original if original.is_valid else copy): copy
            for original, copy in copied["boundary_map"].items()
            if copy.is_valid
        },
        "isovert_map": {key: each for key, each in copied["isovert_map"].items() if key.is_valid and each.is_valid},
    }


_REPLACED = {"split": _split}
