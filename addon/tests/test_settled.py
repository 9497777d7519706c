"""A user sees one undo step for a transaction, and none is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import bpy
import pytest

from addon import settled, steps
from addon.settled import is_settled

History = Callable[[], list[str]]


@pytest.fixture
def watching(startup_scene: None) -> Iterator[None]:
    settled.watch()
    bpy.context.view_layer.update()
    yield
    settled.unwatch()


@pytest.fixture
def history(capfd: pytest.CaptureFixture[str]) -> History:
    """The names of the steps, the oldest first."""

    def read() -> list[str]:
        capfd.readouterr()
        bpy.context.window_manager.print_undo_steps()
        return re.findall(r"name='(.*)'", capfd.readouterr().out)

    return read


def change() -> None:
    bpy.data.objects["Cube"].location.x += 1
    bpy.context.view_layer.update()


def test_a_step_settles_and_a_change_unsettles(watching: None) -> None:
    assert not is_settled()
    steps.push_step("One")
    assert is_settled()
    bpy.context.view_layer.update()
    assert is_settled()
    change()
    assert not is_settled()
    steps.push_step_in_place("Two")
    assert is_settled()


def test_a_users_operator_makes_a_step_of_its_own(watching: None) -> None:
    steps.push_step("One")
    bpy.ops.transform.translate("EXEC_DEFAULT", True, value=(1, 0, 0))
    bpy.context.view_layer.update()
    assert is_settled()
    bpy.ops.transform.translate(value=(1, 0, 0))
    bpy.context.view_layer.update()
    assert not is_settled()
    bpy.ops.transform.translate("EXEC_DEFAULT", True, value=(1, 0, 0))
    bpy.context.view_layer.update()
    assert is_settled()
    change()
    assert not is_settled()


def test_undo_and_redo_settle(watching: None) -> None:
    steps.push_step("One")
    change()
    steps.push_step("Two")
    for travel in (bpy.ops.ed.undo, bpy.ops.ed.redo):
        change()
        assert not is_settled()
        travel()
        bpy.context.view_layer.update()
        assert is_settled()


def test_a_step_takes_the_place_of_one_with_its_name(startup_scene: None, history: History) -> None:
    for name in ("One", "Two"):
        steps.push_step(name)
    change()
    steps.push_step_in_place("Two")
    assert history() == ["One", "Two"]
    steps.push_step_in_place("Three é")
    assert history() == ["One", "Two", "Three é"]
    bpy.ops.ed.undo()
    assert bpy.data.objects["Cube"].location.x == 1
    bpy.ops.ed.undo()
    assert bpy.data.objects["Cube"].location.x == 0


def test_a_name_may_have_sixty_bytes(startup_scene: None, history: History) -> None:
    steps.push_step("One")
    for _ in range(2):
        change()
        steps.push_step_in_place("é" * 30)
    assert history() == ["One", "é" * 30]
