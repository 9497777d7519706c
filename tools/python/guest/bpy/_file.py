"""Paths of files. Blender itself does not hear of them."""

from __future__ import annotations

import re

# Under which a script has saved the file.
path = ""

# Where Blender puts pictures unless it is told otherwise.
PICTURES = "/tmp/"  # noqa: S108 - where there is no such folder, nothing is written
_FRAME = re.compile(r"#+(?=[^#/]*$)")


def numbered(picture: str, frame: int) -> str:
    """The path of one picture of an animation."""
    found, count = _FRAME.subn(lambda marks: str(frame).zfill(len(marks[0])), picture)
    return found if count else f"{picture}{frame:04}"
