"""Properties that are others for a while."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import bpy


@contextmanager
def changed(owner: bpy.types.bpy_struct, settings: Mapping[str, Any]) -> Iterator[None]:
    """Sets properties, in the order given, and sets them back in the same order: a format resets its options."""
    before = {name: getattr(owner, name) for name in settings}
    try:
        for name, value in settings.items():
            setattr(owner, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(owner, name, value)
