"""A host that serves hostile components, and the memory that it takes meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from ..editor import Editor, Lifecycle, editor
from ..guests import digest
from ..host import Host
from . import raw

MEBIBYTE = 1 << 20

# What a host may take for one attempt. Components here are limited to much less; a host that held whatever an attempt
# hands it would take more.
SLACK = 256 * MEBIBYTE

# How often memory is looked at, in seconds.
PAUSE = 0.02

# The tests call more often than any person.
OFTEN = "calls-per-minute = 1000000, concurrent-calls = 32"

LIMITS = f"limits = {{ deadline-s = 1, memory-mb = 32, ops = 100, reports = 100, {OFTEN} }}"


@dataclass(frozen=True)
class Arena:
    """A session with a host, one of whose tools, `answer`, does what it should."""

    editor: Editor
    process: psutil.Process

    def refusal(self, tool: str, **arguments: object) -> str:
        """The error of a call that has to fail and to leave the host as it was."""
        with bounded(self.process):
            text = self.editor.failure(tool, **arguments)
        self.check()
        return text

    def check(self) -> None:
        """The host answers as ever."""
        assert self.editor.data("answer") == {"result": 42}


@contextmanager
def bounded(process: psutil.Process, slack: int = SLACK) -> Iterator[None]:
    """Fails if the process takes much more memory meanwhile."""
    before = process.memory_info().rss
    peak = before
    done = threading.Event()

    def look() -> None:
        nonlocal peak
        while not done.wait(PAUSE):
            peak = max(peak, process.memory_info().rss)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
    assert peak - before < slack, f"the host took {(peak - before) / MEBIBYTE:.0f} MiB"


def policy(entries: Mapping[str, str], folder: Path) -> str:
    """A policy for components in a folder: what each is granted, with its digest."""
    parts = ["version = 1\n"]
    for name, entry in entries.items():
        parts.append(f'[components.{name}]\ndigest = "{digest(folder / f"{name}.wasm")}"\n{entry}\n')
    return "\n".join(parts)


@contextmanager
def arena(host: Host, url: str, place: Path, entries: Mapping[str, str]) -> Iterator[Arena]:
    """Serves the components in `place / "components"` that have an entry, and one that does what it should."""
    folder = place / "components"
    (folder / "answer.wasm").write_bytes(raw.ANSWER)
    (place / "policy.toml").write_text(policy({"answer": LIMITS, **entries}, folder), encoding="utf-8")
    arguments = ("--components", str(folder), "--policy", str(place / "policy.toml"), "--log", "info")
    with editor(host, place / "host.log", Lifecycle.INITIALIZE, *arguments, BLENDER_RPC_URL=url) as session:
        yield Arena(session, served_by(host))


def served_by(host: Host) -> psutil.Process:
    """The newest process of the host that this one has started."""
    mine = [each for each in psutil.Process().children() if each.exe() == str(host.executable.resolve())]
    return max(mine, key=psutil.Process.create_time)
