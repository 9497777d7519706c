"""References as texts: what they are made of. Nothing here touches Blender; `resolution` finds what they mean."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

MAX_STEPS = 64

# The mark is empty for an item that is only told by its index or name.
Attribute: TypeAlias = tuple[Literal["."], str, str]
Item: TypeAlias = tuple[Literal["["], int | str, str]
Derived: TypeAlias = tuple[Literal["!"], str, str]
Step: TypeAlias = Attribute | Item | Derived


@dataclass(frozen=True)
class Reference:
    """A base and the way from it. `kind` is a collection of `bpy.data`, `$`, `%`, or a name such as `context`."""

    kind: str
    number: int
    steps: tuple[Step, ...]


_BASE = re.compile(r"([a-z_]+)#([0-9]{1,18})|([$%])([0-9]{1,9})|([a-z]+)")
_STEP = re.compile(
    r"""\.([A-Za-z][A-Za-z0-9_]*)"""
    r"""|\[(-?[0-9]{1,18})(?:~([0-9a-f]{1,32}))?\]"""
    r"""|\[("(?:[^"\\]|\\.)*")(?:~([0-9a-f]{1,32}))?\]"""
    r"""|!(evaluated|mesh)"""
)
_MEMBER = re.compile(
    r"""([A-Za-z][A-Za-z0-9_]*)(?:\[(-?[0-9]{1,9})\])?(?:\[(-?[0-9]{1,9})\])?|\[("(?:[^"\\]|\\.)*")\]"""
)


@dataclass(frozen=True)
class Member:
    """A member: a name, with indices for elements of an array, or the key of a custom property."""

    name: str
    indices: tuple[int, ...] = ()
    key: str | None = None


@lru_cache(maxsize=16384)
def parse(text: str) -> Reference:
    """A reference from its text. Raises `ValueError`."""
    base = _BASE.match(text)
    if base is None:
        raise ValueError(f"{text[:100]!r} is no reference")
    collection, uid, sign, number, name = base.groups()
    return Reference(collection or sign or name, int(uid or number or 0), steps(text, base.end()))


def steps(text: str, start: int = 0) -> tuple[Step, ...]:
    """The steps in a text from a position on. Raises `ValueError`."""
    found: list[Step] = []
    while start < len(text):
        step = _STEP.match(text, start)
        if step is None or len(found) >= MAX_STEPS:
            raise ValueError(f"{text[:100]!r} is no reference")
        attribute, index, index_mark, key, key_mark, derived = step.groups()
        if attribute:
            found.append((".", attribute, ""))
        elif index:
            found.append(("[", int(index), index_mark or ""))
        elif key:
            found.append(("[", _text(key), key_mark or ""))
        else:
            found.append(("!", derived, ""))
        start = step.end()
    return tuple(found)


@lru_cache(maxsize=16384)
def member(text: str) -> Member:
    """A member from its text. Raises `ValueError`."""
    found = _MEMBER.fullmatch(text)
    if found is None:
        raise ValueError(f"{text[:100]!r} is no member")
    name, first, second, key = found.groups()
    if key:
        return Member("", (), _text(key))
    return Member(name, tuple(int(each) for each in (first, second) if each is not None))


def _text(key: str) -> str:
    text = json.loads(key)
    # Blender looks a name up only as far as a NUL in it.
    if not isinstance(text, str) or "\0" in text:
        raise ValueError(f"{key[:100]} is no name")
    return text
