"""Inverse trigonometric functions as the C library has them in single precision.

Those of `math` are more exact, and that is the trouble: at right angles the last bit decides which of two Euler
angles Blender gives. The method and the constants are those of fdlibm:

    Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunPro, a Sun Microsystems, Inc.
    business. Permission to use, copy, modify, and distribute this software is freely granted, provided that this
    notice is preserved.
"""

from __future__ import annotations

import math

from ._float import pack1, single, unpack1

_PI = 3.1415927410125732
_PI_REST = -8.742277657347586e-08
_HALF_PI = 1.5707963705062866
_HALF_PI_LOW = 1.570796251296997
_HALF_PI_REST = 7.549789415861596e-08

# Where the argument is brought near to zero: the angle there, in two parts.
_ANGLES = (
    (0.46364760398864746, 5.012158244006559e-09),
    (0.7853981256484985, 3.774894707930798e-08),
    (0.9827936887741089, 3.447321716976148e-08),
    (_HALF_PI_LOW, _HALF_PI_REST),
)
_SERIES = (
    0.333333343267441, -0.2000000029802322, 0.14285714924335480, -0.1111111044883728, 0.09090887010097504,
    -0.07691875845193863, 0.06661073118448257, -0.05833570286631584, 0.049768779426813126, -0.03653157129883766,
    0.01628581993281841,
)  # fmt: skip


def _arctangent(x: float) -> float:
    """The angle whose tangent is the positive `x`."""
    if x >= 33554432.0:
        return single(_HALF_PI_LOW + _HALF_PI_REST)
    near = None
    if x < 0.4375:
        if x < 1.862645149230957e-09:
            return x
    elif x < 0.6875:
        near, x = 0, single(single(2.0 * x - 1.0) / single(2.0 + x))
    elif x < 1.1875:
        near, x = 1, single(single(x - 1.0) / single(x + 1.0))
    elif x < 2.4375:
        near, x = 2, single(single(x - 1.5) / single(1.0 + single(1.5 * x)))
    else:
        near, x = 3, single(-1.0 / x)
    z = x * x
    total = 0.0
    for factor in reversed(_SERIES):
        total = total * z + factor
    correction = single(x * single(z * total))
    if near is None:
        return single(x - correction)
    angle, rest = _ANGLES[near]
    return single(angle - single(single(correction - rest) - x))


def atan2f(y: float, x: float) -> float:
    if y != y or x != x:
        return math.nan
    if y == 0.0 or x == 0.0 or math.isinf(x) or math.isinf(y):
        return single(math.atan2(y, x))
    if x == 1.0:
        return math.copysign(_arctangent(abs(y)), y)
    steps = math.frexp(y)[1] - math.frexp(x)[1]
    if steps > 60:
        angle = single(_HALF_PI + 0.5 * _PI_REST)
    elif x < 0.0 and steps < -60:
        angle = 0.0
    else:
        angle = _arctangent(abs(single(y / x)))
    if x > 0.0:
        return math.copysign(angle, y)
    return math.copysign(single(_PI - single(angle - _PI_REST)), y)


def _ratio(z: float) -> float:
    above = 7.915350142866373e-04 + z * 3.479330916889011e-05
    for factor in (-0.0400555357336998, 0.20121252536773682, -0.32556581497192383, 0.16666667163372040):
        above = factor + z * above
    below = 0.07703815400600433
    for factor in (-0.6882839798927307, 2.020945787429810, -2.403394937515259, 1.0):
        below = factor + z * below
    return single(single(z * above) / single(below))


def acosf(x: float) -> float:
    """Not a number outside of -1 to 1."""
    if not -1.0 <= x <= 1.0:
        return math.nan
    if x == 1.0:
        return 0.0
    if x == -1.0:
        return single(_PI + 2.0 * _HALF_PI_REST)
    if abs(x) < 0.5:
        r = _ratio(single(x * x))
        return single(_HALF_PI_LOW - single(x - single(_HALF_PI_REST - single(x * r))))
    if x < 0.0:
        z = single(single(1.0 + x) * 0.5)
        root = single(math.sqrt(z))
        w = single(single(_ratio(z) * root) - _HALF_PI_REST)
        return single(3.141592502593994 - 2.0 * single(root + w))
    z = single(single(1.0 - x) * 0.5)
    root = single(math.sqrt(z))
    # The upper half of the root's digits, whose square is exact.
    upper = unpack1((int.from_bytes(pack1(root), "little") & 0xFFFFF000).to_bytes(4, "little"))[0]
    rest = single(single(z - single(upper * upper)) / single(root + upper))
    return single(2.0 * single(upper + single(single(_ratio(z) * root) + rest)))
