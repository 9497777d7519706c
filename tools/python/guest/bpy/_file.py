"""The path under which a script has saved the file. Blender itself does not hear of it."""

from __future__ import annotations

path = ""
