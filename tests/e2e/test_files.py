"""Files: a component reaches those that it is granted, and no others."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

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
