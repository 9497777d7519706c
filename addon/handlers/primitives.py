"""The meshes that Blender's Add menu makes, with the same vertices, faces and UV maps, but without an operator."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import bmesh
import bpy
import numpy as np
from numpy.typing import NDArray

from ..errors import invalid

Settings = Mapping[str, Any]


@dataclass(frozen=True)
class Primitive:
    """Blender's name for it, the settings that it has with their defaults, and what fills a mesh with it."""

    name: str
    defaults: Settings
    fill: Callable[[bpy.types.Mesh, Settings], None]


def choose(primitive: str, settings: Settings) -> tuple[Primitive, dict[str, Any]]:
    """The primitive of a case of `primitive`, and its settings with defaults filled in.

    Raises a validation `OpError` for a setting that it does not have.
    """
    chosen = PRIMITIVES[primitive]
    given = {name: value for name, value in settings.items() if value is not None and name != "smooth"}
    for name in given:
        if name not in chosen.defaults:
            raise invalid(f"settings.{name}: {primitive} has no such setting; it has {', '.join(chosen.defaults)}")
    return chosen, {**chosen.defaults, **given}


def fill(mesh: bpy.types.Mesh, primitive: Primitive, settings: Settings, *, smooth: bool) -> None:
    """Builds the primitive in an empty mesh."""
    primitive.fill(mesh, settings)
    if smooth:
        mesh.shade_smooth()
    else:
        mesh.shade_flat()


def _by_bmesh(mesh: bpy.types.Mesh, build: Callable[..., Any], **settings: Any) -> None:
    grid = bmesh.new()
    try:
        # The operator fills in UVs only if there is a layer for them.
        grid.loops.layers.uv.new("UVMap")
        build(grid, calc_uvs=True, **settings)
        grid.to_mesh(mesh)
    finally:
        grid.free()


def _cube(mesh: bpy.types.Mesh, settings: Settings) -> None:
    _by_bmesh(mesh, bmesh.ops.create_cube, size=settings["size"])


def _uv_sphere(mesh: bpy.types.Mesh, settings: Settings) -> None:
    _by_bmesh(
        mesh,
        bmesh.ops.create_uvsphere,
        u_segments=settings["segments"],
        v_segments=settings["rings"],
        radius=settings["radius"],
    )


def _ico_sphere(mesh: bpy.types.Mesh, settings: Settings) -> None:
    _by_bmesh(mesh, bmesh.ops.create_icosphere, subdivisions=settings["subdivisions"], radius=settings["radius"])


def _cylinder(mesh: bpy.types.Mesh, settings: Settings) -> None:
    _cone(mesh, {**settings, "radius_top": settings["radius"]})


def _cone(mesh: bpy.types.Mesh, settings: Settings) -> None:
    _by_bmesh(
        mesh,
        bmesh.ops.create_cone,
        cap_ends=True,
        segments=settings["segments"],
        radius1=settings["radius"],
        radius2=settings["radius_top"],
        depth=settings["depth"],
    )


def _plane(mesh: bpy.types.Mesh, settings: Settings) -> None:
    _by_bmesh(mesh, bmesh.ops.create_grid, x_segments=1, y_segments=1, size=settings["size"] / 2)


def _monkey(mesh: bpy.types.Mesh, settings: Settings) -> None:
    _by_bmesh(mesh, bmesh.ops.create_monkey)
    positions = np.empty(len(mesh.vertices) * 3, np.float32)
    mesh.vertices.foreach_get("co", positions)
    mesh.vertices.foreach_set("co", positions * np.float32(settings["size"] / 2))


def _torus(mesh: bpy.types.Mesh, settings: Settings) -> None:
    """BMesh has no torus: vertices ring by ring, a ring being a turn around the tube, each quad joining two rings."""
    around, tube = settings["segments"], settings["rings"]
    turn = np.arange(around)[:, None] * (math.tau / around)
    angle = np.arange(tube)[None, :] * (math.tau / tube)
    distance = settings["radius"] + settings["tube_radius"] * np.cos(angle)
    height = np.broadcast_to(settings["tube_radius"] * np.sin(angle), (around, tube))
    positions = np.stack((distance * np.cos(turn), distance * np.sin(turn), height), axis=-1)

    here = np.arange(around * tube).reshape(around, tube)
    next_ring = np.roll(here, -1, axis=0)
    corners = (here, next_ring, np.roll(next_ring, -1, axis=1), np.roll(here, -1, axis=1))

    mesh.vertices.add(around * tube)
    mesh.vertices.foreach_set("co", positions.astype(np.float32).ravel())
    mesh.loops.add(around * tube * 4)
    mesh.loops.foreach_set("vertex_index", np.stack(corners, axis=-1).astype(np.int32).ravel())
    mesh.polygons.add(around * tube)
    mesh.polygons.foreach_set("loop_start", np.arange(0, around * tube * 4, 4, dtype=np.int32))
    mesh.update(calc_edges=True)
    uv = _torus_uv(around, tube)
    mesh.uv_layers.new(name="UVMap").uv.foreach_set("vector", uv.astype(np.float32).ravel())


def _torus_uv(around: int, tube: int) -> NDArray[np.float64]:
    """The UV of each corner, laid out as Blender does: the outside of the tube is in the middle of the map."""
    u, v = np.meshgrid(_wrapped(around), _wrapped(tube), indexing="ij")
    u_next, v_next = u + 1 / around, v + 1 / tube
    corners = (u, v), (u_next, v), (u_next, v_next), (u, v_next)
    return np.stack([np.stack(corner, axis=-1) for corner in corners], axis=-2)


def _wrapped(count: int) -> NDArray[np.float64]:
    step = 1 / count
    start = 0.5 + math.fmod(0.5, step) + np.arange(count) * step
    # Half a step of tolerance: what ought to be 1 may be a little less.
    return np.where(start > 1 - step / 2, start - 1, start)


PRIMITIVES: Mapping[str, Primitive] = {
    "cube": Primitive("Cube", {"size": 2.0}, _cube),
    "uv_sphere": Primitive("Sphere", {"radius": 1.0, "segments": 32, "rings": 16}, _uv_sphere),
    "ico_sphere": Primitive("Icosphere", {"radius": 1.0, "subdivisions": 2}, _ico_sphere),
    "cylinder": Primitive("Cylinder", {"radius": 1.0, "depth": 2.0, "segments": 32}, _cylinder),
    "cone": Primitive("Cone", {"radius": 1.0, "radius_top": 0.0, "depth": 2.0, "segments": 32}, _cone),
    "torus": Primitive("Torus", {"radius": 1.0, "tube_radius": 0.25, "segments": 48, "rings": 12}, _torus),
    "plane": Primitive("Plane", {"size": 2.0}, _plane),
    "monkey": Primitive("Suzanne", {"size": 2.0}, _monkey),
}
