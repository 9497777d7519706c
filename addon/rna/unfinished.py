"""Meshes that are built piece by piece.

After `loops.add` and the like a mesh points at vertices and edges that are not there yet, and Blender would follow.
That is as it should be while a script fills in the rest. Before anything else looks at such a mesh it is made whole, as
Blender's own `Mesh.validate` does it; a mesh that is whole by then stays as it is.
"""

from __future__ import annotations

from typing import Any

import bpy
import numpy as np

# Functions that fill in the rest, or look at nothing.
_FILLING = frozenset(
    {"add", "append", "clear_geometry", "find", "foreach_get", "foreach_set", "from_pydata", "get", "keys", "link"}
    | {"new", "unlink", "validate"}
)
# What Blender derives from the whole mesh, or from all of the scene.
_DERIVED = frozenset(
    {"area", "center", "corner_normals", "edge_keys", "loop_triangle_polygons", "loop_triangles", "normal", "normals"}
    | {"polygon_normals", "split_normals", "total_edge_sel", "total_face_sel", "total_vert_sel", "vertex_normals"}
    | {"bitangent", "bitangent_sign", "tangent", "bound_box", "depsgraph", "dimensions", "matrix_world", "matrix_local"}
)
_FILLED = frozenset({"MeshEdges", "MeshLoops", "MeshPolygons", "MeshVertices", "Mesh"})

# Session uids of those that may not be whole, and of those that are, but with faces that go through a vertex twice:
# Blender shows them, but its modifiers and the tools of Edit Mode may crash or never end.
_open: set[int] = set()
_doubled: set[int] = set()


def note(mesh: Any) -> None:
    """A mesh gets new parts, or others than it had."""
    if isinstance(mesh, bpy.types.Mesh):
        _open.add(mesh.session_uid)


def before_call(thing: Any, kind: str, member: str) -> bool:
    """Makes meshes whole before a function is called; whether any was not."""
    if kind in _FILLED and member in ("add", "from_pydata", "foreach_set"):
        note(thing.id_data)
    return member not in _FILLING and settle()


def before_read(member: str) -> bool:
    """Makes meshes whole before a member is read; whether any was not."""
    return member in _DERIVED and settle()


def settle(*, used: bool = False) -> bool:
    """Makes all meshes whole, or only those that are used by something; whether any was not."""
    if not _open and not _doubled:
        return False
    changed = False
    for mesh in _of(_open):
        if used and not mesh.users:
            continue
        _open.discard(mesh.session_uid)
        if not is_whole(mesh):
            _validate(mesh)
            changed = True
        elif _has_doubles(mesh):
            _doubled.add(mesh.session_uid)
    if _doubled:
        modified = {each.data for each in bpy.data.objects if each.type == "MESH" and each.modifiers}
        changed |= _remove_doubles([mesh for mesh in _of(_doubled) if mesh in modified])
    return changed


def before_editing() -> None:
    """Makes all meshes such that they can be edited."""
    settle()
    _remove_doubles(_of(_doubled))


def _remove_doubles(meshes: list[Any]) -> bool:
    for mesh in meshes:
        _validate(mesh)
        _doubled.discard(mesh.session_uid)
    return bool(meshes)


def _has_doubles(mesh: Any) -> bool:
    loops = len(mesh.loops)
    faces = np.repeat(np.arange(len(mesh.polygons), dtype=np.int64), _sizes(mesh))
    corners = faces * len(mesh.vertices) + _column(mesh.loops, "vertex_index", loops)
    corners.sort()
    return bool((np.diff(corners) == 0).any())


def _of(uids: set[int]) -> list[Any]:
    if not uids:
        return []
    return [each for each in bpy.data.meshes if each.session_uid in uids and not (each.library or each.is_editmode)]


def _validate(mesh: Any) -> None:
    mesh.validate()
    mesh.update(calc_edges=True)


def is_whole(mesh: Any) -> bool:
    """Whether all that a mesh points at is there, and each face has enough corners."""
    vertices, edges = len(mesh.vertices), len(mesh.edges)
    loops, faces = len(mesh.loops), len(mesh.polygons)
    if edges and not _within(_column(mesh.edges, "vertices", 2 * edges), vertices):
        return False
    if not faces:
        return not loops
    if mesh.polygons[0].loop_start != 0 or (_sizes(mesh) < 3).any():
        return False
    return _within(_column(mesh.loops, "vertex_index", loops), vertices) and _within(
        _column(mesh.loops, "edge_index", loops), edges
    )


def _sizes(mesh: Any) -> Any:
    if not len(mesh.polygons):
        return np.empty(0, np.int32)
    return np.diff(_column(mesh.polygons, "loop_start", len(mesh.polygons)), append=len(mesh.loops))


def _column(items: Any, name: str, size: int) -> Any:
    found = np.empty(size, np.int32)
    items.foreach_get(name, found)
    return found


def _within(indices: Any, end: int) -> bool:
    return bool(indices.min() >= 0 and indices.max() < end)
