"""What Blender's undo leaves as it is: the settings of tools and the 3D cursor, which belong to the user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import Any, TypeAlias

import bpy

from . import allowlist

# {session uid of a scene: [the values of each of `_of`]}
Kept: TypeAlias = dict[int, list[dict[str, Any]]]


def take() -> Kept:
    """The values as they are now."""
    return {scene.session_uid: [_values(each) for each in _of(scene)] for scene in bpy.data.scenes}


def restore(kept: Kept) -> None:
    """Makes the values as they were."""
    for scene in bpy.data.scenes:
        for each, values in zip(_of(scene), kept.get(scene.session_uid, ()), strict=False):
            now = _values(each)
            for name, value in values.items():
                if now[name] != value:
                    # What may be set depends on other settings, and undo may have brought back those.
                    with suppress(TypeError, ValueError, AttributeError):
                        setattr(each, name, value)


def _of(scene: Any) -> Iterator[Any]:
    yield scene.cursor
    yield scene.tool_settings


def _values(thing: Any) -> dict[str, Any]:
    found = {}
    kind: Any = type(thing)
    for name, is_array in _settings(kind):
        value = getattr(thing, name)
        found[name] = _plain(value) if is_array else value
    return found


@cache
def _settings(kind: Any) -> tuple[tuple[str, bool], ...]:
    """The values that can be written, and whether each is an array. Every transaction asks for them."""
    members = allowlist.of_struct(kind)
    declared = [(name, kind.bl_rna.properties.get(name)) for name in sorted(members.writable)] if members else []
    return tuple(
        (name, getattr(each, "is_array", False))
        for name, each in declared
        if each is not None and each.type not in ("POINTER", "COLLECTION")
    )


def _plain(value: Any) -> Any:
    return [_plain(each) for each in value] if hasattr(value, "__len__") else value
