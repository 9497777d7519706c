"""Attacks on the files that the host trusts: components that are swapped, compiled code, and the policy itself.

Compiled code is loaded unchecked, so it lies in a folder that only the user can enter and no component can be granted
for writing; whoever can write there is the user, and could change the host itself. What lies there and is none is
compiled again. A component is read once: what was hashed is what runs.
"""

from __future__ import annotations

import json
import os
import stat
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from mcp.shared.exceptions import MCPError

from ..blender import Blender
from ..guests import digest
from ..host import Host
from . import raw
from .arena import LIMITS, Arena, arena, bounded, policy

EVIL = raw.binary(raw.tool("answer", '(func (export "run") (result i32) i32.const 666)', "(result u32)"))

WINDOWS = os.name == "nt"


@pytest.fixture
def served(the_host: Host, blender: Blender, tmp_path: Path) -> Iterator[Arena]:
    """A host with nothing but the component that answers with 42."""
    (tmp_path / "components").mkdir()
    with arena(the_host, blender.url, tmp_path, {}) as serving:
        yield serving


def component_of(served: Arena) -> Path:
    """The file of that component."""
    return served.editor.log_file.parent / "components" / "answer.wasm"


def gone(served: Arena) -> str:
    """Waits until the tool is not served any more; what the host logged."""
    with served.editor.noticing_changes() as changes:
        while "answer" in served.editor.tools():
            changes.get(timeout=30)
    return served.editor.log()


def swap(file: Path, content: bytes) -> None:
    """Puts another file in the place of one, at once."""
    other = file.with_suffix(".new")
    other.write_bytes(content)
    os.replace(other, file)


def check_for_ever(served: Arena) -> NoReturn:
    """Until it fails."""
    while True:
        served.check()


def test_a_swapped_file_never_runs(served: Arena) -> None:
    served.check()
    swap(component_of(served), EVIL)
    # Until the host has noticed, the component that was vetted goes on; then there is none.
    with pytest.raises(MCPError, match="there is no tool"):
        check_for_ever(served)
    assert "not the file that was vetted" in served.editor.log()
    swap(component_of(served), raw.ANSWER)
    while "answer" not in served.editor.tools():
        time.sleep(0.05)
    served.check()


def test_a_file_swapped_before_it_is_compiled_never_runs(the_host: Host, blender: Blender, tmp_path: Path) -> None:
    (tmp_path / "components").mkdir()
    later = raw.binary(raw.tool("later", '(func (export "run") (result i32) i32.const 1)', "(result u32)"))
    # A compiled form of it is not there yet.
    (tmp_path / "components" / "later.wasm").write_bytes(later + raw.custom("fresh", os.urandom(16)))
    with arena(the_host, blender.url, tmp_path, {"later": LIMITS}) as served:
        (tmp_path / "components" / "later.wasm").write_bytes(EVIL)
        assert served.editor.data("later") == {"result": 1}


def test_a_file_cut_short_while_the_host_runs_takes_away_its_tools_and_no_others(served: Arena) -> None:
    folder = component_of(served).parent
    (folder / "second.wasm").write_bytes(raw.ANSWER[:50])
    component_of(served).write_bytes(raw.ANSWER[:50])
    gone(served)
    component_of(served).write_bytes(raw.ANSWER)
    while "answer" not in served.editor.tools():
        time.sleep(0.05)
    served.check()


@pytest.mark.skipif(WINDOWS, reason="links need rights there")
@pytest.mark.parametrize(
    "target", ["outside.wasm", "/dev/zero", "/dev/stdin", "/proc/self/mem", "components", "attack.wasm"]
)
def test_a_link_out_of_the_folder_of_components_is_not_followed(the_host: Host, tmp_path: Path, target: str) -> None:
    folder = tmp_path / "components"
    folder.mkdir()
    (folder / "answer.wasm").write_bytes(raw.ANSWER)
    (tmp_path / "outside.wasm").write_bytes(EVIL)
    link = Path(target) if target.startswith("/") or target == "attack.wasm" else tmp_path / target
    (folder / "attack.wasm").symlink_to(link)
    file = tmp_path / "policy.toml"
    file.write_text(
        policy({"answer": ""}, folder) + f'\n[components.attack]\ndigest = "{digest(tmp_path / "outside.wasm")}"\n'
    )
    listed = the_host.json("list-tools", "--json", "--components", folder, "--policy", file, code=1)
    assert [tool["name"] for tool in listed["tools"]] == ["answer"]
    assert [fault["component"] for fault in listed["faults"]] == ["attack"]


@pytest.mark.skipif(WINDOWS, reason="there are no such files there")
def test_a_file_that_never_ends_does_not_keep_the_host_waiting(the_host: Host, tmp_path: Path) -> None:
    folder = tmp_path / "components"
    folder.mkdir()
    (folder / "answer.wasm").write_bytes(raw.ANSWER)
    os.mkfifo(folder / "pipe.wasm")
    (tmp_path / "policy.toml").write_text(policy({"answer": ""}, folder))
    arguments = ("list-tools", "--json", "--components", folder, "--policy", tmp_path / "policy.toml")
    # Somebody who writes nothing and leaves ends the wait of a host that has begun to read.
    ending = threading.Timer(5, lambda: os.close(os.open(folder / "pipe.wasm", os.O_RDWR | os.O_NONBLOCK)))
    ending.start()
    started = time.monotonic()
    listed = the_host.json(*arguments, code=1)
    ending.cancel()
    assert time.monotonic() - started < 5
    assert [tool["name"] for tool in listed["tools"]] == ["answer"]


@pytest.fixture
def own(the_host: Host, tmp_path: Path) -> Host:
    """The host with folders that no other test has."""
    places = {
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
        "APPDATA": "config",
        "LOCALAPPDATA": "cache",
    }
    return replace(the_host, environment={name: str(tmp_path / place) for name, place in places.items()})


@pytest.fixture
def prepared(own: Host, tmp_path: Path) -> tuple[Path, tuple[str | Path, ...]]:
    """The compiled form of a component in a cache of its own, and the arguments that serve it."""
    folder = tmp_path / "components"
    folder.mkdir()
    for name, content in {
        "answer": raw.ANSWER,
        "evil": raw.binary(raw.tool("evil", EVIL_BODY, "(result u32)")),
    }.items():
        (folder / f"{name}.wasm").write_bytes(content)
    (tmp_path / "policy.toml").write_text(policy({"answer": LIMITS, "evil": LIMITS}, folder))
    arguments = ("--components", folder, "--policy", tmp_path / "policy.toml")
    assert own.run("prepare", *arguments).returncode == 0
    name = digest(folder / "answer.wasm").removeprefix("sha256:")
    [compiled] = (tmp_path / "cache").rglob(f"{name}*.cwasm")
    return compiled, arguments


EVIL_BODY = '(func (export "run") (result i32) i32.const 666)'


@pytest.mark.skipif(WINDOWS, reason="rights are others there")
def test_only_the_user_can_enter_the_folder_of_compiled_code(prepared: tuple[Path, tuple[str | Path, ...]]) -> None:
    compiled, _ = prepared
    assert stat.S_IMODE(compiled.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(compiled.stat().st_mode) & 0o077 == 0


SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda content: b"",
    "garbage": lambda content: b"garbage" * 1000,
    "cut_short": lambda content: content[: len(content) // 2],
    "the_head_alone": lambda content: content[:64],
    "zeros": lambda content: bytes(len(content)),
    "a_component_that_is_not_compiled": lambda content: raw.ANSWER,
    "a_program": lambda content: b"\x7fELF" + bytes(1000),
}


@pytest.mark.parametrize("name", SPOILED)
def test_compiled_code_that_is_none_is_compiled_again(
    own: Host, prepared: tuple[Path, tuple[str | Path, ...]], name: str
) -> None:
    compiled, arguments = prepared
    whole = compiled.read_bytes()
    compiled.write_bytes(SPOILED[name](whole))
    done = own.run("call", "answer", *arguments)
    assert done.returncode == 0, done.stderr[-500:]
    assert "42" in done.stdout
    assert "compiling `answer` again" in done.stderr
    assert len(compiled.read_bytes()) == len(whole)


def test_a_folder_in_the_place_of_compiled_code_is_no_hindrance(
    own: Host, prepared: tuple[Path, tuple[str | Path, ...]]
) -> None:
    compiled, arguments = prepared
    compiled.unlink()
    compiled.mkdir()
    done = own.run("call", "answer", *arguments)
    assert done.returncode == 0, done.stderr[-500:]
    assert "42" in done.stdout


def grant(path: Path) -> str:
    """The entry that lets a component write in a folder."""
    return f'folders = [{{ path = {json.dumps(str(path))}, mount = "/x", write = true }}]'


OWN: dict[str, Callable[[Path], Path]] = {
    "the_policy": lambda place: place,
    "components": lambda place: place / "components",
    "compiled_code": lambda place: place / "cache" / "blender-tool-host" / "compiled",
    "all_caches": lambda place: place / "cache",
    "configuration": lambda place: place / "config" / "blender-tool-host",
    "data": lambda place: place / "data" / "blender-tool-host",
    "everything": lambda place: Path(place.anchor),
}


@pytest.mark.skipif(WINDOWS, reason="the folders have other names there")
@pytest.mark.parametrize("name", OWN)
def test_no_component_can_be_granted_to_write_what_the_host_trusts(own: Host, tmp_path: Path, name: str) -> None:
    (tmp_path / "components").mkdir()
    (tmp_path / "components" / "answer.wasm").write_bytes(raw.ANSWER)
    folder = OWN[name](tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    file = tmp_path / "policy.toml"
    file.write_text(policy({"answer": grant(folder)}, tmp_path / "components"))
    done = own.run("list-tools", "--components", tmp_path / "components", "--policy", file)
    assert done.returncode == 2
    assert "cannot be granted for writing" in done.stderr


@pytest.mark.skipif(WINDOWS, reason="links need rights there")
def test_a_link_to_what_the_host_trusts_cannot_be_granted_either(own: Host, tmp_path: Path) -> None:
    (tmp_path / "components").mkdir()
    (tmp_path / "components" / "answer.wasm").write_bytes(raw.ANSWER)
    (tmp_path / "innocent").symlink_to(tmp_path / "components")
    file = tmp_path / "policy.toml"
    file.write_text(policy({"answer": grant(tmp_path / "innocent")}, tmp_path / "components"))
    done = own.run("list-tools", "--components", tmp_path / "components", "--policy", file)
    assert done.returncode == 2
    assert "cannot be granted for writing" in done.stderr


COMPONENT = '[components.answer]\ndigest = "sha256:' + "0" * 64 + '"\n'
POLICIES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "version"),
    "not_utf_8": (b"version = 1\n# \xff\xfe\n", "UTF-8"),
    "utf_16": ("version = 1\n".encode("utf-16"), "UTF-8"),
    "zeros": (bytes(10_000), "policy.toml"),
    "json": (b'{"version": 1}', "policy.toml"),
    "a_key_twice": (f"version = 1\n{COMPONENT}tools = []\ntools = []\n".encode(), "duplicate key"),
    "a_component_twice": (f"version = 1\n{COMPONENT}{COMPONENT}".encode(), "duplicate key"),
    "the_version_twice": (b"version = 1\nversion = 1\n", "duplicate key"),
    "another_version": (b"version = 2\n", "version 2"),
    "no_number": (b"version = nan\n", ":1: "),
    "arrays_in_arrays": (b"version = 1\nx = " + b"[" * 100_000, "policy.toml"),
    "tables_in_tables": (b"version = 1\nx = " + b"{a=" * 100_000, "policy.toml"),
    "dots_in_dots": (b"version = 1\n[" + b".".join([b"a"] * 100_000) + b"]\n", "policy.toml"),
    "an_unknown_key": (b"version = 1\n" + b"x" * 5000 + b" = 1\n", "policy.toml"),
    "an_unknown_table": (b"version = 1\n[component.answer]\n", "components"),
    "ops_that_are_no_list": (f'version = 1\n{COMPONENT}ops = "*"\n'.encode(), ":4: "),
    "too_many_parts": (f'version = 1\n{COMPONENT}ops = ["{"*/" * 1000}x"]\n'.encode(), "ops"),
    "a_limit_below_zero": (f"version = 1\n{COMPONENT}limits = {{ memory-mb = -1 }}\n".encode(), ":4: "),
    "a_limit_without_end": (f"version = 1\n{COMPONENT}limits = {{ ops = 4294967295 }}\n".encode(), "ops"),
    "a_folder_with_zero": (
        f'version = 1\n{COMPONENT}folders = [{{ path = "/tmp\\u0000/x", mount = "/x" }}]\n'.encode(),
        "folder",
    ),
    "a_mount_that_climbs": (
        f'version = 1\n{COMPONENT}folders = [{{ path = "/", mount = "/../x" }}]\n'.encode(),
        "mount",
    ),
}


@pytest.mark.parametrize("name", POLICIES)
def test_a_policy_that_is_none_grants_nothing_and_says_why(the_host: Host, tmp_path: Path, name: str) -> None:
    content, word = POLICIES[name]
    file = tmp_path / "policy.toml"
    file.write_bytes(content)
    done = the_host.run("list-tools", "--policy", file)
    assert done.returncode == 2, done.stderr[-500:]
    assert done.stdout == ""
    assert word in done.stderr
    assert "panicked" not in done.stderr
    assert len(done.stderr) < 10_000


@pytest.mark.parametrize("kind", ["folder", "nothing"])
def test_a_policy_that_cannot_be_read_is_not_the_built_in_one(the_host: Host, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "policy.toml"
    if kind == "folder":
        file.mkdir()
    done = the_host.run("list-tools", "--policy", file)
    assert done.returncode == 2
    assert done.stdout == ""
    assert str(file) in done.stderr


def test_a_policy_spoiled_while_the_host_runs_leaves_the_tools_as_they_were(served: Arena) -> None:
    file = served.editor.log_file.parent / "policy.toml"
    with bounded(served.process):
        for content, _ in POLICIES.values():
            file.write_bytes(content)
            served.check()
        while "the tools stay as they were" not in served.editor.log():
            time.sleep(0.05)
    served.check()
