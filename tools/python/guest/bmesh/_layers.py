"""Layers of custom data, and what elements have in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import mathutils
from bridge import Pending, session
from bridge.values import factories, singles

from ._core import Core, Path

_TYPES = {
    "verts": "bool color deform float float_color float_vector int shape skin string",
    "edges": "bool color float float_color float_vector int string",
    "faces": "bool color float float_color float_vector int string",
    "loops": "bool color float float_color float_vector int string uv",
}
_TYPES_OF = {domain: frozenset(names.split()) for domain, names in _TYPES.items()}
_VECTORS = {"float_vector": 3, "shape": 3, "float_color": 4, "color": 4}


class BMLayerItem:
    """A layer."""

    __slots__ = ("_collection", "_name", "_pending", "_ref")

    def __init__(self, collection: BMLayerCollection, name: str | None, ref: str | None, pending: Any = None) -> None:
        self._collection = collection
        self._name = name
        self._ref = ref
        self._pending = pending

    def _reference(self) -> str:
        if self._ref is None:
            if self._pending.reference is None:
                return self._pending._reference()
            self._ref = self._pending.reference
        return self._ref

    @property
    def name(self) -> str:
        """Its name."""
        if self._name is None:
            self._name = str(self._pending.value()["name"])
        return self._name

    def copy_from(self, other: BMLayerItem) -> None:
        """Copies the values of another layer."""
        self._collection._core.call(self, "copy_from", (other,))
        self._collection._core.forget()

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, BMLayerItem):
            return NotImplemented
        return self._collection == other._collection and self.name == other.name

    def __hash__(self) -> int:
        return hash(self._collection)


class BMLayerCollection:
    """The layers of a type."""

    __slots__ = ("_core", "_domain", "_path", "_type")

    def __init__(self, core: Core, domain: str, kind: str) -> None:
        self._core = core
        self._domain = domain
        self._type = kind
        self._path = Path(core, f".{domain}.layers.{kind}")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, BMLayerCollection):
            return NotImplemented
        return (self._core, self._domain, self._type) == (other._core, other._domain, other._type)

    def __hash__(self) -> int:
        return hash((self._core, self._domain, self._type))

    @property
    def active(self) -> BMLayerItem | None:
        """The active layer."""
        return self._item(session.ask("get", self._path, "active"))

    @property
    def is_singleton(self) -> bool:
        """Whether there can only be one."""
        return bool(session.ask("get", self._path, "is_singleton"))

    def new(self, *name: str) -> BMLayerItem:
        """Makes a layer. Blender makes all elements of the mesh new objects."""
        return self._made(self._core.call(self._path, "new", name))

    def verify(self) -> BMLayerItem:
        """The active layer, made if there is none."""
        return self._made(self._core.call(self._path, "verify"))

    def remove(self, layer: BMLayerItem) -> None:
        """Removes a layer."""
        self._core.call(self._path, "remove", (layer,))
        self._renew()

    def get(self, key: str, default: Any = None) -> Any:
        """The layer with this name."""
        found = self._item(session.ask("call", self._path, "get", {"args": [key]}))
        return default if found is None else found

    def keys(self) -> list[str]:
        """The names of all layers."""
        return list(session.ask("keys", self._path))

    def values(self) -> list[BMLayerItem]:
        """All layers."""
        return [each for raw in session.ask("items", self._path) if (each := self._item(raw)) is not None]

    def items(self) -> list[tuple[str, BMLayerItem]]:
        """All layers with their names."""
        return [(each.name, each) for each in self.values()]

    def __len__(self) -> int:
        return int(session.ask("count", self._path))

    def __iter__(self) -> Iterator[BMLayerItem]:
        return iter(self.values())

    def __contains__(self, name: object) -> bool:
        return name in self.keys()

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            return tuple(self.values()[key])
        if isinstance(key, str):
            found = self.get(key)
            if found is None:
                raise KeyError(f'BMLayerCollection[key]: key "{key}" not found')
            return found
        layers = self.values()
        if not -len(layers) <= key < len(layers):
            raise IndexError(f"BMLayerCollection[index]: index {key} out of range")
        return layers[key]

    def _item(self, raw: Any) -> BMLayerItem | None:
        return None if raw is None else BMLayerItem(self, raw["name"], raw["$ref"])

    def _made(self, pending: Pending) -> BMLayerItem:
        self._renew()
        return BMLayerItem(self, None, None, pending)

    def _renew(self) -> None:
        self._core.forget()
        self._core.generations[self._domain] += 1


class BMLayerAccess:
    """The layers of a kind of elements."""

    __slots__ = ("_core", "_domain")

    def __init__(self, core: Core, domain: str) -> None:
        self._core = core
        self._domain = domain

    def __getattr__(self, name: str) -> BMLayerCollection:
        if name not in _TYPES_OF[self._domain]:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return BMLayerCollection(self._core, self._domain, name)

    def __dir__(self) -> list[str]:
        return sorted(_TYPES_OF[self._domain])


class BMLayerAccessVert(BMLayerAccess):
    """The layers of vertices."""

    __slots__ = ()


class BMLayerAccessEdge(BMLayerAccess):
    """The layers of edges."""

    __slots__ = ()


class BMLayerAccessFace(BMLayerAccess):
    """The layers of faces."""

    __slots__ = ()


class BMLayerAccessLoop(BMLayerAccess):
    """The layers of corners."""

    __slots__ = ()


# Layers come with a name, and are made into objects where it is known which mesh they are of.
for _name in ("BMesh", "BMLayerItem"):
    factories[_name] = dict
ACCESS = {
    "verts": BMLayerAccessVert,
    "edges": BMLayerAccessEdge,
    "faces": BMLayerAccessFace,
    "loops": BMLayerAccessLoop,
}


class _Record:
    """What an element has in a layer whose values have parts."""

    __slots__ = ("_element", "_layer")

    def __init__(self, element: Any, layer: BMLayerItem) -> None:
        self._element = element
        self._layer = layer

    def _read(self, part: str) -> Any:
        return self._element._core.read_layer(self._element, self._layer, part)

    def _write(self, part: str, value: Any) -> None:
        _write(self._element, self._layer, value, part)


def _vector(read: Callable[[], list[float]], write: Callable[[list[float]], None], size: int, owner: Any) -> Any:
    """A live vector."""

    def put(values: Any, index: int | None) -> None:
        if index is not None:
            known = list(read())
            known[index] = values[index]
            values = known
        write(list(values))

    return mathutils.Vector._live(read, put, size, owner)


def _vector_part(part: str) -> Any:
    def read(record: _Record) -> Any:
        return _vector(partial(record._read, part), partial(record._write, part), 2, record)

    def write(record: _Record, given: Any) -> None:
        numbers = singles(list(given))
        if len(numbers) != 2:
            session.ask("call", record._element, "[]=", {"args": [record._layer, numbers, part]})
        record._write(part, numbers)

    return property(read, write)


def _plain_part(part: str) -> Any:
    return property(lambda record: record._read(part), lambda record, given: record._write(part, given))


class BMLoopUV(_Record):
    """A point of a UV map."""

    __slots__ = ()

    uv = _vector_part("uv")
    pin_uv = _plain_part("pin_uv")


class BMVertSkin(_Record):
    """Settings of the skin modifier for a vertex."""

    __slots__ = ()

    radius = _vector_part("radius")
    use_loose = _plain_part("use_loose")
    use_root = _plain_part("use_root")


class BMDeformVert:
    """The weights of a vertex by vertex group."""

    __slots__ = ("_element", "_layer")

    def __init__(self, element: Any, layer: BMLayerItem) -> None:
        self._element = element
        self._layer = layer

    def _known(self) -> dict[int, float]:
        return dict(self._element._core.read_layer(self._element, self._layer, ""))

    def __getitem__(self, group: int) -> float:
        known = self._known()
        if group not in known:
            raise KeyError("BMDeformVert[key] = x: key not found")
        return known[group]

    def __setitem__(self, group: int, weight: float) -> None:
        self._put(group, weight)

    def __delitem__(self, group: int) -> None:
        if group not in self:
            raise KeyError("del BMDeformVert[key]: key not found")
        self._put(group, None)

    def _put(self, group: int, weight: float | None) -> None:
        self._element._core.call(self._element, "[]=", (self._layer, weight, group))
        self._element._core.columns.pop((self._layer, ""), None)

    def __contains__(self, group: object) -> bool:
        return group in self._known()

    def __len__(self) -> int:
        return len(self._known())

    def __iter__(self) -> Iterator[int]:
        return iter(self._known())

    def keys(self) -> list[int]:
        """The groups."""
        return list(self._known())

    def values(self) -> list[float]:
        """The weights."""
        return list(self._known().values())

    def items(self) -> list[tuple[int, float]]:
        """Groups with their weights."""
        return list(self._known().items())

    def get(self, key: int, default: Any = None) -> Any:
        """The weight in a group."""
        return self._known().get(key, default)

    def clear(self) -> None:
        """Removes all weights."""
        _write(self._element, self._layer, [], "")


_RECORDS: dict[str, Any] = {"uv": BMLoopUV, "skin": BMVertSkin, "deform": BMDeformVert}


def read_item(element: Any, layer: Any) -> Any:
    """`element[layer]`."""
    if not isinstance(layer, BMLayerItem):
        raise AttributeError("BMElem[key]: invalid key, must be a BMLayerItem")
    if layer._collection._domain != element._domain:
        return element._core.ask(element, "[]", (layer,))
    kind = layer._collection._type
    record = _RECORDS.get(kind)
    if record is not None:
        return record(element, layer)
    core = element._core
    if kind in _VECTORS:
        return _vector(
            lambda: core.read_layer(element, layer, ""),
            lambda values: _write(element, layer, values, ""),
            _VECTORS[kind],
            element,
        )
    value = core.read_layer(element, layer, "")
    return value.encode(errors="surrogateescape") if kind == "string" else value


def write_item(element: Any, layer: Any, value: Any) -> None:
    """`element[layer] = value`."""
    if not isinstance(layer, BMLayerItem):
        raise AttributeError("BMElem[key]: invalid key, must be a BMLayerItem")
    if isinstance(value, BMDeformVert):
        value = value.items()
    if isinstance(value, _Record):
        for part in ("uv", "pin_uv") if isinstance(value, BMLoopUV) else ("radius", "use_loose", "use_root"):
            _write(element, layer, value._read(part), part)
        return
    kind = layer._collection._type
    if kind == "string":
        if not isinstance(value, bytes):
            raise TypeError(f"expected bytes, not a {type(value).__name__}")
        value = value.decode(errors="surrogateescape")
    elif kind in _VECTORS or hasattr(value, "__iter__"):
        value = list(value)
    _write(element, layer, value, "")


def _write(element: Any, layer: BMLayerItem, value: Any, part: str) -> None:
    core = element._core
    core.check()
    session.write("call", element, "[]=", {"args": [layer, value, part] if part else [layer, value]})
    element._check()
    key = layer, part
    column = core.columns.get(key)
    if type(value) not in _KEPT.get(layer._collection._type, ()):
        # Blender may keep something else.
        if column is not None:
            column.pop(element, None)
        return
    if column is None:
        column = core.columns[key] = {}
    column[element] = singles(value) if type(value) is list else value


_KEPT: dict[str, tuple[type, ...]] = {
    "bool": (bool,),
    "float_color": (list,),
    "float_vector": (list,),
    "int": (int,),
    "shape": (list,),
    "skin": (bool, list),
    "string": (str,),
    "uv": (bool, list),
}
