"""Who gets in, and who does not."""

from __future__ import annotations

import json
import socket
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus

from addon.settings import Settings, is_loopback

from .client import Client, Failed
from .conftest import Serve


@pytest.fixture
def stranger(guarded_server: str, connect: Serve) -> Client:
    return connect(guarded_server)


def hello(client: Client, token: str) -> None:
    client.ask("hello", protocol=1, contract="", client="test", token=token)


def test_a_missing_token_is_refused_and_the_connection_lives_on(stranger: Client) -> None:
    with pytest.raises(Failed, match="auth: A token is needed"):
        stranger.ask("scene.ping")
    assert stranger.ask("scene.ping", token="sesame")["background"] is True


def test_a_wrong_token_is_refused_and_the_connection_lives_on(stranger: Client) -> None:
    for wrong in ("", "sesam", "sesame ", "ségame", "x" * 10_000):
        with pytest.raises(Failed, match="auth: The token is wrong"):
            stranger.ask("scene.ping", token=wrong)
    hello(stranger, "sesame")


def test_a_greeting_with_the_token_opens_the_connection(stranger: Client) -> None:
    hello(stranger, "sesame")
    assert stranger.ask("scene.ping")["background"] is True


def test_a_greeting_with_a_wrong_token_opens_nothing(stranger: Client) -> None:
    with pytest.raises(Failed, match="auth"):
        hello(stranger, "wrong")
    with pytest.raises(Failed, match="auth"):
        stranger.ask("scene.ping")


def test_a_request_with_the_token_opens_nothing_else(stranger: Client) -> None:
    stranger.ask("scene.ping", token="sesame")
    with pytest.raises(Failed, match="auth"):
        stranger.ask("scene.ping")


def test_a_greeting_opens_only_its_own_connection(stranger: Client, guarded_server: str, connect: Serve) -> None:
    hello(stranger, "sesame")
    with pytest.raises(Failed, match="auth"):
        connect(guarded_server).ask("scene.ping")


@pytest.mark.parametrize("op", ["scene.ping", "scene.pong", "cancel", "hello", "objects.move_object"])
def test_a_stranger_learns_nothing_about_blender(stranger: Client, op: str) -> None:
    body = stranger.error_for(json.dumps({"id": 1, "op": op, "protocol": 9, "name": 5}))
    assert body["error"]["category"] == "auth"
    assert "did you mean" not in body["error"]["message"]
    assert "5." not in json.dumps(body)


@pytest.mark.parametrize("origin", ["http://example.com", "http://127.0.0.1", "null", ""])
def test_a_web_page_is_refused(server: str, connect: Serve, origin: str) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        connect(server, additional_headers={"Origin": origin})


def handshake(url: str, *headers: str) -> str:
    """The status line that answers a handshake with exactly these headers."""
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), timeout=10) as plain:
        lines = [
            "GET / HTTP/1.1",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            "Sec-WebSocket-Version: 13",
            *headers,
        ]
        plain.sendall("\r\n".join([*lines, "", ""]).encode())
        return plain.recv(4096).decode().splitlines()[0]


@pytest.mark.parametrize("host", ["127.0.0.1:80", "localhost:8765", "LOCALHOST", "[::1]:8765", "127.8.8.8"])
def test_a_loopback_host_is_welcome(server: str, host: str) -> None:
    assert "101" in handshake(server, f"Host: {host}")


@pytest.mark.parametrize(
    "host", ["evil.example:8765", "localhost.evil.example", "192.168.0.9", "[", "", "localhost@evil.example"]
)
def test_a_name_that_was_rebound_to_this_computer_is_refused(server: str, host: str) -> None:
    assert "403" in handshake(server, f"Host: {host}")


def test_no_host_or_two_are_refused(server: str) -> None:
    assert "400" in handshake(server)
    assert "400" in handshake(server, "Host: localhost", "Host: localhost")


def test_there_is_an_end_to_the_number_of_clients(connect: Serve) -> None:
    from .conftest import running

    with running() as url:
        clients = [connect(url) for _ in range(32)]
        with pytest.raises(InvalidStatus, match="503"):
            connect(url)
        clients.pop().close()
        assert connect(url).ask("scene.ping")["background"] is True
        for each in clients:
            each.close()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.9", "example.com", ""])  # noqa: S104 - that is the point
def test_other_computers_need_a_token(host: str) -> None:
    with pytest.raises(ValueError, match="set a token"):
        Settings(host=host)
    assert Settings(host=host, token="sesame").host == host


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.1.2.3"])
def test_this_computer_needs_none(host: str) -> None:
    assert is_loopback(Settings(host=host).host)


def test_the_token_is_not_in_the_settings_text() -> None:
    assert "sesame" not in repr(Settings(token="sesame"))
