"""The commands besides `serve`."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from .blender import REPOSITORY, Blender, free_port
from .conftest import Components, WritePolicy
from .guests import PACKAGES, compiled, digest
from .host import Host
from .test_tools import CALLS, png_size
from .wire import Wire

COMMANDS = [
    "serve",
    "list-tools",
    "call",
    "python",
    "inspect",
    "vet",
    "check",
    "policy",
    "audit",
    "replay",
    "prepare",
    "blender",
    "demo",
    "contract",
    "embed-docs",
]
BUILT_IN = {"materials", "objects", "python", "scatter", "scene", "studio"}
posix_only = pytest.mark.skipif(os.name == "nt", reason="needs an executable script or links")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(the_host: Host, command: str) -> None:
    done = the_host.run(command, "--help")
    assert done.returncode == 0
    assert f"Usage: host {command}" in done.stdout
    assert done.stdout.splitlines()[0]


def test_the_help_names_every_command(the_host: Host) -> None:
    text = the_host.run("--help").stdout
    listed = text.partition("Commands:")[2].partition("Options:")[0]
    assert [line.split()[0] for line in listed.strip().splitlines()] == [*COMMANDS, "help"]


def test_a_mistake_on_the_command_line_is_told_from_a_fault(the_host: Host) -> None:
    done = the_host.run("list-toolz")
    assert done.returncode == 2
    assert "list-tools" in done.stderr


def test_without_blender_tools_are_listed_with_schemas_and_capabilities(the_host: Host) -> None:
    listed = the_host.json("list-tools", "--json")
    assert listed["faults"] == []
    tools = {tool["name"]: tool for tool in listed["tools"]}
    assert tools.keys() == CALLS.keys()
    for name, tool in tools.items():
        Draft202012Validator.check_schema(tool["inputSchema"])
        Draft202012Validator.check_schema(tool["outputSchema"] or {})
        assert (tool["outputSchema"] is None) == (name == "look")
        assert tool["component"]["name"] in BUILT_IN
        assert tool["component"]["digest"].startswith("sha256:")
        assert tool["capabilities"]["ops"]
        assert not any(tool["capabilities"][key] for key in ("deniedOps", "folders", "hosts"))
    assert "removal/delete-object" in tools["delete_object"]["capabilities"]["ops"]


def test_tools_are_listed_for_people_without_colours_in_a_pipe(the_host: Host) -> None:
    done = the_host.run("list-tools")
    assert done.returncode == 0
    assert [name for name in CALLS if f"  {name}" not in done.stdout] == []
    assert "may: read the scene" in done.stdout
    assert "\x1b" not in done.stdout


def test_inspecting_tells_what_a_component_can_do_at_most(the_host: Host) -> None:
    inspected = the_host.json("inspect", "scatter", "--json")
    assert inspected["name"] == "scatter"
    assert set(inspected["ops"]) == {"scene/get-object-info", "objects/duplicate-object"}
    assert inspected["can"]
    assert "wasi:filesystem" not in json.dumps(inspected["imports"])
    text = the_host.run("inspect", "scatter").stdout
    assert "scatter-objects" in text
    assert [sentence for sentence in inspected["can"] + inspected["cannot"] if sentence not in text] == []


def test_inspecting_a_file_names_the_files_and_sockets_it_reaches_for(the_host: Host, components: Components) -> None:
    folder = components("burglar", "caller", "fetcher")
    for name, package in [("burglar", "wasi:filesystem"), ("caller", "wasi:sockets"), ("fetcher", "wasi:http")]:
        inspected = the_host.json("inspect", folder / f"{name}.wasm", "--json")
        assert any(interface.startswith(package) for interface in inspected["imports"])
        assert inspected["digest"] == digest(folder / f"{name}.wasm")


def test_what_is_imported_and_linked_to_nothing_is_told(the_host: Host, policy: WritePolicy, tmp_path: Path) -> None:
    sentence = "imports files and sockets; linked to nothing"
    assert sentence in the_host.run("inspect", "python").stdout
    assert the_host.json("inspect", "python", "--json")["linkedToNothing"] == ["files", "sockets"]
    assert the_host.json("inspect", "scene", "--json")["linkedToNothing"] == []
    assert the_host.run("list-tools").stdout.count(sentence) == 1
    folder = f'{{ path = {json.dumps(str(tmp_path))}, mount = "/desk" }}'
    file = policy(f"[components.python]\nfolders = [{folder}]\n")
    listed = the_host.json("list-tools", "--json", "--policy", file)
    assert {tool["name"]: tool["capabilities"]["linkedToNothing"] for tool in listed["tools"]} == {
        "execute_blender_code": ["sockets"],
        "run_python": ["sockets"],
    }


def test_inspecting_what_is_no_component_says_so(the_host: Host, tmp_path: Path) -> None:
    file = tmp_path / "text.wasm"
    file.write_text("nothing", encoding="utf-8")
    done = the_host.run("inspect", file)
    assert done.returncode == 2
    assert "text.wasm" in done.stderr
    assert the_host.run("inspect", tmp_path / "missing.wasm").returncode == 2


def test_checking_the_built_in_components_finds_no_fault(the_host: Host) -> None:
    checked = the_host.json("check", "--json")
    assert set(checked["checked"]) == BUILT_IN
    assert checked["faults"] == []


@pytest.mark.parametrize(
    ("guest", "line"),
    [
        ("eraser", 'ops = ["removal/delete-object"]  # under [components.eraser]'),
        ("burglar", 'folders = [{ path = "FOLDER", mount = "/NAME" }]  # under [components.burglar]'),
        ("fetcher", 'hosts = ["https://HOST"]  # under [components.fetcher]'),
        ("caller", "No policy can allow it"),
    ],
)
def test_checking_names_the_line_to_add_for_what_is_not_granted(
    the_host: Host, components: Components, policy: WritePolicy, guest: str, line: str
) -> None:
    folder, file = components(guest), policy(f"[components.{guest}]\n")
    faults = the_host.json("check", "--json", "--components", folder, "--policy", file, code=1)["faults"]
    assert line in "\n".join(fault["fault"] for fault in faults if fault["component"] == guest)
    done = the_host.run("check", "--components", folder, "--policy", file)
    assert done.returncode == 1
    assert line in done.stdout


def test_checking_names_components_and_operations_that_do_not_exist(the_host: Host, policy: WritePolicy) -> None:
    file = policy('[components.ghost]\n[components.scene]\nops = ["scene/levitate"]\n')
    done = the_host.run("check", "--policy", file)
    assert done.returncode == 1
    assert "ghost" in done.stdout
    assert "scene/levitate" in done.stdout


def test_calling_prints_the_answer_as_json(the_host: Host, blender: Blender, scene: Wire) -> None:
    arguments = json.dumps({"primitive": "cube", "name": "Called", "location": [1, 1, 1]})
    url = ("--blender-url", blender.url)
    assert the_host.json("call", "create_object", "--args", arguments, "--json", *url)["name"] == "Called"
    assert scene.object("Called")["location"] == [1, 1, 1]


def test_calling_writes_the_picture_of_an_answer_to_a_file(
    the_host: Host, blender: Blender, scene: Wire, tmp_path: Path
) -> None:
    scene.cube("Block")
    file = tmp_path / "look.png"
    arguments = json.dumps(CALLS["look"])
    the_host.json("call", "look", "--args", arguments, "--output", file, "--blender-url", blender.url)
    assert png_size(file.read_bytes()) == (96, 64)


def test_a_failed_call_is_told_from_a_command_that_cannot_be_done(
    the_host: Host, blender: Blender, scene: Wire
) -> None:
    url = ("--blender-url", blender.url)
    failed = the_host.json("call", "get_object_info", "--args", '{"name": "Ghost"}', "--json", *url, code=1)
    assert "Ghost" in failed["error"]
    text = the_host.run("call", "get_object_info", "--args", '{"name": "Ghost"}', *url)
    assert (text.returncode, text.stdout) == (1, "")
    assert "Ghost" in text.stderr
    unknown = the_host.run("call", "make_coffee", *url)
    assert unknown.returncode == 2
    assert "get_scene_info" in unknown.stderr
    assert the_host.run("call", "get_scene_info", "--args", "{", *url).returncode == 2


def test_calling_without_blender_says_how_to_start_it(the_host: Host) -> None:
    done = the_host.run("call", "get_scene_info", "--blender-url", f"ws://127.0.0.1:{free_port()}")
    assert done.returncode == 1
    assert "host blender" in done.stderr


def test_the_contract_is_the_one_that_the_add_on_has(the_host: Host, tmp_path: Path) -> None:
    file = tmp_path / "ops.json"
    assert the_host.run("contract", "--output", file).returncode == 0
    expected = (REPOSITORY / "addon" / "ops.json").read_text("utf-8")
    assert file.read_text("utf-8") == expected
    assert the_host.run("contract").stdout == expected


def test_embedding_docs_gives_a_tool_its_description(the_host: Host, built_guests: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(compiled("eraser"), tmp_path / "eraser.wasm"))
    assert "Deletes an object with its children" not in the_host.run("inspect", file).stdout
    done = the_host.run("embed-docs", file, "--wit", REPOSITORY / "tests" / "guests" / "eraser" / "wit", *PACKAGES)
    assert done.returncode == 0, done.stderr
    assert "Deletes an object with its children" in the_host.run("inspect", file).stdout


def test_a_blender_that_is_none_is_refused(the_host: Host, tmp_path: Path) -> None:
    done = the_host.run("blender", "--blender", tmp_path / "blender", "--port", "0")
    assert done.returncode == 2
    assert "cannot run" in done.stderr


@posix_only
def test_a_blender_that_is_too_old_is_refused(the_host: Host, tmp_path: Path) -> None:
    executable = tmp_path / "blender"
    executable.write_text("#!/bin/sh\necho Blender 3.6.0\n", encoding="utf-8")
    executable.chmod(0o755)
    done = the_host.run("blender", "--blender", executable, "--port", "0")
    assert done.returncode == 2
    assert "needs 4.2 or newer" in done.stderr


SCRIPT = """
import bpy
bpy.ops.mesh.primitive_cube_add(size=1, location=(1, 2, 3))
bpy.context.active_object.name = "Scripted"
print("made", bpy.context.active_object.name)
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A script that adds a cube."""
    file = tmp_path / "script.py"
    file.write_text(SCRIPT, encoding="utf-8")
    return file


def test_a_script_is_run_and_what_it_did_is_told_beside_what_it_printed(
    the_host: Host, blender: Blender, scene: Wire, script: Path
) -> None:
    done = the_host.run("python", script, "--blender-url", blender.url)
    assert (done.returncode, done.stdout) == (0, "made Scripted\n"), done
    assert 'added: meshes["Cube"], objects["Scripted"]' in done.stderr
    assert scene.object("Scripted")["location"] == [1, 2, 3]


def test_a_script_that_is_tried_leaves_nothing(the_host: Host, blender: Blender, scene: Wire, script: Path) -> None:
    report = the_host.json("python", script, "--dry-run", "--json", "--blender-url", blender.url)
    assert {"kind": "objects", "name": "Scripted"} in report["added"]
    assert scene.names() == []


def test_a_script_that_fails_is_told_by_its_traceback_and_leaves_nothing(
    the_host: Host, blender: Blender, scene: Wire, script: Path
) -> None:
    script.write_text(f"{SCRIPT}\nnot_there\n", encoding="utf-8")
    done = the_host.run("python", script, "--blender-url", blender.url)
    assert (done.returncode, done.stdout) == (1, "made Scripted\n")
    assert "NameError: name 'not_there' is not defined" in done.stderr
    assert scene.names() == []


def test_a_script_has_the_time_that_is_given(the_host: Host, blender: Blender, scene: Wire, script: Path) -> None:
    script.write_text(f"{SCRIPT}\nwhile True:\n    pass\n", encoding="utf-8")
    done = the_host.run("python", script, "--timeout", "1", "--blender-url", blender.url)
    assert done.returncode == 1
    assert "ran longer than the 1 s that it was given" in done.stderr
    assert scene.names() == []


def test_scripts_are_a_tool_that_a_policy_grants(the_host: Host, policy: WritePolicy, script: Path) -> None:
    done = the_host.run("python", script, "--policy", policy('[components.scene]\nops = ["scene"]\n'))
    assert done.returncode == 2
    assert "must grant the component `python`" in done.stderr


@pytest.fixture
def bpy_set_up(the_host: Host) -> None:
    """The host finds the `bpy` module set up already: the one that these tests run with."""
    environment = Path(the_host.environment["XDG_DATA_HOME"]) / "blender-tool-host" / "bpy-5.0.1"
    if not environment.exists():
        environment.mkdir(parents=True)
        for part in ("bin", "lib", "pyvenv.cfg"):
            (environment / part).symlink_to(Path(sys.prefix) / part)
        (environment / "ready").write_text("5.0.1", encoding="utf-8")


@posix_only
@pytest.mark.usefixtures("bpy_set_up")
def test_a_blender_of_the_host_serves_calls_and_ends_with_it(the_host: Host, tmp_path: Path) -> None:
    with (tmp_path / "log").open("w") as log, the_host.start(log, "blender", "--bpy", "--port", "0") as process:
        assert process.stdout
        try:
            line = process.stdout.readline()
            assert line.startswith("Blender 5.0.1 listens at ws://127.0.0.1:")
            url = line.split(" listens at ")[1].split(";")[0]
            answer = the_host.json("call", "create_object", "--args", '{"primitive": "cube"}', "--blender-url", url)
            with Wire(url) as wire:
                assert answer["name"] in wire.names()
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
        finally:
            process.kill()
    with pytest.raises(OSError, match="refused"):
        Wire(url)


@posix_only
@pytest.mark.usefixtures("bpy_set_up")
def test_a_script_is_compared_with_how_it_runs_natively(the_host: Host, script: Path) -> None:
    same = the_host.run("python", "--compare", "--bpy", script)
    assert same.returncode == 0, same
    assert same.stdout.startswith("0 differences; natively ")
    script.write_text(f"import sys\n{SCRIPT}\nprint(sys.platform)\n", encoding="utf-8")
    compared = the_host.json("python", "--compare", "--bpy", "--json", script, code=1)
    [difference] = compared["differences"]
    assert "line 2 of the output" in difference
    assert "wasi" in difference


@posix_only
@pytest.mark.usefixtures("bpy_set_up")
def test_the_demo_builds_a_scene_and_renders_it(the_host: Host, tmp_path: Path) -> None:
    picture = tmp_path / "demo.png"
    done = the_host.run("demo", "--bpy", "--output", picture)
    assert done.returncode == 0, done.stderr
    width, height = png_size(picture.read_bytes())
    assert width >= 640
    assert height >= 360
    assert "create_object" in done.stdout + done.stderr


def test_built_in_components_that_a_policy_leaves_out_are_told_of_and_are_no_fault(
    the_host: Host, policy: WritePolicy
) -> None:
    file = policy('[components.scene]\nops = ["scene", "render"]\n')
    checked = the_host.json("check", "--json", "--policy", file)
    assert (checked["faults"], checked["checked"]) == ([], ["scene"])
    assert checked["leftOut"] == ["materials", "objects", "python", "scatter", "studio"]
    listed = the_host.json("list-tools", "--json", "--policy", file)
    assert {tool["component"]["name"] for tool in listed["tools"]} == {"scene"}
