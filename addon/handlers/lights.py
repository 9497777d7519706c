"""`blender:ops/lights`: creates lights."""

from __future__ import annotations

import math
from typing import Any

import bpy
from bpy.app.translations import pgettext_data

from ..errors import invalid
from .creation import creating
from .lookup import check_new_name
from .registry import handles
from .transforms import Triple, aim, placement

NAMES = {"point": "Point", "sun": "Sun", "spot": "Spot", "area": "Area"}

# Where Blender's Add menu differs from a light made from data.
ADDED_ENERGY = {"sun": 1.0}
ADDED_SIZE = {"area": 1.0}

SIZE_PROPERTY = {"point": "shadow_soft_size", "sun": "angle", "spot": "shadow_soft_size", "area": "size"}


@handles("lights.add_light")
def add_light(
    kind: str, settings: dict[str, Any], name: str | None, location: Triple, target: Triple | None
) -> dict[str, Any]:
    check_new_name(name, "name")
    size = ADDED_SIZE.get(kind) if settings["size"] is None else settings["size"]
    energy = ADDED_ENERGY.get(kind) if settings["energy"] is None else settings["energy"]
    if kind == "sun" and size is not None and size > math.pi:
        raise invalid(f"settings.size: expected at most pi, for it is the angle of a sun, got {size}")
    rotation = None if target is None else aim(location, target)
    own_name = name or pgettext_data(NAMES[kind])
    with creating() as created:
        light = created.add(bpy.data.lights.new(own_name, kind.upper()))
        if energy is not None:
            light.energy = energy
        if settings["color"] is not None:
            light.color = settings["color"]
        if size is not None:
            setattr(light, SIZE_PROPERTY[kind], size)
        made = created.object(own_name, light)
        made.location = location
        if rotation is not None:
            made.rotation_euler = rotation
        return placement(made)
