"""What drains the queue on Blender's main thread: a blocking loop without a window, a timer with one."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from .call import Call
from .dispatcher import Dispatcher
from .execution import Executor
from .rna import transaction

# A Windows console cannot interrupt a wait without end.
WAIT = 0.5 if sys.platform == "win32" else None

# How long Blender may stand still before it draws again and reacts to the user.
TICK = 0.1

# After an answer the next request of the same client is often on its way: cheaper to wait for it than for a tick.
LINGER = 0.004

CONNECTED_INTERVAL = 0.005
ALONE_INTERVAL = 0.1


def run_blocking(dispatcher: Dispatcher, executor: Executor) -> None:
    """Runs calls as they come until the dispatcher closes. Uses no CPU while there are none."""
    while not dispatcher.closed:
        _run(dispatcher, executor, dispatcher.take(_wait()))


def run_tick(dispatcher: Dispatcher, executor: Executor) -> bool:
    """Runs what is queued, and what follows closely, for at most about `TICK`; whether there was anything.

    When nothing follows any more, what was edited becomes a step of the undo history.
    """
    end = time.monotonic() + TICK
    if transaction.due() == 0:
        _run(dispatcher, executor, None)
    call = dispatcher.take(0)
    worked = call is not None
    while call is not None:
        _run(dispatcher, executor, call)
        if time.monotonic() >= end:
            return True
        call = dispatcher.take(LINGER)
    executor.undo.push()
    return worked


def _wait() -> float | None:
    waits = [each for each in (WAIT, transaction.due()) if each is not None]
    return min(waits, default=None)


def _run(dispatcher: Dispatcher, executor: Executor, call: Call | None) -> None:
    """Runs a call, or without one what is due by itself; who has begun a transaction then has Blender to itself."""
    if call is None:
        transaction.attend()
    else:
        executor.run(call)
    dispatcher.reserve(transaction.holder())


class Timer:
    """Drains the queue from Blender's event loop; `clients` tells how many are connected."""

    def __init__(self, dispatcher: Dispatcher, executor: Executor, clients: Callable[[], int]) -> None:
        self._dispatcher = dispatcher
        self._executor = executor
        self._clients = clients

    def __call__(self) -> float | None:
        """For `bpy.app.timers`: the seconds until the next call, or `None` at the end."""
        if self._dispatcher.closed:
            # Only the ends of connections are left, and their transactions are taken back.
            while call := self._dispatcher.take(0):
                self._executor.run(call)
            return None
        if run_tick(self._dispatcher, self._executor):
            return 0.0
        return CONNECTED_INTERVAL if self._clients() else ALONE_INTERVAL
