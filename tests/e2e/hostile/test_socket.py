"""Attacks on the add-on's socket, by whoever can reach it: other programs, other users, and pages in a browser.

`addon/tests` has the same wire from within, with limits made small; here it is as people start it, with a token.
"""

from __future__ import annotations

import json
import os
import socket
import struct
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from ..blender import Blender
from .arena import MEBIBYTE, bounded

TOKEN = "open sesame, a token of the usual length 0123456789abcdef"
PATIENCE = 30.0

HANDSHAKE = (
    "GET / HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n{more}\r\n"
)


class Guarded:
    """A Blender that wants a token."""

    def __init__(self, blender: Blender) -> None:
        self.url = blender.url
        address = urlsplit(blender.url)
        assert address.hostname
        assert address.port
        self.host, self.port = address.hostname, address.port
        children = psutil.Process().children()
        self.process = max((each for each in children if listens(each, self.port)), key=psutil.Process.create_time)

    def plain(self) -> socket.socket:
        """A connection on which nothing has been said."""
        return socket.create_connection((self.host, self.port), timeout=PATIENCE)

    def said(self, content: bytes) -> bytes:
        """The first of what the server answers to these bytes."""
        with self.plain() as plain:
            with suppress(OSError):
                plain.sendall(content)
            with suppress(ConnectionError, TimeoutError):
                return plain.recv(65536)
        return b""

    @contextmanager
    def open(self, **options: Any) -> Iterator[ClientConnection]:
        """A connection after its handshake."""
        with connect(self.url, compression=None, max_size=None, **options) as opened:
            yield opened

    @contextmanager
    def known(self) -> Iterator[ClientConnection]:
        """A connection that has shown the token."""
        with self.open() as opened:
            answer = ask(opened, op="hello", protocol=1, token=TOKEN)
            assert answer["ok"], answer
            yield opened

    def check(self) -> None:
        """Blender answers a client that has the token, at once."""
        started = time.monotonic()
        with self.known() as client:
            assert ask(client, op="scene.ping")["ok"]
        assert time.monotonic() - started < 10


def listens(process: psutil.Process, port: int) -> bool:
    """Whether a process listens on a port."""
    return any(each.status == psutil.CONN_LISTEN and each.laddr.port == port for each in process.net_connections())


def ask(client: ClientConnection, **request: Any) -> dict[str, Any]:
    """Sends a request and waits for its answer."""
    request = {"id": 1, **request}
    client.send(json.dumps(request))
    return answer_to(client, request["id"])


def answer_to(client: ClientConnection, request_id: Any) -> dict[str, Any]:
    """Waits for the answer of this id."""
    while True:
        body = received(client)
        if body["id"] == request_id and "ok" in body:
            return body


def received(client: ClientConnection) -> dict[str, Any]:
    """The next message."""
    frame = client.recv(timeout=PATIENCE)
    text = frame if isinstance(frame, str) else frame[4 : 4 + int.from_bytes(frame[:4], "big")]
    body: dict[str, Any] = json.loads(text)
    return body


def ending(client: ClientConnection) -> int:
    """The code with which the server ends a connection, 1006 if there is none."""
    try:
        while True:
            client.recv(timeout=PATIENCE)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 1006


@pytest.fixture(scope="module")
def guarded() -> Iterator[Guarded]:
    """A Blender with a token, for this module."""
    with Blender(token=TOKEN) as blender:
        yield Guarded(blender)


@pytest.fixture(autouse=True)
def unharmed(guarded: Guarded) -> Iterator[None]:
    """After each attempt Blender has not taken much memory, and a client with the token is served."""
    with bounded(guarded.process):
        yield
        guarded.check()


# The token


WRONG: list[Any] = ["", "x", TOKEN[:-1], TOKEN + " ", TOKEN.upper(), "\x00" + TOKEN, "*", "ö" * 1000]


@pytest.mark.parametrize("token", WRONG, ids=range(len(WRONG)))
def test_a_wrong_token_opens_nothing(guarded: Guarded, token: str) -> None:
    with guarded.open() as stranger:
        for op in ("hello", "scene.ping"):
            answer = ask(stranger, op=op, protocol=1, token=token)
            assert answer["error"]["category"] == "auth"
            assert TOKEN not in json.dumps(answer)


@pytest.mark.parametrize("token", [None, 5, True, [TOKEN], {"token": TOKEN}], ids=str)
def test_a_token_of_another_type_opens_nothing(guarded: Guarded, token: Any) -> None:
    with guarded.open() as stranger:
        assert not ask(stranger, op="scene.ping", token=token)["ok"]


@pytest.mark.parametrize(
    "request_",
    [
        {"op": "scene.ping", "auth": TOKEN},
        {"op": "scene.ping", "Token": TOKEN},
        {"op": "scene.ping", "params": {"token": TOKEN}},
        {"op": f"scene.ping?token={TOKEN}"},
        {"op": TOKEN},
        {"op": "scene.ping", "call": TOKEN},
    ],
    ids=range(6),
)
def test_a_token_in_the_wrong_place_opens_nothing(guarded: Guarded, request_: dict[str, Any]) -> None:
    with guarded.open() as stranger:
        assert not ask(stranger, **request_)["ok"]
        assert ask(stranger, id=2, op="scene.ping")["error"]["category"] == "auth"


@pytest.mark.parametrize(
    "options",
    [
        {"additional_headers": {"Authorization": f"Bearer {TOKEN}"}},
        {"additional_headers": {"Cookie": f"token={TOKEN}"}},
    ],
    ids=["header", "cookie"],
)
def test_a_token_in_the_handshake_opens_nothing(guarded: Guarded, options: dict[str, Any]) -> None:
    with guarded.open(**options) as stranger:
        assert ask(stranger, op="scene.ping")["error"]["category"] == "auth"


def test_guessing_is_slow_and_ends_the_connection(guarded: Guarded) -> None:
    with guarded.open() as stranger:
        guesses = 0
        with suppress(ConnectionClosed):
            while True:
                assert not ask(stranger, id=guesses, op="scene.ping", token=f"guess {guesses}")["ok"]
                guesses += 1
        assert ending(stranger) == 1008
    # 100 ms each, for 3 s.
    assert guesses < 40


def test_guesses_sent_all_at_once_are_not_faster(guarded: Guarded) -> None:
    with guarded.open() as stranger:
        with suppress(ConnectionClosed):
            for guess in range(5000):
                stranger.send(json.dumps({"id": guess, "op": "scene.ping", "token": f"guess {guess}"}))
        answers = 0
        with suppress(ConnectionClosed):
            while True:
                assert not received(stranger)["ok"]
                answers += 1
    assert answers < 40


def test_what_a_stranger_sends_before_the_token_is_never_run(guarded: Guarded) -> None:
    with guarded.open() as stranger:
        for request_id in range(5):
            request = {
                "id": request_id,
                "op": "objects.add_primitive",
                "primitive": "cube",
                "settings": {},
                "name": "Early",
            }
            stranger.send(json.dumps(request))
        answer = ask(stranger, id="late", op="hello", protocol=1, token=TOKEN)
        assert answer["ok"]
        found = ask(stranger, op="scene.list_objects", name_contains="Early", offset=0, limit=1)
        assert found["result"]["total"] == 0


# The handshake


ORIGINS = [
    "https://evil.example",
    "http://localhost",
    "http://127.0.0.1:8765",
    "null",
    "file://",
    "",
    "moz-extension://x",
]


@pytest.mark.parametrize("origin", ORIGINS, ids=range(len(ORIGINS)))
def test_a_page_in_a_browser_is_refused(guarded: Guarded, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused, guarded.open(additional_headers={"Origin": origin}):
        pass
    assert refused.value.response.status_code == 403


HOSTS = [
    "evil.example",
    "evil.example:8765",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "0x7f.1.evil",
    "",
    "[::1",
    "a@b",
]


@pytest.mark.parametrize("host", HOSTS, ids=range(len(HOSTS)))
def test_a_name_that_was_rebound_is_refused(guarded: Guarded, host: str) -> None:
    said = guarded.said(HANDSHAKE.format(host=host, more="").encode())
    assert said.split(b" ")[1] in (b"400", b"403")


@pytest.mark.parametrize(
    "more",
    ["Host: evil.example\r\n", "Host: localhost\r\n", "Origin: http://localhost\r\nOrigin: \r\n"],
    ids=["another_host", "the_same_host", "origins"],
)
def test_headers_that_are_there_twice_are_refused(guarded: Guarded, more: str) -> None:
    said = guarded.said(HANDSHAKE.format(host="127.0.0.1", more=more).encode())
    assert said.split(b" ")[1] in (b"400", b"403")


REQUESTS: dict[str, bytes] = {
    "get": b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "post": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}",
    "options": b"OPTIONS / HTTP/1.1\r\nHost: localhost\r\nAccess-Control-Request-Method: POST\r\n\r\n",
    "connect": b"CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "http_2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a_frame_without_a_handshake": b"\x81\x82\0\0\0\0{}",
    "json_without_a_handshake": b'{"id": 1, "op": "scene.ping", "token": "x"}\n',
    "tls": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500),
    "random_bytes": bytes(range(256)) * 100,
    "a_long_line": b"GET /" + b"x" * 1_000_000,
    "many_headers": b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 100_000 + b"\r\n",
    "a_header_without_end": b"GET / HTTP/1.1\r\nA: " + b"b" * 1_000_000,
}


@pytest.fixture(scope="module")
def answers(guarded: Guarded) -> dict[str, bytes]:
    """What each is answered with. They are sent at once, since some of them are waited for until their time is over."""
    with ThreadPoolExecutor(len(REQUESTS)) as senders:
        return dict(zip(REQUESTS, senders.map(guarded.said, REQUESTS.values()), strict=True))


@pytest.mark.parametrize("name", REQUESTS)
def test_what_is_no_handshake_gets_no_connection(answers: dict[str, bytes], name: str) -> None:
    said = answers[name]
    assert b" 101 " not in said
    assert not said.startswith(b"HTTP/1.1 200")
    assert b"Access-Control" not in said


def test_it_listens_on_this_computer_alone(guarded: Guarded) -> None:
    listening = [each for each in guarded.process.net_connections() if each.status == psutil.CONN_LISTEN]
    assert [each.laddr.ip for each in listening] == ["127.0.0.1"]


def test_handshakes_that_never_end_keep_nobody_waiting(guarded: Guarded) -> None:
    with ExitStack() as opened:
        for number in range(300):
            plain = opened.enter_context(guarded.plain())
            # Some say nothing, the others a little.
            plain.sendall(b"GET / HTTP/1.1\r\nHost: loc"[: number % 26])
        for _ in range(5):
            guarded.check()


def test_connections_without_a_token_keep_nobody_waiting(guarded: Guarded) -> None:
    with ExitStack() as opened:
        for _ in range(150):
            with suppress(InvalidHandshake, ConnectionError):
                opened.enter_context(guarded.open(close_timeout=0))
        guarded.check()


# Frames


def frame(opcode: int, payload: bytes, *, final: bool = True, announced: int | None = None, mask: bool = True) -> bytes:
    """A frame as it is on the wire, masked with zeros."""
    length = len(payload) if announced is None else announced
    head = bytes([opcode | (0x80 if final else 0)])
    bit = 0x80 if mask else 0
    if length < 126:
        head += bytes([bit | length])
    elif length < 1 << 16:
        head += bytes([bit | 126]) + struct.pack(">H", length)
    else:
        head += bytes([bit | 127]) + struct.pack(">Q", length)
    return head + (bytes(4) if mask else b"") + payload


TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10

FRAMES: dict[str, bytes] = {
    "a_frame_of_a_tebibyte": frame(BINARY, b"", announced=1 << 40),
    "a_frame_of_all_there_is": frame(BINARY, b"", announced=(1 << 63) - 1),
    "a_length_below_zero": frame(BINARY, b"", announced=1 << 63),
    "without_a_mask": frame(TEXT, b"{}", mask=False),
    "an_opcode_that_is_none": frame(3, b"x"),
    "a_bit_that_is_reserved": bytes([0x80 | 0x70 | TEXT, 0x80]) + bytes(4),
    "a_long_ping": frame(PING, b"x" * 200),
    "a_ping_in_pieces": frame(PING, b"x", final=False),
    "a_continuation_of_nothing": frame(0, b"x"),
    "two_beginnings": frame(TEXT, b"{", final=False) + frame(TEXT, b"{"),
    "a_text_that_is_none": frame(TEXT, b"\xff\xfe\xfd"),
    "a_close_that_is_none": frame(CLOSE, b"\x00"),
    "a_close_of_no_reason": frame(CLOSE, b"\x00\x00\xff\xff"),
    "a_message_of_endless_pieces": frame(TEXT, b"x" * 1000, final=False) + frame(0, b"x" * 1000, final=False) * 200,
    "a_message_of_endless_empty_pieces": frame(TEXT, b"", final=False) + frame(0, b"", final=False) * 200_000,
    "garbage": os.urandom(100_000),
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_that_breaks_the_protocol_ends_the_connection(guarded: Guarded, name: str) -> None:
    with guarded.open(close_timeout=1) as stranger:
        with suppress(OSError):
            stranger.socket.sendall(FRAMES[name])
        assert ending(stranger) in (1002, 1006, 1007, 1008, 1009)


@pytest.mark.parametrize("opcode", [PING, PONG], ids=["pings", "pongs"])
def test_a_flood_of_pings_keeps_nobody_waiting(guarded: Guarded, opcode: int) -> None:
    done = threading.Event()

    def flood() -> None:
        with guarded.known() as client, suppress(OSError, ConnectionClosed):
            while not done.is_set():
                client.socket.sendall(frame(opcode, b"x" * 100) * 100)

    flooding = threading.Thread(target=flood, daemon=True)
    flooding.start()
    guarded.check()
    done.set()
    flooding.join(PATIENCE)


# Requests of a client that has the token


@pytest.fixture
def client(guarded: Guarded) -> Iterator[ClientConnection]:
    """A connection with the token."""
    with guarded.known() as opened:
        yield opened


MESSAGES: dict[str, tuple[str | bytes, str]] = {
    "nothing": ("", "not valid JSON"),
    "no_object": ("[]", "A message is a JSON object"),
    "arrays_in_arrays": ("[" * 1_000_000, "nested too deeply"),
    "objects_in_objects": ('{"a":' * 500_000, "nested too deeply"),
    "arrays_in_a_parameter": (
        '{"id": 1, "op": "scene.ping", "x": ' + "[" * 100_000 + "]" * 100_000 + "}",
        "nested too deeply",
    ),
    "a_huge_integer": ('{"id": ' + "9" * 100_000 + ', "op": "scene.ping"}', "not valid JSON"),
    "a_huge_number": ('{"id": 1e999, "op": "scene.ping"}', "id: expected"),
    "no_number": ('{"id": NaN, "op": "scene.ping"}', "finite"),
    "a_key_twice": ('{"id": 1, "op": "scene.ping", "op": "rna_editing.begin"}', "there twice"),
    "half_a_character": ('{"id": 1, "op": "\\ud800"}', "surrogate"),
    "a_binary_frame_that_is_short": (b"\xff\xff\xff\xff{}", "shorter than"),
    "a_binary_frame_of_no_text": (b"\0\0\0\2\xff\xfe", "not UTF-8"),
    "five_mebibytes_of_text": ('{"id": 1, "x": "' + "x" * (5 * MEBIBYTE) + '"}', "at most 4194304"),
    "seventeen_mebibytes": (bytes(17 * MEBIBYTE), "at most 16777216"),
    "an_op_that_is_none": ('{"id": 1, "op": ["scene.ping"]}', "op: expected"),
    "an_unknown_op": ('{"id": 1, "op": "os.system", "command": "id"}', "There is no operation"),
    "an_op_by_its_python_name": ('{"id": 1, "op": "__class__.__init__"}', "There is no operation"),
    "an_op_of_a_mebibyte": (f'{{"id": 1, "op": "{"x" * MEBIBYTE}"}}', "There is no operation"),
    "a_parameter_too_many": ('{"id": 1, "op": "scene.ping", "self": 1}', "there is no such parameter"),
    "a_parameter_of_another_type": (
        '{"id": 1, "op": "scene.get_object_info", "name": {"$ne": 1}}',
        "name: expected a text",
    ),
    "a_parameter_out_of_bounds": (
        '{"id": 1, "op": "scene.list_objects", "offset": -1, "limit": 99999999999}',
        "expected an integer",
    ),
    "a_deadline_that_is_none": ('{"id": 1, "op": "scene.ping", "deadline_ms": "soon"}', "deadline_ms: expected"),
    "a_tool_call_that_is_none": ('{"id": 1, "op": "scene.ping", "call": -1}', "call: expected"),
    "an_end_of_nothing": ('{"id": 1, "op": "end"}', "call: expected"),
    "another_protocol": ('{"id": 1, "op": "hello", "protocol": 2}', "protocol: the add-on speaks version 1"),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_that_is_wrong_is_answered_in_few_words(client: ClientConnection, name: str) -> None:
    message, word = MESSAGES[name]
    client.send(message)
    answer = received(client)
    assert answer["ok"] is False
    assert word in answer["error"]["message"]
    assert len(json.dumps(answer)) < 2000
    assert "Traceback" not in answer["error"]["message"]
    assert ask(client, id="next", op="scene.ping")["ok"]


def test_another_contract_is_told_and_changes_nothing(client: ClientConnection) -> None:
    mine = ask(client, op="hello", protocol=1)["result"]["contract"]
    answer = ask(client, op="hello", protocol=1, contract="0" * 64)
    # The host compares: it has to know what the add-on means.
    assert answer["result"]["contract"] == mine != "0" * 64
    assert not ask(client, op="hello", protocol=1, contract="x" * 10_000)["ok"]


def test_an_id_that_is_in_flight_is_refused(client: ClientConnection) -> None:
    for _ in range(50):
        client.send(json.dumps({"id": "same", "op": "scene.ping"}))
    answers = [received(client) for _ in range(50)]
    done = [each for each in answers if each["ok"]]
    assert done
    assert all(each["id"] == "same" for each in done)
    assert all(each["id"] is None for each in answers if not each["ok"])


def hold(client: ClientConnection, call: int = 7) -> None:
    """Begins a transaction, during which Blender belongs to this tool call."""
    answer = ask(client, id="begin", op="rna_editing.begin", call=call, label="Held")
    assert answer["ok"], answer


def test_nobody_can_cancel_or_end_what_is_another_clients(guarded: Guarded, client: ClientConnection) -> None:
    hold(client)
    with guarded.known() as other:
        assert ask(other, op="cancel", target="begin")["result"] == {"state": "unknown"}
        assert ask(other, op="end", call=7)["ok"]
        # It would be answered if that had ended the transaction.
        other.send(json.dumps({"id": "waits", "op": "scene.list_objects", "offset": 0, "limit": 1, "deadline_ms": 200}))
        assert answer_to(other, "waits")["error"]["category"] == "timeout"
    assert ask(client, op="end", call=7)["ok"]


def test_a_flood_of_requests_is_refused_where_the_queue_ends(guarded: Guarded, client: ClientConnection) -> None:
    hold(client)
    with guarded.known() as other:
        for request_id in range(2000):
            other.send(json.dumps({"id": request_id, "op": "scene.list_objects", "offset": 0, "limit": 1}))
        refused = [received(other) for _ in range(1900)]
        assert all(each["error"]["category"] == "system" for each in refused)
        assert all("queue is full" in each["error"]["message"] for each in refused)
        # Who holds Blender is not kept from going on by it.
        assert ask(client, id="on", op="scene.ping", call=7)["ok"]
        assert ask(client, id="over", op="end", call=7)["ok"]
        answers = [received(other) for _ in range(100)]
        assert all(each["ok"] for each in answers)


def test_a_flood_of_tool_calls_is_refused_where_it_ends(client: ClientConnection) -> None:
    answers = [ask(client, id=call, op="scene.ping", call=call) for call in range(300)]
    assert all(each["ok"] for each in answers)
    assert all(ask(client, id=call, op="end", call=call)["ok"] for call in range(300))


def test_who_leaves_in_the_middle_leaves_nothing_behind(guarded: Guarded) -> None:
    for call in range(20):
        with guarded.known() as leaver:
            hold(leaver, call)
            leaver.socket.shutdown(socket.SHUT_RDWR)
    guarded.check()


def test_many_clients_are_refused_where_they_end(guarded: Guarded) -> None:
    with ExitStack() as opened:
        for _ in range(32):
            opened.enter_context(guarded.known())
        with pytest.raises(InvalidStatus) as refused:
            opened.enter_context(guarded.open())
        assert refused.value.response.status_code == 503
