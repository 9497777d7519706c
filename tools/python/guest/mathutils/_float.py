"""Numbers as Blender stores them: rounded to single precision after each step.

A native `struct` format rounds several numbers in one call and gives infinity for what is too large, as C does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from struct import Struct
from typing import Any

FLT_EPSILON = 1.1920928955078125e-07

Packer = Callable[..., Any]


def _pair(size: int) -> tuple[Packer, Packer]:
    shape = Struct(f"{size}f")
    return shape.pack, shape.unpack


pack1, unpack1 = _pair(1)
pack2, unpack2 = _pair(2)
pack3, unpack3 = _pair(3)
pack4, unpack4 = _pair(4)
pack9, unpack9 = _pair(9)
pack12, unpack12 = _pair(12)
pack16, unpack16 = _pair(16)

_pairs = {size: _pair(size) for size in range(1, 17)}


def single(value: float) -> float:
    """A number rounded to single precision."""
    return unpack1(pack1(value))[0]


def singles(values: Iterable[float]) -> tuple[float, ...]:
    """Any number of numbers rounded to single precision."""
    if not isinstance(values, (tuple, list)):
        values = tuple(values)
    size = len(values)
    pair = _pairs.get(size)
    if pair is None:
        pair = _pairs[size] = _pair(size)
    return pair[1](pair[0](*values))


_as_int = Struct("i").unpack


def close(a: float, b: float, steps: int) -> bool:
    """Whether two single precision numbers are at most `steps` neighbours apart."""
    if a == b:
        return True
    m: int = _as_int(pack1(a))[0]
    n: int = _as_int(pack1(b))[0]
    if m == n:
        return True
    if (m ^ n) < 0:
        m = -0x80000000 - m
    return abs(m - n) <= steps


def same(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    """Equality of the values of two vectors, quaternions, ... as Blender defines it."""
    if a == b:
        return True
    if len(a) != len(b):
        return False
    for x, y in zip(a, b, strict=True):
        if x != y and (abs(x - y) > 1e-6 * (abs(x) + abs(y)) + 1e-37 or not close(x, y, 1)):
            return False
    return True
