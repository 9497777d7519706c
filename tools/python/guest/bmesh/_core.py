"""What is known of one mesh in the making, and the way to its elements.

Elements are told apart by the numbers that Blender's side gives them; a number always leads to the same object here.
What is read is kept by column: for all elements of a kind at once, until something may have changed it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from bridge import Pending, mirror, session
from sandbox.script import expects_an_error

MISSING: Any = object()
DOMAINS = ("verts", "edges", "faces", "loops")
# Which elements an element has; all others are values.
LINKS = frozenset(
    {
        *("verts", "edges", "loops", "link_edges", "link_faces", "link_loops", "vert", "edge", "face"),
        *("link_loop_next", "link_loop_prev", "link_loop_radial_next", "link_loop_radial_prev"),
    }
)
# What is told by the faces around an element.
_FACES_AROUND = frozenset(
    {
        *("link_faces", "link_loops", "link_loop_radial_next", "link_loop_radial_prev"),
        *("is_boundary", "is_contiguous", "is_manifold", "is_wire", "is_convex"),
    }
)
# A column has paid off if that many values of it were read; one that does not is not fetched again.
_PAYS = 4
_SMALL = 32

# The classes of elements, by name.
classes: dict[str, type] = {}


class Path:
    """A part of something: its reference is the other's with a step behind it."""

    __slots__ = ("_owner", "_step")

    def __init__(self, owner: Any, step: str) -> None:
        self._owner = owner
        self._step = step

    def _reference(self) -> str:
        return f"{self._owner._reference()}{self._step}"


class Core:
    """A mesh in the making. `wrapped` if it is that of a mesh in Edit Mode, which others change as well."""

    def __init__(self, reference: str | None, pending: Any, wrapped: bool = False, empty: bool = False) -> None:
        self.reference = reference
        self.pending = pending
        self.wrapped = wrapped
        self.paths = {domain: Path(self, f".{domain}") for domain in DOMAINS}
        self.elements: dict[int, Any] = {}
        self.columns: dict[tuple[Any, str], dict[Any, Any]] = {}
        self.items: dict[str, dict[Any, None]] = {domain: {} for domain in DOMAINS} if empty else {}
        self.counts: dict[str, int] = {}
        # Where a new element comes behind all others: Blender fills the places of removed ones first.
        self._packed = set(DOMAINS) if empty else set()
        # Which vertices have an edge or a face in common; `None` if that is not known without asking.
        self.joined: set[frozenset[Any]] | None = set() if empty else None
        # How often Blender has made all elements of a kind new objects.
        self.generations = dict.fromkeys(DOMAINS, 0)
        self._lists: dict[str, tuple[dict[Any, None], list[Any]]] = {}
        self._reads: dict[tuple[Any, str], int] = {}
        self._derived = False
        self._at = self._now()

    def _reference(self) -> str:
        if self.reference is None:
            if self.pending.reference is None:
                return self.pending._reference()
            self.reference = self.pending.reference
        return self.reference

    # What is known.

    def _now(self) -> int:
        return mirror.epoch if self.wrapped else mirror.settings

    def check(self) -> None:
        """Forgets all if something has happened that nobody told."""
        now = self._now()
        if self._at != now:
            self._at = now
            self.forget()

    def forget(self) -> None:
        """Anything may be different."""
        self.columns.clear()
        self.items.clear()
        self.counts.clear()
        self._packed.clear()
        self.joined = None
        self._derived = False

    def forget_values(self, *names: str) -> None:
        """Some members of all elements may be different."""
        for key in [key for key in self.columns if key[1] in names]:
            del self.columns[key]

    def moved(self) -> None:
        """What is calculated from coordinates may be different."""
        if self._derived:
            self._derived = False
            for key in [key for key in self.columns if key[1].endswith("()") or key[1] == "is_convex"]:
                del self.columns[key]

    def added(self, domain: str, element: Any) -> None:
        """An element is new."""
        known = self.items.get(domain)
        if known is not None and domain in self._packed:
            known[element] = None
        else:
            self.items.pop(domain, None)
        if domain in self.counts:
            self.counts[domain] += 1
        if domain == "verts":
            return
        if domain == "faces":
            for each in ("edges", "loops"):
                self.items.pop(each, None)
                self.counts.pop(each, None)
        self._forget_around("link_edges")

    def removed(self, domain: str, element: Any) -> None:
        """An element is gone, and what cannot be without it."""
        alone = domain == "verts" and self.columns.get((domain, "link_edges"), {}).get(element) == ()
        for column in self.columns.values():
            column.pop(element, None)
        self._packed.clear()
        self.joined = None
        if alone or domain == "faces":
            self.items.get(domain, {}).pop(element, None)
            self.counts.pop(domain, None)
        else:
            self.items.clear()
            self.counts.clear()
        if not alone:
            self.items.pop("loops", None)
            self.counts.pop("loops", None)
            self._forget_around("link_edges")

    def _forget_around(self, *more: str) -> None:
        for key in [key for key in self.columns if key[1] in _FACES_AROUND or key[1] in more]:
            del self.columns[key]

    def is_new(self, verts: list[Any]) -> bool:
        """Whether an edge or a face of these vertices can be made for sure."""
        joined = self.joined
        if joined is None:
            return False
        key = frozenset(verts)
        size = len(verts)
        if len(key) != size or size < 2 or key in joined:
            return False
        joined.add(key)
        if size > 2:
            joined.update(map(frozenset, zip(verts, (*verts[1:], verts[0]), strict=True)))
        return True

    def know(self, domain: str, name: str, element: Any, value: Any) -> None:
        """A value that has been written."""
        key = domain, name
        column = self.columns.get(key)
        if column is None:
            column = self.columns[key] = {}
        column[element] = value

    # Reading.

    def all(self, domain: str) -> dict[Any, None]:
        """All elements of a kind, in order."""
        self.check()
        known = self.items.get(domain)
        if known is None:
            known = self.items[domain] = dict.fromkeys(self.decode(session.ask("items", self.paths[domain])))
        return known

    def listed(self, domain: str) -> list[Any]:
        """All elements of a kind, to be found by index."""
        known = self.all(domain)
        listed = self._lists.get(domain)
        if listed is None or listed[0] is not known or len(listed[1]) != len(known):
            listed = self._lists[domain] = known, list(known)
        return listed[1]

    def count(self, domain: str) -> int:
        """How many elements of a kind there are."""
        self.check()
        known = self.items.get(domain)
        if known is not None:
            return len(known)
        count = self.counts.get(domain)
        if count is None:
            count = self.counts[domain] = session.ask("count", self.paths[domain])
        return count

    def read(self, element: Any, domain: str, name: str) -> Any:
        """A member of an element; `calc_area()` is what this function gives."""
        self.check()
        key = domain, name
        column = self.columns.get(key)
        if column is not None:
            value = column.get(element, MISSING)
            if value is not MISSING:
                self._reads[key] = self._reads.get(key, 0) + 1
                return value
        return self._read(element, key, lambda: self._ask(element, name), self.paths[domain], name)

    def read_layer(self, element: Any, layer: Any, part: str) -> Any:
        """What an element has in a layer."""
        self.check()
        key = layer, part
        column = self.columns.get(key)
        if column is not None:
            value = column.get(element, MISSING)
            if value is not MISSING:
                return value
        args = [layer, part] if part else [layer]
        return self._read(element, key, lambda: session.ask("call", element, "[]", {"args": args}), layer, part)

    def _read(self, element: Any, key: tuple[Any, str], alone: Callable[[], Any], target: Any, name: str) -> Any:
        domain = element._domain
        pays = self._reads.get(key)
        if pays is not None and pays < _PAYS and self.count(domain) > _SMALL:
            # It would be fetched for nothing once more.
            value = alone()
            self.columns.setdefault(key, {})[element] = value
            return value
        self._reads[key] = 0
        if name.endswith("()") or name == "is_convex":
            self._derived = True
        known = self.items.get(domain)
        if known is None:
            # Both in one message.
            pending = session.queue("items", self.paths[domain])
            values = session.ask("column", target, name)
            known = self.items[domain] = dict.fromkeys(self.decode(pending.raw))
        else:
            values = session.ask("column", target, name)
        values = self.decode(values)
        if name in LINKS and values and type(values[0]) is list:
            from ._sequences import BMElemSeq

            values = map(BMElemSeq, values)
        column = self.columns[key] = dict(zip(known, values, strict=True))
        value = column.get(element, MISSING)
        if value is MISSING:
            # It does not exist any more, or never did: Blender says what.
            value = alone()
        return value

    def _ask(self, element: Any, name: str) -> Any:
        if name.endswith("()"):
            return self.decode(session.ask("call", element, name[:-2]))
        value = self.decode(session.ask("get", element, name))
        if name in LINKS and type(value) is list:
            from ._sequences import BMElemSeq

            return BMElemSeq(value)
        return value

    # Writing.

    def call(self, target: Any, member: str, args: Iterable[Any] = (), kwargs: dict[str, Any] | None = None) -> Pending:
        """Queues a call."""
        return session.queue("call", target, member, arguments(args, kwargs))

    def do(self, target: Any, member: str, args: Iterable[Any], kwargs: dict[str, Any], changes: Iterable[str]) -> None:
        """Calls what gives nothing; only the members in `changes` are different then, or anything if there are none."""
        self.check()
        self.call(target, member, args, kwargs)
        if changes:
            self.forget_values(*changes)
        else:
            self.forget()
        may_fail()

    def ask(self, target: Any, member: str, args: Iterable[Any] = (), kwargs: dict[str, Any] | None = None) -> Any:
        """Calls and gives the result."""
        return self.decode(session.ask("call", target, member, arguments(args, kwargs)))

    # Elements.

    def element(self, kind: str, number: int) -> Any:
        """The element with this number."""
        found = self.elements.get(number)
        if found is None:
            found = self.elements[number] = classes[kind](self, number)
        return found

    def decode(self, raw: Any) -> Any:
        """A value of Blender, with the elements of this mesh."""
        kind = type(raw)
        if kind is dict:
            if "$elements" in raw:
                return self._elements(raw["$elements"])
            if "$lists" in raw:
                lengths, rest = raw["$lists"]
                elements = iter(self._elements(rest["$elements"]))
                return [[next(elements) for _ in range(length)] for length in lengths]
            if "$pairs" in raw:
                keys, values = raw["$pairs"]
                return dict(zip(self.decode(keys), self.decode(values), strict=True))
            if "$ref" in raw:
                return self.element(raw["type"], int(raw["$ref"][1:])) if raw["type"] in classes else raw
            if "$set" in raw:
                return set(raw["$set"])
            return {key: self.decode(each) for key, each in raw.items()}
        if kind is list and raw and type(raw[0]) is dict:
            return [self.decode(each) for each in raw]
        return raw

    def _elements(self, encoded: list[Any]) -> list[Any]:
        found: list[Any] = []
        known = self.elements
        position = 0
        while position < len(encoded):
            kind, numbers = encoded[position], encoded[position + 1]
            position += 2
            if type(numbers) is int:
                numbers = range(numbers, numbers + encoded[position])
                position += 1
            make = classes[kind]
            for number in numbers:
                element = known.get(number)
                if element is None:
                    element = known[number] = make(self, number)
                found.append(element)
        return found


def may_fail() -> None:
    """A call has been queued that may fail: where the script expects that, it has to fail now."""
    if expects_an_error():
        session.flush()


def arguments(args: Iterable[Any], kwargs: dict[str, Any] | None = None) -> dict[str, Any]:
    """Arguments of a call as JSON can have them."""
    given: dict[str, Any] = {"args": [argument(each) for each in args]}
    if kwargs:
        given["kwargs"] = {key: argument(each) for key, each in kwargs.items()}
    return given


def argument(value: Any) -> Any:
    """A long list of elements in few letters, and a dictionary as pairs."""
    kind = type(value)
    if kind is list or kind is tuple:
        if len(value) > 8 and all(type(each) in _ELEMENTS for each in value):
            return _short(value)
        return [argument(each) for each in value] if any(type(each) in _DEEP for each in value) else value
    if kind is dict:
        return [[key, each] for key, each in value.items()]
    if (kind is set or kind is frozenset) and any(type(each) in _ELEMENTS for each in value):
        return list(value)
    return value


def _short(elements: Any) -> Any:
    if any(each._number is None for each in elements):
        session.flush()
    encoded: list[Any] = []
    numbers: list[int] = []
    kind = None
    for each in elements:
        if type(each) is not kind:
            kind = type(each)
            numbers = []
            encoded += (kind.__name__, numbers)
        each._reference()
        numbers.append(each._number)
    return {"$elements": encoded}


_DEEP = frozenset({list, tuple, dict, set, frozenset})
_ELEMENTS: set[type] = set()


def element_class(cls: type) -> type:
    """Makes a class known as one of elements."""
    classes[cls.__name__] = cls
    _ELEMENTS.add(cls)
    return cls
