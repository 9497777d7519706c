"""Values as JSON, on the way to Blender and back."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from struct import Struct
from typing import Any

# Makes an object of a reference, by the name of its type; `""` is for all that have none of their own.
factories: dict[str, Callable[[Mapping[str, Any]], Any]] = {}


def decode(raw: Any) -> Any:
    """A value of Blender: references become things, arrays stay lists."""
    kind = type(raw)
    if kind is list:
        # A long list is of one kind; a short one may be what a function gives in several values.
        if raw and (type(raw[0]) in _NESTED or (len(raw) <= _SHORT and any(type(each) in _NESTED for each in raw))):
            return [decode(each) for each in raw]
        return raw
    if kind is dict:
        if "$ref" in raw:
            return (factories.get(raw.get("type", "")) or factories[""])(raw)
        if "$set" in raw:
            return set(raw["$set"])
        return {key: decode(each) for key, each in raw.items()}
    return raw


def single(value: float) -> float:
    """A number as Blender keeps it, with the precision of 32 bits."""
    return _SINGLE.unpack(_SINGLE.pack(value))[0]  # type: ignore[no-any-return]


def singles(values: list[float]) -> list[float]:
    """Numbers as Blender keeps them, with the precision of 32 bits."""
    packer = _PACKERS.get(len(values))
    if packer is None:
        packer = _PACKERS[len(values)] = Struct(f"{len(values)}f")
    return list(packer.unpack(packer.pack(*values)))


def is_number(value: Any) -> bool:
    """Whether it is a number that Blender can keep."""
    kind = type(value)
    return kind is int or (kind is float and math.isfinite(value)) or kind is bool


_NESTED = (dict, list)
_SHORT = 32
_SINGLE = Struct("f")
_PACKERS: dict[int, Struct] = {}


def _default(value: Any) -> Any:
    reference = getattr(value, "_reference", None)
    if reference is not None:
        return {"$ref": reference()}
    if isinstance(value, set | frozenset):
        return {"$set": sorted(value)}
    if isinstance(value, Mapping):
        return dict(value)
    if type(value).__name__ == "Matrix":
        return {"$matrix": list(value)}
    if hasattr(value, "__iter__"):
        return list(value)
    if hasattr(value, "__index__"):
        return value.__index__()
    if hasattr(value, "__float__"):
        return float(value)
    raise TypeError(f"a value of type {type(value).__name__} cannot be given to Blender")


def _encoder() -> Callable[[Any], str]:
    coder = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, default=_default)
    if json.encoder.c_make_encoder is None:
        return coder.encode
    # What `coder.encode` does, but it sets this up for each value anew.
    chunks = json.encoder.c_make_encoder(
        None, _default, json.encoder.encode_basestring, None, ":", ",", False, False, True
    )
    return lambda value: "".join(chunks(value, 0))


# A value as JSON. Things with a `_reference` method are references; what can be iterated is an array.
encode = _encoder()
