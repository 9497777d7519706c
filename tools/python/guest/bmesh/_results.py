"""What `bmesh.ops` gives: looked up only when somebody looks into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableSequence
from typing import Any

from bridge import Pending

from ._core import Core


class Elements(MutableSequence):  # type: ignore[type-arg]
    """A list of elements. As long as nobody has looked into it, it can be an argument of what follows at no cost."""

    __slots__ = ("_core", "_known", "_name", "_pending")

    def __init__(self, core: Core, pending: Pending, name: str) -> None:
        self._core = core
        self._pending = pending
        self._name = name
        self._known: list[Any] | None = None

    @property
    def __class__(self) -> type:  # Scripts ask whether it is a list.
        return list

    @property
    def _reference(self) -> Any:
        if self._known is None and not self._pending.answered:
            return lambda: f'{self._pending._reference()}["{self._name}"]'
        return None

    def _all(self) -> list[Any]:
        if self._known is None:
            if not self._pending.answered:
                self._pending._queue.flush()
            self._pending.value()
            self._known = self._core.decode(self._pending.raw[self._name])
        return self._known

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Any]:
        return iter(self._all())

    def __contains__(self, element: object) -> bool:
        return element in self._all()

    def __getitem__(self, index: Any) -> Any:
        return self._all()[index]

    def __setitem__(self, index: Any, value: Any) -> None:
        self._all()[index] = value

    def __delitem__(self, index: Any) -> None:
        del self._all()[index]

    def insert(self, index: int, value: Any) -> None:
        """Puts an element before another."""
        self._all().insert(index, value)

    def sort(self, **options: Any) -> None:
        """Sorts it."""
        self._all().sort(**options)

    def copy(self) -> list[Any]:
        """A list of the same elements."""
        return self._all().copy()

    def __add__(self, other: Any) -> Any:
        return self._all() + (other._all() if type(other) is Elements else other)

    def __radd__(self, other: Any) -> Any:
        return other + self._all()

    def __mul__(self, count: int) -> list[Any]:
        return self._all() * count

    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if type(other) is Elements else other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(self._all())


class Results(Mapping):  # type: ignore[type-arg]
    """The lists that an operator gives, by name."""

    __slots__ = ("_core", "_known", "_pending")

    def __init__(self, core: Core, pending: Pending, names: tuple[str, ...]) -> None:
        self._core = core
        self._pending = pending
        self._known: dict[str, Any] = dict.fromkeys(names)

    @property
    def __class__(self) -> type:  # As above.
        return dict

    def __getitem__(self, name: str) -> Any:
        found = self._known[name]
        if found is None:
            found = self._known[name] = self._look_up(name)
        return found

    def _look_up(self, name: str) -> Any:
        if name.endswith(_NOT_LISTS):
            self._pending.value()
            return self._core.decode(self._pending.raw[name])
        return Elements(self._core, self._pending, name)

    def __setitem__(self, name: str, value: Any) -> None:
        self._known[name] = value

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def __repr__(self) -> str:
        return repr(dict(self))


_NOT_LISTS = ("map", "map_double")
