"""The user's undo history.

A step costs milliseconds, more as the scene grows, and a tool often makes a hundred edits at once. So edits that come
in one burst become one step: a user who does not like what a tool did undoes it with one stroke.

Only in a window: a background Blender has no undo history.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import bpy

from .contract import Operation
from .errors import refused


class UndoHistory:
    """Notes the edits of a burst, and makes them a step when it is over."""

    def __init__(self) -> None:
        self._first = ""
        self._edits = 0

    @contextmanager
    def noting(self, operation: Operation) -> Iterator[None]:
        """What is changed inside belongs to the next step.

        Raises an `OpError` if the user is in a mode, such as Edit Mode, in which objects must not be changed behind it.
        """
        with _in_a_window():
            if operation.effect.changes_scene and bpy.context.mode != "OBJECT":
                mode = bpy.context.mode.replace("_", " ").title()
                raise refused(f"Blender is in the mode {mode}; it must be in Object Mode for this.", retryable=True)
            yield
        if operation.effect.changes_scene:
            self._first = self._first or operation.name.split(".")[1].replace("_", " ").capitalize()
            self._edits += 1

    def push(self) -> None:
        """Makes what was noted since the last time a step."""
        if self._edits and not bpy.app.background:
            more = f" and {self._edits - 1} more" if self._edits > 1 else ""
            with _in_a_window():
                bpy.ops.ed.undo_push(message=self._first + more)
        self._first, self._edits = "", 0


@contextmanager
def _in_a_window() -> Iterator[None]:
    """A timer runs without a window, but operators and the undo history need one."""
    if bpy.app.background:
        yield
    else:
        with bpy.context.temp_override(window=bpy.context.window_manager.windows[0]):
            yield
