"""The user's undo history.

A step costs milliseconds, more as the scene grows, and a tool often makes a hundred edits at once. So edits that come
in one burst become one step: a user who does not like what a tool did undoes it with one stroke.

Only in a window: without one nobody undoes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import bpy

from .contract import Operation
from .errors import refused
from .settled import settle
from .steps import in_a_window

# Operations that work in any mode, for they begin with what a script would do in the place of a user.
ANY_MODE = ("rna_reading.", "rna_editing.")


class UndoHistory:
    """Notes the edits of a burst, and makes them a step when it is over."""

    def __init__(self) -> None:
        self._first = ""
        self._edits = 0

    @contextmanager
    def allowing(self, operation: Operation) -> Iterator[None]:
        """Runs an operation where it can work.

        Raises an `OpError` if the user is in a mode, such as Edit Mode, in which objects must not be changed behind it.
        """
        with in_a_window():
            edits = operation.effect.changes_scene and not operation.name.startswith(ANY_MODE)
            if edits and bpy.context.mode != "OBJECT":
                mode = bpy.context.mode.replace("_", " ").title()
                raise refused(f"Blender is in the mode {mode}; it must be in Object Mode for this.", retryable=True)
            yield

    def note(self, operation: Operation) -> None:
        """What the operation has changed belongs to the next step."""
        if operation.effect.changes_scene:
            self._first = self._first or operation.name.split(".")[1].replace("_", " ").capitalize()
            self._edits += 1

    @property
    def pending(self) -> bool:
        """Whether anything was noted since the last step."""
        return self._edits > 0

    def push(self) -> None:
        """Makes what was noted since the last time a step."""
        if self._edits and not bpy.app.background:
            more = f" and {self._edits - 1} more" if self._edits > 1 else ""
            with in_a_window():
                bpy.ops.ed.undo_push(message=self._first + more)
                settle()
        self._first, self._edits = "", 0
