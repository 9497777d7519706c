"""`mathutils.Euler`: three angles and the order in which they turn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from . import _rotation
from ._float import pack3, same, unpack3
from ._values import NOT_NUMBERS, Read, Values, Write, frozen, kind, live, new, number, parse, view


def euler(values: tuple[float, ...], order: str) -> Euler:
    """Angles that are in single precision already."""
    result: Euler = new(Euler)
    result._v = values
    result._order = order
    return result


def checked_order(order: Any, what: str) -> str:
    if not isinstance(order, str):
        raise TypeError("bad argument type for built-in operation")
    if order not in _rotation.ORDERS:
        raise ValueError(f"{what}: invalid euler order '{order}'")
    return order


class Euler(Values):
    __slots__ = ("_order",)
    __module__ = "builtins"

    _one = "euler"
    _many = "eulers"
    _read_error = "euler[attribute]: array index out of range"
    _write_error = "euler[attribute] = x: array assignment index out of range"

    def __init__(self, angles: Iterable[float] = (0.0, 0.0, 0.0), order: str = "XYZ", /) -> None:
        self._order = order if order == "XYZ" else checked_order(order, "mathutils.Euler()")
        if (type(angles) is tuple or type(angles) is list) and len(angles) == 3:
            try:
                self._v = unpack3(pack3(*angles))
                return
            except NOT_NUMBERS:
                pass
        self._v = parse(angles, 3, 3, "mathutils.Euler()")

    @classmethod
    def _live(cls, read: Read, write: Write, order: str = "XYZ", owner: Any = None) -> Euler:
        """A view of angles that live elsewhere (see `Vector._live`)."""
        result: Euler = view(_LiveEuler, read, write, 3, owner)
        result._order = order
        return result

    def __repr__(self) -> str:
        return f"Euler({self._v!r}, '{self._order}')"

    def __str__(self) -> str:
        x, y, z = self._v
        return f"<Euler (x={x:.4f}, y={y:.4f}, z={z:.4f}), order='{self._order}'>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Euler) and self._order == other._order and same(self._v, other._v)

    __hash__ = Values.__hash__

    @property
    def order(self) -> str:
        return self._order

    @order.setter
    def order(self, value: str) -> None:
        values = self._v
        self._order = checked_order(value, "euler.order")
        self._v = values

    @property
    def x(self) -> float:
        return self._v[0]

    @x.setter
    def x(self, value: float) -> None:
        self._put(0, value)

    @property
    def y(self) -> float:
        return self._v[1]

    @y.setter
    def y(self, value: float) -> None:
        self._put(1, value)

    @property
    def z(self) -> float:
        return self._v[2]

    @z.setter
    def z(self, value: float) -> None:
        self._put(2, value)

    def _number_error(self) -> str:
        return "euler[attribute] = x: assigned value not a number"

    def copy(self) -> Euler:
        return euler(self._v, self._order)

    def zero(self) -> None:
        self._v = (0.0, 0.0, 0.0)

    def to_matrix(self) -> Any:
        return matrix(_rotation.euler_to_matrix(self._v, self._order))

    def to_quaternion(self) -> Any:
        return quaternion(_rotation.euler_to_quaternion(self._v, self._order))

    def rotate_axis(self, axis: str, angle: float, /) -> None:
        problem = "Euler.rotate_axis(): expected an axis 'X', 'Y', 'Z' and an angle (float)"
        if not isinstance(axis, str):
            raise TypeError(problem)
        turn = number(angle, TypeError(problem))
        if axis not in ("X", "Y", "Z"):
            raise ValueError("Euler.rotate_axis(): expected axis to be 'X', 'Y' or 'Z'")
        angles = [0.0, 0.0, 0.0]
        angles["XYZ".index(axis)] = turn
        own = _rotation.euler_to_matrix(self._v, self._order)
        added = _rotation.euler_to_matrix(tuple(angles), self._order)
        self._v = _rotation.matrix_to_euler(_rotation.product3(own, added), self._order)

    def rotate(self, other: Any, /) -> None:
        rows = rotation_rows(other, "euler.rotate(value)")
        own = _rotation.euler_to_matrix(self._v, self._order)
        self._v = _rotation.matrix_to_euler(_rotation.product3(rows, own), self._order, self._v)

    def make_compatible(self, other: Any, /) -> None:
        others = parse(other, 3, 3, "euler.make_compatible(other), invalid 'other' arg")
        self._v = _rotation.compatible_euler(self._v, others)


_LiveEuler = live(Euler)
Euler._plain = Euler
Euler._frozen = frozen(Euler)


def euler_argument(other: Any, place: int) -> tuple[float, ...] | None:
    """The angles to be compatible with, if any."""
    if other is None:
        return None
    if not isinstance(other, Euler):
        raise TypeError(f"to_euler() argument {place} must be Euler, not {kind(other)}")
    return other._v


from ._matrix import matrix, rotation_rows  # noqa: E402
from ._quaternion import quaternion  # noqa: E402
