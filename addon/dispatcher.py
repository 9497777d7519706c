"""The bounded queue between the server's thread and Blender's main thread."""

from __future__ import annotations

from collections import deque
from threading import Condition

from .call import Call, ToolCall
from .ending import END, LEAVE
from .errors import Category, OpError

CAPACITY = 100

# What tells nothing about the file, and so needs not wait until a transaction is over.
FREE = {"scene.ping", "rna_reading.describe"}


class Dispatcher:
    """First in, first out. Every method may be called from any thread.

    While one tool call has Blender to itself, only its requests are handed out; the others keep their places.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._queue: deque[Call] = deque()
        # The lock is re-entrant, because a signal handler may close the queue while the main thread holds it.
        self._changed = Condition()
        self._closed = False
        self._holder: ToolCall | None = None

    @property
    def closed(self) -> bool:
        """Whether nothing will be taken any more."""
        return self._closed

    def submit(self, call: Call) -> None:
        """Queues a call. Raises a retryable system `OpError` if there is no room."""
        with self._changed:
            if call.operation is not LEAVE:
                if self._closed:
                    raise OpError(Category.SYSTEM, "Blender is shutting down.")
                if not self._has_room(call):
                    raise OpError(
                        Category.SYSTEM,
                        f"The queue is full: {self._capacity} requests wait for Blender. Try again later.",
                        retryable=True,
                    )
            self._queue.append(call)
            self._changed.notify()

    def withdraw(self, call: Call) -> bool:
        """Takes a call out again; false if it is not queued (any more)."""
        with self._changed:
            try:
                self._queue.remove(call)
            except ValueError:
                return False
            return True

    def take(self, timeout: float | None = None) -> Call | None:
        """The next call; waits for it at most `timeout` seconds, or for good. `None` if there is none, or at the end.

        What is still queued when the dispatcher closes is not handed out, but for the ends of connections.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._next() is not None, timeout)
            call = self._next()
            if call is not None:
                self._queue.remove(call)
            return call

    def reserve(self, holder: ToolCall | None) -> None:
        """From now on only requests of this tool call are handed out; `None`: those of all."""
        with self._changed:
            self._holder = holder

    def close(self) -> None:
        """Wakes whoever waits and takes no more calls."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _has_room(self, call: Call) -> bool:
        if call.operation is END:
            # Refusing these would keep what they give free.
            return len(self._queue) < 2 * self._capacity
        if self._holder is not None and call.tool_call == self._holder:
            # However many wait for its end, they must not keep it from ending.
            return sum(each.tool_call == self._holder for each in self._queue) < self._capacity
        return len(self._queue) < self._capacity

    def _next(self) -> Call | None:
        if self._closed:
            return next((each for each in self._queue if each.operation is LEAVE), None)
        if self._holder is None:
            return self._queue[0] if self._queue else None
        waiting = set()
        for each in self._queue:
            if each.tool_call == self._holder or each.operation is LEAVE or each.operation.name in FREE:
                return each
            if each.operation is END and each.tool_call not in waiting:
                return each
            waiting.add(each.tool_call)
        return None
