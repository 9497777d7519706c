"""Meshes in the making: Blender's module `bmesh` for components, see docs/rna.md.

Trusts nothing: only what `allowed.json` lists exists, only things that Blender itself invalidates are held (`views`),
and no mesh grows without end (`growth`).
"""

from __future__ import annotations

from typing import Any

import bmesh

from . import allowed, functions, layers, operators
from .holding import elements, encode, holds_elements
from .plain import plain
from .views import ELEMENTS, OWN, Layer, LayerAccess, LayerCollection, SelectHistory, Sequence, kind_of, native

__all__ = ["call", "column", "count", "elements", "encode", "find", "get", "items", "keys", "owns", "set"]

MODULES = frozenset({"bmesh", "bmesh.ops", "bmesh.utils", "bmesh.geometry"})
_DOMAINS = frozenset({"verts", "edges", "faces", "loops"})


def owns(thing: Any) -> bool:
    """Whether this is a mesh in the making, a part of one or a list of parts."""
    kind = type(thing)
    if kind in OWN:
        return True
    if kind is list and thing:
        return type(thing[0]) in ELEMENTS or (type(thing[0]) is list and holds_elements(thing))
    return kind is dict and bool(thing) and type(next(iter(thing))) in ELEMENTS


def get(thing: Any, member: str, session: Any) -> Any:
    """Reads a member."""
    kind = kind_of(thing)
    name, index = allowed.split(member)
    if name not in _members(kind).get:
        raise allowed.missing(kind, member)
    view = _view(thing, kind, name)
    if view is not None:
        if index is not None:
            raise allowed.missing(kind, member)
        return view
    value = plain(getattr(native(thing) if kind not in _ALWAYS_CHECKED else thing, name))
    return value if index is None else value[index]


def set(thing: Any, member: str, value: Any, session: Any) -> None:  # noqa: A001 - the name of the verb
    """Writes a member."""
    kind = kind_of(thing)
    name, index = allowed.split(member)
    if name not in _members(kind).set:
        raise allowed.missing(kind, member)
    target = native(thing)
    if index is None:
        setattr(target, name, native(value))
    else:
        getattr(target, name)[index] = value


def call(thing: Any, member: str, args: list[Any], kwargs: dict[str, Any], session: Any) -> Any:
    """Calls a member of a thing, or a function of a module given by its path."""
    try:
        if thing == "bmesh.ops":
            return operators.run(member, args, kwargs, session)
        if isinstance(thing, str):
            if member not in allowed.FUNCTIONS.get(thing, ()):
                raise AttributeError(f"module {thing[:100]!r} has no attribute {member[:100]!r}")
            return functions.call_module(thing, member, args, kwargs, session)
        return _call(thing, member, args, kwargs, session)
    except SystemError as error:
        # Some of Blender's functions refuse an argument of a wrong type without saying why.
        raise TypeError(f"{member}(..): an argument is of a wrong type") from error


def items(thing: Any, session: Any) -> list[Any]:
    """All items of a sequence."""
    if type(thing) is Sequence:
        return thing.items()
    if type(thing) is LayerCollection:
        return functions.list_layers(session, thing)
    if type(thing) is SelectHistory:
        return list(thing.native())
    raise TypeError(f"{kind_of(thing)!r} object is not iterable")


def keys(thing: Any, session: Any) -> list[str]:
    """The names of layers."""
    if type(thing) is LayerCollection:
        return list(thing.native().keys())
    raise TypeError(f"{kind_of(thing)!r} object has no keys")


def count(thing: Any, session: Any) -> int:
    """How many items a sequence has."""
    if type(thing) is Sequence and thing.domain == "loops":
        return sum(len(face.loops) for face in thing.mesh.faces)
    if type(thing) in (Sequence, LayerCollection, SelectHistory):
        return len(thing.native())
    raise TypeError(f"object of type {kind_of(thing)!r} has no len()")


def find(thing: Any, key: Any, session: Any) -> Any:
    """An item of a sequence by index, or a layer by index or name. Raises Blender's error if there is none."""
    if type(key) not in (int, str):
        raise TypeError(f"{kind_of(thing)}[key]: a key is a number or a name")
    if type(thing) is LayerCollection:
        return thing.layer(thing.native()[key])
    if type(thing) is Sequence:
        return thing.native()[key]
    if type(thing) is SelectHistory:
        return items(thing, session)[key]
    raise TypeError(f"{kind_of(thing)!r} object is not subscriptable")


def column(thing: Any, member: str, session: Any) -> list[Any]:
    """A member of every item of a sequence, or all values of a layer."""
    if type(thing) is Layer:
        return layers.column(thing, member)
    if type(thing) is not Sequence:
        raise TypeError(f"{kind_of(thing)!r} object is not iterable")
    kind = _ITEMS[thing.domain]
    if member.endswith("()") and member.startswith("calc_") and member[:-2] in _members(kind).call:
        return [plain(getattr(each, member[:-2])()) for each in thing.items()]
    if member not in _members(kind).get:
        raise allowed.missing(kind, member)
    if member in _VECTORS:
        return [getattr(each, member)[:] for each in thing.items()]
    return [plain(getattr(each, member)) for each in thing.items()]


_ITEMS = {"verts": "BMVert", "edges": "BMEdge", "faces": "BMFace", "loops": "BMLoop"}
_VECTORS = frozenset({"co", "normal"})
# Blender's own getters look whether the thing still exists, and `is_valid` is asked of those that do not.
_ALWAYS_CHECKED = frozenset({"BMesh", *_ITEMS.values()})
_NONE = allowed.Members(frozenset(), frozenset(), frozenset())


def _members(kind: str) -> allowed.Members:
    return allowed.TYPES.get(kind, _NONE)


def _view(thing: Any, kind: str, name: str) -> Any:
    """The part of a mesh that is not held by Blender's wrapper."""
    if kind == "BMesh":
        if name in _DOMAINS or name == "select_history":
            native(thing)
        if name in _DOMAINS:
            return Sequence(thing, name)
        if name == "select_history":
            return SelectHistory(thing)
    if type(thing) is Sequence and name == "layers":
        return LayerAccess(thing.mesh, thing.domain)
    if type(thing) is LayerAccess:
        return LayerCollection(thing.mesh, thing.domain, name)
    if type(thing) is LayerCollection and name == "active":
        active = thing.native().active
        return None if active is None else thing.layer(active)
    return None


def _call(thing: Any, member: str, args: list[Any], kwargs: dict[str, Any], session: Any) -> Any:
    kind = kind_of(thing)
    special = functions.METHODS.get((kind, member))
    if special is not None:
        if type(thing) is bmesh.types.BMesh:
            native(thing)
        return special(session, thing, *args, **kwargs)
    if member not in _members(kind).call:
        raise allowed.missing(kind, member)
    arguments = [native(each) for each in args] if args else ()
    return plain(getattr(native(thing), member)(*arguments, **{key: native(each) for key, each in kwargs.items()}))
