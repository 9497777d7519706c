"""`bl_rna`: what Blender says about its types, for scripts that look at it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bridge import schema

_KINDS = {
    "bool": "BOOLEAN", "int": "INT", "float": "FLOAT", "string": "STRING", "enum": "ENUM", "pointer": "POINTER",
    "collection": "COLLECTION",
}  # fmt: skip


class Named:
    """A list whose items are also found by their `identifier`."""

    def __init__(self, items: list[Any]) -> None:
        self._items = {item.identifier: item for item in items}

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            if key not in self._items:
                raise KeyError(f'bpy_prop_collection[key]: key "{key}" not found')
            return self._items[key]
        return list(self._items.values())[key]

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items.values())

    def __len__(self) -> int:
        return len(self._items)

    def get(self, key: str, default: Any = None) -> Any:
        """An item, or another value if there is none."""
        return self._items.get(key, default)

    def keys(self) -> list[str]:
        """All identifiers."""
        return list(self._items)

    def values(self) -> list[Any]:
        """All items."""
        return list(self._items.values())

    def items(self) -> list[tuple[str, Any]]:
        """All items with their identifiers."""
        return list(self._items.items())


class ItemDescription:
    """An item of an enum."""

    def __init__(self, identifier: str, value: int) -> None:
        self.identifier = identifier
        self.name = identifier.replace("_", " ").title()
        self.description = ""
        self.icon = "NONE"
        self.value = value


class PropertyDescription:
    """A property or a parameter."""

    def __init__(self, identifier: str, spec: dict[str, Any]) -> None:
        length = spec.get("len") or 0
        self.identifier = identifier
        self.name = identifier.replace("_", " ").title()
        self.description = ""
        self.type = _KINDS[spec["t"]]
        self.subtype = spec.get("sub") or "NONE"
        self.is_readonly = bool(spec.get("ro"))
        self.is_required = bool(spec.get("req"))
        self.is_never_none = bool(spec.get("nn"))
        self.is_enum_flag = bool(spec.get("flag"))
        self.is_array = bool(length)
        self.array_length = length if isinstance(length, int) else 0
        self.array_dimensions = length if isinstance(length, list) else [length, 0, 0]
        self.hard_min = self.soft_min = spec.get("min")
        self.hard_max = self.soft_max = spec.get("max")
        items = spec.get("items") or spec.get("lists") or ()
        self.enum_items = Named([ItemDescription(each, index) for index, each in enumerate(items)])
        self.enum_items_static = self.enum_items
        self._type = spec.get("type")

    @property
    def fixed_type(self) -> Any:
        """The type of a pointer or of a collection's items."""
        return TypeDescription(self._type) if self._type else None


class FunctionDescription:
    """A function."""

    def __init__(self, identifier: str, spec: dict[str, Any]) -> None:
        self.identifier = identifier
        self.description = ""
        self.parameters = Named([PropertyDescription(each["n"], each) for each in spec.get("params") or ()])


class TypeDescription:
    """A type, or an operator."""

    def __init__(self, identifier: str) -> None:
        self.identifier = identifier
        self.name = identifier
        self.description = ""

    def _all(self, part: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        name: str | None = self.identifier
        while name:
            description = schema.get(name) or {}
            found = {**(description.get(part) or {}), **found}
            name = description.get("base")
        return found

    @property
    def base(self) -> TypeDescription | None:
        """The type that it inherits from."""
        base = (schema.get(self.identifier) or {}).get("base")
        return TypeDescription(base) if base else None

    @property
    def properties(self) -> Named:
        """Its properties, with those that it inherits."""
        return Named([PropertyDescription(name, spec) for name, spec in self._all("properties").items()])

    @property
    def functions(self) -> Named:
        """Its functions, with those that it inherits."""
        return Named([FunctionDescription(name, spec) for name, spec in self._all("functions").items()])

    def __repr__(self) -> str:
        return f'<bpy_struct, Struct("{self.identifier}") at {id(self):#x}>'
