"""`mathutils.Quaternion`: w, x, y, z."""

from __future__ import annotations

import math
from collections.abc import Iterable
from operator import add, mul, neg, sub
from typing import Any

from . import _rotation
from ._float import close, pack1, pack4, same, single, singles, unpack1, unpack4
from ._libm import atan2f
from ._values import NOT_NUMBERS, Read, Values, Write, frozen, kind, live, new, number, parse, view


def quaternion(values: tuple[float, ...]) -> Quaternion:
    """A quaternion of numbers that are in single precision already."""
    result: Quaternion = new(Quaternion)
    result._v = values
    return result


def _axis_angle(q: tuple[float, ...]) -> tuple[tuple[float, ...], float]:
    """The axis and the angle of any quaternion, never anything that is not a number."""
    axis, angle = _rotation.quaternion_to_axis_angle(_rotation.unit_quaternion(q)[0])
    if not all(map(math.isfinite, axis)) or all(close(x, 0.0, 10) for x in axis):
        axis = (1.0, 0.0, 0.0)
    return axis, angle if math.isfinite(angle) else 0.0


def _from_axis_angle(axis: tuple[float, ...], angle: float) -> tuple[float, ...]:
    unit, length = _rotation.unit3(axis)
    return _rotation.axis_angle_to_quaternion(unit, angle) if length else _rotation.UNIT


class Quaternion(Values):
    __slots__ = ()
    __module__ = "builtins"

    _one = "quaternion"
    _many = "quaternions"
    _read_error = "quaternion[attribute]: array index out of range"
    _write_error = "quaternion[attribute] = x: array assignment index out of range"

    def __init__(self, seq: Iterable[float] = (1.0, 0.0, 0.0, 0.0), angle: Any = ..., /) -> None:
        if angle is not ...:
            problem = f"mathutils.Quaternion(): angle must be a real number, not '{kind(angle)}'"
            turn = number(angle, TypeError(problem))
            axis = parse(seq, 3, 3, "mathutils.Quaternion()")
            self._v = _from_axis_angle(axis, _rotation.half_turn(turn))
            return
        values = parse(seq, 3, 4, "mathutils.Quaternion()")
        if len(values) == 3:
            unit, length = _rotation.unit3(values)
            values = _rotation.axis_angle_to_quaternion(unit, _rotation.half_turn(length)) if length else _rotation.UNIT
        self._v = values

    @classmethod
    def _live(cls, read: Read, write: Write, owner: Any = None) -> Quaternion:
        """A view of a quaternion that lives elsewhere (see `Vector._live`)."""
        result: Quaternion = view(_LiveQuaternion, read, write, 4, owner)
        return result

    def __repr__(self) -> str:
        return f"Quaternion({self._v!r})"

    def __str__(self) -> str:
        w, x, y, z = self._v
        return f"<Quaternion (w={w:.4f}, x={x:.4f}, y={y:.4f}, z={z:.4f})>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Quaternion) and same(self._v, other._v)

    __hash__ = Values.__hash__

    def _number_error(self) -> str:
        return "quaternion[index] = x: assigned value not a number"

    @property
    def w(self) -> float:
        return self._v[0]

    @w.setter
    def w(self, value: float) -> None:
        self._put(0, value)

    @property
    def x(self) -> float:
        return self._v[1]

    @x.setter
    def x(self, value: float) -> None:
        self._put(1, value)

    @property
    def y(self) -> float:
        return self._v[2]

    @y.setter
    def y(self, value: float) -> None:
        self._put(2, value)

    @property
    def z(self) -> float:
        return self._v[3]

    @z.setter
    def z(self, value: float) -> None:
        self._put(3, value)

    @property
    def magnitude(self) -> float:
        return _rotation.root(_rotation.dot4(self._v, self._v))

    @property
    def angle(self) -> float:
        unit, _ = _rotation.unit_quaternion(self._v)
        angle = single(2.0 * _rotation.arc_cosine(unit[0]))
        return angle if math.isfinite(angle) else 0.0

    @angle.setter
    def angle(self, value: float) -> None:
        unit, length = _rotation.unit_quaternion(self._v)
        axis, _ = _axis_angle(unit)
        angle = _rotation.half_turn(number(value, TypeError("Quaternion.angle = value: float expected")))
        self._v = _rotation.scaled4(_from_axis_angle(axis, angle), length)

    @property
    def axis(self) -> Any:
        return vector(_axis_angle(self._v)[0])

    @axis.setter
    def axis(self, value: Any) -> None:
        axis = parse(value, 3, 3, "quat.axis = other")
        if not all(map(math.isfinite, axis)) or all(close(x, 0.0, 10) for x in axis):
            axis = (1.0, 0.0, 0.0)
        unit, length = _rotation.unit_quaternion(self._v)
        _, angle = _axis_angle(unit)
        self._v = _rotation.scaled4(_from_axis_angle(axis, angle), length)

    # --- operators

    def __add__(self, other: Any) -> Quaternion:
        if not isinstance(other, Quaternion):
            raise _invalid("addition", self, "+", other)
        return quaternion(singles(tuple(map(add, self._v, other._v))))

    def __radd__(self, other: Any) -> Quaternion:
        raise _invalid("addition", other, "+", self)

    def __sub__(self, other: Any) -> Quaternion:
        if not isinstance(other, Quaternion):
            raise _invalid("subtraction", self, "-", other)
        return quaternion(singles(tuple(map(sub, self._v, other._v))))

    def __rsub__(self, other: Any) -> Quaternion:
        raise _invalid("subtraction", other, "-", self)

    def _times(self, other: Any) -> tuple[float, ...] | None:
        if isinstance(other, Quaternion):
            return singles(tuple(map(mul, self._v, other._v)))
        try:
            factor = unpack1(pack1(other))[0]
        except NOT_NUMBERS:
            return None
        return _rotation.scaled4(self._v, factor)

    def __mul__(self, other: Any) -> Quaternion:
        values = self._times(other)
        if values is None:
            raise _unsupported("Element-wise multiplication", self, other)
        return quaternion(values)

    def __rmul__(self, other: Any) -> Quaternion:
        values = self._times(other)
        if values is None:
            raise _unsupported("Element-wise multiplication", other, self)
        return quaternion(values)

    def __imul__(self, other: Any) -> Quaternion:
        values = self._times(other)
        if values is None:
            raise _unsupported("Element-wise multiplication", self, other)
        self._v = values
        return self

    def __matmul__(self, other: Any) -> Any:
        if isinstance(other, Quaternion):
            return quaternion(_rotation.quaternion_product(self._v, other._v))
        if isinstance(other, Vector):
            if len(other) != 3:
                raise ValueError("Vector multiplication: only 3D vector rotations (with quats) currently supported")
            return vector(_rotation.turned(self._v, other._v))
        raise _unsupported("Quaternion multiplication", self, other)

    def __rmatmul__(self, other: Any) -> Any:
        raise _unsupported("Quaternion multiplication", other, self)

    def __imatmul__(self, other: Any) -> Quaternion:
        if not isinstance(other, Quaternion):
            raise _unsupported("In place quaternion multiplication", self, other)
        self._v = _rotation.quaternion_product(self._v, other._v)
        return self

    def __neg__(self) -> Quaternion:
        return quaternion(tuple(map(neg, self._v)))

    def __pos__(self) -> Quaternion:
        return quaternion(self._v)

    # --- changes in place and their copies

    def identity(self) -> None:
        self._v = _rotation.UNIT

    def negate(self) -> None:
        self._v = tuple(map(neg, self._v))

    def conjugate(self) -> None:
        w, x, y, z = self._v
        self._v = (w, -x, -y, -z)

    def conjugated(self) -> Quaternion:
        w, x, y, z = self._v
        return quaternion((w, -x, -y, -z))

    def invert(self) -> None:
        self._v = _inverted(self._v)

    def inverted(self) -> Quaternion:
        return quaternion(_inverted(self._v))

    def normalize(self) -> None:
        self._v = _rotation.unit_quaternion(self._v)[0]

    def normalized(self) -> Quaternion:
        return quaternion(_rotation.unit_quaternion(self._v)[0])

    # --- conversions

    def to_euler(self, order: str = "XYZ", euler_compat: Any = None, /) -> Any:
        close_to = euler_argument(euler_compat, 2)
        checked_order(order, "Quaternion.to_euler()")
        rows = _rotation.quaternion_to_matrix(_rotation.unit_quaternion(self._v)[0])
        return euler(_rotation.unit_matrix_to_euler(rows, order, close_to), order)

    def to_matrix(self) -> Any:
        return matrix(_rotation.quaternion_to_matrix(self._v))

    def to_axis_angle(self) -> tuple[Any, float]:
        axis, angle = _axis_angle(self._v)
        return vector(axis), angle

    def to_swing_twist(self, axis: str, /) -> tuple[Quaternion, float]:
        if not isinstance(axis, str):
            raise TypeError(f"to_swing_twist() argument must be str, not {kind(axis)}")
        if axis not in ("X", "Y", "Z"):
            raise ValueError("Quaternion.to_swing_twist(): the axis argument must be a string in 'X', 'Y', 'Z'")
        place = "XYZ".index(axis) + 1
        half = atan2f(self._v[place], self._v[0])
        twist = [0.0] * 4
        twist[0], twist[place] = single(math.cos(half)), single(-math.sin(half))
        swing = _rotation.quaternion_product(self._v, tuple(twist))
        return quaternion(swing), _rotation.half_turn(single(2.0 * half))

    def to_exponential_map(self) -> Any:
        axis, angle = _axis_angle(self._v)
        return vector(_rotation.scaled3(axis, angle))

    def _other(self, other: Any, name: str) -> tuple[float, ...]:
        return parse(other, 4, 4, f"Quaternion.{name}(other), invalid 'other' arg")

    def cross(self, other: Any, /) -> Quaternion:
        return quaternion(_rotation.quaternion_product(self._v, self._other(other, "cross")))

    def dot(self, other: Any, /) -> float:
        return _rotation.dot4(self._v, self._other(other, "dot"))

    def rotation_difference(self, other: Any, /) -> Quaternion:
        return quaternion(_difference(self._v, self._other(other, "rotation_difference")))

    def slerp(self, other: Any, factor: Any = ..., /) -> Quaternion:
        problem = TypeError("quat.slerp(): expected Quaternion types and float")
        if factor is ...:
            raise problem
        t = number(factor, problem)
        others = self._other(other, "slerp")
        if not 0.0 <= t <= 1.0:
            raise ValueError("quat.slerp(): interpolation factor must be between 0.0 and 1.0")
        return quaternion(interpolated(self._v, others, t))

    def rotate(self, other: Any, /) -> None:
        rows = rotation_rows(other, "Quaternion.rotate(value)")
        unit, length = _rotation.unit_quaternion(self._v)
        turned = _rotation.product3(rows, _rotation.quaternion_to_matrix(unit))
        self._v = _rotation.scaled4(_rotation.matrix_to_quaternion(turned), length)

    def make_compatible(self, other: Any, /) -> None:
        others = self._other(other, "make_compatible")
        own = self._v
        unit, length = _rotation.unit_quaternion(others)
        if length <= 1.0e-4:
            return
        delta = _difference(unit, own)
        far = singles(
            (
                sum((x - y) ** 2 for x, y in zip(own, unit, strict=True)),
                sum((x + y) ** 2 for x, y in zip(own, unit, strict=True)),
            )
        )
        result = _rotation.quaternion_product(others, delta)
        self._v = tuple(map(neg, result)) if far[1] < far[0] else result


def interpolated(a: tuple[float, ...], b: tuple[float, ...], t: float) -> tuple[float, ...]:
    cosine = _rotation.dot4(a, b)
    if cosine < 0.0:
        cosine, a = -cosine, tuple(map(neg, a))
    s, t = _rotation.blend(cosine, t)
    p, q = _rotation.scaled4(a, s), _rotation.scaled4(b, t)
    return unpack4(pack4(*map(add, p, q)))


def _inverted(q: tuple[float, ...]) -> tuple[float, ...]:
    squared = _rotation.dot4(q, q)
    if squared == 0.0:
        return q
    w, x, y, z = q
    return _rotation.scaled4((w, -x, -y, -z), single(1.0 / squared))


def _difference(a: tuple[float, ...], b: tuple[float, ...]) -> tuple[float, ...]:
    """The rotation from one quaternion to another."""
    w, x, y, z = a
    squared = _rotation.dot4(a, a)
    inverse = _rotation.scaled4((w, -x, -y, -z), single(1.0 / squared) if squared else math.inf)
    return _rotation.quaternion_product(inverse, b)


def _invalid(operation: str, left: Any, sign: str, right: Any) -> TypeError:
    return TypeError(f"Quaternion {operation}: ({kind(left)} {sign} {kind(right)}) invalid type for this operation")


def _unsupported(operation: str, left: Any, right: Any) -> TypeError:
    return TypeError(f"{operation}: not supported between '{kind(left)}' and '{kind(right)}' types")


_LiveQuaternion = live(Quaternion)
Quaternion._plain = Quaternion
Quaternion._frozen = frozen(Quaternion)

from ._euler import checked_order, euler, euler_argument  # noqa: E402
from ._matrix import matrix, rotation_rows  # noqa: E402
from ._vector import Vector, vector  # noqa: E402
