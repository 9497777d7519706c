"""The verbs that write properties."""

from __future__ import annotations

import json
from typing import Any

from . import blocks, bmeshes, guards, operators, refs, refusals, values
from .allowlist import Collection, Members, Struct
from .reading import custom_properties
from .resolution import FOREIGN, Place, Resolver, attribute

_guards: dict[tuple[Members, str], guards.Write | None] = {}


def set_property(resolver: Resolver, target: str, member: str, arguments: str) -> None:
    """Writes a property, an element of an array or a custom property."""
    place = resolver.resolve(target)
    thing = place.thing
    value = values.decode(json.loads(arguments), resolver)
    if place.members is FOREIGN:
        bmeshes.set(thing, member, value, resolver.session)
        return
    guards.changes(place)
    if type(value) not in values.PLAIN:
        blocks.check_lasting(value)
        guards.own_part(thing, value)
    asked = refs.member(member)
    if place.root is not None:
        resolver.session.touch(place.root)
    if asked.key is not None:
        guards.custom_property(custom_properties(thing), asked.key, value)
        thing[asked.key] = value
        return
    name = asked.name
    if name not in place.members.writable:
        if len(asked.indices) == 1 and _replaced(place, name, asked.indices[0], value):
            return
        _refuse(place, name, value)
    if guard := guard_of(place.members, name):
        guard(thing, value)
    operators.wrote(thing, name)
    if not asked.indices:
        setattr(thing, name, value)
        if name == "type" and isinstance(thing, blocks.ID):
            blocks.forget(thing)
        return
    array = getattr(thing, name)
    for index in asked.indices[:-1]:
        array = array[index]
    array[asked.indices[-1]] = value


def _replaced(place: Place, name: str, index: int, value: Any) -> bool:
    """Replaces an item where items are appended, as materials are; elsewhere a collection's items are not written."""
    if name not in place.members.readable:
        return False
    items = attribute(place, name)
    if not isinstance(items.thing, Collection) or "append" not in items.members.functions:
        return False
    items.thing[index] = value
    return True


def unset(resolver: Resolver, target: str, member: str, _: str) -> None:
    """Resets a property, or removes a custom property."""
    place = resolver.resolve(target)
    asked = refs.member(member)
    thing = custom_properties(place.thing)
    guards.changes(place)
    if place.root is not None:
        resolver.session.touch(place.root)
    if asked.key is not None:
        guards.custom_property(thing, asked.key, None)
        del thing[asked.key]
        return
    if asked.name in thing.bl_rna.properties and asked.name not in place.members.writable:
        _refuse(place, asked.name, None)
    thing.property_unset(asked.name)


def guard_of(members: Members, name: str) -> guards.Write | None:
    """The guard of a property."""
    key = members, name
    if key not in _guards:
        found = (guards.WRITES.get(f"{each}.{name}") for each in members.lineage)
        _guards[key] = next((guard for guard in found if guard), None)
    return _guards[key]


def _refuse(place: Place, name: str, value: Any) -> None:
    thing, members = place.thing, place.members
    if name not in members.readable:
        raise refusals.missing(thing, members, name)
    declared = thing.bl_rna.properties.get(name) if isinstance(thing, Struct) else None
    if declared is not None and not declared.is_readonly:
        raise refusals.closed(f"writing {members.name}.{name}", "unknown")
    # Blender refuses in its own words.
    setattr(thing, name, value)
    raise AttributeError(f'attribute "{name}" from "{members.name}" is read-only')
