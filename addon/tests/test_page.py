"""The page of the documentation about `bpy` is the one that the command makes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import bpy
import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(bpy.app.version[:2] != (5, 0), reason="the page is about Blender 5.0")
def test_the_page_tells_what_the_lists_say() -> None:
    # In a Blender of its own: exporters change what Blender tells of its types.
    command = [sys.executable, "-m", "addon.rna.page"]
    made = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, encoding="utf-8", check=True)
    page = (REPOSITORY / "docs" / "bpy.md").read_text("utf-8")
    begin = made.stdout.index("# What of `bpy`")
    assert made.stdout[begin:] == page, "make it anew: python -m addon.rna.page > docs/bpy.md"
