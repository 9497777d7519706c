"""`bpy.types`: Blender's types, and those that a script has registered."""

from __future__ import annotations

import re
from typing import Any

from bridge import RefusedAttribute, schema

from . import _classes, _local
from ._arrays import bpy_prop_array
from ._collections import bpy_prop_collection, bpy_prop_collection_idprop
from ._structs import bpy_struct

# The names of Blender's menus, panels and headers, which scripts add entries to.
_LAYOUT = re.compile(r"^[A-Z0-9_]+_(MT|PT|HT)_")
_DRAWING = ("append", "prepend", "remove", "draw")

_registered: dict[str, type] = {}


def _unseen(*_: Any) -> None:
    """Nobody sees a menu here."""


def register_local(name: str, cls: type) -> None:
    """Makes a class of the script an attribute of this module."""
    _registered[name] = cls


def unregister_local(name: str) -> None:
    """Takes it away."""
    _registered.pop(name, None)


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    found = _registered.get(name) or _local.BASES.get(name)
    if found is None and _LAYOUT.search(name) and schema.get(name):
        found = _registered[name] = type(name, (_local.BASES["Menu"],), dict.fromkeys(_DRAWING, _unseen))
    try:
        return found or _classes.named(name)
    except RefusedAttribute:
        raise
    except AttributeError:
        raise AttributeError(f"'module' object has no attribute '{name}'") from None


__all__ = ["bpy_prop_array", "bpy_prop_collection", "bpy_prop_collection_idprop", "bpy_struct"]
