"""Components that want too much: each is stopped with a clear error in time, and the next call works."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from .conftest import Components, Serve, WritePolicy
from .editor import Editor
from .guests import digest
from .host import Host
from .wire import Wire

RUNAWAY = """
[components.runaway]
ops = ["scene/ping"]
limits = { deadline-s = 1, memory-mb = 32, ops = 50, reports = 100 }
"""

# What a component sees of the process that runs it.
NOTHING: dict[str, list[str]] = {"variables": [], "arguments": []}


def limited(tool: str, words: list[str], key: str) -> Any:
    """A tool that comes to a limit."""
    return pytest.param(tool, words, id=tool, marks=pytest.mark.policy(denies=f"components.limits.{key}"))


# A tool of the guest, and what the message says of why it was stopped.
STOPPED = [
    limited("spin", ["1 s", "`deadline-s`"], "deadline-s"),
    limited("grow", ["32 MiB", "`memory-mb`"], "memory-mb"),
    limited("flood_ops", ["50", "`ops`"], "ops"),
    limited("flood_log", ["100", "`reports`"], "reports"),
    # Its own stack, which lies in its memory, is full before the one that the host gives.
    pytest.param("recurse", ["crashed", "out of bounds"], id="recurse"),
    pytest.param("crash", ["crashed", "next call starts afresh"], id="crash"),
]


@pytest.fixture
def runaway(serve: Serve, components: Components, policy: WritePolicy, scene: Wire) -> Editor:
    """A session with the guest that uses up whatever it can."""
    files = ("--components", components("runaway"), "--policy", policy(RUNAWAY))
    return serve(*files, "--log", "info", A_SECRET="swordfish")


@pytest.mark.parametrize(("tool", "words"), STOPPED)
def test_a_runaway_component_is_stopped_and_the_next_call_works(runaway: Editor, tool: str, words: list[str]) -> None:
    started = time.monotonic()
    text = runaway.failure(tool)
    seconds = time.monotonic() - started
    assert [word for word in words if word not in text] == []
    # The deadline, and ample time to compile the component on a busy machine.
    assert seconds < 1 + 5
    assert runaway.data("read_environment") == NOTHING


@pytest.mark.parametrize("seconds", [0.2, 0, -1])
def test_a_component_can_shorten_its_time_and_not_lengthen_it(runaway: Editor, seconds: float) -> None:
    started = time.monotonic()
    text = runaway.failure("spin_within", seconds=seconds)
    assert f"ran longer than the {max(seconds, 0)} s that it was given" in text
    assert time.monotonic() - started < 1 + 5
    # The policy's limit is the shorter one.
    assert "`deadline-s`" in runaway.failure("spin_within", seconds=100)


def test_runaway_components_do_not_keep_others_waiting(runaway: Editor) -> None:
    spinning = [runaway.begin("spin") for _ in range(4)]
    assert runaway.data("read_environment") == NOTHING
    assert all(call.answer().is_error for call in spinning)


def test_a_component_sees_no_environment_and_no_arguments(runaway: Editor) -> None:
    assert runaway.data("read_environment") == NOTHING


def test_what_a_component_prints_goes_to_the_log_as_text(runaway: Editor) -> None:
    runaway.data("print")
    [line] = [line for line in runaway.log().splitlines() if "forged" in line]
    assert "component=runaway" in line


ERASER = "[components.eraser]\nops = [{ops}]\n"


@pytest.mark.policy(denies="components.ops")
def test_an_operation_that_is_not_granted_is_refused_with_the_line_that_would_grant_it(
    serve: Serve, components: Components, policy: WritePolicy, scene: Wire
) -> None:
    scene.cube("Block")
    file = policy(ERASER.format(ops=""))
    editor = serve("--components", components("eraser"), "--policy", file)
    text = editor.failure("erase", name="Block")
    assert 'ops = ["removal/delete-object"]  # under [components.eraser]' in text
    assert str(file) in text
    assert scene.names() == ["Block"]


@pytest.mark.policy(allows="components.ops")
def test_the_line_that_a_refusal_names_grants_the_operation(
    serve: Serve, components: Components, policy: WritePolicy, scene: Wire
) -> None:
    scene.cube("Block")
    file = policy(ERASER.format(ops='"removal/delete-object"'))
    editor = serve("--components", components("eraser"), "--policy", file)
    assert editor.data("erase", name="Block") == {"result": ["Block"]}
    assert scene.names() == []


def test_a_tool_that_needs_nothing_works_where_its_neighbour_is_refused(
    serve: Serve, components: Components, policy: WritePolicy
) -> None:
    editor = serve("--components", components("eraser"), "--policy", policy(ERASER.format(ops="")))
    assert editor.data("greet", name="Ada") == {"result": "Hello, Ada!"}


@pytest.mark.policy(allows="components.tools", denies="components.tools")
def test_a_policy_can_serve_some_of_the_tools_of_a_component(
    serve: Serve, the_host: Host, components: Components, policy: WritePolicy
) -> None:
    folder, file = components("eraser"), policy('[components.eraser]\ntools = ["greet"]\n')
    editor = serve("--components", folder, "--policy", file)
    assert editor.tools().keys() == {"greet"}
    assert editor.data("greet", name="Ada") == {"result": "Hello, Ada!"}
    assert "erase" in editor.refusal("call_tool", "erase", {"name": "Block"}).message
    file = policy('[components.eraser]\ntools = ["greet", "gret"]\n')
    done = the_host.run("check", "--components", folder, "--policy", file)
    assert done.returncode == 1
    assert "the policy names the tool `gret`, which it does not have; it has erase, greet" in done.stdout


@pytest.mark.policy(allows="components.digest")
def test_a_component_without_an_entry_is_not_served_and_the_entry_is_named(
    serve: Serve, the_host: Host, components: Components, policy: WritePolicy
) -> None:
    folder, file = components("eraser"), policy("")
    editor = serve("--components", folder, "--policy", file)
    assert editor.tools() == {}
    assert "greet" in editor.refusal("call_tool", "greet", {"name": "Ada"}).message
    entry = f'[components.eraser]\ndigest = "{digest(folder / "eraser.wasm")}"'
    assert entry in editor.log()
    policy(f"{entry}\n")
    assert serve("--components", folder, "--policy", file).data("greet", name="Ada")


@pytest.mark.policy(denies="components.digest")
def test_a_component_that_is_not_the_file_that_was_vetted_is_not_served(
    serve: Serve, components: Components, policy: WritePolicy
) -> None:
    folder = components("eraser")
    editor = serve("--components", folder, "--policy", policy(f'[components.eraser]\ndigest = "sha256:{"0" * 64}"\n'))
    assert editor.tools() == {}
    assert "not the file that was vetted" in editor.log()
    assert f'digest = "{digest(folder / "eraser.wasm")}"' in editor.log()


def test_a_socket_is_refused_whatever_the_policy_says(
    serve: Serve, components: Components, policy: WritePolicy, blender_port: int
) -> None:
    file = policy(f'[components.caller]\nhosts = ["http://127.0.0.1:{blender_port}"]\n')
    editor = serve("--components", components("caller"), "--policy", file)
    text = editor.failure("connect_to", address=f"127.0.0.1:{blender_port}")
    assert "wasi:sockets" in text
    assert "No policy can allow it" in text


def test_a_policy_with_a_mistake_is_refused_with_the_place_of_the_mistake(the_host: Host, policy: WritePolicy) -> None:
    for entries, word in [
        ("[components.eraser]\nopps = []\n", "opps"),
        ('[components.eraser]\nops = ["Scene"]\n', "Scene"),
        ("[components.eraser]\nlimits = { deadline-s = 0 }\n", "deadline-s"),
        ('[components.eraser]\nhosts = ["example.com"]\n', "example.com"),
        ('[components.eraser]\nfolders = [{ path = "/no/such/folder", mount = "/x" }]\n', "/no/such/folder"),
    ]:
        done = the_host.run("list-tools", "--policy", policy(entries))
        assert done.returncode == 2
        assert word in done.stderr


def test_a_file_that_is_no_component_does_not_keep_the_others_away(
    serve: Serve, components: Components, policy: WritePolicy
) -> None:
    folder = components("eraser")
    (folder / "broken.wasm").write_bytes(b"\0asm nonsense")
    editor = serve("--components", folder, "--policy", policy(ERASER.format(ops="")))
    assert editor.tools().keys() == {"erase", "greet"}
    assert "broken" in editor.log()


def test_compiled_components_lie_where_no_component_can_write(the_host: Host, policy: WritePolicy) -> None:
    cache = Path(the_host.environment["XDG_CACHE_HOME"])
    folder = f'[{{ path = {json.dumps(str(cache))}, mount = "/cache", write = true }}]'
    done = the_host.run("list-tools", "--policy", policy(f"[components.eraser]\nfolders = {folder}\n"))
    assert done.returncode == 2
    assert "cannot be granted for writing" in done.stderr
