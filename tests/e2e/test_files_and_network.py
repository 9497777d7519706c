"""Files and servers: a component reaches those that it is granted, and no others."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from .conftest import Components, Serve, WritePolicy
from .editor import Editor


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file beside the granted folder."""
    file = tmp_path / "secret.txt"
    file.write_text("swordfish", encoding="utf-8")
    return file


@pytest.fixture
def granted(tmp_path: Path) -> Path:
    """A folder with a file."""
    folder = tmp_path / "granted"
    folder.mkdir()
    (folder / "note.txt").write_text("hello", encoding="utf-8")
    return folder


Burgle = Callable[..., Editor]


@pytest.fixture
def burglar(serve: Serve, components: Components, policy: WritePolicy, granted: Path, secret: Path) -> Burgle:
    """Opens a session with the guest that reaches for files, the granted folder mounted at `/desk`."""

    def start(*, write: bool = False) -> Editor:
        folder = f'{{ path = {json.dumps(str(granted))}, mount = "/desk", write = {json.dumps(write)} }}'
        file = policy(f"[components.burglar]\nfolders = [{folder}]\n")
        return serve("--components", components("burglar"), "--policy", file)

    return start


def test_without_a_grant_no_file_can_be_read(serve: Serve, components: Components, policy: WritePolicy) -> None:
    editor = serve("--components", components("burglar"), "--policy", policy("[components.burglar]\n"))
    for tool, arguments in [
        ("read_file", {"path": "/etc/passwd"}),
        ("write_file", {"path": "/tmp/loot", "text": "x"}),  # noqa: S108 - it is never written
        ("list_directory", {"path": "/"}),
    ]:
        text = editor.failure(tool, **arguments)
        assert "wasi:filesystem" in text
        assert "folders = [" in text
        assert "# under [components.burglar]" in text


def test_without_a_grant_a_file_is_missing_for_a_component_which_goes_on(
    serve: Serve, components: Components, policy: WritePolicy
) -> None:
    editor = serve("--components", components("burglar"), "--policy", policy("[components.burglar]\n"))
    text = editor.failure("read_file", path="/etc/passwd")
    # The component has answered this itself.
    assert "crashed" not in text
    assert not text.startswith("read_file: denied")


def test_a_granted_folder_can_be_read(burglar: Burgle) -> None:
    editor = burglar()
    assert editor.data("read_file", path="/desk/note.txt") == {"result": "hello"}
    assert editor.data("list_directory", path="/desk") == {"result": ["note.txt"]}


def test_a_folder_granted_for_reading_cannot_be_written(burglar: Burgle, granted: Path) -> None:
    editor = burglar()
    assert editor.failure("write_file", path="/desk/new.txt", text="x")
    assert editor.failure("write_file", path="/desk/note.txt", text="x")
    assert [(each.name, each.read_text("utf-8")) for each in granted.iterdir()] == [("note.txt", "hello")]


def test_a_folder_granted_for_writing_can_be_written(burglar: Burgle, granted: Path) -> None:
    result = burglar(write=True).call("write_file", path="/desk/new.txt", text="mine")
    assert not result.is_error
    assert (granted / "new.txt").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    "path", ["/desk/../secret.txt", "/desk/../../../../../../etc/passwd", "/etc/passwd", "/", ".."]
)
@pytest.mark.parametrize("write", [False, True])
def test_a_path_does_not_lead_out_of_a_granted_folder(burglar: Burgle, secret: Path, path: str, *, write: bool) -> None:
    editor = burglar(write=write)
    for text in [
        editor.failure("read_file", path=path),
        editor.failure("list_directory", path=path),
        editor.failure("write_file", path=path, text="x"),
    ]:
        assert "swordfish" not in text
    assert secret.read_text("utf-8") == "swordfish"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege")
def test_a_link_does_not_lead_out_of_a_granted_folder(burglar: Burgle, granted: Path, secret: Path) -> None:
    (granted / "link").symlink_to(secret)
    (granted / "up").symlink_to("..")
    editor = burglar(write=True)
    for path in ("/desk/link", "/desk/up/secret.txt"):
        assert "swordfish" not in editor.failure("read_file", path=path)
        assert editor.failure("write_file", path=path, text="x")
    assert editor.failure("list_directory", path="/desk/up")
    assert secret.read_text("utf-8") == "swordfish"


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
