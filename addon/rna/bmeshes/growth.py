"""How large meshes may get: nobody wants more, and Blender would stop answering or run out of memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .holding import held_by
from .views import Sequence

# Of all meshes of a tool call together.
MOST_VERTICES = 2_000_000
MOST_MESHES = 200
# Steps of an operator whose time grows faster than its result: some 20 seconds.
MOST_WORK = 30_000_000
_TOO_MANY = f"meshes in the making may have {MOST_VERTICES} vertices in all"

Estimate = Callable[[Any, dict[str, Any]], float]


def check(session: Any, more: float) -> None:
    """Refuses if the call's meshes would have too many vertices."""
    if more >= 1 and held_by(session).vertices() + more > MOST_VERTICES:
        raise ValueError(_TOO_MANY)


def check_new(session: Any, more: int = 0) -> None:
    """Refuses one more mesh, with as many vertices, if it would be too much."""
    held = held_by(session)
    if held.vertices() + more > MOST_VERTICES:
        raise ValueError(_TOO_MANY)
    if len(held.meshes) >= MOST_MESHES:
        raise ValueError(f"only {MOST_MESHES} meshes may be in the making at a time")


def check_operator(session: Any, name: str, mesh: Any, arguments: dict[str, Any]) -> None:
    """Refuses an operator that would make too much."""
    more = _GROWTH.get(name)
    if more is not None:
        check(session, more(mesh, arguments))
    work = _WORK.get(name)
    if work is not None and work(mesh, arguments) > MOST_WORK:
        raise ValueError(f"{name}: that often would take too long")


def _number(arguments: dict[str, Any], name: str) -> float:
    value = arguments.get(name, 0)
    return max(value, 0) if isinstance(value, int | float) else 0


def _count(arguments: dict[str, Any], name: str) -> int:
    value = arguments.get(name)
    if isinstance(value, Sequence):
        return len(value.native())
    return len(value) if isinstance(value, list | tuple) else 0


def _times(elements: str, number: str) -> Estimate:
    return lambda _, arguments: _count(arguments, elements) * _number(arguments, number)


def _each(elements: str, factor: int) -> Estimate:
    return lambda _, arguments: _count(arguments, elements) * factor


def _subdivide(mesh: Any, arguments: dict[str, Any]) -> float:
    edges, cuts = _count(arguments, "edges"), _number(arguments, "cuts")
    return edges * cuts + min(len(mesh.faces), 2 * edges) * cuts * cuts


def _bevel(mesh: Any, arguments: dict[str, Any]) -> float:
    count, segments = _count(arguments, "geom"), _number(arguments, "segments")
    return count * 2 * (segments + 1) + min(len(mesh.verts), 2 * count) * segments * segments


def _icosphere(_: Any, arguments: dict[str, Any]) -> float:
    return float(10 * 4 ** min(_number(arguments, "subdivisions"), 30))


def _face_of_segments(_: Any, arguments: dict[str, Any]) -> float:
    return _number(arguments, "segments") ** 2 / 10


def _sphere(_: Any, arguments: dict[str, Any]) -> float:
    return max(_number(arguments, "u_segments"), 1) ** 2 * max(_number(arguments, "v_segments"), 1)


def _grid(_: Any, arguments: dict[str, Any]) -> float:
    return (_number(arguments, "x_segments") + 1) * (_number(arguments, "y_segments") + 1)


_GROWTH: dict[str, Estimate] = {
    "bevel": _bevel,
    "bisect_edges": _times("edges", "cuts"),
    "create_circle": lambda _, arguments: _number(arguments, "segments"),
    "create_cone": lambda _, arguments: 2 * _number(arguments, "segments"),
    "create_grid": _grid,
    "create_icosphere": _icosphere,
    "create_uvsphere": lambda _, arguments: _number(arguments, "u_segments") * _number(arguments, "v_segments"),
    "duplicate": _each("geom", 4),
    "extrude_discrete_faces": _each("faces", 4),
    "extrude_edge_only": _each("edges", 2),
    "extrude_face_region": _each("geom", 4),
    "extrude_vert_indiv": _each("verts", 1),
    "inset_individual": _each("faces", 4),
    "inset_region": _each("faces", 4),
    "mirror": _each("geom", 4),
    "offset_edgeloops": _each("edges", 4),
    "poke": _each("faces", 1),
    "solidify": _each("geom", 4),
    "spin": _times("geom", "steps"),
    "split": _each("geom", 4),
    "split_edges": _each("edges", 4),
    "subdivide_edgering": _times("edges", "cuts"),
    "subdivide_edges": _subdivide,
    "symmetrize": _each("input", 2),
    "wireframe": _each("faces", 16),
}
_WORK: dict[str, Estimate] = {
    "create_circle": _face_of_segments,
    "create_cone": _face_of_segments,
    "create_uvsphere": _sphere,
    "spin": lambda _, arguments: _count(arguments, "geom") * _number(arguments, "steps") ** 2,
    "planar_faces": _times("faces", "iterations"),
    "unsubdivide": _times("verts", "iterations"),
}
