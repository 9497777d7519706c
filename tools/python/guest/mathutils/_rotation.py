"""Rotations in tuples of numbers. Matrices are tuples of rows; all results are in single precision.

Where a choice depends on a comparison, each step is rounded as Blender's are: at right angles, which scripts love, the
last bit decides which of two equal descriptions of a rotation comes out.
"""

from __future__ import annotations

import math
from typing import Any

from ._float import (
    FLT_EPSILON,
    pack1,
    pack2,
    pack3,
    pack4,
    pack9,
    pack16,
    single,
    unpack1,
    unpack2,
    unpack3,
    unpack4,
    unpack9,
    unpack16,
)
from ._libm import acosf, atan2f

Row = tuple[float, ...]
Rows = tuple[Row, ...]

IDENTITY3: Rows = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
UNIT: Row = (1.0, 0.0, 0.0, 0.0)
PI = single(math.pi)
TAU = single(2.0 * math.pi)

# The order in which the axes turn, and whether that order is an odd permutation.
ORDERS: dict[str, tuple[int, int, int, bool]] = {
    "XYZ": (0, 1, 2, False),
    "XZY": (0, 2, 1, True),
    "YXZ": (1, 0, 2, True),
    "YZX": (1, 2, 0, False),
    "ZXY": (2, 0, 1, False),
    "ZYX": (2, 1, 0, True),
}


def rows3(m: Any) -> Rows:
    """Nine numbers as rows in single precision."""
    t = unpack9(pack9(*m))
    return (t[0:3], t[3:6], t[6:9])


def dot3(a: Row, b: Row) -> float:
    """A scalar product, each step in single precision."""
    x, y, z = unpack3(pack3(a[0] * b[0], a[1] * b[1], a[2] * b[2]))
    return unpack1(pack1(unpack1(pack1(x + y))[0] + z))[0]


def dot4(a: Row, b: Row) -> float:
    w, x, y, z = unpack4(pack4(a[0] * b[0], a[1] * b[1], a[2] * b[2], a[3] * b[3]))
    return single(single(single(w + x) + y) + z)


def root(x: float) -> float:
    return unpack1(pack1(math.sqrt(x)))[0]


def cross3(a: Row, b: Row) -> Row:
    ax, ay, az = a
    bx, by, bz = b
    p, q, r = unpack3(pack3(ay * bz, az * bx, ax * by))
    s, t, u = unpack3(pack3(az * by, ax * bz, ay * bx))
    return unpack3(pack3(p - s, q - t, r - u))


def scaled3(a: Row, factor: float) -> Row:
    return unpack3(pack3(a[0] * factor, a[1] * factor, a[2] * factor))


def unit3(a: Row) -> tuple[Row, float]:
    """A vector of length 1, and the length it had; zeros if that was too small."""
    squared = dot3(a, a)
    if squared > 1.0e-35:
        length = unpack1(pack1(math.sqrt(squared)))[0]
        factor = unpack1(pack1(1.0 / length))[0]
        return unpack3(pack3(a[0] * factor, a[1] * factor, a[2] * factor)), length
    return (0.0, 0.0, 0.0), 0.0


def half_turn(angle: float) -> float:
    """An angle between minus and plus half a turn."""
    moved = single(angle + PI)
    return single(single(moved - single(TAU * math.floor(single(moved / TAU)))) - PI)


def arc_cosine(x: float) -> float:
    return PI if x <= -1.0 else 0.0 if x >= 1.0 else acosf(x)


def arc_sine(x: float) -> float:
    return single(-math.pi / 2) if x <= -1.0 else single(math.pi / 2) if x >= 1.0 else single(math.asin(x))


# --- matrices


def transposed(m: Rows) -> Rows:
    return tuple(zip(*m, strict=True))


def product3(a: Rows, b: Rows) -> Rows:
    """A product of two 3x3 matrices, each step in single precision."""
    result = []
    columns = transposed(b)
    for row in a:
        for column in columns:
            result.append(dot3(row, column))
    return (tuple(result[0:3]), tuple(result[3:6]), tuple(result[6:9]))


def unit_columns(m: Rows) -> tuple[Rows, Row]:
    """A 3x3 matrix with columns of length 1, and the lengths they had."""
    columns = [unit3(column) for column in transposed(m)]
    return transposed(tuple(column for column, _ in columns)), tuple(length for _, length in columns)


def determinant3(m: Rows) -> float:
    (a, b, c), (d, e, f), (g, h, i) = m
    # By columns, as Blender's determinant of an array does.
    p, q, r, s, t, u = unpack4(pack4(e * i, f * h, b * i, c * h)) + unpack2(pack2(b * f, c * e))
    x, y, z = unpack3(pack3(p - q, r - s, t - u))
    x, y, z = unpack3(pack3(a * x, d * y, g * z))
    return single(single(x - y) + z)


# --- quaternions


def quaternion_product(a: Row, b: Row) -> Row:
    aw, ax, ay, az = a
    bw, bx, by, bz = b
    p = unpack16(
        pack16(
            aw * bw, aw * bx, aw * by, aw * bz, ax * bx, ax * bw, ay * bw, az * bw,
            ay * by, ay * bz, az * bx, ax * by, az * bz, az * by, ax * bz, ay * bx,
        )
    )  # fmt: skip
    s = unpack4(pack4(p[0] - p[4], p[1] + p[5], p[2] + p[6], p[3] + p[7]))
    s = unpack4(pack4(s[0] - p[8], s[1] + p[9], s[2] + p[10], s[3] + p[11]))
    return unpack4(pack4(s[0] - p[12], s[1] - p[13], s[2] - p[14], s[3] - p[15]))


def turned(q: Row, v: Row) -> Row:
    """A vector rotated by a quaternion (also by one that is not of length 1)."""
    w, x, y, z = q
    a, b, c = v
    p = unpack9(pack9(-x * a, y * b, z * c, w * a, y * c, z * b, w * b, z * a, x * c))
    s, t, u = unpack3(pack3(p[0] - p[1], p[3] + p[4], p[6] + p[7]))
    s, t, u = unpack3(pack3(s - p[2], t - p[5], u - p[8]))
    p3 = unpack3(pack3(w * c, x * b, y * a))
    r = single(single(p3[0] + p3[1]) - p3[2])
    # s is the real part now, (t, u, r) the imaginary one.
    p = unpack9(pack9(s * -x, t * w, u * z, s * -y, u * w, r * x, s * -z, r * w, t * y))
    e = unpack3(pack3(r * y, t * z, u * x))
    k = unpack3(pack3(p[0] + p[1], p[3] + p[4], p[6] + p[7]))
    k = unpack3(pack3(k[0] - p[2], k[1] - p[5], k[2] - p[8]))
    return unpack3(pack3(k[0] + e[0], k[1] + e[1], k[2] + e[2]))


def unit_quaternion(q: Row) -> tuple[Row, float]:
    length = root(dot4(q, q))
    if length != 0.0:
        return scaled4(q, single(1.0 / length)), length
    return (0.0, 1.0, 0.0, 0.0), 0.0


def scaled4(q: Row, factor: float) -> Row:
    return unpack4(pack4(q[0] * factor, q[1] * factor, q[2] * factor, q[3] * factor))


def axis_angle_to_quaternion(axis: Row, angle: float) -> Row:
    """The rotation about an axis of length 1."""
    half = single(0.5 * angle)
    cosine, sine = unpack2(pack2(math.cos(half), math.sin(half)))
    x, y, z = scaled3(axis, sine)
    return (cosine, x, y, z)


def quaternion_to_axis_angle(q: Row) -> tuple[Row, float]:
    half = acosf(q[0])
    sine = single(math.sin(half)) if half == half else half
    angle = single(half * 2.0)
    if abs(sine) < single(0.0005):
        sine = 1.0
    x, y, z = unpack3(pack3(q[1] / sine, q[2] / sine, q[3] / sine))
    if x == y == z == 0.0:
        y = 1.0
    return (x, y, z), angle


def quaternion_to_matrix(q: Row) -> Rows:
    root2 = math.sqrt(2.0)
    w, x, y, z = root2 * q[0], root2 * q[1], root2 * q[2], root2 * q[3]
    wx, wy, wz = w * x, w * y, w * z
    xx, xy, xz = x * x, x * y, x * z
    yy, yz, zz = y * y, y * z, z * z
    return rows3(
        (
            1.0 - yy - zz, -wz + xy, wy + xz,
            wz + xy, 1.0 - xx - zz, -wx + yz,
            -wy + xz, wx + yz, 1.0 - xx - yy,
        )
    )  # fmt: skip


def matrix_to_quaternion(m: Rows) -> Row:
    """The rotation of any 3x3 matrix."""
    m, _ = unit_columns(m)
    determinant = determinant3(m)
    if not math.isfinite(determinant):
        m = IDENTITY3
    elif determinant < 0.0:
        m = tuple(tuple(-x for x in row) for row in m)
    return unit_matrix_to_quaternion(m)


def unit_matrix_to_quaternion(m: Rows) -> Row:
    """Starts from the largest of the four components, so that nothing is divided by a small number."""
    (a, b, c), (d, e, f), (g, h, i) = m
    if i < 0.0:
        first, signs = ("x", (1.0, -1.0, -1.0)) if a > e else ("y", (-1.0, 1.0, -1.0))
    else:
        first, signs = ("z", (-1.0, -1.0, 1.0)) if a < -e else ("w", (1.0, 1.0, 1.0))
    trace = single(single(single(1.0 + signs[0] * a) + signs[1] * e) + signs[2] * i)
    s = single(2.0 * root(trace)) if trace > 0.0 else 0.0
    wx, wy, wz, xy, xz, yz = unpack3(pack3(h - f, c - g, d - b)) + unpack3(pack3(d + b, g + c, f + h))
    if (first == "x" and h < f) or (first == "y" and c < g) or (first == "z" and d < b):
        s = -s
    largest = single(0.25 * s)
    s = single(1.0 / s) if s else math.inf
    if first == "x":
        q = (single(wx * s), largest, single(xy * s), single(xz * s))
    elif first == "y":
        q = (single(wy * s), single(xy * s), largest, single(yz * s))
    elif first == "z":
        q = (single(wz * s), single(xz * s), single(yz * s), largest)
    else:
        q = (largest, single(wx * s), single(wy * s), single(wz * s))
    # What was no rotation, or only nearly one, shall become one.
    return unit_quaternion(q)[0] if abs(dot4(q, q) - 1.0) >= 0.0006 else q


# --- Euler angles


def euler_to_matrix(e: Row, order: str) -> Rows:
    i, j, k, odd = ORDERS[order]
    a, b, c = (-e[i], -e[j], -e[k]) if odd else (e[i], e[j], e[k])
    ci, cj, ch = math.cos(a), math.cos(b), math.cos(c)
    si, sj, sh = math.sin(a), math.sin(b), math.sin(c)
    cc, cs, sc, ss = ci * ch, ci * sh, si * ch, si * sh
    m = [0.0] * 9
    m[3 * i + i], m[3 * i + j], m[3 * i + k] = cj * ch, sj * sc - cs, sj * cc + ss
    m[3 * j + i], m[3 * j + j], m[3 * j + k] = cj * sh, sj * ss + cc, sj * cs - sc
    m[3 * k + i], m[3 * k + j], m[3 * k + k] = -sj, cj * si, cj * ci
    return rows3(m)


def euler_to_quaternion(e: Row, order: str) -> Row:
    i, j, k, odd = ORDERS[order]
    a, b, c = e[i] * 0.5, e[j] * (-0.5 if odd else 0.5), e[k] * 0.5
    ci, cj, ch = math.cos(a), math.cos(b), math.cos(c)
    si, sj, sh = math.sin(a), math.sin(b), math.sin(c)
    cc, cs, sc, ss = ci * ch, ci * sh, si * ch, si * sh
    v = [0.0, 0.0, 0.0]
    v[i] = cj * sc - sj * cs
    v[j] = cj * ss + sj * cc
    v[k] = cj * cs - sj * sc
    if odd:
        v[j] = -v[j]
    return unpack4(pack4(cj * cc + sj * ss, v[0], v[1], v[2]))


# The cosine of the middle angle below which the other two turn about the same axis.
_LOCKED = 0.0000375


def _both_eulers(m: Rows, order: str) -> tuple[Row, Row]:
    """The two descriptions of a rotation as angles."""
    i, j, k, odd = ORDERS[order]
    cy = single(math.hypot(m[i][i], m[j][i]))
    first, second = [0.0] * 3, [0.0] * 3
    if cy > _LOCKED:
        first[i], first[j], first[k] = atan2f(m[k][j], m[k][k]), atan2f(-m[k][i], cy), atan2f(m[j][i], m[i][i])
        second[i], second[j], second[k] = atan2f(-m[k][j], -m[k][k]), atan2f(-m[k][i], -cy), atan2f(-m[j][i], -m[i][i])
    else:
        first[i], first[j], first[k] = atan2f(-m[j][k], m[j][j]), atan2f(-m[k][i], cy), 0.0
        second = first
    if odd:
        first, second = [-x for x in first], [-x for x in second]
    return unpack3(pack3(*first)), unpack3(pack3(*second))


def _sum3(a: Row) -> float:
    return single(single(abs(a[0]) + abs(a[1])) + abs(a[2]))


def unit_matrix_to_euler(m: Rows, order: str, close_to: Row | None = None) -> Row:
    first, second = _both_eulers(m, order)
    if close_to is None:
        return second if _sum3(first) > _sum3(second) else first
    first, second = compatible_euler(first, close_to), compatible_euler(second, close_to)
    far = [_sum3(unpack3(pack3(e[0] - close_to[0], e[1] - close_to[1], e[2] - close_to[2]))) for e in (first, second)]
    return second if far[0] > far[1] else first


def matrix_to_euler(m: Rows, order: str, close_to: Row | None = None) -> Row:
    return unit_matrix_to_euler(unit_columns(m)[0], order, close_to)


def compatible_euler(e: Row, old: Row) -> Row:
    """Angles moved by full turns to be close to others."""
    result = list(e)
    for i in range(3):
        far = single(result[i] - old[i])
        if abs(far) > PI:
            turns = math.floor(single(single(abs(far) / TAU) + 0.5))
            result[i] = single(result[i] - math.copysign(single(turns * TAU), far))
    away = [single(x - y) for x, y in zip(result, old, strict=True)]
    for i, j, k in ((0, 1, 2), (1, 2, 0), (2, 0, 1)):
        # Half a turn of one axis alone.
        if abs(away[i]) > math.pi and abs(away[j]) < math.pi / 2 and abs(away[k]) < math.pi / 2:
            result[i] = single(result[i] - math.copysign(TAU, away[i]))
    return tuple(result)


# --- directions


def orthogonal3(v: Row) -> Row:
    x, y, z = v
    ax, ay, az = abs(x), abs(y), abs(z)
    longest = (0 if ax > az else 2) if ax > ay else (1 if ay > az else 2)
    if longest == 0:
        return unpack3(pack3(-y - z, x, x))
    if longest == 1:
        return unpack3(pack3(y, -x - z, y))
    return unpack3(pack3(z, z, -x - y))


def unit_angle(a: Row, b: Row) -> float:
    """The angle between vectors of length 1, exact for small ones."""
    if dot3(a, b) >= 0.0:
        d = unpack3(pack3(a[0] - b[0], a[1] - b[1], a[2] - b[2]))
        return single(2.0 * arc_sine(single(root(dot3(d, d)) / 2.0)))
    d = unpack3(pack3(a[0] + b[0], a[1] + b[1], a[2] + b[2]))
    return single(PI - single(2.0 * arc_sine(single(root(dot3(d, d)) / 2.0))))


def between(a: Row, b: Row) -> Row:
    """The shortest rotation from one vector of length 1 to another."""
    axis, length = unit3(cross3(a, b))
    if length > FLT_EPSILON:
        return axis_angle_to_quaternion(axis, unit_angle(a, b))
    if dot3(a, b) > 0.0:
        return UNIT
    axis, length = unit3(orthogonal3(a))
    return axis_angle_to_quaternion(axis, PI) if length else UNIT


def track(v: Row, axis: int, negative: bool, up: int) -> Row:
    """The rotation that turns an axis towards a vector and keeps another one up."""
    length = root(dot3(v, v))
    if length == 0.0:
        return UNIT
    t = (-v[0], -v[1], -v[2]) if negative else v
    after, last = (axis + 1) % 3, (axis + 2) % 3
    normal = [0.0, 0.0, 0.0]
    normal[after], normal[last] = -t[last], t[after]
    if single(abs(t[after]) + abs(t[last])) < single(1e-4):
        # Straight along the axis: any normal will do, and this is Blender's.
        normal[after] = 1.0
    unit, _ = unit3(tuple(normal))
    q = axis_angle_to_quaternion(unit, arc_cosine(single(t[axis] / length)))
    if axis == up:
        return q
    m = quaternion_to_matrix(q)
    f = (m[0][2], m[1][2], m[2][2])
    if axis == 0:
        angle = 0.5 * atan2f(f[2], f[1]) if up == 1 else -0.5 * atan2f(f[1], f[2])
    elif axis == 1:
        angle = -0.5 * atan2f(f[2], f[0]) if up == 0 else 0.5 * atan2f(f[0], f[2])
    else:
        angle = 0.5 * atan2f(-f[1], -f[0]) if up == 0 else -0.5 * atan2f(-f[0], -f[1])
    cosine, sine = unpack2(pack2(math.cos(angle), math.sin(angle)))
    x, y, z = scaled3(t, single(sine / length))
    return quaternion_product((cosine, x, y, z), q)


def blend(cosine: float, t: float) -> tuple[float, float]:
    """The weights of a spherical interpolation."""
    if abs(cosine) < single(1.0 - single(1e-4)):
        omega = acosf(cosine)
        sine = single(math.sin(omega))
        return (
            single(single(math.sin(single(single(1.0 - t) * omega))) / sine),
            single(single(math.sin(single(t * omega))) / sine),
        )
    return single(1.0 - t), t
