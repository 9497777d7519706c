"""Runs scripts through the facade without the host: `python drive.py SCRIPT`.

Starts the add-on without a window and runs the facade in this Python, over a WebSocket. For developing the facade: a
change shows without building the component. `--snippets FILE` runs a JSON array of scripts, each on the startup scene
in a transaction of its own that is taken back, and prints a JSON array of what each printed.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

REPOSITORY = Path(__file__).resolve().parents[2]
GUEST = REPOSITORY / "tools" / "python" / "guest"
DESCRIBED = GUEST / "bridge" / "described.json"
PACKAGES = ("bmesh", "bpy", "bpy_extras", "bridge", "mathutils", "sandbox")


class Blender:
    """The add-on in a process of its own, or the one at `url`."""

    def __init__(self, url: str = "") -> None:
        self._process = None if url else self._start()
        if self._process:
            assert self._process.stdout
            url = json.loads(self._process.stdout.readline())["url"]
        self.url = url
        self._socket = connect(url, compression=None, max_size=None, ping_interval=None).__enter__()
        self._ids = count(1)
        self.tool_call = 0
        self.seconds = 0.0
        self.log: list[Any] | None = None
        self._attached = b""

    @staticmethod
    def _start() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "addon", "--port", "0", "--exit-with-parent"],
            cwd=REPOSITORY,
            env={**os.environ, "BLENDER_RPC_TOKEN": ""},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, op: str, **parameters: Any) -> Any:
        """Sends a request of the current tool call and waits for the answer."""
        started = time.perf_counter()
        self._socket.send(json.dumps({"id": next(self._ids), "op": op, "call": self.tool_call, **parameters}))
        while True:
            frame = self._socket.recv()
            self._attached = b""
            if isinstance(frame, bytes):
                end = 4 + int.from_bytes(frame[:4], "big")
                frame, self._attached = frame[4:end].decode(), frame[end:]
            body = json.loads(frame)
            if "ok" in body:
                break
        self.seconds += time.perf_counter() - started
        if not body["ok"]:
            raise RuntimeError(f"{op}: {body['error']['message']}")
        return body["result"]

    def describe(self, names: list[str]) -> str:
        """What `transport.describe` is."""
        return str(self.ask("rna_reading.describe", names=names))

    def apply(self, calls: Sequence[Any]) -> Any:
        """What `transport.apply` is."""
        return self._run("rna_editing.apply", calls)

    def read(self, calls: Sequence[Any]) -> Any:
        """What `transport.read` is."""
        return self._run("rna_reading.read", calls)

    def render(self, width: int, height: int, engine: str, samples: int) -> bytes:
        """What `transport.render` is."""
        size = {"width": width, "height": height}
        picture = self._made("render.render_image", view="active_camera", **size, engine=engine, samples=samples)
        return self._bytes(picture["png"])

    def export(self, kind: str, name: str, selected_only: bool, options: str) -> tuple[list[Any], list[str]]:
        """What `transport.export` is."""
        named = {"format": kind, "name": name}
        exported = self._made("exporting.export_scene", **named, selected_only=selected_only, options=options)
        return [(each["name"], self._bytes(each["data"])) for each in exported["files"]], exported["left_out"]

    def _made(self, op: str, **parameters: Any) -> Any:
        try:
            return self.ask(op, **parameters)
        except RuntimeError as error:
            raise RuntimeError(f"Error: {error}\n") from None

    def _bytes(self, where: Any) -> bytes:
        return self._attached[where["offset"] :][: where["length"]]

    def _run(self, op: str, calls: Sequence[Any]) -> Any:
        from bridge.transport import Failure, Outcome

        outcome = self.ask(op, calls=[call._asdict() for call in calls])
        if self.log is not None:
            self.log.append((calls, outcome))
        failure = outcome.get("failure")
        return Outcome(outcome["results"], failure and Failure(failure["index"], failure["kind"], failure["message"]))

    @contextlib.contextmanager
    def transaction(self, keep: bool) -> Iterator[None]:
        """What is done inside is one step, or taken back."""
        self.tool_call += 1
        self.ask("rna_editing.begin", label="Script")
        try:
            yield
        finally:
            self.changes = self.ask("rna_editing.finish", keep=keep)
            self.ask("end")

    def close(self) -> None:
        """Ends the process."""
        self._socket.close()
        if self._process:
            self._process.communicate(timeout=30)


def run(blender: Blender, source: str, folder: Path | None = None) -> dict[str, Any]:
    """Runs a script with fresh packages, which may write files into `folder`; what it printed, its error, its cost."""
    for name in [name for name in sys.modules if name.partition(".")[0] in PACKAGES]:
        del sys.modules[name]
    from bridge import session, transport
    from sandbox import script

    transport.set(blender.describe, blender.apply, blender.read)
    if folder:
        transport.set_outputs(blender.render, blender.export, lambda path: Path(path).resolve().is_relative_to(folder))
    output, error = io.StringIO(), ""
    blender.seconds = 0.0
    started = time.perf_counter()
    with contextlib.redirect_stdout(output):
        try:
            script.run(script.compile_script(source), session.flush)
        except BaseException as raised:
            error = script.describe_error(raised)
    from bridge import notes

    return {
        "output": output.getvalue(),
        "error": error,
        "round_trips": session.round_trips,
        "writes": session.writes,
        "seconds": time.perf_counter() - started,
        "blender": blender.seconds,
        "notes": list(notes.notes),
        "refused": list(notes.refused),
    }


def described(blender: Blender) -> str:
    """What is known to a script before it has asked Blender: a line for each type."""
    sys.path.insert(0, str(GUEST))
    from bridge.schema import COMMON

    wanted = {"blender", *COMMON}
    known: dict[str, Any] = {}
    while wanted:
        known |= json.loads(blender.describe(sorted(wanted)))
        wanted = {each["base"] for each in known.values() if each and each.get("base")} - known.keys() - {"bpy_struct"}
    lines = (f"{json.dumps(name)}: {json.dumps(known[name], separators=(',', ':'))}" for name in sorted(known))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("script", nargs="?", type=Path, help="a Python script")
    parser.add_argument("--snippets", type=Path, help="a JSON array of scripts")
    parser.add_argument("--folder", type=Path, help="where the script may have files written")
    parser.add_argument("--url", default="", help="of an add-on that runs already")
    parser.add_argument("--describe", action="store_true", help="write down what Blender says of the types most used")
    parser.add_argument("--json", action="store_true", help="print everything about the run as JSON")
    parser.add_argument("--log", action="store_true", help="show each batch")
    arguments = parser.parse_args()
    sys.path.insert(0, str(GUEST))
    blender = Blender(arguments.url)
    try:
        if arguments.describe:
            DESCRIBED.write_text(described(blender), "utf-8")
            return 0
        if arguments.snippets:
            answers = []
            for source in json.loads(arguments.snippets.read_text()):
                with blender.transaction(keep=False):
                    answers.append(run(blender, source))
            print(json.dumps(answers))
            return 0
        if arguments.log:
            blender.log = []
        with blender.transaction(keep=True):
            answer = run(blender, arguments.script.read_text(), arguments.folder and arguments.folder.resolve())
        for calls, outcome in blender.log or ():
            for call, result in zip(calls, [*json.loads(outcome["results"]), outcome.get("failure")], strict=False):
                print("  ", *call, "->", str(result)[:200], file=sys.stderr)
            print("  --", file=sys.stderr)
        if arguments.json:
            print(json.dumps(answer))
            return 0
        print(answer.pop("output"), end="")
        print(answer.pop("error"), end="", file=sys.stderr)
        print(json.dumps(answer), file=sys.stderr)
        return 0
    finally:
        blender.close()


if __name__ == "__main__":
    sys.exit(main())
