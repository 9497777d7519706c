"""What is open: `operators.json`, one operator a line, with its effect and the arguments that may be given.

Nothing is open by a rule. An operator that is on the list and that this Blender does not have does no harm.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

LIST = Path(__file__).parents[1] / "operators.json"

ADD = "add"
EDIT = "edit"
SELECT = "select"
DELETE = "delete"
RESET = "reset"
OUTPUT = "output"


@dataclass(frozen=True)
class Entry:
    """A line of the list.

    `effect` is one of the constants of this module; `most` has the highest number that an argument may be.
    """

    effect: str
    arguments: frozenset[str] = frozenset()
    most: Mapping[str, int] = field(default_factory=dict)


def parse(text: str) -> dict[str, Entry]:
    """The list from its JSON."""
    return {
        name: Entry(line["effect"], frozenset(line.get("open", "").split()), line.get("most", {}))
        for name, line in json.loads(text).items()
    }


@cache
def entries() -> dict[str, Entry]:
    """The list."""
    return parse(LIST.read_text("utf-8"))
