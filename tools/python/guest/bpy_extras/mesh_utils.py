"""`bpy_extras.mesh_utils`: edges and faces of meshes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import random
from typing import Any


def edge_face_count_dict(mesh: Any) -> dict[tuple[int, int], int]:
    """How many faces each edge has, by the edge's two vertices."""
    counts: dict[tuple[int, int], int] = {}
    for polygon in mesh.polygons:
        corners = list(polygon.vertices)
        for a, b in pairwise([corners[-1], *corners]):
            key = (min(a, b), max(a, b))
            counts[key] = counts.get(key, 0) + 1
    return counts


def edge_face_count(mesh: Any) -> list[int]:
    """How many faces each edge of a mesh has."""
    counts = edge_face_count_dict(mesh)
    return [counts.get(tuple(edge.key), 0) for edge in mesh.edges]


def edge_loops_from_edges(mesh: Any, edges: Any = None) -> list[list[int]]:
    """The vertices of edges that hang together, in their order; a closed line ends where it begins."""
    left = [tuple(edge.vertices) for edge in (mesh.edges if edges is None else edges)]
    lines = []
    while left:
        end, start = left.pop()
        line = [start, end]
        grown = True
        while grown:
            grown = False
            for index in range(len(left) - 1, -1, -1):
                a, b = left[index]
                if line[-1] in (a, b):
                    line.append(b if a == line[-1] else a)
                elif line[0] in (a, b):
                    line.insert(0, b if a == line[0] else a)
                else:
                    continue
                del left[index]
                grown = True
        lines.append(line)
    return lines


def triangle_random_points(num_points: int, loop_triangles: Sequence[Any]) -> list[Any]:
    """Random points, as many on each triangle."""
    points = []
    for triangle in loop_triangles:
        vertices = triangle.id_data.vertices
        a, b, c = (vertices[index].co.copy() for index in triangle.vertices)
        for _ in range(num_points):
            u, v = random(), random()  # noqa: S311
            if u + v > 1.0:
                u, v = 1.0 - u, 1.0 - v
            points.append(a + u * (b - a) + v * (c - a))
    return points
