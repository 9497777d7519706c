"""What the facade knows of one thing in Blender: how to reach it, and values that are still good."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bridge import Pending, encode, mirror, session
from bridge.mirror import Root

MISSING: Any = type("Missing", (), {"__repr__": lambda _: "MISSING", "__bool__": lambda _: False})()


class State:
    """One thing in Blender. `ref` is its reference, or what follows the reference that `pending` will have."""

    __slots__ = (
        *("_links", "_links_at", "_plain", "_plain_at", "expected", "foreseen", "kept", "loose", "origin", "parts"),
        *("pending", "ref", "root", "row", "source", "way"),
    )

    def __init__(self, ref: str, root: Root, pending: Pending | None = None) -> None:
        self.ref = ref
        self.root = root
        self.pending = pending
        # Whether a step of the reference was not given by Blender, so that another text may mean the same thing.
        self.loose = False
        self._plain: dict[str, Any] = {}
        self._plain_at = -1
        self._links: dict[Any, Any] = {}
        self._links_at = -1
        # Things that are always there, by name: parts of this one and its collections.
        self.parts: dict[str, Any] | None = None
        # What is kept in the sandbox and never reaches Blender.
        self.kept: dict[str, Any] | None = None
        # Types of pointers that a new thing is known to have.
        self.expected: dict[str, str] | None = None
        # How it was come by, in a way that other things were come by too: see `_foresight`.
        self.source = ""
        self.foreseen = False
        # For a part: what it is a part of, and the way from there.
        self.origin: Thing | None = None
        self.way = ""
        # Where its values stand, if many things of its kind are read.
        self.row: Any = None

    def reference(self) -> str:
        """The reference as the next call has to spell it."""
        pending = self.pending
        if pending is None:
            return self.ref
        if pending.reference is None:
            return pending._reference() + self.ref
        self.ref = pending.reference + self.ref
        self.pending = None
        root = mirror.adopt(self.ref, self.root)
        if root is not self.root:
            self.root = root
            self._plain_at = self._links_at = -1
        return self.ref

    def settled(self) -> str:
        """The reference that Blender has given; sends what is queued if it has given none yet."""
        if self.pending is not None and self.pending.reference is None:
            session.flush()
        return self.reference()

    @property
    def plain(self) -> dict[str, Any]:
        """Values that are known."""
        at = mirror.epoch + self.root.plain
        if self._plain_at != at:
            self._plain_at = at
            self._plain = {}
        return self._plain

    @property
    def links(self) -> dict[Any, Any]:
        """Pointers that are known, and what is known of a collection's items."""
        at = mirror.epoch + self.root.links
        if self._links_at != at:
            self._links_at = at
            self._links = {}
        return self._links

    def below(self, step: str) -> State:
        """What one step leads to from here."""
        state = State(f"{self.ref}{step}", self.root, self.pending)
        state.loose = self.loose
        return state


class Thing:
    """Base of everything that stands for something in Blender."""

    __slots__ = ("__weakref__", "_state")
    _state: State

    def _reference(self) -> str:
        return self._state.reference()

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Thing):
            return NotImplemented
        mine, its = self._state, other._state
        if mine.pending is not None and mine.pending is its.pending and mine.ref == its.ref:
            return True
        return identity(mine) == identity(its)

    def __hash__(self) -> int:
        return hash(identity(self._state))


def part(thing: Thing, name: str, make_part: Callable[[State], Any]) -> Any:
    """What is always there under a name, made at the first time."""
    owner = thing._state
    parts = owner.parts
    if parts is None:
        parts = owner.parts = {}
    found = parts.get(name)
    if found is None:
        state = owner.below(f".{name}")
        state.origin = owner.origin or thing
        state.way = f"{owner.way}.{name}"
        found = parts[name] = make_part(state)
    return found


put_state = Thing._state.__set__  # type: ignore[attr-defined]


def make(cls: type, state: State) -> Any:
    """A thing of this class."""
    thing = cls.__new__(cls)
    put_state(thing, state)
    return thing


def identity(state: State) -> str:
    """A text that is the same for whatever leads to the same thing."""
    reference = state.settled()
    if state.loose:
        raw = session.ask("get", reference, "")
        if raw is not None:
            reference = state.ref = raw["$ref"]
        state.loose = False
    return without_names(reference)


def without_names(reference: str) -> str:
    """A reference without the names and numbers that its marks make needless."""
    return _MARKED.sub("[~", reference) if "~" in reference else reference


def step(key: str | int) -> str:
    """The step to an item by name or by index."""
    return f"[{key}]" if type(key) is int else f"[{encode(key)}]"


_MARKED = re.compile(r'\[(?:\d+|"(?:[^"\\]|\\.)*")~')
