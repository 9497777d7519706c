"""What is open: `allowed.json`, and the look-ups in it that every call makes.

A type that is not on the list is closed with all that it inherits; a member is open if the list of the type that
declares it has it. Nothing is open by a rule.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from bpy import types

from . import reasons

LIST = Path(__file__).with_name("allowed.json")
# What all structures and all collections have besides their own members.
STRUCT = "bpy_struct"
COLLECTION = "bpy_prop_collection"
EXTENSIBLE = "bpy_prop_collection_idprop"

Struct = types.bpy_struct
Collection = types.bpy_prop_collection
# Blender 4.2 has no such type, and nothing is one there.
ExtensibleCollection: Any = getattr(types, EXTENSIBLE, type(EXTENSIBLE, (), {}))


@dataclass(frozen=True)
class Entry:
    """A line of the list: a type's own members."""

    writable: frozenset[str] = frozenset()
    readable: frozenset[str] = frozenset()
    functions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Members:
    """All that is open of a type, with what it inherits from the types of its lineage, itself first.

    `readable` includes what is writable.
    """

    name: str
    lineage: tuple[str, ...]
    readable: frozenset[str]
    writable: frozenset[str]
    functions: Mapping[str, str]


def parse(text: str) -> dict[str, Entry]:
    """The list from its JSON."""
    return {
        name: Entry(
            frozenset(line.get("set", "").split()),
            frozenset(line.get("get", "").split()),
            {each: effect for effect in ("read", "edit", "delete") for each in line.get(effect, "").split()},
        )
        for name, line in json.loads(text).items()
    }


@cache
def entries() -> dict[str, Entry]:
    """The list."""
    return parse(LIST.read_text("utf-8"))


# What inherits from these and is closed is shown as one of these: scripts look through all for the one they want.
SHOWN = ("Space",)
NOTHING = Members("", (), frozenset(), frozenset(), {})


def _merged(name: str, names: list[str]) -> Members:
    found = [entry for each in names if (entry := entries().get(each))]
    writable = frozenset().union(*(each.writable for each in found))
    readable = writable.union(*(each.readable for each in found))
    functions: dict[str, str] = {}
    for each in reversed(found):
        functions |= each.functions
    return Members(name, tuple(names), readable, writable, functions)


@cache
def of_struct(kind: Any) -> Members | None:
    """What is open of a structure of this Python type; `None` if the type is closed."""
    lineage = [each.identifier for each in reasons.lineage(kind.bl_rna)]
    shown = lineage[0] if lineage[0] in entries() else next((each for each in SHOWN if each in lineage), "")
    return _merged(shown, [*lineage[lineage.index(shown) :], STRUCT]) if shown in entries() else None


@cache
def of_collection(owner: Any, name: str, extensible: bool) -> Members:
    """What is open of the collection that is the property `name` of a structure of this type."""
    declared = owner.bl_rna.properties.get(name) if owner is not None else None
    srna = getattr(declared, "srna", None)
    names = [srna.identifier] if srna is not None and srna.identifier in entries() else []
    return _merged(names[0] if names else COLLECTION, [*names, COLLECTION, *([EXTENSIBLE] if extensible else [])])


def is_open(identifier: str) -> bool:
    """Whether the type of this name is on the list."""
    return identifier in entries()


def kind_named(identifier: str) -> Any:
    """The Python type of this name, or `None`."""
    if not identifier.isidentifier():
        return None
    # Blender makes most Python types when they are asked for; of property groups it only knows those that exist.
    kind = getattr(types, identifier, None) or Struct.bl_rna_get_subclass_py(identifier, None)
    return kind if isinstance(kind, type) and issubclass(kind, Struct) and hasattr(kind, "bl_rna") else None


def why_closed(struct: Any, name: str) -> str:
    """The reason for which a member is closed; empty if the type has no such member."""
    for each in reasons.lineage(struct):
        owner = each.identifier
        inherited = each.base
        if (found := each.properties.get(name)) and not (inherited and inherited.properties.get(name)):
            return reasons.of_property(owner, found) or reasons.UNKNOWN
        if (function := each.functions.get(name)) and not (inherited and inherited.functions.get(name)):
            return reasons.of_function(owner, function) or reasons.UNKNOWN
    kind = kind_named(struct.identifier)
    for python in getattr(kind, "__mro__", ()):
        if name in python.__dict__:
            return reasons.of_member(python.__name__.removeprefix("_StructRNA") or STRUCT, name) or reasons.UNKNOWN
    return ""


def owner_of(thing: Any, members: Members) -> Any:
    """The Python type that declares the properties of a structure or of a collection."""
    return type(thing) if isinstance(thing, Struct) else kind_named(members.name)


def dimensions(declared: Any) -> tuple[int, ...]:
    """The shape of an array property; empty for one that is no array."""
    if not declared.is_array:
        return ()
    return tuple(each for each in declared.array_dimensions if each) or (declared.array_length,)
