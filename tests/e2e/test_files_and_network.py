"""Servers: a component reaches those that it is granted, and no others."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from .conftest import Components, Serve, WritePolicy
from .editor import Editor


class Server(ThreadingHTTPServer):
    """Answers every request with a page, but `/away` with a redirect, and remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.asked: list[str] = []
        self.away = ""

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Page(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", self.server.away)
        else:
            self.send_response(200)
        self.end_headers()
        self.wfile.write(b"a page")

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def serving() -> Iterator[Server]:
    """A server on this computer."""
    with Server() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def page() -> Iterator[Server]:
    """A server that is granted."""
    with serving() as server:
        yield server


@pytest.fixture
def other() -> Iterator[Server]:
    """A server that is not granted."""
    with serving() as server:
        yield server


Fetch = Callable[..., Editor]


@pytest.fixture
def fetcher(serve: Serve, components: Components, policy: WritePolicy) -> Fetch:
    """Opens a session with the guest that makes HTTP requests, these origins granted."""

    def start(*origins: str) -> Editor:
        file = policy(f"[components.fetcher]\nhosts = {json.dumps(origins)}\n")
        return serve("--components", components("fetcher"), "--policy", file)

    return start


def test_a_granted_server_can_be_asked(fetcher: Fetch, page: Server) -> None:
    assert fetcher(page.origin).data("fetch", url=f"{page.origin}/page") == {"result": "200 a page"}
    assert page.asked == ["/page"]


def test_without_a_grant_no_server_can_be_asked(fetcher: Fetch, other: Server) -> None:
    text = fetcher().failure("fetch", url=other.origin)
    assert "hosts = [" in text
    assert "# under [components.fetcher]" in text
    assert other.asked == []


def test_another_port_of_a_granted_server_is_refused_with_the_line_that_would_grant_it(
    fetcher: Fetch, page: Server, other: Server
) -> None:
    editor = fetcher(page.origin)
    assert f'hosts = ["{other.origin}"]  # under [components.fetcher]' in editor.failure("fetch", url=other.origin)
    assert other.asked == []
    assert editor.data("fetch", url=page.origin) == {"result": "200 a page"}


@pytest.mark.parametrize("name", ["localhost", "127.1", "[::1]", "127.0.0.1.", "0.0.0.0"])  # noqa: S104 - only a name
def test_another_name_of_a_granted_server_is_refused(fetcher: Fetch, page: Server, name: str) -> None:
    assert fetcher(page.origin).failure("fetch", url=f"http://{name}:{page.server_port}")
    assert page.asked == []


def test_another_scheme_of_a_granted_server_is_refused(fetcher: Fetch, page: Server) -> None:
    assert "hosts = [" in fetcher(page.origin).failure("fetch", url=f"https://127.0.0.1:{page.server_port}")
    assert page.asked == []


def test_a_redirect_does_not_lead_to_a_server_that_is_not_granted(fetcher: Fetch, page: Server, other: Server) -> None:
    page.away = other.origin
    answer = fetcher(page.origin).data("fetch", url=f"{page.origin}/away")
    assert answer["result"].startswith("302")
    assert other.asked == []
