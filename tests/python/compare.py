#!/usr/bin/env python3
"""Runs scripts in Blender itself and through the facade, and tells what is different."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import fingerprint
from run_facade import run_facade
from run_native import Run, choose, run_native

# What Blender reports goes to its standard output, a facade cannot know of it.
REPORTS = re.compile(r"^(Info|Warning|Error): |^INFO |^\d\d:\d\d:\d\d \| INFO: ")
VOLATILE = re.compile(r"0x[0-9a-fA-F]+|\b\d+\.\d+ ?(s|ms|seconds)\b")


def differences(script: Path) -> tuple[Run, Run, list[str]]:
    """The run in Blender, that through the facade, and what is different."""
    native = run_native(script)
    facade = run_facade(script)
    return native, facade, [*_lines(native, facade)]


def _lines(native: Run, facade: Run) -> Iterator[str]:
    if bool(native.error) != bool(facade.error):
        yield f"error: {native.error or 'none'}, here {facade.error or 'none'}"
    expected, printed = _printed(native), _printed(facade)
    for number in range(max(len(expected), len(printed))):
        line = expected[number] if number < len(expected) else "nothing"
        here = printed[number] if number < len(printed) else "nothing"
        if line != here:
            yield f"output line {number + 1}: {line!r}, here {here!r}"
    yield from fingerprint.compare(native.state, facade.state)


def _printed(run: Run) -> list[str]:
    return [VOLATILE.sub("...", line) for line in run.stdout.splitlines() if not REPORTS.match(line) and line.strip()]


def main() -> int:
    """Compares; the exit code is 1 if anything is different."""
    parser = argparse.ArgumentParser(description="Compares scripts in Blender itself and through the facade.")
    parser.add_argument("names", nargs="*", help="parts of names (default: all)")
    parser.add_argument("--lines", type=int, default=15, help="lines told of a script (default: %(default)s)")
    options = parser.parse_args()
    scripts = choose(options.names)
    wrong = 0
    for script in scripts:
        native, facade, lines = differences(script)
        wrong += bool(lines)
        figures = f"native {native.seconds:5.2f} s, facade {facade.seconds:6.2f} s"
        trips = facade.figures.get("round_trips", "?")
        print(f"{'FAIL' if lines else 'ok  '} {script.stem:36} {figures}, {trips} round trips", flush=True)
        for line in lines[: options.lines]:
            print("       " + line.replace("\n", "\n       "))
        if len(lines) > options.lines:
            print(f"       and {len(lines) - options.lines} more lines", flush=True)
    print(f"{len(scripts) - wrong} of {len(scripts)} are the same.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
