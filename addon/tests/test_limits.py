"""Neither strangers nor clients can get in the way of the other clients, or make the add-on hold much memory."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import ConnectionClosed

from addon import protocol
from addon.connection import Identity, Shared
from addon.contract import Contract
from addon.dispatcher import Dispatcher
from addon.limits import Limits
from addon.lobby import Visitor
from addon.server import Server
from addon.settings import Settings

from .client import Client, Failed
from .conftest import Serve

KIBIBYTE = 1024
MEBIBYTE = 1024 * KIBIBYTE

TOKEN = "sesame"  # noqa: S105
DEFAULTS = Limits()

Listen = Callable[..., Server]


@pytest.fixture
def dispatcher() -> Dispatcher:
    return Dispatcher()


@pytest.fixture
def listen(contract: Contract, dispatcher: Dispatcher) -> Iterator[Listen]:
    """Starts a server in this process; what it queues is run by nobody but the test."""
    servers: list[Server] = []

    def start(limits: Limits = DEFAULTS, token: str | None = TOKEN) -> Server:
        identity = Identity(1, contract.hash, "0", "0", True)
        server = Server(Shared(Settings(port=0, token=token), contract, identity, dispatcher, limits))
        servers.append(server)
        server.start()
        return server

    yield start
    for each in servers:
        each.stop()


def greet(client: Client) -> None:
    client.ask("hello", protocol=1, contract="", client="test", token=TOKEN)


def silent(server: Server) -> socket.socket:
    address = urlsplit(server.url)
    return socket.create_connection((address.hostname, address.port), timeout=5)


def is_open(plain: socket.socket) -> bool:
    plain.settimeout(0.02)
    try:
        return plain.recv(1) != b""
    except TimeoutError:
        return True
    except ConnectionError:
        return False


def ending(client: Client) -> tuple[int, str]:
    """Code and reason with which the server closes the connection; 1006 if it just ends."""
    try:
        while True:
            client.socket.recv(timeout=5)
    except ConnectionClosed as closed:
        return (closed.rcvd.code, closed.rcvd.reason) if closed.rcvd else (1006, "")


def eventually(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + 5
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()


def test_a_stranger_who_never_shows_the_token_has_to_go(listen: Listen, connect: Serve) -> None:
    stranger = connect(listen(Limits(stranger_seconds=0.1)).url)
    assert ending(stranger) == (1008, "No greeting with the right token within 0.1 s.")


def test_wrong_tokens_gain_no_time(listen: Listen, connect: Serve) -> None:
    stranger = connect(listen(Limits(stranger_seconds=0.15)).url)
    with pytest.raises(Failed, match="auth: The token is wrong"):
        stranger.ask("scene.ping", token="wrong")
    stranger.send("scene.ping", token="wrong")
    assert ending(stranger)[0] == 1008


def test_no_guess_outlives_its_connection(listen: Listen, dispatcher: Dispatcher) -> None:
    with silent(listen(Limits(stranger_seconds=0.3))) as plain:
        plain.sendall(
            b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        assert b" 101 " in plain.recv(4096)
        # All at once, so that the server has read them when it ends the connection; the right one is the seventh.
        texts = [
            json.dumps({"id": 1, "op": "scene.ping", "token": guess}).encode() for guess in ["wrong"] * 6 + [TOKEN]
        ]
        plain.sendall(b"".join(bytes([0x81, 0x80 | len(text)]) + bytes(4) + text for text in texts))
        # Who does not answer to the end has its connection for another second.
        assert dispatcher.take(2) is None


def test_a_stranger_who_reads_nothing_has_to_go_as_well(listen: Listen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addon.lobby.CLOSE_TIMEOUT", 0.1)
    # The client cannot tell: its end is full of what it does not read.
    ended: list[Visitor] = []
    made, lost = Visitor.connection_made, Visitor.connection_lost

    def shorten(self: Visitor, transport: asyncio.BaseTransport) -> None:
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        made(self, transport)

    def watch(self: Visitor, exc: Exception | None) -> None:
        ended.append(self)
        lost(self, exc)

    monkeypatch.setattr(Visitor, "connection_made", shorten)
    monkeypatch.setattr(Visitor, "connection_lost", watch)
    with silent(listen(Limits(stranger_seconds=0.3))) as plain:
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        plain.settimeout(0.1)
        plain.sendall(
            b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        # A text frame with a mask of zeros. Answers are longer, and pile up until nothing more is read.
        text = json.dumps({"id": 1, "op": "é" * 128}, ensure_ascii=False).encode()
        frame = b"\x81\xfe" + len(text).to_bytes(2, "big") + bytes(4) + text
        with suppress(OSError):
            while not ended:
                plain.sendall(frame * 100)
        assert eventually(lambda: bool(ended))


@pytest.mark.parametrize("token", ["sesame", None])
def test_a_known_client_may_stay(listen: Listen, connect: Serve, token: str | None) -> None:
    server = listen(Limits(stranger_seconds=0.1, strangers=2), token)
    client = connect(server.url)
    if token:
        greet(client)
    for _ in range(4):
        silent(server).close()
    time.sleep(0.2)
    greet(client)
    assert server.clients == 1


def test_strangers_cannot_lock_out_a_client(listen: Listen, connect: Serve) -> None:
    server = listen(Limits(stranger_seconds=60, strangers=4, clients=4))
    strangers = [connect(server.url) for _ in range(8)]
    client = connect(server.url)
    greet(client)
    assert server.clients == 1
    assert [ending(each)[0] for each in strangers[:5]] == [1006] * 5
    with pytest.raises(Failed, match="auth: A token is needed"):
        strangers[-1].ask("scene.ping")


@pytest.mark.parametrize("token", ["sesame", None])
def test_silent_connections_do_not_pile_up(listen: Listen, token: str | None) -> None:
    server = listen(Limits(stranger_seconds=60, strangers=4), token)
    plain = [silent(server) for _ in range(20)]
    assert eventually(lambda: sum(map(is_open, plain)) == 4)
    assert all(map(is_open, plain[-4:]))
    started = time.monotonic()
    server.stop()
    assert time.monotonic() - started < 1
    for each in plain:
        each.close()


def test_a_silent_connection_ends_soon(listen: Listen) -> None:
    with silent(listen(Limits(stranger_seconds=0.1))) as plain:
        assert plain.recv(1) == b""


def test_a_stranger_cannot_send_much(listen: Listen, connect: Serve) -> None:
    stranger = connect(listen().url)
    body = stranger.error_for(json.dumps({"id": 1, "op": "hello", "token": "sesame", "x": "x" * 16 * KIBIBYTE}))
    assert body["id"] is None
    assert body["error"]["category"] == "auth"
    assert "at most 16384 bytes are taken" in body["error"]["message"]
    greet(stranger)


def test_the_announcement_of_a_big_message_ends_a_stranger(listen: Listen, connect: Serve) -> None:
    stranger = connect(listen().url)
    # A final binary frame of 1 MiB, of which no byte ever comes.
    stranger.socket.socket.sendall(b"\x82\xff" + MEBIBYTE.to_bytes(8, "big") + b"mask")
    assert ending(stranger)[0] == 1009


def test_a_message_in_many_pieces_is_no_way_around(listen: Listen, connect: Serve) -> None:
    stranger = connect(listen().url)
    with pytest.raises(ConnectionClosed):
        stranger.socket.send("x" * 10 * KIBIBYTE for _ in range(1000))
    assert ending(stranger)[0] == 1009


@pytest.mark.parametrize("op", ["hello", "cancel"])
def test_who_has_shown_the_token_can_send_much(listen: Listen, connect: Serve, op: str) -> None:
    client = connect(listen().url)
    client.ask(op, token="sesame", **({"protocol": 1} if op == "hello" else {"target": 1}))
    text = json.dumps({"id": 1, "op": "scene.ping", "token": "sesame", "x": 1}).encode()
    body = client.error_for(len(text).to_bytes(4, "big") + text + bytes(15 * MEBIBYTE))
    assert "x: there is no such parameter" in body["error"]["message"]


@pytest.mark.parametrize("binary", [False, True])
def test_a_long_text_is_not_parsed(listen: Listen, connect: Serve, binary: bool) -> None:
    client = connect(listen(token=None).url)
    text = '{"id": 1, "x": [' + "[]," * (5 * MEBIBYTE) + "[]]}"
    started = time.monotonic()
    body = client.error_for(len(text).to_bytes(4, "big") + text.encode() if binary else text)
    assert time.monotonic() - started < 1
    assert "at most 4194304 are taken" in body["error"]["message"]


def test_text_is_measured_in_bytes() -> None:
    padding = "é" * (protocol.MAX_TEXT_BYTES // 2 - 4)
    assert protocol.parse_frame(f'{{"":"{padding}"}}').body == {"": padding}
    with pytest.raises(Exception, match="The JSON text has 4194307 bytes"):
        protocol.parse_frame(f'{{"":"{padding}é"}}  ')


def answer_with(dispatcher: Dispatcher, size: int) -> None:
    call = dispatcher.take(5)
    assert call
    call.finish(call, protocol.answer(call.request_id, call.operation.name, "x" * size))


def test_who_does_not_read_is_dropped(listen: Listen, connect: Serve, dispatcher: Dispatcher) -> None:
    server = listen(Limits(unread_bytes=4 * MEBIBYTE), None)
    # The queue is so short that the client leaves almost everything to the operating system.
    client = connect(server.url, max_queue=1)
    other = connect(server.url)
    for _ in range(40):
        client.send("scene.ping")
    while call := dispatcher.take(0.1):
        call.finish(call, protocol.answer(call.request_id, call.operation.name, "x" * MEBIBYTE))
    assert eventually(lambda: server.clients == 1)
    assert ending(client) == (1006, "")
    assert other.ask("cancel", target=1) == {"state": "unknown"}


def test_who_reads_is_not_dropped(listen: Listen, connect: Serve, dispatcher: Dispatcher) -> None:
    client = connect(listen(Limits(unread_bytes=2 * MEBIBYTE), None).url)
    for _ in range(20):
        client.send("scene.ping")
        answer_with(dispatcher, MEBIBYTE)
        assert len(client.answer()["result"]) == MEBIBYTE
