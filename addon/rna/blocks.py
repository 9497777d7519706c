"""Data-blocks by session uid, and the other way round.

Blender invalidates its Python objects of data-blocks when it frees them, and only those: what is in a data-block is
never kept, but looked up again from here at every use.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import bpy

from . import allowlist

ID = bpy.types.ID

# Data-blocks that belong to another one, and by which property.
OWNERS = (
    ("materials", "node_tree"),
    ("worlds", "node_tree"),
    ("lights", "node_tree"),
    ("scenes", "collection"),
    ("scenes", "node_tree"),
    ("textures", "node_tree"),
    ("linestyles", "node_tree"),
)

_known: dict[int, Any] = {}
_owners: dict[int, tuple[str, int, str]] = {}


def removed(kind: str) -> ReferenceError:
    """Blender's own error for something that is gone."""
    return ReferenceError(f"StructRNA of type {kind} has been removed")


def block(collection: str, uid: int) -> Any:
    """The data-block with a session uid. Raises `ReferenceError`."""
    found = _known.get(uid)
    if found is not None:
        try:
            if found.session_uid == uid:
                return found
        except ReferenceError:
            del _known[uid]
    _scan(collection)
    found = _known.get(uid)
    if found is None:
        raise removed(_item_type(collection))
    return found


def forget(found: Any) -> None:
    """Looks a data-block up anew the next time: its Python object keeps the type that it had, as a light's does."""
    _known.pop(found.session_uid, None)


def reference(found: Any) -> str | None:
    """The reference to a data-block, or `None` if it is not in the file's data, as evaluated ones are not."""
    uid = found.session_uid
    kind: Any = type(found)
    collection = _collection(kind)
    if collection is None:
        return None
    if not _is_known(uid, found):
        if found.is_evaluated:
            return None
        if found.is_embedded_data:
            return _embedded(found)
        data = bpy.data
        if getattr(data, collection).get(found.name) == found:
            _known[uid] = found
        else:
            _scan(collection)
            if not _is_known(uid, found):
                return None
    return f"{collection}#{uid}"


def check_lasting(value: Any) -> None:
    """Raises a `PermissionError` if a value has anything that is not in the file's data, as evaluated things are not.

    Blender frees those whenever it evaluates, and would go on using what it was given.
    """
    if isinstance(value, allowlist.Struct):
        owner = value.id_data
        if owner is not None and reference(owner) is None:
            raise PermissionError(
                f"the {type(value).__name__} is evaluated or temporary and can only be read; use the original"
            )
    elif isinstance(value, list | tuple):
        if not (value and type(value[0]) is float):
            for each in value:
                check_lasting(each)
    elif isinstance(value, dict):
        for each in value.values():
            check_lasting(each)


def _is_known(uid: int, found: Any) -> bool:
    try:
        known = _known.get(uid)
        return known is not None and known.session_uid == uid and known == found
    except ReferenceError:
        return False


def _embedded(found: Any) -> str | None:
    uid = found.session_uid
    if owned := _owners.get(uid):
        collection, owner_uid, member = owned
        try:
            if getattr(block(collection, owner_uid), member, None) == found:
                return f"{collection}#{owner_uid}.{member}"
        except ReferenceError:
            pass
    data = bpy.data
    for collection, member in OWNERS:
        for owner in getattr(data, collection):
            if getattr(owner, member, None) == found:
                _owners[uid] = collection, owner.session_uid, member
                return f"{reference(owner)}.{member}"
    return None


def _scan(collection: str) -> None:
    members = allowlist.of_struct(bpy.types.BlendData)
    if members is None or collection not in members.readable:
        raise ValueError(f"{collection[:100]!r} is no collection of data-blocks")
    data = bpy.data
    found = getattr(data, collection)
    if not isinstance(found, allowlist.Collection):
        raise ValueError(f"{collection[:100]!r} is no collection of data-blocks")
    if len(_known) > 100_000:
        _known.clear()
        _owners.clear()
    for each in found:
        _known[each.session_uid] = each


@cache
def _collections() -> dict[str, str]:
    """The collection for each type of data-block."""
    properties = bpy.types.BlendData.bl_rna.properties
    return {each.fixed_type.identifier: each.identifier for each in properties if each.type == "COLLECTION"}


@cache
def _collection(kind: Any) -> str | None:
    struct = kind.bl_rna
    while struct is not None:
        if struct.identifier in _collections():
            return _collections()[struct.identifier]
        struct = struct.base
    return None


def _item_type(collection: str) -> str:
    return str(bpy.types.BlendData.bl_rna.properties[collection].fixed_type.identifier)
