"""`mathutils.bvhtree`: rays and nearest places on faces, found through a tree of boxes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from ._float import FLT_EPSILON, single, singles
from ._rotation import Row, cross3, unit3
from ._values import begin
from ._vector import Vector, vector
from .geometry import closest_on_triangle

_FAR = 1.84467440737095516e19
_FEW = 4

Hit = tuple[Vector, Vector, int, float]
Miss = tuple[None, None, None, None]
Triangle = tuple[Row, Row, Row]


class _Box:
    """A box around triangles or around two other boxes."""

    __slots__ = ("children", "high", "low", "triangles")

    def __init__(self, triangles: list[int], places: list[Triangle], margin: float) -> None:
        corners = [corner for index in triangles for corner in places[index]]
        self.low = tuple([min(c[axis] for c in corners) - margin for axis in range(3)])
        self.high = tuple([max(c[axis] for c in corners) + margin for axis in range(3)])
        self.children: list[_Box] = []
        self.triangles = triangles
        if len(triangles) > _FEW:
            axis = max(range(3), key=lambda a: self.high[a] - self.low[a])
            ordered = sorted(triangles, key=lambda index: sum(corner[axis] for corner in places[index]))
            middle = len(ordered) // 2
            self.children = [_Box(ordered[:middle], places, margin), _Box(ordered[middle:], places, margin)]
            self.triangles = []


class BVHTree:
    def __init__(self, *_: Any) -> None:
        raise TypeError("cannot create 'BVHTree' instances")

    @classmethod
    def _made(cls, triangles: list[Triangle], faces: list[int], normals: list[Vector], epsilon: float) -> BVHTree:
        tree: BVHTree = object.__new__(cls)
        tree._triangles = triangles
        tree._faces = faces
        tree._normals = normals
        tree._epsilon = epsilon
        tree._root = _Box(list(range(len(triangles))), triangles, max(epsilon, FLT_EPSILON)) if triangles else None
        return tree

    _triangles: list[Triangle]
    _faces: list[int]
    # Of the faces, if they come from a mesh; else a hit has that of its triangle.
    _normals: list[Vector]
    _epsilon: float
    _root: _Box | None

    @classmethod
    def FromPolygons(  # noqa: N802
        cls, vertices: Any, polygons: Any, *, all_triangles: bool = False, epsilon: float = 0.0
    ) -> BVHTree:
        return cls._of_polygons(vertices, polygons, epsilon, _triangulated)

    @classmethod
    def _of_polygons(
        cls, vertices: Any, polygons: Any, epsilon: float, triangulate: Any, normals: Sequence[Any] = ()
    ) -> BVHTree:
        places = [begin(co, 3, "BVHTree vertex") for co in vertices]
        triangles: list[Triangle] = []
        faces: list[int] = []
        for face, polygon in enumerate(polygons):
            corners = list(polygon)
            if any(not 0 <= index < len(places) for index in corners):
                bad = next(index for index in corners if not 0 <= index < len(places))
                raise ValueError(f"BVHTree: index {bad} must be in range (0 - {len(places) - 1})")
            for a, b, c in triangulate([places[index] for index in corners]):
                triangles.append((a, b, c))
                faces.append(face)
        return cls._made(triangles, faces, [normal.copy() for normal in normals], epsilon)

    @classmethod
    def FromBMesh(cls, bmesh: Any, *, epsilon: float = 0.0) -> BVHTree:  # noqa: N802
        bmesh.verts.index_update()
        polygons = [[vert.index for vert in face.verts] for face in bmesh.faces]
        places = [vert.co.copy() for vert in bmesh.verts]
        normals = [face.normal for face in bmesh.faces]
        return cls._of_polygons(places, polygons, epsilon, _triangulated_in_mesh, normals)

    @classmethod
    def FromObject(  # noqa: N802
        cls,
        object: Any,  # noqa: A002
        depsgraph: Any,
        *,
        deform: bool = True,
        render: bool = False,
        cage: bool = False,
        epsilon: float = 0.0,
    ) -> BVHTree:
        evaluated = object.evaluated_get(depsgraph) if deform else object
        mesh = evaluated.to_mesh()
        try:
            places = [vertex.co.copy() for vertex in mesh.vertices]
            polygons = [list(polygon.vertices) for polygon in mesh.polygons]
            normals = [polygon.normal.copy() for polygon in mesh.polygons]
        finally:
            evaluated.to_mesh_clear()
        return cls._of_polygons(places, polygons, epsilon, _triangulated_in_mesh, normals)

    def _normal(self, index: int) -> Vector:
        if self._normals:
            return self._normals[self._faces[index]].copy()
        a, b, c = self._triangles[index]
        return vector(unit3(cross3(_minus(b, a), _minus(c, a)))[0])

    # --- rays

    def ray_cast(self, origin: Any, direction: Any, distance: float = math.inf, /) -> Hit | Miss:
        start = begin(origin, 3, "ray_cast: invalid 'origin' arg")
        ray, _ = unit3(begin(direction, 3, "ray_cast: invalid 'direction' arg"))
        best, limit = -1, distance
        stack = [self._root] if self._root is not None else []
        while stack:
            box = stack.pop()
            if not _crossed(box, start, ray, limit):
                continue
            stack.extend(box.children)
            for index in box.triangles:
                away = self._ray_distance(index, start, ray)
                if away is not None and (away < limit or (away == limit and index < best)):
                    best, limit = index, away
        if best < 0:
            return None, None, None, None
        place = vector(singles([x + y * limit for x, y in zip(start, ray, strict=True)]))
        return place, self._normal(best), self._faces[best], limit

    def _ray_distance(self, index: int, start: Row, ray: Row) -> float | None:
        a, b, c = self._triangles[index]
        first, second = _minus(b, a), _minus(c, a)
        p = _cross(ray, second)
        determinant = _dot(first, p)
        if determinant == 0.0:
            return None
        out = _minus(start, a)
        u = _dot(out, p) / determinant
        little = self._epsilon
        if u < -little or u > 1.0 + little:
            return None
        q = _cross(out, first)
        v = _dot(ray, q) / determinant
        if v < -little or u + v > 1.0 + little:
            return None
        away = single(_dot(second, q) / determinant)
        return away if away >= 0.0 else None

    # --- nearest places

    def find_nearest(self, origin: Any, distance: float = _FAR, /) -> Hit | Miss:
        place = begin(origin, 3, "find_nearest: invalid 'co' arg")
        limit = distance * distance
        best, nearest = -1, place
        stack = [self._root] if self._root is not None else []
        while stack:
            box = stack.pop()
            if _box_distance(box, place) >= limit:
                continue
            # The nearer of two boxes is looked into first.
            stack.extend(sorted(box.children, key=lambda child: -_box_distance(child, place)))
            for index in box.triangles:
                on = closest_on_triangle(place, *self._triangles[index])
                squared = _squared(on, place)
                if squared < limit:
                    best, limit, nearest = index, squared, on
        if best < 0:
            return None, None, None, None
        return vector(nearest), self._normal(best), self._faces[best], single(math.sqrt(limit))

    def find_nearest_range(self, origin: Any, distance: float = _FAR, /) -> list[Hit]:
        place = begin(origin, 3, "find_nearest_range: invalid 'co' arg")
        limit = distance * distance
        found: list[Hit] = []
        stack = [self._root] if self._root is not None else []
        while stack:
            box = stack.pop()
            if _box_distance(box, place) >= limit:
                continue
            stack.extend(box.children)
            for index in box.triangles:
                on = closest_on_triangle(place, *self._triangles[index])
                squared = _squared(on, place)
                if squared < limit:
                    away = single(math.sqrt(squared))
                    found.append((vector(on), self._normal(index), self._faces[index], away))
        return found

    # --- overlap

    def overlap(self, other_tree: BVHTree, /) -> list[tuple[int, int]]:
        if not isinstance(other_tree, BVHTree):
            raise TypeError(f"Expected a BVHTree argument, not {type(other_tree).__name__}")
        pairs: dict[tuple[int, int], None] = {}
        stack = []
        if self._root is not None and other_tree._root is not None:
            stack.append((self._root, other_tree._root))
        while stack:
            mine, theirs = stack.pop()
            if any(mine.low[i] > theirs.high[i] or theirs.low[i] > mine.high[i] for i in range(3)):
                continue
            if mine.children:
                stack.extend((child, theirs) for child in mine.children)
            elif theirs.children:
                stack.extend((mine, child) for child in theirs.children)
            else:
                for i in mine.triangles:
                    for j in theirs.triangles:
                        pair = (self._faces[i], other_tree._faces[j])
                        if pair not in pairs and _meet(self._triangles[i], other_tree._triangles[j]):
                            pairs[pair] = None
        return list(pairs)


def _triangulated(corners: list[Row]) -> Sequence[Sequence[Row]]:
    if len(corners) == 3:
        return (corners,)
    if len(corners) < 3:
        return ()
    normal = (0.0, 0.0, 0.0)
    for a, b in pairwise([corners[-1], *corners]):
        normal = tuple([x + y for x, y in zip(normal, _cross(a, b), strict=True)])
    left, triangles = list(corners), []
    while len(left) > 3:
        # An ear is a corner that is not turned inwards and has no other corner in it.
        for i in range(len(left)):
            a, b, c = left[i - 1], left[i], left[(i + 1) % len(left)]
            if _dot(_cross(_minus(b, a), _minus(c, b)), normal) > 0.0 and not any(
                _within(p, (a, b, c), normal) for p in left if p not in (a, b, c)
            ):
                break
        else:
            i = 0
        triangles.append((left[i - 1], left[i], left[(i + 1) % len(left)]))
        del left[i]
    return [*triangles, left]


def _triangulated_in_mesh(corners: list[Row]) -> Sequence[Sequence[Row]]:
    """As meshes do it: quads are cut from the first corner to the third, unless that is outside of them."""
    if len(corners) != 4:
        return _triangulated(corners)
    a, b, c, d = corners
    across = _minus(c, a)
    if _dot(_cross(_minus(b, a), across), _cross(_minus(d, a), across)) > 0.0:
        return ((a, b, d), (b, c, d))
    return ((a, b, c), (a, c, d))


def _within(p: Row, triangle: Triangle, normal: Row) -> bool:
    a, b, c = triangle
    return all(_dot(_cross(_minus(r, q), _minus(p, q)), normal) >= 0.0 for q, r in ((a, b), (b, c), (c, a)))


def _minus(a: Row, b: Row) -> Row:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def _dot(a: Row, b: Row) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _cross(a: Row, b: Row) -> Row:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def _squared(a: Row, b: Row) -> float:
    x, y, z = a[0] - b[0], a[1] - b[1], a[2] - b[2]
    return x * x + y * y + z * z


def _box_distance(box: _Box, place: Row) -> float:
    total = 0.0
    for low, high, x in zip(box.low, box.high, place, strict=True):
        away = low - x if x < low else x - high if x > high else 0.0
        total += away * away
    return total


def _crossed(box: _Box, start: Row, ray: Row, limit: float) -> bool:
    near, far = 0.0, limit
    for low, high, x, d in zip(box.low, box.high, start, ray, strict=True):
        if d == 0.0:
            if not low <= x <= high:
                return False
            continue
        a, b = (low - x) / d, (high - x) / d
        if a > b:
            a, b = b, a
        near, far = max(near, a), min(far, b)
    return near <= far * (1.0 + 1e-6) + 1e-9


def _meet(a: Triangle, b: Triangle) -> bool:
    """Whether two triangles cross: on the line that their planes share, their parts have some length in common."""
    shared = sum(corner in b for corner in a)
    if shared > 1:
        return False
    parts = []
    n, m = (_cross(_minus(t[1], t[0]), _minus(t[2], t[0])) for t in (a, b))
    line = _cross(n, m)
    if line == (0.0, 0.0, 0.0):
        return False
    for triangle, normal, on in ((a, m, b[0]), (b, n, a[0])):
        sides = [_dot(normal, _minus(corner, on)) for corner in triangle]
        along = [_dot(line, corner) for corner in triangle]
        places = [x for x, side in zip(along, sides, strict=True) if side == 0.0]
        for i in range(3):
            p, q = sides[i], sides[i - 1]
            if p * q < 0.0:
                places.append(along[i] + (along[i - 1] - along[i]) * p / (p - q))
        if not places:
            return False
        parts.append((min(places), max(places)))
    (low, high), (other_low, other_high) = parts
    # A corner in common is no part in common.
    least = 1e-5 * max(high - low, other_high - other_low) if shared else 0.0
    return min(high, other_high) - max(low, other_low) > least


__all__ = ["BVHTree"]
