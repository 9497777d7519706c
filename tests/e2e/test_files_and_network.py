"""Files and servers: a component reaches those that it is granted, and no others."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
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
    """Opens a session with the guest that reaches for files, the granted folder mounted at `/work`."""

    def start(*, write: bool = False) -> Editor:
        folder = f'{{ path = {json.dumps(str(granted))}, mount = "/work", write = {json.dumps(write)} }}'
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


def test_a_granted_folder_can_be_read(burglar: Burgle) -> None:
    editor = burglar()
    assert editor.data("read_file", path="/work/note.txt") == {"result": "hello"}
    assert editor.data("list_directory", path="/work") == {"result": ["note.txt"]}


def test_a_folder_granted_for_reading_cannot_be_written(burglar: Burgle, granted: Path) -> None:
    editor = burglar()
    assert editor.failure("write_file", path="/work/new.txt", text="x")
    assert editor.failure("write_file", path="/work/note.txt", text="x")
    assert [(each.name, each.read_text("utf-8")) for each in granted.iterdir()] == [("note.txt", "hello")]


def test_a_folder_granted_for_writing_can_be_written(burglar: Burgle, granted: Path) -> None:
    result = burglar(write=True).call("write_file", path="/work/new.txt", text="mine")
    assert not result.is_error
    assert (granted / "new.txt").read_text("utf-8") == "mine"


@pytest.mark.parametrize("path", ["/work/../secret.txt", "/etc/passwd", "/", "/work/../../../../../../etc/passwd", ".."])
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
    for path in ("/work/link", "/work/up/secret.txt"):
        assert "swordfish" not in editor.failure("read_file", path=path)
        assert editor.failure("write_file", path=path, text="x")
    assert editor.failure("list_directory", path="/work/up")
    assert secret.read_text("utf-8") == "swordfish"


class Page(BaseHTTPRequestHandler):
    """Answers every request, and `/away` with a redirect to another server."""

    away = ""
    asked: list[str]

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        self.send_response(302 if self.path == "/away" else 200)
        if self.path == "/away":
            self.send_header("Location", self.away)
        self.end_headers()
        self.wfile.write(b"a page")

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def servers() -> Iterator[list[ThreadingHTTPServer]]:
    """Two servers on this computer."""
    running = []
    for _ in range(2):
        page = type("Page", (Page,), {"asked": []})
        running.append(ThreadingHTTPServer(("127.0.0.1", 0), page))
    threads = [Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True) for server in running]
    for thread in threads:
        thread.start()
    yield running
    for server in running:
        server.shutdown()
        server.server_close()


def origin(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_port}"


def asked(server: ThreadingHTTPServer) -> list[str]:
    handler = server.RequestHandlerClass
    assert issubclass(handler, Page)
    return handler.asked


Fetch = Callable[..., Editor]


@pytest.fixture
def fetcher(serve: Serve, components: Components, policy: WritePolicy) -> Fetch:
    """Opens a session with the guest that makes HTTP requests, these origins granted."""

    def start(*origins: str) -> Editor:
        file = policy(f"[components.fetcher]\nhosts = {json.dumps(origins)}\n")
        return serve("--components", components("fetcher"), "--policy", file)

    return start


def test_a_granted_server_can_be_asked(fetcher: Fetch, servers: list[ThreadingHTTPServer]) -> None:
    editor = fetcher(origin(servers[0]))
    assert editor.data("fetch", url=f"{origin(servers[0])}/page") == {"result": "200 a page"}
    assert asked(servers[0]) == ["/page"]


def test_without_a_grant_no_server_can_be_asked(fetcher: Fetch, servers: list[ThreadingHTTPServer]) -> None:
    text = fetcher().failure("fetch", url=origin(servers[0]))
    assert "hosts = [" in text
    assert "# under [components.fetcher]" in text
    assert asked(servers[0]) == []


def test_another_port_of_a_granted_server_is_refused_with_the_line_that_would_grant_it(
    fetcher: Fetch, servers: list[ThreadingHTTPServer]
) -> None:
    granted, other = servers
    editor = fetcher(origin(granted))
    text = editor.failure("fetch", url=origin(other))
    assert f'hosts = ["{origin(other)}"]  # under [components.fetcher]' in text
    assert asked(other) == []
    assert editor.data("fetch", url=origin(granted)) == {"result": "200 a page"}


@pytest.mark.parametrize("name", ["localhost", "127.1", "[::1]", "127.0.0.1.", "0.0.0.0"])  # noqa: S104 - only a name
def test_another_name_of_a_granted_server_is_refused(
    fetcher: Fetch, servers: list[ThreadingHTTPServer], name: str
) -> None:
    [granted, _] = servers
    assert fetcher(origin(granted)).failure("fetch", url=f"http://{name}:{granted.server_port}")
    assert asked(granted) == []


def test_another_scheme_of_a_granted_server_is_refused(fetcher: Fetch, servers: list[ThreadingHTTPServer]) -> None:
    [granted, _] = servers
    assert "hosts = [" in fetcher(origin(granted)).failure("fetch", url=f"https://127.0.0.1:{granted.server_port}")


def test_a_redirect_is_the_components_to_follow(fetcher: Fetch, servers: list[ThreadingHTTPServer]) -> None:
    granted, other = servers
    Page.away = origin(other)
    answer = fetcher(origin(granted)).data("fetch", url=f"{origin(granted)}/away")
    assert answer["result"].startswith("302")
    assert asked(other) == []
