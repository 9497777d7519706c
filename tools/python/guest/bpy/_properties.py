"""The properties of Blender's types as attributes.

A write is queued if the description says that Blender will take it; anything else is sent at once, so that Blender says
itself what is wrong. A read is answered from what is known, or asked.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import mathutils
from bridge import encode, mirror, session
from bridge.values import decode, single, singles

from . import _arrays, _classes, _collections, _context, _effects, _foresight, _structs, compat
from ._things import MISSING, State, Thing, part

# Types of pointers that lead to the same thing by several ways.
_ALIASED = "ID"
# Pointers that lead to their own, though it is of such a type.
_OWN = frozenset({("Scene", "collection")})
# What Blender's Python gives as tuples, which come as lists.
_TUPLES = frozenset(
    {
        ("Object", "children"),
        ("Object", "users_collection"),
        ("Object", "users_scene"),
        ("Collection", "users_dupli_group"),
    }
)
# An array of more numbers is not copied for each that is written.
MANY = 64
# Arrays of any length.
_LONG = frozenset({("Image", "pixels")})
LARGEST = 3.4028234e38


class Property:
    """A member of a type. `put` is what assigning to it does."""

    __slots__ = ("moves", "name", "owner", "spec", "writable")

    def __init__(self, owner: str, name: str, spec: Mapping[str, Any]) -> None:
        self.owner = owner
        self.name = name
        self.spec = spec
        self.writable = not spec.get("ro")
        # Whether other things may be computed from it.
        self.moves = spec["t"] == "float" or bool(spec.get("len"))

    def __get__(self, thing: Any, cls: Any = None) -> Any:
        if thing is None:
            raise AttributeError(f"type object '{cls.__name__}' has no attribute '{self.name}'")
        return self.get(thing)

    def get(self, thing: Thing) -> Any:
        """The value."""
        raise NotImplementedError

    def put(self, thing: Thing, value: Any) -> None:
        """Writes the value."""
        self.insist(thing, value)

    def insist(self, thing: Thing, value: Any) -> None:
        """Has Blender write the value now, or say what is wrong with it."""
        session.ask("set", thing, self.name, value)
        _effects.of_choice(thing, self.name)

    def fetch(self, thing: Thing) -> Any:
        """Asks for the value."""
        return decode(session.ask("get", thing, self.name))


class Plain(Property):
    """A boolean, a number, a text or an enum."""

    __slots__ = ()

    def get(self, thing: Thing) -> Any:
        state = thing._state
        value = state.plain.get(self.name, MISSING)
        if value is not MISSING:
            return value
        value = state.row.read(self.name) if state.row is not None else MISSING
        if value is MISSING:
            value = self.fetch(thing)
        state.plain[self.name] = value
        return value

    def put(self, thing: Thing, value: Any) -> None:
        value = self.prepared(value)
        if self.writable and self.good(value):
            state = thing._state
            session.push("set", state.reference(), self.name, encode(value))
            row = state.row if state.row is not None and state.row.keep() else None
            self.after(thing)
            self.remember(state, value)
            if row is not None:
                row.restore(state, self.name)
        else:
            self.insist(thing, value)

    def prepared(self, value: Any) -> Any:
        """The value under the name that it has today."""
        return value

    def good(self, value: Any) -> bool:
        """Whether Blender will take this."""
        raise NotImplementedError

    def after(self, thing: Thing) -> None:
        """What else a write may have changed."""
        _effects.of_choice(thing, self.name)

    def remember(self, state: State, value: Any) -> None:
        """Keeps what a read would give now, if that is certain."""
        state.plain[self.name] = value


class Boolean(Plain):
    __slots__ = ()

    def good(self, value: Any) -> bool:
        return type(value) is bool or (type(value) is int and value in (0, 1))

    def remember(self, state: State, value: Any) -> None:
        state.plain[self.name] = bool(value)


class Number(Plain):
    __slots__ = ("high", "low")

    def __init__(self, owner: str, name: str, spec: Mapping[str, Any]) -> None:
        super().__init__(owner, name, spec)
        self.low: float = spec.get("min", -math.inf)
        self.high: float = spec.get("max", math.inf)

    def after(self, thing: Thing) -> None:
        _effects.of_value(thing._state, self.name)


class Integer(Number):
    __slots__ = ()

    def good(self, value: Any) -> bool:
        return isinstance(value, int) and -0x80000000 <= value <= 0x7FFFFFFF

    def remember(self, state: State, value: Any) -> None:
        if self.low <= value <= self.high:
            state.plain[self.name] = int(value)


class Real(Number):
    __slots__ = ()

    def good(self, value: Any) -> bool:
        return isinstance(value, int | float) and -LARGEST <= value <= LARGEST

    def remember(self, state: State, value: Any) -> None:
        if self.low <= value <= self.high:
            state.plain[self.name] = single(value)


class Text(Plain):
    __slots__ = ()

    def good(self, value: Any) -> bool:
        return isinstance(value, str)

    def after(self, thing: Thing) -> None:
        _effects.of_value(thing._state, self.name)
        _effects.of_name()

    def remember(self, state: State, value: Any) -> None:
        """Blender may cut a text, or add a number to a name."""


class Choice(Plain):
    """An enum. Its items are only known if they do not depend on anything."""

    __slots__ = ("items",)

    def __init__(self, owner: str, name: str, spec: Mapping[str, Any]) -> None:
        super().__init__(owner, name, spec)
        self.items = frozenset(spec.get("items") or ())

    def prepared(self, value: Any) -> Any:
        if type(value) is str and self.items and value not in self.items:
            return compat.enum((self.owner,), self.name, value) or value
        return value

    def insist(self, thing: Thing, value: Any) -> None:
        try:
            super().insist(thing, value)
        except TypeError:
            renamed = compat.enum((self.owner,), self.name, value) if type(value) is str else None
            if renamed is None or self.items:
                raise
            super().insist(thing, renamed)

    def good(self, value: Any) -> bool:
        return type(value) is str and value in self.items


class Flags(Plain):
    """An enum that is a set."""

    __slots__ = ("items",)

    def __init__(self, owner: str, name: str, spec: Mapping[str, Any]) -> None:
        super().__init__(owner, name, spec)
        self.items = frozenset(spec.get("items") or ())

    def get(self, thing: Thing) -> Any:
        return set(super().get(thing))

    def good(self, value: Any) -> bool:
        return isinstance(value, set) and value <= self.items


class Array(Property):
    """Several numbers or booleans. A read gives a view that stays true, and writes what is changed in it."""

    __slots__ = ("high", "kind", "length", "low", "shape", "unlimited", "view")

    def __init__(self, owner: str, name: str, spec: Mapping[str, Any]) -> None:
        super().__init__(owner, name, spec)
        length = spec["len"]
        self.shape: tuple[int, ...] = tuple(length) if isinstance(length, list) else (length,)
        self.length = math.prod(self.shape)
        self.kind = spec["t"]
        self.low: float = spec.get("min", -math.inf)
        self.high: float = spec.get("max", math.inf)
        self.unlimited = self.low <= -LARGEST and self.high >= LARGEST
        self.view = _arrays.view_of(spec.get("sub", ""), self.kind, self.shape)

    def get(self, thing: Thing) -> Any:
        return self.view(self, thing)

    def values(self, thing: Thing) -> list[Any]:
        """The numbers, as they are now."""
        state = thing._state
        values = state.plain.get(self.name)
        if values is None:
            values = state.row.read(self.name) if state.row is not None else MISSING
            if values is MISSING:
                values = session.ask("get", thing, self.name)
            state.plain[self.name] = values
        return values  # type: ignore[no-any-return]

    def put(self, thing: Thing, value: Any) -> None:
        if len(self.shape) == 2 and _arrays.is_matrix(value, self.shape) and self.writable:
            session.write("set", thing, self.name, value)
            self._wrote(thing, None)
            return
        given = self._flat(value)
        if given is None and len(self.shape) == 1 and hasattr(value, "__len__"):
            longer = compat.value(self.owner, self.name, value, self.length)
            given = None if longer is None else self._flat(longer)
        if given is None or not self.writable:
            self.insist(thing, value)
            return
        session.push("set", thing._state.reference(), self.name, encode(given))
        self._wrote(thing, given)

    def put_element(self, thing: Thing, index: int, value: Any) -> None:
        """Writes one number."""
        if not self.writable or not self._good_element(value):
            session.ask("set", thing, f"{self.name}[{index}]", value)
            _effects.of_choice(thing, self.name)
            return
        state = thing._state
        known = state.plain.get(self.name)
        session.push("set", state.reference(), f"{self.name}[{index}]", encode(value))
        if known is not None and len(known) <= MANY:
            known = list(known)
            known[index] = value
            self._wrote(thing, known)
        else:
            self._wrote(thing, None)

    def _flat(self, value: Any) -> list[Any] | None:
        if len(self.shape) != 1:
            return None
        try:
            given = list(value)
        except TypeError:
            return None
        if len(given) != self.length:
            return None
        for each in given:
            if not self._good_element(each):
                return None
        return given

    def _good_element(self, value: Any) -> bool:
        kind = type(value)
        if self.kind == "float":
            return (kind is float or isinstance(value, int)) and -LARGEST <= value <= LARGEST
        if self.kind == "int":
            return isinstance(value, int) and -0x80000000 <= value <= 0x7FFFFFFF
        return kind is bool or (kind is int and value in (0, 1))

    def _wrote(self, thing: Thing, values: list[Any] | None) -> None:
        state = thing._state
        row = state.row if state.row is not None and state.row.keep() else None
        if self.kind == "bool":
            _effects.of_choice(thing, self.name)
        else:
            _effects.of_value(state, self.name)
        if values is not None and self._kept_as_they_are(values):
            state.plain[self.name] = singles(values) if self.kind == "float" else values
        if row is not None:
            row.restore(state, self.name)

    def _kept_as_they_are(self, values: list[Any]) -> bool:
        return self.unlimited or all(self.low <= each <= self.high for each in values)


class LongArray(Array):
    """Numbers whose count the description does not know, as an image's pixels."""

    __slots__ = ()

    def __init__(self, owner: str, name: str, spec: Mapping[str, Any]) -> None:
        super().__init__(owner, name, {**spec, "len": 1})

    def put(self, thing: Thing, value: Any) -> None:
        self.insist(thing, list(value))

    def put_element(self, thing: Thing, index: int, value: Any) -> None:
        known = thing._state.plain.get(self.name)
        super().put_element(thing, index, value)
        if known is not None and self._good_element(value):
            # They are too many to copy for each that is written.
            known[index] = single(value)
            thing._state.plain[self.name] = known

    def _wrote(self, thing: Thing, values: list[Any] | None) -> None:
        super()._wrote(thing, None)


class Pointer(Property):
    """Another thing, or `None`."""

    __slots__ = ("lazy",)

    def __init__(self, owner: str, name: str, spec: Mapping[str, Any]) -> None:
        super().__init__(owner, name, spec)
        self.lazy: bool | None = None if spec.get("nn") else False

    def get(self, thing: Thing) -> Any:
        state = thing._state
        if self.lazy is None:
            kind = _classes.named(self.spec["type"])
            aliased = _ALIASED in kind._lineage and (self.owner, self.name) not in _OWN
            self.lazy = not aliased and not kind._has_subtypes
        if self.lazy:
            return part(thing, self.name, self._part)
        found = state.links.get(self.name)
        if found is not None:
            return found
        if state.expected and self.name in state.expected and state.pending is not None:
            found = _structs.of_pending(session.queue("get", thing, self.name), state.expected[self.name])
        else:
            found = state.row.read(self.name) if state.row is not None else MISSING
            if found is MISSING:
                found = _foresight.fetch(thing, self.name, f"{self.owner}.{self.name}")
        if isinstance(found, Thing):
            state.links[self.name] = found
        return found

    def put(self, thing: Thing, value: Any) -> None:
        if not self.writable or not self._fits(value):
            self.insist(thing, value)
            mirror.forget()
            return
        session.write("set", thing, self.name, value)
        state = thing._state
        _effects.of_pointer(thing, self.name)
        if value is not None:
            state.links[self.name] = value
        if self.owner == "LayerObjects" and self.name == "active":
            _context.set_active(thing, value)

    def _fits(self, value: Any) -> bool:
        return value is None or (isinstance(value, _structs.bpy_struct) and self.spec["type"] in value._lineage)

    def _part(self, state: State) -> Any:
        return _structs.make(_classes.named(self.spec["type"]), state)


class Items(Property):
    """A collection."""

    __slots__ = ()

    def get(self, thing: Thing) -> Any:
        return part(thing, self.name, self._part)

    def _part(self, state: State) -> Any:
        return _collections.make_collection(self.owner, self.name, self.spec, state)


class Computed(Property):
    """A member that Blender's own Python adds and that is read."""

    __slots__ = ()

    def get(self, thing: Thing) -> Any:
        value = self.fetch(thing)
        if not isinstance(value, list):
            return value
        if len(value) == 3 and all(type(each) is float for each in value):
            return mathutils.Vector(value)
        return tuple(value) if (self.owner, self.name) in _TUPLES else value


def make_property(owner: str, name: str, spec: Mapping[str, Any]) -> Property:
    """The member for a property's description."""
    kind = spec["t"]
    if kind == "pointer":
        return Pointer(owner, name, spec)
    if kind == "collection":
        return Items(owner, name, spec)
    if spec.get("len") and kind in ("bool", "int", "float"):
        return Array(owner, name, spec)
    if (owner, name) in _LONG:
        return LongArray(owner, name, spec)
    if kind == "enum":
        return Flags(owner, name, spec) if spec.get("flag") else Choice(owner, name, spec)
    return {"bool": Boolean, "int": Integer, "float": Real, "string": Text}[kind](owner, name, spec)
