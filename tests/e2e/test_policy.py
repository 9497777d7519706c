"""The policy file: what its rules and limits allow and deny, and what a project's file takes away."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Components, Serve, WritePolicy
from .editor import Editor, text_of
from .guests import digest
from .host import Host
from .wire import Wire

ERASER = "[components.eraser]\nops = [{rules}]\n"


Erase = Callable[[str], Editor]


@pytest.fixture
def erase(serve: Serve, components: Components, policy: WritePolicy, scene: Wire) -> Erase:
    """Starts the host with a tool that deletes, under these rules."""

    def start(rules: str) -> Editor:
        return serve("--components", components("eraser"), "--policy", policy(ERASER.format(rules=rules)))

    return start


def deletes(editor: Editor, scene: Wire, name: str) -> bool:
    """Whether the tool may delete an object of this name; if not, it is still there."""
    scene.cube(name)
    result = editor.call("erase", name=name)
    assert (name in scene.names()) == bool(result.is_error)
    return not result.is_error


@pytest.mark.policy(allows="version", denies="version")
def test_the_version_is_read_first(the_host: Host, tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    for text, code in [("version = 1\n", 0), ("version = 2\n", 2), ("", 2)]:
        file.write_text(text, encoding="utf-8")
        done = the_host.run("list-tools", "--policy", file)
        assert done.returncode == code
        assert ("version" in done.stderr) == bool(code)


@pytest.mark.policy(allows="components.ops.op", denies="components.ops.op")
@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("removal/delete-object", True),
        ("removal", True),
        ("*/delete-*", True),
        ("*", True),
        ("objects", False),
        ("removal/delete", False),
    ],
)
def test_a_rule_names_an_interface_a_function_or_a_glob(erase: Erase, scene: Wire, pattern: str, *, fits: bool) -> None:
    assert deletes(erase(f'{{ op = "{pattern}" }}'), scene, "Old") == fits


def test_the_first_rule_that_fits_decides(erase: Erase, scene: Wire) -> None:
    keep = '{ op = "removal", arguments = { name = { glob = "Keep*" } }, decision = "deny" }'
    editor = erase(f'{keep}, "removal"')
    assert deletes(editor, scene, "Old")
    assert not deletes(editor, scene, "Keep this")
    assert "policy.toml:4 denies it" in editor.failure("erase", name="Keep this")
    scene.clear()
    assert deletes(erase(f'"removal", {keep}'), scene, "Keep this")


FRAGMENTS = {
    "a prefix": ('name = { pattern = "^Rock" }', "Rock.001", "Old rock"),
    "a glob": ('name = { glob = "set/*" }', "set/a", "set/a/b"),
    "a subset": ('name = { enum = ["A", "B"] }', "B", "C"),
    "a length": ("name = { maxLength = 4 }", "Four", "Fives"),
    "all of several": ('name = { pattern = "^R", maxLength = 4 }', "Rock", "Rocks"),
    "an exception": ('name = { not = { pattern = "Camera" } }', "Cube", "Camera"),
    "two parameters": ('name = { pattern = "^R" }, with_children = { const = true }', "R", "S"),
}


@pytest.mark.policy(allows="components.ops.arguments", denies="components.ops.arguments")
@pytest.mark.parametrize(("fragment", "fits", "unfit"), FRAGMENTS.values(), ids=FRAGMENTS.keys())
def test_arguments_are_constrained_before_the_operation_is_sent(
    erase: Erase, scene: Wire, fragment: str, fits: str, unfit: str
) -> None:
    editor = erase(f'{{ op = "removal/delete-object", arguments = {{ {fragment} }} }}')
    assert deletes(editor, scene, fits)
    assert not deletes(editor, scene, unfit)
    text = editor.failure("erase", name=unfit)
    assert "policy.toml:4 speaks of it, but not with these arguments" in text
    assert "`name`" in text


def test_numbers_are_constrained(serve: Serve, policy: WritePolicy, scene: Wire) -> None:
    rule = '{ op = "objects/*", arguments = { location = { items = { minimum = -5, maximum = 5 } } } }'
    editor = serve("--policy", policy(f'[components.scatter]\nops = ["scene", {rule}]\n'))
    scene.cube("Rock")
    near = editor.call("scatter_objects", name="Rock", pattern="grid", count=4, spacing=2)
    assert not near.is_error, text_of(near)
    far = editor.failure("scatter_objects", name="Rock", pattern="grid", count=4, spacing=50)
    assert "expected at most 5" in far or "expected at least -5" in far


LIMITS = {
    "memory-mb": 32, "deadline-s": 20, "cpu-s": 20, "ops": 50, "reports": 100, "output-mb": 1, "calls-per-minute": 5,
    "concurrent-calls": 1,
}  # fmt: skip


@pytest.mark.parametrize(
    "key", [pytest.param(key, marks=pytest.mark.policy(allows=f"components.limits.{key}")) for key in LIMITS]
)
def test_what_stays_within_a_limit_is_not_stopped(
    serve: Serve, components: Components, policy: WritePolicy, key: str
) -> None:
    file = policy(f"[components.echo]\nlimits = {{ {key} = {LIMITS[key]} }}\n")
    assert serve("--components", components("echo"), "--policy", file).call("echo_nothing").is_error is False


def runaway(serve: Serve, components: Components, policy: WritePolicy, limits: str) -> Editor:
    entries = f'[components.runaway]\nops = ["scene"]\nlimits = {{ {limits} }}\n'
    return serve("--components", components("runaway"), "--policy", policy(entries))


@pytest.mark.policy(denies="components.limits.cpu-s")
def test_computing_is_limited_apart_from_waiting(serve: Serve, components: Components, policy: WritePolicy) -> None:
    editor = runaway(serve, components, policy, "cpu-s = 1, deadline-s = 60")
    text = editor.failure("spin")
    assert "computed longer than its limit of 1 s" in text
    assert "`cpu-s`" in text
    assert editor.data("read_environment")


@pytest.mark.policy(denies="components.limits.calls-per-minute")
def test_calls_in_a_minute_are_limited_for_each_component(
    serve: Serve, components: Components, policy: WritePolicy, scene: Wire
) -> None:
    entries = '[components.eraser]\nlimits = { calls-per-minute = 3 }\n[components.scene]\nops = ["scene"]\n'
    editor = serve("--components", components("eraser"), "--policy", policy(entries))
    for _ in range(3):
        assert editor.data("greet", name="Ada")
    text = editor.failure("greet", name="Ada")
    assert "3 calls in the last minute" in text
    assert "`calls-per-minute`" in text
    assert editor.data("get_scene_info")


@pytest.mark.policy(denies="components.limits.concurrent-calls")
def test_calls_at_the_same_time_wait_for_their_turn(serve: Serve, components: Components, policy: WritePolicy) -> None:
    editor = runaway(serve, components, policy, "deadline-s = 2, concurrent-calls = 1")
    spinning = editor.begin("spin")
    waiting = editor.begin("read_environment")
    assert "`deadline-s`" in text_of(spinning.answer())
    assert not waiting.answer().is_error
    # With room for two, neither waits for the other.
    editor = runaway(serve, components, policy, "deadline-s = 2, concurrent-calls = 2")
    spinning = editor.begin("spin")
    assert editor.data("read_environment")
    assert not spinning.result.done()
    spinning.answer()


@pytest.mark.policy(denies="components.limits.output-mb")
def test_an_answer_that_is_too_large_is_not_passed_on(
    serve: Serve, components: Components, policy: WritePolicy
) -> None:
    file = policy("[components.echo]\nlimits = { output-mb = 1 }\n")
    editor = serve("--components", components("echo"), "--policy", file)
    text = editor.failure("echo_bytes", value=base64.b64encode(bytes(1 << 20)).decode())
    assert "larger than its limit of 1 MiB" in text
    assert "`output-mb`" in text
    assert editor.data("echo_bytes", value="AAAA") == {"result": "AAAA"}


def test_a_component_without_a_digest_does_not_run(
    serve: Serve, the_host: Host, components: Components, tmp_path: Path
) -> None:
    folder, file = components("eraser"), tmp_path / "policy.toml"
    file.write_text("version = 1\n[components.eraser]\n", encoding="utf-8")
    assert serve("--components", folder, "--policy", file).tools() == {}
    done = the_host.run("list-tools", "--components", folder, "--policy", file)
    assert done.returncode == 1
    assert f"host vet {folder / 'eraser.wasm'}" in done.stderr
    assert digest(folder / "eraser.wasm") in done.stderr


MISTAKES = {
    "a key": ("[components.eraser]\nop = []\n", "did you mean `ops`?"),
    "a limit": ("[components.eraser]\nlimits = { memory-MB = 1 }\n", "did you mean `memory-mb`?"),
    "a rule's key": ('[components.eraser]\nops = [{ op = "scene", argument = {} }]\n', "did you mean `arguments`?"),
    "a keyword": ('[components.e]\nops = [{ op = "scene", arguments = { a = { maximun = 1 } } }]\n', "`maximum`?"),
    "a decision": ('[components.e]\nops = [{ op = "scene", decision = "maybe" }]\n', "`ask`"),
    "a folder's key": (
        '[components.e]\nfolders = [{ path = "/", mount = "/x", quota = 1 }]\n',
        "did you mean `quota-mb`?",
    ),
    "a secret's key": ('[components.e]\nsecrets = [{ name = "a", headers = "b" }]\n', "did you mean `header`?"),
}


@pytest.mark.parametrize(("entries", "words"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_named_with_its_line_and_what_was_meant(
    the_host: Host, policy: WritePolicy, entries: str, words: str
) -> None:
    done = the_host.run("list-tools", "--policy", policy(entries))
    assert done.returncode == 2
    assert words in done.stderr
    assert "policy.toml:" in done.stderr


def test_checking_finds_rules_that_never_bite(the_host: Host, components: Components, policy: WritePolicy) -> None:
    rules = {
        '{ op = "removal", arguments = { nam = { const = "A" } } }': "has no parameter `nam`",
        '"removal", { op = "removal/delete-object", decision = "ask" }': "never decides",
        '"remova"': "stands for no operation",
    }
    for rule, words in rules.items():
        file = policy(ERASER.format(rules=f'{rule}, "removal"'))
        done = the_host.run("check", "--components", components("eraser"), "--policy", file)
        assert done.returncode == 1
        assert words in done.stdout


def test_explaining_names_the_line_that_decides(the_host: Host, components: Components, policy: WritePolicy) -> None:
    rules = '\n{ op = "removal", arguments = { name = { pattern = "^A" } } },\n{ op = "removal", decision = "ask" },\n'
    files = ("--components", components("eraser"), "--policy", policy(ERASER.format(rules=rules)))

    def explain(tool: str, op: str, *args: str, code: int = 0) -> dict[str, str]:
        told: dict[str, str] = the_host.json("policy", "explain", tool, op, *args, "--json", *files, code=code)
        return told

    named = '{"name": "A", "with_children": true}'
    assert explain("erase", "removal/delete-object", named)["line"].endswith("policy.toml:5")
    told = explain("eraser", "removal.delete_object", named.replace("A", "B"))
    assert told["decision"] == "ask"
    assert told["line"].endswith("policy.toml:6")
    assert "depends on the arguments" in explain("erase", "removal/delete-object")["why"]
    assert "does not import it" in explain("erase", "render/render-image", code=1)["why"]
    done = the_host.run("policy", "explain", "erase", "removal/delete-objekt", *files)
    assert done.returncode == 2
    assert "there are removal/delete-object" in done.stderr
    text = the_host.run("policy", "explain", "erase", "removal/delete-object", named, *files).stdout
    assert "allowed: " in text
    assert "in their order" in text


def test_the_schema_of_the_file_is_that_which_is_published(the_host: Host) -> None:
    published = Path(__file__).parents[2] / "docs" / "policy.schema.json"
    assert the_host.run("policy", "schema").stdout == published.read_text("utf-8")


class TestProject:
    """A project's file can only take away."""

    def files(
        self, components: Components, policy: WritePolicy, tmp_path: Path, project: str
    ) -> tuple[str | Path, ...]:
        folder = tmp_path / "project" / "deep" / "inside"
        folder.mkdir(parents=True, exist_ok=True)
        (tmp_path / "project" / ".blender-tool-host.toml").write_text(f"version = 1\n{project}", encoding="utf-8")
        user = policy('[components.eraser]\nops = ["removal"]\nlimits = { calls-per-minute = 9 }\n')
        return ("--components", components("eraser"), "--policy", user, "--project", folder)

    def test_what_it_does_not_mention_stays(
        self, serve: Serve, components: Components, policy: WritePolicy, tmp_path: Path, scene: Wire
    ) -> None:
        editor = serve(*self.files(components, policy, tmp_path, "[components.other]\nops = []\n"))
        assert deletes(editor, scene, "Old")

    def test_it_takes_away_what_the_user_grants(
        self, serve: Serve, components: Components, policy: WritePolicy, tmp_path: Path, scene: Wire
    ) -> None:
        rule = '{ op = "removal", arguments = { name = { pattern = "^Mine" } } }'
        editor = serve(*self.files(components, policy, tmp_path, f"[components.eraser]\nops = [{rule}]\n"))
        assert deletes(editor, scene, "Mine")
        assert not deletes(editor, scene, "Theirs")
        assert ".blender-tool-host.toml:3" in editor.failure("erase", name="Theirs")

    @pytest.mark.parametrize(
        ("entry", "words"),
        [
            ('secrets = [{ name = "a", host = "https://a.org", header = "x-key", env = "KEY" }]', "names secrets"),
            ('folders = [{ path = "/", mount = "/all" }]', "no folder with the mount `/all`"),
            (f'digest = "sha256:{"0" * 64}"', "another digest"),
        ],
        ids=["secrets", "folders", "digest"],
    )
    def test_it_cannot_add(
        self, the_host: Host, components: Components, policy: WritePolicy, tmp_path: Path, entry: str, words: str
    ) -> None:
        files = self.files(components, policy, tmp_path, f"[components.eraser]\n{entry}\n")
        done = the_host.run("list-tools", *files)
        assert done.returncode == 2
        assert words in done.stderr

    def test_it_cannot_raise_a_limit_or_grant_an_operation(
        self, the_host: Host, serve: Serve, components: Components, policy: WritePolicy, tmp_path: Path, scene: Wire
    ) -> None:
        entry = '[components.eraser]\nops = ["*"]\nlimits = { calls-per-minute = 1000 }\n'
        entry += '[components.scene]\nops = ["scene"]\n'
        files = self.files(components, policy, tmp_path, entry)
        editor = serve(*files)
        assert set(editor.tools()) == {"erase", "greet"}
        for _ in range(9):
            editor.data("greet", name="Ada")
        assert "9 calls" in editor.failure("greet", name="Ada")
        granted = {
            tool["name"]: tool["capabilities"]["ops"] for tool in the_host.json("list-tools", "--json", *files)["tools"]
        }
        assert granted["erase"] == ["removal/delete-object"]


def test_every_key_has_a_test_that_shows_it_allow_and_one_that_shows_it_deny(the_host: Host) -> None:
    command = [sys.executable, "-m", "e2e.policy_table"]
    environment = {**os.environ, "HOST_BINARY": str(the_host.executable)}
    tests = Path(__file__).parents[1]
    done = subprocess.run(
        command, cwd=tests, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.stdout.count("\n| `") > 30
    assert [line for line in done.stdout.splitlines() if "**none**" in line] == []
    assert done.returncode == 0, done.stderr
