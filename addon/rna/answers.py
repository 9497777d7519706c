"""Answers: what Blender gives, as JSON with references."""

from __future__ import annotations

from typing import Any

from . import allowlist, blocks, locate, refs, values
from .allowlist import Collection, ExtensibleCollection, Struct
from .resolution import Place, Resolver


def canonical(resolver: Resolver, target: str) -> str:
    """A reference that means the same in another batch, and when another object is active."""
    kind = refs.parse(target).kind
    if kind == "$":
        return _of_result(resolver, target)
    if kind not in ("context", "data"):
        return target
    thing = resolver.resolve(target).thing
    if isinstance(thing, Struct):
        return locate.anywhere(thing, target)
    owner, dot, name = target.rpartition(".")
    return f"{canonical(resolver, owner)}.{name}" if dot and isinstance(thing, Collection) else target


def _of_result(resolver: Resolver, target: str) -> str:
    number = refs.parse(target).number
    result = resolver.results[number]
    if isinstance(result, dict) and "active" in result:
        result = result["active"]
    rest = target[len(f"${number}") :]
    return f"{result['$ref']}{rest}" if isinstance(result, dict) and "$ref" in result else target


def itself(resolver: Resolver, place: Place, target: str) -> Any:
    """The answer for a thing that was asked for by its reference."""
    thing = place.thing
    if isinstance(thing, Struct):
        return locate.describe(thing, locate.anywhere(thing, canonical(resolver, target)))
    if isinstance(thing, Collection):
        return {"$ref": canonical(resolver, target), "type": place.members.name}
    return values.encode(thing, resolver.session)


def member(resolver: Resolver, value: Any, place: Place, target: str, name: str) -> Any:
    """The answer for the value of a member."""
    if type(value) in values.PLAIN:
        return value
    if isinstance(value, Struct):
        text = locate.property_value(place.thing, canonical(resolver, target), name, value)
        return locate.describe(value, text)
    if isinstance(value, Collection):
        owner = allowlist.owner_of(place.thing, place.members)
        members = allowlist.of_collection(owner, name, type(value) is ExtensibleCollection)
        return {"$ref": f"{canonical(resolver, target)}.{name}", "type": members.name}
    return values.encode(value, resolver.session)


def item(text: str, index: int, thing: Any) -> dict[str, Any] | None:
    """The answer for the item at an index of a collection with the reference `text`."""
    if thing is None:
        # An empty slot.
        return None
    found = locate.block(thing) if isinstance(thing, blocks.ID) else None
    return locate.describe(thing, found or locate.at(text, index, thing))


def made(resolver: Resolver, collection: Any, target: str, thing: Any) -> dict[str, Any]:
    """The answer for what a function of a collection has given, as an item of it."""
    text = locate.item(collection, canonical(resolver, target), thing)
    return locate.describe(thing, text or locate.anywhere(thing))


def given(thing: Any) -> dict[str, Any]:
    """The answer for what a function of a structure has given."""
    return locate.describe(thing, locate.anywhere(thing))
