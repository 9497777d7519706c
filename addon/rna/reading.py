"""The verbs that read."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from . import (
    allowlist,
    answers,
    blocks,
    bmeshes,
    identity,
    locate,
    operators,
    refs,
    refusals,
    resolution,
    unfinished,
    values,
)
from .allowlist import Collection, Struct
from .resolution import FOREIGN, Place, Resolver

MAX_ITEMS = 1_000_000

DTYPES = {"FLOAT": np.float32, "INT": np.int32, "BOOLEAN": np.bool_}


def get(resolver: Resolver, target: str, member: str, _: str) -> Any:
    """A property, an element of an array, a custom property, or the target itself."""
    place = resolver.resolve(target)
    thing = place.thing
    if place.members is FOREIGN:
        return values.encode(bmeshes.get(thing, member, resolver.session) if member else thing, resolver.session)
    if not member:
        return answers.itself(resolver, place, target)
    asked = refs.member(member)
    if asked.key is not None:
        return values.encode(custom_properties(thing)[asked.key], resolver.session)
    if asked.name not in place.members.readable:
        raise refusals.missing(thing, place.members, asked.name)
    if unfinished.before_read(asked.name):
        raise resolution.Outdated
    operators.reads(thing, asked.name)
    value = getattr(thing, asked.name)
    for index in asked.indices:
        value = value[index]
    return answers.member(resolver, value, place, target, asked.name)


def items(resolver: Resolver, target: str, _: str, __: str) -> Any:
    """The items of a collection; of a structure, the names and values of its custom properties."""
    place = resolver.resolve(target)
    thing = place.thing
    if place.members is FOREIGN:
        return values.encode(bmeshes.items(thing, resolver.session), resolver.session)
    if isinstance(thing, Collection):
        _check_length(thing)
        text = answers.canonical(resolver, target)
        return [answers.item(text, index, each) for index, each in enumerate(thing)]
    if isinstance(thing, Struct):
        return [[key, values.encode(thing[key], resolver.session)] for key in _custom_keys(thing)]
    return values.encode_list(thing, resolver.session)


def keys(resolver: Resolver, target: str, _: str, __: str) -> list[str]:
    """The names of a collection's items, or of a structure's custom properties."""
    place = resolver.resolve(target)
    if place.members is FOREIGN:
        return bmeshes.keys(place.thing, resolver.session)
    if isinstance(place.thing, Collection):
        return list(place.thing.keys())
    return _custom_keys(place.thing)


def count(resolver: Resolver, target: str, _: str, __: str) -> int:
    """How many items a collection has."""
    place = resolver.resolve(target)
    if place.members is FOREIGN:
        return bmeshes.count(place.thing, resolver.session)
    return len(place.thing)


def find(resolver: Resolver, target: str, _: str, arguments: str) -> Any:
    """An item by name or index, or `None`."""
    place = resolver.resolve(target)
    thing = place.thing
    key = json.loads(arguments)
    if not isinstance(key, str | int) or (isinstance(key, str) and "\0" in key):
        raise TypeError(f"bpy_prop_collection[key]: invalid key, must be a string or an int, not {type(key).__name__}")
    try:
        found = bmeshes.find(thing, key, resolver.session) if place.members is FOREIGN else thing[key]
    except (IndexError, KeyError):
        return None
    if not isinstance(found, Struct):
        return values.encode(found, resolver.session)
    text = answers.canonical(resolver, target)
    if isinstance(key, int):
        return answers.item(text, key if key >= 0 else key + len(thing), found)
    if isinstance(found, blocks.ID) and (known := locate.block(found)):
        return locate.describe(found, known)
    return locate.describe(found, locate.named(text, key, found))


def column(resolver: Resolver, target: str, member: str, _: str) -> Any:
    """A property of every item of a collection."""
    place = resolver.resolve(target)
    thing = place.thing
    if place.members is FOREIGN:
        return values.encode(bmeshes.column(thing, member, resolver.session), resolver.session)
    if not isinstance(thing, Collection | list | tuple):
        raise TypeError(f"'{type(thing).__name__}' object is not iterable")
    _check_length(thing)
    if unfinished.before_read(member):
        raise resolution.Outdated
    operators.reads(None, member)
    if isinstance(thing, Collection) and len(thing) and (numbers := _numbers(thing, member)) is not None:
        return numbers
    text = answers.canonical(resolver, target)
    return [_cell(resolver, text, index, each, member) for index, each in enumerate(thing)]


def _cell(resolver: Resolver, text: str, index: int, thing: Any, member: str) -> Any:
    if thing is None:
        raise AttributeError(f"'NoneType' object has no attribute '{member}'")
    place = resolution.of_struct(thing, None)
    if member not in place.members.readable:
        raise refusals.missing(thing, place.members, member)
    value = getattr(thing, member)
    if type(value) in values.PLAIN:
        return value
    return answers.member(resolver, value, place, locate.at(text, index, thing), member)


def _numbers(collection: Any, member: str) -> list[Any] | None:
    """A column of numbers of things of one type, all at once."""
    kind: Any = type(collection[0])
    if issubclass(kind, blocks.ID) or identity.has_mark(kind):
        return None
    members = allowlist.of_struct(kind)
    declared = kind.bl_rna.properties.get(member)
    if members is None or member not in members.readable or declared is None or declared.type not in DTYPES:
        return None
    if (kind.bl_rna.identifier, member) == ("MeshPolygon", "vertices"):
        # Not all faces have as many.
        return None
    shape = allowlist.dimensions(declared)
    size = int(np.prod(shape, dtype=np.int64)) * len(collection)
    if size > values.MAX_NUMBERS:
        raise ValueError(f"at most {values.MAX_NUMBERS} numbers can be read at once")
    buffer = np.empty(size, DTYPES[declared.type])
    collection.foreach_get(member, buffer)
    numbers: list[Any] = buffer.reshape(len(collection), *shape).tolist()
    return numbers


def custom_properties(thing: Any) -> Any:
    """A thing that can have custom properties."""
    if not isinstance(thing, Struct):
        raise TypeError(f"'{type(thing).__name__}' object has no custom properties")
    return thing


def _custom_keys(thing: Any) -> list[str]:
    declared = custom_properties(thing).bl_rna.properties
    keys = thing.keys()
    return [key for key in keys if key not in declared]


def _check_length(collection: Any) -> None:
    if len(collection) > MAX_ITEMS:
        raise ValueError(f"at most {MAX_ITEMS} items can be listed; this has {len(collection)}")


def check_items(place: Place, name: Any, *, writing: bool) -> None:
    """Raises a `PermissionError` if a property is closed for an item of a collection."""
    for kind in _kinds(place.thing):
        members = allowlist.of_struct(kind)
        if members is None:
            raise refusals.closed_type(kind)
        if name not in (members.writable if writing else members.readable):
            error = refusals.missing(kind, members, str(name))
            # What does not exist Blender refuses in its own words.
            if isinstance(error, PermissionError):
                raise error


def is_read_only(collection: Any, name: Any) -> bool:
    """Whether a property of a collection's items cannot be written in Blender itself."""
    if not len(collection) or not isinstance(name, str) or collection[0] is None:
        return False
    declared = collection[0].bl_rna.properties.get(name)
    return declared is not None and bool(declared.is_readonly)


def _kinds(collection: Any) -> set[Any]:
    first: Any = type(collection[0]) if len(collection) else None
    if first is not None and not issubclass(first, (blocks.ID, type(None))) and not identity.has_mark(first):
        # An array.
        return {first}
    return {type(each) for each in collection if each is not None}
