"""Steps of Blender's undo history.

A Blender without a window has no history by itself, but one that begins with the first step that is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

import bpy

from .settled import settle

PLAIN_MODES = {"OBJECT", "POSE"}


@contextmanager
def in_a_window() -> Iterator[None]:
    """A timer runs without a window, but operators and the undo history need one."""
    if bpy.app.background:
        yield
    else:
        with bpy.context.temp_override(window=bpy.context.window_manager.windows[0]):
            yield


def busy() -> str:
    """The name of an operator that has the user's mouse, such as one that moves what is selected; empty if none."""
    for window in bpy.context.window_manager.windows:
        for operator in window.modal_operators:
            if "BLOCKING" in operator.bl_options:
                return str(operator.name)
    return ""


def push_step(message: str, *, last: bool = False) -> None:
    """Makes the present state a step.

    If it is the `last` that anybody can need without a window, older steps are dropped there, for they hold memory.
    """
    with _history_on(drop=last and bpy.app.background):
        bpy.ops.ed.undo_push(message=message)
    settle()


def push_step_in_place(message: str) -> None:
    """Makes the present state a step, in the place of the last one if that has the same message.

    There has to be a step.
    """

    # Blender does that for operators such as those that move a cursor, and reads the message off the class.
    class TOOLHOST_OT_step(bpy.types.Operator):  # type: ignore[misc]  # noqa: N801
        bl_idname = "toolhost.step"
        bl_label = "Step"
        bl_options: ClassVar[set[str]] = {"UNDO_GROUPED", "INTERNAL"}
        bl_undo_group = message

        def execute(self, context: bpy.types.Context) -> set[str]:
            return {"FINISHED"}

    bpy.utils.register_class(TOOLHOST_OT_step)
    try:
        with _history_on(drop=False):
            bpy.ops.toolhost.step("EXEC_DEFAULT", True)
    finally:
        bpy.utils.unregister_class(TOOLHOST_OT_step)
    settle()


def step_back() -> bool:
    """Goes to the step before; false if there is none."""
    with _history_on(drop=False):
        try:
            return bool(bpy.ops.ed.undo() == {"FINISHED"})
        except RuntimeError:
            return False


def in_plain_mode() -> bool:
    """Whether a step that is made now has the whole file. One that is made in Edit Mode has only what is edited."""
    return bpy.context.mode in PLAIN_MODES


def leave_mode() -> str:
    """Makes sure that the next step has the whole file; returns the mode to return to, empty if it was not left."""
    if in_plain_mode():
        return ""
    left = str(bpy.context.object.mode)
    bpy.ops.object.mode_set(mode="OBJECT")
    return left


def return_to_mode(mode: str) -> None:
    """Takes back `leave_mode`."""
    if mode:
        bpy.ops.object.mode_set(mode=mode)


@contextmanager
def _history_on(*, drop: bool) -> Iterator[None]:
    """Blender makes no steps if the user has turned them off; they are kept a while nevertheless."""
    edit = bpy.context.preferences.edit
    wanted = {
        "use_global_undo": True,
        "undo_steps": 1 if drop else max(edit.undo_steps, 32),
        "undo_memory_limit": 0,
    }
    before = {name: getattr(edit, name) for name in wanted}
    for name, value in wanted.items():
        if before[name] != value:
            setattr(edit, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            if value != wanted[name]:
                setattr(edit, name, value)
