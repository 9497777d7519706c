"""`blender:ops/cameras`: creates and aims cameras."""

from __future__ import annotations

from typing import Any

import bpy
from bpy.app.translations import pgettext_data

from ..errors import refused
from .creation import creating
from .lookup import check_new_name, find_editable_object
from .registry import handles
from .transforms import Triple, aim, parent_space, placement, set_rotation, world_matrix

SENSOR_WIDTH = 36.0


@handles("cameras.add_camera")
def add_camera(
    name: str | None, location: Triple, target: Triple, focal_length: float | None, active: bool
) -> dict[str, Any]:
    check_new_name(name, "name")
    rotation = aim(location, target)
    own_name = name or pgettext_data("Camera")
    with creating() as created:
        camera = created.add(bpy.data.cameras.new(own_name))
        set_lens(camera, 50.0 if focal_length is None else focal_length)
        made = created.object(own_name, camera)
        made.location = location
        made.rotation_euler = rotation
        answer = placement(made)
        if active:
            bpy.context.scene.camera = made
        return answer


@handles("cameras.aim_camera")
def aim_camera(name: str, target: Triple) -> dict[str, Any]:
    aimed = find_editable_object(name)
    if aimed.type not in ("CAMERA", "LIGHT"):
        raise refused(f"{name!r} is neither a camera nor a light.")
    world = aim(tuple(world_matrix(aimed).translation), target).to_quaternion()
    own = parent_space(aimed).to_quaternion().inverted() @ world
    set_rotation(aimed, tuple(own.to_euler("XYZ")))
    return placement(aimed)


def set_lens(camera: bpy.types.Camera, focal_length: float) -> None:
    """Millimetres for a sensor 36 mm wide."""
    camera.sensor_width = SENSOR_WIDTH
    camera.lens = focal_length
