"""Python values as JSON and back, as docs/rna.md describes them."""

from __future__ import annotations

from typing import Any

import mathutils

from . import bmeshes, locate
from .allowlist import Struct
from .resolution import Resolver

MAX_DEPTH = 16
MAX_NUMBERS = 6_000_000

PLAIN = frozenset({bool, int, float, str, type(None)})
VECTORS = (mathutils.Vector, mathutils.Euler, mathutils.Quaternion, mathutils.Color)


def encode(value: Any, session: Any, depth: int = 0) -> Any:
    """The JSON of a value that stands for itself. Raises `TypeError` for what cannot cross."""
    kind = type(value)
    if kind in PLAIN:
        return value
    if isinstance(value, VECTORS):
        return value[:]
    if kind is mathutils.Matrix:
        return [row[:] for row in value]
    if isinstance(value, Struct):
        return locate.describe(value, locate.anywhere(value))
    if depth > MAX_DEPTH:
        raise ValueError("a value is nested too deeply")
    if kind.__name__ == "IDPropertyGroup":
        return {key: encode(each, session, depth + 1) for key, each in value.items()}
    if kind.__name__ == "IDPropertyArray":
        return value.to_list()
    if isinstance(value, set | frozenset):
        return {"$set": sorted(value)}
    foreign = bmeshes.encode(value, session)
    if foreign is not None:
        return foreign
    if isinstance(value, dict):
        return {str(key): encode(each, session, depth + 1) for key, each in value.items()}
    if isinstance(value, list | tuple | range):
        return [encode(each, session, depth + 1) for each in value]
    if hasattr(value, "foreach_get") or kind.__name__ == "bpy_prop_array":
        return _array(value[:])
    raise TypeError(f"a value of type {kind.__name__} cannot be given to a tool")


def encode_list(values: Any, session: Any) -> list[Any]:
    """The JSON of values one by one."""
    return [encode(each, session) for each in values]


def _array(value: Any) -> Any:
    return [_array(each[:]) if type(each) not in PLAIN else each for each in value]


def decode(value: Any, resolver: Resolver, depth: int = 0) -> Any:
    """The Python value of JSON. Raises what resolving a reference raises."""
    kind = type(value)
    if kind in PLAIN:
        return value
    if depth > MAX_DEPTH:
        raise ValueError("a value is nested too deeply")
    if kind is list:
        if value and type(value[0]) is float:
            # Numbers alone, as a rule: nothing in there to decode.
            return [each if type(each) in PLAIN else decode(each, resolver, depth + 1) for each in value]
        return [decode(each, resolver, depth + 1) for each in value]
    if "$ref" in value:
        return resolver.resolve(value["$ref"]).thing
    if "$set" in value:
        return set(value["$set"])
    if "$matrix" in value:
        return mathutils.Matrix(value["$matrix"])
    if "$elements" in value:
        return bmeshes.elements(value["$elements"], resolver.session)
    return {key: decode(each, resolver, depth + 1) for key, each in value.items()}
