"""Runs a script from beginning to end: in one transaction, with its output kept, and with a report of what it did."""

from __future__ import annotations

import contextlib
import difflib
import gc
import random
import sys
import time
from dataclasses import dataclass
from typing import Any, Protocol

from bridge import notes, session

from . import clock, files, script
from .output import Output
from .traffic import Traffic

LABEL = "Python script"
MOST_USED = 20


class Transaction(Protocol):
    """What can be taken back as a whole."""

    def begin(self, label: str) -> None:
        """Remembers how things are."""

    def finish(self, keep: bool) -> Any:
        """Keeps what was done or takes it back, and tells what it was."""


@dataclass
class Report:
    """What a script did; `changes` is as the transaction tells it."""

    output: str
    changes: Any
    refused: list[str]
    notes: list[str]
    used: list[tuple[str, int]]
    seconds: float
    blender_seconds: float


class Failed(Exception):  # noqa: N818 - it is the script that has failed
    """A script that did not come to its end; everything was taken back."""

    def __init__(self, message: str, output: str) -> None:
        super().__init__(message)
        self.message = message
        self.output = output


def run(code: str, dry_run: bool, transaction: Transaction, traffic: Traffic) -> Report:
    """Runs a script. Raises `Failed`."""
    started = time.perf_counter()
    try:
        compiled = script.compile_script(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Failed(f"{script.describe_error(error).rstrip()}\nNothing was run.", "") from None
    transaction.begin(LABEL)
    output = Output()
    error = _execute(compiled, output)
    if error is not None:
        session.drop()
        transaction.finish(False)
        raise Failed(_explain(error), output.text)
    changes = transaction.finish(not dry_run)
    if files.memory.written:
        kept = ", ".join(files.memory.written[:10])
        notes.add(f"Files that the script wrote were kept in memory only and are gone: {kept}. Print what should stay.")
    if dry_run:
        notes.add("This was a dry run: the scene is as it was before.")
    seconds = time.perf_counter() - started
    used = session.used.most_common(MOST_USED)
    return Report(output.text, changes, list(notes.refused), list(notes.notes), used, seconds, traffic.seconds)


def _execute(compiled: Any, output: Output) -> BaseException | None:
    """The error that a script ends with."""
    files.reset()
    clock.reset()
    random.seed()
    sys.argv[:] = ["blender"]
    try:
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            try:
                script.run(compiled, session.flush)
            except SystemExit as left:
                if left.code not in (None, 0):
                    raise
                session.flush()
    except BaseException as error:
        # What filled the memory hangs on the frames of the script.
        gc.collect()
        return error
    return None


def _explain(error: BaseException) -> str:
    parts = [script.describe_error(error).rstrip()]
    if isinstance(error, MemoryError):
        parts.append("The script used more memory than the policy allows (`memory-mb`).")
    if hint := _hint(error):
        parts.append(hint)
    parts.append("Everything that the script did was taken back; the scene is as it was before.")
    if refused := [each for each in notes.refused if each not in parts[0]]:
        parts.append("Refused besides: " + " ".join(refused))
    return "\n".join(parts)


def _hint(error: BaseException) -> str:
    """What there is in the place of a module that is missing, unless the error itself says why it is."""
    if not isinstance(error, ModuleNotFoundError) or str(error) != f"No module named {error.name!r}":
        return ""
    near = difflib.get_close_matches(str(error.name), sorted(sys.modules), 1)
    return f"Did you mean: {near[0]}?" if near else "There are bpy, bmesh, mathutils and Python's standard library."
