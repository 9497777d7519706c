"""What Blender shows: objects and their instances, copied at once, as each ends when the next is asked for."""

from __future__ import annotations

from typing import Any

import bpy

from . import blocks, locate

MAX_INSTANCES = 100_000


def shown(graph: bpy.types.Depsgraph) -> list[dict[str, Any]]:
    """All that is shown, each with references to the original objects."""
    found: list[dict[str, Any]] = []
    for each in graph.object_instances:
        if len(found) == MAX_INSTANCES:
            raise ValueError(f"object_instances: there are more than {MAX_INSTANCES}")
        found.append(
            {
                "object": _original(each.object),
                "parent": _original(each.parent),
                "is_instance": each.is_instance,
                "matrix_world": [list(row) for row in each.matrix_world],
                "persistent_id": list(each.persistent_id),
                "random_id": each.random_id,
                "orco": list(each.orco),
                "uv": list(each.uv),
                "show_self": each.show_self,
                "show_particles": each.show_particles,
            }
        )
    return found


def _original(thing: Any) -> dict[str, Any] | None:
    original = thing.original if thing is not None else None
    text = blocks.reference(original) if original is not None else None
    return locate.describe(original, text) if text else None
