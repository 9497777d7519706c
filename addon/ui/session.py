"""The one running service of this Blender, and the timers that serve it."""

from __future__ import annotations

import bpy

from .. import settled
from ..loop import Timer
from ..service import Service
from ..settings import Settings
from .preferences import preferences, settings

# Blender forbids much while it registers add-ons.
AFTER_STARTUP = 0.2
REFRESH_INTERVAL = 1.0

_running: Service | None = None
_shown: object = None


def running() -> Service | None:
    """The service, if the user has started it."""
    return _running


def start(chosen: Settings) -> None:
    """Listens and serves until `stop`. Raises `OSError` or `ContractError`, and then nothing runs."""
    global _running
    stop()
    service = Service(chosen)
    service.start()
    timer = Timer(service.dispatcher, service.executor, lambda: service.server.clients)
    bpy.app.timers.register(timer.__call__, persistent=True)
    bpy.app.timers.register(_refresh, first_interval=REFRESH_INTERVAL, persistent=True)
    settled.watch()
    _running = service


def stop() -> None:
    """Ends the service if there is one; its timer then ends by itself."""
    global _running
    if _running is not None:
        _running.stop()
        _running = None
        settled.unwatch()


def start_soon_if_wanted() -> None:
    """Starts the service when Blender is up, if the preferences say so."""
    # A background Blender runs no timers, so nobody would serve.
    if not bpy.app.background and preferences().autostart:
        bpy.app.timers.register(_autostart, first_interval=AFTER_STARTUP)


def _autostart() -> None:
    start(settings())


def _refresh() -> float | None:
    """Keeps the panel up to date: nothing in Blender changes when a client comes or goes."""
    global _shown
    if _running is None:
        return None
    news = (_running.server.clients, list(_running.executor.recent))
    if news == _shown:
        return REFRESH_INTERVAL
    _shown = news
    for window in bpy.context.window_manager.windows:
        for area in window.screen.areas:
            if area.type == "VIEW_3D":
                for region in area.regions:
                    # A closed sidebar is one pixel wide.
                    if region.type == "UI" and region.width > 1:
                        region.tag_redraw()
    return REFRESH_INTERVAL
