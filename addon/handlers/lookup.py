"""Finds what a client names."""

from __future__ import annotations

import unicodedata

import bpy

from ..errors import invalid, refused
from ..suggestions import did_you_mean
from ..values import describe

# Suggestions are looked for among that many names at the most.
SUGGESTED_FROM = 1000


def find_object(name: str) -> bpy.types.Object:
    """The object of the current scene with this name. Raises an operation `OpError` if there is none."""
    found = bpy.data.objects.get(name)
    # Blender looks a name up only as far as a NUL in it.
    if found is None or found.name != name or bpy.context.scene not in found.users_scene:
        names = [each.name for each in bpy.context.scene.objects[:SUGGESTED_FROM]]
        raise refused(f"There is no object {describe(name)} in the scene{did_you_mean(name, names)}")
    return found


def find_editable_object(name: str) -> bpy.types.Object:
    """Like `find_object`, for an object that is to be changed."""
    found = find_object(name)
    if not found.is_editable:
        raise refused(f"{describe(name)} is linked from another file and cannot be changed here.")
    return found


def find_material(name: str) -> bpy.types.Material:
    """The material of the file with this name. Raises an operation `OpError` if there is none."""
    found = bpy.data.materials.get(name)
    if found is None or found.name != name:
        names = [each.name for each in bpy.data.materials[:SUGGESTED_FROM]]
        raise refused(f"There is no material {describe(name)}{did_you_mean(name, names)}")
    return found


def check_new_name(name: str | None, parameter: str) -> None:
    """Refuses names that Blender would cut or that would garble a list."""
    if name is None:
        return
    if any(unicodedata.category(character) == "Cc" for character in name):
        raise invalid(f"{parameter}: expected a name without control characters, got {describe(name)}")
    if bpy.app.version < (5, 0, 0) and len(name.encode()) > 63:
        raise invalid(f"{parameter}: expected at most 63 bytes in UTF-8, got {len(name.encode())}")
