"""Operations on single elements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bridge import session

from ._core import arguments


def _call(name: str, *args: Any, **kwargs: Any) -> Any:
    first = args[0]
    core = getattr(first, "_core", None)
    if core is None and isinstance(first, Iterable):
        core = next((each._core for each in first if hasattr(each, "_core")), None)
    raw = session.ask("call", "bmesh.utils", name, arguments(args, kwargs))
    if core is None:
        return raw
    core.forget()
    return core.decode(raw)


def edge_rotate(edge: Any, ccw: bool = False) -> Any:
    """Rotates an edge and gives the new one."""
    return _call("edge_rotate", edge, ccw)


def edge_split(edge: Any, vert: Any, fac: float) -> Any:
    """Splits an edge and gives the new edge and vertex."""
    return tuple(_call("edge_split", edge, vert, fac))


def face_flip(faces: Any) -> None:
    """Turns a face over."""
    _call("face_flip", faces)


def face_join(faces: Any, remove: bool = True) -> Any:
    """Joins faces to one."""
    return _call("face_join", list(faces), remove)


def face_split(
    face: Any, vert_a: Any, vert_b: Any, *, coords: Any = (), use_exist: bool = True, example: Any = None
) -> Any:
    """Cuts a face and gives the new face and corner."""
    kwargs: dict[str, Any] = {"coords": [list(each) for each in coords], "use_exist": use_exist}
    if example is not None:
        kwargs["example"] = example
    found = _call("face_split", face, vert_a, vert_b, **kwargs)
    return tuple(found) if isinstance(found, list) else found


def face_split_edgenet(face: Any, edgenet: Any) -> Any:
    """Cuts a face by edges and gives the new faces."""
    return tuple(_call("face_split_edgenet", face, list(edgenet)))


def face_vert_separate(face: Any, vert: Any) -> Any:
    """Rips a vertex off a face and gives the new one."""
    return _call("face_vert_separate", face, vert)


def loop_separate(loop: Any) -> Any:
    """Rips the vertex of a corner off its face and gives the new one."""
    return _call("loop_separate", loop)


def uv_select_check(bm: Any, /, *, sync: bool = True, flush: bool = False, contiguous: bool = False) -> Any:
    """Says what is wrong with the UV selection."""
    return _call("uv_select_check", bm, sync=sync, flush=flush, contiguous=contiguous)


def vert_collapse_edge(vert: Any, edge: Any) -> Any:
    """Collapses a vertex into an edge."""
    return _call("vert_collapse_edge", vert, edge)


def vert_collapse_faces(vert: Any, edge: Any, fac: float, join_faces: bool) -> Any:
    """Collapses a vertex that has two edges."""
    return _call("vert_collapse_faces", vert, edge, fac, join_faces)


def vert_dissolve(vert: Any) -> bool:
    """Dissolves a vertex."""
    return bool(_call("vert_dissolve", vert))


def vert_separate(vert: Any, edges: Any) -> Any:
    """Separates a vertex at edges and gives all that come of it."""
    return tuple(_call("vert_separate", vert, list(edges)))


def vert_splice(vert: Any, vert_target: Any) -> None:
    """Makes one vertex of two."""
    _call("vert_splice", vert, vert_target)
