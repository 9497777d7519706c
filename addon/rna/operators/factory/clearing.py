"""Removes what a file holds, but for what belongs to the user's windows, brushes and scripts."""

from __future__ import annotations

from typing import Any

import bpy

KINDS = (
    *("actions", "annotations", "armatures", "cache_files", "cameras", "collections", "curves", "fonts"),
    *("grease_pencils", "hair_curves", "images", "lattices", "lightprobes", "lights", "linestyles", "masks"),
    *("materials", "meshes", "metaballs", "movieclips", "node_groups", "objects", "particles", "pointclouds"),
    *("sounds", "speakers", "textures", "volumes", "worlds"),
)
# Blender's own, which it would only make again.
BUILT_IN = frozenset({"RENDER_RESULT", "COMPOSITING"})


def clear(kept: Any) -> None:
    """Removes all data but the scene that is kept, which every window then shows."""
    for window in bpy.context.window_manager.windows:
        window.scene = kept
    for each in [each for each in bpy.data.scenes if each != kept]:
        bpy.data.scenes.remove(each)
    bpy.data.batch_remove([each for kind in KINDS for each in _all(kind)])


def _all(kind: str) -> list[Any]:
    data = bpy.data
    return [each for each in getattr(data, kind, ()) if getattr(each, "type", None) not in BUILT_IN]
