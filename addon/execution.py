"""Runs calls on Blender's main thread."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import protocol
from .call import Call
from .connection import timed_out
from .ending import END, LEAVE
from .errors import Category, OpError, refused
from .handlers.registry import Handler
from .rna import transaction
from .rna.session import sessions
from .undo import UndoHistory

REMEMBERED = 8

BEGIN = "rna_editing.begin"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Done:
    """An operation that has run; `error` is empty if it succeeded."""

    operation: str
    seconds: float
    error: str


class Executor:
    """Runs one call after the other and remembers the last few, newest first."""

    def __init__(self, handlers: Mapping[str, Handler]) -> None:
        self._handlers = {**handlers, END.name: _end, LEAVE.name: _leave}
        self.undo = UndoHistory()
        self.recent: deque[Done] = deque(maxlen=REMEMBERED)

    def run(self, call: Call) -> None:
        """Runs a call and answers it, whatever happens."""
        started = time.perf_counter()
        name = call.operation.name
        failed = ""
        try:
            if call.expired:
                raise timed_out()
            frame = self._answer(call)
        except OpError as error:
            failed = error.message
            frame = protocol.failure(call.request_id, name, error)
        if call.tool_call is None:
            sessions.end(call)
        transaction.hear(call.tool_call)
        call.finish(call, frame)
        if call.operation not in (END, LEAVE):
            self.recent.appendleft(Done(name, time.perf_counter() - started, failed))

    def _answer(self, call: Call) -> protocol.Frame:
        try:
            result = self._result(call)
            attachments = bytearray()
            encoded = call.operation.encode_result(result, attachments)
            return protocol.answer(call.request_id, call.operation.name, encoded, bytes(attachments))
        except OpError as error:
            if error.category is Category.SYSTEM:
                log.error("%s: %s", call.operation.name, error.message)
            raise
        except Exception as error:
            log.exception("%s failed.", call.operation.name)
            raise refused(blenders_message(error)) from error

    def _result(self, call: Call) -> Any:
        if call.operation.name == BEGIN:
            self.undo.push()
        within = transaction.holder() is not None
        with self.undo.allowing(call.operation):
            result = self._handlers[call.operation.name](call)
        # A transaction is a step by itself.
        if not within and transaction.holder() is None:
            self.undo.note(call.operation)
        return result


def _end(call: Call) -> dict[str, Any]:
    if call.tool_call is not None:
        sessions.end(call.tool_call)
    return {}


def _leave(call: Call) -> None:
    if call.tool_call is not None:
        sessions.leave(call.tool_call.connection)


def blenders_message(error: Exception) -> str:
    """What Blender says about a failure, in one line and without the traceback that it may append."""
    lines = [line.strip() for line in str(error).splitlines()]
    message = next((line for line in lines if line), "").removeprefix("Error: ")
    return message[:500] or type(error).__name__
