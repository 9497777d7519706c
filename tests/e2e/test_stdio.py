"""`host serve` as a process: what is on its standard output, when it ends, and what it does without Blender."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from .blender import free_port
from .conftest import Components, Serve, WritePolicy
from .editor import Lifecycle
from .host import Host

INITIALIZE = {
    "protocolVersion": "2024-11-05",
    "capabilities": {},
    "clientInfo": {"name": "test", "version": "1"},
}


# How long the host may wait for calls under way when nobody can send it anything any more.
DRAINING = 8


@pytest.fixture
def log_file(tmp_path: Path) -> Path:
    """Where the host's standard error goes."""
    return tmp_path / "host.log"


class Pipe:
    """A client that has nothing but the two pipes, and speaks the oldest revision."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []

    def send(self, method: str, params: dict[str, Any], request_id: int | None = None) -> None:
        message: dict[str, Any] = {"jsonrpc": "2.0", "method": method, "params": params}
        if request_id is not None:
            message["id"] = request_id
        assert self.process.stdin
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()

    def answer(self, request_id: int) -> dict[str, Any]:
        """Reads up to the answer to a request."""
        assert self.process.stdout
        while line := self.process.stdout.readline():
            self.lines.append(line)
            message: dict[str, Any] = json.loads(line)
            if message.get("id") == request_id:
                return message
        raise AssertionError("the host closed its standard output")

    def initialize(self) -> dict[str, Any]:
        self.send("initialize", INITIALIZE, 1)
        answer = self.answer(1)
        self.send("notifications/initialized", {})
        return answer

    def end(self) -> tuple[str, float]:
        """Closes the host's standard input; gives what it still wrote, and how many seconds it took to end."""
        started = time.monotonic()
        out, _ = self.process.communicate(timeout=30)
        return out, time.monotonic() - started


@contextmanager
def piped(host: Host, log_file: Path, *arguments: str | Path) -> Iterator[Pipe]:
    """Runs `host serve` with pipes."""
    with log_file.open("w", encoding="utf-8") as log, host.start(log, "serve", *arguments) as process:
        try:
            yield Pipe(process)
        finally:
            if process.poll() is None:
                process.kill()


def test_standard_output_carries_only_protocol_whatever_a_component_prints(
    the_host: Host, log_file: Path, components: Components, policy: WritePolicy
) -> None:
    file = policy('[components.runaway]\nops = ["scene"]\n')
    with piped(the_host, log_file, "--components", components("runaway"), "--policy", file, "--log", "info") as pipe:
        pipe.initialize()
        pipe.send("tools/call", {"name": "print", "arguments": {}}, 2)
        answer = pipe.answer(2)
        rest, _ = pipe.end()
    log = log_file.read_text(encoding="utf-8")
    assert answer["result"]["structuredContent"] == {"result": "printed"}
    messages = [json.loads(line) for line in [*pipe.lines, *rest.splitlines()]]
    assert [message["id"] for message in messages if "id" in message] == [1, 2]
    assert all(message["jsonrpc"] == "2.0" for message in messages)
    assert "forged" not in json.dumps(messages)
    assert "line 0 on stdout" in log
    assert "line 0 on stderr" in log


def test_it_ends_cleanly_when_standard_input_closes(the_host: Host, log_file: Path) -> None:
    with piped(the_host, log_file) as pipe:
        pipe.initialize()
        rest, seconds = pipe.end()
    assert (pipe.process.returncode, rest) == (0, "")
    assert seconds < 2


def test_it_ends_cleanly_when_standard_input_closes_before_anything_was_said(the_host: Host, log_file: Path) -> None:
    with piped(the_host, log_file) as pipe:
        rest, seconds = pipe.end()
    assert (pipe.process.returncode, rest) == (0, "")
    assert seconds < 2


def test_it_ends_when_standard_input_closes_in_the_middle_of_a_call(
    the_host: Host, log_file: Path, components: Components, policy: WritePolicy
) -> None:
    arguments = ("--components", components("echo"), "--policy", policy("[components.echo]\n"))
    with piped(the_host, log_file, *arguments) as pipe:
        pipe.initialize()
        meta = {"progressToken": "p"}
        pipe.send("tools/call", {"name": "count", "arguments": {"steps": 1000, "milliseconds": 20}, "_meta": meta}, 2)
        assert pipe.process.stdout
        assert "notifications/progress" in pipe.process.stdout.readline()
        _, seconds = pipe.end()
    assert pipe.process.returncode == 0
    assert seconds < DRAINING


def test_a_client_of_the_oldest_revision_is_served(the_host: Host, log_file: Path) -> None:
    with piped(the_host, log_file) as pipe:
        assert pipe.initialize()["result"]["protocolVersion"] == "2024-11-05"
        pipe.send("tools/list", {}, 2)
        assert len(pipe.answer(2)["result"]["tools"]) > 10


def test_what_is_no_json_is_not_answered_with_silence_or_death(the_host: Host, log_file: Path) -> None:
    with piped(the_host, log_file) as pipe:
        pipe.initialize()
        assert pipe.process.stdin
        pipe.process.stdin.write("this is no JSON\n")
        pipe.send("tools/list", {}, 2)
        assert "result" in pipe.answer(2)


@pytest.mark.parametrize("lifecycle", list(Lifecycle))
def test_without_blender_tools_are_listed_and_a_call_says_how_to_start_it(serve: Serve, lifecycle: Lifecycle) -> None:
    url = f"ws://127.0.0.1:{free_port()}"
    editor = serve(url=url, lifecycle=lifecycle)
    assert "get_scene_info" in editor.tools()
    text = editor.failure("get_scene_info")
    assert url in text
    assert "host blender" in text
