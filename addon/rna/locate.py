"""References to what Blender answers with: where a thing is, so that it can be found there again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import bpy

from . import allowlist, blocks, refs
from .allowlist import Collection, Struct, kind_named
from .blocks import ID
from .identity import has_mark, mark

# Properties that are looked into for things that do not know their own path.
HOMES = {
    "NodeLink": ("links",),
    "LayerCollection": ("view_layers", "layer_collection", "children"),
    "FCurve": ("layers", "strips", "channelbags", "fcurves"),
    "ActionGroup": ("layers", "strips", "channelbags", "groups"),
    "ActionChannelbag": ("layers", "strips", "channelbags"),
    "ActionStrip": ("layers", "strips"),
    "ActionLayer": ("layers",),
    "ActionSlot": ("slots",),
    "NodeTreeInterfaceItem": ("interface", "items_tree"),
    "NodeTreeInterface": ("interface",),
    "GreasePencilFrame": ("layers", "frames"),
    "GreasePencilDrawing": ("layers", "frames", "drawing"),
    "ParticleSystem": ("particle_systems",),
    "TimelineMarker": ("timeline_markers", "pose_markers"),
    "KeyingSet": ("keying_sets",),
    "Area": ("areas",),
    "Space": ("areas", "spaces"),
    "EditBone": ("edit_bones",),
    "Bone": ("bones",),
    "BoneCollection": ("collections_all",),
    "VertexGroup": ("vertex_groups",),
    "Spline": ("splines",),
    "MetaElement": ("elements",),
    "ShapeKey": ("key_blocks",),
}
# What is a base of references itself.
BASES = {bpy.types.BlendData: "data", bpy.types.Context: "context", bpy.types.Depsgraph: "depsgraph"}
# Properties that hold a thing of a type of which there are also lists, and the thing is theirs.
OWNED = frozenset({"layer_collection", "custom", "colors", "custom_shape_transform", "region_3d", "cycles_visibility"})


def describe(thing: Any, text: str) -> dict[str, Any]:
    """A reference with what goes with it in an answer."""
    kind: Any = type(thing)
    identifier, name_property = _kind(kind)
    described = {"$ref": text, "type": identifier}
    if name_property:
        described["name"] = getattr(thing, name_property)
    return described


@cache
def _kind(kind: Any) -> tuple[str, str]:
    struct = kind.bl_rna
    members = allowlist.of_struct(kind)
    name = members.name if members else struct.identifier
    return name, struct.name_property.identifier if struct.name_property else ""


def property_value(owner: Any, text: str, name: str, value: Any) -> str:
    """The reference to the value of a property of a thing with the reference `text`. Raises `ReferenceError`."""
    if isinstance(value, ID):
        # What modifiers have made is only reached through its object.
        return block(value) or f"{text}.{name}"
    path = f"{text}.{name}"
    if isinstance(owner, bpy.types.Context):
        return anywhere(value)
    if isinstance(owner, Collection) or (name not in OWNED and _refers(owner.__class__, name)):
        # What is active may be another thing next time; but of evaluated data, nothing else is known.
        lasting = not name.startswith("active") or blocks.reference(value.id_data) is None
        return anywhere(value, path if lasting else _listed(owner, text, value))
    return path


def _listed(owner: Any, text: str, thing: Any) -> str:
    """The reference to a thing that is in one of its owner's own lists; empty if it is in none."""
    for each in owner.bl_rna.properties if isinstance(owner, Struct) else ():
        if each.type == "COLLECTION" and (
            found := item(getattr(owner, each.identifier), f"{text}.{each.identifier}", thing)
        ):
            return found
    return ""


def anywhere(thing: Any, otherwise: str = "") -> str:
    """The reference to a thing from what it knows of itself; `otherwise` if that is nothing and it is not empty."""
    if isinstance(thing, ID):
        found = block(thing)
    elif type(thing) in BASES:
        return BASES[type(thing)]
    else:
        found = _in_owner(thing)
    if found is None and not otherwise:
        raise ReferenceError(f"a {type(thing).bl_rna.identifier} cannot be referred to from here")
    return found or otherwise


def block(thing: Any) -> str | None:
    """The reference to a data-block, of the file or evaluated, or `None` if it is neither."""
    return blocks.reference(thing) or _evaluated(thing)


def _evaluated(thing: Any) -> str | None:
    """The reference to an evaluated copy of a data-block of the file."""
    original = thing.original if thing.is_evaluated else None
    # Not the up-to-date one: to bring it up to date could free the thing.
    graph = bpy.context.view_layer.depsgraph
    if original is None or graph is None or original.evaluated_get(graph) != thing:
        return None
    text = blocks.reference(original)
    return text and f"{text}!evaluated"


def item(collection: Any, text: str, thing: Any) -> str | None:
    """The reference to an item of a collection with the reference `text`, or `None` if it is not in there."""
    if isinstance(thing, ID):
        return block(thing)
    count = len(collection)
    if count and collection[count - 1] == thing:
        return at(text, count - 1, thing)
    for index, each in enumerate(collection):
        if each == thing:
            return at(text, index, thing)
    return None


def at(text: str, index: int, thing: Any) -> str:
    """The reference to the item at an index."""
    return text + _key(index, thing)


def named(text: str, name: str, thing: Any) -> str:
    """The reference to the item of a name."""
    return text + _key(name, thing)


def _in_owner(thing: Any) -> str | None:
    owner = thing.id_data
    if owner is None:
        return None
    text = blocks.reference(owner)
    if text is None:
        return None
    return _by_path(owner, text, thing) or _by_search(owner, text, thing)


def _by_path(owner: Any, text: str, thing: Any) -> str | None:
    try:
        steps = refs.steps("." + thing.path_from_id())
    except (ValueError, AttributeError):
        return None
    found = owner
    for sign, name, _ in steps:
        if sign == ".":
            found = getattr(found, str(name), None)
            text += f".{name}"
            continue
        try:
            found = found[name]
        except (IndexError, KeyError, TypeError):
            return None
        text += _key(name, found)
    return text if found == thing else None


def _key(name: int | str, found: Any) -> str:
    key = json.dumps(name) if isinstance(name, str) else name
    kind: Any = type(found)
    return f"[{key}~{mark(found)}]" if isinstance(found, Struct) and has_mark(kind) else f"[{key}]"


def _by_search(owner: Any, text: str, thing: Any) -> str | None:
    kind: Any = type(thing)
    for way in _homes(kind):
        for found, where in _walk(owner, text, way):
            if found == thing:
                return where
    return None


@cache
def _homes(kind: Any) -> tuple[tuple[str, ...], ...]:
    struct = kind.bl_rna
    found: list[tuple[str, ...]] = []
    while struct is not None:
        if way := HOMES.get(struct.identifier):
            found += [way] if len(way) > 2 or way[0] != "timeline_markers" else [(each,) for each in way]
        struct = struct.base
    return tuple(found)


def _walk(thing: Any, text: str, way: tuple[str, ...]) -> Iterator[tuple[Any, str]]:
    """All things at the end of a way; the last property is followed to any depth if it is of a tree."""
    if not way:
        yield thing, text
        return
    value = getattr(thing, way[0], None)
    where = f"{text}.{way[0]}"
    if isinstance(value, Collection):
        for index, each in enumerate(value):
            yield from _walk(each, at(where, index, each), way[1:])
            if way == ("children",):
                yield from _walk(each, at(where, index, each), way)
    elif isinstance(value, Struct):
        if len(way) > 1 and way[1] == "children":
            yield value, where
        yield from _walk(value, where, way[1:])


@cache
def _item_types() -> frozenset[str]:
    """Types of which there are lists."""
    found = set()
    for name in dir(bpy.types):
        kind = kind_named(name)
        for each in kind.bl_rna.properties if kind else ():
            if each.type == "COLLECTION":
                found.add(each.fixed_type.identifier)
    return frozenset(found - {"Struct", "PropertyGroup", "UnknownType", "AnyType", "ID"})


@cache
def _refers(owner: Any, name: str) -> bool:
    declared = owner.bl_rna.properties.get(name)
    struct = getattr(declared, "fixed_type", None)
    if struct is None or declared.type != "POINTER":
        return True
    while struct is not None:
        if struct.identifier in _item_types():
            return True
        struct = struct.base
    return False
