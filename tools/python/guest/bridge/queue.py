"""Calls on their way to Blender: kept until something has to be known, then sent together."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any

from . import transport
from .errors import exception
from .mirror import mirror
from .schema import schema
from .transport import Call
from .values import decode, encode

MAX_CALLS = 5000
MAX_LETTERS = 2_000_000
SCRIPT = "<script>"
NOTHING: Any = object()
READING = frozenset({"get", "items", "keys", "count", "find", "column", "calculate"})


class Pending:
    """The result of a queued call. In the same batch it is `$k`; later, what Blender has answered."""

    __slots__ = ("_failure", "_index", "_queue", "answered", "raw", "reference", "settled")

    def __init__(self, queue: Queue, index: int) -> None:
        self._queue = queue
        self._index = index
        self._failure: BaseException | None = None
        self.answered = False
        self.raw: Any = None
        # The reference in the answer; that of an operator's is the active object.
        self.reference: str | None = None
        # Called once the answer is there.
        self.settled: Any = None

    def _reference(self) -> str:
        if self.reference is not None:
            return self.reference
        if not self.answered:
            return f"${self._index}"
        if self._failure is not None:
            raise ReferenceError("this was never made: the call that should have made it failed") from self._failure
        raise ReferenceError("the call that should have given this gave None")

    def value(self) -> Any:
        """What the call has answered; sends it if it is still waiting."""
        if not self.answered:
            self._queue.flush()
        if self._failure is not None:
            raise self._failure
        return decode(self.raw)

    def answer(self, raw: Any) -> None:
        """Takes the answer."""
        self.answered = True
        self.raw = raw
        if type(raw) is dict:
            active = raw.get("active", raw)
            if active is not None:
                self.reference = active.get("$ref")
        if self.settled is not None:
            self.settled(self)

    def fail(self, error: BaseException) -> None:
        """Takes the reason why there will be no answer."""
        self.answered = True
        self._failure = error


class Queue:
    """The calls of one script. `round_trips` and `used` tell what it cost."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.lines: list[int] = []
        self.round_trips = 0
        # How many calls that may change something there were.
        self.writes = 0
        self.used: Counter[str] = Counter()
        self._pendings: list[tuple[int, Pending]] = []
        self._letters = 0
        self._writing = False
        self._batch = 0

    def queue(self, verb: str, target: Any, member: str = "", arguments: Any = NOTHING) -> Pending:
        """Queues a call whose result may be used later, and may stand in calls that come after it."""
        where, text = self._texts(target, arguments)
        pending = Pending(self, len(self.calls))
        self._pendings.append((len(self.calls), pending))
        self.push(verb, where, member, text)
        return pending

    def write(self, verb: str, target: Any, member: str, arguments: Any) -> None:
        """Queues a call that nothing depends on."""
        where, text = self._texts(target, arguments)
        self.push(verb, where, member, text)

    def push(self, verb: str, where: str, member: str, text: str) -> None:
        """Queues a call that is texts already."""
        self.calls.append(Call(verb, where, member, text))
        self.lines.append(_line())
        self._letters += len(text)
        if verb not in READING:
            self._writing = True
            self.writes += 1
        if len(self.calls) >= MAX_CALLS or self._letters >= MAX_LETTERS:
            self.flush()

    def ask(self, verb: str, target: Any, member: str = "", arguments: Any = NOTHING) -> Any:
        """Sends all that is queued and this, and returns this one's answer as Blender has sent it."""
        where, text = self._texts(target, arguments)
        self.calls.append(Call(verb, where, member, text))
        self.lines.append(0)
        if verb not in READING:
            self._writing = True
            self.writes += 1
        return self._send()[-1]

    def ask_ahead(
        self, verb: str, target: Any, member: str, arguments: Any, ahead: Callable[[str], Sequence[Call]]
    ) -> tuple[Any, list[Any]]:
        """The same, and the answers to calls that only read and that will probably be needed next.

        `ahead` makes them from the text that stands for this call's answer. After the first that fails, the answers are
        `None`: nobody has asked for them.
        """
        where, text = self._texts(target, arguments)
        calls = ahead(f"${len(self.calls)}")
        self.calls.append(Call(verb, where, member, text))
        self.calls.extend(calls)
        self.lines.extend([0] * (1 + len(calls)))
        if verb not in READING:
            self._writing = True
            self.writes += 1
        results = self._send(len(calls))
        at = len(results) - 1 - len(calls)
        return results[at], results[at + 1 :]

    def flush(self) -> None:
        """Sends all that is queued. Raises what Blender raised in it."""
        if self.calls:
            self._send()

    def drop(self) -> None:
        """Forgets all that is queued."""
        self._take()

    def facts(self) -> dict[str, Any]:
        """`version` and `version_string` of Blender."""
        return schema.get("blender") or {}

    def _texts(self, target: Any, arguments: Any) -> tuple[str, str]:
        while True:
            # To encode a value can mean to read it, and that sends the batch that `$k` counts in.
            batch = self._batch
            text = encode(arguments) if arguments is not NOTHING else ""
            where = target if type(target) is str else target._reference()
            if batch == self._batch:
                return where, text

    def _take(self) -> tuple[list[Call], list[int], list[tuple[int, Pending]], bool]:
        taken = self.calls, self.lines, self._pendings, self._writing
        self.calls, self.lines, self._pendings, self._writing = [], [], [], False
        self._letters = 0
        self._batch += 1
        return taken

    def _send(self, unasked: int = 0) -> list[Any]:
        """Sends what is queued; the last `unasked` calls may fail."""
        calls, lines, pendings, writing = self._take()
        self.round_trips += 1
        try:
            outcome = (transport.apply if writing else transport.read)(calls)
        except BaseException as error:
            for _, pending in pendings:
                pending.fail(error)
            raise
        results: list[Any] = json.loads(outcome.results)
        failure = outcome.failure
        if failure is not None and failure.index >= len(calls) - unasked:
            results.extend([None] * (len(calls) - len(results)))
            failure = None
        if failure is None:
            for index, pending in pendings:
                pending.answer(results[index])
            return results
        error = exception(failure.kind, failure.message)
        if lines[failure.index]:
            error.add_note(f"Blender raised this for line {lines[failure.index]}.")
        for index, pending in pendings:
            if index < failure.index:
                pending.answer(results[index])
            else:
                pending.fail(error)
        if writing:
            mirror.forget_all()
        raise error


def _line() -> int:
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename == SCRIPT:
            return frame.f_lineno
        frame = frame.f_back
    return 0
