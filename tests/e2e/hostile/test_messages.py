"""Attacks by the MCP client: lines that are no messages, messages that are no calls, and floods of both.

The server answers each request that has an id and goes on; what it cannot take apart is left out.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from io import TextIOWrapper
from queue import Queue
from typing import Any, cast

import psutil
import pytest

from ..host import Host
from .arena import MEBIBYTE, OFTEN, bounded, policy

PATIENCE = 60.0

INITIALIZE = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "hostile", "version": "1"}}


class Line:
    """Both ends of a host's pipes, in bytes."""

    def __init__(self, host: Host, log: Any, *arguments: str) -> None:
        self._process = host.start(log, "serve", *arguments)
        assert self._process.stdin
        assert self._process.stdout
        self._input = cast(TextIOWrapper, self._process.stdin).buffer
        self._messages: Queue[dict[str, Any]] = Queue()
        self.process = psutil.Process(self._process.pid)
        # Read all the time, or full pipes would stop both sides.
        threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True).start()
        self._last = 0

    def _read(self, output: Any) -> None:
        for line in output:
            self._messages.put(json.loads(line))

    def write(self, *lines: bytes) -> None:
        """Sends lines as they are."""
        self._input.write(b"".join(line + b"\n" for line in lines))
        self._input.flush()

    def send(self, **message: Any) -> None:
        """Sends a message."""
        self.write(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def next_id(self) -> int:
        """An id that nothing has had yet."""
        self._last += 1
        return self._last

    def answers(self, *ids: Any) -> dict[Any, dict[str, Any]]:
        """Waits for the answers to these requests; what else comes is left out."""
        found: dict[Any, dict[str, Any]] = {}
        while found.keys() != set(ids):
            message = self._messages.get(timeout=PATIENCE)
            if message.get("id") in ids and "method" not in message:
                found[message["id"]] = message
        return found

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Sends a request and waits for its answer."""
        request_id = self.next_id()
        self.send(id=request_id, method=method, params=params)
        return self.answers(request_id)[request_id]

    def call(self, tool: str, arguments: Any) -> dict[str, Any]:
        """Calls a tool."""
        return self.ask("tools/call", name=tool, arguments=arguments)

    def check(self) -> None:
        """The server lists its tools, and one of them works."""
        names = {tool["name"] for tool in self.ask("tools/list")["result"]["tools"]}
        assert "echo_text" in names
        answer = self.call("echo_text", {"letter": "a", "text": "as ever"})
        assert answer["result"]["structuredContent"] == {"result": ["a", "as ever"]}

    def end(self) -> None:
        """Ends the host as an editor would."""
        self._input.close()
        self._process.wait(30)


@pytest.fixture(scope="module")
def line(the_host: Host, built_guests: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    """A host that serves a guest which answers with what it is given."""
    place = tmp_path_factory.mktemp("messages")
    (place / "components").mkdir()
    content = (built_guests / "echo.wasm").read_bytes()
    (place / "components" / "echo.wasm").write_bytes(content)
    entries = policy({"echo": f"limits = {{ {OFTEN} }}"}, place / "components")
    (place / "policy.toml").write_text(entries, encoding="utf-8")
    arguments = ("--components", str(place / "components"), "--policy", str(place / "policy.toml"))
    with (place / "host.log").open("w") as log:
        opened = Line(the_host, log, *arguments)
        opened.ask("initialize", **INITIALIZE)
        opened.send(method="notifications/initialized")
        yield opened
        opened.end()


# Lines that are no requests at all.
LINES: dict[str, bytes] = {
    "nothing": b"",
    "no_json": b"}{",
    "half_of_it": b'{"jsonrpc": "2.0", "id": 900, "method": "tools/li',
    "bytes_that_are_no_text": b"\xff\xfe\x80\x00\xc0\xaf",
    "bytes_that_are_no_text_within": b'{"jsonrpc": "2.0", "id": 901, "method": "\xff\xfe"}',
    "zeros": bytes(10_000),
    "a_number": b"42",
    "null": b"null",
    "an_array": b"[]",
    "a_batch": b'[{"jsonrpc": "2.0", "id": 902, "method": "tools/list"}]',
    "ten_thousand_arrays_deep": b"[" * 10_000 + b"]" * 10_000,
    "a_million_braces": b"{" * 1_000_000,
    "another_protocol": b'{"jsonrpc": "1.0", "id": 903, "method": "tools/list"}',
    "no_method": b'{"jsonrpc": "2.0", "id": 904}',
    "a_method_that_is_none": b'{"jsonrpc": "2.0", "id": 905, "method": {"$ref": "#"}}',
    "an_id_that_is_none": b'{"jsonrpc": "2.0", "id": {"a": 1}, "method": "tools/list"}',
    "an_id_that_is_huge": b'{"jsonrpc": "2.0", "id": ' + b"9" * 100_000 + b', "method": "tools/list"}',
    "an_answer_that_nobody_asked_for": b'{"jsonrpc": "2.0", "id": 906, "result": {"tools": []}}',
    "an_error_that_nobody_asked_for": b'{"jsonrpc": "2.0", "id": 907, "error": {"code": 1, "message": "x"}}',
    "two_methods": b'{"jsonrpc": "2.0", "id": 908, "method": "tools/list", "method": "tools/call"}',
    "a_notification_of_the_server": b'{"jsonrpc": "2.0", "method": "notifications/tools/list_changed"}',
    "the_cancellation_of_nothing": b'{"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {}}',
    "a_text_of_8_mebibytes": b'"' + b"x" * (8 * MEBIBYTE) + b'"',
    "carriage_returns": b"\r\r\r\r",
}


@pytest.mark.parametrize("name", LINES)
def test_a_line_that_is_no_request_does_no_harm(line: Line, name: str) -> None:
    with bounded(line.process):
        line.write(LINES[name])
        line.check()


METHODS = [
    "",
    "tools",
    "tools/delete",
    "host/shutdown",
    "../tools/list",
    "rpc.discover",
    "x" * 100_000,
    "tools/list\x00",
]


@pytest.mark.parametrize("method", METHODS, ids=range(len(METHODS)))
def test_an_unknown_method_is_answered_with_an_error(line: Line, method: str) -> None:
    assert "error" in line.ask(method)
    line.check()


TOOLS = ["", "echo", "echo_texts", "../echo_text", "echo_text\x00", "ECHO_TEXT", "x" * 1_000_000, "echo.echo-text"]


@pytest.mark.parametrize("tool", TOOLS, ids=range(len(TOOLS)))
def test_an_unknown_tool_is_answered_with_an_error(line: Line, tool: str) -> None:
    answer = line.call(tool, {})
    assert "there is no tool" in answer["error"]["message"]
    line.check()


def deep(levels: int) -> bytes:
    """Arguments so deep."""
    return b'{"letter": "a", "text": ' + b"[" * levels + b"]" * levels + b"}"


ARGUMENTS: dict[str, Any] = {
    "of_another_type": {"letter": 5, "text": ["x"]},
    "missing": {},
    "null": {"letter": None, "text": None},
    "too_many": {"letter": "a", "text": "x", "__proto__": {"a": 1}},
    "too_long": {"letter": "a", "text": "x" * 101},
    "longer_than_a_letter": {"letter": "ab", "text": "x"},
    "a_hundred_thousand": {f"key{i}": i for i in range(100_000)},
    "of_very_long_names": {"x" * 1_000_000: 1},
    "of_names_that_steer": {"\x1b[2J\u202e": 1, "letter": "a", "text": "x"},
    "of_eight_mebibytes": {"letter": "a", "text": "x" * (8 * MEBIBYTE)},
    "in_a_list": ["a", "x"],
    "as_a_text": "letter=a",
}


@pytest.mark.parametrize("name", ARGUMENTS)
def test_wrong_arguments_are_refused_in_few_words(line: Line, name: str) -> None:
    with bounded(line.process):
        answer = line.call("echo_text", ARGUMENTS[name])
        line.check()
    refused = answer["error"] if "error" in answer else answer["result"]
    assert refused.get("isError") or refused["code"]
    assert len(json.dumps(answer)) < 4000


@pytest.mark.parametrize(
    "number", ["1e400", "-1e400", "9" * 400, "0." + "3" * 10_000, "1e-400000", "-0", "NaN", "Infinity"]
)
def test_numbers_that_are_none_are_refused_or_numbers(line: Line, number: str) -> None:
    request_id = line.next_id()
    arguments = f'{{"single": 1, "double": {number}, "certainty": 1}}'
    params = f'{{"name": "echo_floats", "arguments": {arguments}}}'
    line.write(f'{{"jsonrpc": "2.0", "id": {request_id}, "method": "tools/call", "params": {params}}}'.encode())
    # What is no JSON has no id either; then the answer is that to the next request.
    line.check()


@pytest.mark.parametrize("levels", [100, 10_000, 1_000_000])
def test_deep_arguments_are_refused(line: Line, levels: int) -> None:
    request_id = line.next_id()
    params = b'{"name": "echo_text", "arguments": ' + deep(levels) + b"}"
    with bounded(line.process):
        line.write(b'{"jsonrpc": "2.0", "id": %d, "method": "tools/call", "params": %s}' % (request_id, params))
        line.check()


def test_requests_of_one_id_are_both_answered_or_refused(line: Line) -> None:
    params = {"name": "echo_text", "arguments": {"letter": "a", "text": "twice"}}
    for _ in range(20):
        line.send(id="twin", method="tools/call", params=params)
    line.answers("twin")
    line.check()


def test_500_calls_at_once_are_all_answered(line: Line) -> None:
    ids = [line.next_id() for _ in range(500)]
    params = {"name": "echo_text", "arguments": {"letter": "a", "text": "x" * 100}}
    with bounded(line.process):
        line.write(
            *(json.dumps({"jsonrpc": "2.0", "id": i, "method": "tools/call", "params": params}).encode() for i in ids)
        )
        answers = line.answers(*ids)
    assert all("result" in answer or "error" in answer for answer in answers.values())
    line.ask("tools/list")


def test_5000_lists_at_once_are_all_answered(line: Line) -> None:
    ids = [line.next_id() for _ in range(5000)]
    with bounded(line.process):
        line.write(*(json.dumps({"jsonrpc": "2.0", "id": i, "method": "ping"}).encode() for i in ids))
        answers = line.answers(*ids)
    assert all("result" in answer for answer in answers.values())


def test_a_storm_of_cancellations_ends_what_it_means_and_nothing_else(line: Line) -> None:
    kept, dropped = line.next_id(), [line.next_id() for _ in range(40)]
    for request_id in (kept, *dropped):
        steps = 5 if request_id == kept else 10_000
        params = {"name": "count", "arguments": {"steps": steps, "milliseconds": 20}}
        line.send(id=request_id, method="tools/call", params=params)
    targets: list[int | str] = [*dropped, 10**15, "nobody", -1]
    for _ in range(50):
        for target in targets:
            line.send(method="notifications/cancelled", params={"requestId": target, "reason": "x" * 1000})
    assert line.answers(kept)[kept]["result"]["structuredContent"] == {"result": 5}
    # They would still run until their deadline, and keep the places of others.
    started = time.monotonic()
    line.check()
    assert time.monotonic() - started < 10


def test_a_second_beginning_changes_nothing(line: Line) -> None:
    assert line.ask("initialize", **INITIALIZE)
    line.check()


@pytest.mark.parametrize(
    "first",
    [
        {"id": 1, "method": "tools/list"},
        {"id": 1, "method": "tools/call", "params": {"name": "echo_text", "arguments": {}}},
        {"method": "notifications/initialized"},
        {"id": 1, "method": "initialize", "params": {}},
        {"id": 1, "method": "initialize", "params": {**INITIALIZE, "protocolVersion": "x" * 100_000}},
    ],
    ids=["list", "call", "notification", "nothing", "version"],
)
def test_a_beginning_that_is_none_ends_cleanly(
    the_host: Host, tmp_path_factory: pytest.TempPathFactory, first: dict[str, Any]
) -> None:
    with (tmp_path_factory.mktemp("beginning") / "host.log").open("w+") as log:
        process = the_host.start(log, "serve")
        out, _ = process.communicate(json.dumps({"jsonrpc": "2.0", **first}) + "\n", timeout=PATIENCE)
        log.seek(0)
        said = log.read()
    assert process.returncode in (0, 2)
    assert "panicked" not in said
    assert all(json.loads(line)["jsonrpc"] == "2.0" for line in out.splitlines())
