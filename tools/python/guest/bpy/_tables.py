"""Values of many items of a collection at once, by attribute: a column each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bridge import mirror, session
from bridge.values import decode

from . import _effects
from ._things import MISSING, State

if TYPE_CHECKING:
    from ._collections import bpy_prop_collection

# After so many reads of the same attribute of single items, it is read of all at once.
FEW = 3
# A column was worth its while if one in so many of its values was read.
_WORTH = 8


class Table:
    """Values of all items of a collection, by attribute, as long as they are good."""

    __slots__ = (
        *("_at", "_columns", "_eager", "_listed", "_reads", "_stale", "_state", "_wasted"),
        *("items", "kind", "length"),
    )

    def __init__(self, collection: bpy_prop_collection, length: int, eager: bool, kind: Any = None) -> None:
        self._state = collection._state
        self.kind = kind or collection._item_class()
        # Handles of single items, which remember what has been written.
        self.items: dict[int, Any] = {}
        self.length = length
        self._eager = eager
        self._columns: dict[str, list[Any] | None] = {}
        # What has been written since its column was read.
        self._stale: set[tuple[str, int]] = set()
        # How often single values were asked for, or, once there is a column, looked up in it.
        self._reads: dict[str, int] = {}
        # How many columns were hardly used before they were not good any more.
        self._wasted: dict[str, int] = {}
        self._at = self._now()
        # Items that may be removed or moved are only in this order until something may do that.
        self._listed = None if collection._dense else self._listing()

    def _now(self) -> tuple[int, int]:
        root = self._state.root
        decorates = self.kind.__name__ in _effects.SURFACE
        return mirror.epoch, root.plain if decorates else root.plain - root.surface

    def _listing(self) -> int:
        return mirror.epoch + self._state.root.links + order_of(self._state, self.kind)

    @property
    def good(self) -> bool:
        """Whether nothing has been written but through it."""
        return self._at == self._now()

    def read(self, name: str, index: int) -> Any:
        """A value of an item, or `MISSING` if it has to be asked for alone."""
        if not self.good:
            for each in list(self._columns):
                self._drop(each)
            self._stale.clear()
            self._at = self._now()
        if self._listed is not None and self._listed != self._listing():
            return MISSING
        reads = self._reads[name] = self._reads.get(name, FEW if self._eager else 0) + 1
        if name not in self._columns:
            if name not in self.kind._members or reads <= FEW or self._wasted.get(name, 0) >= FEW:
                return MISSING
            self._columns[name] = self._column(name)
            self._reads[name] = 0
        column = self._columns[name]
        if column is None or (self._stale and (name, index) in self._stale):
            return MISSING
        return decode(column[index])

    def _drop(self, name: str) -> None:
        column = self._columns.pop(name)
        if column is not None and self._reads[name] * _WORTH < self.length:
            self._wasted[name] = self._wasted.get(name, 0) + 1
        self._reads[name] = FEW if self._eager else 0

    def _column(self, name: str) -> list[Any] | None:
        reference = self._state.reference()
        try:
            column: list[Any] = session.ask("column", reference, name)
        except (AttributeError, PermissionError, TypeError, ValueError):
            return None
        return column if len(column) == self.length else None

    def wrote(self, name: str, index: int, value: Any) -> None:
        """An item's value has been written, and nothing else: `MISSING` if it is not known what it is now."""
        members = self.kind._members
        moves = members[name].moves if name in members else True
        if not moves or self.kind.__name__ in _effects.SURFACE:
            self._state.root.surface += 1
        self._at = self._now()
        if self._listed is not None:
            self._listed = self._listing()
        for each, column in list(self._columns.items()):
            if moves and not members[each].writable:
                # What cannot be written is computed, perhaps from several items, as normals are.
                self._drop(each)
            elif each != name or value is MISSING or column is None:
                self._stale.add((each, index))
            else:
                column[index] = value
                self._stale.discard((each, index))


class Row:
    """An item's place in a table."""

    __slots__ = ("index", "table")

    def __init__(self, table: Table, index: int) -> None:
        self.table = table
        self.index = index

    def read(self, name: str) -> Any:
        """A value, or `MISSING`."""
        return self.table.read(name, self.index)

    def keep(self) -> bool:
        """Before a write: whether the table is good."""
        return self.table.good

    def restore(self, state: State, name: str) -> None:
        """After a write to a good table."""
        self.table.wrote(name, self.index, state.plain.get(name, MISSING))


def order_of(state: State, kind: Any) -> int:
    """Changes when there may be other items or another order: data-blocks are in that of their names."""
    order = mirror.additions + state.root.additions
    if kind.__name__ == "VertexGroupElement":
        return order + mirror.weights
    return order + mirror.names if state.ref.startswith("data.") else order
