"""`mathutils.geometry`: intersections, areas and the like. What takes whole meshes is calculated in Blender."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import mathutils

from ._float import FLT_EPSILON, single, singles
from ._rotation import Row, cross3, dot3, unit3
from ._values import begin, parse
from ._vector import Vector, vector

# Single precision is kept in what is returned and where a result is decided; between, doubles only gain precision.


def _points(name: str, size: int, *points: Any) -> list[Row]:
    return [begin(point, size, name) for point in points]


def _up_to_3(name: str, *points: Any) -> list[Row]:
    """Points that may be flat."""
    return [(*values, 0.0)[:3] for values in (parse(point, 2, sys.maxsize, name) for point in points)]


def _minus(a: Row, b: Row) -> Row:
    return singles([x - y for x, y in zip(a, b, strict=True)])


def _along(a: Row, b: Row, t: float) -> Row:
    """The place `a + t * b`."""
    return singles([x + t * y for x, y in zip(a, b, strict=True)])


def _dot(a: Row, b: Row) -> float:
    return sum([x * y for x, y in zip(a, b, strict=True)], 0.0)


def _steps(a: Row, b: Row) -> float:
    """A scalar product, each step in single precision."""
    total, *products = singles([x * y for x, y in zip(a, b, strict=True)])
    for product in products:
        total = single(total + product)
    return total


# --- areas and normals


def area_tri(v1: Any, v2: Any, v3: Any, /) -> float:
    values = [parse(v, 2, sys.maxsize, "area_tri") for v in (v1, v2, v3)]
    if min(map(len, values)) != max(map(len, values)):
        raise ValueError("area_tri: all vectors must be the same size")
    if len(values[0]) > 2:
        a, b, c = (v[:3] for v in values)
        n = cross3(_minus(a, b), _minus(b, c))
        return single(0.5 * single(math.sqrt(dot3(n, n))))
    (ax, ay), (bx, by), (cx, cy) = values
    return single(abs(0.5 * ((ax - bx) * (by - cy) + (ay - by) * (cx - bx))))


def volume_tetrahedron(v1: Any, v2: Any, v3: Any, v4: Any, /) -> float:
    a, b, c, d = _points("volume_tetrahedron", 3, v1, v2, v3, v4)
    return single(abs(_dot(_minus(a, b), cross3(_minus(b, c), _minus(c, d)))) / 6.0)


def normal(*vectors: Any) -> Vector:
    if len(vectors) == 1:
        vectors = tuple(vectors[0])
    if len(vectors) < 3:
        raise ValueError("Expected 3 or more vectors")
    points = _points("normal", 3, *vectors)
    if len(points) == 3:
        a, b, c = points
        n = cross3(_minus(a, b), _minus(b, c))
    elif len(points) == 4:
        a, b, c, d = points
        n = cross3(_minus(a, c), _minus(b, d))
    else:
        total = [0.0, 0.0, 0.0]
        for p, q in pairwise([points[-1], *points]):
            for i, j, k in ((0, 1, 2), (1, 2, 0), (2, 0, 1)):
                total[i] += (p[j] - q[j]) * (p[k] + q[k])
        n = singles(total)
    return vector(unit3(n)[0])


def distance_point_to_plane(pt: Any, plane_co: Any, plane_no: Any, /) -> float:
    p, o, n = _points("distance_point_to_plane", 3, pt, plane_co, plane_no)
    unit, _ = unit3(n)
    return dot3(_minus(p, o), unit)


# --- lines and planes


def _closest_on_line(p: Row, a: Row, b: Row) -> tuple[Row, float]:
    """The place on the line that is closest, and where between its points that is."""
    direction = _minus(b, a)
    squared = _dot(direction, direction)
    if squared == 0.0:
        return a, 0.0
    t = single(_dot(_minus(p, a), direction) / squared)
    return _along(a, direction, t), t


def intersect_point_line(pt: Any, line_p1: Any, line_p2: Any, /) -> tuple[Vector, float]:
    sizes = [len(pt), len(line_p1), len(line_p2)]
    p, a, b = _up_to_3("intersect_point_line", pt, line_p1, line_p2)
    place, t = _closest_on_line(p, a, b)
    return vector(place if max(sizes) > 2 else place[:2]), t


def intersect_point_line_segment(pt: Any, seg_p1: Any, seg_p2: Any, /) -> tuple[Vector, float]:
    sizes = [len(pt), len(seg_p1), len(seg_p2)]
    p, a, b = _up_to_3("intersect_point_line_segment", pt, seg_p1, seg_p2)
    place, t = _closest_on_line(p, a, b)
    place = a if t < 0.0 else b if t > 1.0 else place
    away = _minus(p, place)
    return vector(place if max(sizes) > 2 else place[:2]), single(math.sqrt(_dot(away, away)))


def intersect_line_line(v1: Any, v2: Any, v3: Any, v4: Any, /) -> tuple[Vector, Vector] | None:
    size = len(v1)
    a, b, c, d = _up_to_3("intersect_line_line", v1, v2, v3, v4)
    first, second, between = _minus(b, a), _minus(d, c), _minus(c, a)
    n = cross3(first, second)
    squared = dot3(n, n)
    if squared == 0.0:
        return None
    s = single(_dot(cross3(between, second), n) / squared)
    t = single(_dot(cross3(between, first), n) / squared)
    width = 2 if size == 2 else 3
    return vector(_along(a, first, s)[:width]), vector(_along(c, second, t)[:width])


def intersect_line_line_2d(lineA_p1: Any, lineA_p2: Any, lineB_p1: Any, lineB_p2: Any, /) -> Vector | None:  # noqa: N803
    a, b, c, d = _points("intersect_line_line_2d", 2, lineA_p1, lineA_p2, lineB_p1, lineB_p2)
    result = _segments(a, b, c, d)
    return None if result is None else vector(result)


def _between(p: Row, a: Row, b: Row) -> bool:
    """Whether a point of a line lies on its segment."""
    direction = _minus(b, a)
    squared = _dot(direction, direction)
    if squared == 0.0:
        return p == a
    return 0.0 <= _dot(_minus(p, a), direction) <= squared


def _segments(a: Row, b: Row, c: Row, d: Row) -> Row | None:
    """Where two segments meet; of parallel ones only what they have in common if that is one point."""
    first, second, between = _minus(b, a), _minus(d, c), _minus(c, a)
    across = single(first[0] * second[1] - first[1] * second[0])
    if across != 0.0:
        s = (between[0] * second[1] - between[1] * second[0]) / across
        t = (between[0] * first[1] - between[1] * first[0]) / across
        little = 1e-6
        if -little <= s <= 1.0 + little and -little <= t <= 1.0 + little:
            return _along(a, first, s)
        return None
    off = between[0] * first[1] - between[1] * first[0]
    if off != 0.0:
        return None
    if a == b and c == d:
        return a if a == c else None
    if a == b:
        return a if _between(a, c, d) and not (c[0] - a[0]) * second[1] - (c[1] - a[1]) * second[0] else None
    if c == d:
        return c if _between(c, a, b) else None
    # On one line: touching ends are a point, more is no point at all.
    squared = _dot(first, first)
    low, high = sorted((_dot(_minus(c, a), first) / squared, _dot(_minus(d, a), first) / squared))
    low, high = max(low, 0.0), min(high, 1.0)
    return _along(a, first, low) if low == high else None


def intersect_line_plane(line_a: Any, line_b: Any, plane_co: Any, plane_no: Any, no_flip: bool = False, /) -> Any:
    a, b, o, n = _points("intersect_line_plane", 3, line_a, line_b, plane_co, plane_no)
    direction = _minus(b, a)
    along = dot3(n, direction)
    if abs(along) <= FLT_EPSILON:
        return None
    t = single(-dot3(n, _minus(a, o)) / along)
    return vector(_along(a, direction, t))


def intersect_plane_plane(plane_a_co: Any, plane_a_no: Any, plane_b_co: Any, plane_b_no: Any, /) -> tuple[Any, Any]:
    o, n, p, m = _points("intersect_plane_plane", 3, plane_a_co, plane_a_no, plane_b_co, plane_b_no)
    direction = cross3(n, m)
    squared = dot3(direction, direction)
    if squared == 0.0:
        return None, None
    a, b = cross3(m, direction), cross3(direction, n)
    s, t = _dot(n, o) / squared, _dot(m, p) / squared
    place = singles([s * x + t * y for x, y in zip(a, b, strict=True)])
    return vector(place), vector(unit3(direction)[0])


# --- spheres


def intersect_line_sphere(
    line_a: Any, line_b: Any, sphere_co: Any, sphere_radius: float, clip: bool = True, /
) -> tuple[Vector | None, Vector | None] | tuple[None, None]:
    a, b, o = _points("intersect_line_sphere", 3, line_a, line_b, sphere_co)
    return _line_sphere(a, b, o, sphere_radius, clip)


def intersect_line_sphere_2d(
    line_a: Any, line_b: Any, sphere_co: Any, sphere_radius: float, clip: bool = True, /
) -> tuple[Vector | None, Vector | None]:
    a, b, o = _points("intersect_line_sphere_2d", 2, line_a, line_b, sphere_co)
    return _line_sphere(a, b, o, sphere_radius, clip)


def _line_sphere(a: Row, b: Row, o: Row, radius: float, clip: bool) -> tuple[Vector | None, Vector | None]:
    direction, out = _minus(b, a), _minus(a, o)
    # The sphere is small beside its distance: what is lost in each step shows, so the steps are Blender's.
    squared, radius = _steps(direction, direction), single(radius)
    half = single(2.0 * _steps(direction, out))
    rest = single(single(_steps(o, o) + _steps(a, a)) - single(2.0 * _steps(o, a)))
    rest = single(rest - single(radius * radius))
    inside = single(single(half * half) - single(single(4.0 * squared) * rest))
    if squared == 0.0 or inside < 0.0:
        return None, None
    if inside == 0.0:
        parameters: list[float | None] = [-half / (2.0 * squared), None]
    else:
        reach = single(math.sqrt(inside))
        double = single(2.0 * squared)
        parameters = [single(-half + reach) / double, single(-half - reach) / double]
    places = [
        None if t is None or (clip and not 0.0 <= t <= 1.0) else vector(_along(a, direction, single(t)))
        for t in parameters
    ]
    return places[0], places[1]


def intersect_sphere_sphere_2d(p_a: Any, radius_a: float, p_b: Any, radius_b: float, /) -> tuple[Any, Any]:
    a, b = _points("intersect_sphere_sphere_2d", 2, p_a, p_b)
    away = _minus(b, a)
    distance = single(math.hypot(*away))
    if distance > radius_a + radius_b or distance < abs(radius_a - radius_b) or distance < FLT_EPSILON:
        return None, None
    along = (radius_a * radius_a - radius_b * radius_b + distance * distance) / (2.0 * distance)
    height = math.sqrt(max(radius_a * radius_a - along * along, 0.0))
    x, y = a[0] + away[0] * along / distance, a[1] + away[1] * along / distance
    dx, dy = height * away[1] / distance, height * away[0] / distance
    return vector(singles((x + dx, y - dy))), vector(singles((x - dx, y + dy)))


# --- triangles


def intersect_ray_tri(v1: Any, v2: Any, v3: Any, ray: Any, orig: Any, clip: bool = True, /) -> Vector | None:
    a, b, c, direction, origin = _points("intersect_ray_tri", 3, v1, v2, v3, ray, orig)
    direction, _ = unit3(direction)
    first, second = _minus(b, a), _minus(c, a)
    p = cross3(direction, second)
    determinant = dot3(first, p)
    if -0.000001 < determinant < 0.000001:
        return None
    out = _minus(origin, a)
    q = cross3(out, first)
    if clip:
        u, v = dot3(out, p) / determinant, dot3(direction, q) / determinant
        if u < 0.0 or u > 1.0 or v < 0.0 or u + v > 1.0:
            return None
    t = single(dot3(second, q) / determinant)
    return None if t < 0.0 else vector(_along(origin, direction, t))


def closest_point_on_tri(pt: Any, tri_p1: Any, tri_p2: Any, tri_p3: Any, /) -> Vector:
    p, a, b, c = _points("closest_point_on_tri", 3, pt, tri_p1, tri_p2, tri_p3)
    return vector(closest_on_triangle(p, a, b, c))


def closest_on_triangle(p: Row, a: Row, b: Row, c: Row) -> Row:
    """By the regions around a triangle: its corners, its edges, its face."""
    ab, ac = _minus(b, a), _minus(c, a)
    ap, bp, cp = _minus(p, a), _minus(p, b), _minus(p, c)
    d1, d2 = _dot(ab, ap), _dot(ac, ap)
    if d1 <= 0.0 and d2 <= 0.0:
        return a
    d3, d4 = _dot(ab, bp), _dot(ac, bp)
    if d3 >= 0.0 and d4 <= d3:
        return b
    vc = d1 * d4 - d3 * d2
    if vc <= 0.0 <= d1 and d3 <= 0.0:
        return _along(a, ab, d1 / (d1 - d3))
    d5, d6 = _dot(ab, cp), _dot(ac, cp)
    if d6 >= 0.0 and d5 <= d6:
        return c
    vb = d5 * d2 - d1 * d6
    if vb <= 0.0 <= d2 and d6 <= 0.0:
        return _along(a, ac, d2 / (d2 - d6))
    va = d3 * d6 - d5 * d4
    if va <= 0.0 and d4 >= d3 and d5 >= d6:
        return _along(b, _minus(c, b), (d4 - d3) / ((d4 - d3) + (d5 - d6)))
    whole = va + vb + vc
    return _along(_along(a, ab, vb / whole), ac, vc / whole)


def intersect_point_tri(pt: Any, tri_p1: Any, tri_p2: Any, tri_p3: Any, /) -> Vector | None:
    p, a, b, c = _points("intersect_point_tri", 3, pt, tri_p1, tri_p2, tri_p3)
    n, _ = unit3(cross3(_minus(a, b), _minus(b, c)))
    # Inside of the prism over the triangle.
    for q, r in ((a, b), (b, c), (c, a)):
        if _dot(cross3(_minus(r, q), _minus(p, q)), n) < 0.0:
            return None
    return vector(_along(p, n, -single(_dot(n, _minus(p, a)))))


def _side(p: Row, a: Row, b: Row) -> float:
    return single((a[0] - p[0]) * (b[1] - p[1]) - (b[0] - p[0]) * (a[1] - p[1]))


def _line_side(p: Row, a: Row, b: Row) -> bool:
    return (a[0] - p[0]) * (b[1] - a[1]) + (b[0] - a[0]) * (p[1] - a[1]) >= 0.0


def _around(p: Row, corners: Sequence[Row]) -> int:
    """1 inside of a convex outline that goes against the clock, -1 inside of one that goes with it, else 0."""
    sides = {_line_side(p, a, b) for a, b in pairwise([*corners, corners[0]])}
    if len(sides) == 2:
        return 0
    return 1 if sides.pop() else -1


def intersect_point_tri_2d(pt: Any, tri_p1: Any, tri_p2: Any, tri_p3: Any, /) -> int:
    p, a, b, c = _points("intersect_point_tri_2d", 2, pt, tri_p1, tri_p2, tri_p3)
    return _around(p, (a, b, c))


def intersect_point_quad_2d(pt: Any, quad_p1: Any, quad_p2: Any, quad_p3: Any, quad_p4: Any, /) -> int:
    p, a, b, c, d = _points("intersect_point_quad_2d", 2, pt, quad_p1, quad_p2, quad_p3, quad_p4)
    return _around(p, (a, b, c, d))


def intersect_tri_tri_2d(tri_a1: Any, tri_a2: Any, tri_a3: Any, tri_b1: Any, tri_b2: Any, tri_b3: Any, /) -> bool:
    points = _points("intersect_tri_tri_2d", 2, tri_a1, tri_a2, tri_a3, tri_b1, tri_b2, tri_b3)
    triangles = []
    for a, b, c in (points[:3], points[3:]):
        triangles.append([a, b, c] if _side(a, b, c) >= 0.0 else [a, c, b])
    # Two convex shapes are apart if an edge of one of them has the other wholly on its outer side.
    for own, other in (triangles, triangles[::-1]):
        for a, b in pairwise([*own, own[0]]):
            if all(_side(p, a, b) < 0.0 for p in other):
                return False
    return True


def barycentric_transform(
    point: Any, tri_a1: Any, tri_a2: Any, tri_a3: Any, tri_b1: Any, tri_b2: Any, tri_b3: Any, /
) -> Vector:
    p, *corners = _points("barycentric_transform", 3, point, tri_a1, tri_a2, tri_a3, tri_b1, tri_b2, tri_b3)
    source, target = corners[:3], corners[3:]
    n, _ = unit3(cross3(_minus(source[0], source[1]), _minus(source[1], source[2])))
    m, _ = unit3(cross3(_minus(target[0], target[1]), _minus(target[1], target[2])))
    # A point beside the triangle keeps its height over it, in the measure of the new one.
    height = _dot(_minus(p, source[0]), n)
    flat = _along(p, n, -height)
    weights = [
        _dot(cross3(_minus(b, flat), _minus(c, flat)), n)
        for b, c in ((source[1], source[2]), (source[2], source[0]), (source[0], source[1]))
    ]
    whole = sum(weights)
    weights = [w / whole if whole else math.nan for w in weights]
    area_source, area_target = area_tri(*source), area_tri(*target)
    scale = math.sqrt(area_target / area_source) if area_source else 0.0
    place = [sum(w * q[i] for w, q in zip(weights, target, strict=True)) + m[i] * height * scale for i in range(3)]
    return vector(singles(place))


def interpolate_bezier(knot1: Any, handle1: Any, handle2: Any, knot2: Any, resolution: int, /) -> list[Vector]:
    if resolution <= 1:
        raise ValueError("resolution must be 2 or over")
    given = [parse(p, 2, sys.maxsize, "interpolate_bezier")[:3] for p in (knot1, handle1, handle2, knot2)]
    size = max(map(len, given))
    columns = []
    for axis in range(size):
        a, b, c, d = ((*p, 0.0)[axis] for p in given)
        # Forward differences, as Blender draws a curve.
        step = single(resolution - 1)
        square = single(step * step)
        r1 = single(single(3.0 * single(b - a)) / step)
        r2 = single(single(3.0 * single(single(a - single(2.0 * b)) + c)) / square)
        r3 = single(single(single(d - a) + single(3.0 * single(b - c))) / single(square * step))
        q0, q1, q3 = a, single(single(r1 + r2) + r3), single(6.0 * r3)
        q2 = single(single(2.0 * r2) + q3)
        column = []
        for _ in range(resolution):
            column.append(q0)
            q0, q1, q2 = singles((q0 + q1, q1 + q2, q2 + q3))
        columns.append(column)
    return [vector(values) for values in zip(*columns, strict=True)]


# --- calculated in Blender


def _lists(points: Any) -> list[list[float]]:
    return [list(point) for point in points]


def tessellate_polygon(polylines: Any, /) -> list[tuple[int, ...]]:
    result = mathutils._calculate("geometry.tessellate_polygon", [_lists(line) for line in polylines])
    return [tuple(triangle) for triangle in result]


def delaunay_2d_cdt(
    vert_coords: Any,
    edges: Any,
    faces: Any,
    output_type: int,
    epsilon: float,
    need_ids: bool = True,
    /,
) -> tuple[Any, ...]:
    places, lines, *rest = mathutils._calculate(
        "geometry.delaunay_2d_cdt", _lists(vert_coords), _lists(edges), _lists(faces), output_type, epsilon, need_ids
    )
    return ([Vector(place) for place in places], [tuple(line) for line in lines], *rest)


def convex_hull_2d(points: Any) -> list[int]:
    return list(mathutils._calculate("geometry.convex_hull_2d", _lists(points)))


def box_fit_2d(points: Any, /) -> float:
    return float(mathutils._calculate("geometry.box_fit_2d", _lists(points)))


def box_pack_2d(boxes: list[list[Any]], /) -> tuple[float, float]:
    """Packs as Blender does: by trying the corners of the placed boxes, the largest boxes first."""
    width, height, placed = mathutils._calculate("geometry.box_pack_2d", [list(box[:4]) for box in boxes])
    for box, place in zip(boxes, placed, strict=True):
        box[0], box[1] = place
    return width, height


def points_in_planes(
    planes: Any, epsilon_coplanar: float = 1e-4, epsilon_isect: float = 1e-6, /
) -> tuple[list[Vector], list[int]]:
    places, used = mathutils._calculate("geometry.points_in_planes", _lists(planes), epsilon_coplanar, epsilon_isect)
    return [Vector(place) for place in places], list(used)
