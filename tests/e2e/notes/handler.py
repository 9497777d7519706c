"""`blender:ops/notes`: what a test adds to the operations."""

from __future__ import annotations

import time
from itertools import count

from ..call import Call
from .registry import handles

naps = count(1)


@handles("notes.count_vowels")
def count_vowels(text: str) -> int:
    return sum(letter in "aeiou" for letter in text.lower())


@handles("notes.nap")
def nap(call: Call, milliseconds: int) -> int:
    call.progress(0, 1, "Falls asleep")
    time.sleep(milliseconds / 1000)
    return next(naps)
