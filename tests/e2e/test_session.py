"""What happens in a session besides answers: progress, cancellation, tools that change."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from .conftest import Components, Serve, WritePolicy
from .editor import PATIENCE, Editor, Lifecycle
from .wire import Wire

ECHO = "[components.echo]\nlimits = { calls-per-minute = 1000 }\n"
# More calls than the host runs at once.
MANY = 100


@pytest.fixture
def counting(serve: Serve, components: Components, policy: WritePolicy, lifecycle: Lifecycle) -> Editor:
    """A session with a tool that counts slowly."""
    return serve("--components", components("echo"), "--policy", policy(ECHO), lifecycle=lifecycle)


def test_scattering_tells_its_progress(assistant: Editor, scene: Wire) -> None:
    scene.cube("Tree")
    reports = assistant.begin("scatter_objects", name="Tree", pattern="grid", count=150).all_reports()
    done = [report.done for report in reports]
    assert done == sorted(set(done))
    assert done[-1] > 0
    assert {report.total for report in reports} == {150}
    assert all(report.message for report in reports)
    assert scene.total() == 151


def test_looking_tells_its_progress(assistant: Editor, scene: Wire) -> None:
    scene.cube("Block")
    running = assistant.begin("look", view="perspective", width=256, height=256)
    assert running.next_report().done >= 0
    assert not running.answer().is_error


def test_a_call_without_interest_in_progress_works_as_well(assistant: Editor, scene: Wire) -> None:
    scene.cube("Tree")

    async def call() -> None:
        result = await assistant.client.call_tool("scatter_objects", {"name": "Tree", "pattern": "grid", "count": 3})
        assert not result.is_error

    assistant.portal.call(call)
    assert scene.total() == 4


def test_a_cancelled_call_stops_and_the_server_goes_on(counting: Editor) -> None:
    running = counting.begin("count", steps=100000, milliseconds=10)
    assert running.next_report().done > 0
    running.cancel()
    assert counting.data("count", steps=3, milliseconds=0) == {"result": 3}


def test_cancelled_calls_give_their_places_to_others(counting: Editor) -> None:
    # Each would sleep until its deadline, and the last call would have to wait for that.
    sleeping = [counting.begin("count", steps=100000, milliseconds=5) for _ in range(MANY)]
    # Which of them has a place is not said.
    until = time.monotonic() + PATIENCE
    while all(each.reports.empty() for each in sleeping):
        assert time.monotonic() < until
        time.sleep(0.01)
    for each in sleeping:
        each.cancel()
    result = counting.begin("count", steps=1, milliseconds=0).result.result(10)
    assert result.structured_content == {"result": 1}


def test_a_cancelled_tool_asks_nothing_more_of_blender(assistant: Editor, scene: Wire) -> None:
    scene.cube("Tree")
    running = assistant.begin("scatter_objects", name="Tree", pattern="grid", count=1000)
    running.next_report()
    running.cancel()
    # This waits for its turn behind what the cancelled call has asked for.
    assistant.data("get_scene_info")
    assert scene.total() < 1001


def test_a_cancelled_script_leaves_nothing_behind(assistant: Editor, scene: Wire) -> None:
    code = "import bpy\nbpy.ops.mesh.primitive_cube_add()\nprint(len(bpy.data.objects))\nwhile True:\n    pass"
    running = assistant.begin("run_python", code=code)
    time.sleep(1)
    running.cancel()
    # This waits until the script's changes are taken back.
    assert scene.names() == []


def test_a_hundred_calls_at_once_are_all_answered(assistant: Editor, scene: Wire) -> None:
    calls = [assistant.begin("create_object", primitive="cube", location=[i, 0, 0]) for i in range(MANY)]
    names = set()
    for i, call in enumerate(calls):
        content = call.answer().structured_content
        assert content
        # Answers are not mixed up: each tells the place that its own call asked for.
        assert content["location"] == [i, 0, 0]
        names.add(content["name"])
    assert sorted(names) == scene.names()
    assert len(names) == MANY


def test_an_added_component_is_announced_and_its_tools_work(
    serve: Serve, components: Components, built_guests: Path, policy: WritePolicy, lifecycle: Lifecycle
) -> None:
    folder = components()
    editor = serve("--components", folder, "--policy", policy(ECHO), lifecycle=lifecycle)
    assert "count" not in editor.tools()
    with editor.noticing_changes() as changes:
        shutil.copy(built_guests / "echo.wasm", folder)
        changes.get(timeout=PATIENCE)
    assert "count" in editor.tools()
    assert editor.data("count", steps=2, milliseconds=0) == {"result": 2}


def test_a_removed_component_is_announced_and_its_tools_are_gone(
    serve: Serve, components: Components, policy: WritePolicy, lifecycle: Lifecycle
) -> None:
    folder = components("echo")
    editor = serve("--components", folder, "--policy", policy(ECHO), lifecycle=lifecycle)
    assert "count" in editor.tools()
    with editor.noticing_changes() as changes:
        (folder / "echo.wasm").unlink()
        changes.get(timeout=PATIENCE)
    assert "count" not in editor.tools()


def test_a_changed_policy_takes_a_tool_away(
    serve: Serve, components: Components, policy: WritePolicy, lifecycle: Lifecycle
) -> None:
    editor = serve("--components", components("echo"), "--policy", policy(ECHO), lifecycle=lifecycle)
    assert "count" in editor.tools()
    with editor.noticing_changes() as changes:
        policy("")
        changes.get(timeout=PATIENCE)
    assert "count" not in editor.tools()
