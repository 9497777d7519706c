"""Expressions whose results `mathutils` of the sandbox shares with Blender's.

Run as a program it prints the results as JSON: `python mathutils_cases.py blender`, or with the guest's folder as the
argument.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ORDERS = ("XYZ", "XZY", "YXZ", "YZX", "ZXY", "ZYX")
ANGLES = (0.0, math.pi / 2, -math.pi / 2, math.pi, -math.pi, math.pi / 4, math.tau, 1.0, -2.5, 0.3, 7.0)
SPECIAL = (0.0, 1.0, -1.0, 0.5, -0.0, 2.0, 1e-5, 1e4)


class Maker:
    """Random things as texts, from a fixed seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311

    def number(self) -> float:
        if self.dice.random() < 0.3:
            return self.dice.choice(SPECIAL)
        return round(self.dice.uniform(-5.0, 5.0), self.dice.choice((1, 3, 6)))

    def numbers(self, size: int, special: bool = True) -> tuple[float, ...]:
        if not special:
            return tuple(round(self.dice.uniform(-3.0, 3.0), 3) for _ in range(size))
        if self.dice.random() < 0.05:
            return (0.0,) * size
        return tuple(self.number() for _ in range(size))

    def vector(self, size: int = 3) -> str:
        return f"Vector({self.numbers(size)})"

    def point(self, size: int) -> str:
        """One that is neither special nor far away."""
        return f"Vector({self.numbers(size, special=False)})"

    def angle(self) -> float:
        return self.dice.choice(ANGLES) if self.dice.random() < 0.6 else round(self.dice.uniform(-8.0, 8.0), 3)

    def euler(self) -> str:
        angles = (self.angle(), self.angle(), self.angle())
        return f"Euler({angles}, '{self.dice.choice(ORDERS)}')"

    def quaternion(self) -> str:
        choice = self.dice.random()
        if choice < 0.3:
            return f"Quaternion({self.numbers(4)})"
        if choice < 0.5:
            return f"Quaternion({self.numbers(3)}, {self.angle()})"
        return f"{self.euler()}.to_quaternion()"

    def matrix(self, size: int = 0) -> str:
        size = size or self.dice.choice((2, 3, 4, 4))
        choice = self.dice.random()
        if choice < 0.35:
            return f"Matrix({tuple(self.numbers(size) for _ in range(size))})"
        if size == 2:
            return f"Matrix.Rotation({self.angle()}, 2)"
        if choice < 0.5:
            return f"Matrix.Rotation({self.angle()}, {size}, '{self.dice.choice('XYZ')}')"
        if choice < 0.6:
            return f"Matrix.Rotation({self.angle()}, {size}, {self.vector()})"
        if choice < 0.7:
            return f"{self.euler()}.to_matrix().to_{size}x{size}()"
        whole = f"Matrix.LocRotScale({self.vector()}, {self.euler()}, {self.vector()})"
        return whole if size == 4 else f"{whole}.to_3x3()"

    def solid(self, size: int) -> str:
        """A matrix with an inverse."""
        scale = tuple(self.dice.choice((1, 1, -1)) * round(self.dice.uniform(0.4, 3.0), 3) for _ in range(3))
        whole = f"Matrix.LocRotScale({self.vector()}, {self.euler()}, {scale})"
        return whole if size == 4 else f"{whole}.to_3x3()"

    def rotation(self) -> str:
        return self.dice.choice((self.euler, self.quaternion, lambda: self.matrix(3), lambda: self.matrix(4)))()

    def color(self) -> str:
        channels = tuple(round(self.dice.uniform(-0.2, 1.4), 3) for _ in range(3))
        return f"Color({self.dice.choice((channels, channels, (0.0, 0.0, 0.0), (0.5, 0.5, 0.5), (1.0, 0.0, 0.0)))})"


def in_place(thing: str, *statements: str) -> str:
    """An expression that changes a thing and gives it."""
    return f"changed({thing}, {'; '.join(statements)!r})"


def vectors(m: Maker) -> Iterator[str]:
    for _ in range(40):
        # Blender itself is not safe with more than four: `angle` writes past its end.
        size = m.dice.choice((2, 3, 3, 3, 4))
        a, b, c = m.vector(size), m.vector(size), m.vector()
        yield from (f"{a} {sign} {b}" for sign in ("+", "-", "*", "@", "==", "!=", "<", "<=", ">", ">="))
        yield from (f"{a} * {m.number()}", f"{m.number()} * {a}", f"{a} / {m.number()}", f"-{a}", f"+{a}")
        yield from (in_place(a, f"v {sign}= {b}") for sign in ("+", "-", "*"))
        yield from (in_place(a, f"v {sign}= {m.number()}") for sign in "*/")
        yield from (f"{a}.{name}" for name in ("length", "length_squared", "magnitude", "normalized()", "to_tuple(3)"))
        yield from (f"{a}.{name}()" for name in ("to_2d", "to_3d", "to_4d", "copy", "to_tuple", "orthogonal"))
        yield from (f"{a}.{name}({b})" for name in ("dot", "cross", "angle", "project", "reflect", "angle_signed"))
        yield from (f"{a}.angle({b}, None)", f"{a}.rotation_difference({b})", f"{a}.lerp({b}, {m.number()})")
        yield f"{a}.slerp({b}, {round(m.dice.random(), 2)}, 7)"
        yield f"{a}.resized({m.dice.randint(1, 6)})"
        yield from (f"repr({a})", f"str({a})", f"tuple({a})", f"{a}[1:]", f"{a}[-1]", f"len({a})", f"{a}[:2]")
        yield from (f"{a}.{name}" for name in ("x", "y", "z", "w", "xy", "zyx", "xxy", "wzyx", "yyyy"))
        yield in_place(a, f"v.{m.dice.choice('xyzw')} = {m.number()}", f"v[{m.dice.randint(-3, 3)}] += 1")
        yield in_place(a, f"v.{m.dice.choice(('xy', 'zx', 'zyx', 'xw'))} = {m.numbers(2)}", "v.yx = 3")
        yield from (in_place(a, f"v.length = {abs(m.number())}"), in_place(a, f"v.rotate({m.rotation()})"))
        yield from (in_place(a, f"v.{n}()") for n in ("normalize", "negate", "zero", "resize_2d", "resize_4d"))
        for track in ("X", "Y", "Z", "-X", "-Y", "-Z"):
            for up in "XYZ":
                yield f"{c}.to_track_quat('{track}', '{up}')"
                yield f"{c}.to_track_quat('{track}', '{up}').to_euler()"
    for x in (-1, 0, 1):
        for y in (-1, 0, 1):
            for z in (-1, 0, 1):
                yield from (f"Vector(({x}, {y}, {z})).to_track_quat('{t}', '{u}')" for t, u in ("ZY", "YZ", "XZ"))
                yield f"Vector(({x}, {y}, {z})).to_track_quat('-Z', 'Y').to_euler()"
                yield f"Vector(({x}, {y}, {z})).rotation_difference((0, 0, 1))"
                yield f"Vector(({x}, {y}, {z})).rotation_difference((1, 1, -1)).to_euler()"
    yield from ("Vector.Fill(4, 2.5)", "Vector.Range(2, 9, 3)", "Vector.Linspace(0, 1, 7)", "Vector.Repeat((1, 2), 5)")


def matrices(m: Maker) -> Iterator[str]:
    for _ in range(60):
        size = m.dice.choice((2, 3, 4, 4))
        a, b, v = m.matrix(size), m.matrix(size), m.vector(size)
        yield from (f"{a} {sign} {b}" for sign in ("@", "+", "-", "*", "=="))
        yield from (f"{a} @ {v}", f"{v} @ {a}", f"{a} * {m.number()}", f"{m.number()} * {a}", f"{a} @ {m.vector()}")
        for name in (
            "inverted()", "inverted_safe()", "transposed()", "determinant()", "adjugated()", "to_3x3()", "to_4x4()",
            "to_2x2()", "to_quaternion()", "to_scale()", "to_translation()", "decompose()", "median_scale",
            "translation", "is_negative", "is_identity", "is_orthogonal", "is_orthogonal_axis_vectors", "col[1]",
            "row[0]", "inverted(None)",
        ):  # fmt: skip
            yield f"{a}.{name}"
        if size > 2:
            yield from (f"{a}.normalized()", f"{m.solid(size)}.lerp({m.solid(size)}, {round(m.dice.random(), 2)})")
            yield from (f"{a}.to_euler('{order}')" for order in ORDERS)
            yield f"{a}.to_euler('XYZ', {m.euler()})"
        yield from (f"repr({a})", f"str({a})", f"tuple(map(tuple, {a}))", f"{a}[0]", f"{a}[-1][1]", f"{a}[:2]")
        yield in_place(a, f"v[0][1] = {m.number()}", f"v.col[1][0] += {m.number()}", f"v[1] = {m.numbers(size)}")
        yield in_place(a, f"v.translation = {m.numbers(3)}", "v.translation.x += 1")
        yield in_place(a, f"v @= {b}", f"v *= {m.number()}")
        yield in_place(a, f"v.rotate({m.rotation()})")
        yield in_place(a, "v.transpose()", "v.row[1] = v.row[0]")
        for name in ("invert_safe", "adjugate", "zero", "identity", "resize_4x4"):
            yield in_place(a, f"v.{name}()")
        yield f"Matrix.Scale({m.number()}, {size}, {m.vector(min(size, 3))})"
        yield f"Matrix.OrthoProjection({m.vector(min(size, 3))}, {size})"
        yield f"Matrix.Diagonal({v})"
        yield f"Matrix.LocRotScale({m.vector()}, {m.rotation()}, {m.vector()}).decompose()"
        yield f"Matrix.LocRotScale({m.vector()}, {m.euler()}, {m.vector()}).to_euler()"
        yield f"Matrix.Translation({m.vector()}) @ {m.matrix(4)} @ Matrix.Diagonal({m.vector(4)})"
    for size, planes in ((2, "X Y Z XY"), (3, "XY XZ YZ ZX X"), (4, "XY XZ YZ Y")):
        for plane in planes.split():
            yield from (f"Matrix.OrthoProjection('{plane}', {size})", f"Matrix.Shear('{plane}', {size}, (2, 3))")
            yield f"Matrix.Shear('{plane}', {size}, 2)"


def rotations(m: Maker) -> Iterator[str]:
    for a in (0.0, math.pi / 2, -math.pi / 2, math.pi):
        for b in (0.0, math.pi / 2, -math.pi / 2, 1.0):
            for c in (0.0, math.pi / 2, math.pi, -0.5):
                for order in ORDERS:
                    e = f"Euler(({a}, {b}, {c}), '{order}')"
                    yield from (f"{e}.to_matrix().to_euler('{o}')" for o in (order, "XYZ"))
                    yield f"{e}.to_quaternion().to_euler('{order}')"
    for _ in range(80):
        e, f, q, r, v = m.euler(), m.euler(), m.quaternion(), m.quaternion(), m.vector()
        yield from (f"{e}.to_matrix()", f"{e}.to_quaternion()", f"repr({e})", f"str({e})", f"{e} == {f}", f"{e}[:]")
        yield from (in_place(e, f"v.rotate({m.rotation()})"), in_place(e, f"v.make_compatible({f})"))
        yield from (in_place(e, f"v.rotate_axis('{m.dice.choice('XYZ')}', {m.angle()})"), in_place(e, "v.y -= 2"))
        yield from (f"{q} {sign} {r}" for sign in "@+-*")
        yield from (f"{q} @ {v}", f"{q} * {m.number()}", f"-{q}", f"repr({q})", f"str({q})", f"{q} == {r}")
        for name in (
            "inverted()", "normalized()", "conjugated()", "to_matrix()", "to_axis_angle()", "to_exponential_map()",
            "axis", "angle", "magnitude",
        ):  # fmt: skip
            yield f"{q}.{name}"
        yield from (f"swing({q}.to_swing_twist('{axis}'))" for axis in "XYZ")
        yield from (f"{q}.{name}({r})" for name in ("cross", "dot", "rotation_difference"))
        yield f"{q}.slerp({r}, {round(m.dice.random(), 2)})"
        yield from (f"{q}.to_euler('{order}')" for order in ORDERS)
        yield f"{q}.to_euler('{m.dice.choice(ORDERS)}', {f})"
        yield from (in_place(q, f"v.rotate({m.rotation()})"), in_place(q, f"v.make_compatible({r})"))
        yield from (in_place(q, f"v.angle = {m.angle()}"), in_place(q, f"v.axis = {m.numbers(3)}"))
        yield from (f"Quaternion({m.numbers(3)})", f"Quaternion({m.numbers(3)}, {m.angle()})")


def colors(m: Maker) -> Iterator[str]:
    spaces = ("srgb", "xyz_d65", "aces", "acescg", "rec709_linear", "rec2020_linear")
    for _ in range(30):
        a, b = m.color(), m.color()
        yield from (f"{a} + {b}", f"{a} - {b}", f"{a} * {m.number()}", f"{m.number()} * {a}", f"{a} / {m.number()}")
        yield from (f"{a}.{name}" for name in ("hsv", "h", "s", "v", "r", "copy()"))
        yield from (f"repr({a})", f"str({a})", f"{a} == {b}", f"-{a}", f"{a}[:2]")
        yield from (in_place(a, f"v.{name} = {m.number()}") for name in "hsvrgb")
        yield in_place(a, f"v.hsv = {tuple(abs(x) / 5 for x in m.numbers(3))}")
        yield from (f"{a}.from_scene_linear_to_{space}()" for space in spaces)
        yield from (f"{a}.from_{space}_to_scene_linear()" for space in spaces)


def shapes(m: Maker) -> Iterator[str]:
    """What `mathutils.geometry` does by itself."""
    for _ in range(60):
        v = [m.point(3) for _ in range(8)]
        f = [m.point(2) for _ in range(8)]
        for name, count in (
            ("area_tri", 3), ("volume_tetrahedron", 4), ("normal", 3), ("normal", 4), ("normal", 6),
            ("distance_point_to_plane", 3), ("intersect_point_line", 3), ("intersect_point_line_segment", 3),
            ("intersect_line_line", 4), ("intersect_line_plane", 4), ("intersect_plane_plane", 4),
            ("intersect_ray_tri", 5), ("closest_point_on_tri", 4), ("intersect_point_tri", 4),
            ("barycentric_transform", 7),
        ):  # fmt: skip
            yield f"geometry.{name}({', '.join(v[:count])})"
        yield f"geometry.intersect_ray_tri({', '.join(v[:5])}, False)"
        for name, count in (
            ("area_tri", 3), ("intersect_point_line", 3), ("intersect_line_line_2d", 4), ("intersect_point_tri_2d", 4),
            ("intersect_point_quad_2d", 5), ("intersect_tri_tri_2d", 6),
        ):  # fmt: skip
            yield f"geometry.{name}({', '.join(f[:count])})"
        radius = abs(m.number())
        for clip in (True, False):
            yield f"geometry.intersect_line_sphere({v[0]}, {v[1]}, {v[2]}, {radius}, {clip})"
            yield f"geometry.intersect_line_sphere_2d({f[0]}, {f[1]}, {f[2]}, {radius}, {clip})"
        yield f"geometry.intersect_sphere_sphere_2d({f[0]}, {radius}, {f[1]}, {abs(m.number())})"
        yield f"geometry.interpolate_bezier({', '.join(v[:4])}, {m.dice.randint(2, 9)})"
        yield f"geometry.interpolate_bezier({', '.join(f[:4])}, 5)"
        yield f"interpolate.poly_3d_calc([{', '.join(v[:5])}], {v[5]})"


def trees(m: Maker) -> Iterator[str]:
    for size in (0, 1, 2, 7, 40, 200):
        random_points = [m.numbers(3) for _ in range(size)]
        # Many points at the same distance show the order of the walk.
        grid = [(x, y, z) for x in range(3) for y in range(3) for z in range(3)]
        for points in (random_points, grid[: size or 1]):
            for _ in range(4):
                place = m.dice.choice((m.numbers(3), (1, 1, 1), (0.5, 0.5, 0.5)))
                yield f"tree({points}).find({place})"
                yield f"tree({points}).find({place}, filter=lambda i: i % 3 == 1)"
                yield f"tree({points}).find_n({place}, {m.dice.randint(0, 9)})"
                yield f"tree({points}).find_range({place}, {abs(m.number())})"


def meshes(m: Maker) -> Iterator[str]:
    cube = "[(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], CUBE"
    for _ in range(25):
        points = [m.numbers(3, special=False) for _ in range(30)]
        faces = [m.dice.sample(range(30), 3) for _ in range(25)]
        for made in (f"{points}, {faces}", cube):
            place, ray = m.numbers(3, special=False), m.numbers(3, special=False)
            yield f"BVHTree.FromPolygons({made}).ray_cast({place}, {ray})"
            yield f"BVHTree.FromPolygons({made}).ray_cast({place}, {ray}, {abs(m.number())})"
            # Of faces at the same distance either may be found.
            for limit in ("", f", {abs(m.number())}"):
                yield f"BVHTree.FromPolygons({made}).find_nearest({place}{limit})[::3]"
            yield f"sorted(BVHTree.FromPolygons({made}).find_nearest_range({place}, 2.0), key=lambda hit: hit[2:])"
            yield f"crossing({made}, {points}, {faces})"


def failures() -> Iterator[str]:
    yield from (Path(__file__).parent / "mathutils_failures.txt").read_text().splitlines()


def cases() -> list[str]:
    parts = (vectors, matrices, rotations, colors, shapes, trees, meshes)
    return [case for index, part in enumerate(parts) for case in part(Maker(index + 1))] + list(failures())


def plain(value: Any) -> Any:
    """A result as JSON has it, with the names of the types."""
    name = type(value).__name__
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, str)):
        return [name, value]
    if isinstance(value, float):
        return value if math.isfinite(value) else ["float", repr(value)]
    if name == "Euler":
        return [name, [plain(x) for x in value], value.order]
    if name in ("Vector", "Matrix", "Quaternion", "Color", "tuple", "list"):
        return [name, [plain(x) for x in value]]
    return ["thing", name]


def main() -> None:
    if sys.argv[1] == "blender":
        import bpy  # noqa: F401
    else:
        sys.path.insert(0, sys.argv[1])
    import mathutils
    from mathutils import bvhtree, geometry, interpolate, kdtree

    def changed(thing: Any, statements: str) -> Any:
        names = {**space, "v": thing}
        exec(statements, names)  # noqa: S102
        return names["v"]

    def swing(result: tuple[Any, float]) -> list[Any]:
        # Half a turn to the left is half a turn to the right.
        return [result[0], math.cos(result[1]), math.sin(result[1])]

    def crossing(points: list[Any], faces: list[Any], others: list[Any], other_faces: list[Any]) -> list[Any]:
        # Of faces with a corner in common rounding decides in Blender whether they cross.
        made = bvhtree.BVHTree.FromPolygons
        pairs = made(points, faces).overlap(made(others, other_faces))
        return sorted(
            (i, j) for i, j in pairs if not {points[k] for k in faces[i]} & {others[k] for k in other_faces[j]}
        )

    def tree(points: list[Any]) -> Any:
        result = kdtree.KDTree(len(points))
        for index, point in enumerate(points):
            result.insert(point, index)
        result.balance()
        return result

    space: dict[str, Any] = {
        **{name: getattr(mathutils, name) for name in ("Vector", "Matrix", "Euler", "Quaternion", "Color")},
        "geometry": geometry,
        "interpolate": interpolate,
        "kdtree": kdtree,
        "BVHTree": bvhtree.BVHTree,
        "changed": changed,
        "tree": tree,
        "swing": swing,
        "crossing": crossing,
        "CUBE": [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)],
        "nan": math.nan,
    }
    results = []
    for case in cases():
        try:
            results.append(plain(eval(case, space)))  # noqa: S307
        except Exception as failure:
            results.append(["raised", type(failure).__name__, str(failure)])
    sys.stdout.write(json.dumps(results))


if __name__ == "__main__":
    main()
