"""`bpy_prop_collection`: many things of a kind, by index and by name."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from bridge import mirror, session
from bridge.errors import refused_attribute, with_hint
from bridge.values import decode
from sandbox.script import expects_an_error

from . import _classes, _foresight, _structs, compat
from ._tables import FEW, Row, Table, order_of
from ._things import State, Thing, make

# Data-blocks can be so many that it takes a while to list them.
_MANY = 10


class bpy_prop_collection(Thing):  # noqa: N801 - Blender's name
    """A collection. One with functions of its own is of a class that inherits from this."""

    __slots__ = ("_name", "_owner", "_spec", "_table")
    __module__ = "builtins"
    _members: Mapping[str, Any] = {}
    _closed: Mapping[str, str] = {}
    _name_member = ""
    _lineage: tuple[str, ...] = ()
    _is_struct = False
    _owner: str
    _name: str
    _spec: Mapping[str, Any]
    _table: Table | None

    def __setattr__(self, name: str, value: Any) -> None:
        member = self._members.get(name)
        if member is not None:
            member.put(self, value)
            return
        stand_in = compat.member(self._lineage, name)
        if stand_in is None:
            raise AttributeError(f'bpy_prop_collection: attribute "{name}" not found')
        stand_in.set(self, value)

    def __getattr__(self, name: str) -> Any:
        if name in self._closed:
            raise refused_attribute(self._lineage[0], name, self._closed[name])
        stand_in = None if name.startswith("_") else compat.member(self._lineage, name)
        if stand_in is None:
            raise AttributeError(f'bpy_prop_collection: attribute "{name}" not found')
        return stand_in.get(self)

    def _known(self) -> dict[Any, Any]:
        """What is known as long as no item may have been added or removed: `items`, `count`, and items by index."""
        return _dated(self._state.links, ":items", order_of(self._state, self._item_class()))

    def _known_names(self) -> dict[str, Any]:
        """Items by name, as long as no name may have changed. An item that is added takes no other's name."""
        return _dated(self._state.links, ":names", mirror.names)

    def _item_class(self) -> Any:
        """The type of the items, as far as it is known."""
        name = self._spec["type"]
        return _classes.named(name) if _classes.is_open(name) else _structs.bpy_struct

    @property
    def _dense(self) -> bool:
        """Whether its items are nothing but places in a row, as vertices are."""
        kind = self._item_class()
        removable = "remove" in self._members or "clear" in self._members
        known = kind is not _structs.bpy_struct
        return known and not (kind._name_member or kind._has_subtypes or removable or "ID" in kind._lineage)

    def __len__(self) -> int:
        known = self._known()
        if "items" in known:
            return len(known["items"])
        if "count" not in known:
            known["count"] = session.ask("count", self)
        return int(known["count"])

    def __bool__(self) -> bool:
        return len(self) > 0

    def _items(self) -> list[Any]:
        known = self._known()
        if "items" not in known:
            if self._dense:
                length = len(self)
                table = Table(self, length, eager=True)
                return [self._at(index, table) for index in range(length)]
            raw = session.ask("items", self)
            _classes.fetch(each["type"] for each in raw if each)
            items = [decode(each) for each in raw]
            unknown = self._item_class() is _structs.bpy_struct and items and items[0] is not None
            table = Table(self, len(items), eager=True, kind=type(items[0]) if unknown else None)
            for index, item in enumerate(items):
                if item is not None:
                    item._state.row = Row(table, index)
            self._known()["items"] = items
            if self._item_class()._name_member and self._patience < sys.maxsize:
                names = {each["name"]: item for each, item in zip(raw, items, strict=True) if each and "name" in each}
                self._known_names().update(reversed(names.items()))
                self._known()["names"] = mirror.names
            return items
        return known["items"]  # type: ignore[no-any-return]

    def _at(self, index: int, table: Table) -> Any:
        state = self._state.below(f"[{index}]")
        state.row = Row(table, index)
        return make(self._item_class(), state)

    def __iter__(self) -> Iterator[Any]:
        return iter(list(self._items()))

    def __getitem__(self, key: Any) -> Any:
        if type(key) is str:
            found = self._named(key)
            if found is None:
                found = self._named_today(key)
            if found is None:
                error = KeyError(f'bpy_prop_collection[key]: key "{key}" not found')
                raise error if expects_an_error() else with_hint(error, key, self.keys())
            return found
        if isinstance(key, int):
            return self._numbered(key)
        if isinstance(key, slice):
            if key.step not in (None, 1):
                raise TypeError("bpy_prop_collection[slice]: slice steps not supported")
            return self._items()[key]
        if isinstance(key, tuple) or not hasattr(key, "__index__"):
            if isinstance(key, tuple):
                if len(key) != 2:
                    raise KeyError(f"bpy_prop_collection[id, lib]: tuple key must be a pair, not size {len(key)}")
                if isinstance(key[0], str) and key[1] is None:
                    return self[key[0]]
            raise TypeError(
                f"bpy_prop_collection[key]: invalid key, must be a string or an int, not {type(key).__name__}"
            )
        return self._numbered(key.__index__())

    def __setitem__(self, key: Any, value: Any) -> None:
        if not isinstance(key, int):
            raise TypeError("bpy_prop_collection[key] = value: invalid key, must be an int")
        mirror.forget()
        owner, _, name = self._state.settled().rpartition(".")
        session.ask("set", owner, f"{name}[{key}]", value)

    @property
    def _patience(self) -> int:
        """How many items are asked for one by one before all are."""
        if "NodeSocket" in self._item_class()._lineage:
            # Blender has a way of its own to find a socket: by older names too, and those first that can be seen.
            return sys.maxsize
        return _MANY if self._state.ref.startswith("data.") else 1

    def _named(self, name: str) -> Any:
        found = self._known_names().get(name)
        known = self._known()
        if found is None and known.get("names") != mirror.names:
            if known.get("finds", 0) >= self._patience and "items" not in known:
                self._items()
                return self._named(name)
            known["finds"] = known.get("finds", 0) + 1
            found = _foresight.find(self, name)
            if found is not None:
                self._known_names()[name] = found
        return found

    def _keep(self, key: str | int, item: Any) -> None:
        """Keeps an item that was looked up ahead."""
        (self._known() if isinstance(key, int) else self._known_names())[key] = item

    def _named_today(self, name: str) -> Any:
        renamed = compat.key(f"{self._owner}.{self._name}", name)
        return None if renamed is None else self._named(renamed)

    def _numbered(self, index: int) -> Any:
        known = self._known()
        if "items" in known:
            items = known["items"]
            if -len(items) <= index < len(items):
                return items[index]
        elif self._dense:
            length = len(self)
            if -length <= index < length:
                table = known.get("table")
                if table is None:
                    table = known["table"] = Table(self, length, eager=False)
                item = table.items.get(index % length)
                if item is None:
                    item = table.items[index % length] = self._at(index % length, table)
                return item
        else:
            found = known.get(index)
            if found is None:
                known["finds"] = known.get("finds", 0) + 1
                if index < 0 or FEW < known["finds"] < _MANY:
                    items = self._items()
                    if -len(items) <= index < len(items):
                        return items[index]
                else:
                    found = _foresight.find(self, index)
                    if found is not None:
                        self._known()[index] = found
            if found is not None:
                return found
        if index < 0:
            raise IndexError(f"bpy_prop_collection[{index}]: out of range.")
        raise IndexError(f"bpy_prop_collection[index]: index {index} out of range, size {len(self)}")

    def __contains__(self, key: Any) -> bool:
        if isinstance(key, str):
            return self._named(key) is not None
        if isinstance(key, tuple) and all(isinstance(each, str) for each in key):
            return any(self._named(each) is not None for each in key)
        if isinstance(key, Thing):
            return any(key == item for item in self._items())
        raise TypeError(
            f"bpy_prop_collection.__contains__: expected a string or a tuple of strings, not {type(key).__name__}"
        )

    def __repr__(self) -> str:
        reference = self._state.settled()
        return _structs.expression(self) if "#" in reference else str(self)

    def __str__(self) -> str:
        name = self._lineage[0] if self._lineage else f"{self._item_class().__name__}"
        return f"<bpy_collection[{len(self)}], {name}>"

    def __dir__(self) -> list[str]:
        return sorted({*object.__dir__(self), *self._members})

    def keys(self) -> list[str]:
        """The names of all items."""
        return list(session.ask("keys", self))

    def values(self) -> list[Any]:
        """All items."""
        return list(self._items())

    def items(self) -> list[tuple[Any, Any]]:
        """All items with their names."""
        return list(zip(self.keys(), self._items(), strict=True))

    def get(self, key: str, default: Any = None) -> Any:
        """An item by name, or another value if there is none."""
        if isinstance(key, tuple):
            key = key[0]
        if not isinstance(key, str):
            raise TypeError(
                f"bpy_prop_collection.get(key, ...): key must be a string or tuple, not {type(key).__name__}"
            )
        found = self._named(key)
        return default if found is None else found

    def find(self, key: str) -> int:
        """The index of the item of this name, or -1."""
        keys = self.keys()
        return keys.index(key) if key in keys else -1

    def foreach_get(self, attribute: str, into: Any) -> None:
        """Copies an attribute of all items into a sequence, one value after the other."""
        index = 0
        for value in session.ask("column", self, attribute):
            for each in _flat(value):
                into[index] = each
                index += 1
        if index != len(into):
            raise TypeError(f"foreach_get(attr, sequence) sequence length mismatch given {len(into)}, needed {index}")

    def foreach_set(self, attribute: str, values: Any) -> None:
        """Writes an attribute of all items from a sequence."""
        session.write("call", self, "foreach_set", {"args": [attribute, list(values)], "kwargs": {}})
        session.used["foreach_set"] += 1
        self._state.root.forget()

    @property
    def bl_rna(self) -> Any:
        """What Blender says about the collection itself."""
        if not self._lineage:
            raise AttributeError("'bpy_prop_collection' object has no attribute 'bl_rna'")
        return type(self).bl_rna  # type: ignore[attr-defined]

    rna_type = bl_rna


class bpy_prop_collection_idprop(bpy_prop_collection):  # noqa: N801 - Blender's name
    """A collection that a property of a script or an add-on made."""

    __slots__ = ()
    __module__ = "builtins"

    def add(self) -> Any:
        """A new item."""
        return self._change("add")

    def remove(self, index: int) -> None:
        """Removes an item."""
        self._change("remove", index)

    def clear(self) -> None:
        """Removes all items."""
        self._change("clear")

    def move(self, source: int, target: int) -> None:
        """Moves an item."""
        self._change("move", source, target)

    def _change(self, function: str, *args: Any) -> Any:
        made = decode(session.ask("call", self, function, {"args": args, "kwargs": {}}))
        mirror.forget()
        return made


def make_collection(owner: str, name: str, spec: Mapping[str, Any], state: State) -> Any:
    """The collection that is the property `name` of the type `owner`."""
    collection = make(_classes.collection_named(spec["srna"]) if spec.get("srna") else bpy_prop_collection, state)
    for slot, value in (("_owner", owner), ("_name", name), ("_spec", spec), ("_table", None)):
        object.__setattr__(collection, slot, value)
    return collection


def _dated(books: dict[Any, Any], name: str, at: int) -> dict[Any, Any]:
    page = books.get(name)
    if page is None or page[0] != at:
        page = books[name] = (at, {})
    return page[1]  # type: ignore[no-any-return]


def _flat(value: Any) -> list[Any]:
    if not isinstance(value, list):
        return [value]
    return [each for part in value for each in _flat(part)]
