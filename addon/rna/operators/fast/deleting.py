"""`object.delete`."""

from __future__ import annotations

import bpy

from ..arguments import Arguments
from .selecting import CANCELLED, FINISHED, is_object_mode


def delete(arguments: Arguments) -> list[str] | None:
    """Removes the selected objects and leaves their data behind, as Blender does."""
    if not is_object_mode():
        return None
    doomed = bpy.context.selected_objects
    if not doomed:
        return CANCELLED
    everywhere = arguments["use_global"]
    for each in doomed:
        if each.library or each.override_library or (not everywhere and each.users - each.use_fake_user > 1):
            return None
    bpy.data.batch_remove(doomed)
    return FINISHED
