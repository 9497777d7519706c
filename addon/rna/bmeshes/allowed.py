"""What of Blender's module `bmesh` is open: `allowed.json`. All else does not exist."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

_DATA: dict[str, Any] = json.loads((Path(__file__).parent / "allowed.json").read_text(encoding="utf-8"))


class Members(NamedTuple):
    """The members of a type that may be read, written and called."""

    get: frozenset[str]
    set: frozenset[str]
    call: frozenset[str]


class Operator(NamedTuple):
    """What a function of `bmesh.ops` takes and gives."""

    takes: dict[str, str]
    gives: list[str]


FUNCTIONS: dict[str, frozenset[str]] = {name: frozenset(each) for name, each in _DATA["functions"].items()}
TYPES = {
    name: Members(*(frozenset(each.get(kind, ())) for kind in Members._fields)) for name, each in _DATA["types"].items()
}
OPERATORS = {name: Operator(**each) for name, each in _DATA["operators"].items()}
CLOSED_OPERATORS = frozenset(_DATA["closed_operators"])


def missing(kind: str, member: str) -> AttributeError:
    """Blender's error for a member that does not exist."""
    return AttributeError(f"{kind!r} object has no attribute {member[:100]!r}")


@lru_cache(maxsize=256)
def split(member: str) -> tuple[str, int | None]:
    """`co[0]` as its name and its index; `co` has none."""
    if not member.endswith("]"):
        return member, None
    name, _, index = member[:-1].partition("[")
    if not (index.isascii() and index.isdigit()):
        raise AttributeError(f"{member[:100]!r} is neither a name nor an element of an array")
    return name, int(index[:9])
