"""Classes for Blender's types, made from their descriptions when they are first met."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bridge import schema
from bridge.errors import refused_attribute

from . import _collections, _functions, _properties, _special, _structs
from ._rna import TypeDescription

_structures: dict[str, Any] = {"bpy_struct": _structs.bpy_struct}
_collection_types: dict[str, Any] = {}


def named(name: str) -> Any:
    """The class of a type. Raises `AttributeError` if there is none or it is closed."""
    found = _structures.get(name)
    return _structures.setdefault(name, _make(name)) if found is None else found


def collection_named(name: str) -> Any:
    """The class of a collection with functions of its own."""
    found = _collection_types.get(name)
    if found is None:
        found = _collection_types[name] = _derive(name, _description(name), _collections.bpy_prop_collection)
    return found


def is_open(name: str) -> bool:
    """Whether there is such a type and it is open."""
    return name in _structures or "closed_type" not in (schema.get(name) or {"closed_type": ""})


def define(name: str, cls: Any) -> None:
    """Sets the class of a type that is not made from a description."""
    _structures[name] = cls


def fetch(names: Iterable[str]) -> None:
    """Asks for the descriptions of types that will be needed, all at once."""
    schema.fetch({name for name in names if name not in _structures})


def prepare(names: Iterable[str]) -> None:
    """Makes the classes of types whose descriptions are known."""
    for name in names:
        description = schema.get(name)
        if "." not in name and description is not None and "base" in description and not description.get("closed_type"):
            named(name)


def forget() -> None:
    """Forgets all that were made from descriptions."""
    for name, cls in list(_structures.items()):
        if isinstance(cls, type) and cls.__dict__.get("_described"):
            del _structures[name]
    _collection_types.clear()


def _make(name: str) -> Any:
    description = _description(name)
    base = named(description["base"]) if description.get("base") else _structs.bpy_struct
    return _derive(name, description, base)


def _description(name: str) -> dict[str, Any]:
    description = schema.get(name)
    if description is None:
        raise AttributeError(f"module 'bpy.types' has no attribute '{name}'")
    if description.get("closed_type"):
        raise refused_attribute("bpy.types", name, description["closed_type"])
    return description


def _derive(name: str, description: dict[str, Any], base: Any) -> Any:
    own: dict[str, Any] = {}
    for each, spec in (description.get("properties") or {}).items():
        own[each] = _properties.make_property(name, each, spec)
    for each, spec in (description.get("functions") or {}).items():
        own[each] = _functions.Function(name, each, spec)
    for each, how in (description.get("python") or {}).items():
        own[each] = (
            _functions.PythonFunction(name, each)
            if how == "call"
            else _properties.Computed(name, each, {"t": "", "ro": 1})
        )
    for each in _special.KEPT_FROM_BASE:
        own.pop(each, None)
    special = _special.MEMBERS.get(name, {})
    for each in special:
        own.pop(each, None)
    return type(base)(
        name if base._is_struct else "bpy_prop_collection",
        (base,),
        {
            **own,
            **special,
            "__slots__": (),
            "__module__": "bpy.types",
            "__doc__": None,
            "_members": {**base._members, **own},
            "_closed": {**base._closed, **(description.get("closed") or {})},
            "_described": True,
            "_name_member": description.get("name") or base._name_member,
            "_lineage": (name, *base._lineage),
            "_has_subtypes": bool(description.get("subs")),
            "bl_rna": TypeDescription(name),
        },
    )
