"""`bm.verts` and its like, and lists of elements that Blender gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from bridge import session
from bridge.values import singles

from ._core import Core, may_fail
from ._elements import CLASSES, BMEdge, BMFace, BMVert
from ._layers import ACCESS


class BMElemSeq(tuple):  # type: ignore[type-arg]
    """Elements of an element, such as `face.verts`."""

    __slots__ = ()

    def __getitem__(self, key: Any) -> Any:
        found = tuple.__getitem__(self, key)
        return list(found) if isinstance(key, slice) else found

    def index_update(self) -> None:
        """Numbers these elements from 0 on."""
        for index, element in enumerate(self):
            element.index = index

    def __repr__(self) -> str:
        return f"<{type(self).__name__} object at {id(self):#x}>"


class Sequence:
    """All elements of a kind."""

    __slots__ = ("_core",)
    _domain = ""

    def __init__(self, core: Core) -> None:
        self._core = core

    def _reference(self) -> str:
        return self._core.paths[self._domain]._reference()

    @property
    def layers(self) -> Any:
        """Layers of custom data."""
        return ACCESS[self._domain](self._core, self._domain)


class IterableSequence(Sequence):
    """Elements that a mesh is made of."""

    __slots__ = ()

    def __len__(self) -> int:
        return self._core.count(self._domain)

    def __iter__(self) -> Iterator[Any]:
        return iter(list(self._core.all(self._domain)))

    def __contains__(self, element: object) -> bool:
        return type(element) is CLASSES[self._domain] and element in self._core.all(self._domain)

    def __getitem__(self, key: Any) -> Any:
        core = self._core
        if isinstance(key, slice):
            return core.listed(self._domain)[key]
        if type(key) is not int:
            try:
                key = key.__index__()
            except AttributeError:
                raise AttributeError("BMElemSeq[key]: invalid key, key must be an int") from None
        listed = core.listed(self._domain)
        if not -len(listed) <= key < len(listed):
            raise IndexError(f"BMElemSeq[index]: index {key} out of range")
        return listed[key]

    def ensure_lookup_table(self) -> None:
        """Makes access by index possible."""
        self._core.call(self, "ensure_lookup_table")

    def index_update(self) -> None:
        """Numbers all elements."""
        self._core.call(self, "index_update")
        self._core.columns.pop((self._domain, "index"), None)

    def remove(self, element: Any) -> None:
        """Removes an element and what cannot be without it."""
        core = self._core
        core.check()
        core.call(self, "remove", (element,))
        if type(element) is CLASSES[self._domain] and element._core is core:
            core.removed(self._domain, element)
            may_fail()
        else:
            session.flush()

    def sort(self, *, key: Callable[[Any], float] | None = None, reverse: bool = False) -> None:
        """Sorts the elements by the numbers that `key` gives, or by index."""
        kwargs: dict[str, Any] = {"reverse": bool(reverse)}
        if key is not None:
            kwargs["keys"] = [float(key(each)) for each in self]
        self._core.call(self, "sort", (), kwargs)
        # Each object stands for the element that is at its place now.
        self._core.forget()

    def _found(self, verts: Any, fallback: Any) -> Any:
        found = self._core.ask(self, "get", (list(verts),))
        return fallback if found is None else found

    def _join(self, kind: Any, verts: Iterable[Any], example: Any) -> Any:
        core = self._core
        core.check()
        given = list(verts)
        ours = all(type(each) is BMVert and each._core is core for each in given)
        fits = (len(given) == 2) is (kind is BMEdge)
        good = ours and fits and core.is_new(given)
        element = self._make(kind, [given], example)
        if not (ours and fits):
            session.flush()
        elif not good:
            may_fail()
        core.know(self._domain, "verts", element, BMElemSeq(given))
        return element

    def _make(self, kind: Any, args: list[Any], example: Any) -> Any:
        core = self._core
        if example is not None:
            args.append(example)
        pending = session.queue("call", core.paths[self._domain], "new", {"args": args})
        element = kind(core, None, pending)
        if pending.answered:
            element._settled(pending)
        else:
            pending.settled = element._settled
        core.added(self._domain, element)
        return element


class BMVertSeq(IterableSequence):
    """The vertices of a mesh."""

    __slots__ = ()
    _domain = "verts"

    def new(self, co: Any = (0.0, 0.0, 0.0), example: BMVert | None = None) -> BMVert:
        """Makes a vertex."""
        core = self._core
        core.check()
        try:
            numbers = singles(list(co))
        except Exception:
            return core.ask(self, "new", (co,))  # type: ignore[no-any-return]
        vert = self._make(BMVert, [numbers], example)
        if len(numbers) != 3:
            session.flush()
        core.know("verts", "co", vert, numbers)
        return vert  # type: ignore[no-any-return]


class BMEdgeSeq(IterableSequence):
    """The edges of a mesh."""

    __slots__ = ()
    _domain = "edges"

    def new(self, verts: Iterable[BMVert], example: BMEdge | None = None) -> BMEdge:
        """Makes an edge between two vertices."""
        return self._join(BMEdge, verts, example)  # type: ignore[no-any-return]

    def get(self, verts: Iterable[BMVert], fallback: Any = None) -> Any:
        """The edge between two vertices."""
        return self._found(verts, fallback)


class BMFaceSeq(IterableSequence):
    """The faces of a mesh."""

    __slots__ = ()
    _domain = "faces"

    def new(self, verts: Iterable[BMVert], example: BMFace | None = None) -> BMFace:
        """Makes a face of vertices."""
        return self._join(BMFace, verts, example)  # type: ignore[no-any-return]

    def get(self, verts: Iterable[BMVert], fallback: Any = None) -> Any:
        """The face of these vertices."""
        return self._found(verts, fallback)

    @property
    def active(self) -> BMFace | None:
        """The active face."""
        return self._core.decode(session.ask("get", self, "active"))  # type: ignore[no-any-return]

    @active.setter
    def active(self, face: BMFace | None) -> None:
        session.write("set", self, "active", face)


class BMLoopSeq(Sequence):
    """The corners of all faces, for their layers."""

    __slots__ = ()
    _domain = "loops"


class BMEditSelSeq:
    """The elements that were selected one after the other."""

    __slots__ = ("_core",)

    def __init__(self, core: Core) -> None:
        self._core = core

    def _reference(self) -> str:
        return f"{self._core._reference()}.select_history"

    @property
    def active(self) -> Any:
        """The last one."""
        return self._core.decode(session.ask("get", self, "active"))

    def _all(self) -> list[Any]:
        return list(self._core.decode(session.ask("items", self)))

    def __iter__(self) -> Iterator[Any]:
        return iter(self._all())

    def __len__(self) -> int:
        return int(session.ask("count", self))

    def __contains__(self, element: object) -> bool:
        return element in self._all()

    def __getitem__(self, key: Any) -> Any:
        return self._all()[key]

    def add(self, element: Any) -> None:
        """Adds an element."""
        self._core.call(self, "add", (element,))

    def discard(self, element: Any) -> None:
        """Takes an element out, if it is in there."""
        self._core.call(self, "discard", (element,))

    def remove(self, element: Any) -> None:
        """Takes an element out."""
        self._core.call(self, "remove", (element,))

    def clear(self) -> None:
        """Takes all out."""
        self._core.call(self, "clear")

    def validate(self) -> None:
        """Takes out what is not selected."""
        self._core.call(self, "validate")


class BMEditSelIter:
    """The type of an iterator over `select_history`."""


class BMIter:
    """The type of an iterator over elements."""


SEQUENCES: dict[str, type[Sequence]] = {
    "verts": BMVertSeq,
    "edges": BMEdgeSeq,
    "faces": BMFaceSeq,
    "loops": BMLoopSeq,
}
