"""Dry runs: operations are checked and listed, and none is sent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import pytest
from mcp_types import RequestParamsMeta

from .conftest import Components, Serve, WritePolicy
from .editor import Editor, text_of
from .host import Host
from .wire import Wire


def test_the_hint_lists_operations_and_sends_none(assistant: Editor, scene: Wire) -> None:
    scene.cube("Old")
    result = assistant.dry_run("delete_object", name="Old", with_children=False)
    assert not result.is_error
    assert "nothing was sent to Blender" in text_of(result)
    assert '- removal/delete-object {"name":"Old","with_children":false}' in text_of(result)
    assert result.structured_content == {"result": []}
    assert "made of stand-ins" in text_of(result)
    assert scene.names() == ["Old"]


def test_stand_ins_let_a_tool_go_on(assistant: Editor, scene: Wire) -> None:
    scene.cube("Old")
    text = text_of(assistant.dry_run("scatter_objects", name="Old", pattern="ring", count=3))
    assert text.count("- objects/duplicate-object") == 3, text
    assert scene.names() == ["Old"]


def test_the_command_line_needs_no_blender_for_it(the_host: Host) -> None:
    listed = the_host.json(
        "call", "delete_object", "--args", '{"name": "Old", "with_children": false}', "--dry-run", "--json"
    )
    assert [(each["op"], each["arguments"], each["decision"]) for each in listed["dryRun"]] == [
        ("removal/delete-object", {"name": "Old", "with_children": False}, "allow")
    ]
    assert listed["dryRun"][0]["line"] == "the built-in policy"
    assert listed["error"] is None


def test_what_is_denied_is_denied_and_what_is_asked_about_is_named(
    serve: Serve, components: Components, policy: WritePolicy, scene: Wire
) -> None:
    rule = '{ op = "removal/delete-object", arguments = { name = { glob = "Old*" } }, decision = "ask" }'
    editor = serve("--components", components("eraser"), "--policy", policy(f"[components.eraser]\nops = [{rule}]\n"))
    assert "a person is asked first" in text_of(editor.dry_run("erase", name="Old.001"))
    assert "denied" in text_of(editor.dry_run("erase", name="Mine"))


@pytest.mark.parametrize(
    ("tool", "arguments", "change"),
    [
        ("write_file", {"path": "/desk/new.txt", "text": "x"}, 'write the file {"path":"/desk/new.txt"}'),
        ("write_file", {"path": "/desk/note.txt", "text": "x"}, 'write the file {"path":"/desk/note.txt"}'),
        ("remove_file", {"path": "/desk/note.txt"}, 'remove the file {"path":"/desk/note.txt"}'),
        ("make_directory", {"path": "/desk/folder"}, 'make the folder {"path":"/desk/folder"}'),
        (
            "move_file",
            {"old": "/desk/note.txt", "new": "/desk/moved.txt"},
            'move {"path":"/desk/note.txt","to":"/desk/moved.txt"}',
        ),
    ],
)
def test_a_change_of_a_file_is_listed_and_not_made(
    serve: Serve,
    components: Components,
    policy: WritePolicy,
    tmp_path: Path,
    tool: str,
    arguments: dict[str, str],
    change: str,
) -> None:
    note = tmp_path / "granted" / "note.txt"
    note.parent.mkdir()
    note.write_text("hello", encoding="utf-8")
    folder = f'{{ path = {json.dumps(str(note.parent))}, mount = "/desk", write = true }}'
    file = policy(f"[components.burglar]\nfolders = [{folder}]\n")
    editor = serve("--components", components("burglar"), "--policy", file)
    listed = [line for line in text_of(editor.dry_run(tool, **arguments)).splitlines() if line.startswith("- ")]
    assert [line.partition(" (")[0] for line in listed] == [f"- {change}"]
    assert "policy.toml:4" in listed[0]
    assert files(note.parent) == {"note.txt": "hello"}
    # Without the hint, it happens.
    assert not editor.call(tool, **arguments).is_error
    assert files(note.parent) != {"note.txt": "hello"}


def files(folder: Path) -> dict[str, str | None]:
    """What is in a folder: texts of files."""
    return {each.name: each.read_text("utf-8") if each.is_file() else None for each in folder.iterdir()}


@pytest.mark.parametrize("hint", ["true", 1, None])
def test_only_true_is_the_hint(assistant: Editor, scene: Wire, hint: object) -> None:
    scene.cube("Old")

    async def call() -> object:
        arguments = {"name": "Old", "with_children": False}
        return await assistant.client.call_tool(
            "delete_object", arguments, meta=cast("RequestParamsMeta", {"dryRun": hint})
        )

    assistant.portal.call(call)
    assert scene.names() == []
