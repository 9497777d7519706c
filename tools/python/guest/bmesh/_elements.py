"""Vertices, edges, faces and their corners."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import mathutils
from bridge import Pending, session
from bridge.values import singles

from ._core import DOMAINS, Core, element_class
from ._layers import BMLayerItem, read_item, write_item


class Element:
    """What all elements share. The same element is always the same object."""

    __slots__ = ("_core", "_generation", "_number", "_pending")
    _domain = ""

    def __init__(self, core: Core, number: int | None, pending: Any = None) -> None:
        self._core = core
        self._number = number
        self._pending = pending
        self._generation = core.generations[self._domain]

    def _settled(self, pending: Pending) -> None:
        """Blender has made it, and given it a number."""
        if pending.reference is not None:
            self._number = int(pending.reference[1:])
            self._core.elements[self._number] = self

    def _reference(self) -> str:
        if self._number is None:
            return self._pending._reference()
        return f"%{self._number}"

    def __getitem__(self, layer: Any) -> Any:
        return read_item(self, layer)

    def __setitem__(self, layer: Any, value: Any) -> None:
        write_item(self, layer, value)

    def __repr__(self) -> str:
        if not self.is_valid:
            return f"<{type(self).__name__} dead at {id(self):#x}>"
        return f"<{type(self).__name__}({id(self):#x}), index={self.index}>"

    @property
    def is_valid(self) -> bool:
        """Whether it still exists."""
        core = self._core
        core.check()
        known = core.items.get(self._domain)
        if known is not None:
            return self in known
        return bool(session.ask("get", self, "is_valid"))

    def _check(self) -> None:
        """After a write: it may be no more, if it is from before a new layer."""
        if self._generation != self._core.generations[self._domain]:
            session.flush()
            self._generation = self._core.generations[self._domain]

    def _put(self, name: str, value: Any, *others: str) -> None:
        """Writes a value, after which some members of other elements may be different."""
        self._core.check()
        session.write("set", self, name, value)
        if others:
            self._core.forget_values(*others)
        self._core.know(self._domain, name, self, value)
        self._check()

    def _do(self, member: str, *args: Any, changes: Iterable[str] = (), **kwargs: Any) -> None:
        """Calls a function that gives nothing."""
        self._core.do(self, member, args, kwargs, changes)

    def copy_from(self, other: Any) -> None:
        """Copies the values of another element."""
        self._do("copy_from", other)


def value(name: str, doc: str, good: Callable[[Any], bool] | None = None, *others: str) -> Any:
    """A member that is a plain value. `good` tells which values Blender takes for sure."""

    def read(element: Element) -> Any:
        return element._core.read(element, element._domain, name)

    if good is None:
        return property(read, doc=doc)

    def write(element: Element, given: Any) -> None:
        element._put(name, given, *others)
        if not good(given):
            element._core.forget_values(name)
            session.flush()

    return property(read, write, doc=doc)


def flag(name: str, doc: str, *others: str) -> Any:
    """A member that is true or false."""
    return value(name, doc, lambda given: type(given) is bool, *others)


def vector(name: str, doc: str) -> Any:
    """A member that is a live vector."""

    def read(element: Element) -> Any:
        core, domain = element._core, element._domain
        return mathutils.Vector._live(
            lambda: core.read(element, domain, name), partial(_write_vector, element, name), 3, element
        )

    def write(element: Element, given: Any) -> None:
        numbers = list(given) if hasattr(given, "__iter__") else given
        try:
            numbers = singles(numbers)
        except Exception:
            session.ask("set", element, name, given)
            return
        if len(numbers) != 3:
            session.ask("set", element, name, numbers)
        element._put(name, numbers)
        element._core.moved()

    return property(read, write, doc=doc)


def _write_vector(element: Element, name: str, numbers: Any, index: int | None) -> None:
    column = element._core.columns.get((element._domain, name))
    known = column.get(element) if column is not None else None
    if index is None:
        element._put(name, list(numbers))
    elif known is not None:
        known = list(known)
        known[index] = numbers[index]
        element._put(name, known)
    else:
        session.write("set", element, f"{name}[{index}]", numbers[index])
    element._core.moved()


def calculated(name: str, doc: str) -> Any:
    """A function without arguments that calculates numbers or a vector."""

    def read(element: Element) -> Any:
        found = element._core.read(element, element._domain, f"{name}()")
        return mathutils.Vector(found) if type(found) is list else found

    read.__name__, read.__doc__ = name, doc
    return read


def asked(name: str, doc: str) -> Any:
    """A function that calculates, with arguments."""

    def read(element: Element, *args: Any, **kwargs: Any) -> Any:
        found = element._core.ask(element, name, args, kwargs)
        return mathutils.Vector(found) if type(found) is list else found

    read.__name__, read.__doc__ = name, doc
    return read


_SELECTION = ("select", "hide", "uv_select", "uv_select_vert", "uv_select_edge")


class Selectable(Element):
    """What vertices, edges and faces share."""

    __slots__ = ()

    select = flag("select", "Selected state.", *_SELECTION)
    hide = flag("hide", "Hidden state.", *_SELECTION)
    tag = flag("tag", "A mark for scripts.")
    index = value("index", "Index.", lambda given: type(given) is int and abs(given) < 2**31)

    def select_set(self, select: bool) -> None:
        """Selects or deselects, with what belongs to it."""
        self._do("select_set", select, changes=_SELECTION)

    def hide_set(self, hide: bool) -> None:
        """Hides or shows, with what belongs to it."""
        self._do("hide_set", hide, changes=_SELECTION)

    def normal_update(self) -> None:
        """Calculates the normal."""
        self._do("normal_update", changes=("normal", "is_convex"))


@element_class
class BMVert(Selectable):
    """A vertex."""

    __slots__ = ()
    _domain = "verts"

    co = vector("co", "Coordinates.")
    normal = vector("normal", "Normal.")
    is_boundary = value("is_boundary", "Whether it is at the boundary of a face.")
    is_manifold = value("is_manifold", "Whether it is manifold.")
    is_wire = value("is_wire", "Whether no face uses it.")
    link_edges = value("link_edges", "Edges that use it.")
    link_faces = value("link_faces", "Faces that use it.")
    link_loops = value("link_loops", "Corners that use it.")
    calc_edge_angle = asked("calc_edge_angle", "The angle between its two edges.")
    calc_shell_factor = calculated("calc_shell_factor", "How far to move it for an even shell.")

    def copy_from_face_interp(self, face: Any) -> None:
        """Interpolates its values from a face."""
        self._do("copy_from_face_interp", face)

    def copy_from_vert_interp(self, vert_pair: Any, fac: float) -> None:
        """Interpolates its values from two vertices."""
        self._do("copy_from_vert_interp", vert_pair, fac)


@element_class
class BMEdge(Selectable):
    """An edge."""

    __slots__ = ()
    _domain = "edges"

    verts = value("verts", "Its two vertices.")
    seam = flag("seam", "Seam for UV unwrapping.")
    smooth = flag("smooth", "Smooth state.")
    is_boundary = value("is_boundary", "Whether it is at the boundary of a face.")
    is_contiguous = value("is_contiguous", "Whether it is between two faces with the same winding.")
    is_convex = value("is_convex", "Whether it joins two convex faces.")
    is_manifold = value("is_manifold", "Whether it is manifold.")
    is_wire = value("is_wire", "Whether no face uses it.")
    link_faces = value("link_faces", "Faces that use it.")
    link_loops = value("link_loops", "Corners that use it.")
    calc_length = calculated("calc_length", "Its length.")
    calc_face_angle = asked("calc_face_angle", "The angle between its two faces.")
    calc_face_angle_signed = asked("calc_face_angle_signed", "The signed angle between its two faces.")
    calc_tangent = asked("calc_tangent", "Its tangent at a corner.")

    def other_vert(self, vert: Any) -> Any:
        """The other of its vertices; `None` if it does not have this one."""
        if type(vert) is not BMVert or vert._core is not self._core:
            return self._core.ask(self, "other_vert", (vert,))
        first, second = self.verts
        return second if vert is first else first if vert is second else None


@element_class
class BMFace(Selectable):
    """A face."""

    __slots__ = ()
    _domain = "faces"

    verts = value("verts", "Its vertices, in order.")
    edges = value("edges", "Its edges, in order.")
    loops = value("loops", "Its corners, in order.")
    normal = vector("normal", "Normal.")
    material_index = value(
        "material_index", "Index of its material.", lambda given: type(given) is int and 0 <= given < 32767
    )
    smooth = flag("smooth", "Smooth state.")
    uv_select = flag("uv_select", "UV selected state.", *_SELECTION)
    calc_area = calculated("calc_area", "Its area.")
    calc_perimeter = calculated("calc_perimeter", "The length of its edges.")
    calc_center_bounds = calculated("calc_center_bounds", "The centre of its bounding box.")
    calc_center_median = calculated("calc_center_median", "The mean of its vertices.")
    calc_center_median_weighted = calculated("calc_center_median_weighted", "Its centre, weighted by edges.")
    calc_tangent_edge = calculated("calc_tangent_edge", "Its tangent by its longest edge.")
    calc_tangent_edge_diagonal = calculated("calc_tangent_edge_diagonal", "Its tangent by its longest diagonal.")
    calc_tangent_edge_pair = calculated("calc_tangent_edge_pair", "Its tangent by its two longest edges.")
    calc_tangent_vert_diagonal = calculated("calc_tangent_vert_diagonal", "Its tangent by its vertices farthest apart.")

    def copy(self, *, verts: bool = True, edges: bool = True) -> BMFace:
        """Makes a copy of it."""
        found = self._core.ask(self, "copy", (), {"verts": verts, "edges": edges})
        self._core.forget()
        return found  # type: ignore[no-any-return]

    def copy_from_face_interp(self, face: Any, vert: bool = True) -> None:
        """Interpolates its values from a face."""
        self._do("copy_from_face_interp", face, vert)

    def normal_flip(self) -> None:
        """Turns it over."""
        self._do("normal_flip")

    def uv_select_set(self, select: bool) -> None:
        """Selects or deselects its UVs."""
        self._do("uv_select_set", select, changes=_SELECTION)


@element_class
class BMLoop(Element):
    """The corner of a face."""

    __slots__ = ()
    _domain = "loops"

    vert = value("vert", "Its vertex.")
    edge = value("edge", "The edge to the next corner.")
    face = value("face", "Its face.")
    index = value("index", "Index.", lambda given: type(given) is int and abs(given) < 2**31)
    tag = flag("tag", "A mark for scripts.")
    is_convex = value("is_convex", "Whether the face is convex here.")
    link_loop_next = value("link_loop_next", "The next corner of the face.")
    link_loop_prev = value("link_loop_prev", "The previous corner of the face.")
    link_loop_radial_next = value("link_loop_radial_next", "The next corner around the edge.")
    link_loop_radial_prev = value("link_loop_radial_prev", "The previous corner around the edge.")
    link_loops = value("link_loops", "Other corners at the edge.")
    uv_select_vert = flag("uv_select_vert", "UV selected state.", *_SELECTION)
    uv_select_edge = flag("uv_select_edge", "UV selected state.", *_SELECTION)
    calc_angle = calculated("calc_angle", "The angle of the corner.")
    calc_normal = calculated("calc_normal", "The normal at the corner.")
    calc_tangent = calculated("calc_tangent", "The tangent at the corner.")

    def copy_from_face_interp(self, face: Any, vert: bool = True, multires: bool = True) -> None:
        """Interpolates its values from a face."""
        self._do("copy_from_face_interp", face, vert, multires)

    def uv_select_vert_set(self, select: bool) -> None:
        """Selects or deselects its UV."""
        self._do("uv_select_vert_set", select, changes=_SELECTION)

    def uv_select_edge_set(self, select: bool) -> None:
        """Selects or deselects the UVs of its edge."""
        self._do("uv_select_edge_set", select, changes=_SELECTION)


CLASSES = dict(zip(DOMAINS, (BMVert, BMEdge, BMFace, BMLoop), strict=True))
__all__ = ["CLASSES", "BMEdge", "BMFace", "BMLayerItem", "BMLoop", "BMVert", "Element"]
