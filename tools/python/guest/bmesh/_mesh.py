"""Meshes in the making."""

from __future__ import annotations

from typing import Any

import mathutils
from bridge import Pending, mirror, session

from ._core import Core, may_fail
from ._sequences import SEQUENCES, BMEditSelSeq

_SELECTION = ("select", "hide", "uv_select", "uv_select_vert", "uv_select_edge")


class BMesh:
    """A mesh in the making."""

    __slots__ = ("_core", "edges", "faces", "loops", "select_history", "verts")

    def __init__(self, core: Core) -> None:
        self._core = core
        for domain, kind in SEQUENCES.items():
            object.__setattr__(self, domain, kind(core))
        self.select_history = BMEditSelSeq(core)

    def _reference(self) -> str:
        return self._core._reference()

    def __setattr__(self, name: str, value: Any) -> None:
        if name in SEQUENCES:
            raise AttributeError(f"attribute {name!r} of 'BMesh' objects is not writable")
        object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        if not self.is_valid:
            return f"<BMesh dead at {id(self):#x}>"
        counts = ", ".join(f"tot{each[:-1]}={self._core.count(each)}" for each in SEQUENCES)
        return f"<BMesh({id(self):#x}), {counts}>"

    @property
    def is_valid(self) -> bool:
        """Whether it still exists."""
        return bool(session.ask("get", self, "is_valid"))

    @property
    def is_wrapped(self) -> bool:
        """Whether it is that of a mesh in Edit Mode."""
        return bool(session.ask("get", self, "is_wrapped"))

    @property
    def select_mode(self) -> set[str]:
        """What is selected: vertices, edges or faces."""
        return set(self._core.decode(session.ask("get", self, "select_mode")))

    @select_mode.setter
    def select_mode(self, mode: set[str]) -> None:
        session.write("set", self, "select_mode", mode)
        self._core.forget_values(*_SELECTION)

    @property
    def uv_select_sync_valid(self) -> bool:
        """Whether the UV selection follows that of the mesh."""
        return bool(session.ask("get", self, "uv_select_sync_valid"))

    @uv_select_sync_valid.setter
    def uv_select_sync_valid(self, valid: bool) -> None:
        session.write("set", self, "uv_select_sync_valid", valid)

    def _do(self, member: str, *args: Any, changes: tuple[str, ...] = (), **kwargs: Any) -> None:
        self._core.do(self, member, args, kwargs, changes)

    def calc_loop_triangles(self) -> list[tuple[Any, ...]]:
        """The corners of the triangles that faces are drawn as."""
        return [tuple(each) for each in self._core.ask(self, "calc_loop_triangles")]

    def calc_volume(self, *, signed: bool = False) -> float:
        """The volume inside."""
        return float(self._core.ask(self, "calc_volume", (), {"signed": signed}))

    def clear(self) -> None:
        """Removes everything."""
        self._do("clear")

    def copy(self) -> BMesh:
        """Makes a copy."""
        return of_pending(self._core.call(self, "copy"))

    def free(self) -> None:
        """Frees it."""
        self._do("free")

    def from_mesh(
        self,
        mesh: Any,
        *,
        face_normals: bool = True,
        vertex_normals: bool = True,
        use_shape_key: bool = False,
        shape_key_index: int = 0,
    ) -> None:
        """Adds what a mesh has."""
        self._do(
            "from_mesh",
            mesh,
            face_normals=face_normals,
            vertex_normals=vertex_normals,
            use_shape_key=use_shape_key,
            shape_key_index=shape_key_index,
        )

    def from_object(
        self,
        object: Any,  # noqa: A002 - Blender's name
        depsgraph: Any,
        *,
        cage: bool = False,
        face_normals: bool = True,
        vertex_normals: bool = True,
    ) -> None:
        """Adds what an object has, with its modifiers."""
        self._do("from_object", object, depsgraph, cage=cage, face_normals=face_normals, vertex_normals=vertex_normals)

    def normal_update(self) -> None:
        """Calculates all normals."""
        self._do("normal_update", changes=("normal", "is_convex"))

    def select_flush(self, select: bool) -> None:
        """Carries the selection on to other elements."""
        self._do("select_flush", select, changes=_SELECTION)

    def select_flush_mode(self, *, flush_down: bool = False) -> None:
        """Carries the selection on as the selection mode says."""
        self._do("select_flush_mode", changes=_SELECTION, flush_down=flush_down)

    def to_mesh(self, mesh: Any) -> None:
        """Writes it into a mesh."""
        self._core.check()
        self._core.call(self, "to_mesh", (mesh,))
        self._core.forget_values("index")
        mirror.forget()
        may_fail()

    def transform(self, matrix: Any, *, filter: set[str] | None = None) -> None:  # noqa: A002 - Blender's name
        """Moves all vertices by a matrix."""
        if not isinstance(matrix, mathutils.Matrix):
            matrix = mathutils.Matrix(matrix)
        kwargs = {} if filter is None else {"filter": filter}
        self._do("transform", [list(row) for row in matrix], **kwargs)

    def uv_select_flush(self, select: bool) -> None:
        """Carries the UV selection on to other elements."""
        self._do("uv_select_flush", select, changes=_SELECTION)

    def uv_select_flush_mode(self, *, flush_down: bool = False) -> None:
        """Carries the UV selection on as the selection mode says."""
        self._do("uv_select_flush_mode", changes=_SELECTION, flush_down=flush_down)

    def uv_select_flush_shared(self, select: bool) -> None:
        """Carries the UV selection on to corners at the same place."""
        self._do("uv_select_flush_shared", select, changes=_SELECTION)

    def uv_select_foreach_set(self, select: bool, /, **kwargs: Any) -> None:
        """Selects or deselects UVs."""
        self._do("uv_select_foreach_set", select, changes=_SELECTION, **kwargs)

    def uv_select_foreach_set_from_mesh(self, select: bool, /, **kwargs: Any) -> None:
        """Selects or deselects the UVs of elements."""
        self._do("uv_select_foreach_set_from_mesh", select, changes=_SELECTION, **kwargs)

    def uv_select_sync_from_mesh(self, **kwargs: Any) -> None:
        """Takes the UV selection from that of the mesh."""
        self._do("uv_select_sync_from_mesh", changes=_SELECTION, **kwargs)

    def uv_select_sync_to_mesh(self) -> None:
        """Gives the mesh the UV selection."""
        self._do("uv_select_sync_to_mesh", changes=_SELECTION)


# Meshes of Edit Mode by reference: Blender gives the same object as well.
_wrapped: dict[str, BMesh] = {}


def of_pending(pending: Pending, empty: bool = False) -> BMesh:
    """A mesh that a queued call makes."""
    return BMesh(Core(None, pending, empty=empty))


def of_reference(reference: str) -> BMesh:
    """The mesh of a mesh in Edit Mode."""
    found = _wrapped.get(reference)
    if found is None:
        found = _wrapped[reference] = BMesh(Core(reference, None, wrapped=True))
    return found
