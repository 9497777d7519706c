"""`bpy.app.timers`: a script ends before a timer could fire, so none can be registered."""

from __future__ import annotations

from typing import Any

from bridge.errors import Refused


def register(*_: Any, **__: Any) -> None:
    """Refused."""
    raise Refused("bpy.app.timers.register() is refused: a script cannot leave code behind that Blender runs later")


def unregister(_function: Any) -> None:
    """There are none."""
    raise ValueError("Error: function is not registered")


def is_registered(_function: Any) -> bool:
    """There are none."""
    return False
