"""Attacks on the policy: no request, no component and no script changes what a person has decided."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..conftest import Components, Serve, WritePolicy
from ..editor import Editor, text_of
from ..host import Host
from ..wire import Wire
from .test_messages import INITIALIZE, Line

WISH = '[components.burglar]\nfolders = [{ path = "/", mount = "/all", write = true }]\n'

# Methods that a host with a door to its policy could have.
METHODS = [
    "policy",
    "policy/get",
    "policy/set",
    "policy/allow",
    "config/set",
    "grants/add",
    "tools/grant",
    "tools/vet",
    "resources/write",
    "roots/set",
    "host/policy",
]
TOOLS = ["policy", "policy/set", "set_policy", "host policy", "vet", "grant", "allow", "burglar", "../policy.toml"]
PARAMETERS = {"path": "policy.toml", "policy": WISH, "component": "burglar", "allow": ["*"], "decision": "allow"}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder beside the policy, with a file."""
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "note.txt").write_text("hello", encoding="utf-8")
    return folder


@pytest.fixture
def granted(policy: WritePolicy, desk: Path) -> Path:
    """A policy that grants that folder for writing, to a component and to scripts."""
    folders = f'folders = [{{ path = {json.dumps(str(desk))}, mount = "/desk", write = true }}]\n'
    scripts = f'[components.python]\nops = ["rna-reading", "rna-editing"]\n{folders}'
    return policy(f"[components.echo]\n[components.burglar]\n{folders}{scripts}")


@pytest.fixture
def line(the_host: Host, components: Components, granted: Path, tmp_path: Path) -> Iterator[Line]:
    """A host with that policy, spoken to line by line."""
    arguments = ("--components", str(components("echo", "burglar")), "--policy", str(granted))
    with (tmp_path / "host.log").open("w") as log:
        opened = Line(the_host, log, *arguments)
        opened.ask("initialize", **INITIALIZE, policy=WISH)
        opened.send(method="notifications/initialized")
        yield opened
        opened.end()


def test_no_request_changes_the_policy(line: Line, granted: Path) -> None:
    before, tools = granted.read_bytes(), line.ask("tools/list")["result"]["tools"]
    for method in METHODS:
        assert "error" in line.ask(method, **PARAMETERS), method
        line.send(method=f"notifications/{method}", params=PARAMETERS)
    for tool in TOOLS:
        assert "error" in line.call(tool, PARAMETERS), tool
    # Nor does one that is a call of a tool, whatever else is in it.
    wishes = {"policy": WISH, "grant": ["*"], "_meta": {"policy": WISH, "approval": "allow"}}
    answer = line.ask("tools/call", name="read_file", arguments={"path": "/all/etc/hostname"}, **wishes)
    assert answer["result"]["isError"]
    line.check()
    assert line.ask("tools/list")["result"]["tools"] == tools
    assert granted.read_bytes() == before


def test_no_tool_of_the_host_speaks_of_the_policy(assistant: Editor) -> None:
    for name, tool in assistant.tools().items():
        told = f"{name} {' '.join(tool.input_schema.get('properties', {}))}"
        assert [word for word in ("policy", "grant", "digest", "permission", "vet") if word in told.lower()] == []


def test_a_component_with_a_folder_beside_the_policy_cannot_change_it(
    serve: Serve, components: Components, granted: Path, desk: Path
) -> None:
    before = granted.read_bytes()
    editor = serve("--components", components("burglar"), "--policy", granted)
    for path in ("/desk/../policy.toml", granted.as_posix(), "/policy.toml", "policy.toml", "../policy.toml"):
        for tool, arguments in (
            ("write_file", {"path": path, "text": WISH}),
            ("append_file", {"path": path, "text": WISH}),
            ("resize_file", {"path": path, "size": 0}),
            ("remove_file", {"path": path}),
            ("move_file", {"old": path, "new": "/desk/policy.toml"}),
            ("move_file", {"old": "/desk/note.txt", "new": path}),
            ("hard_link", {"old": path, "new": "/desk/policy.toml"}),
            ("soft_link", {"target": path, "path": "/desk/link"}),
        ):
            # A link to the name of a file that could lie beside it leads nowhere.
            if tool == "soft_link" and path == "policy.toml":
                continue
            assert editor.failure(tool, **arguments)
            assert granted.read_bytes() == before
    # The same name in its folder is a file like any other.
    assert not editor.call("write_file", path="/desk/policy.toml", text=WISH).is_error
    assert editor.failure("read_file", path="/all/etc/hostname")
    assert sorted(each.name for each in desk.iterdir()) == ["note.txt", "policy.toml"]
    assert granted.read_bytes() == before


@pytest.mark.parametrize(
    "code",
    [
        "open('/desk/../policy.toml', 'a').write('x')",
        "open({path!r}, 'w')",
        "import os\nos.remove('/desk/../policy.toml')",
        "import os\nos.rename('/desk/note.txt', '/desk/../policy.toml')",
        "import os\nos.link('/desk/../policy.toml', '/desk/policy.toml')",
        "import os\nos.symlink('../policy.toml', '/desk/link')",
        "import bpy\nprint(bpy.ops.wm.save_as_mainfile(filepath='/desk/../policy.toml'))\nopen('/desk/../policy.toml')",
    ],
)
def test_a_script_with_a_folder_beside_the_policy_cannot_change_it(
    serve: Serve, granted: Path, desk: Path, scene: Wire, code: str
) -> None:
    before = granted.read_bytes()
    editor = serve("--policy", granted)
    text = text_of(editor.call("run_python", code=code.format(path=granted.as_posix())))
    # Where no folder is granted, files are those of the script's own memory.
    assert "Error" in text or "were kept in memory only" in text
    assert granted.read_bytes() == before
    assert [each.name for each in desk.iterdir()] == ["note.txt"]
