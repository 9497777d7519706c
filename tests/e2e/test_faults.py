"""What can go wrong between host and Blender, and that it goes on afterwards."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from .blender import REPOSITORY, Blender, free_port
from .conftest import Serve
from .editor import Editor
from .extended import Extended

TOKEN = "open sesame"


def test_a_blender_that_is_started_later_is_found_by_the_next_call(serve: Serve) -> None:
    port = free_port()
    editor = serve(url=f"ws://127.0.0.1:{port}")
    assert "host blender" in editor.failure("get_scene_info")
    with Blender(port=port) as blender, blender.wire() as wire:
        editor.data("create_object", primitive="cube", name="Late")
        assert "Late" in wire.names()


def test_a_call_that_blender_dies_under_fails_at_once_and_a_new_blender_is_found(
    serve: Serve, extended: Extended
) -> None:
    port = free_port()
    editor = serve(*extended.arguments, url=f"ws://127.0.0.1:{port}")
    with extended.blender(port) as doomed:
        running = editor.begin("take_nap", milliseconds=60000)
        assert running.next_report().message == "Falls asleep"
        doomed.kill()
        killed = time.monotonic()
        result = running.answer()
    assert result.is_error
    assert "the connection to Blender was lost during notes.nap" in str(result.content)
    assert "look before you repeat it" in str(result.content)
    # It does not wait for the operation's deadline.
    assert time.monotonic() - killed < 1.5
    with extended.blender(port) as blender, blender.wire() as wire:
        assert editor.data("how_many_vowels", text="again") == {"result": 3}
        # The operation that was lost has not been sent a second time.
        assert wire.ask("notes.nap", milliseconds=0) == 1


def test_an_operation_beyond_its_deadline_times_out_and_the_connection_lives_on(
    serve: Serve, extended: Extended
) -> None:
    with extended.blender() as blender:
        editor = serve(*extended.arguments, "--log", "info", url=blender.url)
        # The two seconds stand in the WIT.
        text = editor.failure("take_nap", milliseconds=2500)
        assert "did not finish notes.nap within 2000 ms" in text
        assert editor.data("how_many_vowels", text="go on") == {"result": 2}
        assert editor.log().count("connected to Blender") == 1


def test_the_time_of_operations_without_a_deadline_of_their_own_can_be_set(serve: Serve, extended: Extended) -> None:
    with extended.blender() as blender, blender.wire() as wire:
        editor = serve(*extended.arguments, url=blender.url, BLENDER_RPC_TIMEOUT_MS="400")
        running = editor.begin("take_nap", milliseconds=1500)
        running.next_report()
        text = editor.failure("how_many_vowels", text="while it sleeps")
        assert "was not run" in text
        assert "BLENDER_RPC_TIMEOUT_MS" in text
        assert not running.answer().is_error
        assert wire.ask("notes.nap", milliseconds=0) == 2


@pytest.mark.parametrize("token", ["", "open barley"], ids=["missing", "wrong"])
def test_without_the_right_token_a_call_says_where_it_belongs(serve: Serve, token: str) -> None:
    with Blender(token=TOKEN) as blender:
        editor = serve("--log", "trace", url=blender.url, BLENDER_RPC_TOKEN=token)
        text = editor.failure("create_object", primitive="cube", name="Intruder")
        assert "BLENDER_RPC_TOKEN" in text
        assert "refused the token" in text
        with blender.wire() as wire:
            wire.ask("hello", protocol=1, contract="", client="test", token=TOKEN)
            assert "Intruder" not in wire.names()
        assert_secret(editor, TOKEN, *([token] if token else []))


def test_with_the_right_token_a_call_works_and_the_token_stays_out_of_the_log(serve: Serve) -> None:
    with Blender(token=TOKEN) as blender:
        editor = serve("--log", "trace", url=blender.url, BLENDER_RPC_TOKEN=TOKEN)
        assert editor.data("get_scene_info")["name"] == "Scene"
        assert_secret(editor, TOKEN)


def test_an_add_on_of_another_version_is_told_from_its_contract(serve: Serve, tmp_path: Path) -> None:
    contract = json.loads((REPOSITORY / "addon" / "ops.json").read_text("utf-8"))
    contract["ops"]["scene.ping"]["deadline_ms"] = 777
    file = tmp_path / "ops.json"
    file.write_text(json.dumps(contract), encoding="utf-8")
    with Blender("--contract", str(file)) as blender, blender.wire() as wire:
        text = serve(url=blender.url).failure("create_object", primitive="cube", name="Stranger")
        assert "another contract" in text
        assert "Install the add-on that belongs to this host" in text
        assert "Stranger" not in wire.names()


def assert_secret(editor: Editor, *secrets: str) -> None:
    log = editor.log()
    assert log
    for secret in secrets:
        assert secret not in log
