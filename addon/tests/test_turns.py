"""While a tool call has a transaction open, Blender is its own; the others wait for their turn."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import bpy
import pytest

from addon import loop
from addon.call import Call, ToolCall
from addon.contract import Contract
from addon.dispatcher import Dispatcher
from addon.ending import END, LEAVE
from addon.errors import OpError
from addon.execution import Executor
from addon.rna import transaction

from .client import Client, Failed, answer_of
from .conftest import Serve, running

MINE = ToolCall("mine", 1)
OTHER = ToolCall("other", 1)

MOVE: dict[str, Any] = {"name": "Cube", "location": [0, 0, 5], "relative": False}


class Desk:
    """Makes calls, and keeps their answers by the order in which they were made."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self.answers: dict[int, Any] = {}

    def call(self, op: str, tool_call: ToolCall | None = MINE, **arguments: Any) -> Call:
        operation = {"end": END, "leave": LEAVE}.get(op) or self._contract.operation(op)

        def keep(call: Call, frame: Any) -> None:
            self.answers[id(call)] = answer_of(frame)[0]

        return Call(
            1, operation, operation.decode_arguments(arguments, b""), None, lambda _: None, keep, tool_call=tool_call
        )

    def answer(self, call: Call) -> Any:
        return self.answers[id(call)]


@pytest.fixture
def desk(startup_scene: None, contract: Contract) -> Desk:
    return Desk(contract)


@pytest.fixture
def dispatcher() -> Dispatcher:
    return Dispatcher()


@pytest.fixture
def run(desk: Desk, executor: Executor) -> Iterator[Callable[..., Any]]:
    """Runs an operation, and returns its answer."""

    def run(op: str, tool_call: ToolCall | None = MINE, **arguments: Any) -> Any:
        call = desk.call(op, tool_call, **arguments)
        executor.run(call)
        return desk.answer(call)

    yield run
    run("end")
    run("end", OTHER)


def taken(dispatcher: Dispatcher) -> list[Call]:
    calls = []
    while call := dispatcher.take(0):
        calls.append(call)
    return calls


def test_only_the_requests_of_the_holder_are_handed_out(desk: Desk, dispatcher: Dispatcher) -> None:
    list_objects: dict[str, Any] = {"offset": 0, "limit": 1}
    theirs = [desk.call("scene.list_objects", each, **list_objects) for each in (OTHER, None)]
    mine = [desk.call("scene.list_objects", **list_objects), desk.call("end")]
    dispatcher.reserve(MINE)
    for call in (theirs[0], mine[0], theirs[1], mine[1]):
        dispatcher.submit(call)
    assert taken(dispatcher) == mine
    late = desk.call("scene.list_objects", OTHER, **list_objects)
    dispatcher.submit(late)
    assert taken(dispatcher) == []
    dispatcher.reserve(None)
    assert taken(dispatcher) == [*theirs, late]


def test_some_requests_need_not_wait(desk: Desk, dispatcher: Dispatcher) -> None:
    dispatcher.reserve(MINE)
    waiting = desk.call("objects.move_object", OTHER, **MOVE)
    free = [
        desk.call("scene.ping", None),
        desk.call("rna_reading.describe", OTHER, names=["Object"]),
        desk.call("end", ToolCall("other", 2)),
        desk.call("leave", ToolCall("gone", 0)),
    ]
    end = desk.call("end", OTHER)
    for call in (waiting, end, *free):
        dispatcher.submit(call)
    assert taken(dispatcher) == free
    dispatcher.reserve(None)
    assert taken(dispatcher) == [waiting, end]


def test_who_waits_can_be_withdrawn(desk: Desk, dispatcher: Dispatcher) -> None:
    dispatcher.reserve(MINE)
    waiting = desk.call("objects.move_object", OTHER, **MOVE)
    dispatcher.submit(waiting)
    assert dispatcher.withdraw(waiting)
    dispatcher.reserve(None)
    assert taken(dispatcher) == []


def test_a_request_of_the_holder_wakes_the_main_thread(desk: Desk, dispatcher: Dispatcher) -> None:
    dispatcher.reserve(MINE)
    mine = desk.call("objects.move_object", **MOVE)
    dispatcher.submit(desk.call("objects.move_object", OTHER, **MOVE))
    threading.Timer(0.05, dispatcher.submit, [mine]).start()
    assert dispatcher.take(5) is mine


def test_those_who_wait_cannot_keep_the_holder_out(desk: Desk) -> None:
    dispatcher = Dispatcher(capacity=2)
    dispatcher.reserve(MINE)
    for _ in range(2):
        dispatcher.submit(desk.call("objects.move_object", OTHER, **MOVE))
    with pytest.raises(OpError, match="queue is full"):
        dispatcher.submit(desk.call("objects.move_object", OTHER, **MOVE))
    mine = [desk.call("objects.move_object", **MOVE) for _ in range(2)]
    for call in mine:
        dispatcher.submit(call)
    with pytest.raises(OpError, match="queue is full"):
        dispatcher.submit(desk.call("objects.move_object", **MOVE))
    assert taken(dispatcher) == mine


def test_there_is_room_for_ends_and_an_end_to_it(desk: Desk) -> None:
    dispatcher = Dispatcher(capacity=2)
    for call in (desk.call("objects.move_object", OTHER, **MOVE) for _ in range(2)):
        dispatcher.submit(call)
    for number in range(2):
        dispatcher.submit(desk.call("end", ToolCall("other", number)))
    with pytest.raises(OpError, match="queue is full"):
        dispatcher.submit(desk.call("end", ToolCall("other", 5)))
    dispatcher.submit(desk.call("leave", ToolCall("other", 0)))
    assert len(taken(dispatcher)) == 5


def test_a_closed_queue_still_tells_of_connections_that_ended(desk: Desk, dispatcher: Dispatcher) -> None:
    dispatcher.submit(desk.call("objects.move_object", OTHER, **MOVE))
    dispatcher.close()
    leave = desk.call("leave")
    dispatcher.submit(leave)
    assert taken(dispatcher) == [leave]


def test_the_end_of_a_tool_call_takes_its_transaction_back(run: Callable[..., Any]) -> None:
    assert run("rna_editing.begin", label="Test")["ok"]
    assert run("objects.move_object", **MOVE)["ok"]
    assert run("end", OTHER) == {"id": 1, "op": "end", "ok": True, "result": {}}
    assert transaction.holder() == MINE
    assert run("end")["ok"]
    assert transaction.holder() is None
    assert bpy.data.objects["Cube"].location.z == 0


def test_the_end_of_a_connection_takes_its_transaction_back(run: Callable[..., Any]) -> None:
    run("rna_editing.begin", label="Test")
    run("objects.move_object", **MOVE)
    run("leave", ToolCall("other", 0))
    assert transaction.holder() == MINE
    run("leave", ToolCall("mine", 0))
    assert transaction.holder() is None
    assert bpy.data.objects["Cube"].location.z == 0


def test_a_transaction_is_not_part_of_a_burst(run: Callable[..., Any], executor: Executor) -> None:
    assert not executor.undo.pending
    run("objects.move_object", None, **MOVE)
    assert executor.undo.pending
    run("rna_editing.begin", label="Test")
    assert not executor.undo.pending
    run("objects.move_object", **MOVE)
    run("rna_editing.finish", keep=True)
    assert not executor.undo.pending
    run("objects.move_object", None, **MOVE)
    assert executor.undo.pending
    executor.undo.push()


@pytest.mark.parametrize("op", ["rna_editing.begin", "rna_editing.finish"])
def test_transactions_work_in_any_mode(run: Callable[..., Any], op: str) -> None:
    bpy.ops.object.mode_set(mode="EDIT")
    assert "must be in Object Mode" in run("objects.move_object", **MOVE)["error"]["message"]
    assert run("rna_editing.begin", label="Test")["ok"]
    assert bpy.context.mode == "EDIT_MESH"
    assert run("rna_editing.finish", keep=op == "rna_editing.begin")["ok"]
    assert bpy.context.mode == "EDIT_MESH"


def test_the_main_thread_notices_a_silent_client(
    desk: Desk, dispatcher: Dispatcher, executor: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "PATIENCE", 0.2)
    move = desk.call("objects.move_object", OTHER, **MOVE)
    for call in (desk.call("rna_editing.begin", label="Test"), desk.call("objects.move_object", **MOVE), move):
        dispatcher.submit(call)
    threading.Timer(0.1, dispatcher.submit, [desk.call("scene.list_objects", offset=0, limit=1)]).start()
    threading.Timer(0.9, dispatcher.close).start()
    started = time.monotonic()
    done: list[float] = []
    move.finish = lambda *_: done.append(time.monotonic() - started)
    loop.run_blocking(dispatcher, executor)
    # The request in between counts as a sign of life.
    assert 0.3 <= done[0] < 0.8
    executor.run(desk.call("end"))


def test_a_tick_notices_a_silent_client(
    desk: Desk, dispatcher: Dispatcher, executor: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "PATIENCE", 0.1)
    dispatcher.submit(desk.call("rna_editing.begin", label="Test"))
    dispatcher.submit(desk.call("objects.move_object", OTHER, **MOVE))
    assert loop.run_tick(dispatcher, executor)
    assert not loop.run_tick(dispatcher, executor)
    time.sleep(0.1)
    assert loop.run_tick(dispatcher, executor)
    assert transaction.holder() is None
    executor.run(desk.call("end"))


def test_the_timer_takes_back_what_is_open_when_the_server_stops(
    desk: Desk, dispatcher: Dispatcher, executor: Executor
) -> None:
    timer = loop.Timer(dispatcher, executor, lambda: 1)
    dispatcher.submit(desk.call("rna_editing.begin", label="Test"))
    dispatcher.submit(desk.call("objects.move_object", **MOVE))
    timer()
    dispatcher.close()
    dispatcher.submit(desk.call("leave"))
    assert timer() is None
    assert transaction.holder() is None
    assert bpy.data.objects["Cube"].location.z == 0


@pytest.fixture
def wire() -> Iterator[str]:
    with running() as url:
        yield url


def where(client: Client) -> Any:
    return client.ask("scene.get_object_info", name="Cube")["location"]


def test_over_the_wire(wire: str, connect: Serve) -> None:
    mine, other = connect(wire), connect(wire)
    mine.ask("rna_editing.begin", call=7, label="Test")
    with pytest.raises(Failed, match="has begun already"):
        mine.ask("rna_editing.begin", call=7, label="Test")
    mine.ask("objects.move_object", call=7, **MOVE)
    asked = other.send("scene.get_object_info", name="Cube", call=7)
    expired = other.send("scene.get_object_info", name="Cube", deadline_ms=100)
    cancelled = other.send("scene.get_object_info", name="Cube")
    late = other.answer()
    assert (late["id"], late["error"]["category"]) == (expired, "timeout")
    other.send("cancel", target=cancelled)
    assert {other.answer()["id"] for _ in range(2)} > {cancelled}
    assert mine.ask("rna_editing.finish", call=7, keep=False)["changed"] == [{"kind": "objects", "name": "Cube"}]
    answer = other.answer()
    assert (answer["id"], answer["result"]["location"]) == (asked, [0, 0, 0])
    assert mine.ask("end", call=7) == {}


def test_a_client_that_breaks_off_leaves_nothing_half_done(wire: str, connect: Serve) -> None:
    leaver, other = connect(wire), connect(wire)
    leaver.ask("rna_editing.begin", call=0, label="Test")
    leaver.ask("objects.move_object", call=0, **MOVE)
    asked = other.send("scene.get_object_info", name="Cube")
    with pytest.raises(TimeoutError):
        other.socket.recv(timeout=0.2)
    leaver.close()
    answer = other.answer()
    assert (answer["id"], answer["result"]["location"]) == (asked, [0, 0, 0])


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ({"op": "scene.ping", "call": -1}, "call: expected an integer from 0 to 9007199254740992, got -1"),
        ({"op": "scene.ping", "call": 2**53 + 1}, "call: expected an integer"),
        ({"op": "scene.ping", "call": "1"}, "call: expected an integer"),
        ({"op": "scene.ping", "call": True}, "call: expected an integer"),
        ({"op": "end"}, "call: expected the tool call that is over, got nothing"),
        ({"op": "end", "call": 1, "x": 1}, "x: there is no such parameter"),
        ({"op": "leave", "call": 1}, "There is no operation 'leave'"),
        ({"op": "rna_editing.begin", "label": "x"}, "call: a transaction needs"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(
    server: str, connect: Serve, request_: dict[str, Any], message: str
) -> None:
    body = connect(server).error_for(json.dumps({"id": 1, **request_}))
    with pytest.raises(Failed, match=f"validation: {message}"):
        raise Failed(body["error"])


def test_any_request_may_tell_its_tool_call(server: str, connect: Serve) -> None:
    client = connect(server)
    for number in (0, 2**53):
        assert client.ask("scene.ping", call=number)["background"] is True
        assert client.ask("end", call=number, deadline_ms=0) == {}
        assert client.ask("end", call=number) == {}


def test_an_end_cannot_be_cancelled(server: str, connect: Serve) -> None:
    client = connect(server)
    client.ask("rna_editing.begin", call=1, label="Test")
    waiting = client.send("scene.list_objects", call=2, offset=0, limit=1)
    end = client.send("end", call=2)
    assert client.ask("cancel", target=end) == {"state": "running"}
    client.send("end", call=1)
    assert waiting in {client.answer()["id"] for _ in range(2)}
