"""`bpy.props`: properties that a script defines for its own classes. They live as long as the script."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import mathutils
from bridge.values import single, singles

_VECTORS = frozenset({"TRANSLATION", "DIRECTION", "VELOCITY", "ACCELERATION", "XYZ", "XYZ_LENGTH", "COORDINATES"})


class PropArray(list[Any]):
    """Several values; a part of them is a tuple, as of Blender's arrays."""

    def __getitem__(self, key: Any) -> Any:
        found = super().__getitem__(key)
        return tuple(found) if isinstance(key, slice) else found


class Definition:
    """A property that waits for a class to belong to."""

    def __init__(self, kind: str, keywords: dict[str, Any]) -> None:
        self.kind = kind
        self.keywords = keywords

    @property
    def computed(self) -> bool:
        """Whether a function of the script's gives the value."""
        return "get" in self.keywords

    def read(self, owner: Any) -> Any:
        """The value that a function of the script's gives."""
        return self.keywords["get"](owner)

    def written(self, owner: Any, value: Any) -> None:
        """Tells the script's functions that a value has been written."""
        if self.keywords.get("set") is not None:
            self.keywords["set"](owner, value)
        elif self.computed:
            raise AttributeError("bpy_struct: attribute is read-only")
        if self.keywords.get("update") is not None:
            self.keywords["update"](owner, sys.modules["bpy"].context)

    def initial(self, owner: Any = None) -> Any:
        """The value of a property that nobody has set."""
        match self.kind:
            case "collection":
                return LocalCollection(self.keywords.get("type"))
            case "pointer":
                made = self.keywords.get("type")
                return made() if isinstance(made, type) and getattr(made, "is_local_group", False) else None
            case "enum":
                return self._initial_enum(owner)
        default = self.keywords.get("default", _DEFAULTS[self.kind])
        size = self.keywords.get("size")
        if self.kind.endswith("_vector"):
            return self._array(default if "default" in self.keywords else [default] * (size or 3))
        return single(default) if self.kind == "float" else default

    def coerce(self, value: Any, owner: Any = None) -> Any:
        """A value as the property keeps it: of its type, within its limits."""
        match self.kind:
            case "bool":
                return bool(value)
            case "int":
                return self._clamped(int(value))
            case "float":
                return single(self._clamped(float(value)))
            case "string":
                if not isinstance(value, str):
                    raise TypeError(f"expected a string type, not {type(value).__name__}")
                longest = self.keywords.get("maxlen") or len(value)
                return value[:longest]
            case "enum":
                return self._known(value, owner)
        return self._array(value) if self.kind.endswith("_vector") else value

    def _array(self, values: Any) -> Any:
        subtype = self.keywords.get("subtype", "NONE")
        made = list(values)
        if self.kind != "float_vector":
            return PropArray(made)
        made = singles(made)
        if subtype in ("COLOR", "COLOR_GAMMA") and len(made) == 3:
            return mathutils.Color(made)
        if subtype in ("EULER", "QUATERNION") and len(made) in (3, 4):
            return mathutils.Euler(made) if len(made) == 3 else mathutils.Quaternion(made)
        if subtype in _VECTORS and 2 <= len(made) <= 4:
            return mathutils.Vector(made)
        return PropArray(made)

    def _initial_enum(self, owner: Any) -> Any:
        flags = "ENUM_FLAG" in self.keywords.get("options", ())
        if "default" in self.keywords:
            return self.keywords["default"]
        items = self._items(owner)
        return set() if flags else (items[0] if items else "")

    def _items(self, owner: Any) -> list[str]:
        items = self.keywords.get("items") or ()
        if callable(items):
            items = items(owner, sys.modules["bpy"].context) or ()
        return [item[0] for item in items if item]

    def _known(self, value: Any, owner: Any) -> Any:
        items = self._items(owner)
        for each in value if isinstance(value, set | frozenset) else (value,):
            if items and each not in items:
                raise TypeError(f'bpy_struct: item.attr = val: enum "{each}" not found in {tuple(items)!r}')
        return value

    def _clamped(self, value: Any) -> Any:
        value = max(value, self.keywords.get("min", value))
        return min(value, self.keywords.get("max", value))


_DEFAULTS: dict[str, Any] = {
    "bool": False,
    "int": 0,
    "float": 0.0,
    "string": "",
    "bool_vector": False,
    "int_vector": 0,
    "float_vector": 0.0,
}


class LocalCollection:
    """The value of a `CollectionProperty`."""

    def __init__(self, item: Any) -> None:
        self._type = item
        self._items: list[Any] = []

    def add(self) -> Any:
        made = self._type()
        self._items.append(made)
        return made

    def remove(self, index: int) -> None:
        del self._items[index]

    def clear(self) -> None:
        self._items.clear()

    def move(self, source: int, target: int) -> None:
        self._items.insert(target, self._items.pop(source))

    def get(self, key: str, default: Any = None) -> Any:
        return next((each for each in self._items if getattr(each, "name", None) == key), default)

    def find(self, key: str) -> int:
        return next((index for index, each in enumerate(self._items) if getattr(each, "name", None) == key), -1)

    def keys(self) -> list[str]:
        return [getattr(each, "name", "") for each in self._items]

    def values(self) -> list[Any]:
        return list(self._items)

    def items(self) -> list[tuple[str, Any]]:
        return list(zip(self.keys(), self._items, strict=True))

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)

    def __contains__(self, key: str) -> bool:
        return self.find(key) >= 0

    def __getitem__(self, key: Any) -> Any:
        if not isinstance(key, str):
            return self._items[key]
        found = self.get(key)
        if found is None:
            raise KeyError(f'bpy_prop_collection[key]: key "{key}" not found')
        return found


def _maker(name: str, kind: str) -> Callable[..., Definition]:
    def define(**keywords: Any) -> Definition:
        return Definition(kind, keywords)

    define.__name__ = define.__qualname__ = name
    return define


BoolProperty = _maker("BoolProperty", "bool")
BoolVectorProperty = _maker("BoolVectorProperty", "bool_vector")
IntProperty = _maker("IntProperty", "int")
IntVectorProperty = _maker("IntVectorProperty", "int_vector")
FloatProperty = _maker("FloatProperty", "float")
FloatVectorProperty = _maker("FloatVectorProperty", "float_vector")
StringProperty = _maker("StringProperty", "string")
EnumProperty = _maker("EnumProperty", "enum")
PointerProperty = _maker("PointerProperty", "pointer")
CollectionProperty = _maker("CollectionProperty", "collection")


def RemoveProperty(cls: type, *, attr: str) -> None:  # noqa: N802 - Blender's name
    """Takes a property from a type again."""
    delattr(cls, attr)
