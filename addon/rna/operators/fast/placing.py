"""Where a new object goes, and how it becomes the scene's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import bpy
from mathutils import Euler, Matrix

from ..arguments import Arguments

Triple = tuple[float, float, float]
ZERO = (0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Place:
    """Location and rotation of a new object; `matrix` is both, or `None` if they are zero."""

    location: Triple
    rotation: Triple
    matrix: Matrix | None

    @classmethod
    def wanted(cls, arguments: Arguments) -> Place | None:
        """As Blender reads the arguments that all operators that add objects share; `None` if that takes a window."""
        location = arguments["location"] if arguments.given("location") else tuple(bpy.context.scene.cursor.location)
        rotation = ZERO
        if arguments.given("rotation"):
            rotation = arguments["rotation"]
        elif arguments["align"] != "WORLD":
            return None
        return cls.at(location, rotation)

    @classmethod
    def at(cls, location: Triple, rotation: Triple) -> Place:
        if rotation == ZERO:
            return cls(location, rotation, Matrix.Translation(location) if any(location) else None)
        return cls(location, rotation, Matrix.LocRotScale(location, Euler(rotation), None))


def is_ordinary() -> bool:
    """Whether objects are added as by default: in Object Mode, to a collection that is seen."""
    context = bpy.context
    if context.mode != "OBJECT":
        return False
    editing = context.preferences.edit
    if editing.use_enter_edit_mode or editing.object_align != "WORLD":
        return False
    layer = context.view_layer.active_layer_collection
    return bool(not layer.exclude and layer.is_visible and layer.collection.is_editable and context.scene.is_editable)


def add(name: str, data: bpy.types.ID | None, place: Place) -> bpy.types.Object:
    """A new object in the active collection, selected alone and active."""
    made = bpy.data.objects.new(name, data)
    layer = bpy.context.view_layer
    layer.active_layer_collection.collection.objects.link(made)
    select_alone(layer, made)
    if place.matrix is not None:
        # Only this sets the matrix that is read before the next evaluation; it rounds the rest, which is set after it.
        made.matrix_world = place.matrix
        made.location = place.location
        made.rotation_euler = place.rotation
        made.scale = (1.0, 1.0, 1.0)
    return made


def select_alone(layer: Any, target: bpy.types.Object) -> None:
    """Selects one object and makes it active."""
    objects = layer.objects
    for each in list(objects.selected):
        each.select_set(False)
    target.select_set(True)
    objects.active = target
