"""What the policy marks `ask` goes to the person at the editor, in both lifecycles."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mcp.client.session import ClientSession
from mcp_types import InputRequiredResult

from .conftest import Components, Serve, WritePolicy
from .editor import Answer, Editor, Lifecycle, Person, text_of
from .wire import Wire

ASK = '[components.eraser]\nops = [{ op = "removal/delete-object", decision = "ask" }]\n'
ONCE = {"answer": "allow once"}
SESSION = {"answer": "allow this for the session"}
DENY = {"answer": "deny"}


@pytest.fixture
def eraser(serve: Serve, components: Components, policy: WritePolicy, lifecycle: Lifecycle) -> Any:
    """Starts the host with a tool that deletes if a person says so."""

    def start(say: Answer | None) -> tuple[Editor, Person]:
        person = Person(say or (lambda _: None))
        arguments = ("--components", components("eraser"), "--policy", policy(ASK))
        return serve(*arguments, lifecycle=lifecycle, person=person if say else None), person

    return start


Overwrite = Callable[[Answer | dict[str, Any] | None], tuple[Editor, Person]]


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A file in a folder of its own."""
    file = tmp_path / "granted" / "note.txt"
    file.parent.mkdir()
    file.write_text("hello", encoding="utf-8")
    return file


@pytest.fixture
def overwriting(
    serve: Serve, components: Components, policy: WritePolicy, lifecycle: Lifecycle, note: Path
) -> Overwrite:
    """Starts the host with a tool that writes into the folder of the file, which a person is asked about."""
    folder = f'{{ path = {json.dumps(str(note.parent))}, mount = "/desk", write = true, overwrite = "ask" }}'

    def start(say: Answer | dict[str, Any] | None) -> tuple[Editor, Person]:
        person = Person(say if callable(say) else lambda _: say)
        arguments = ("--components", components("burglar"), "--policy")
        file = policy(f"[components.burglar]\nfolders = [{folder}]\n")
        return serve(*arguments, file, lifecycle=lifecycle, person=person), person

    return start


@pytest.mark.policy(allows="components.ops.decision")
def test_a_yes_lets_the_operation_happen(eraser: Any, scene: Wire) -> None:
    scene.cube("Old")
    editor, person = eraser(lambda _: ONCE)
    assert editor.data("erase", name="Old") == {"result": ["Old"]}
    assert scene.names() == []
    assert len(person.questions) == 1


def test_the_question_names_tool_operation_arguments_component_digest_and_line(eraser: Any, scene: Wire) -> None:
    scene.cube("Old")
    editor, person = eraser(lambda _: DENY)
    editor.failure("erase", name="Old")
    digest = editor.client and person.questions[0].partition("sha256:")[2][:64]
    assert len(digest) == 64
    for part in (
        "`erase`",
        "`eraser`",
        "`removal/delete-object`",
        '"name": "Old"',
        '"with_children": true',
        "policy.toml:4",
    ):
        assert part in person.questions[0], person.questions[0]
    assert person.schemas[0]["properties"]["answer"]["enum"] == ["allow once", "allow this for the session", "deny"]


@pytest.mark.policy(denies="components.ops.decision")
@pytest.mark.parametrize("say", [DENY, None, {}, {"answer": "yes"}], ids=["deny", "decline", "nothing", "other"])
def test_anything_but_a_plain_yes_denies(eraser: Any, scene: Wire, say: dict[str, Any] | None) -> None:
    scene.cube("Old")
    editor, person = eraser(lambda _: say)
    assert "the person who was asked said no" in editor.failure("erase", name="Old")
    assert scene.names() == ["Old"]
    assert len(person.questions) == 1
    assert editor.data("greet", name="you")


def test_an_answer_for_once_counts_once(eraser: Any, scene: Wire) -> None:
    editor, person = eraser(lambda _: ONCE)
    for _ in range(2):
        scene.cube("Old")
        editor.data("erase", name="Old")
    assert len(person.questions) == 2


def test_an_answer_for_the_session_counts_for_the_same_arguments_only(eraser: Any, scene: Wire) -> None:
    editor, person = eraser(lambda text: SESSION if "Old" in text else DENY)
    for _ in range(3):
        scene.cube("Old")
        editor.data("erase", name="Old")
    assert len(person.questions) == 1
    scene.cube("Other")
    editor.failure("erase", name="Other")
    assert scene.names() == ["Other"]
    assert len(person.questions) == 2


def test_a_client_that_cannot_ask_gets_a_denial_that_says_so(eraser: Any, scene: Wire) -> None:
    scene.cube("Old")
    editor, _ = eraser(None)
    text = editor.failure("erase", name="Old")
    assert "cannot ask its user" in text
    assert "elicitation" in text
    assert "policy.toml:4" in text
    assert scene.names() == ["Old"]


def test_what_a_component_writes_cannot_mislead_the_person(eraser: Any) -> None:
    editor, person = eraser(lambda _: DENY)
    editor.failure("erase", name="Old\u202eefas si siht\x1b[2J\nDigest: trusted")
    assert "\u202e" not in person.questions[0]
    assert "\x1b" not in person.questions[0]
    assert "\\u202e" in person.questions[0]
    assert "\nDigest: trusted" not in person.questions[0]


@pytest.mark.policy(allows="components.folders.overwrite")
def test_a_file_that_is_there_is_replaced_after_a_yes(overwriting: Overwrite, note: Path) -> None:
    editor, person = overwriting(ONCE)
    result = editor.call("write_file", path="/desk/note.txt", text="changed")
    assert not result.is_error, text_of(result)
    assert note.read_text("utf-8") == "changed"
    [question] = person.questions
    for part in ("`write_file`", "`burglar`", '"path": "/desk/note.txt"', "policy.toml:4"):
        assert part in question, question


def test_a_question_about_a_file_shows_which_it_is_whatever_its_name(overwriting: Overwrite, note: Path) -> None:
    # Links to what is there are refused to the component, but others make them, too.
    os.link(note, note.parent / "cache.tmp")
    editor, person = overwriting(DENY)
    assert "said no" in editor.failure("write_file", path="/desk/cache.tmp", text="changed")
    assert '"names": 2' in person.questions[-1]
    assert '"modified": "20' in person.questions[-1]
    assert f':{note.stat().st_ino}"' in person.questions[-1]
    if sys.platform != "win32":
        (note.parent / "link.tmp").symlink_to("note.txt")
        assert "said no" in editor.failure("write_file", path="/desk/link.tmp", text="changed")
        assert '"path": "/desk/link.tmp"' in person.questions[-1]
        assert '"leads_to": "/desk/note.txt"' in person.questions[-1]
    assert "said no" in editor.failure("move_file", old="/desk/note.txt", new="/desk/moved.txt")
    assert '"to": "/desk/moved.txt"' in person.questions[-1]
    assert note.read_text("utf-8") == "hello"


def test_an_answer_about_a_file_for_the_session_counts_for_this_very_file(overwriting: Overwrite, note: Path) -> None:
    answers = iter([SESSION, DENY])
    editor, person = overwriting(lambda _: next(answers))
    assert not editor.call("write_file", path="/desk/note.txt", text="x").is_error
    # The next one has the name and the length of the first.
    note.rename(note.with_name("kept.txt"))
    note.write_text("HELLO", encoding="utf-8")
    assert "said no" in editor.failure("write_file", path="/desk/note.txt", text="x")
    assert len(person.questions) == 2
    assert note.read_text("utf-8") == "HELLO"


@pytest.mark.policy(denies="components.folders.overwrite")
@pytest.mark.parametrize("say", [DENY, None], ids=["deny", "decline"])
def test_a_file_that_is_there_stays_after_a_no(overwriting: Overwrite, note: Path, say: dict[str, Any] | None) -> None:
    editor, person = overwriting(say)
    attempts: list[tuple[str, dict[str, str]]] = [
        ("write_file", {"path": "/desk/note.txt", "text": "changed"}),
        ("remove_file", {"path": "/desk/note.txt"}),
        ("move_file", {"old": "/desk/note.txt", "new": "/desk/moved.txt"}),
    ]
    for count, (tool, arguments) in enumerate(attempts, 1):
        text = editor.failure(tool, **arguments)
        assert "the person who was asked said no" in text
        assert "policy.toml:4" in text
        assert len(person.questions) == count
    # What is new is nobody's loss.
    assert not editor.call("write_file", path="/desk/new.txt", text="new").is_error
    assert len(person.questions) == len(attempts)
    assert {each.name: each.read_text("utf-8") for each in note.parent.iterdir()} == {
        "note.txt": "hello",
        "new.txt": "new",
    }


def test_a_suspended_call_is_answered_once_and_only_as_itself(
    serve: Serve, components: Components, policy: WritePolicy, scene: Wire
) -> None:
    person = Person(lambda _: ONCE)
    arguments = ("--components", components("eraser"), "--policy", policy(ASK))
    editor = serve(*arguments, lifecycle=Lifecycle.STATELESS, person=person)
    session: ClientSession = editor.client.session
    yes = {"approval": {"action": "accept", "content": ONCE}}

    async def ask(name: str) -> InputRequiredResult:
        result = await session.call_tool("erase", {"name": name}, allow_input_required=True)
        assert isinstance(result, InputRequiredResult)
        assert result.request_state
        return result

    async def answer(state: str | None, name: str, responses: Any = yes) -> str:
        result = await session.call_tool(
            "erase", {"name": name}, input_responses=responses, request_state=state, allow_input_required=True
        )
        assert not isinstance(result, InputRequiredResult)
        return f"{result.is_error} {text_of(result)}"

    for name in ("One", "Two", "Three", "Four"):
        scene.cube(name)
    one, two, three = (editor.portal.call(ask, name) for name in ("One", "Two", "Three"))
    assert editor.portal.call(answer, one.request_state, "One").startswith("False")
    # The answer is used up.
    assert "no longer open" in editor.portal.call(answer, one.request_state, "One")
    # It is not one for something else, nor is a name that nobody gave.
    assert "another call" in editor.portal.call(answer, two.request_state, "Four")
    assert "no longer open" in editor.portal.call(answer, two.request_state, "Two")
    assert "no longer open" in editor.portal.call(answer, "0" * 32, "Four")
    # Coming back without an answer is no yes.
    assert "without an answer" in editor.portal.call(answer, three.request_state, "Three", {})
    assert scene.names() == ["Four", "Three", "Two"]


def test_a_question_that_nobody_answers_keeps_no_other_call_waiting(
    serve: Serve, components: Components, policy: WritePolicy
) -> None:
    file = policy(f"{ASK}limits = {{ concurrent-calls = 1 }}\n")
    person = Person(lambda _: ONCE)
    editor = serve("--components", components("eraser"), "--policy", file, lifecycle=Lifecycle.STATELESS, person=person)
    session: ClientSession = editor.client.session

    async def ask() -> object:
        return await session.call_tool("erase", {"name": "Old"}, allow_input_required=True)

    for _ in range(3):
        assert isinstance(editor.portal.call(ask), InputRequiredResult)
    assert editor.data("greet", name="Ada") == {"result": "Hello, Ada!"}


def test_progress_goes_on_after_a_question(
    serve: Serve, components: Components, policy: WritePolicy, lifecycle: Lifecycle, scene: Wire
) -> None:
    scene.cube("Old")
    entries = (
        '[components.python]\nops = [{ op = "rna-editing/begin", decision = "ask" }, "rna-reading", "rna-editing"]\n'
    )
    person = Person(lambda _: ONCE)
    editor = serve("--policy", policy(entries), lifecycle=lifecycle, person=person)
    assert "rotated" in text_of(
        editor.call("run_python", code="import bpy\nbpy.data.objects['Old'].rotation_euler.z = 1\nprint('rotated')")
    )
    assert len(person.questions) == 1
    assert scene.names() == ["Old"]
