"""Whether the last step of the undo history has the present state, as far as one can tell.

Blender tells when data changes, but not when a step is made. But it remembers the operators that the user ran, and
those make a step when they are done; so do undo and redo, in a way. Any other change leaves the state unsettled, until
the next step: more often than it is, never less but for changes that Blender does not tell.
"""

from __future__ import annotations

from typing import Any

import bpy
from bpy.app.handlers import persistent

_settled = False
# Undo has happened, whose changes Blender tells a little later.
_undone = False
_operators: list[int] = []


def is_settled() -> bool:
    """Whether a step that would be made now were the same as the last one."""
    return _settled


def settle() -> None:
    """A step has been made. What was changed before it has to have been told by Blender."""
    global _settled, _undone, _operators
    _settled, _undone, _operators = True, False, _remembered()


def watch() -> None:
    """Begins to watch; until the first step nothing is settled."""
    global _settled
    _settled = False
    handlers = bpy.app.handlers
    handlers.depsgraph_update_post.append(_changed)
    for each in (handlers.undo_post, handlers.redo_post, handlers.load_post):
        each.append(_stepped)


def unwatch() -> None:
    """Takes back `watch`."""
    handlers = bpy.app.handlers
    handlers.depsgraph_update_post.remove(_changed)
    for each in (handlers.undo_post, handlers.redo_post, handlers.load_post):
        each.remove(_stepped)


@persistent  # type: ignore[untyped-decorator]
def _changed(_: Any, depsgraph: bpy.types.Depsgraph) -> None:
    global _settled, _undone, _operators
    if not depsgraph.updates:
        return
    remembered = _remembered()
    if remembered and remembered != _operators:
        _settled = "UNDO" in bpy.context.window_manager.operators[-1].bl_options
    elif not _undone:
        _settled = False
    _undone, _operators = False, remembered


@persistent  # type: ignore[untyped-decorator]
def _stepped(*_: Any) -> None:
    global _undone
    settle()
    _undone = True


def _remembered() -> list[int]:
    return [each.as_pointer() for each in bpy.context.window_manager.operators]
