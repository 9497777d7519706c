"""The way of a call from the queue to its answer, without a server."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from addon import loop
from addon.call import Call
from addon.contract import Contract
from addon.dispatcher import Dispatcher
from addon.errors import OpError
from addon.execution import Executor, blenders_message
from addon.undo import UndoHistory

from .client import answer_of


class Desk:
    """Makes calls and keeps what they were answered with."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.sent: list[Any] = []
        self.answers: list[Any] = []

    def call(self, op: str = "scene.ping", deadline: float | None = None, **arguments: Any) -> Call:
        operation = self.contract.operation(op)
        return Call(
            len(self.answers),
            operation,
            operation.decode_arguments(arguments, b""),
            deadline,
            self.sent.append,
            lambda _, frame: self.answers.append(answer_of(frame)[0]),
        )


@pytest.fixture
def desk(startup_scene: None, contract: Contract) -> Desk:
    return Desk(contract)


@pytest.fixture
def pushed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many edits each step of the undo history had."""
    steps: list[int] = []
    push = UndoHistory.push

    def watch(self: UndoHistory) -> None:
        if self._edits:
            steps.append(self._edits)
        push(self)

    monkeypatch.setattr(UndoHistory, "push", watch)
    return steps


def test_calls_are_taken_in_the_order_in_which_they_came(desk: Desk) -> None:
    dispatcher = Dispatcher()
    calls = [desk.call() for _ in range(5)]
    for call in calls:
        dispatcher.submit(call)
    assert [dispatcher.take(0) for _ in range(6)] == [*calls, None]


def test_the_queue_has_an_end(desk: Desk) -> None:
    dispatcher = Dispatcher(capacity=2)
    first = desk.call()
    dispatcher.submit(first)
    dispatcher.submit(desk.call())
    with pytest.raises(OpError, match="queue is full") as full:
        dispatcher.submit(desk.call())
    assert full.value.retryable
    assert dispatcher.withdraw(first)
    assert not dispatcher.withdraw(first)
    dispatcher.submit(desk.call())


def test_a_closed_queue_wakes_who_waits_and_takes_nothing(desk: Desk) -> None:
    dispatcher = Dispatcher()
    threading.Timer(0.05, dispatcher.close).start()
    assert dispatcher.take() is None
    with pytest.raises(OpError, match="shutting down"):
        dispatcher.submit(desk.call())


def test_a_call_beyond_its_deadline_is_not_run(desk: Desk, executor: Executor) -> None:
    executor.run(desk.call("objects.rename_object", time.monotonic() - 1, name="Cube", new_name="Late"))
    assert desk.answers[0]["error"]["category"] == "timeout"


def test_a_tick_serves_what_is_queued_and_what_follows(desk: Desk, executor: Executor) -> None:
    dispatcher = Dispatcher()
    assert loop.run_tick(dispatcher, executor) is False
    dispatcher.submit(desk.call())
    late = threading.Timer(0.001, lambda: dispatcher.submit(desk.call()))
    late.start()
    assert loop.run_tick(dispatcher, executor) is True
    late.join()
    while loop.run_tick(dispatcher, executor):
        pass
    assert [answer["ok"] for answer in desk.answers] == [True, True]


def test_a_tick_ends_in_time(desk: Desk, executor: Executor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "TICK", 0.0)
    dispatcher = Dispatcher()
    for _ in range(3):
        dispatcher.submit(desk.call())
    loop.run_tick(dispatcher, executor)
    assert len(desk.answers) == 1


def test_the_timer_is_fast_while_there_is_work_and_ends_with_the_queue(desk: Desk, executor: Executor) -> None:
    dispatcher = Dispatcher()
    clients = 0
    timer = loop.Timer(dispatcher, executor, lambda: clients)
    assert timer() == loop.ALONE_INTERVAL
    clients = 1
    assert timer() == loop.CONNECTED_INTERVAL
    dispatcher.submit(desk.call())
    assert timer() == 0.0
    dispatcher.close()
    assert timer() is None


def test_a_burst_of_edits_is_one_undo_step(desk: Desk, executor: Executor, pushed: list[int]) -> None:
    dispatcher = Dispatcher()
    move: Callable[[], Call] = lambda: desk.call(  # noqa: E731
        "objects.move_object", name="Cube", location=[1, 0, 0], relative=True
    )
    for call in (move(), desk.call(), move(), desk.call("objects.rename_object", name="Nobody", new_name="x")):
        dispatcher.submit(call)
    loop.run_tick(dispatcher, executor)
    dispatcher.submit(desk.call())
    loop.run_tick(dispatcher, executor)
    dispatcher.submit(move())
    loop.run_tick(dispatcher, executor)
    assert pushed == [2, 1]


def test_progress_is_not_told_too_often(desk: Desk) -> None:
    call = desk.call()
    for done in range(100):
        call.progress(done, 100, "Sample")
    assert len(desk.sent) == 1
    call.cancelled = True
    time.sleep(0.11)
    call.progress(1, 1, "Sample")
    assert len(desk.sent) == 1


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (RuntimeError("Error: Cannot apply\n"), "Cannot apply"),
        (RuntimeError("\nError: first\nTraceback\n  secret"), "first"),
        (KeyError(), "KeyError"),
        (ValueError("x" * 1000), "x" * 500),
    ],
)
def test_blenders_message_is_one_short_line(error: Exception, message: str) -> None:
    assert blenders_message(error) == message


def test_the_last_operations_are_remembered(desk: Desk, executor: Executor) -> None:
    for _ in range(20):
        executor.run(desk.call())
    executor.run(desk.call("objects.rename_object", name="Nobody", new_name="x"))
    assert len(executor.recent) == 8
    assert executor.recent[0].operation == "objects.rename_object"
    assert "Nobody" in executor.recent[0].error
