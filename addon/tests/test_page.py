"""The page of the documentation about `bpy` is the one that the command makes."""

from __future__ import annotations

from pathlib import Path

import bpy
import pytest

from addon.rna.page import page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "bpy.md"


@pytest.mark.skipif(bpy.app.version[:2] != (5, 0), reason="the page is about Blender 5.0")
def test_the_page_tells_what_the_lists_say() -> None:
    assert page() == PAGE.read_text("utf-8"), "make it anew: python -m addon.rna.page > docs/bpy.md"
