"""What the add-on keeps for a tool call between its requests."""

from __future__ import annotations

from typing import Any

import bmesh
import bpy

from ..call import Call, ToolCall
from ..errors import refused
from . import transaction

MAX_HELD = 200_000
# Of a connection.
MAX_SESSIONS = 256


class Session:
    """Things that clients refer to as `%n`, and the tool call's transaction if it has begun one."""

    def __init__(self, tool_call: ToolCall | None) -> None:
        """`tool_call` is `None` for a request that belongs to none."""
        self.tool_call = tool_call
        self.transaction: transaction.Transaction | None = None
        # Why there is no transaction any more, if it was not the client who ended it.
        self.taken_back = ""
        self._held: list[Any] = []

    def hold(self, thing: Any) -> int:
        """Keeps a thing as long as the session; the number is the n of its `%n`."""
        if len(self._held) >= MAX_HELD:
            raise MemoryError(f"a tool call can hold {MAX_HELD} things at the most")
        self._held.append(thing)
        return len(self._held) - 1

    def thing(self, number: int) -> Any:
        """What is held under a number. Raises `ReferenceError`."""
        if not 0 <= number < len(self._held):
            raise ReferenceError(f"there is no %{number}")
        return self._held[number]

    def touch(self, block: bpy.types.ID) -> None:
        """Tells that a data-block is about to be changed."""
        if self.transaction is not None:
            self.transaction.touched.add(block.session_uid)

    def close(self) -> None:
        """Frees what is held, and takes back a transaction that was not finished."""
        for thing in self._held:
            if isinstance(thing, bmesh.types.BMesh) and thing.is_valid:
                thing.free()
        self._held.clear()
        if self.transaction is not None:
            transaction.take_back(self.transaction, "its tool call is over")


class Sessions:
    """All sessions. Only for Blender's main thread."""

    def __init__(self) -> None:
        self._open: dict[ToolCall | Call, Session] = {}

    def of(self, call: Call) -> Session:
        """The session of a request's tool call; a request that belongs to none has one of its own."""
        key = call.tool_call or call
        session = self._open.get(key)
        if session is None:
            if call.tool_call is not None and len(self._of(call.tool_call.connection)) >= MAX_SESSIONS:
                raise refused(f"{MAX_SESSIONS} tool calls are under way already; end some.", retryable=True)
            session = self._open[key] = Session(call.tool_call)
        return session

    def end(self, key: ToolCall | Call) -> None:
        """Closes the session of a tool call, or of a request that belongs to none."""
        session = self._open.pop(key, None)
        if session is not None:
            session.close()

    def leave(self, connection: object) -> None:
        """Closes all sessions of a connection."""
        for key in self._of(connection):
            self.end(key)

    def _of(self, connection: object) -> list[ToolCall]:
        return [key for key in self._open if isinstance(key, ToolCall) and key.connection is connection]


sessions = Sessions()
