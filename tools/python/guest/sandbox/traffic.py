"""What goes to Blender while a script runs: the time that it takes, and word of progress now and then."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, ParamSpec, TypeVar

# How often progress is told, in seconds.
INTERVAL = 0.25

P = ParamSpec("P")
T = TypeVar("T")


class Traffic:
    """Times batches; tells how far a script is by `report(done, message)`."""

    def __init__(self, report: Callable[[int, str], None]) -> None:
        self._report = report
        self._calls = 0
        self._told = time.perf_counter()
        self.seconds = 0.0

    def timed(self, send: Callable[[Sequence[Any]], T]) -> Callable[[Sequence[Any]], T]:
        """The function, with what it sends noted."""

        def function(calls: Sequence[Any]) -> T:
            started = time.perf_counter()
            try:
                return send(calls)
            finally:
                self._note(len(calls), started, time.perf_counter())

        return function

    def waited(self, ask: Callable[P, T]) -> Callable[P, T]:
        """The function, with one operation noted."""

        def function(*args: P.args, **kwargs: P.kwargs) -> T:
            started = time.perf_counter()
            try:
                return ask(*args, **kwargs)
            finally:
                self._note(1, started, time.perf_counter())

        return function

    def _note(self, calls: int, started: float, ended: float) -> None:
        self.seconds += ended - started
        self._calls += calls
        if ended - self._told >= INTERVAL:
            self._told = ended
            self._report(self._calls, f"{self._calls} operations in Blender")
