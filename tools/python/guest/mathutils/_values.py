"""What vectors, matrices, angles and colours share: their values, a live view of somebody else's, a frozen state.

The values are an immutable tuple `_v` that a change replaces. A live view and a frozen object are subclasses in which
`_v` is a property, so the usual objects pay nothing for them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from struct import error as StructError  # noqa: N812
from typing import Any

from ._float import pack1, singles, unpack1

new = object.__new__

NOT_NUMBERS = (StructError, TypeError, OverflowError)


def kind(thing: Any) -> str:
    return type(thing).__name__


def number(value: Any, otherwise: Exception) -> float:
    """A number in single precision, or `otherwise` raised."""
    try:
        return unpack1(pack1(value))[0]
    except NOT_NUMBERS:
        raise otherwise from None


def parse(values: Any, low: int, high: int, what: str) -> tuple[float, ...]:
    """The `low` to `high` numbers of a sequence. `what` begins the message if it is none."""
    if isinstance(values, Values) and not values._rows:
        numbers = values._v
    else:
        try:
            numbers = tuple(values)
        except TypeError:
            raise TypeError(what) from None
    size = len(numbers)
    if not low <= size <= high:
        if low == high:
            raise ValueError(f"{what}: sequence length is {size}, expected {low}")
        if high == sys.maxsize:
            raise ValueError(f"{what}: sequence size is {size}, expected >= {low}")
        raise ValueError(f"{what}: sequence length is {size}, expected [{low} - {high}]")
    try:
        return singles(numbers)
    except NOT_NUMBERS:
        for index in range(size - 1, -1, -1):
            problem = f"{what}: sequence index {index} expected a number, found '{kind(numbers[index])}' type, "
            number(numbers[index], TypeError(problem))
        raise


def begin(values: Any, size: int, what: str) -> tuple[float, ...]:
    """The first `size` numbers of a sequence that may be longer."""
    try:
        values = values._v if isinstance(values, Values) and not values._rows else tuple(values)
    except TypeError:
        raise TypeError(what) from None
    if len(values) < size:
        raise ValueError(f"{what}: sequence size is {len(values)}, expected >= {size}")
    return parse(values[:size], size, size, what)


class Values:
    """A fixed number of numbers with a meaning."""

    __slots__ = ("_v",)

    _v: Any
    _rows = False
    # The names in messages, as Blender has them for each type.
    _one = ""
    _many = ""
    _read_error = ""
    _write_error = ""

    def __iter__(self) -> Iterator[Any]:
        return iter(self._v)

    def __len__(self) -> int:
        return len(self._v)

    def __getitem__(self, index: Any) -> Any:
        try:
            if type(index) is slice:
                begin, end = self._range(index)
                return self._v[begin:end]
            return self._v[index]
        except IndexError:
            if type(index) is slice:
                raise
            raise IndexError(self._read_error) from None
        except TypeError:
            raise TypeError(f"{self._one} indices must be integers, not {kind(index)}") from None

    def __setitem__(self, index: Any, value: Any) -> None:
        if isinstance(index, slice):
            self._put_slice(index, value)
            return
        try:
            self._put(index.__index__(), value)
        except AttributeError:
            raise TypeError(f"{self._one} indices must be integers, not {kind(index)}") from None

    def _put(self, index: int, value: Any) -> None:
        """Set one component."""
        values = list(self._v)
        try:
            values[index] = unpack1(pack1(value))[0]
        except IndexError:
            raise IndexError(self._write_error) from None
        except NOT_NUMBERS:
            raise TypeError(self._number_error()) from None
        self._v = tuple(values)

    def _number_error(self) -> str:
        return f"{self._write_error.split(':')[0]}: assigned value not a number"

    def _put_slice(self, index: slice, value: Any) -> None:
        begin, end = self._range(index, self._one)
        what = f"{self._one}[begin:end] = []"
        try:
            size = len(value)
        except TypeError:
            raise TypeError(what) from None
        if size != end - begin:
            raise ValueError(f"{what}: size mismatch in slice assignment")
        values = self._v
        self._v = values[:begin] + parse(value, size, size, what) + values[end:]

    def _range(self, index: slice, name: str = "") -> tuple[int, int]:
        begin, end, step = index.indices(len(self))
        if step != 1:
            raise IndexError(f"slice steps not supported with {name or self._many}")
        return begin, max(begin, end)

    def __eq__(self, other: object) -> bool:
        raise NotImplementedError

    def __hash__(self) -> int:
        raise TypeError(f"{kind(self)} is not frozen (mutable), call freeze first")

    def copy(self) -> Any:
        result = new(self._plain)
        result._v = self._v
        return result

    def __copy__(self) -> Any:
        return self.copy()

    def __deepcopy__(self, memo: Any = None) -> Any:
        return self.copy()

    # Set below each class.
    _plain: Any
    _frozen: Any

    def freeze(self) -> Any:
        if self.is_wrapped or self.owner is not None:
            raise TypeError("Cannot freeze wrapped/owned data")
        self.__class__ = self._frozen
        return self

    @property
    def is_frozen(self) -> bool:
        return False

    @property
    def is_wrapped(self) -> bool:
        return False

    @property
    def is_valid(self) -> bool:
        return True

    @property
    def owner(self) -> Any:
        return None


def _refuse(self: Any, value: Any = None) -> None:
    raise TypeError(f"{kind(self)} is frozen (immutable)")


def frozen(base: Any) -> Any:
    """The class of the frozen objects of a class."""
    stored = base._v

    def hashed(self: Any) -> int:
        return hash(self._v)

    def unchanged(self: Any) -> Any:
        return self

    return type(
        base.__name__,
        (base,),
        {
            "__slots__": (),
            "__module__": base.__module__,
            "__hash__": hashed,
            "_v": property(stored.__get__, _refuse),
            "_put": lambda self, index, value: _refuse(self),
            "freeze": unchanged,
            "is_frozen": property(lambda self: True),
        },
    )


Read = Callable[[], Any]
Write = Callable[[Any, "int | None"], None]


def live(base: Any) -> Any:
    """The class of the live views of a class: `_read` before each use, `_write` after each change."""

    def get(self: Any) -> tuple[float, ...]:
        return singles(self._read())

    def put(self: Any, index: int, value: Any) -> None:
        size = len(self)
        at = index + size if index < 0 else index
        if not 0 <= at < size:
            raise IndexError(self._write_error)
        values: list[float | None] = [None] * size
        values[at] = number(value, TypeError(self._number_error()))
        self._write(values, at)

    members: dict[str, Any] = {
        "__slots__": ("_owner", "_read", "_size", "_write"),
        "__module__": base.__module__,
        "_v": property(get, lambda self, values: self._write(values, None)),
        "is_wrapped": property(lambda self: True),
        "owner": property(lambda self: self._owner),
        "__len__": lambda self: self._size or len(self._v),
        "_put": put,
    }
    return type(base.__name__, (base,), members)


def view(cls: Any, read: Read, write: Write, size: int, owner: Any) -> Any:
    """A live view of the class `cls`. With a known `size` setting one component reads nothing."""
    result = new(cls)
    result._read = read
    result._write = write
    result._size = size
    result._owner = owner
    return result
