"""`mathutils.Matrix`: two to four rows and columns. Its values `_v` are a tuple of rows, each a tuple of numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from operator import add, sub
from typing import Any

from . import _rotation
from ._float import (
    pack1,
    pack3,
    pack4,
    pack12,
    pack16,
    same,
    single,
    singles,
    unpack1,
    unpack3,
    unpack4,
    unpack12,
    unpack16,
)
from ._rotation import Row, Rows
from ._values import NOT_NUMBERS, Read, Values, Write, frozen, kind, live, new, number, parse, view

_SHAPE = "mathutils.Matrix(): expects no args or a single arg containing 2-4 numeric sequences"
_SQUARE = "only square matrices are supported"
_MUST_3_4 = "inappropriate matrix size - expects 3x3 or 4x4 matrix"

_IDENTITIES: dict[int, Rows] = {
    size: tuple(tuple(float(i == j) for j in range(size)) for i in range(size)) for size in (2, 3, 4)
}


def matrix(rows: Rows) -> Matrix:
    """A matrix of rows that are in single precision already."""
    result: Matrix = new(Matrix)
    result._v = rows
    return result


def _rows(numbers: Any, width: int) -> Rows:
    """Numbers in one sequence as rows in single precision."""
    if width == 4 and len(numbers) == 16:
        t = unpack16(pack16(*numbers))
        return (t[0:4], t[4:8], t[8:12], t[12:16])
    t = singles(numbers)
    return tuple([t[i : i + width] for i in range(0, len(t), width)])


def checked_rows(rows: Any) -> Rows:
    """Rows given from outside, as a matrix needs them."""
    try:
        lists = [row._v if isinstance(row, Values) else tuple(row) for row in rows]
        width = len(lists[0])
        if 2 <= len(lists) <= 4 and 2 <= width <= 4 and all(len(row) == width for row in lists):
            return _rows([x for row in lists for x in row], width)
    except (*NOT_NUMBERS, IndexError):
        pass
    raise TypeError(_SHAPE)


class Matrix(Values):
    __slots__ = ()
    __module__ = "builtins"

    _rows = True
    _one = "matrix"
    _many = "matrices"
    _read_error = "matrix[attribute]: array index out of range"
    _write_error = "matrix[attribute] = x: bad row"

    def __init__(self, rows: Any = _IDENTITIES[4], /, *more: Any) -> None:
        if more:
            raise TypeError(_SHAPE)
        self._v = rows if rows is _IDENTITIES[4] else checked_rows(rows)

    @classmethod
    def _live(cls, read: Read, write: Write, owner: Any = None) -> Matrix:
        """A view of a matrix that lives elsewhere.

        `read()` gives its rows; `write(rows, None)` gets the new ones after any change, also through a row.
        """
        result: Matrix = view(_LiveMatrix, read, write, 0, owner)
        return result

    # --- constructors

    @classmethod
    def Identity(cls, size: int, /) -> Matrix:  # noqa: N802
        if not hasattr(size, "__index__"):
            raise TypeError(f"'{kind(size)}' object cannot be interpreted as an integer")
        if size not in _IDENTITIES:
            raise RuntimeError("Matrix.Identity(): size must be between 2 and 4")
        return matrix(_IDENTITIES[size])

    @classmethod
    def Rotation(cls, angle: float, size: int, axis: Any = None, /) -> Matrix:  # noqa: N802
        turn = number(angle, TypeError(f"must be real number, not {kind(angle)}"))
        name = "Matrix.Rotation()"
        if isinstance(axis, str) and axis not in ("X", "Y", "Z"):
            raise ValueError(f"{name}: 3rd argument axis value must be a 3D vector or a string in 'X', 'Y', 'Z'")
        _sized(size, name)
        turn = _rotation.half_turn(turn)
        if size == 2:
            axis = "Z"
        elif axis is None:
            raise ValueError(f"{name}: axis of rotation for 3d and 4d matrices is required")
        if isinstance(axis, str):
            rows = _about_axis("XYZ".index(axis), turn)
        else:
            rows = _about(parse(axis, 3, 3, "Matrix.Rotation(angle, size, axis), invalid 'axis' arg"), turn)
        return matrix(_resized(rows, size))

    @classmethod
    def Translation(cls, offset: Any, /) -> Matrix:  # noqa: N802
        values = parse(offset, 3, 4, "mathutils.Matrix.Translation(vector), invalid vector arg")
        values = values if len(values) == 4 else (*values, 1.0)
        return matrix(tuple((*row[:3], x) for row, x in zip(_IDENTITIES[4], values, strict=True)))

    @classmethod
    def Diagonal(cls, diagonal: Any, /) -> Matrix:  # noqa: N802
        values = parse(diagonal, 2, 4, "mathutils.Matrix.Diagonal(vector), invalid vector arg")
        size = range(len(values))
        return matrix(tuple(tuple(values[i] if i == j else 0.0 for j in size) for i in size))

    @classmethod
    def Scale(cls, factor: float, size: int, axis: Any = None, /) -> Matrix:  # noqa: N802
        scale = number(factor, TypeError(f"must be real number, not {kind(factor)}"))
        _sized(size, "Matrix.Scale()")
        inner = range(min(size, 3))
        if axis is None:
            rows = tuple(tuple(scale if i == j else 0.0 for j in inner) for i in inner)
        else:
            values = parse(axis, len(inner), len(inner), "Matrix.Scale(factor, size, axis), invalid 'axis' arg")
            unit = _unit(values)
            rows = _rows(
                [float(i == j) + single(single(scale - 1.0) * single(unit[i] * unit[j])) for i in inner for j in inner],
                len(inner),
            )
        return matrix(_resized(rows, size))

    @classmethod
    def OrthoProjection(cls, axis: Any, size: int, /) -> Matrix:  # noqa: N802
        _sized(size, "Matrix.OrthoProjection()")
        if isinstance(axis, str):
            allowed = ("X", "Y") if size == 2 else ("XY", "XZ", "YZ")
            if axis not in allowed:
                raise ValueError(
                    f"Matrix.OrthoProjection(): unknown plane, expected: {', '.join(allowed)}, not '{axis}'"
                )
            kept = ["XYZ".index(letter) for letter in axis]
            inner = range(min(size, 3))
            rows = tuple(tuple(float(i == j and i in kept) for j in inner) for i in inner)
        else:
            inner = range(min(size, 3))
            what = "Matrix.OrthoProjection(axis, size), invalid 'axis' arg"
            unit = _unit(parse(axis, len(inner), len(inner), what))
            rows = _rows([float(i == j) - single(unit[i] * unit[j]) for i in inner for j in inner], len(inner))
        return matrix(_resized(rows, size))

    @classmethod
    def Shear(cls, plane: str, size: int, factor: Any, /) -> Matrix:  # noqa: N802
        _sized(size, "Matrix.Shear()")
        if size == 2:
            shear = number(factor, TypeError("Matrix.Shear(): the factor to be a float"))
            if plane not in ("X", "Y"):
                raise ValueError("Matrix.Shear(): expected: X, Y or wrong matrix size for shearing plane")
            return matrix(((1.0, shear), (0.0, 1.0)) if plane == "X" else ((1.0, 0.0), (shear, 1.0)))
        first, second = parse(factor, 2, 2, "Matrix.Shear()")
        if plane not in ("XY", "XZ", "YZ"):
            raise ValueError("Matrix.Shear(): expected: X, Y, XY, XZ, YZ")
        rows = [list(row) for row in _rotation.IDENTITY3]
        i, j = ("XYZ".index(letter) for letter in plane)
        rows[i][3 - i - j], rows[j][3 - i - j] = first, second
        return matrix(_resized(tuple(map(tuple, rows)), size))

    @classmethod
    def LocRotScale(cls, location: Any, rotation: Any, scale: Any, /) -> Matrix:  # noqa: N802
        moved = (0.0, 0.0, 0.0)
        if location is not None:
            moved = parse(location, 3, 3, "Matrix.LocRotScale(), invalid location argument")
        if rotation is None:
            rows = _rotation.IDENTITY3
        elif isinstance(rotation, Quaternion):
            rows = _rotation.quaternion_to_matrix(rotation._v)
        elif isinstance(rotation, Euler):
            rows = _rotation.euler_to_matrix(rotation._v, rotation.order)
        elif isinstance(rotation, Matrix):
            rows = rotation._v
            if len(rows) != 3 or len(rows[0]) != 3:
                raise ValueError("Matrix.LocRotScale(): inappropriate rotation matrix size - expects 3x3 matrix")
        else:
            raise ValueError("Matrix.LocRotScale(): rotation argument must be Matrix, Quaternion, Euler or None")
        if scale is not None:
            factors = parse(scale, 3, 3, "Matrix.LocRotScale(), invalid scale argument")
            rows = _rows([x * f for row in rows for x, f in zip(row, factors, strict=True)], 3)
        return matrix(((*rows[0], moved[0]), (*rows[1], moved[1]), (*rows[2], moved[2]), _IDENTITIES[4][3]))

    # --- text and comparison

    def __repr__(self) -> str:
        rows = ",\n        ".join([repr(row) for row in self._v])
        return f"Matrix(({rows}))"

    def __str__(self) -> str:
        texts = [[f"{x:.4f}" for x in row] for row in self._v]
        widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
        rows = ["(" + ", ".join([x.rjust(w) for x, w in zip(row, widths, strict=True)]) + ")" for row in texts]
        return f"<Matrix {len(texts)}x{len(widths)} " + "\n            ".join(rows) + ">"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Matrix):
            return False
        a, b = self._v, other._v
        return a == b or (len(a) == len(b) and all(map(same, a, b)))

    __hash__ = Values.__hash__

    # --- rows and columns

    def __iter__(self) -> Iterator[Any]:
        return iter([_row(self, index) for index in range(len(self._v))])

    def __getitem__(self, index: Any) -> Any:
        try:
            place = index.__index__()
        except AttributeError:
            if isinstance(index, slice):
                begin, end = self._range(index)
                return tuple([_row(self, place) for place in range(begin, end)])
            raise TypeError(f"matrix indices must be integers, not {kind(index)}") from None
        size = len(self._v)
        if place < 0:
            place += size
        if not 0 <= place < size:
            raise IndexError(self._read_error)
        return _row(self, place)

    def _put(self, index: int, value: Any) -> None:
        rows = list(self._v)
        size = len(rows)
        if not -size <= index < size:
            raise IndexError(self._write_error)
        width = len(rows[0])
        rows[index] = parse(value, width, width, "matrix[i] = value assignment")
        self._v = tuple(rows)

    def _put_slice(self, index: slice, value: Any) -> None:
        begin, end = self._range(index)
        rows = list(self._v)
        width = len(rows[0])
        what = "matrix[begin:end] = value"
        try:
            values = tuple(value)
        except TypeError:
            raise TypeError(what) from None
        if len(values) != end - begin:
            raise ValueError("matrix[begin:end] = []: size mismatch in slice assignment")
        rows[begin:end] = [parse(row, width, width, f"{what} assignment") for row in values]
        self._v = tuple(rows)

    @property
    def row(self) -> MatrixAccess:
        return MatrixAccess(self, False)

    @property
    def col(self) -> MatrixAccess:
        return MatrixAccess(self, True)

    @property
    def translation(self) -> Any:
        self._need_translation(AttributeError("Matrix.translation: inappropriate matrix size, must be 4x4"))
        return _column(self, 3, 3)

    @translation.setter
    def translation(self, value: Any) -> None:
        self._need_translation(AttributeError("Matrix.translation: inappropriate matrix size, must be 4x4"))
        values = parse(value, 3, 3, "Matrix.translation")
        rows = self._v
        self._v = (*[(*row[:3], x) for row, x in zip(rows[:3], values, strict=True)], *rows[3:])

    def _need_translation(self, problem: Exception, least: int = 4) -> None:
        rows = self._v
        if len(rows[0]) != 4 or len(rows) < least:
            raise problem

    # --- properties

    def _inner(self, what: str, problem: type[Exception] = AttributeError) -> Rows:
        """The upper left 3x3 part of a matrix that has one."""
        rows = self._v
        if len(rows) < 3 or len(rows[0]) < 3:
            raise problem(what)
        return rows if len(rows[0]) == 3 == len(rows) else (rows[0][:3], rows[1][:3], rows[2][:3])

    @property
    def median_scale(self) -> float:
        rows = self._inner("Matrix.median_scale: inappropriate matrix size, 3x3 minimum")
        each = single(0.5773502691896258)
        turned = tuple([_rotation.dot3(row, (each, each, each)) for row in rows])
        return _rotation.root(_rotation.dot3(turned, turned))

    @property
    def is_identity(self) -> bool:
        rows = self._v
        return all(x == float(i == j) for i, row in enumerate(rows) for j, x in enumerate(row))

    @property
    def is_negative(self) -> bool:
        return _is_negative(self._inner(f"Matrix.is_negative: {_MUST_3_4}"))

    def _columns_fit(self, name: str, unit: bool) -> bool:
        self._inner(f"Matrix.{name}: {_MUST_3_4}")
        columns = _rotation.transposed(self._v)
        for i, column in enumerate(columns):
            if unit and abs(math.fsum([x * x for x in column]) - 1.0) > 1e-5:
                return False
            if any(abs(math.fsum([x * y for x, y in zip(column, columns[j], strict=True)])) > 1e-5 for j in range(i)):
                return False
        return True

    @property
    def is_orthogonal(self) -> bool:
        return self._columns_fit("is_orthogonal", True)

    @property
    def is_orthogonal_axis_vectors(self) -> bool:
        return self._columns_fit("is_orthogonal_axis_vectors", False)

    # --- operators

    def _same_size(self, other: Matrix, what: str) -> tuple[Rows, Rows]:
        a, b = self._v, other._v
        if len(a) != len(b) or len(a[0]) != len(b[0]):
            raise ValueError(what)
        return a, b

    def _combined(self, other: Any, name: str, sign: str, operation: Any) -> Matrix:
        if not isinstance(other, Matrix):
            raise TypeError(f"Matrix {name}: ({kind(self)} {sign} {kind(other)}) invalid type for this operation")
        a, b = self._same_size(other, f"Matrix {name}: matrices must have the same dimensions for this operation")
        return matrix(tuple([singles(tuple(map(operation, p, q))) for p, q in zip(a, b, strict=True)]))

    def __add__(self, other: Any) -> Matrix:
        return self._combined(other, "addition", "+", add)

    def __radd__(self, other: Any) -> Matrix:
        raise TypeError(f"Matrix addition: ({kind(other)} + {kind(self)}) invalid type for this operation")

    def __sub__(self, other: Any) -> Matrix:
        return self._combined(other, "subtraction", "-", sub)

    def __rsub__(self, other: Any) -> Matrix:
        raise TypeError(f"Matrix subtraction: ({kind(other)} - {kind(self)}) invalid type for this operation")

    def _times(self, other: Any) -> Rows | None:
        if isinstance(other, Matrix):
            a, b = self._same_size(
                other,
                "matrix1 * matrix2: matrix1 number of rows/columns "
                "and the matrix2 number of rows/columns must be the same",
            )
            return tuple([singles([x * y for x, y in zip(p, q, strict=True)]) for p, q in zip(a, b, strict=True)])
        try:
            factor = unpack1(pack1(other))[0]
        except NOT_NUMBERS:
            return None
        rows = self._v
        return _rows([x * factor for row in rows for x in row], len(rows[0]))

    def __mul__(self, other: Any) -> Matrix:
        rows = self._times(other)
        if rows is None:
            raise _unsupported("Element-wise multiplication", self, other)
        return matrix(rows)

    def __rmul__(self, other: Any) -> Matrix:
        rows = self._times(other)
        if rows is None:
            raise _unsupported("Element-wise multiplication", other, self)
        return matrix(rows)

    def __imul__(self, other: Any) -> Matrix:
        rows = self._times(other)
        if rows is None:
            raise _unsupported("In place element-wise multiplication", self, other)
        self._v = rows
        return self

    def __matmul__(self, other: Any) -> Any:
        if isinstance(other, Matrix):
            return matrix(_product(self._v, other._v))
        if isinstance(other, Vector):
            rows, values = self._v, other._v
            width = len(rows[0])
            if len(values) == 3 and width == 4 == len(rows):
                # A point: its fourth component is 1, and that of the result is dropped.
                x, y, z = values
                (a, b, c, d), (e, f, g, h), (i, j, k, m), _ = rows
                p = unpack12(pack12(a * x, b * y, c * z, d, e * x, f * y, g * z, h, i * x, j * y, k * z, m))
                return vector(
                    unpack3(
                        pack3(
                            p[0] + p[1] + p[2] + p[3],
                            p[4] + p[5] + p[6] + p[7],
                            p[8] + p[9] + p[10] + p[11],
                        )
                    )
                )
            if len(values) != width:
                raise ValueError(
                    "matrix * vector: len(matrix.col) and len(vector) must be the same, "
                    "except for 4x4 matrix * 3D vector."
                )
            return vector(
                singles([sum(singles([x * y for x, y in zip(row, values, strict=True)]), 0.0) for row in rows])
            )
        raise _unsupported("Matrix multiplication", self, other)

    def __rmatmul__(self, other: Any) -> Any:
        raise _unsupported("Matrix multiplication", other, self)

    def __imatmul__(self, other: Any) -> Matrix:
        if not isinstance(other, Matrix):
            raise _unsupported("In place matrix multiplication", self, other)
        self._v = _product(self._v, other._v)
        return self

    def __invert__(self) -> None:
        self.invert()

    # --- changes in place and their copies

    def zero(self) -> None:
        self._v = tuple([(0.0,) * len(row) for row in self._v])

    def _square(self, what: str) -> Rows:
        rows = self._v
        if len(rows) != len(rows[0]):
            raise ValueError(what)
        return rows

    def identity(self) -> None:
        rows = self._square("Matrix.identity(): only square matrices are supported")
        self._v = _IDENTITIES[len(rows)]

    def transpose(self) -> None:
        self._v = _rotation.transposed(self._square(f"Matrix.transpose(d): {_SQUARE}"))

    def transposed(self) -> Matrix:
        return matrix(_rotation.transposed(self._square(f"Matrix.transpose(d): {_SQUARE}")))

    def determinant(self) -> float:
        return _determinant(self._square(f"Matrix.determinant(): {_SQUARE}"))

    def invert(self, fallback: Any = ..., /) -> None:
        rows = _inverse(self._square(f"Matrix.invert(ed): {_SQUARE}"))
        if rows is None:
            if fallback is ...:
                raise ValueError("Matrix.invert(ed): matrix does not have an inverse")
            if not isinstance(fallback, Matrix):
                raise TypeError("Matrix.invert: expects a matrix argument or nothing")
            rows = fallback._v
            if (len(rows), len(rows[0])) != (len(self), len(self)):
                raise TypeError("Matrix.invert: matrix argument has different dimensions")
        self._v = rows

    def inverted(self, fallback: Any = ..., /) -> Any:
        rows = _inverse(self._square(f"Matrix.invert(ed): {_SQUARE}"))
        if rows is None:
            if fallback is ...:
                raise ValueError("Matrix.invert(ed): matrix does not have an inverse")
            return fallback
        return matrix(rows)

    def invert_safe(self) -> None:
        self._v = _safe_inverse(self._square(f"Matrix.invert(ed): {_SQUARE}"))

    def inverted_safe(self) -> Matrix:
        return matrix(_safe_inverse(self._square(f"Matrix.invert(ed): {_SQUARE}")))

    def adjugate(self) -> None:
        self._v = _adjugate(self._square(f"Matrix.adjugate(d): {_SQUARE}"))

    def adjugated(self) -> Matrix:
        return matrix(_adjugate(self._square(f"Matrix.adjugate(d): {_SQUARE}")))

    def _unit(self) -> Rows:
        rows = self._square(f"Matrix.normalize(): {_SQUARE}")
        if len(rows) == 2:
            raise ValueError("Matrix.normalize(): can only use a 3x3 or 4x4 matrix")
        columns = list(_rotation.transposed(rows))
        for index in range(3):
            column, length = _rotation.unit3(columns[index][:3])
            rest = columns[index][3:]
            columns[index] = column + (singles((rest[0] / length,)) if rest and length else rest)
        return _rotation.transposed(tuple(columns))

    def normalize(self) -> None:
        self._v = self._unit()

    def normalized(self) -> Matrix:
        return matrix(self._unit())

    def rotate(self, other: Any, /) -> None:
        turn = rotation_rows(other, "matrix.rotate(value)")
        rows = self._v
        if len(rows) != 3 or len(rows[0]) != 3:
            raise ValueError("Matrix.rotate(): must have 3x3 dimensions")
        self._v = _rotation.product3(turn, rows)

    def resize_4x4(self) -> None:
        if self.is_wrapped:
            raise ValueError("Matrix.resize_4x4(): cannot resize wrapped data - make a copy and resize that")
        self._v = _resized(self._v, 4)

    # --- conversions

    def to_2x2(self) -> Matrix:
        return matrix(_resized(self._v, 2))

    def to_3x3(self) -> Matrix:
        return matrix(_resized(self._v, 3))

    def to_4x4(self) -> Matrix:
        return matrix(_resized(self._v, 4))

    def to_euler(self, order: str = "XYZ", euler_compat: Any = None, /) -> Any:
        close_to = euler_argument(euler_compat, 2)
        rows = self._inner(f"Matrix.to_euler(): {_MUST_3_4}", ValueError)
        checked_order(order, "Matrix.to_euler()")
        return euler(_rotation.matrix_to_euler(rows, order, close_to), order)

    def to_quaternion(self) -> Any:
        rows = self._inner(f"Matrix.to_quat(): {_MUST_3_4}", ValueError)
        return quaternion(_rotation.matrix_to_quaternion(rows))

    def to_scale(self) -> Any:
        rows = self._inner("Matrix.to_scale(): inappropriate matrix size, 3x3 minimum size", ValueError)
        return vector(_rotation_and_scale(rows)[1])

    def to_translation(self) -> Any:
        self._need_translation(ValueError("Matrix.to_translation(): inappropriate matrix size"), 3)
        rows = self._v
        return vector((rows[0][3], rows[1][3], rows[2][3]))

    def decompose(self) -> tuple[Any, Any, Any]:
        rows = self._v
        if len(rows) != 4 or len(rows[0]) != 4:
            raise ValueError("Matrix.decompose(): inappropriate matrix size - expects 4x4 matrix")
        turned, scale = _rotation_and_scale(self._inner(""))
        moved = vector((rows[0][3], rows[1][3], rows[2][3]))
        return moved, quaternion(_rotation.matrix_to_quaternion(turned)), vector(scale)

    def lerp(self, other: Any, factor: float, /) -> Matrix:
        if not isinstance(other, Matrix):
            raise TypeError(f"lerp() argument 1 must be Matrix, not {kind(other)}")
        t = number(factor, TypeError(f"must be real number, not {kind(factor)}"))
        a, b = self._same_size(other, "Matrix.lerp(): expects both matrix objects of the same dimensions")
        if len(a) != len(a[0]) or len(a) == 2:
            raise ValueError("Matrix.lerp(): only 3x3 and 4x4 matrices supported")
        return matrix(_interpolated(a, b, t))


class MatrixAccess:
    """The rows or the columns of a matrix."""

    __slots__ = ("_columns", "_matrix")
    __module__ = "builtins"

    def __init__(self, owner: Matrix, columns: bool) -> None:
        self._matrix = owner
        self._columns = columns

    def __len__(self) -> int:
        rows = self._matrix._v
        return len(rows[0]) if self._columns else len(rows)

    def __iter__(self) -> Iterator[Any]:
        return iter([self._at(index) for index in range(len(self))])

    def _at(self, index: int) -> Any:
        return _column(self._matrix, index, len(self._matrix)) if self._columns else _row(self._matrix, index)

    def _index(self, index: Any) -> int:
        try:
            place: int = index.__index__()
        except AttributeError:
            raise TypeError(f"matrix indices must be integers, not {kind(index)}") from None
        size = len(self)
        if place < 0:
            place += size
        if not 0 <= place < size:
            raise IndexError("matrix[attribute]: array index out of range")
        return place

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            begin, end, step = index.indices(len(self))
            if step != 1:
                raise IndexError("slice steps not supported with matrix accessors")
            return tuple([self._at(place) for place in range(begin, end)])
        return self._at(self._index(index))

    def __setitem__(self, index: Any, value: Any) -> None:
        part = self._at(self._index(index))
        size = len(part)
        part._v = parse(value, size, size, "matrix[i] = value assignment")


# --- calculations


def _unsupported(operation: str, left: Any, right: Any) -> TypeError:
    return TypeError(f"{operation}: not supported between '{kind(left)}' and '{kind(right)}' types")


def _sized(size: Any, name: str) -> None:
    if not hasattr(size, "__index__"):
        raise TypeError(f"'{kind(size)}' object cannot be interpreted as an integer")
    if size not in (2, 3, 4):
        raise ValueError(f"{name}: can only return a 2x2 3x3 or 4x4 matrix")


def _resized(rows: Rows, size: int) -> Rows:
    """Rows cut, or filled up from the identity."""
    if len(rows) == size == len(rows[0]):
        return rows
    whole = _IDENTITIES[size]
    return tuple([rows[i][:size] + whole[i][len(rows[i]) :] if i < len(rows) else whole[i] for i in range(size)])


def _unit(values: Row) -> Row:
    squared = sum([x * x for x in values], 0.0)
    factor = single(1.0 / single(math.sqrt(squared))) if squared else math.nan
    return singles([x * factor for x in values])


def _product(a: Rows, b: Rows) -> Rows:
    """Products in single precision, their sums in double."""
    if len(a[0]) != len(b):
        raise ValueError("matrix1 * matrix2: matrix1 number of columns and the matrix2 number of rows must be the same")
    columns = tuple(zip(*b, strict=True))
    if len(b) == 4:
        products: list[float] = []
        for p, q, r, s in a:
            for w, x, y, z in columns:
                products += (p * w, q * x, r * y, s * z)
        t = singles(products)
        sums = [t[i] + t[i + 1] + t[i + 2] + t[i + 3] for i in range(0, len(t), 4)]
    else:
        sums = [sum(singles([x * y for x, y in zip(row, column, strict=True)])) for row in a for column in columns]
    return _rows(sums, len(columns))


def _about_axis(axis: int, angle: float) -> Rows:
    cosine, sine = single(math.cos(angle)), single(math.sin(angle))
    if axis == 0:
        return ((1.0, 0.0, 0.0), (0.0, cosine, -sine), (0.0, sine, cosine))
    if axis == 1:
        return ((cosine, 0.0, sine), (0.0, 1.0, 0.0), (-sine, 0.0, cosine))
    return ((cosine, -sine, 0.0), (sine, cosine, 0.0), (0.0, 0.0, 1.0))


def _about(axis: Row, angle: float) -> Rows:
    unit, length = _rotation.unit3(axis)
    if not length:
        return _rotation.IDENTITY3
    cosine, sine = single(math.cos(angle)), single(math.sin(angle))
    rest = single(1.0 - cosine)
    x, y, z = unit
    sx, sy, sz = _rotation.scaled3(unit, sine)
    squares = singles((x * x, x * y, y * y, x * z, y * z, z * z))
    xx, xy, yy, xz, yz, zz = singles([s * rest for s in squares])
    return _rotation.rows3(
        (xx + cosine, xy - sz, xz + sy, xy + sz, yy + cosine, yz - sx, xz - sy, yz + sx, zz + cosine)
    )


def _minor2(a: float, b: float, c: float, d: float) -> float:
    p, q = singles((a * d, b * c))
    return single(p - q)


def _minor3(rows: Any) -> float:
    """The determinant by the first column, each step in single precision."""
    (a, b, c), (d, e, f), (g, h, i) = rows
    p = singles((e * i, f * h, b * i, c * h, b * f, c * e))
    x, y, z = singles((p[0] - p[1], p[2] - p[3], p[4] - p[5]))
    x, y, z = singles((a * x, d * y, g * z))
    return single(single(x - y) + z)


# The rows that are left of four, and the columns.
_OTHERS = ((1, 2, 3), (0, 2, 3), (0, 1, 3), (0, 1, 2))
_PAIRS = ((0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3))


def _minors4(rows: Rows) -> Row:
    """The sixteen minors of a 4x4 matrix, without row 0 and columns 0 to 3 first; the small ones in them only once."""
    columns = _rotation.transposed(rows)
    products: list[float] = []
    for p, q in ((2, 3), (1, 3), (1, 2)):
        x, y = columns[p], columns[q]
        for i, j in _PAIRS:
            products += (x[i] * y[j], y[i] * x[j])
    t = singles(products)
    small = singles([t[i] - t[i + 1] for i in range(0, 36, 2)])
    # Of the columns that are left the first is multiplied, the other two are in the small minors.
    parts = []
    for i, j, k in _OTHERS:
        ij, ik, jk = _PAIRS.index((i, j)), _PAIRS.index((i, k)), _PAIRS.index((j, k))
        for first, pair in ((1, 0), (0, 0), (0, 6), (0, 12)):
            column = columns[first]
            parts += (column[i] * small[pair + jk], column[j] * small[pair + ik], column[k] * small[pair + ij])
    t = singles(parts)
    sums = singles([t[i] - t[i + 1] for i in range(0, 48, 3)])
    return singles([sums[i] + t[3 * i + 2] for i in range(16)])


def _first_column(rows: Rows, minors: Row) -> float:
    """The determinant of a 4x4 matrix from its minors."""
    a, b, c, d = unpack4(pack4(*[rows[i][0] * minors[4 * i] for i in range(4)]))
    return single(single(single(a - b) + c) - d)


def _determinant(rows: Rows) -> float:
    if len(rows) == 2:
        return _minor2(*rows[0], *rows[1])
    return _minor3(rows) if len(rows) == 3 else _first_column(rows, _minors4(rows))


def _signed(minors: Row) -> Rows:
    """The adjugate of a 4x4 matrix from its minors."""
    return tuple(
        [tuple([-minors[4 * j + i] if (i + j) % 2 else minors[4 * j + i] for j in range(4)]) for i in range(4)]
    )


def _adjugate(rows: Rows) -> Rows:
    if len(rows) == 2:
        (a, b), (c, d) = rows
        return ((d, -b), (-c, a))
    if len(rows) == 4:
        return _signed(_minors4(rows))
    columns = _rotation.transposed(rows)
    x, y, z = columns
    # Each row is at right angles to two of the columns.
    return (_rotation.cross3(y, z), _rotation.cross3(z, x), _rotation.cross3(x, y))


def _inverse(rows: Rows) -> Rows | None:
    if len(rows) == 4:
        minors = _minors4(rows)
        determinant = _first_column(rows, minors)
        adjugate = _signed(minors) if determinant else ()
    else:
        determinant = _determinant(rows)
        adjugate = _adjugate(rows)
    if determinant == 0.0:
        return None
    return _rows([x / determinant for row in adjugate for x in row], len(rows))


def _safe_inverse(rows: Rows) -> Rows:
    result = _inverse(rows)
    if result is None:
        # Blender's own choice: a little added to the diagonal makes most matrices invertible.
        little = single(1e-8)
        moved = tuple([tuple([x + little if i == j else x for j, x in enumerate(r)]) for i, r in enumerate(rows)])
        result = _inverse(tuple(map(singles, moved)))
    return _IDENTITIES[len(rows)] if result is None else result


def _is_negative(rows: Rows) -> bool:
    x, y, z = _rotation.transposed(rows)
    return _rotation.dot3(_rotation.cross3(x, y), z) < 0.0


def _rotation_and_scale(rows: Rows) -> tuple[Rows, Row]:
    turned, scale = _rotation.unit_columns(rows)
    if _is_negative(turned):
        turned = tuple([tuple([-x for x in row]) for row in turned])
        scale = tuple([-x for x in scale])
    return turned, scale


def _polar(rows: Rows) -> tuple[list[list[float]], list[list[float]]]:
    """A 3x3 matrix as a rotation and a symmetric stretch: the rotation is the mean of it and its inverse's transpose,
    again and again."""
    u = [list(row) for row in rows]
    for _ in range(100):
        cofactors = [
            [
                u[(i + 1) % 3][(j + 1) % 3] * u[(i + 2) % 3][(j + 2) % 3]
                - u[(i + 1) % 3][(j + 2) % 3] * u[(i + 2) % 3][(j + 1) % 3]
                for j in range(3)
            ]
            for i in range(3)
        ]
        determinant = sum(u[0][j] * cofactors[0][j] for j in range(3))
        if abs(determinant) < 1e-30:
            break
        following = [[0.5 * (u[i][j] + cofactors[i][j] / determinant) for j in range(3)] for i in range(3)]
        change = max(abs(following[i][j] - u[i][j]) for i in range(3) for j in range(3))
        u = following
        if change < 1e-14:
            break
    p = [[sum(u[k][i] * rows[k][j] for k in range(3)) for j in range(3)] for i in range(3)]
    return u, p


def _interpolated(a: Rows, b: Rows, t: float) -> Rows:
    """Rotations turn, scales and places move in a straight line."""
    parts = []
    for rows in (a, b):
        u, p = _polar(tuple([row[:3] for row in rows[:3]]))
        if _is_negative(_rotation.rows3([x for row in u for x in row])):
            # A flip is no rotation: it belongs to the stretch.
            u, p = [[-x for x in row] for row in u], [[-x for x in row] for row in p]
        parts.append((_rotation.matrix_to_quaternion(_rotation.rows3([x for row in u for x in row])), p))
    (qa, pa), (qb, pb) = parts
    u = _rotation.quaternion_to_matrix(interpolated(qa, qb, t))
    p = [[x * (1.0 - t) + y * t for x, y in zip(r, s, strict=True)] for r, s in zip(pa, pb, strict=True)]
    turned = _rotation.rows3([sum(u[i][k] * p[k][j] for k in range(3)) for i in range(3) for j in range(3)])
    if len(a) == 3:
        return turned
    moved = singles([a[i][3] * (1.0 - t) + b[i][3] * t for i in range(3)])
    return (*[(*row, x) for row, x in zip(turned, moved, strict=True)], _IDENTITIES[4][3])


def rotation_rows(other: Any, what: str) -> Rows:
    """The 3x3 rotation of whatever can rotate."""
    if isinstance(other, Euler):
        return _rotation.euler_to_matrix(other._v, other.order)
    if isinstance(other, Quaternion):
        return _rotation.quaternion_to_matrix(_rotation.unit_quaternion(other._v)[0])
    if isinstance(other, Matrix):
        rows = other._inner(f"{what}: matrix must have minimum 3x3 dimensions", ValueError)
        return _rotation.unit_columns(rows)[0]
    raise TypeError(f"{what}: expected a Euler, Quaternion or Matrix type, found {kind(other)}")


_LiveMatrix: Any = type(
    "Matrix",
    (live(Matrix),),
    {
        "__slots__": (),
        "__module__": "builtins",
        "_v": property(
            lambda self: checked_rows(self._read()),
            lambda self, rows: self._write(rows, None),
        ),
        "_put": Matrix._put,
    },
)
Matrix._plain = Matrix
Matrix._frozen = frozen(Matrix)

from ._euler import Euler, checked_order, euler, euler_argument  # noqa: E402
from ._quaternion import Quaternion, interpolated, quaternion  # noqa: E402
from ._vector import Vector, vector  # noqa: E402


class _RowVector(Vector):
    """A row of a matrix, live."""

    __slots__ = ("_index", "_matrix")

    @property
    def _v(self) -> Row:
        return self._matrix._v[self._index]

    @_v.setter
    def _v(self, values: Row) -> None:
        rows = list(self._matrix._v)
        rows[self._index] = values
        self._matrix._v = tuple(rows)

    @property
    def owner(self) -> Any:
        return self._matrix


class _ColumnVector(Vector):
    """A column of a matrix, or the upper part of one, live."""

    __slots__ = ("_height", "_index", "_matrix")

    @property
    def _v(self) -> Row:
        index = self._index
        return tuple([row[index] for row in self._matrix._v[: self._height]])

    @_v.setter
    def _v(self, values: Row) -> None:
        index = self._index
        rows = list(self._matrix._v)
        for place, x in enumerate(values):
            row = rows[place]
            rows[place] = (*row[:index], x, *row[index + 1 :])
        self._matrix._v = tuple(rows)

    @property
    def owner(self) -> Any:
        return self._matrix


def _row(owner: Matrix, index: int) -> Any:
    result = new(_RowVector)
    result._matrix = owner
    result._index = index
    return result


def _column(owner: Matrix, index: int, height: int) -> Any:
    result = new(_ColumnVector)
    result._matrix = owner
    result._index = index
    result._height = height
    return result


_RowVector.__name__ = _RowVector.__qualname__ = _ColumnVector.__name__ = _ColumnVector.__qualname__ = "Vector"
