"""`mathutils.Vector`: two or more numbers."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable
from itertools import product
from operator import add, itemgetter, mul, neg, sub
from typing import Any

from . import _rotation
from ._float import FLT_EPSILON, pack1, pack3, same, single, singles, unpack1, unpack3
from ._libm import atan2f
from ._values import NOT_NUMBERS, Read, Values, Write, begin, frozen, kind, live, new, number, parse, view

_ANY = sys.maxsize
_SIZES = "vectors must have the same dimensions for this operation"


def _dot(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    """Products in single precision, their sum in double."""
    if len(a) == 3:
        x, y, z = a
        u, v, w = b
        x, y, z = unpack3(pack3(x * u, y * v, z * w))
        return x + y + z
    return sum(singles(tuple(map(mul, a, b))), 0.0)


def _squared(a: tuple[float, ...]) -> float:
    return sum([x * x for x in a], 0.0)


def vector(values: tuple[float, ...]) -> Vector:
    """A vector of numbers that are in single precision already."""
    result: Vector = new(Vector)
    result._v = values
    return result


class Vector(Values):
    __slots__ = ()
    __module__ = "builtins"

    _one = "vector"
    _many = "vectors"
    _read_error = "vector[index]: out of range"
    _write_error = "vector[index] = x: assignment index out of range"

    def __init__(self, seq: Iterable[float] = (0.0, 0.0, 0.0), /) -> None:
        if (type(seq) is tuple or type(seq) is list) and len(seq) == 3:
            try:
                self._v = unpack3(pack3(*seq))
                return
            except NOT_NUMBERS:
                pass
        self._v = parse(seq, 2, _ANY, "mathutils.Vector()")

    # --- constructors

    @classmethod
    def Fill(cls, size: int, fill: float = 0.0, /) -> Vector:  # noqa: N802
        return vector(singles((fill,) * _size(size, "Vector(): invalid size")))

    @classmethod
    def Range(cls, start: int, stop: int | None = None, step: int = 1, /) -> Vector:  # noqa: N802
        if stop is None:
            start, stop = 0, start
        if start > stop:
            raise RuntimeError("Start value is larger than the stop value")
        values = tuple(map(float, range(start, stop, step)))
        _size(len(values), "Vector(): invalid size")
        return vector(singles(values))

    @classmethod
    def Linspace(cls, start: float, stop: float, size: int, /) -> Vector:  # noqa: N802
        _size(size, "Vector.Linspace(): invalid size")
        start, stop = singles((start, stop))
        step = single(single(stop - start) / (size - 1))
        return vector(singles([start + s for s in singles([step * i for i in range(size)])]))

    @classmethod
    def Repeat(cls, values: Any, size: int, /) -> Vector:  # noqa: N802
        _size(size, "Vector.Repeat(): invalid vec_num")
        numbers = parse(values, 2, _ANY, "Vector.Repeat(vector, size), invalid 'vector' arg")
        return vector((numbers * (size // len(numbers) + 1))[:size])

    @classmethod
    def _live(cls, read: Read, write: Write, size: int = 0, owner: Any = None) -> Vector:
        """A view of numbers that live elsewhere.

        `read()` gives all of them. `write(values, index)` gets all new ones and None after a change of the whole, or,
        after one component was set, a list in which only `values[index]` is known. With the `size` given, setting one
        component does not read.
        """
        view_: Vector = view(_LiveVector, read, write, size, owner)
        return view_

    # --- text and comparison

    def __repr__(self) -> str:
        return f"Vector({self._v!r})"

    def __str__(self) -> str:
        return f"<Vector ({', '.join([f'{x:.4f}' for x in self._v])})>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vector) and same(self._v, other._v)

    __hash__ = Values.__hash__

    def _lengths(self, other: object) -> tuple[float, float] | None:
        """What vectors are ordered by; None if they are not comparable."""
        if not isinstance(other, Vector) or len(self) != len(other):
            return None
        return _squared(self._v), _squared(other._v)

    def __lt__(self, other: object) -> bool:
        lengths = self._lengths(other)
        return lengths is not None and lengths[0] < lengths[1]

    def __gt__(self, other: object) -> bool:
        lengths = self._lengths(other)
        return lengths is not None and lengths[0] > lengths[1]

    def __le__(self, other: object) -> bool:
        lengths = self._lengths(other)
        return lengths is not None and lengths[0] < lengths[1] + 1e-6

    def __ge__(self, other: object) -> bool:
        lengths = self._lengths(other)
        return lengths is not None and lengths[0] > lengths[1] - 1e-6

    # --- components

    def _put_slice(self, index: slice, value: Any) -> None:
        begin_, end = self._range(index)
        what = "vector[begin:end] = [...]"
        numbers = parse(value, end - begin_, _ANY, what)
        if len(numbers) != end - begin_:
            raise ValueError(f"{what}: size mismatch in slice assignment")
        values = self._v
        self._v = values[:begin_] + numbers + values[end:]

    def _number_error(self) -> str:
        return "vector[index] = x: assigned value not a number"

    @property
    def length(self) -> float:
        return math.sqrt(_dot(self._v, self._v))

    @length.setter
    def length(self, value: float) -> None:
        length = self._asked_length(value)
        values = self._v
        now = _dot(values, values)
        if now == 0.0 or now == length * length:
            return
        factor = single(length / math.sqrt(now))
        self._v = singles([x * factor for x in values])

    magnitude = length

    def _asked_length(self, value: float) -> float:
        try:
            length = float(value) if not isinstance(value, str) else None
        except TypeError:
            length = None
        if length is None:
            raise TypeError("length must be set to a number")
        if length < 0.0:
            raise ValueError("cannot set a vectors length to a negative value")
        return length

    @property
    def length_squared(self) -> float:
        values = self._v
        return _dot(values, values)

    # --- operators

    def __add__(self, other: Any) -> Vector:
        if not isinstance(other, Vector):
            raise AttributeError(f"Vector addition: ({kind(self)} + {kind(other)}) invalid type for this operation")
        a, b = self._v, other._v
        result: Vector = new(Vector)
        if len(a) == 3 == len(b):
            x, y, z = a
            u, v, w = b
            result._v = unpack3(pack3(x + u, y + v, z + w))
        elif len(a) == len(b):
            result._v = singles(tuple(map(add, a, b)))
        else:
            raise AttributeError(f"Vector addition: {_SIZES}")
        return result

    def __radd__(self, other: Any) -> Vector:
        raise AttributeError(f"Vector addition: ({kind(other)} + {kind(self)}) invalid type for this operation")

    def __iadd__(self, other: Any) -> Vector:
        if not isinstance(other, Vector):
            raise AttributeError(f"Vector addition: ({kind(self)} += {kind(other)}) invalid type for this operation")
        self._v = (self + other)._v
        return self

    def __sub__(self, other: Any) -> Vector:
        if not isinstance(other, Vector):
            raise AttributeError(f"Vector subtraction: ({kind(self)} - {kind(other)}) invalid type for this operation")
        a, b = self._v, other._v
        result: Vector = new(Vector)
        if len(a) == 3 == len(b):
            x, y, z = a
            u, v, w = b
            result._v = unpack3(pack3(x - u, y - v, z - w))
        elif len(a) == len(b):
            result._v = singles(tuple(map(sub, a, b)))
        else:
            raise AttributeError(f"Vector subtraction: {_SIZES}")
        return result

    def __rsub__(self, other: Any) -> Vector:
        raise AttributeError(f"Vector subtraction: ({kind(other)} - {kind(self)}) invalid type for this operation")

    def __isub__(self, other: Any) -> Vector:
        if not isinstance(other, Vector):
            raise AttributeError(f"Vector subtraction: ({kind(self)} -= {kind(other)}) invalid type for this operation")
        self._v = (self - other)._v
        return self

    def _times(self, other: Any) -> tuple[float, ...] | None:
        """The products with a number or with the components of another vector; None if it is neither."""
        values = self._v
        if isinstance(other, Vector):
            others = other._v
            if len(values) != len(others):
                raise ValueError(f"Vector multiplication: {_SIZES}")
            return singles(tuple(map(mul, values, others)))
        try:
            factor = unpack1(pack1(other))[0]
        except NOT_NUMBERS:
            return None
        if len(values) == 3:
            x, y, z = values
            return unpack3(pack3(x * factor, y * factor, z * factor))
        return singles([x * factor for x in values])

    def __mul__(self, other: Any) -> Vector:
        values = self._times(other)
        if values is None:
            raise _unsupported("Element-wise multiplication", self, other)
        result: Vector = new(Vector)
        result._v = values
        return result

    def __rmul__(self, other: Any) -> Vector:
        values = self._times(other)
        if values is None:
            raise _unsupported("Element-wise multiplication", other, self)
        return vector(values)

    def __imul__(self, other: Any) -> Vector:
        values = self._times(other)
        if values is None:
            raise _unsupported("In place element-wise multiplication", self, other)
        self._v = values
        return self

    def _divided(self, other: Any) -> tuple[float, ...]:
        divisor = number(other, TypeError("Vector division: Vector must be divided by a float"))
        if divisor == 0.0:
            raise ZeroDivisionError("Vector division: divide by zero error")
        factor = single(1.0 / divisor)
        return singles([x * factor for x in self._v])

    def __truediv__(self, other: Any) -> Vector:
        return vector(self._divided(other))

    def __rtruediv__(self, other: Any) -> Vector:
        raise TypeError("Vector division: Vector must be divided by a float")

    def __itruediv__(self, other: Any) -> Vector:
        self._v = self._divided(other)
        return self

    def __matmul__(self, other: Any) -> Any:
        values = self._v
        if isinstance(other, Vector):
            if len(values) != len(other):
                raise ValueError(f"Vector multiplication: {_SIZES}")
            return _dot(values, other._v)
        if isinstance(other, Matrix):
            rows = other._v
            if len(values) != len(rows):
                if len(rows) != 4 or len(values) != 3:
                    raise ValueError("vector * matrix: matrix column size and the vector size must be the same")
                values = (*values, 1.0)
                rows = tuple(row[:3] for row in rows)
            return vector(singles([_dot(column, values) for column in zip(*rows, strict=True)]))
        raise _unsupported("Vector multiplication", self, other)

    def __rmatmul__(self, other: Any) -> Any:
        raise _unsupported("Vector multiplication", other, self)

    def __imatmul__(self, other: Any) -> Any:
        raise _unsupported("In place vector multiplication", self, other)

    def __neg__(self) -> Vector:
        return vector(tuple(map(neg, self._v)))

    def __pos__(self) -> Vector:
        return vector(self._v)

    # --- size

    def zero(self) -> None:
        self._v = (0.0,) * len(self)

    def negate(self) -> None:
        self._v = tuple(map(neg, self._v))

    def _resize(self, values: tuple[float, ...], name: str) -> None:
        if self.is_wrapped or self.owner is not None:
            raise ValueError(f"Vector.{name}(): cannot resize {'wrapped' if self.is_wrapped else 'owned'} data")
        if self.is_frozen:
            raise ValueError(f"Vector.{name}(): cannot resize frozen data")
        self._v = values

    def resize(self, size: int, /) -> None:
        if not hasattr(size, "__index__"):
            raise TypeError("Vector.resize(size): expected size argument to be an integer")
        self._resize(_sized(self._v, _size(size, "Vector.resize(): invalid size")), "resize")

    def resized(self, size: int, /) -> Vector:
        return vector(_sized(self._v, _size(size, "Vector.resized(): invalid size")))

    def resize_2d(self) -> None:
        self._resize(self._v[:2], "resize_2d")

    def resize_3d(self) -> None:
        self._resize(_sized(self._v, 3), "resize_3d")

    def resize_4d(self) -> None:
        self._resize(_sized4(self._v), "resize_4d")

    def to_2d(self) -> Vector:
        return vector(self._v[:2])

    def to_3d(self) -> Vector:
        return vector(_sized(self._v, 3))

    def to_4d(self) -> Vector:
        return vector(_sized4(self._v))

    def to_tuple(self, precision: int = -1, /) -> tuple[float, ...]:
        if not -1 <= precision <= 21:
            if precision > 21:
                return self._v
            raise ValueError("Vector.to_tuple(precision): precision must be between -1 and 21")
        return self._v if precision == -1 else tuple([round(x, precision) for x in self._v])

    # --- geometry

    def _unit(self) -> tuple[float, ...]:
        values = self._v
        # The fourth component does not belong to the direction.
        size = 3 if len(values) == 4 else len(values)
        squared = _squared(values[:size])
        if squared > 1.0e-35:
            factor = single(1.0 / single(math.sqrt(squared)))
            if len(values) == 3:
                x, y, z = values
                return unpack3(pack3(x * factor, y * factor, z * factor))
            return singles([x * factor for x in values[:size]]) + values[size:]
        return (0.0,) * size + values[size:]

    def normalize(self) -> None:
        self._v = self._unit()

    def normalized(self) -> Vector:
        return vector(self._unit())

    def dot(self, other: Any, /) -> float:
        values = self._v
        if isinstance(other, Vector):
            others = other._v
            if len(others) == len(values):
                return _dot(values, others)
        return _dot(values, begin(other, len(values), "Vector.dot(other), invalid 'other' arg"))

    def cross(self, other: Any, /) -> Any:
        values = self._v
        size = len(values)
        if size > 3:
            raise ValueError("Vector must be 2D or 3D")
        others = parse(other, size, size, "Vector.cross(other), invalid 'other' arg")
        if size == 3:
            return vector(_rotation.cross3(values, others))
        a, b = singles((values[0] * others[1], values[1] * others[0]))
        return singles((a - b,))[0]

    def angle(self, other: Any, fallback: Any = ..., /) -> Any:
        a = self._v
        size = len(a)
        b = parse(other, size, size, "Vector.angle(other), invalid 'other' arg")
        # The fourth component does not belong to the direction.
        a, b = a[:3], b[:3]
        first, second, dot = _squared(a), _squared(b), sum(map(mul, a, b), 0.0)
        if not first or not second:
            if fallback is ...:
                raise ValueError("Vector.angle(other): zero length vectors have no valid angle")
            return fallback
        cosine = single(dot / (math.sqrt(first) * math.sqrt(second)))
        return _rotation.arc_cosine(cosine)

    def angle_signed(self, other: Any, fallback: Any = ..., /) -> Any:
        a = self._v
        b = parse(other, 2, 2, "Vector.angle_signed(other), invalid 'other' arg")
        if len(a) != 2:
            raise ValueError("Vector must be 2D")
        if a == (0.0, 0.0) or b == (0.0, 0.0):
            if fallback is ...:
                raise ValueError("Vector.angle_signed(other): zero length vectors have no valid angle")
            return fallback
        p, q, r, s = singles((a[1] * b[0], a[0] * b[1], a[0] * b[0], a[1] * b[1]))
        across, along = singles((p - q, r + s))
        return atan2f(across, along)

    def rotation_difference(self, other: Any, /) -> Any:
        if len(self) < 3:
            raise ValueError("vec.difference(value): expects both vectors to be size 3 or 4")
        others = parse(other, 3, _ANY, "Vector.difference(other), invalid 'other' arg")
        a, b = _rotation.unit3(self._v[:3])[0], _rotation.unit3(others[:3])[0]
        return quaternion(_rotation.between(a, b))

    def to_track_quat(self, track: str = "Z", up: str = "Y", /) -> Any:
        if len(self) != 3:
            raise TypeError("Vector.to_track_quat(): only for 3D vectors")
        for place, name in ((1, track), (2, up)):
            if not isinstance(name, str):
                raise TypeError(f"to_track_quat() argument {place} must be str, not {kind(name)}")
        # A lone minus sign is the axis X.
        negative = track.startswith("-") and track != "-"
        axis = "X" if track == "-" else track.removeprefix("-")
        if axis not in ("X", "Y", "Z"):
            raise ValueError("only X, -X, Y, -Y, Z or -Z for track axis")
        if up not in ("X", "Y", "Z"):
            raise ValueError("only X, Y or Z for up axis")
        if track == up:
            raise ValueError("Can't have the same axis for track and up")
        return quaternion(_rotation.track(self._v, "XYZ".index(axis), negative, "XYZ".index(up)))

    def orthogonal(self) -> Vector:
        values = self._v
        if len(values) == 3:
            return vector(_rotation.orthogonal3(values))
        if len(values) == 2:
            return vector((-values[1], values[0]))
        raise TypeError("Vector.orthogonal(): Vector must be 3D or 2D")

    def reflect(self, mirror: Any, /) -> Vector:
        values = self._v
        size = len(values)
        if size > 4:
            raise ValueError("Vector must be 2D, 3D or 4D")
        others = parse(mirror, 2, 4, "Vector.reflect(other), invalid 'other' arg")
        normal, _ = _rotation.unit3(_sized(others, 3))
        incoming = _sized(values[:2] if len(others) == 2 else values, 3)
        twice = single(2.0 * _rotation.dot3(incoming, normal))
        x, y, z = _rotation.scaled3(normal, twice)
        reflected = singles((incoming[0] - x, incoming[1] - y, incoming[2] - z))
        return vector((*reflected, others[0]) if size == 4 else reflected[:size])

    def project(self, other: Any, /) -> Vector:
        values = self._v
        others = begin(other, len(values), "Vector.project(other), invalid 'other' arg")
        squared = _dot(others, others)
        factor = single(_dot(values, others) / squared) if squared else math.nan
        return vector(singles([factor * x for x in others]))

    def lerp(self, other: Any, factor: float, /) -> Vector:
        values = self._v
        others = begin(other, len(values), "Vector.lerp(other), invalid 'other' arg")
        t = number(factor, TypeError(f"must be real number, not {kind(factor)}"))
        s = single(1.0 - t)
        a, b = singles([s * x for x in values]), singles([t * x for x in others])
        return vector(singles(tuple(map(add, a, b))))

    def slerp(self, other: Any, factor: float, fallback: Any = ..., /) -> Any:
        size = len(self)
        if size > 3:
            raise ValueError("Vector must be 2D or 3D")
        others = parse(other, size, size, "Vector.slerp(other), invalid 'other' arg")
        t = number(factor, TypeError(f"must be real number, not {kind(factor)}"))
        problem = ""
        a, b = _unit_or_none(self._v), _unit_or_none(others)
        if a is None or b is None:
            problem = "zero length vectors"
        else:
            cosine = single(_dot(a, b))
            if cosine < -1.0 + FLT_EPSILON:
                problem = "opposite vectors"
        if problem:
            if fallback is ...:
                raise ValueError(f"Vector.slerp(): {problem} unsupported")
            return fallback
        s, t = _rotation.blend(cosine, t)
        return vector(singles([s * x + t * y for x, y in zip(a, b, strict=True)]))

    def rotate(self, other: Any, /) -> None:
        values = self._v
        if len(values) == 2:
            if not isinstance(other, Matrix):
                raise TypeError(f"expected a mathutils.Matrix, not a {kind(other)}")
            if (len(other), len(other._v[0])) != (2, 2):
                raise ValueError("matrix must be 2x2")
            self._v = singles([_rotate_row(row, values) for row in other._v])
            return
        if len(values) > 4:
            raise ValueError("Vector must be 2D, 3D or 4D")
        rows = rotation_rows(other, "Vector.rotate(value)")
        self._v = tuple([_rotation.dot3(row, values) for row in rows]) + values[3:]


def _rotate_row(row: tuple[float, ...], values: tuple[float, ...]) -> float:
    a, b = singles((row[0] * values[0], row[1] * values[1]))
    return a + b


def _size(size: Any, problem: str) -> int:
    if not hasattr(size, "__index__"):
        raise TypeError(f"'{kind(size)}' object cannot be interpreted as an integer")
    if size < 2:
        raise RuntimeError(problem)
    return int(size)


def _sized(values: tuple[float, ...], size: int) -> tuple[float, ...]:
    return values[:size] + (0.0,) * (size - len(values))


def _sized4(values: tuple[float, ...]) -> tuple[float, ...]:
    return values[:4] if len(values) >= 4 else (*_sized(values, 3), 1.0)


def _unit_or_none(values: tuple[float, ...]) -> tuple[float, ...] | None:
    squared = _squared(values)
    if squared <= 1.0e-35:
        return None
    factor = single(1.0 / single(math.sqrt(squared)))
    return singles([x * factor for x in values])


def _unsupported(operation: str, left: Any, right: Any) -> TypeError:
    return TypeError(f"{operation}: not supported between '{kind(left)}' and '{kind(right)}' types")


def _component(index: int, name: str) -> property:
    def get(self: Vector) -> float:
        try:
            return self._v[index]
        except IndexError:
            raise AttributeError(f"Vector.{name}: unavailable on {len(self)}d vector") from None

    def put(self: Vector, value: float) -> None:
        try:
            self._put(index, value)
        except IndexError:
            raise AttributeError(f"Vector.{name} = x: unavailable on {len(self)}d vector") from None

    return property(get, put)


def _swizzle(indices: tuple[int, ...]) -> property:
    pick: Any = itemgetter(*indices)
    highest = max(indices)

    def get(self: Vector) -> Vector:
        try:
            return vector(pick(self._v))
        except IndexError:
            raise AttributeError("Vector swizzle: specified axis not present") from None

    def put(self: Vector, value: Any) -> None:
        values = list(self._v)
        if highest >= len(values):
            raise AttributeError("Vector swizzle: specified axis not present")
        try:
            numbers = (number(value, TypeError()),) * len(indices)
        except TypeError:
            numbers = parse(value, 2, 4, "mathutils.Vector.**** = swizzle assignment")
        if len(numbers) != len(indices):
            raise AttributeError("Vector swizzle: size does not match swizzle")
        for index, item in zip(indices, numbers, strict=True):
            values[index] = item
        self._v = tuple(values)

    return property(get, put) if len(set(indices)) == len(indices) else property(get)


for _index, _name in enumerate("xyzw"):
    setattr(Vector, _name, _component(_index, _name))
for _length in (2, 3, 4):
    for _indices in product(range(4), repeat=_length):
        setattr(Vector, "".join(["xyzw"[i] for i in _indices]), _swizzle(_indices))

_LiveVector = live(Vector)
Vector._plain = Vector
Vector._frozen = frozen(Vector)

from ._matrix import Matrix, rotation_rows  # noqa: E402
from ._quaternion import quaternion  # noqa: E402
