"""Blender's `bl_math`: small functions of numbers."""

from __future__ import annotations

import math


def clamp(value: float, *limits: float) -> float:
    """A value brought between 0 and 1, or between two limits."""
    if len(limits) not in (0, 2):
        raise TypeError(f"clamp() takes exactly {3 if limits else 1} arguments ({1 + len(limits)} given)")
    low, high = limits or (0.0, 1.0)
    return min(max(float(value), float(low)), float(high))


def lerp(from_value: float, to_value: float, factor: float) -> float:
    """The value between two others."""
    return from_value * (1.0 - factor) + to_value * factor


def smoothstep(from_value: float, to_value: float, value: float) -> float:
    """From 0 to 1, slow at both ends."""
    above, width = value - from_value, to_value - from_value
    t = above / width if width else above * math.inf
    t = min(max(t, 0.0), 1.0) if t == t else t
    return (3.0 - 2.0 * t) * (t * t)
