"""Dry runs: operations are checked and listed, and none is sent."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize("hint", ["true", 1, None])
def test_only_true_is_the_hint(assistant: Editor, scene: Wire, hint: object) -> None:
    scene.cube("Old")

    async def call() -> object:
        arguments = {"name": "Old", "with_children": False}
        return await assistant.client.call_tool("delete_object", arguments, meta={"dryRun": hint})  # type: ignore[typeddict-unknown-key]

    assistant.portal.call(call)
    assert scene.names() == []
