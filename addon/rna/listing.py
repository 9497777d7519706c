"""What the reviews of the lists share: how a list is written, and the command that compares it with Blender."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

# {name: what is open of it}
Lines: TypeAlias = dict[str, dict[str, Any]]


def render(lines: Mapping[str, Mapping[str, Any]]) -> str:
    """The list as text: a line for each name, in alphabetic order."""
    body = ",\n".join(f"{json.dumps(name)}: {json.dumps(line)}" for name, line in sorted(lines.items()))
    return f"{{\n{body}\n}}\n"


def command(
    arguments: Sequence[str],
    *,
    module: str,
    description: str | None,
    file: Path,
    undecided: Callable[[Lines], Lines],
    merged: Callable[[Lines, Lines], Lines],
    tell: Callable[[], None],
) -> int:
    """Runs a review. `undecided` gives the lines that a list lacks, `tell` prints what is open and what is closed."""
    parser = argparse.ArgumentParser(prog=f"python -m {module}", description=description)
    parser.add_argument("--update", action="store_true", help="print the lines to add, and nothing else")
    parser.add_argument("--write", action="store_true", help="add them to the list")
    options = parser.parse_args(arguments)
    current = json.loads(file.read_text("utf-8")) if file.exists() else {}
    new = undecided(current)
    if options.write:
        file.write_text(render(merged(current, new)), "utf-8")
        return 0
    if not options.update:
        tell()
    if new:
        print(render(new), end="")
    return 0
