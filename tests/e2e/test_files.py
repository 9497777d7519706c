"""Folders: a component reaches the files that it is granted, changes them as its policy says, and no others."""

from __future__ import annotations

import json
import os
import socket
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest

from .conftest import Components, Serve, WritePolicy
from .editor import Editor, text_of

MEBIBYTE = 1 << 20

unix = pytest.mark.skipif(os.name == "nt", reason="links need a privilege, and there are no such files")


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
Arguments = dict[str, str | int]
Attempts = list[tuple[str, Arguments]]


def entry(path: Path, mount: str, **keys: str | int | bool) -> str:
    """A folder as a policy has it."""
    keys = {"path": str(path), "mount": mount, **keys}
    pairs = [f"{key.replace('_', '-')} = {json.dumps(value)}" for key, value in keys.items()]
    return f"{{ {', '.join(pairs)} }}"


@pytest.fixture
def burglar(serve: Serve, components: Components, policy: WritePolicy, granted: Path, secret: Path) -> Burgle:
    """Opens a session with the guest that reaches for files, the granted folder mounted at `/desk`."""

    def start(*others: str, limits: str = "", **keys: str | int | bool) -> Editor:
        folders = ",\n".join([entry(granted, "/desk", **keys), *others])
        file = policy(f"[components.burglar]\nfolders = [\n{folders},\n]\n{limits}")
        return serve("--components", components("burglar"), "--policy", file)

    return start


def refused(editor: Editor, expected: str, tool: str, **arguments: str | int) -> None:
    """A call that fails with this text, and the next one that works."""
    text = editor.failure(tool, **arguments)
    assert expected in text, text
    assert "crashed" not in text
    assert editor.data("read_file", path="/desk/note.txt") == {"result": "hello"}


# What is granted


@pytest.mark.policy(denies="components.folders")
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


@pytest.mark.policy(allows="components.folders")
def test_a_granted_folder_can_be_read(burglar: Burgle) -> None:
    editor = burglar()
    assert editor.data("read_file", path="/desk/note.txt") == {"result": "hello"}
    assert editor.data("list_directory", path="/desk") == {"result": ["note.txt"]}
    assert editor.data("look_at", path="/desk/note.txt") == {"result": "file 5"}


@pytest.mark.policy(allows="components.folders.path", denies="components.folders.path")
@pytest.mark.policy(allows="components.folders.mount", denies="components.folders.mount")
def test_a_folder_is_seen_at_its_mount_and_nowhere_else(burglar: Burgle, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "book.txt").write_text("a book", encoding="utf-8")
    editor = burglar(entry(shelf, "/shelf"))
    assert editor.data("list_directory", path="/shelf") == {"result": ["book.txt"]}
    assert editor.data("read_file", path="/shelf/book.txt") == {"result": "a book"}
    for path in ("/desk/book.txt", "/shelf/note.txt", (shelf / "book.txt").as_posix(), "/granted/note.txt"):
        refused(editor, "", "read_file", path=path)


@pytest.mark.policy(denies="components.folders.write")
@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("write_file", {"path": "/desk/new.txt", "text": "x"}),
        ("write_file", {"path": "/desk/note.txt", "text": "x"}),
        ("append_file", {"path": "/desk/note.txt", "text": "x"}),
        ("resize_file", {"path": "/desk/note.txt", "size": 0}),
        ("remove_file", {"path": "/desk/note.txt"}),
        ("move_file", {"old": "/desk/note.txt", "new": "/desk/moved.txt"}),
        ("hard_link", {"old": "/desk/note.txt", "new": "/desk/other.txt"}),
        ("soft_link", {"target": "note.txt", "path": "/desk/link"}),
        ("make_directory", {"path": "/desk/new"}),
        ("remove_directory", {"path": "/desk/empty"}),
    ],
)
def test_a_folder_granted_for_reading_cannot_be_changed(
    burglar: Burgle, granted: Path, tool: str, arguments: Arguments
) -> None:
    (granted / "empty").mkdir()
    editor = burglar()
    refused(editor, "PermissionDenied", tool, **arguments)
    assert "write = true" in editor.failure(tool, **arguments)
    assert sorted(each.name for each in granted.iterdir()) == ["empty", "note.txt"]


@pytest.mark.policy(allows="components.folders.write")
def test_a_folder_granted_for_writing_can_be_changed(burglar: Burgle, granted: Path) -> None:
    editor = burglar(write=True)
    for tool, arguments in [
        ("write_file", {"path": "/desk/new.txt", "text": "mine"}),
        ("append_file", {"path": "/desk/new.txt", "text": "!"}),
        ("make_directory", {"path": "/desk/folder"}),
        ("move_file", {"old": "/desk/new.txt", "new": "/desk/folder/moved.txt"}),
        ("hard_link", {"old": "/desk/folder/moved.txt", "new": "/desk/second.txt"}),
        ("remove_file", {"path": "/desk/note.txt"}),
        ("use_up", {"path": "/desk/passing.txt"}),
    ]:
        result = editor.call(tool, **arguments)
        assert not result.is_error, text_of(result)
    assert (granted / "folder" / "moved.txt").read_text("utf-8") == "mine!"
    assert sorted(each.name for each in granted.iterdir()) == ["folder", "second.txt"]


@unix
def test_what_a_component_makes_cannot_be_run(burglar: Burgle, granted: Path) -> None:
    assert not burglar(write=True).call("write_file", path="/desk/program", text="#!/bin/sh\n").is_error
    mode = (granted / "program").stat().st_mode
    assert not mode & (stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH | stat.S_ISUID | stat.S_ISGID)


# Ways out


@pytest.mark.parametrize(
    "path",
    [
        "/desk/../secret.txt",
        "/desk/./../secret.txt",
        "/desk/nowhere/../../secret.txt",
        "/desk//..//secret.txt",
        "/desk/../../../../../../etc/passwd",
        "/desk/../granted2/secret.txt",
        "/etc/passwd",
        "/proc/self/root/etc/passwd",
        "/Desk/note.txt",
        "/DESK/note.txt",
        "/desk2/note.txt",
        "desk/../../secret.txt",
        "file:///desk/note.txt",
        "/",
        "..",
        "",
    ],
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
    assert editor.data("read_file", path="/desk/note.txt") == {"result": "hello"}


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/desk/a\0b", "NUL byte"),
        ("/desk/a\nb", "InvalidInput"),
        ("/desk/\x1b[2J", "InvalidInput"),
        ("/desk/" + "a" * 300, "InvalidFilename"),
        ("/desk/" + "a/" * 3000, "InvalidFilename"),
        ("/desk/" + "a/" * 65 + "b", "InvalidFilename"),
    ],
)
def test_a_name_that_nobody_could_read_is_refused(burglar: Burgle, granted: Path, path: str, why: str) -> None:
    editor = burglar(write=True)
    attempts: Attempts = [("write_file", {"text": "x"}), ("read_file", {}), ("make_directory", {})]
    for tool, arguments in attempts:
        refused(editor, why, tool, path=path, **arguments)
    assert [each.name for each in granted.iterdir()] == ["note.txt"]


@unix
@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("link", "../secret.txt"),
        ("chain", "link"),
        ("absolute", "{secret}"),
        ("up/secret.txt", ".."),
        ("far/secret.txt", "{outside}"),
        ("magic/etc/passwd", "/proc/self/root"),
        ("cwd/Cargo.toml", "/proc/self/cwd"),
        ("fd", "/proc/self/fd/0"),
        ("loop", "loop"),
    ],
)
def test_a_link_does_not_lead_out_of_a_granted_folder(
    burglar: Burgle, granted: Path, secret: Path, name: str, target: str
) -> None:
    (granted / "link").symlink_to("../secret.txt")
    link = granted / name.split("/", maxsplit=1)[0]
    if name != "link":
        link.symlink_to(target.format(secret=secret, outside=secret.parent))
    editor = burglar(write=True)
    attempts: Attempts = [
        ("read_file", {}),
        ("look_at", {}),
        ("write_file", {"text": "x"}),
        ("append_file", {"text": "x"}),
        ("resize_file", {"size": 0}),
    ]
    for tool, arguments in attempts:
        text = editor.failure(tool, path=f"/desk/{name}", **arguments)
        assert "swordfish" not in text
        assert "PermissionDenied" in text or "FilesystemLoop" in text
    assert editor.failure("list_directory", path=f"/desk/{link.name}")
    assert secret.read_text("utf-8") == "swordfish"
    assert editor.data("read_file", path="/desk/note.txt") == {"result": "hello"}


@unix
@pytest.mark.parametrize(
    "target",
    ["../secret.txt", "..", "folder/../../secret.txt", "/etc/passwd", "/proc/self/root", "/desk/note.txt", "a\nb"],
)
def test_a_component_makes_no_link_that_could_lead_out(burglar: Burgle, granted: Path, target: str) -> None:
    editor = burglar(write=True)
    refused(editor, "PermissionDenied", "soft_link", target=target, path="/desk/link")
    assert "below the link's own folder" in editor.failure("soft_link", target=target, path="/desk/link")
    assert [each.name for each in granted.iterdir()] == ["note.txt"]


@unix
def test_a_component_can_make_a_link_that_stays_inside(burglar: Burgle) -> None:
    editor = burglar(write=True)
    assert not editor.call("soft_link", target="note.txt", path="/desk/link").is_error
    assert editor.data("read_link", path="/desk/link") == {"result": "note.txt"}
    assert editor.data("read_file", path="/desk/link") == {"result": "hello"}


@unix
def test_a_folder_that_becomes_a_link_while_it_is_read_does_not_lead_out(
    burglar: Burgle, granted: Path, secret: Path
) -> None:
    door, inside = granted / "door", granted / "inside"
    inside.mkdir()
    (inside / "secret.txt").write_text("harmless", encoding="utf-8")
    (granted / "out").symlink_to(secret.parent)
    door.symlink_to("inside")
    done = Event()

    def swing() -> None:
        while not done.is_set():
            for target in ("out", "inside"):
                (granted / "new").symlink_to(os.readlink(granted / "out") if target == "out" else target)
                (granted / "new").rename(door)

    swinging = Thread(target=swing)
    swinging.start()
    try:
        editor = burglar(write=True)
        seen = {
            text
            for _ in range(5)
            for text in editor.data("read_often", path="/desk/door/secret.txt", count=500)["result"]
        }
    finally:
        done.set()
        swinging.join()
    assert "harmless" in seen
    assert any("PermissionDenied" in text for text in seen)
    assert "swordfish" not in seen


def test_a_name_is_not_given_to_a_file_of_another_folder(burglar: Burgle, granted: Path, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "book.txt").write_text("a book", encoding="utf-8")
    for write in (False, True):
        editor = burglar(entry(shelf, "/shelf", write=write), write=True)
        for tool in ("hard_link", "move_file"):
            refused(editor, "CrossesDevices", tool, old="/shelf/book.txt", new="/desk/book.txt")
            refused(editor, "only a copy can cross", tool, old="/shelf/book.txt", new="/desk/book.txt")
        refused(editor, "", "hard_link", old="/desk/../secret.txt", new="/desk/book.txt")
        refused(editor, "", "hard_link", old="/desk/note.txt", new="/desk/../book.txt")
        refused(editor, "", "move_file", old="/desk/note.txt", new="/desk/../note.txt")
    assert [each.name for each in granted.iterdir()] == ["note.txt"]
    assert (shelf / "book.txt").stat().st_nlink == 1
    assert not (tmp_path / "book.txt").exists()


@unix
def test_only_files_and_folders_can_be_opened(burglar: Burgle, granted: Path) -> None:
    attempts: Attempts = [("read_file", {}), ("append_file", {"text": "x"}), ("resize_file", {"size": 0})]
    os.mkfifo(granted / "pipe")
    (granted / "to-pipe").symlink_to("pipe")
    listener = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(granted)
    try:
        listener.bind("socket")
    finally:
        os.chdir(here)
    editor = burglar(write=True)
    with listener:
        for name in ("pipe", "to-pipe", "socket"):
            for tool, arguments in attempts:
                refused(editor, "neither a file nor a folder", tool, path=f"/desk/{name}", **arguments)
    assert stat.S_ISFIFO((granted / "pipe").stat().st_mode)


@pytest.mark.skipif(sys.platform != "linux", reason="/dev of Linux")
def test_a_device_in_a_granted_folder_is_not_opened(serve: Serve, components: Components, policy: WritePolicy) -> None:
    file = policy(f"[components.burglar]\nfolders = [{entry(Path('/dev'), '/dev')}]\n")
    editor = serve("--components", components("burglar"), "--policy", file)
    for name in ("zero", "null", "random", "tty"):
        assert "neither a file nor a folder" in editor.failure("read_file", path=f"/dev/{name}")
    for link in ("fd/0", "stdin"):
        assert editor.failure("read_file", path=f"/dev/{link}")


@unix
@pytest.mark.parametrize("to", ["link", "folder"])
def test_a_folder_that_was_replaced_since_it_was_granted_is_not_used(
    burglar: Burgle, granted: Path, tmp_path: Path, to: str
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "note.txt").write_text("swordfish", encoding="utf-8")
    editor = burglar(write=True)
    assert editor.data("read_file", path="/desk/note.txt") == {"result": "hello"}
    granted.rename(tmp_path / "moved")
    if to == "link":
        granted.symlink_to(other)
    else:
        other.rename(granted)
    text = editor.failure("read_file", path="/desk/note.txt")
    assert "something else lies in its place" in text
    assert "policy.toml:" in text
    assert "swordfish" not in text


# How much


@pytest.mark.policy(allows="components.folders.quota-mb", denies="components.folders.quota-mb")
def test_a_folder_does_not_grow_beyond_its_quota(burglar: Burgle, granted: Path) -> None:
    editor = burglar(write=True, quota_mb=1)
    text = editor.failure("write_large", path="/desk/large.txt", size=2 * MEBIBYTE)
    assert "more than the 1 MiB that `quota-mb` in" in text
    assert "policy.toml:" in text
    assert "`/desk`" in text
    assert sum(each.stat().st_size for each in granted.iterdir()) <= MEBIBYTE
    # The room comes back.
    refused(editor, "`quota-mb`", "write_large", path="/desk/next.txt", size=MEBIBYTE)
    assert not editor.call("remove_file", path="/desk/large.txt").is_error
    assert not editor.call("write_large", path="/desk/next.txt", size=MEBIBYTE // 2).is_error


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("append_file", {"path": "/desk/most.bin", "text": "x" * 50_000}),
        ("resize_file", {"path": "/desk/most.bin", "size": 10 * MEBIBYTE}),
        ("resize_file", {"path": "/desk/note.txt", "size": 1 << 50}),
        ("poke_file", {"path": "/desk/note.txt", "at": 1 << 40}),
    ],
)
def test_no_way_to_make_a_file_longer_leads_past_the_quota(
    burglar: Burgle, granted: Path, tool: str, arguments: Arguments
) -> None:
    (granted / "most.bin").write_bytes(b"x" * (MEBIBYTE - 20_000))
    # What libraries make of the error of a stream is their own.
    refused(burglar(write=True, quota_mb=1), "`quota-mb`", tool, **arguments)
    assert sum(each.stat().st_size for each in granted.iterdir()) <= MEBIBYTE


def test_a_flood_of_empty_files_ends_at_the_quota(burglar: Burgle, granted: Path) -> None:
    editor = burglar(write=True, quota_mb=1)
    answer = editor.data("make_many", path="/desk", count=1000)["result"]
    made = len(list(granted.iterdir())) - 1
    assert answer.startswith(f"{made}: QuotaExceeded")
    assert 200 < made < MEBIBYTE // 4096
    for tool, arguments in [
        ("make_directory", {"path": "/desk/folder"}),
        ("soft_link", {"target": "note.txt", "path": "/desk/link"}),
        ("hard_link", {"old": "/desk/note.txt", "new": "/desk/second.txt"}),
    ]:
        refused(editor, "QuotaExceeded", tool, **arguments)
    assert len(list(granted.iterdir())) == made + 1


def test_a_file_that_is_removed_while_it_is_open_still_counts(burglar: Burgle) -> None:
    answer = burglar(write=True, quota_mb=1).data("hoard", path="/desk", size=300_000, count=20)["result"]
    assert answer.startswith("3: QuotaExceeded")


def test_calls_at_the_same_time_share_the_quota(burglar: Burgle, granted: Path) -> None:
    editor = burglar(write=True, quota_mb=1)
    calls = [editor.begin("write_large", path=f"/desk/{number}", size=400_000) for number in range(6)]
    done = [not call.answer().is_error for call in calls]
    assert sum(each.stat().st_size for each in granted.iterdir()) <= MEBIBYTE
    assert not all(done)


def test_one_call_cannot_use_up_the_files_that_the_host_may_open(burglar: Burgle) -> None:
    editor = burglar()
    answer = editor.data("hold_open", path="/desk/note.txt", count=1000)["result"]
    assert 200 < int(answer.split(":")[0]) < 256
    assert "OutOfMemory" in answer
    assert editor.data("read_file", path="/desk/note.txt") == {"result": "hello"}


def test_a_listing_has_an_end(burglar: Burgle, granted: Path) -> None:
    many = granted / "many"
    many.mkdir()
    for number in range(2000):
        (many / str(number)).touch()
    assert len(burglar().data("list_directory", path="/desk/many")["result"]) == 2000


def test_reading_a_huge_file_ends_at_the_memory_limit(burglar: Burgle, granted: Path) -> None:
    with (granted / "huge").open("wb") as file:
        file.truncate(1 << 34)
    editor = burglar(limits="limits = { memory-mb = 16 }\n")
    refused(editor, "memory", "read_file", path="/desk/huge")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_text_is_an_error_and_no_crash(burglar: Burgle, granted: Path) -> None:
    Path(os.fsdecode(bytes(granted) + b"/\xff")).touch()
    refused(burglar(), "", "list_directory", path="/desk")


# What is there


LOSSES = [
    ("write_file", {"path": "/desk/note.txt", "text": "x"}),
    ("append_file", {"path": "/desk/note.txt", "text": "x"}),
    ("resize_file", {"path": "/desk/note.txt", "size": 0}),
    ("poke_file", {"path": "/desk/note.txt", "at": 0}),
    ("remove_file", {"path": "/desk/note.txt"}),
    ("remove_directory", {"path": "/desk/empty"}),
    ("move_file", {"old": "/desk/note.txt", "new": "/desk/moved.txt"}),
    ("move_file", {"old": "/desk/empty", "new": "/desk/moved"}),
    ("write_file", {"path": "/desk/second.txt", "text": "x"}),
]


@pytest.mark.policy(denies="components.folders.overwrite")
@pytest.mark.parametrize(("tool", "arguments"), LOSSES)
@pytest.mark.parametrize("overwrite", ["deny", "ask"])
def test_what_is_there_stays_unless_the_policy_or_a_person_allows_otherwise(
    burglar: Burgle, granted: Path, tool: str, arguments: Arguments, overwrite: str
) -> None:
    (granted / "empty").mkdir()
    os.link(granted / "note.txt", granted / "second.txt")
    editor = burglar(write=True, overwrite=overwrite)
    refused(editor, "PermissionDenied", tool, **arguments)
    text = editor.failure(tool, **arguments)
    assert "policy.toml:" in text
    assert ('says `overwrite = "deny"`' if overwrite == "deny" else "wants a person to be asked") in text
    assert sorted(each.name for each in granted.iterdir()) == ["empty", "note.txt", "second.txt"]
    assert (granted / "note.txt").read_text("utf-8") == "hello"


@pytest.mark.parametrize("overwrite", ["deny", "ask"])
def test_what_a_call_has_made_it_may_change_and_remove(burglar: Burgle, granted: Path, overwrite: str) -> None:
    editor = burglar(write=True, overwrite=overwrite)
    result = editor.call("use_up", path="/desk/passing.txt")
    assert not result.is_error, text_of(result)
    assert not editor.call("write_file", path="/desk/new.txt", text="first").is_error
    # It is another call's now.
    refused(editor, "PermissionDenied", "write_file", path="/desk/new.txt", text="second")
    assert (granted / "new.txt").read_text("utf-8") == "first"


@pytest.mark.parametrize("overwrite", ["deny", "ask"])
def test_a_component_gives_no_second_name_to_what_is_there(burglar: Burgle, granted: Path, overwrite: str) -> None:
    editor = burglar(write=True, overwrite=overwrite)
    attempts: list[tuple[str, Arguments]] = [
        ("hard_link", {"old": "/desk/note.txt", "new": "/desk/cache.tmp"}),
        ("soft_link", {"target": "note.txt", "path": "/desk/cache.tmp"}),
        ("soft_link", {"target": "later.txt", "path": "/desk/cache.tmp"}),
    ]
    for tool, arguments in attempts:
        refused(editor, "PermissionDenied", tool, **arguments)
        text = editor.failure(tool, **arguments)
        assert f'overwrite = "{overwrite}"' in text
        assert "a link leads only to what this call has made" in text
    assert [each.name for each in granted.iterdir()] == ["note.txt"]


@unix
def test_a_second_name_for_a_file_is_no_way_around_its_protection(burglar: Burgle, granted: Path) -> None:
    editor = burglar(write=True, overwrite="deny")
    os.link(granted / "note.txt", granted / "second.txt")
    (granted / "link").symlink_to("note.txt")
    for path in ("/desk/second.txt", "/desk/link"):
        refused(editor, "PermissionDenied", "write_file", path=path, text="x")
    assert (granted / "note.txt").read_text("utf-8") == "hello"
