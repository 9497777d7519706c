"""`object.transform_apply`, for meshes that nothing else depends on."""

from __future__ import annotations

from typing import Any

import bpy
from mathutils import Euler, Matrix, Vector

from ..arguments import Arguments
from .placing import ZERO
from .selecting import FINISHED, is_object_mode

ONE = (1.0, 1.0, 1.0)


def transform_apply(arguments: Arguments) -> list[str] | None:
    """Moves the transforms of the selected objects into their meshes."""
    if not is_object_mode() or arguments["isolate_users"]:
        return None
    selected = bpy.context.selected_editable_objects
    if not selected or not all(_is_simple(each) and _is_whole(each, arguments) for each in selected):
        return None
    for each in selected:
        _apply(each, arguments)
    return FINISHED


def _is_simple(each: Any) -> bool:
    """Whether its own transform is all there is to it."""
    mesh = each.data
    return bool(
        each.type == "MESH"
        and mesh.users == 1
        and mesh.is_editable
        and mesh.shape_keys is None
        and not mesh.has_custom_normals
        and each.parent is None
        and each.rotation_mode == "XYZ"
        and min(each.scale) > 0
        and not each.constraints
        and not each.modifiers
        and each.animation_data is None
        and each.override_library is None
        and each.delta_location == Vector(ZERO)
        and each.delta_rotation_euler == Euler(ZERO)
        and each.delta_scale == Vector(ONE)
        and not each.children
    )


def _is_whole(each: Any, arguments: Arguments) -> bool:
    """Whether nothing of rotation and scale is left, which would have to be undone in the mesh."""
    rotated, scaled = tuple(each.rotation_euler) != ZERO, tuple(each.scale) != ONE
    return (arguments["rotation"] or not rotated) and (arguments["scale"] or not scaled)


def _apply(each: Any, arguments: Arguments) -> None:
    moved = each.location if arguments["location"] else Vector(ZERO)
    each.data.transform(Matrix.LocRotScale(moved, each.rotation_euler, each.scale))
    if arguments["location"]:
        each.location = ZERO
    if arguments["rotation"]:
        each.rotation_euler = ZERO
        each.rotation_quaternion = (1.0, 0.0, 0.0, 0.0)
        each.rotation_axis_angle = (0.0, 0.0, 1.0, 0.0)
    if arguments["scale"]:
        each.scale = ONE
