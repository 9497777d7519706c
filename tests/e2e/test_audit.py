"""The record of what tools did: written as it happens, shown, verified, and run again."""

from __future__ import annotations

import hashlib
import json
import re
import signal
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from .blender import Blender
from .conftest import Components, Serve, WritePolicy
from .editor import Editor, Person
from .guests import digest
from .host import Host
from .wire import Wire

ERASER = '[components.eraser]\nops = ["removal/delete-object"]\n[components.scene]\nops = ["scene"]\n'
ANSWERS = "[audit]\nanswers = true\n"

Line = dict[str, Any]


class Record:
    """The record of one test."""

    def __init__(self, data: Path) -> None:
        self.environment = {"XDG_DATA_HOME": str(data), "APPDATA": str(data)}
        self.folder = data / "blender-tool-host" / "audit"
        self.file = self.folder / "audit.jsonl"

    def lines(self) -> list[Line]:
        """Its lines."""
        return [json.loads(line) for line in self.file.read_text("utf-8").splitlines()]

    def kinds(self) -> list[str]:
        """What its lines speak of."""
        return [line["kind"] for line in self.lines()]

    def change(self, change: Callable[[list[str]], None]) -> None:
        """Changes its lines behind the host's back."""
        lines = self.file.read_text("utf-8").splitlines()
        change(lines)
        self.file.write_text("".join(f"{line}\n" for line in lines), "utf-8")


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """A record that begins with the test."""
    return Record(tmp_path / "data")


@pytest.fixture
def host(the_host: Host, record: Record) -> Host:
    """The host with this record."""
    return replace(the_host, environment={**the_host.environment, **record.environment})


@pytest.fixture
def options(components: Components, policy: WritePolicy) -> list[str | Path]:
    """A policy that lets `eraser` delete objects."""
    return ["--components", components("eraser", "caller"), "--policy", policy(ERASER)]


@pytest.fixture
def editor(serve: Serve, options: list[str | Path], record: Record) -> Editor:
    """A session that is recorded."""
    return serve(*options, **record.environment)


def test_a_call_is_recorded_with_its_operation_and_the_line_that_allows_it(
    editor: Editor, record: Record, options: list[str | Path], scene: Wire
) -> None:
    scene.cube("Block")
    editor.data("erase", name="Block")
    call, op, end = record.lines()
    assert (call["kind"], call["tool"], call["component"]) == ("call", "erase", "eraser")
    assert (call["arguments"], call["dryRun"]) == ({"name": "Block"}, False)
    assert call["digest"] == digest(Path(options[1]) / "eraser.wasm")
    assert (op["kind"], op["op"], op["decision"]) == ("op", "removal/delete-object", "allow")
    assert op["arguments"] == {"name": "Block", "with_children": True}
    assert op["line"] == f"{options[3]}:{Path(options[3]).read_text('utf-8').splitlines().index(ops_line()) + 1}"
    assert op["result"] == summary(b'["Block"]')
    assert "answer" not in op
    assert op["durationMs"] > 0
    assert (end["kind"], end["outcome"]) == ("end", "ok")
    assert end["result"] == summary(b'{"ok":["Block"]}')
    assert call["call"] == op["call"] == end["call"]


def ops_line() -> str:
    return ERASER.splitlines()[1]


def summary(text: bytes) -> Line:
    """What stands for something that is not written out."""
    return {"sha256": hashlib.sha256(text).hexdigest(), "bytes": len(text)}


def test_what_a_person_said_about_a_file_is_recorded_and_shown(
    serve: Serve, components: Components, policy: WritePolicy, host: Host, record: Record, tmp_path: Path
) -> None:
    note = tmp_path / "granted" / "note.txt"
    note.parent.mkdir()
    note.write_text("hello", encoding="utf-8")
    folder = f'{{ path = {json.dumps(str(note.parent))}, mount = "/desk", write = true, overwrite = "ask" }}'
    file = policy(f"[components.burglar]\nfolders = [{folder}]\n")
    answers = iter(["allow once", "deny"])
    person = Person(lambda _: {"answer": next(answers)})
    editor = serve("--components", components("burglar"), "--policy", file, person=person, **record.environment)
    assert not editor.call("write_file", path="/desk/note.txt", text="x").is_error
    editor.failure("remove_file", path="/desk/note.txt")
    assert record.kinds() == ["call", "asked", "end", "call", "asked", "denied", "end"]
    first, second = (line for line in record.lines() if line["kind"] == "asked")
    assert (first["action"], first["asked"]) == ("overwrite the file", "once")
    assert (second["action"], second["asked"]) == ("remove the file", "no")
    assert (first["arguments"]["path"], first["arguments"]["size"]) == ("/desk/note.txt", 5)
    assert first["line"].startswith(f"{file}:")
    assert first["call"] == record.lines()[0]["call"]
    shown = host.run("audit").stdout.splitlines()[1]
    assert "overwrite the file" in shown
    assert "asked: once" in shown
    failed = host.run("audit", "--failed", "--json").stdout.splitlines()
    assert [json.loads(line)["kind"] for line in failed][:2] == ["asked", "denied"]
    assert host.run("audit", "--verify").returncode == 0
    record.change(lambda lines: lines.__setitem__(4, lines[4].replace('"asked":"no"', '"asked":"once"')))
    assert "audit.jsonl:5: the line was changed" in host.run("audit", "--verify").stdout


def test_what_fails_in_blender_is_recorded_with_its_error(editor: Editor, record: Record, scene: Wire) -> None:
    editor.failure("erase", name="Ghost")
    _, op, end = record.lines()
    assert op["error"]["category"] == "operation"
    assert "Ghost" in op["error"]["message"]
    assert end["outcome"] == "failed"


def test_the_hash_of_a_line_can_be_checked_without_the_host(editor: Editor, record: Record) -> None:
    editor.data("greet", name="\u202eAda\u009b")
    lines = record.file.read_bytes().splitlines()
    assert not re.search("[\u202e\u009b]", record.file.read_text("utf-8"))
    for before, line in pairwise(lines):
        assert json.loads(line)["prev"] == json.loads(before)["hash"]
    for line in lines:
        rest = re.sub(rb',"hash":"[0-9a-f]{64}"}$', b"}", line)
        assert hashlib.sha256(rest).hexdigest() == json.loads(line)["hash"]


@pytest.mark.parametrize(
    ("entry", "line"), [("ops = []", None), ('ops = [{ op = "removal/*", decision = "deny" }]', "policy.toml:")]
)
def test_an_operation_that_is_denied_is_recorded_with_its_arguments(
    serve: Serve, options: list[str | Path], policy: WritePolicy, record: Record, entry: str, line: str | None
) -> None:
    policy(f"[components.eraser]\n{entry}\n")
    serve(*options, **record.environment).failure("erase", name="Block")
    _, op, end = record.lines()
    assert (op["op"], op["decision"]) == ("removal/delete-object", "deny")
    assert op["arguments"] == {"name": "Block", "with_children": True}
    assert (line in op["line"]) if line else op["line"] is None
    assert "result" not in op
    assert (end["outcome"], end["error"].split(":")[0]) == ("failed", "denied")


def test_what_else_is_denied_is_recorded(
    serve: Serve, options: list[str | Path], policy: WritePolicy, record: Record
) -> None:
    policy("[components.caller]\n")
    serve(*options, **record.environment).failure("connect_to", address="127.0.0.1:9")
    assert record.kinds() == ["call", "denied", "end"]
    assert "wasi:sockets" in record.lines()[1]["what"]


def test_a_dry_run_is_recorded_as_one(
    host: Host, record: Record, options: list[str | Path], blender: Blender, scene: Wire
) -> None:
    scene.cube("Block")
    arguments = ("--args", '{"name": "Block"}', "--dry-run", "--blender-url", blender.url)
    assert host.run("call", "erase", *arguments, *options).returncode == 0
    call, op, _ = record.lines()
    assert call["dryRun"] is True
    assert "result" not in op
    assert scene.names() == ["Block"]


def test_long_arguments_are_recorded_as_their_digest(editor: Editor, record: Record) -> None:
    editor.data("greet", name="x" * 5000)
    assert record.lines()[0]["arguments"] == {"name": summary(b"x" * 5000)}


def test_a_call_that_cannot_be_recorded_is_refused_unless_that_is_wanted(
    serve: Serve, host: Host, options: list[str | Path], record: Record, blender: Blender, scene: Wire
) -> None:
    scene.cube("Block")
    record.folder.parent.mkdir(parents=True)
    record.folder.write_text("no folder", "utf-8")
    editor = serve(*options, **record.environment)
    text = editor.failure("erase", name="Block")
    assert str(record.folder) in text
    assert "--no-audit" in text
    assert "every call will be refused" in editor.log()
    done = host.run("call", "erase", "--args", '{"name": "Block"}', "--blender-url", blender.url, *options)
    assert done.returncode == 1
    assert "--no-audit" in done.stderr
    assert scene.names() == ["Block"]
    unrecorded = serve(*options, "--no-audit", **record.environment)
    assert unrecorded.data("erase", name="Block") == {"result": ["Block"]}


def test_records_of_several_hosts_are_one_chain(
    serve: Serve, host: Host, options: list[str | Path], record: Record
) -> None:
    editors = [serve(*options, **record.environment) for _ in range(2)]
    calls = [editor.begin("greet", name=str(number)) for number in range(10) for editor in editors]
    assert not any(call.answer().is_error for call in calls)
    verified = host.json("audit", "--verify", "--json")
    assert (verified["lines"], verified["wrong"]) == (40, None)
    assert sorted(record.kinds()) == ["call"] * 20 + ["end"] * 20


@pytest.mark.parametrize(
    ("change", "number"),
    [
        (lambda lines: lines.__setitem__(1, lines[1].replace("Ada", "Eve")), 1),
        (lambda lines: lines.__setitem__(2, lines[2].replace("Ada", "Eve")), 3),
        (lambda lines: lines.pop(1), 2),
        (lambda lines: lines.insert(1, lines[0]), 2),
        (lambda lines: lines.reverse(), 1),
    ],
    ids=["nothing", "changed", "removed", "added", "swapped"],
)
def test_a_record_that_was_tampered_with_is_told_by_the_line(
    editor: Editor, host: Host, record: Record, change: Callable[[list[str]], None], number: int
) -> None:
    for _ in range(2):
        editor.data("greet", name="Ada")
    whole = host.json("audit", "--verify", "--json")
    assert (whole["lines"], whole["head"]) == (4, record.lines()[-1]["hash"])
    before = record.file.read_text("utf-8")
    record.change(change)
    done = host.run("audit", "--verify")
    if record.file.read_text("utf-8") == before:
        assert (done.returncode, whole["head"] in done.stdout) == (0, True)
    else:
        assert done.returncode == 1
        assert f"{record.file}:{number}: " in done.stdout


def test_lines_that_are_cut_off_are_told_by_a_hash_that_was_noted(editor: Editor, host: Host, record: Record) -> None:
    editor.data("greet", name="Ada")
    head = host.json("audit", "--verify", "--json")["head"]
    editor.data("greet", name="Ada")
    assert host.run("audit", "--verify", "--head", head).returncode == 0
    record.change(lambda lines: lines.__delitem__(slice(1, None)))
    assert host.run("audit", "--verify").returncode == 0
    done = host.run("audit", "--verify", "--head", head)
    assert done.returncode == 1
    assert "cut off" in done.stdout


def test_the_record_is_shown_for_people_and_filtered(editor: Editor, host: Host, record: Record, scene: Wire) -> None:
    scene.cube("Block")
    editor.data("erase", name="Block")
    editor.failure("erase", name="Ghost")
    editor.data("greet", name="Ada\u001b[2J")
    shown = host.run("audit").stdout
    assert len(shown.splitlines()) == len(record.lines()) == 8
    assert "\x1b" not in shown
    assert 'greet (eraser) {"name":"Ada\\u001b[2J"}' in shown

    def kinds(*filters: str) -> list[str]:
        done = host.run("audit", "--json", *filters)
        assert done.returncode == 0, done
        return [json.loads(line)["kind"] for line in done.stdout.splitlines()]

    first = record.lines()[0]["call"]
    assert kinds("--tool", "greet") == ["call", "end"]
    assert kinds("--component", "eraser", "--last", "3") == ["end", "call", "end"]
    assert kinds("--component", "scene") == []
    assert kinds("--call", first[:8]) == ["call", "op", "end"]
    assert kinds("--op", "removal") == ["op", "op"]
    assert kinds("--op", "*/delete-*", "--failed") == ["op"]
    assert kinds("--failed") == ["op", "end"]
    assert kinds("--decision", "allow") == ["op", "op"]
    assert kinds("--decision", "deny") == []
    assert len(kinds("--since", "10m")) == 8
    assert kinds("--since", "2100-01-01") == []
    assert host.run("audit", "--since", "yesterday").returncode == 2


def test_following_shows_a_call_as_it_happens(
    serve: Serve, host: Host, options: list[str | Path], record: Record, tmp_path: Path
) -> None:
    with (tmp_path / "follow.log").open("w") as log, host.start(log, "audit", "--follow", "--json") as follow:
        assert follow.stdout
        try:
            editor = serve(*options, **record.environment)
            editor.data("greet", name="Ada")
            kinds = [json.loads(follow.stdout.readline())["kind"] for _ in range(2)]
            assert kinds == ["call", "end"]
            follow.send_signal(signal.SIGINT)
            assert follow.wait(30) == 0
        finally:
            follow.kill()


@pytest.fixture
def recorded(serve: Serve, options: list[str | Path], policy: WritePolicy, record: Record, scene: Wire) -> str:
    """A call that is recorded with its answers: its id."""
    policy(ANSWERS + ERASER)
    scene.cube("Block")
    serve(*options, **record.environment).data("erase", name="Block")
    assert record.lines()[1]["answer"] == ["Block"]
    return str(record.lines()[0]["call"])


@pytest.mark.policy(allows="audit.answers")
def test_a_recorded_call_is_run_again_without_blender(
    host: Host, options: list[str | Path], recorded: str, record: Record, scene: Wire
) -> None:
    scene.cube("Block")
    lines = record.lines()
    done = host.run("replay", recorded[:8], *options)
    assert (done.returncode, done.stdout) == (0, "the same: 1 operations, the same result\n"), done
    assert scene.names() == ["Block"]
    assert record.lines() == lines


@pytest.mark.parametrize(
    ("number", "old", "new", "words"),
    [
        (1, '"answer":["Block"]', '"answer":["Other"]', ["the end: recorded a result of"]),
        (1, '"name":"Block"', '"name":"Other"', ["operation 1: recorded", '"Other"', "now", '"Block"']),
        (1, "delete-object", "delete-other", ["operation 1: recorded removal/delete-other"]),
        (0, '"name":"Block"', '"name":"Other"', ["operation 1: recorded", '"Block"', "now", '"Other"']),
    ],
)
def test_a_call_that_runs_otherwise_than_recorded_is_told_with_the_difference(
    host: Host,
    options: list[str | Path],
    recorded: str,
    record: Record,
    tmp_path: Path,
    number: int,
    old: str,
    new: str,
    words: list[str],
) -> None:
    lines = record.file.read_text("utf-8").splitlines(keepends=True)
    assert old in lines[number]
    lines[number] = lines[number].replace(old, new)
    copy = tmp_path / "copy.jsonl"
    copy.write_text("".join(lines), "utf-8")
    done = host.run("replay", recorded, "--file", copy, *options)
    assert done.returncode == 1, done
    assert [word for word in words if word not in done.stdout] == []


@pytest.mark.policy(denies="audit.answers")
def test_a_call_that_was_recorded_without_answers_cannot_be_run_again(
    editor: Editor, host: Host, options: list[str | Path], record: Record
) -> None:
    editor.data("greet", name="Ada")
    done = host.run("replay", record.lines()[0]["call"], *options)
    assert done.returncode == 2
    assert "answers = true" in done.stderr
    unknown = host.run("replay", "nothing", *options)
    assert (unknown.returncode, "no call `nothing`" in unknown.stderr) == (2, True)


def test_a_call_is_run_again_by_the_same_component_only(
    host: Host, options: list[str | Path], recorded: str, record: Record, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.jsonl"
    text = record.file.read_text("utf-8")
    copy.write_text(re.sub(r'"digest":"sha256:\w{4}', '"digest":"sha256:0000', text), "utf-8")
    done = host.run("replay", recorded, "--file", copy, *options)
    assert done.returncode == 2
    assert "now that is sha256:" in done.stderr


def test_a_call_that_was_denied_is_denied_again(
    serve: Serve, host: Host, options: list[str | Path], policy: WritePolicy, record: Record
) -> None:
    policy(f"{ANSWERS}[components.eraser]\n")
    serve(*options, **record.environment).failure("erase", name="Block")
    done = host.run("replay", record.lines()[0]["call"], *options)
    assert (done.returncode, done.stdout) == (0, "the same: 1 operations, the same result\n"), done


CHANCE = """
import bpy, os, random, time, uuid
bpy.ops.mesh.primitive_cube_add(size=random.uniform(1, 2))
print(len(bpy.data.objects), time.time(), time.perf_counter(), os.urandom(8).hex(), uuid.uuid4(), hash("a"))
"""


def test_a_script_sees_the_same_chance_and_time_again(
    host: Host, policy: WritePolicy, record: Record, blender: Blender, scene: Wire, tmp_path: Path
) -> None:
    script, file = tmp_path / "script.py", policy(f'{ANSWERS}[components.python]\nops = ["*"]\n')
    script.write_text(CHANCE, "utf-8")
    printed = {host.run("python", script, "--policy", file, "--blender-url", blender.url).stdout for _ in range(2)}
    assert len(printed) == 2
    for call in [line["call"] for line in record.lines() if line["kind"] == "call"]:
        done = host.run("replay", call, "--policy", file)
        assert done.returncode == 0, done
        assert re.fullmatch(r"the same: \d+ operations, the same result\n", done.stdout)
