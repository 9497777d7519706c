"""The add-on in Blender's window: preferences, two operators and a panel in the sidebar."""

from __future__ import annotations

import bpy

from . import session
from .operators import TOOLHOST_OT_start, TOOLHOST_OT_stop
from .panel import VIEW3D_PT_tool_host
from .preferences import ToolHostPreferences

CLASSES = (ToolHostPreferences, TOOLHOST_OT_start, TOOLHOST_OT_stop, VIEW3D_PT_tool_host)


def register() -> None:
    """Registers the classes and starts the server soon if the user wants it to."""
    for each in CLASSES:
        bpy.utils.register_class(each)
    session.start_soon_if_wanted()


def unregister() -> None:
    """Stops the server and takes the classes out again."""
    session.stop()
    for each in reversed(CLASSES):
        bpy.utils.unregister_class(each)
