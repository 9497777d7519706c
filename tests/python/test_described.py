"""What a script finds described when it starts is what Blender says, or is forgotten."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

import drive

# As the component does it: the classes are made before there is a Blender. Here it is another than they were made for.
STALE = """
import sys
sys.path[:0] = [sys.argv[1], sys.argv[2]]
import drive
from bpy import _classes
from bridge import schema, session, transport
import bpy

_classes.prepare(schema.preload())
schema._known["blender"]["version"] = [0, 0, 0]
del schema._known["Object"]["properties"]["location"]
before = bpy.types.Object
blender = drive.Blender(sys.argv[3])
transport.set(blender.describe, blender.apply, blender.read)
assert not schema.is_current()
_classes.forget()
assert bpy.types.Object is not before
bpy.data.objects["Cube"].location = (1, 2, 3)
session.flush()
print(bpy.data.objects["Cube"].location, bpy.app.version[0] > 0, isinstance(bpy.data.objects["Cube"], bpy.types.Object))
"""


@pytest.fixture(scope="module")
def blender() -> Iterator[drive.Blender]:
    started = drive.Blender()
    yield started
    started.close()


def test_the_descriptions_are_those_of_blender(blender: drive.Blender) -> None:
    found = drive.described(blender)
    assert found == drive.DESCRIBED.read_text("utf-8"), "make them anew: python tests/python/drive.py --describe"


def test_those_of_another_blender_are_forgotten(blender: drive.Blender) -> None:
    command = [sys.executable, "-c", STALE, str(Path(__file__).parent), str(drive.GUEST), blender.url]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "<Vector (1.0000, 2.0000, 3.0000)> True True\n"
