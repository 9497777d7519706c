"""The WebSocket server. It lives in a thread of its own, which never touches `bpy`."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import Future
from functools import partial
from threading import Thread

from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request, Response

from .connection import Connection, Shared
from .handshake import refusal
from .lobby import CLOSE_TIMEOUT, Lobby, Visitor
from .protocol import MAX_REQUEST_BYTES, MAX_STRANGERS_BYTES

# Above the sizes that are taken, so that a message that is too big gets an answer rather than an end.
HARD_LIMIT_BYTES = 2 * MAX_REQUEST_BYTES
STRANGERS_HARD_LIMIT_BYTES = 2 * MAX_STRANGERS_BYTES

STOP_TIMEOUT = 5.0

log = logging.getLogger(__name__)


class Server:
    """Listens from `start` to `stop`."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = asyncio.Event()
        self._clients: set[ServerConnection] = set()
        self._thread: Thread | None = None
        self.url = ""

    @property
    def clients(self) -> int:
        """How many clients are connected. Strangers do not count."""
        return len(self._clients)

    def start(self) -> None:
        """Listens; `url` then tells where. Raises `OSError` if the address cannot be bound."""
        listening: Future[int] = Future()
        self._thread = Thread(target=self._run, args=(listening,), name="tool host server", daemon=True)
        self._thread.start()
        port = listening.result()
        host = self._shared.settings.host
        self.url = f"ws://[{host}]:{port}" if ":" in host else f"ws://{host}:{port}"

    def stop(self) -> None:
        """Closes all connections and waits until the thread has ended."""
        if self._loop is not None and self._thread is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join(STOP_TIMEOUT)

    def _run(self, listening: Future[int]) -> None:
        try:
            asyncio.run(self._listen(listening))
        except Exception as error:
            if listening.done():
                log.exception("The server broke down.")
            else:
                listening.set_exception(error)

    async def _listen(self, listening: Future[int]) -> None:
        self._loop = asyncio.get_running_loop()
        settings = self._shared.settings
        lobby = Lobby(self._shared.limits)
        async with serve(
            partial(self._serve, lobby),
            settings.host,
            settings.port,
            # Documented as any factory, typed as a class.
            create_connection=partial(Visitor, lobby=lobby),  # type: ignore[arg-type]
            process_request=self._admit,
            compression=None,
            max_size=STRANGERS_HARD_LIMIT_BYTES,
            # The lobby sees to it.
            open_timeout=None,
            # No heartbeat: on the local computer a dead peer is noticed at once, and an idle Blender stays idle.
            ping_interval=None,
            close_timeout=CLOSE_TIMEOUT,
            server_header=None,
        ) as server:
            listening.set_result(next(iter(server.sockets)).getsockname()[1])
            await self._stopping.wait()
            # Only connections after the handshake are closed by themselves.
            lobby.clear()

    def _admit(self, socket: ServerConnection, request: Request) -> Response | None:
        if refused := refusal(request.headers, self._shared.settings.host):
            return socket.respond(*refused)
        if self.clients >= self._shared.limits.clients:
            return socket.respond(503, f"There are {self.clients} clients already.\n")
        return None

    async def _serve(self, lobby: Lobby, socket: ServerConnection) -> None:
        def welcome() -> None:
            lobby.leave(socket)
            self._clients.add(socket)
            socket.protocol.max_message_size = HARD_LIMIT_BYTES

        try:
            await Connection(socket, self._shared, welcome).serve()
        finally:
            self._clients.discard(socket)
