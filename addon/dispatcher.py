"""The bounded queue between the server's thread and Blender's main thread."""

from __future__ import annotations

from collections import deque
from threading import Condition

from .call import Call
from .errors import Category, OpError

CAPACITY = 100


class Dispatcher:
    """First in, first out. Every method may be called from any thread."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._queue: deque[Call] = deque()
        # The lock is re-entrant, because a signal handler may close the queue while the main thread holds it.
        self._changed = Condition()
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether nothing will be taken any more."""
        return self._closed

    def submit(self, call: Call) -> None:
        """Queues a call. Raises a retryable system `OpError` if there is no room."""
        with self._changed:
            if self._closed:
                raise OpError(Category.SYSTEM, "Blender is shutting down.")
            if len(self._queue) >= self._capacity:
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

        What is still queued when the dispatcher closes is not handed out.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._queue or self._closed, timeout)
            return self._queue.popleft() if self._queue and not self._closed else None

    def close(self) -> None:
        """Wakes whoever waits and takes no more calls."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
