"""Where objects are, and how to put them elsewhere.

Locations are world space whatever the object's parent; rotations and scales are the object's own, as Blender's sidebar
shows them.
"""

from __future__ import annotations

from typing import Any

import bpy
from mathutils import Euler, Matrix, Vector

from ..errors import invalid, refused
from .bounds import WITH_GEOMETRY

Triple = tuple[float, float, float]


def placement(target: bpy.types.Object) -> dict[str, Any]:
    """The record `placement`."""
    if _needs_evaluation(target):
        bpy.context.view_layer.update()
    world = world_matrix(target)
    scale = world.to_3x3().col
    x, y, z = world.translation
    return {
        "name": target.name,
        "location": (x, y, z),
        "rotation": rotation_of(target),
        "scale": tuple(target.scale),
        "dimensions": tuple(extent * column.length for extent, column in zip(_extents(target), scale, strict=True)),
    }


def world_matrix(target: bpy.types.Object) -> Matrix:
    """From the object's space to the world.

    Blender's own `matrix_world` is stale until the whole view layer is updated, which takes long after an object was
    added: the dependencies of all objects are worked out again. So it is computed here wherever that is simple.
    """
    matrix = Matrix.Identity(4)
    node: bpy.types.Object | None = target
    while node is not None:
        if not _is_placed_simply(node):
            bpy.context.view_layer.update()
            return target.matrix_world.copy()
        own = node.matrix_basis if node.parent is None else node.matrix_parent_inverse @ node.matrix_basis
        matrix = own @ matrix
        node = node.parent
    return matrix


def _is_placed_simply(target: bpy.types.Object) -> bool:
    """Whether nothing but its own transform and its parent's decides where an object is."""
    if target.constraints or target.animation_data or target.rigid_body:
        return False
    # A parent that is a curve may carry its children along its path.
    return target.parent is None or (target.parent_type == "OBJECT" and target.parent.type != "CURVE")


def _needs_evaluation(target: bpy.types.Object) -> bool:
    """Whether the size of an object is known only after Blender has worked out its geometry."""
    if target.type == "MESH":
        return bool(target.modifiers) or target.data.shape_keys is not None
    return target.type in WITH_GEOMETRY


def _extents(target: bpy.types.Object) -> Vector:
    corners = target.bound_box
    return Vector(corners[6]) - Vector(corners[0])


def rotation_of(target: bpy.types.Object) -> Triple:
    """The object's own rotation as XYZ Euler angles in radians, whatever mode it is in."""
    match target.rotation_mode:
        case "XYZ":
            euler = target.rotation_euler
        case "QUATERNION":
            euler = target.rotation_quaternion.to_euler("XYZ")
        case "AXIS_ANGLE":
            angle, *axis = target.rotation_axis_angle
            euler = Matrix.Rotation(angle, 3, Vector(axis)).to_euler("XYZ")
        case _:
            euler = target.rotation_euler.to_matrix().to_euler("XYZ")
    return euler.x, euler.y, euler.z


def set_rotation(target: bpy.types.Object, rotation: Triple) -> None:
    """Turns an object, in whatever mode its rotation is."""
    euler = Euler(rotation, "XYZ")
    match target.rotation_mode:
        case "XYZ":
            target.rotation_euler = euler
        case "QUATERNION":
            target.rotation_quaternion = euler.to_quaternion()
        case "AXIS_ANGLE":
            axis, angle = euler.to_quaternion().to_axis_angle()
            target.rotation_axis_angle = (angle, *axis)
        case order:
            target.rotation_euler = euler.to_matrix().to_euler(order)


def parent_space(target: bpy.types.Object) -> Matrix:
    """The matrix from the space of the object's own location and rotation to the world."""
    if target.parent is None:
        return Matrix.Identity(4)
    if target.parent_type == "OBJECT":
        return world_matrix(target.parent) @ target.matrix_parent_inverse
    # A bone or a vertex as parent: what Blender made of them is in the result.
    return world_matrix(target) @ target.matrix_basis.inverted_safe()


def own_location(target: bpy.types.Object, location: Triple) -> Vector:
    """The value of the object's own location that puts its origin at a point in the world.

    Raises an operation `OpError` if the parent is squashed flat, so that there is none.
    """
    try:
        inverse = parent_space(target).inverted()
    except ValueError:
        raise refused(f"The parent of {target.name!r} has a scale of zero, so it cannot be placed.") from None
    return inverse @ Vector(location) - target.delta_location


def aim(origin: Triple, point: Triple, parameter: str = "target") -> Euler:
    """The rotation in the world that lets -Z look from `origin` at `point`, with Y up."""
    direction = Vector(point) - Vector(origin)
    if direction.length < 1e-6:
        raise invalid(f"{parameter}: expected a point away from the origin of what looks at it")
    return direction.to_track_quat("-Z", "Y").to_euler("XYZ")
