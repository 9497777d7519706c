"""What must not be the case in the file when an operator runs that would otherwise write to disk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import bpy

from .. import reasons
from ..refusals import closed

BAKING = frozenset({"ptcache.bake_all", "ptcache.free_bake", "ptcache.free_bake_all", "ptcache.remove"})


def check_state(name: str) -> None:
    """Raises `PermissionError` if an operator would write or delete files as the file is set up."""
    if name in BAKING and any(cache.use_disk_cache or cache.use_external for cache in _caches()):
        raise closed(f"bpy.ops.{name} with a cache on disk", reasons.PATH)


def _caches() -> Iterator[Any]:
    for scene in bpy.data.scenes:
        if scene.rigidbody_world is not None:
            yield scene.rigidbody_world.point_cache
    for each in bpy.data.objects:
        yield from (system.point_cache for system in each.particle_systems)
        for modifier in each.modifiers:
            if modifier.type in ("CLOTH", "SOFT_BODY"):
                yield modifier.point_cache
            elif modifier.type == "DYNAMIC_PAINT" and modifier.canvas_settings is not None:
                yield from (surface.point_cache for surface in modifier.canvas_settings.canvas_surfaces)
