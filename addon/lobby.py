"""Where connections wait until it is known that they are clients'."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import Any

from websockets.asyncio.server import ServerConnection
from websockets.frames import CloseCode
from websockets.protocol import State

from .limits import Limits

CLOSE_TIMEOUT = 1.0

# Time is counted in steps, so that one in which Blender holds the interpreter for long takes away no more than a step.
STEPS = 10

log = logging.getLogger(__name__)


class Lobby:
    """Strangers, oldest first; each may stay for a while.

    Where there is no room, the oldest has to go. A client is through in milliseconds, so the oldest is hardly one;
    were newcomers turned away instead, a few strangers who stay could lock out every client.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._strangers: dict[ServerConnection, asyncio.Task[None]] = {}

    def enter(self, socket: ServerConnection) -> None:
        """Takes in a connection that has just been made."""
        self._strangers[socket] = asyncio.create_task(self._show_out(socket))
        if len(self._strangers) > self._limits.strangers:
            log.info("There are more than %s strangers; the oldest has to go.", self._limits.strangers)
            self._drop(next(iter(self._strangers)))

    def leave(self, socket: ServerConnection) -> None:
        """Forgets a connection: it is a client's, or it has ended."""
        if task := self._strangers.pop(socket, None):
            task.cancel()

    def clear(self) -> None:
        """Drops all connections."""
        for socket in list(self._strangers):
            self._drop(socket)

    def _drop(self, socket: ServerConnection) -> None:
        self.leave(socket)
        socket.transport.abort()

    async def _show_out(self, socket: ServerConnection) -> None:
        for _ in range(STEPS):
            await asyncio.sleep(self._limits.stranger_seconds / STEPS)
        try:
            if socket.state is State.OPEN:
                # Who does not read would have us wait without end to send the reason.
                with suppress(TimeoutError):
                    async with asyncio.timeout(CLOSE_TIMEOUT):
                        reason = f"No greeting with the right token within {self._limits.stranger_seconds:g} s."
                        await socket.close(CloseCode.POLICY_VIOLATION, reason)
        finally:
            socket.transport.abort()


class Visitor(ServerConnection):
    """A connection that is in the lobby from its first moment on, before the handshake."""

    def __init__(self, *arguments: Any, lobby: Lobby, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._lobby = lobby

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by asyncio."""
        super().connection_made(transport)
        self._lobby.enter(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by asyncio."""
        self._lobby.leave(self)
        super().connection_lost(exc)
