"""One request on its way from a client to Blender's main thread and back."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .contract import Operation
from .protocol import Frame, RequestId, progress

PROGRESS_INTERVAL = 0.1


@dataclass(frozen=True)
class ToolCall:
    """What requests belong to that are parts of one whole: a client counts its tool calls by itself."""

    connection: object
    number: int


@dataclass(eq=False)
class Call:
    """A checked request. `send` and `finish` may be called from any thread.

    `deadline` is a `time.monotonic()`. `cancelled` is set when nobody waits for the answer any more; an operation that
    can stop early looks at it.
    """

    request_id: RequestId
    operation: Operation
    arguments: dict[str, Any]
    deadline: float | None
    send: Callable[[Frame], None]
    finish: Callable[[Call, Frame], None]
    tool_call: ToolCall | None = None
    cancelled: bool = False
    _told: float = field(default=float("-inf"), repr=False)

    @property
    def expired(self) -> bool:
        """Whether the client has stopped waiting."""
        return self.deadline is not None and time.monotonic() >= self.deadline

    def progress(self, done: int, total: int, message: str) -> None:
        """Tells the client how far the operation is: `done` of `total`. More than ten a second are dropped."""
        now = time.monotonic()
        if not self.cancelled and now - self._told >= PROGRESS_INTERVAL:
            self._told = now
            self.send(progress(self.request_id, self.operation.name, done, total, message))
