"""An operation that is added to the WIT with a Python handler is callable with no change to the host."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .blender import Blender
from .conftest import Serve
from .editor import Lifecycle
from .extended import Extended
from .host import Host


@pytest.fixture(scope="module")
def extended_blender(extended: Extended) -> Iterator[Blender]:
    """A Blender whose add-on has the added operations."""
    with extended.blender() as running:
        yield running


@pytest.mark.parametrize("lifecycle", list(Lifecycle))
def test_a_component_calls_the_added_operation(
    serve: Serve, extended: Extended, extended_blender: Blender, lifecycle: Lifecycle
) -> None:
    editor = serve(*extended.arguments, url=extended_blender.url, lifecycle=lifecycle)
    assert editor.data("how_many_vowels", text="Suzanne is a monkey") == {"result": 7}
    with extended_blender.wire() as wire:
        assert wire.ask("notes.count_vowels", text="Suzanne is a monkey") == 7


def test_bounds_in_the_wit_of_an_added_operation_hold(
    serve: Serve, extended: Extended, extended_blender: Blender
) -> None:
    editor = serve(*extended.arguments, url=extended_blender.url)
    assert "text" in editor.failure("how_many_vowels", text="x" * 101)
    with extended_blender.wire() as wire:
        assert wire.answer("notes.count_vowels", text="x" * 101)["error"]["category"] == "validation"


def test_the_docs_of_an_added_tool_reach_the_assistant(serve: Serve, extended: Extended) -> None:
    tool = serve(*extended.arguments).tools()["how_many_vowels"]
    assert tool.description == "Tells how many vowels a text has."
    assert tool.annotations
    assert tool.annotations.read_only_hint


def test_checking_finds_no_fault_with_it(the_host: Host, extended: Extended) -> None:
    # The built-in components are not in that policy; nothing else is amiss.
    checked = the_host.json("check", "--json", *extended.arguments)
    assert (checked["faults"], "counter" in checked["checked"]) == ([], True)


def test_a_host_without_the_operation_says_that_it_does_not_know_it(
    serve: Serve, extended: Extended, the_host: Host
) -> None:
    _, _, *others = extended.arguments
    text = serve(*others).failure("how_many_vowels", text="x")
    assert "`notes/count-vowels` is not one that this host knows" in text
    assert the_host.run("check", *others).returncode == 1
