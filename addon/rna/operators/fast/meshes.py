"""The operators of the menu Add > Mesh.

An operator enters Edit Mode for its geometry and applies the inverse of the new object's rotation to it, which leaves
noise in the last digit of each position if there is a rotation. That noise is the one thing that is not the same here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import bmesh
import bpy
from bpy.app.translations import pgettext_data
from mathutils import Matrix

from ..arguments import Arguments
from .placing import Place, add, is_ordinary

Build = Callable[[Any, Matrix, Arguments, bool], None]
Scale = tuple[float, float, float]

# A mesh this big is rather built again than kept.
KEPT_VERTICES = 20_000


class Kind:
    """A primitive: Blender's name for it, the arguments that shape it, and what builds it.

    `scaled`: whether the argument `scale` has an effect. It has none on the flat ones and the monkey.
    """

    def __init__(self, name: str, shaped_by: tuple[str, ...], build: Build, *, scaled: bool = True) -> None:
        self.name = name
        self.shaped_by = shaped_by
        self.build = build
        self.scaled = scaled


def adder(kind: Kind) -> Callable[[Arguments], bpy.types.Object | None]:
    """The equivalent of the operator that adds this primitive."""

    def run(arguments: Arguments) -> bpy.types.Object | None:
        place = Place.wanted(arguments)
        if place is None or arguments["enter_editmode"] or not is_ordinary():
            return None
        scale = arguments["scale"] if kind.scaled and arguments.given("scale") else (1.0, 1.0, 1.0)
        name = pgettext_data(kind.name)
        mesh = bpy.data.meshes.new(name)
        shape = tuple(arguments[each] for each in kind.shaped_by)
        _built(kind, shape, scale, arguments["calc_uvs"]).to_mesh(mesh)
        return add(name, mesh, place)

    return run


@lru_cache(maxsize=16)
def _built(kind: Kind, shape: tuple[Any, ...], scale: Scale, with_uvs: bool) -> Any:
    """The geometry. It belongs to no file, so it can be used again and again."""
    geometry = bmesh.new()
    if with_uvs:
        # The operator fills in UVs only if there is a layer for them.
        geometry.loops.layers.uv.new("UVMap")
    arguments = Arguments(dict(zip(kind.shaped_by, shape, strict=True)), {})
    kind.build(geometry, Matrix.Diagonal((*scale, 1.0)), arguments, with_uvs)
    for elements in (geometry.verts, geometry.edges, geometry.faces):
        for each in elements:
            each.select = True
    return geometry


def _cube(mesh: Any, matrix: Matrix, arguments: Arguments, uvs: bool) -> None:
    bmesh.ops.create_cube(mesh, size=arguments["size"], matrix=matrix, calc_uvs=uvs)


def _plane(mesh: Any, matrix: Matrix, arguments: Arguments, uvs: bool) -> None:
    half = arguments["size"] / 2
    bmesh.ops.create_grid(mesh, x_segments=1, y_segments=1, size=half, matrix=matrix, calc_uvs=uvs)


def _grid(mesh: Any, matrix: Matrix, arguments: Arguments, uvs: bool) -> None:
    bmesh.ops.create_grid(
        mesh,
        x_segments=arguments["x_subdivisions"],
        y_segments=arguments["y_subdivisions"],
        size=arguments["size"] / 2,
        matrix=matrix,
        calc_uvs=uvs,
    )


def _circle(mesh: Any, matrix: Matrix, arguments: Arguments, uvs: bool) -> None:
    bmesh.ops.create_circle(
        mesh,
        segments=arguments["vertices"],
        radius=arguments["radius"],
        matrix=matrix,
        calc_uvs=uvs,
        **_ends(arguments["fill_type"]),
    )


def _cylinder(mesh: Any, matrix: Matrix, arguments: Arguments, uvs: bool) -> None:
    bmesh.ops.create_cone(
        mesh,
        segments=arguments["vertices"],
        radius1=arguments["radius"],
        radius2=arguments["radius"],
        depth=arguments["depth"],
        matrix=matrix,
        calc_uvs=uvs,
        **_ends(arguments["end_fill_type"]),
    )


def _cone(mesh: Any, matrix: Matrix, arguments: Arguments, uvs: bool) -> None:
    bmesh.ops.create_cone(
        mesh,
        segments=arguments["vertices"],
        radius1=arguments["radius1"],
        radius2=arguments["radius2"],
        depth=arguments["depth"],
        matrix=matrix,
        calc_uvs=uvs,
        **_ends(arguments["end_fill_type"]),
    )


def _uv_sphere(mesh: Any, matrix: Matrix, arguments: Arguments, uvs: bool) -> None:
    bmesh.ops.create_uvsphere(
        mesh,
        u_segments=arguments["segments"],
        v_segments=arguments["ring_count"],
        radius=arguments["radius"],
        matrix=matrix,
        calc_uvs=uvs,
    )


def _ico_sphere(mesh: Any, matrix: Matrix, arguments: Arguments, uvs: bool) -> None:
    bmesh.ops.create_icosphere(
        mesh, subdivisions=arguments["subdivisions"], radius=arguments["radius"], matrix=matrix, calc_uvs=uvs
    )


def _monkey(mesh: Any, matrix: Matrix, arguments: Arguments, uvs: bool) -> None:
    half = arguments["size"] / 2
    bmesh.ops.create_monkey(mesh, matrix=matrix @ Matrix.Diagonal((half, half, half, 1.0)), calc_uvs=uvs)


def _ends(fill_type: str) -> dict[str, bool]:
    return {"cap_ends": fill_type != "NOTHING", "cap_tris": fill_type == "TRIFAN"}


KINDS = {
    "mesh.primitive_cube_add": Kind("Cube", ("size",), _cube),
    "mesh.primitive_plane_add": Kind("Plane", ("size",), _plane, scaled=False),
    "mesh.primitive_grid_add": Kind("Grid", ("x_subdivisions", "y_subdivisions", "size"), _grid, scaled=False),
    "mesh.primitive_circle_add": Kind("Circle", ("vertices", "radius", "fill_type"), _circle, scaled=False),
    "mesh.primitive_cylinder_add": Kind("Cylinder", ("vertices", "radius", "depth", "end_fill_type"), _cylinder),
    "mesh.primitive_cone_add": Kind("Cone", ("vertices", "radius1", "radius2", "depth", "end_fill_type"), _cone),
    "mesh.primitive_uv_sphere_add": Kind("Sphere", ("segments", "ring_count", "radius"), _uv_sphere),
    "mesh.primitive_ico_sphere_add": Kind("Icosphere", ("subdivisions", "radius"), _ico_sphere),
    "mesh.primitive_monkey_add": Kind("Suzanne", ("size",), _monkey, scaled=False),
}
ADDERS = {name: adder(kind) for name, kind in KINDS.items()}
