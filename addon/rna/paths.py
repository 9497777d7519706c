"""Data paths of animations: Blender writes whatever they name, each time it evaluates."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import bpy

from . import allowlist, reasons, refusals
from .words import words

# What has values that are only safe if they are looked at. Nobody animates it.
TRUSTED = words("""
    attributes edge_index generated_height generated_width loop_start polygons vertex_index vertices vertices_raw
    """)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_NAME = re.compile(r"[A-Za-z_]\w*")


def check(path: Any) -> None:
    """Raises a `PermissionError` for a path that names something closed.

    To what it will belong is not known yet, so a property is closed if it can be written nowhere.
    """
    if not isinstance(path, str):
        return
    names = _NAME.findall(_QUOTED.sub("[]", path))
    for name in names:
        if name in TRUSTED or (name == names[-1] and name in _closed()):
            raise refusals.closed(f"animating {name!r}", reasons.UNKNOWN)


@cache
def _closed() -> frozenset[str]:
    """Names of properties that can be animated, and that tools cannot write on any type."""
    declared: set[str] = set()
    writable: set[str] = set()
    for name in {*dir(bpy.types), *allowlist.entries()}:
        kind = allowlist.kind_named(name)
        for each in kind.bl_rna.properties if kind else ():
            if each.is_animatable and each.type in ("BOOLEAN", "INT", "FLOAT", "ENUM"):
                declared.add(each.identifier)
    for entry in allowlist.entries().values():
        writable |= entry.writable
    return frozenset(declared - writable)
