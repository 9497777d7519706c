"""Values of layers: `vertex[layer]`.

Blender's records of a layer are pointers into the mesh that nothing checks, so only their plain values leave here.
"""

from __future__ import annotations

from typing import Any

from .plain import plain
from .views import Layer, check_valid

# Types of layers whose values are records, with what can be read and written of them.
RECORDS = {
    "uv": frozenset({"uv", "pin_uv"}),
    "skin": frozenset({"radius", "use_loose", "use_root"}),
}
# Every layer costs memory for every element.
MOST_LAYERS = 64


def read(element: Any, layer: Any, part: str = "") -> Any:
    """The value of an element in a layer."""
    native = _native(layer)
    return _read(check_valid(element)[native], layer.collection.type, part)


def write(element: Any, layer: Any, value: Any, part: Any = "") -> None:
    """Changes the value of an element in a layer."""
    native = _native(layer)
    check_valid(element)
    kind = layer.collection.type
    if kind == "string" and isinstance(value, str):
        value = value.encode(errors="surrogateescape")
    if kind == "deform" and part != "":
        if value is None:
            del element[native][part]
        else:
            element[native][part] = value
    elif kind == "deform":
        weights = element[native]
        pairs = [(group, weight) for group, weight in value]
        weights.clear()
        for group, weight in pairs:
            weights[group] = weight
    elif kind in RECORDS:
        setattr(element[native], _part(kind, part), value)
    elif type(value) is Layer:
        raise TypeError("a layer is no value")
    else:
        element[native] = value


def column(layer: Layer, part: str) -> list[Any]:
    """The values of all elements in a layer."""
    from .views import Sequence

    native, kind = layer.native(), layer.collection.type
    items = Sequence(layer.mesh, layer.collection.domain).items()
    return [_read(each[native], kind, part) for each in items]


def _native(layer: Any) -> Any:
    if type(layer) is not Layer:
        raise AttributeError("BMElem[key]: invalid key, must be a BMLayerItem")
    return layer.native()


def _read(value: Any, kind: str, part: str) -> Any:
    if kind == "deform":
        return [[group, weight] for group, weight in value.items()]
    if kind == "string":
        return value.decode(errors="surrogateescape")
    if kind in RECORDS:
        return plain(getattr(value, _part(kind, part)))
    return plain(value)


def _part(kind: str, part: Any) -> str:
    if part not in RECORDS[kind]:
        raise AttributeError(f"a value of a layer {kind!r} has no attribute {str(part)[:100]!r}")
    return str(part)
