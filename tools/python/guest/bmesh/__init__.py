"""Blender's module `bmesh`: meshes in the making live in Blender; what is here refers to them."""

from __future__ import annotations

from typing import Any

from bridge import mirror, session

from . import geometry, ops, types, utils
from ._mesh import BMesh, of_pending, of_reference

__all__ = ["from_edit_mesh", "geometry", "new", "ops", "types", "update_edit_mesh", "utils"]


def new(*, use_operators: bool = True) -> BMesh:
    """Makes an empty mesh."""
    kwargs = {} if use_operators else {"kwargs": {"use_operators": False}}
    return of_pending(session.queue("call", "bmesh", "new", kwargs), empty=True)


def from_edit_mesh(mesh: Any) -> BMesh:
    """The mesh in the making of a mesh in Edit Mode."""
    return of_reference(session.ask("call", "bmesh", "from_edit_mesh", {"args": [mesh]})["$ref"])


def update_edit_mesh(mesh: Any, *, loop_triangles: bool = True, destructive: bool = True) -> None:
    """Shows the changes of a mesh in Edit Mode."""
    kwargs = {"loop_triangles": loop_triangles, "destructive": destructive}
    session.write("call", "bmesh", "update_edit_mesh", {"args": [mesh], "kwargs": kwargs})
    mirror.forget()
