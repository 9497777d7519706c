"""`mathutils.interpolate`: weights of a point in a polygon."""

from __future__ import annotations

import math
import sys
from typing import Any

from ._float import singles
from ._values import begin, parse


def poly_3d_calc(veclist: Any, pt: Any, /) -> list[float]:
    """Mean value coordinates: by the tangents of half the angles under which the point sees the edges."""
    points = [begin(v, 3, "poly_3d_calc") for v in veclist]
    place = (*parse(pt, 2, sys.maxsize, "poly_3d_calc"), 0.0)[:3]
    count = len(points)
    if not count:
        return []
    away = [[x - y for x, y in zip(p, place, strict=True)] for p in points]
    lengths = [math.hypot(*d) for d in away]
    for index, length in enumerate(lengths):
        if length < 1.1920928955078125e-07 * 10.0:
            return [float(i == index) for i in range(count)]
    tangents = []
    for index in range(count):
        a, b = away[index], away[(index + 1) % count]
        dot = sum(x * y for x, y in zip(a, b, strict=True))
        across = math.hypot(
            a[1] * b[2] - a[2] * b[1],
            a[2] * b[0] - a[0] * b[2],
            a[0] * b[1] - a[1] * b[0],
        )
        if across <= 1e-7 * lengths[index] * lengths[(index + 1) % count] and dot < 0.0:
            # On an edge only its ends count.
            whole = lengths[index] + lengths[(index + 1) % count]
            weights = [0.0] * count
            weights[index], weights[(index + 1) % count] = lengths[(index + 1) % count] / whole, lengths[index] / whole
            return list(singles(weights))
        tangents.append((lengths[index] * lengths[(index + 1) % count] - dot) / across if across else 0.0)
    weights = [(tangents[index - 1] + tangents[index]) / lengths[index] for index in range(count)]
    total = sum(weights)
    return list(singles([w / total for w in weights])) if total else [1.0 / count] * count
