#!/usr/bin/env python3
"""Runs scripts in Blender itself, each in a fresh one, and keeps what they left behind.

A fresh Blender is a fork of one that has done nothing but start: a hundredth of the time, and the same state
(`test_scripts.py` proves it).
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import json
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from types import ModuleType
from typing import Any, Self

import bpy

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(1, str(Path(__file__).resolve().parents[2]))

import fingerprint

FOLDER = Path(__file__).resolve().parent
SCRIPTS = FOLDER / "scripts"
CACHE = FOLDER.parents[1] / "target" / "python-fingerprints"

Work = Callable[[Connection], None]


@dataclass
class Run:
    """What a script printed, how it ended and what it left in Blender's file."""

    stdout: str
    error: str
    seconds: float
    state: dict[str, Any] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)


class Fork:
    """A fresh Blender in a process of its own, in which `work` runs; it ends with the `with` block."""

    def __init__(self, work: Work) -> None:
        self.connection, inner = Pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self._process = os.fork()
        if self._process == 0:
            self.connection.close()
            code = 1
            try:
                work(inner)
                code = 0
            except BaseException:
                traceback.print_exc()
            finally:
                # Neither the parent's tests nor its exit handlers are the child's.
                os._exit(code)
        inner.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()
        os.waitpid(self._process, 0)


def run_native(script: Path, *, cached: bool = True) -> Run:
    """Runs a script in a fresh Blender, or remembers what it did when it ran before."""
    code = ((FOLDER / name).read_bytes() for name in ("fingerprint.py", "run_native.py"))
    parts = (script.read_bytes(), *code, bpy.app.version_string.encode())
    kept = CACHE / f"{hashlib.sha256(b'-'.join(parts)).hexdigest()}.json"
    if cached and kept.exists():
        return Run(**json.loads(kept.read_text("utf-8")))
    with Fork(lambda connection: connection.send(asdict(execute(script)))) as fork:
        try:
            run = Run(**fork.connection.recv())
        except EOFError:
            return Run("", "Blender crashed", 0.0)
    CACHE.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(asdict(run)), "utf-8")
    return run


def execute(script: Path) -> Run:
    """Runs a script in this process."""
    text = script.read_text("utf-8")
    printed = io.StringIO()
    error = ""
    sys.argv = [script.name]
    module = sys.modules["__main__"] = ModuleType("__main__")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        started = time.perf_counter()
        try:
            with contextlib.redirect_stdout(printed):
                exec(compile(text, script.name, "exec", dont_inherit=True), module.__dict__)  # noqa: S102
        except SystemExit:
            pass
        except Exception as raised:
            frames = [each for each in traceback.extract_tb(raised.__traceback__) if each.filename == script.name]
            error = f"{type(raised).__name__} in line {frames[-1].lineno if frames else '?'}: {raised}"
        seconds = time.perf_counter() - started
    return Run(printed.getvalue(), error, seconds, fingerprint.fingerprint())


def choose(names: Sequence[str]) -> list[Path]:
    """The scripts whose names contain one of these texts; all if there are none."""
    return [each for each in sorted(SCRIPTS.glob("*.py")) if not names or any(name in each.stem for name in names)]


def main() -> int:
    """Runs scripts and tells how long they took; the exit code is 1 if one fails."""
    parser = argparse.ArgumentParser(description="Runs the scripts in Blender itself.")
    parser.add_argument("names", nargs="*", help="parts of names (default: all)")
    parser.add_argument("--show", action="store_true", help="print what they print")
    parser.add_argument("--fresh", action="store_true", help="run them even if they are known")
    options = parser.parse_args()
    failed = 0
    for script in choose(options.names):
        run = run_native(script, cached=not options.fresh)
        failed += bool(run.error)
        print(f"{run.seconds:6.2f} s  {script.stem:36} {run.error or 'ok'}", flush=True)
        if options.show:
            print(run.stdout)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
