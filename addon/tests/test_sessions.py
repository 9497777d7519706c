"""What is kept between the requests of a tool call, and that it goes with it."""

from __future__ import annotations

from typing import Any

import bmesh
import bpy
import pytest

from addon.call import Call, ToolCall
from addon.contract import Contract
from addon.errors import OpError
from addon.rna import session as sessions_module
from addon.rna.session import Session, Sessions


@pytest.fixture
def registry() -> Sessions:
    return Sessions()


class Requests:
    """Makes requests of tool calls."""

    def __init__(self, contract: Contract) -> None:
        self._ping = contract.operation("scene.ping")

    def of(self, connection: object, number: int | None) -> Call:
        tool_call = None if number is None else ToolCall(connection, number)
        return Call(1, self._ping, {}, None, lambda _: None, lambda *_: None, tool_call)


@pytest.fixture
def requests(contract: Contract) -> Requests:
    return Requests(contract)


def test_things_keep_their_numbers() -> None:
    session = Session(None)
    things: list[Any] = [object() for _ in range(5)]
    numbers = [session.hold(each) for each in things]
    assert len(set(numbers)) == 5
    assert [session.thing(number) for number in numbers] == things


@pytest.mark.parametrize("number", [-1, 1, 2**70])
def test_what_is_not_held_does_not_exist(number: int) -> None:
    session = Session(None)
    session.hold(object())
    with pytest.raises(ReferenceError, match=f"there is no %{number}"):
        session.thing(number)


def test_there_is_an_end_to_what_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions_module, "MAX_HELD", 3)
    session = Session(None)
    for _ in range(3):
        session.hold(object())
    with pytest.raises(MemoryError, match="3 things"):
        session.hold(object())


def test_meshes_are_freed_at_the_end() -> None:
    session = Session(None)
    meshes = [bmesh.new() for _ in range(3)]
    vertex = meshes[0].verts.new((1, 2, 3))
    meshes[2].free()
    for each in (*meshes, vertex):
        session.hold(each)
    session.close()
    assert not any(each.is_valid for each in (*meshes, vertex))
    with pytest.raises(ReferenceError):
        session.thing(0)
    session.close()


def test_the_mesh_of_edit_mode_outlives_who_held_it(startup_scene: None) -> None:
    bpy.ops.object.mode_set(mode="EDIT")
    session = Session(None)
    session.hold(bmesh.from_edit_mesh(bpy.data.meshes["Cube"]))
    session.close()
    assert len(bmesh.from_edit_mesh(bpy.data.meshes["Cube"]).verts) == 8
    bpy.ops.object.mode_set(mode="OBJECT")
    assert len(bpy.data.meshes["Cube"].vertices) == 8


def test_the_requests_of_a_tool_call_have_one_session(registry: Sessions, requests: Requests) -> None:
    here, there = object(), object()
    session = registry.of(requests.of(here, 1))
    assert registry.of(requests.of(here, 1)) is session
    assert registry.of(requests.of(here, 2)) is not session
    assert registry.of(requests.of(there, 1)) is not session
    registry.end(ToolCall(here, 1))
    assert registry.of(requests.of(here, 1)) is not session
    registry.end(ToolCall(there, 99))


def test_a_request_of_no_tool_call_has_a_session_for_itself(registry: Sessions, requests: Requests) -> None:
    first, second = requests.of(None, None), requests.of(None, None)
    assert registry.of(first) is registry.of(first)
    assert registry.of(first) is not registry.of(second)
    assert registry.of(first).tool_call is None


def test_sessions_go_with_their_connection(registry: Sessions, requests: Requests) -> None:
    here, there = object(), object()
    mesh, other = bmesh.new(), bmesh.new()
    registry.of(requests.of(here, 1)).hold(mesh)
    registry.of(requests.of(here, 2)).hold(bmesh.new())
    registry.of(requests.of(there, 1)).hold(other)
    registry.leave(here)
    assert not mesh.is_valid
    assert other.is_valid
    registry.leave(there)
    assert not other.is_valid


def test_a_connection_cannot_fill_the_memory_with_tool_calls(
    registry: Sessions, requests: Requests, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions_module, "MAX_SESSIONS", 3)
    here = object()
    for number in range(3):
        registry.of(requests.of(here, number))
    with pytest.raises(OpError, match="3 tool calls are under way") as full:
        registry.of(requests.of(here, 3))
    assert full.value.retryable
    registry.of(requests.of(object(), 3))
    registry.end(ToolCall(here, 0))
    registry.of(requests.of(here, 3))
