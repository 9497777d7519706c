"""Functions that only calculate, for what components cannot calculate themselves."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from mathutils import Color, geometry, noise

from . import refusals
from .words import words

MODULES: dict[str, tuple[Any, frozenset[str]]] = {
    "mathutils.noise": (
        noise,
        words("""
            ball_cell cell cell_vector fractal hetero_terrain hybrid_multi_fractal multi_fractal noise noise_vector
            random random_unit_vector random_vector ridged_multi_fractal seed_set turbulence turbulence_vector
            variable_lacunarity voronoi
            """),
    ),
    "mathutils.geometry": (
        geometry,
        words("""
            area_tri barycentric_transform box_fit_2d box_pack_2d closest_point_on_tri convex_hull_2d delaunay_2d_cdt
            distance_point_to_plane interpolate_bezier intersect_line_line intersect_line_line_2d intersect_line_plane
            intersect_line_sphere intersect_line_sphere_2d intersect_plane_plane intersect_point_line
            intersect_point_line_segment intersect_point_quad_2d intersect_point_tri intersect_point_tri_2d
            intersect_ray_tri intersect_sphere_sphere_2d intersect_tri_tri_2d normal points_in_planes tessellate_polygon
            volume_tetrahedron
            """),
    ),
}
COLORS = words("""
    from_aces_to_scene_linear from_rec709_linear_to_scene_linear from_scene_linear_to_aces
    from_scene_linear_to_rec709_linear from_scene_linear_to_srgb from_scene_linear_to_xyz_d65 from_srgb_to_scene_linear
    from_xyz_d65_to_scene_linear
    """)
MAX_RESOLUTION = 1_000_000
# Their time grows with the square of how much they are given, or faster.
MAX_GIVEN = {"box_pack_2d": 2000, "delaunay_2d_cdt": 10_000, "points_in_planes": 300, "tessellate_polygon": 10_000}
MAX_CROSSING = 150_000
# Octaves of a fractal, components of a vector: each costs time or memory.
MAX_NOISE = 4096


def run(name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """Calls a function by its full name; the first argument of a colour's method is the colour."""
    module, _, function = name.rpartition(".")
    if module == "mathutils.Color" and function in COLORS:
        return getattr(Color(args[0]), function)(*args[1:], **kwargs)
    found, functions = MODULES.get(module, (None, frozenset()))
    if function not in functions:
        raise refusals.closed(name[:100], "unknown")
    if module == "mathutils.noise" and function != "seed_set":
        _check_noise([*args, *kwargs.values()])
    if function == "interpolate_bezier" and any(isinstance(each, int) and each > MAX_RESOLUTION for each in args):
        raise ValueError(f"interpolate_bezier: at most {MAX_RESOLUTION} points")
    if function in MAX_GIVEN and args:
        _check_size(function, args[0])
    if function == "delaunay_2d_cdt":
        _check_delaunay(*args[:3])
    if function == "box_pack_2d":
        # Blender writes the places into the boxes.
        boxes = [list(box) for box in args[0]]
        return (*geometry.box_pack_2d(boxes), [box[:2] for box in boxes])
    return getattr(found, function)(*args, **kwargs)


def _check_noise(values: list[Any]) -> None:
    if any(isinstance(each, int | float) and abs(each) > MAX_NOISE for each in values):
        raise ValueError(f"noise: octaves, sizes and factors are at most {MAX_NOISE}")


def _check_size(function: str, given: Any) -> None:
    lists = given if function == "tessellate_polygon" else [given]
    if sum(map(len, lists)) > MAX_GIVEN[function]:
        raise ValueError(f"{function}: at most {MAX_GIVEN[function]} at once")


def _check_delaunay(points: Any = (), edges: Any = (), faces: Any = (), *_: Any) -> None:
    for each in (*edges, *faces):
        for index in each:
            if not 0 <= index < len(points):
                raise IndexError(f"delaunay_2d_cdt: index {index} is out of range; there are {len(points)} points")
    sides = [*edges, *(side for face in faces for side in pairwise([*face, *face[:1]]))]
    if len(sides) > MAX_GIVEN["delaunay_2d_cdt"] or _near(points, sides) > MAX_CROSSING:
        raise ValueError("delaunay_2d_cdt: too many edges, or too many that may cross")


def _near(points: Any, sides: list[Any]) -> int:
    """How many pairs of edges may cross: those whose bounding boxes overlap."""
    if len(sides) < MAX_CROSSING**0.5:
        return 0
    ends = np.array([[points[each[0]][:2], points[each[1]][:2]] for each in sides], np.float32)
    low, high = ends.min(axis=1), ends.max(axis=1)
    return sum(int(((low[i + 1 :] <= high[i]) & (high[i + 1 :] >= low[i])).all(axis=1).sum()) for i in range(len(low)))
