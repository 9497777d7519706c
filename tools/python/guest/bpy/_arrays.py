"""Arrays of Blender as what Python has for them: vectors, colours, matrices, or `bpy_prop_array`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import mathutils
from mathutils._values import view

from ._things import Thing

_VECTORS = frozenset({"COORDINATES", "TRANSLATION", "DIRECTION", "VELOCITY", "ACCELERATION", "XYZ", "XYZ_LENGTH"})

View = Callable[[Any, Thing], Any]


def view_of(subtype: str, kind: str, shape: tuple[int, ...]) -> View:
    """What makes the view of an array of this kind."""
    if kind == "float":
        if subtype == "MATRIX" and shape in ((3, 3), (4, 4)):
            return _matrix
        if subtype in _VECTORS and len(shape) == 1 and 2 <= shape[0] <= 4:
            return _vector
        if subtype in ("EULER", "QUATERNION") and shape == (3,):
            return _euler
        if subtype in ("EULER", "QUATERNION") and shape == (4,):
            return _quaternion
        if subtype in ("COLOR", "COLOR_GAMMA") and shape == (3,):
            return _color
    return bpy_prop_array


def is_matrix(value: Any, shape: tuple[int, ...]) -> bool:
    """Whether it is a matrix of so many rows and columns."""
    return isinstance(value, mathutils.Matrix) and (len(value), len(value[0])) == shape


def _write(array: Any, thing: Thing, values: Sequence[Any], index: int | None) -> None:
    if index is None:
        array.put(thing, values)
    else:
        array.put_element(thing, index, values[index])


def _vector(array: Any, thing: Thing) -> Any:
    return mathutils.Vector._live(partial(array.values, thing), partial(_write, array, thing), array.length, thing)


def _quaternion(array: Any, thing: Thing) -> Any:
    return mathutils.Quaternion._live(partial(array.values, thing), partial(_write, array, thing), thing)


def _color(array: Any, thing: Thing) -> Any:
    return mathutils.Color._live(partial(array.values, thing), partial(_write, array, thing), thing)


def _matrix(array: Any, thing: Thing) -> Any:
    def write(rows: Sequence[Sequence[float]], _: int | None) -> None:
        array.put(thing, mathutils.Matrix(rows))

    return mathutils.Matrix._live(partial(array.values, thing), write, thing)


class _Euler(type(mathutils.Euler._live(list, list))):  # type: ignore[misc]
    """Angles whose order is the thing's `rotation_mode`, which is read only when it matters."""

    __slots__ = ()
    __module__ = "builtins"

    @property
    def _order(self) -> str:
        if "rotation_mode" not in self._owner._members:
            return "XYZ"
        mode = self._owner.rotation_mode
        return mode if mode not in ("QUATERNION", "AXIS_ANGLE") else "XYZ"

    @_order.setter
    def _order(self, order: str) -> None:
        raise ValueError("euler.order: the order of a rotation in Blender is its rotation_mode")


_Euler.__name__ = _Euler.__qualname__ = "Euler"


def _euler(array: Any, thing: Thing) -> Any:
    return view(_Euler, partial(array.values, thing), partial(_write, array, thing), 3, thing)


class bpy_prop_array:  # noqa: N801 - Blender's name
    """An array that is nothing more."""

    __slots__ = ("_array", "_part", "_thing")
    __module__ = "builtins"

    def __init__(self, array: Any, thing: Thing, part: int | None = None) -> None:
        self._array = array
        self._thing = thing
        self._part = part

    def _values(self) -> list[Any]:
        values: list[Any] = self._array.values(self._thing)
        return values if self._part is None else values[self._part]

    def __len__(self) -> int:
        # Some arrays have another length than their description says, as a polygon's vertices.
        return len(self._values())

    def __iter__(self) -> Iterator[Any]:
        return (self[index] for index in range(len(self)))

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            return tuple(self)[key]
        if not hasattr(key, "__index__"):
            raise TypeError(f"bpy_prop_array[key]: invalid key, must be an int, not {type(key).__name__}")
        if not -len(self) <= key < len(self):
            raise IndexError(f"bpy_prop_array[index]: index {key} out of range, size {len(self)}")
        if len(self._array.shape) == 2 and self._part is None:
            return bpy_prop_array(self._array, self._thing, range(len(self))[key])
        return self._values()[key]

    def __setitem__(self, key: Any, value: Any) -> None:
        if isinstance(key, slice) or self._part is not None or len(self._array.shape) > 1:
            values = [list(each) if isinstance(each, list) else each for each in self._array.values(self._thing)]
            (values if self._part is None else values[self._part])[key] = value
            self._array.put(self._thing, values)
            return
        if not -len(self) <= key < len(self):
            raise IndexError(f"bpy_prop_array[index] = value: index {key} out of range, size {len(self)}")
        self._array.put_element(self._thing, range(len(self))[key], value)

    def __contains__(self, value: Any) -> bool:
        return value in self._values()

    def __repr__(self) -> str:
        return f"{self._thing!r}.{self._array.name}"

    def __str__(self) -> str:
        return f"<bpy_{self._array.kind}[{len(self)}], {type(self._thing).__name__}.{self._array.name}>"

    def foreach_get(self, into: Any) -> None:
        """Copies all values."""
        for index, value in enumerate(self):
            into[index] = value

    def foreach_set(self, values: Any) -> None:
        """Writes all values."""
        self._array.put(self._thing, list(values))
