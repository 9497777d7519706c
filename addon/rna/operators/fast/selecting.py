"""`object.select_all` and `object.select_by_type`."""

from __future__ import annotations

from typing import Any

import bpy

from ..arguments import Arguments

FINISHED = ["FINISHED"]
CANCELLED = ["CANCELLED"]


def select_all(arguments: Arguments) -> list[str] | None:
    """Selects, deselects, toggles or inverts what is visible."""
    if not is_object_mode():
        return None
    seen = bpy.context.visible_objects
    if not seen:
        return ["PASS_THROUGH"]
    selected = [each for each in seen if each.select_get()]
    action = arguments["action"]
    if action == "TOGGLE":
        action = "DESELECT" if selected else "SELECT"
    if action == "DESELECT":
        return _set(selected, [])
    if action == "INVERT":
        return _set(selected, [each for each in seen if not each.select_get() and not each.hide_select])
    return _set([], [each for each in seen if not each.select_get() and not each.hide_select])


def select_by_type(arguments: Arguments) -> list[str] | None:
    """Selects all visible objects of a type."""
    if not is_object_mode():
        return None
    kind = arguments["type"]
    layer = bpy.context.view_layer
    wanted = [each for each in bpy.context.visible_objects if each.type == kind and not each.hide_select]
    _set([] if arguments["extend"] else list(layer.objects.selected), wanted)
    return FINISHED


def is_object_mode() -> bool:
    """Whether operators on objects can run."""
    context = bpy.context
    return bool(context.mode == "OBJECT" and context.scene.is_editable)


def _set(off: list[Any], on: list[Any]) -> list[str]:
    for each in off:
        each.select_set(False)
    for each in on:
        each.select_set(True)
    return FINISHED if off or on else CANCELLED
