"""`wm.read_factory_settings` and `wm.read_homefile`, for tools.

Scripts call them to begin with an empty file or with the default scene. Blender itself would load a file: the user's
windows, preferences and undo history would go with it, and the add-on's server. So the file is cleared and filled again
by the data API, which leaves those alone and can be undone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import bpy

from .. import native
from . import clearing, scene, startup


def reset(name: str, kwargs: Mapping[str, Any]) -> None:
    """Puts the file into the state that `name` leaves it in. Raises a `TypeError` as Blender does."""
    empty = False
    described = native.description(name)
    for key, value in kwargs.items():
        if key not in described.properties:
            raise TypeError(f'Converting py args to operator properties:: keyword "{key}" unrecognized')
        if not isinstance(value, bool):
            raise TypeError(
                f"Converting py args to operator properties: {described.identifier}.{key} "
                f"expected True/False or 0/1, not {type(value).__name__}"
            )
        if key == "use_empty":
            empty = value
    if bpy.context.mode != "OBJECT":
        native.run("object.mode_set", {"mode": "OBJECT"}, {})
    fresh = scene.new()
    clearing.clear(fresh)
    fresh.name = "Scene"
    if not empty:
        startup.fill(fresh)
    bpy.context.view_layer.update()
