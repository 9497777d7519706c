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

# Session uids.
_open: set[int] = set()


def note(mesh: Any) -> None:
    """A mesh gets new parts, or others than it had."""
    if isinstance(mesh, bpy.types.Mesh):
        _open.add(mesh.session_uid)


def before_call(thing: Any, kind: str, member: str) -> bool:
    """Makes meshes whole before a function is called; whether any was not."""
    if kind in _FILLED and member in ("add", "from_pydata", "foreach_set"):
        note(thing.id_data)
    return bool(_open) and member not in _FILLING and settle()


def before_read(member: str) -> bool:
    """Makes meshes whole before a member is read; whether any was not."""
    return bool(_open) and member in _DERIVED and settle()


def settle() -> bool:
    """Makes all meshes whole; whether any was not."""
    if not _open:
        return False
    changed = False
    for mesh in bpy.data.meshes:
        if mesh.session_uid in _open and mesh.library is None and not mesh.is_editmode and not is_whole(mesh):
            mesh.validate()
            mesh.update(calc_edges=True)
            changed = True
    _open.clear()
    return changed


def is_whole(mesh: Any) -> bool:
    """Whether all that a mesh points at is there, and each face has enough corners."""
    vertices, edges = len(mesh.vertices), len(mesh.edges)
    loops, faces = len(mesh.loops), len(mesh.polygons)
    if edges and not _within(_column(mesh.edges, "vertices", 2 * edges), vertices):
        return False
    if not faces:
        return not loops
    starts = _column(mesh.polygons, "loop_start", faces)
    if starts[0] != 0 or (np.diff(starts, append=loops) < 3).any():
        return False
    return _within(_column(mesh.loops, "vertex_index", loops), vertices) and _within(
        _column(mesh.loops, "edge_index", loops), edges
    )


def _column(items: Any, name: str, size: int) -> Any:
    found = np.empty(size, np.int32)
    items.foreach_get(name, found)
    return found


def _within(indices: Any, end: int) -> bool:
    return bool(indices.min() >= 0 and indices.max() < end)
