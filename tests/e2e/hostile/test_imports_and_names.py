"""Attacks by what a component imports, by the names of its tools, and by what it says of itself.

A component may import whatever it likes: what this host does not have or the policy does not grant ends the call, what
has another type than the host's is not linked, and the other tools work.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ..conftest import Serve
from ..host import Host
from . import raw
from .arena import LIMITS, Arena, policy
from .conftest import OpenArena

ALL = LIMITS + '\nops = ["scene", "removal", "python", "hello"]'
RUNNING = """(core module $module (func (export "run"))) (core instance $made (instantiate $module))
    (func $run (canon lift (core func $made "run")))"""

OPERATION = "blender:ops/{}@0.1.0"
UNKNOWN = "is not one that this host knows"
NEVER = "No policy can allow it"

# An interface, a function, its signature, what the policy says, and words of the error.
IMPORTS: dict[str, tuple[str, str, str, str, list[str]]] = {
    "a_package_that_nobody_knows": ("evil:thing/run@1.0.0", "go", "", ALL, [NEVER, "evil:thing/run"]),
    "a_name_like_that_of_the_host": ("blender:host/policy@0.1.0", "grant", "", ALL, [NEVER, "blender:host/policy"]),
    "an_operation_that_is_none": (OPERATION.format("scene"), "execute", "", ALL, ["scene/execute", UNKNOWN]),
    "an_interface_that_is_none": (OPERATION.format("python"), "eval", "", ALL, ["python/eval", UNKNOWN]),
    "an_operation_under_an_old_name": (OPERATION.format("scene"), "get-object", "", ALL, ["scene/get-object", UNKNOWN]),
    "an_operation_of_the_wire": (OPERATION.format("hello"), "hello", "", ALL, ["hello/hello", UNKNOWN]),
    "an_operation_that_is_not_granted": (
        OPERATION.format("scene"),
        "ping",
        "",
        LIMITS,
        ["denied", 'ops = ["scene/ping"]'],
    ),
    "an_operation_without_its_result": (OPERATION.format("scene"), "ping", "", ALL, ["build the component anew"]),
    "an_operation_of_another_result": (
        OPERATION.format("scene"),
        "ping",
        "(result u32)",
        ALL,
        ["`scene/ping` is", "-> u32", "build the component anew"],
    ),
    "an_operation_of_another_version": (
        "blender:ops/scene@9.9.9",
        "ping",
        "(result u32)",
        ALL,
        ["build the component anew"],
    ),
    "requests_that_are_not_granted": ("wasi:http/outgoing-handler@0.2.6", "handle", "", LIMITS, ["cannot link"]),
    "sockets": ("wasi:sockets/tcp@0.2.6", "connect", "", ALL, ["cannot link", "wasi:sockets/tcp"]),
    "files_of_another_type": ("wasi:filesystem/preopens@0.2.6", "get-directories", "", ALL, ["cannot link"]),
    "an_end_of_the_process": ("wasi:cli/exit@0.2.6", "exit", "", ALL, ["cannot link", "wasi:cli/exit"]),
    "a_log_of_another_type": ("blender:tool/log@0.1.0", "write", "", ALL, ["cannot link", "blender:tool/log"]),
    "what_the_host_does_not_offer_tools": ("blender:tool/secrets@0.1.0", "read", "", ALL, ["blender:tool/secrets"]),
}


@pytest.fixture(scope="module")
def importers(open_arena: OpenArena) -> Arena:
    """Serves a component for each."""
    made, entries = {}, {}
    for name, (interface, function, signature, entry, _) in IMPORTS.items():
        text = raw.importing(name.replace("_", "-"), interface, function, signature)
        if signature:
            text = text.replace('(func $wanted)) (func (export "run") (call $wanted))', DROPPING)
        made[name], entries[name] = raw.binary(text), entry
    return open_arena(made, entries)


# An imported function that answers with a number, which is dropped.
DROPPING = '(func $wanted (result i32))) (func (export "run") (drop (call $wanted)))'


@pytest.mark.parametrize("name", IMPORTS)
def test_what_is_not_there_or_not_granted_ends_the_call(importers: Arena, name: str) -> None:
    text = importers.refusal(name)
    assert [word for word in IMPORTS[name][4] if word not in text] == [], text


@pytest.mark.parametrize("kind", ["core module", "component"])
def test_code_cannot_be_asked_of_the_host(open_arena: OpenArena, kind: str) -> None:
    arena = open_arena(
        {"importer": raw.binary(f'(component (import "m" ({kind} $m)) {RUNNING} (export "attack" (func $run)))')}
    )
    assert "importer" in arena.refusal("attack")


def faults_of(host: Host, place: Path, components: dict[str, bytes], entries: dict[str, str]) -> tuple[list[str], str]:
    """Which tools are listed, and what is wrong."""
    folder = place / "components"
    folder.mkdir()
    for name, content in components.items():
        (folder / f"{name}.wasm").write_bytes(content)
    file = place / "policy.toml"
    text = policy({name: "" for name in components if name not in entries}, folder)
    file.write_text(text + "".join(f"\n[components.{name}]\n{entry}\n" for name, entry in entries.items()))
    listed = host.json("list-tools", "--json", "--components", folder, "--policy", file, code=1)
    return [tool["name"] for tool in listed["tools"]], json.dumps(listed["faults"])


@pytest.mark.parametrize("name", ["RUN-ME", "a" * 50, "a" + "-b" * 30, "a" * 100_000])
def test_a_name_that_clients_may_not_take_makes_no_tool(the_host: Host, tmp_path: Path, name: str) -> None:
    content = raw.binary(f'(component {RUNNING} (export "{name}" (func $run)) (export "fine" (func $run)))')
    tools, faults = faults_of(the_host, tmp_path, {"attack": content}, {})
    assert tools == ["fine"]
    assert "makes no tool name" in faults


def test_of_two_tools_of_one_name_in_one_component_one_is_served(the_host: Host, tmp_path: Path) -> None:
    content = raw.binary(
        f"""(component {RUNNING} (instance $more (export "twice" (func $run)))
        (export "twice" (func $run)) (export "a:b/c@1.0.0" (instance $more)))"""
    )
    tools, faults = faults_of(the_host, tmp_path, {"attack": content}, {})
    assert tools == ["twice"]
    assert "a tool `twice` already" in faults


def test_checking_finds_an_operation_without_its_arguments(the_host: Host, tmp_path: Path) -> None:
    folder = tmp_path / "components"
    folder.mkdir()
    content = raw.binary(raw.importing("attack", OPERATION.format("removal"), "delete-object"))
    (folder / "attack.wasm").write_bytes(content)
    file = tmp_path / "policy.toml"
    file.write_text(policy({"attack": 'ops = ["removal"]'}, folder))
    checked = the_host.json("check", "--json", "--components", folder, "--policy", file, code=1)
    assert "build the component anew" in json.dumps(checked["faults"])


def test_a_tool_cannot_take_the_name_of_a_built_in_one(the_host: Host, tmp_path: Path) -> None:
    content = raw.binary(raw.tool("get-scene-info", '(func (export "run"))'))
    tools, faults = faults_of(the_host, tmp_path, {"attack": content}, {"scene": 'ops = ["*/*"]'})
    assert "get_scene_info" in tools
    assert "a tool `get_scene_info` already" in faults


def test_a_component_cannot_take_the_name_and_grant_of_a_built_in_one(the_host: Host, tmp_path: Path) -> None:
    content = raw.binary(raw.tool("steal", '(func (export "run"))'))
    tools, faults = faults_of(the_host, tmp_path, {"scene": content}, {"scene": 'ops = ["*/*"]'})
    assert "steal" not in tools
    assert "get_scene_info" in tools
    assert "another component of this name" in faults


# What clears a terminal, sets its title, overwrites a line, or turns the direction of writing.
STEERING = "\x1b[2J\x1b]0;title\x07\r\b\x00\x7f\x9b31m\u202etxet\u2066\u2069\u200f\u061c"


@pytest.fixture
def steering(tmp_path: Path) -> Path:
    """A folder with a component whose documentation steers terminals, and a policy that serves it."""
    (tmp_path / "components").mkdir()
    metadata = {"worlds": {"root": {"funcs": {"answer": {"docs": f"Answers.{STEERING}"}}}}}
    content = raw.ANSWER + raw.custom("package-docs", b"\1" + json.dumps(metadata).encode())
    (tmp_path / "components" / "answer.wasm").write_bytes(content)
    (tmp_path / "policy.toml").write_text(policy({"answer": ""}, tmp_path / "components"))
    return tmp_path


def test_what_a_component_says_of_itself_does_not_steer_a_terminal(the_host: Host, steering: Path) -> None:
    arguments = ("--components", steering / "components", "--policy", steering / "policy.toml")
    for command in (
        ("list-tools", *arguments),
        ("inspect", steering / "components" / "answer.wasm"),
        ("check", *arguments),
    ):
        done = the_host.run(*command)
        assert done.returncode == 0
        said = done.stdout + done.stderr
        assert [c for c in STEERING if c in said and not c.isprintable()] == [], command
        assert command[0] == "check" or "\\u{1b}[2J" in said


def test_what_vetting_shows_does_not_steer_a_terminal(the_host: Host, steering: Path) -> None:
    file, vetted = steering / "components" / "answer.wasm", steering / "vetted.toml"
    next_version = file.read_bytes().replace(b"Answers.", b"Replies.")
    for content, shown in ((file.read_bytes(), "Answers."), (next_version, "Replies.")):
        file.write_bytes(content)
        done = the_host.run("vet", file, "--policy", vetted, "--yes")
        assert done.returncode == 0, done
        said = done.stdout + done.stderr
        assert f"{shown}\\u{{1b}}[2J" in said
        assert [c for c in said if not c.isprintable() and c != "\n"] == []
        assert [c for c in vetted.read_text("utf-8") if not c.isprintable() and c != "\n"] == []


def test_a_file_name_does_not_steer_a_terminal(the_host: Host, steering: Path) -> None:
    try:
        (steering / "components" / "answer\x1b[2J\u202e.wasm").write_bytes(raw.ANSWER)
    except OSError:
        pytest.skip("this file system does not take such names")
    for command in ("list-tools", "check"):
        done = the_host.run(command, "--components", steering / "components", "--policy", steering / "policy.toml")
        assert done.returncode == 1
        said = done.stdout + done.stderr
        assert "answer\\u{1b}[2J\\u{202e}" in said
        assert "\x1b" not in said
        assert "\u202e" not in said


def test_a_description_is_text_for_the_assistant_whatever_it_says(serve: Serve, steering: Path) -> None:
    editor = serve("--components", steering / "components", "--policy", steering / "policy.toml")
    description = editor.tools()["answer"].description or ""
    assert description.startswith("Answers.")
    assert [c for c in STEERING if c in description and not c.isprintable()] == []
    assert editor.data("answer") == {"result": 42}
    assert "\x1b" not in editor.log()


def test_what_a_component_says_of_its_progress_does_not_steer_who_shows_it(open_arena: OpenArena) -> None:
    content = raw.binary(raw.reporting("attack", f"begin{STEERING}end"))
    arena = open_arena({"reporter": content})
    running = arena.editor.begin("attack")
    [report] = running.all_reports()
    assert report.message
    assert report.message.startswith("begin\\u{1b}[2J")
    assert report.message.endswith("end")
    assert report.message.isprintable()
    arena.check()
