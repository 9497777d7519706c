"""`bpy.app`: what is known of the Blender at the other end."""

from __future__ import annotations

from typing import Any

from bridge import session
from bridge.errors import Refused

from . import handlers, icons, timers, translations

_FIXED: dict[str, Any] = {
    "background": True,
    "factory_startup": True,
    "binary_path": "",
    "tempdir": "/tmp/",  # noqa: S108 - a text; there is no such folder
    "debug": False,
    "module": False,
    "use_event_simulate": False,
    "version_cycle": "release",
    "online_access": False,
    "online_access_override": True,
    "build_platform": b"",
    "build_branch": b"",
    "build_hash": b"",
}

_facts: dict[str, Any] = {}


def __getattr__(name: str) -> Any:
    if name.startswith("debug_"):
        return False
    if name in _FIXED:
        return _FIXED[name]
    if name in ("version", "version_string", "version_file"):
        if not _facts:
            _facts.update(session.facts())
        return _facts["version_string"] if name == "version_string" else tuple(_facts["version"])
    raise AttributeError(f"'bpy.app' object has no attribute '{name}'")


class _DriverNamespace(dict[str, Any]):
    def _refuse(self, *_: Any, **__: Any) -> Any:
        raise Refused("bpy.app.driver_namespace is refused: what is in it runs inside Blender")

    __setitem__ = update = setdefault = _refuse


driver_namespace = _DriverNamespace()

__all__ = ["driver_namespace", "handlers", "icons", "timers", "translations"]
