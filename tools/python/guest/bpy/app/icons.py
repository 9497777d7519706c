"""`bpy.app.icons`: there are none."""

from __future__ import annotations


def release(_icon: int) -> None:
    """There is nothing to release."""
