"""Which data-blocks there are."""

from __future__ import annotations

from typing import Any, TypeAlias

import bpy
import numpy as np

# Those whose comings and goings tell what a tool did; missing are what comes with others, such as shape keys, and what
# belongs to Blender's windows.
KINDS = (
    *("actions", "armatures", "cameras", "collections", "curves", "grease_pencils", "hair_curves", "images"),
    *("lattices", "lightprobes", "lights", "linestyles", "masks", "materials", "meshes", "metaballs", "movieclips"),
    *("node_groups", "objects", "particles", "pointclouds", "scenes", "sounds", "speakers", "textures", "volumes"),
    "worlds",
)

# {kind: {session uid: name}}
Census: TypeAlias = dict[str, dict[int, str]]
Change: TypeAlias = dict[str, str]


def take() -> Census:
    """Counts what there is now."""
    data = bpy.data
    return {kind: _names(getattr(data, kind)) for kind in KINDS if hasattr(data, kind)}


def _names(collection: Any) -> dict[int, str]:
    names = collection.keys()
    if not names:
        return {}
    uids = np.empty(len(names), np.int32)
    collection.foreach_get("session_uid", uids)
    return dict(zip(uids.tolist(), names, strict=True))


def compare(before: Census, now: Census, touched: set[int]) -> dict[str, list[Change]]:
    """What was added, changed and removed from one to the other; changed is what was touched or has another name."""
    added: list[Change] = []
    changed: list[Change] = []
    removed: list[Change] = []
    for kind in sorted(now):
        old, new = before[kind], now[kind]
        added += _changes(kind, (name for uid, name in new.items() if uid not in old))
        removed += _changes(kind, (name for uid, name in old.items() if uid not in new))
        changed += _changes(
            kind, (name for uid, name in new.items() if uid in old and (uid in touched or name != old[uid]))
        )
    return {"added": added, "changed": changed, "removed": removed}


def _changes(kind: str, names: Any) -> list[Change]:
    return [{"kind": kind, "name": name} for name in sorted(names)]
