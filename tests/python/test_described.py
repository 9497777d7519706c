"""What a script finds described when it starts is what Blender says."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import drive


def test_the_descriptions_are_those_of_blender() -> None:
    blender = drive.Blender()
    try:
        found = drive.described(blender)
    finally:
        blender.close()
    assert found == drive.DESCRIBED.read_text("utf-8"), "make them anew: python tests/python/drive.py --describe"
