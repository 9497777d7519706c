"""`bpy_struct`: things in Blender with attributes, and how references become things."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from bridge import Pending, Refused, encode, mirror, notes, session
from bridge.errors import reason_in_words, refused_attribute
from bridge.mirror import Root
from bridge.values import decode, factories

from . import _classes, _groups, compat
from ._things import State, Thing, make, without_names

# Things that have been met, by identity, so that they are the same objects again.
_met: dict[str, Any] = {}


class StructMeta(type):
    """The type of Blender's types: a property of `bpy.props` may be assigned to them."""

    def __setattr__(cls, name: str, value: Any) -> None:
        if hasattr(value, "initial") and hasattr(value, "coerce"):
            value = KeptProperty(name, value)
        type.__setattr__(cls, name, value)

    def __getattr__(cls, name: str) -> Any:
        raise AttributeError(f"type object '{cls.__name__}' has no attribute '{name}'")


class KeptProperty:
    """A property that a script has defined. Its values stay in the sandbox."""

    def __init__(self, name: str, definition: Any) -> None:
        self.name = name
        self._definition = definition

    def __get__(self, thing: Any, cls: type) -> Any:
        if thing is None:
            return self
        if self._definition.computed:
            return self._definition.read(thing)
        kept = kept_in(thing)
        if self.name not in kept:
            kept[self.name] = self._definition.initial(thing)
        return kept[self.name]

    def put(self, thing: Any, value: Any) -> None:
        """Keeps a value."""
        value = self._definition.coerce(value, thing)
        if not self._definition.computed:
            kept_in(thing)[self.name] = value
        self._definition.written(thing, value)


def kept_in(thing: Thing) -> dict[str, Any]:
    """What the sandbox keeps for a thing."""
    state = thing._state
    if state.kept is None:
        state.kept = {}
    return state.kept


class bpy_struct(Thing, metaclass=StructMeta):  # noqa: N801 - Blender's name
    """A thing in Blender. Its attributes come from the descriptions of its type and those that it inherits from."""

    __slots__ = ()
    # All members of the type by name, with what it inherits.
    _members: Mapping[str, Any] = {}
    _closed: Mapping[str, str] = {}
    _name_member = ""
    # The type and those that it inherits from, as Blender calls them.
    _lineage: tuple[str, ...] = ()
    _has_subtypes = False
    _is_struct = True

    def __init__(self, *_: Any, **__: Any) -> None:
        raise TypeError(f"bpy_struct.__new__({type(self).__name__}): expected a single argument")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        reason = self._closed.get(name)
        if reason == "path":
            return kept_in(self).get(name) or ""
        if reason is not None:
            raise refused_attribute(type(self).__name__, name, reason)
        if self._became_another():
            return getattr(self, name)
        stand_in = compat.member(self._lineage, name)
        if stand_in is not None:
            return stand_in.get(self)
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def __setattr__(self, name: str, value: Any) -> None:
        member = self._members.get(name)
        if member is not None:
            member.put(self, value)
            return
        kept = getattr(type(self), name, None) if not name.startswith("_") else None
        if isinstance(kept, KeptProperty):
            kept.put(self, value)
            return
        if isinstance(kept, property):
            kept.__set__(self, value)
            return
        reason = self._closed.get(name)
        if reason == "path":
            kept_in(self)[name] = str(value)
            notes.add(f"{type(self).__name__}.{name} names a file: it was kept in the sandbox and not set in Blender.")
            return
        if reason is not None:
            raise refused_attribute(type(self).__name__, name, reason)
        if self._became_another():
            setattr(self, name, value)
            return
        stand_in = compat.member(self._lineage, name)
        if stand_in is not None:
            stand_in.set(self, value)
            return
        if kept is not None:
            raise AttributeError(f"'{type(self).__name__}' object attribute '{name}' is read-only")
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def __delattr__(self, name: str) -> None:
        raise TypeError("bpy_struct: del not supported")

    def _became_another(self) -> bool:
        """Whether the thing turns out to be of another type by now, as a light is whose `type` has been set."""
        if not self._has_subtypes and not any(_classes.named(each)._has_subtypes for each in self._lineage[1:]):
            return False
        raw = session.ask("get", self, "")
        kind = raw and _classes.named(raw["type"])
        if not kind or kind is type(self):
            return False
        object.__setattr__(self, "__class__", kind)
        return True

    def __repr__(self) -> str:
        return expression(self)

    def __str__(self) -> str:
        name = f'("{getattr(self, self._name_member)}")' if self._name_member else ""
        return f"<bpy_struct, {type(self).__name__}{name} at {id(self):#x}>"

    def __dir__(self) -> list[str]:
        hidden = {name for name in vars(bpy_struct) if not name.startswith("__")} - {"bl_rna", "rna_type"}
        return sorted({*object.__dir__(self)} - hidden | {*self._members})

    def __getitem__(self, key: str) -> Any:
        value = decode(session.ask("get", self, _custom(key)))
        if isinstance(value, dict | list):
            return _groups.held(value, lambda whole: self.__setitem__(key, whole))
        return value

    def __setitem__(self, key: str, value: Any) -> None:
        member = _custom(key)
        self._state.root.plain += 1
        if isinstance(value, bool | int | float | str):
            session.write("set", self, member, value)
        else:
            session.ask("set", self, member, value)

    def __delitem__(self, key: str) -> None:
        self._state.root.plain += 1
        session.ask("unset", self, _custom(key))

    def __contains__(self, key: str) -> bool:
        if not isinstance(key, str):
            raise TypeError("bpy_struct.__contains__: expected a string")
        return key in self.keys()

    def keys(self) -> list[str]:
        """The names of the custom properties."""
        return list(session.ask("keys", self))

    def values(self) -> list[Any]:
        """The custom properties."""
        return [self[key] for key in self.keys()]

    def items(self) -> list[tuple[str, Any]]:
        """The custom properties with their names."""
        return [(key, self[key]) for key in self.keys()]

    def get(self, key: str, default: Any = None) -> Any:
        """A custom property, or another value if there is none."""
        return self[key] if key in self else default  # noqa: SIM401 - this is it

    def pop(self, key: str, *default: Any) -> Any:
        """A custom property, which is removed."""
        if key not in self:
            if default:
                return default[0]
            raise KeyError("key not found")
        value = self[key]
        del self[key]
        return value

    def as_pointer(self) -> int:
        """Refused: an address means nothing outside of Blender."""
        raise Refused("bpy_struct.as_pointer() is refused: " + reason_in_words("code"))

    def property_unset(self, name: str) -> None:
        """Gives a property its default."""
        self._state.root.forget()
        session.ask("unset", self, name)

    def keyframe_insert(self, data_path: str, *args: Any, **kwargs: Any) -> bool:
        """Sets a keyframe."""
        state = self._state
        given = {"args": [data_path, *args], "kwargs": kwargs}
        if self._keyframe_fits(data_path, *args, **kwargs):
            session.write("call", self, "keyframe_insert", given)
        else:
            session.ask("call", self, "keyframe_insert", given)
        session.used["keyframe_insert"] += 1
        state.root.forget()
        mirror.keyed += 1
        return True

    def _keyframe_fits(
        self, data_path: str, index: int = -1, frame: float = 0, group: str = "", *rest: Any, **others: Any
    ) -> bool:
        """Whether Blender will take these arguments."""
        length = getattr(self._members.get(data_path), "length", 0 if data_path in self._members else -1)
        plain = type(index) is int and isinstance(frame, int | float) and isinstance(group, str)
        return plain and -1 <= index < max(length, 0) and length >= 0 and not rest and not others

    def keyframe_delete(self, data_path: str, *args: Any, **kwargs: Any) -> bool:
        """Removes a keyframe."""
        mirror.forget()
        return bool(session.ask("call", self, "keyframe_delete", {"args": [data_path, *args], "kwargs": kwargs}))

    def driver_add(self, *_: Any) -> Any:
        """Refused: a driver is code."""
        raise Refused("bpy_struct.driver_add() is refused: " + reason_in_words("code"))

    driver_remove = driver_add

    def is_property_set(self, name: str, *, ghost: bool = True) -> bool:
        """Whether a property has another value than its default."""
        return bool(self._ask("is_property_set", name, ghost=ghost))

    def is_property_hidden(self, name: str) -> bool:
        """Whether a property is not shown."""
        return bool(self._ask("is_property_hidden", name))

    def is_property_readonly(self, name: str) -> bool:
        """Whether a property cannot be written."""
        return bool(self._ask("is_property_readonly", name))

    def path_from_id(self, *args: str) -> str:
        """The path from the data-block."""
        return str(self._ask("path_from_id", *args))

    def path_resolve(self, *args: Any) -> Any:
        """What a path leads to."""
        return self._ask("path_resolve", *args)

    def id_properties_clear(self) -> None:
        """Removes the custom properties."""
        self._state.root.plain += 1
        self._ask("id_properties_clear")

    def id_properties_ui(self, key: str) -> Any:
        """How a custom property is shown."""
        return PropertyUI(kept_in(self).setdefault(f'["{key}"]', {}))

    def id_properties_ensure(self) -> Any:
        """The custom properties."""
        return self

    def type_recast(self) -> bpy_struct:
        """The thing as the type that it is by now."""
        self._became_another()
        return self

    @property
    def id_data(self) -> Any:
        """The data-block that it belongs to."""
        return decode(session.ask("get", self, "id_data"))

    @property
    def bl_rna(self) -> Any:
        """What Blender says about the type."""
        return type(self).bl_rna

    @property
    def rna_type(self) -> Any:
        """What Blender says about the type."""
        return type(self).bl_rna

    def _ask(self, function: str, *args: Any, **kwargs: Any) -> Any:
        return decode(session.ask("call", self, function, {"args": args, "kwargs": kwargs}))


class PropertyUI:
    """How a custom property would be shown. Nobody sees it here, so it is only kept."""

    def __init__(self, kept: dict[str, Any]) -> None:
        self._kept = kept

    def update(self, **settings: Any) -> None:
        """Sets some of it."""
        self._kept.update(settings)

    def clear(self) -> None:
        """Forgets all."""
        self._kept.clear()

    def as_dict(self) -> dict[str, Any]:
        """All that was set."""
        return dict(self._kept)


def _custom(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"bpy_struct[key]: only strings are allowed as keys of ID properties, not {type(key).__name__}")
    return f"[{encode(key)}]"


def expression(thing: Any) -> str:
    """The Python expression that leads to a thing, as Blender shows it."""
    reference = _MARK.sub(r"\1]", thing._state.settled())
    found = _DATA_BLOCK.match(reference)
    if found is not None and "[" in reference and isinstance(thing, bpy_struct):
        # Blender prefers names to numbers in some collections.
        own = _EMBEDDED.match(reference)
        with suppress(AttributeError, ReferenceError, TypeError, ValueError):
            reference = f"{(own or found).group()}.{thing.path_from_id()}"
    if found is None:
        return f"bpy.{reference}" if "." in reference else f"<bpy_struct, {type(thing).__name__} at {id(thing):#x}>"
    try:
        name = session.ask("get", found.group(), "name")
    except ReferenceError:
        return f"<bpy_struct, {type(thing).__name__} invalid>"
    return f"bpy.data.{found.group(1)}[{name!r}]{reference[found.end() :]}"


_MARK = re.compile(r'(\[(?:\d+|"(?:[^"\\]|\\.)*"))~[^\]]*\]')
_EMBEDDED = re.compile(r"\w+#\d+\.node_tree(?=\.)")
_DATA_BLOCK = re.compile(r"(\w+)#\d+")


def of_reference(raw: Mapping[str, Any]) -> Any:
    """The thing that a reference in an answer stands for."""
    reference = raw["$ref"]
    key = without_names(reference)
    found = _met.get(key)
    kind = _classes.named(raw["type"])
    if found is None:
        found = _met[key] = make(kind, State(reference, mirror.root(reference)))
    else:
        state = found._state
        if state.pending is None:
            state.ref = reference
        if type(found) is not kind:
            object.__setattr__(found, "__class__", kind)
    if kind._name_member and "name" in raw:
        found._state.plain[kind._name_member] = raw["name"]
    return found


def of_pending(pending: Pending, type_name: str, root: Root | None = None) -> Any:
    """The thing that a queued call will give; `root` is what it will belong to unless it is a data-block."""
    kind = _classes.named(type_name)
    thing = make(kind, State("", Root() if root is None or "ID" in kind._lineage else root, pending))

    def settled(pending: Pending) -> None:
        if pending.reference is not None:
            actual = _classes.named(pending.raw.get("active", pending.raw)["type"])
            if actual is not kind:
                object.__setattr__(thing, "__class__", actual)
            _met.setdefault(without_names(thing._state.reference()), thing)

    pending.settled = settled
    return thing


factories[""] = of_reference
