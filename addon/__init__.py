"""Serves Blender's whitelisted operations over a WebSocket to the tool host.

As an extension it lives in Blender's sidebar; `python -m addon` runs it without a window.
"""

from __future__ import annotations

from .vendored import provide_websockets

provide_websockets()


def register() -> None:
    """Adds the user interface to Blender."""
    from . import ui

    ui.register()


def unregister() -> None:
    """Stops the server and takes the user interface out again."""
    from . import ui

    ui.unregister()
