"""World-space boxes around evaluated geometry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import bpy
import numpy as np
from numpy.typing import NDArray

Corners = NDArray[np.float64]

WITH_GEOMETRY = frozenset(
    {"MESH", "CURVE", "SURFACE", "META", "FONT", "CURVES", "POINTCLOUD", "VOLUME", "GREASEPENCIL", "GPENCIL"}
)


def bounding_box(objects: Iterable[bpy.types.Object]) -> dict[str, Any] | None:
    """The record `bounding-box` around objects with their modifiers applied; `None` if none has geometry.

    It is tight for meshes, and for other geometry the box around the object's own box.
    """
    depsgraph = bpy.context.evaluated_depsgraph_get()
    corners = [found for each in objects if (found := _corners(each, depsgraph)) is not None]
    if not corners:
        return None
    return {
        "min": tuple(np.min([low for low, _ in corners], axis=0).tolist()),
        "max": tuple(np.max([high for _, high in corners], axis=0).tolist()),
    }


def _corners(target: bpy.types.Object, depsgraph: bpy.types.Depsgraph) -> tuple[Corners, Corners] | None:
    if target.type not in WITH_GEOMETRY:
        return None
    evaluated = target.evaluated_get(depsgraph)
    if target.type == "MESH":
        points = np.empty(len(evaluated.data.vertices) * 3, np.float32)
        evaluated.data.vertices.foreach_get("co", points)
        points = points.reshape(-1, 3)
    else:
        points = np.array(evaluated.bound_box, np.float32)
        if (points[0] >= points[6]).all():
            return None
    if not len(points):
        return None
    matrix = np.array(evaluated.matrix_world, np.float64)
    world = points @ matrix[:3, :3].T + matrix[:3, 3]
    return world.min(axis=0), world.max(axis=0)
