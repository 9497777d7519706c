"""Compares the list with the Blender that runs: `python -m addon.rna.operators.review`.

It prints how many operators are open and closed, by group and reason, and the lines that the rules would add.
`--update` prints these lines alone, `--write` merges them into the list. A person reads them first: a rule that opens
is only ever a proposal.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from .. import listing
from ..reasons import UNKNOWN
from . import allowlist, native, reasons

Line = dict[str, Any]

ADDING = re.compile(
    r"^(?:(?:mesh|curve|surface)\.primitive_\w+_add|object\.(?:add|add_named|armature_add|camera_add|effector_add"
    r"|empty_add|empty_image_add|grease_pencil_add|collection_instance_add|data_instance_add|light_add|lightprobe_add"
    r"|metaball_add|pointcloud_random_add|curves_random_add|curves_empty_hair_add|speaker_add|text_add|volume_add))$"
)
DELETING = re.compile(r"\.(?:\w+_)?(?:delete|remove|clear|purge|unlink|dissolve)(?:_|$)")
SELECTING = re.compile(r"\.(?:\w+_)?(?:select|deselect)(?:_|$)")


def effect(name: str) -> str:
    """What an operator of this name does."""
    if name.startswith("wm.read_"):
        return allowlist.RESET
    if ADDING.match(name):
        return allowlist.ADD
    if SELECTING.search(name):
        return allowlist.SELECT
    return allowlist.DELETE if DELETING.search(name) else allowlist.EDIT


def proposal(name: str) -> Line | None:
    """The line for an operator by the rules, or `None` if it should stay closed."""
    if reasons.of_output(name):
        return {"effect": allowlist.OUTPUT}
    if reasons.of_operator(name):
        return None
    arguments = [each for each in native.description(name).properties if not _closed(each)]
    line: Line = {"effect": effect(name)}
    if arguments:
        line["open"] = " ".join(sorted(each.identifier for each in arguments))
    if most := reasons.ceilings(arguments):
        line["most"] = most
    return line


def _closed(argument: Any) -> bool:
    part = reasons.macro_part(argument)
    return bool(reasons.of_argument(argument) or (part is not None and reasons.of_operator(part)))


def proposals() -> dict[str, Line]:
    """The list as the rules would have it."""
    return {name: line for name in native.all_names() if (line := proposal(name)) is not None}


def undecided(current: dict[str, Line], wanted: dict[str, Line]) -> dict[str, Line]:
    """What the rules propose and the list does not have."""
    missing = {}
    for name, line in wanted.items():
        have = current.get(name, {}).get("open", "").split()
        new = [each for each in line.get("open", "").split() if each not in have]
        if name not in current or new:
            missing[name] = {**line, "open": " ".join(new)} if new else line
    return missing


def merged(current: dict[str, Line], new: dict[str, Line]) -> dict[str, Line]:
    """Both together."""
    together = {name: dict(line) for name, line in current.items()}
    for name, line in new.items():
        own = together.setdefault(name, {"effect": line["effect"]})
        if arguments := {*own.get("open", "").split(), *line.get("open", "").split()}:
            own["open"] = " ".join(sorted(arguments))
        if most := {**line.get("most", {}), **own.get("most", {})}:
            own["most"] = most
    return together


def state(name: str) -> str:
    """`open`, `output`, or the reason for which an operator is closed."""
    entry = allowlist.entries().get(name)
    if entry is None:
        return reasons.of_operator(name) or UNKNOWN
    return allowlist.OUTPUT if entry.effect == allowlist.OUTPUT else "open"


def by_state() -> dict[str, list[str]]:
    """The names of all operators by their state."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in native.all_names():
        found[state(name)].append(name)
    return found


def counts() -> Counter[tuple[str, str]]:
    """How many operators there are in each state."""
    return Counter({("operators", each): len(names) for each, names in by_state().items()})


def tell() -> None:
    """Prints what is open and what is closed, by module and in all."""
    groups = Counter((name.partition(".")[0], why) for why, names in by_state().items() for name in names)
    for (module, why), count in sorted(groups.items()):
        print(f"{module:20}{why:18}{count:6}")
    for (_, why), count in sorted(counts().items()):
        print(f"{'all':20}{why:18}{count:6}")


def main(arguments: Sequence[str]) -> int:
    return listing.command(
        arguments,
        module="addon.rna.operators.review",
        description=__doc__,
        file=allowlist.LIST,
        undecided=lambda current: undecided(current, proposals()),
        merged=merged,
        tell=tell,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
