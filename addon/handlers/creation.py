"""Adds data to the file so that nothing half-made stays if a later step fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import bpy

Data = TypeVar("Data", bound=bpy.types.ID)


class Created:
    """The data-blocks that one operation has made so far."""

    def __init__(self) -> None:
        self._made: list[bpy.types.ID] = []

    def add(self, data: Data) -> Data:
        """Notes a data-block that has just been made."""
        self._made.append(data)
        return data

    def object(self, name: str, data: bpy.types.ID | None) -> bpy.types.Object:
        """A new object in the active collection, selected alone and active, as Blender's Add menu leaves it."""
        made = self.add(bpy.data.objects.new(name, data))
        target_collection().objects.link(made)
        select_alone(made)
        return made

    def remove(self) -> None:
        """Takes everything back."""
        bpy.data.batch_remove(self._made[::-1])


@contextmanager
def creating() -> Iterator[Created]:
    """Removes what was made inside if anything inside fails, and selects again what was selected."""
    layer = bpy.context.view_layer
    selected, active = list(layer.objects.selected), layer.objects.active
    created = Created()
    try:
        yield created
    except BaseException:
        created.remove()
        for each in selected:
            each.select_set(True)
        layer.objects.active = active
        raise


def target_collection() -> bpy.types.Collection:
    """Where new objects go: the active collection, or the scene's own if that one cannot show or take them."""
    layer = bpy.context.view_layer.active_layer_collection
    if layer.exclude or not layer.collection.is_editable:
        return bpy.context.scene.collection
    return layer.collection


def select_alone(target: bpy.types.Object) -> None:
    """Selects one object and makes it active."""
    layer = bpy.context.view_layer
    for each in list(layer.objects.selected):
        each.select_set(False)
    target.select_set(True)
    layer.objects.active = target
