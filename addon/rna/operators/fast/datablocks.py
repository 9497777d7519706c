"""The operators that add an object with data that needs no building: lights, cameras, empties, texts and the like."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import bpy
from bpy.app.translations import pgettext_data

from ..arguments import Arguments
from .placing import Place, add, is_ordinary

LIGHT_NAMES = {"POINT": "Point", "SUN": "Sun", "SPOT": "Spot", "AREA": "Area"}

# What the operator gives the data's size to, by type; the others of `object.add` are left to Blender.
BARE = {
    "MESH": ("Mesh", lambda name: bpy.data.meshes.new(name)),
    "CURVE": ("Curve", lambda name: bpy.data.curves.new(name, "CURVE")),
    "SURFACE": ("Surf", lambda name: bpy.data.curves.new(name, "SURFACE")),
    "EMPTY": ("Empty", lambda name: None),
}


def light(arguments: Arguments) -> bpy.types.Object | None:
    """`object.light_add`."""
    kind = arguments["type"]

    def made(name: str) -> Any:
        data = bpy.data.lights.new(name, kind)
        if kind == "SUN":
            data.energy = 1.0
        data.shadow_soft_size = 0.0
        if kind == "AREA":
            data.size = data.size_y = arguments["radius"]
        return data

    return _added(arguments, LIGHT_NAMES[kind], made)


def camera(arguments: Arguments) -> bpy.types.Object | None:
    """`object.camera_add`."""
    units = bpy.context.scene.unit_settings
    if units.system != "METRIC" or units.scale_length != 1.0:
        # Blender draws the camera as large as a unit of the grid.
        return None
    return _added(arguments, "Camera", lambda name: bpy.data.cameras.new(name))


def empty(arguments: Arguments) -> bpy.types.Object | None:
    """`object.empty_add`."""
    made = _added(arguments, "Empty", lambda name: None)
    if made is not None:
        made.empty_display_type = arguments["type"]
        made.empty_display_size = arguments["radius"]
    return made


def text(arguments: Arguments) -> bpy.types.Object | None:
    """`object.text_add`."""

    def made(name: str) -> Any:
        data = bpy.data.curves.new(name, "FONT")
        data.body = pgettext_data("Text")
        data.size = arguments["radius"]
        return data

    return _added(arguments, "Text", made)


def bare(arguments: Arguments) -> bpy.types.Object | None:
    """`object.add`."""
    if arguments["type"] not in BARE:
        return None
    name, data = BARE[arguments["type"]]
    made = _added(arguments, name, data)
    if made is not None and made.type == "EMPTY":
        made.empty_display_size = arguments["radius"]
    return made


def _added(arguments: Arguments, name: str, data: Callable[[str], Any]) -> bpy.types.Object | None:
    place = Place.wanted(arguments)
    if place is None or not is_ordinary() or arguments.get("enter_editmode", False):
        return None
    own_name = pgettext_data(name)
    return add(own_name, data(own_name), place)


ADDERS = {
    "object.light_add": light,
    "object.camera_add": camera,
    "object.empty_add": empty,
    "object.text_add": text,
    "object.add": bare,
}
