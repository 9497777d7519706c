"""Blender's `bpy` for scripts in the sandbox.

Whatever a script does to it becomes calls of Blender's data, which Blender checks one by one.
"""

from __future__ import annotations

from typing import Any

from bridge import mirror

from . import _classes, ops, types
from ._context import context
from ._things import State, make

# These need `context`, `ops` and `types`.
from . import app, path, props, utils  # isort: skip

_classes.define("Context", type(context))


def __getattr__(name: str) -> Any:
    if name == "data":
        # Its type cannot be asked for before there is a connection.
        made = globals()["data"] = make(_classes.named("BlendData"), State("data", mirror.root("data")))
        return made
    raise AttributeError(f"module 'bpy' has no attribute '{name}'")


__all__ = ["app", "context", "ops", "path", "props", "types", "utils"]
