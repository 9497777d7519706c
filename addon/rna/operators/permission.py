"""Checks a call of an operator against the list."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import bpy

from .. import blocks
from ..reasons import CODE, INTERFACE, UNKNOWN
from ..refusals import closed
from . import allowlist, native, reasons

# What of a context may be another than it is, and what it is: Blender takes a thing of another type for one of this.
# What scripts give besides belongs to windows, and nothing here needs it.
CONTEXT: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("object", "active_object", "edit_object"), (bpy.types.Object,)),
    **dict.fromkeys(("selected_objects", "selected_editable_objects"), (bpy.types.Object,)),
    "selected_ids": (bpy.types.ID,),
    "scene": (bpy.types.Scene,),
    "view_layer": (bpy.types.ViewLayer,),
    "collection": (bpy.types.Collection,),
    **dict.fromkeys(("active_bone", "selected_bones"), (bpy.types.Bone, bpy.types.EditBone)),
    **dict.fromkeys(("active_pose_bone", "selected_pose_bones"), (bpy.types.PoseBone,)),
}
WINDOWS = {"window", "screen", "area", "region", "space_data", "workspace"}

# What a refused operator can be replaced by.
INSTEAD = {
    "node": "the node tree's nodes and links",
    "outliner": "bpy.data and collections",
    "wm": "properties and functions of the data itself",
}

# Those that this Blender was found to have.
_seen: set[str] = set()


def entry(name: str) -> allowlist.Entry:
    """The line of an open operator. Raises `PermissionError`, or Blender's `AttributeError` if there is none."""
    found = allowlist.entries().get(name)
    if name in _seen and found is not None:
        return found
    if not native.exists(name):
        raise AttributeError(f'Calling operator "bpy.ops.{name[:200]}" error, could not be found')
    if found is None:
        instead = INSTEAD.get(name.partition(".")[0], "")
        raise closed(f"bpy.ops.{name}", reasons.of_operator(name) or UNKNOWN, instead)
    _seen.add(name)
    return found


def check_arguments(name: str, found: allowlist.Entry, kwargs: Mapping[str, Any]) -> None:
    """Raises `PermissionError` for an argument that is closed or too high. What does not exist is left to Blender."""
    for key, value in kwargs.items():
        if key not in found.arguments:
            _refuse(name, key)
            continue
        if isinstance(value, Mapping):
            _check_part(name, key, value)
        if not _is_finite(value):
            raise ValueError(f"bpy.ops.{name}: {key} has to be finite")
        if key == "snap" and value is True and name.startswith("transform."):
            raise closed(f"snap=True of bpy.ops.{name}", INTERFACE)
        most = found.most.get(key)
        if most is not None and _highest(value) > most:
            raise PermissionError(f"bpy.ops.{name}: {key} can be {most} at the most for tools")


def context_members(override: Mapping[str, Any]) -> dict[str, Any]:
    """What to override of the context. Raises `PermissionError`, or `TypeError` for things of another type."""
    for key, value in override.items():
        if key in CONTEXT:
            _check_member(key, value)
        elif key not in WINDOWS:
            raise closed(f"temp_override({str(key)[:64]}=...)", INTERFACE)
    return {key: value for key, value in override.items() if key in CONTEXT}


def _check_member(key: str, value: Any) -> None:
    many = key.startswith("selected")
    if value is None and not many:
        return
    if many and not isinstance(value, list | tuple):
        raise TypeError(f"temp_override({key}=...): expected a list, not {type(value).__name__}")
    for each in value if many else (value,):
        if not isinstance(each, CONTEXT[key]):
            expected = " or ".join(kind.__name__ for kind in CONTEXT[key])
            raise TypeError(f"temp_override({key}=...): expected a {expected}, not {type(each).__name__}")
        blocks.check_lasting(each)


def _refuse(name: str, key: str) -> None:
    described = _arguments(name).get(key)
    if described is not None or key == "rna_type":
        reason = reasons.of_argument(described) if described is not None else CODE
        raise closed(f"{key} of bpy.ops.{name}", reason or UNKNOWN)


def _check_part(name: str, key: str, value: Mapping[str, Any]) -> None:
    part = reasons.macro_part(_arguments(name)[key])
    if part is None:
        raise closed(f"{key} of bpy.ops.{name}", UNKNOWN)
    check_arguments(part, entry(part), value)


def _arguments(name: str) -> dict[str, Any]:
    return dict(native.description(name).properties.items())


def _is_finite(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return all(map(_is_finite, value))
    return not isinstance(value, float) or math.isfinite(value)


def _highest(value: Any) -> float:
    if isinstance(value, list | tuple):
        return max((_highest(each) for each in value), default=0)
    return abs(value) if isinstance(value, int | float) else 0
