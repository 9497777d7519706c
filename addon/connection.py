"""One client: greets, authenticates, queues and cancels its requests, and sends their answers.

Everything here runs in the server's thread, except `Call.send` and `Call.finish`, which hand over to it.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State

from . import protocol
from .call import Call, ToolCall
from .contract import PROTOCOL_VERSION, Contract, Operation
from .dispatcher import Dispatcher
from .ending import END, LEAVE
from .errors import Category, OpError, invalid, refused
from .limits import Limits
from .protocol import MAX_STRANGERS_BYTES, Frame, Message, Request, RequestId
from .settings import TOKEN_VARIABLE, Settings
from .values import Integer, String, describe

log = logging.getLogger(__name__)

# Slows down whoever guesses tokens.
WRONG_TOKEN_DELAY = 0.1


@dataclass(frozen=True)
class Identity:
    """What the add-on tells about itself in a greeting."""

    protocol: int
    contract: str
    server: str
    blender_version: str
    background: bool


@dataclass(frozen=True)
class Shared:
    """What all connections of a server have in common."""

    settings: Settings
    contract: Contract
    identity: Identity
    dispatcher: Dispatcher
    limits: Limits = field(default_factory=Limits)


class Connection:
    """A client's requests in flight and the answers that wait to be sent.

    `welcome` is called once, as soon as it is no stranger's: with its first right token, or at once if none is needed.
    """

    def __init__(self, socket: ServerConnection, shared: Shared, welcome: Callable[[], None]) -> None:
        self._socket = socket
        self._shared = shared
        self._welcome = welcome
        self._loop = asyncio.get_running_loop()
        self._stranger = True
        self._authenticated = False
        self._makes_tool_calls = False
        self._in_flight: dict[RequestId, Call] = {}
        self._timers: dict[RequestId, asyncio.TimerHandle] = {}
        self._outbox: asyncio.Queue[Frame] = asyncio.Queue()
        self._unread_bytes = 0

    async def serve(self) -> None:
        """Answers the client until one side closes the connection; then its requests are withdrawn."""
        if self._shared.settings.token is None:
            self._be_known()
        writer = asyncio.create_task(self._write())
        try:
            async for frame in self._socket:
                # What a stranger sent before the end is still there to read; no guess may outlive the connection.
                if self._stranger and self._socket.state is not State.OPEN:
                    break
                await self._receive(frame)
                if self._outbox.qsize() > self._shared.limits.unread_answers:
                    await self._outbox.join()
        except ConnectionClosed:
            log.info("A client broke off.")
        finally:
            writer.cancel()
            self._abandon()

    async def _write(self) -> None:
        while True:
            frame = await self._outbox.get()
            try:
                await self._socket.send(frame)
            except ConnectionClosed:
                # The reader sees it as well, and ends the connection.
                pass
            finally:
                self._unread_bytes -= len(frame)
                self._outbox.task_done()

    def _put(self, frame: Frame) -> None:
        if self._socket.transport.is_closing():
            return
        self._unread_bytes += len(frame)
        if self._unread_bytes > self._shared.limits.unread_bytes:
            log.warning("A client does not read its answers; it is dropped.")
            # A proper end would have to wait until the client reads.
            self._socket.transport.abort()
        else:
            self._outbox.put_nowait(frame)

    async def _receive(self, frame: Frame) -> None:
        message: Message | None = None
        request: Request | None = None
        try:
            if self._stranger and protocol.size_of(frame) > MAX_STRANGERS_BYTES:
                raise OpError(Category.AUTH, f"Before a token, at most {MAX_STRANGERS_BYTES} bytes are taken.")
            message = protocol.parse_frame(frame)
            request = protocol.parse_request(message)
            await self._authenticate(request)
            self._refuse_id_in_flight(request.id)
            self._route(request)
        except OpError as error:
            # An answer with the id of a request in flight would be taken for that request's.
            request_id = protocol.request_id_of(message) if message else None
            known = request_id if request_id not in self._in_flight else None
            self._put(protocol.failure(known, request.op[:128] if request else None, error))

    def _route(self, request: Request) -> None:
        match request.op:
            case "hello":
                self._answer(request, self._greet(request.arguments))
            case "cancel":
                self._answer(request, {"state": self._cancel(request.arguments)})
            case "end":
                if request.call is None:
                    raise invalid("call: expected the tool call that is over, got nothing")
                self._submit(request, END, None)
            case op:
                self._submit(request, self._shared.contract.operation(op), request.deadline_ms)

    async def _authenticate(self, request: Request) -> None:
        settings = self._shared.settings
        if request.token is None and self._authenticated:
            return
        if not settings.accepts(request.token):
            if request.token is None:
                raise OpError(Category.AUTH, f"A token is needed; give both sides the same {TOKEN_VARIABLE}.")
            await asyncio.sleep(WRONG_TOKEN_DELAY)
            raise OpError(Category.AUTH, f"The token is wrong; give both sides the same {TOKEN_VARIABLE}.")
        if self._stranger:
            self._be_known()
        if request.op == "hello":
            self._authenticated = True

    def _be_known(self) -> None:
        self._stranger = False
        self._welcome()

    def _refuse_id_in_flight(self, request_id: RequestId) -> None:
        if request_id in self._in_flight:
            raise invalid(f"id: {describe(request_id)} is in flight already; every request needs an id of its own")

    def _greet(self, arguments: dict[str, Any]) -> dict[str, Any]:
        # Keys that are not known are let pass: a newer client may tell more about itself.
        version = Integer(0, 2**31 - 1).decode(arguments.get("protocol"), "protocol", b"")
        if version != PROTOCOL_VERSION:
            raise invalid(f"protocol: the add-on speaks version {PROTOCOL_VERSION}, the client {version}")
        told = String(0, 255)
        client = told.decode(arguments.get("client", "a client"), "client", b"")
        contract = told.decode(arguments.get("contract", self._shared.contract.hash), "contract", b"")
        same = "the same" if contract == self._shared.contract.hash else "ANOTHER"
        log.info("%s greets, with %s contract.", describe(client), same)
        return asdict(self._shared.identity)

    def _cancel(self, arguments: dict[str, Any]) -> str:
        target = arguments.pop("target", None)
        if arguments:
            raise invalid(f"{next(iter(arguments))[:64]}: there is no such parameter; cancel takes target")
        if not isinstance(target, int | str) or isinstance(target, bool):
            raise invalid(f"target: expected the id of a request, got {describe(target)}")
        call = self._in_flight.get(target)
        if call is None:
            return "unknown"
        if self._withdraw(call, refused("cancelled")):
            return "queued"
        call.cancelled = True
        return "running"

    def _submit(self, request: Request, operation: Operation, deadline_ms: float | None) -> None:
        arguments = operation.decode_arguments(request.arguments, request.attachments)
        deadline = None if deadline_ms is None else time.monotonic() + deadline_ms / 1000
        tool_call = None if request.call is None else ToolCall(self, request.call)
        call = Call(request.id, operation, arguments, deadline, self._send_soon, self._finish_soon, tool_call)
        self._shared.dispatcher.submit(call)
        self._in_flight[request.id] = call
        self._makes_tool_calls |= tool_call is not None
        if deadline_ms is not None:
            self._timers[request.id] = self._loop.call_later(deadline_ms / 1000, self._expire, call)

    def _expire(self, call: Call) -> None:
        self._withdraw(call, timed_out())

    def _withdraw(self, call: Call, error: OpError) -> bool:
        # What a tool call leaves behind has to go, whether anybody waits for it or not.
        if call.operation is END or not self._shared.dispatcher.withdraw(call):
            return False
        self._finish(call, protocol.failure(call.request_id, call.operation.name, error))
        return True

    def _answer(self, request: Request, result: Any) -> None:
        self._put(protocol.answer(request.id, request.op, result))

    def _send_soon(self, frame: Frame) -> None:
        self._soon(self._put, frame)

    def _finish_soon(self, call: Call, frame: Frame) -> None:
        self._soon(self._finish, call, frame)

    def _soon(self, function: Callable[..., None], *arguments: Any) -> None:
        try:
            self._loop.call_soon_threadsafe(function, *arguments)
        except RuntimeError:
            log.info("The server stopped before an answer could be sent.")

    def _finish(self, call: Call, frame: Frame) -> None:
        if self._in_flight.pop(call.request_id, None) is None:
            return
        if timer := self._timers.pop(call.request_id, None):
            timer.cancel()
        if not call.cancelled:
            self._put(frame)

    def _abandon(self) -> None:
        for timer in self._timers.values():
            timer.cancel()
        for call in self._in_flight.values():
            call.cancelled = True
            self._shared.dispatcher.withdraw(call)
        self._in_flight.clear()
        if self._makes_tool_calls:
            leave = Call(0, LEAVE, {}, None, lambda _: None, lambda *_: None, ToolCall(self, 0))
            self._shared.dispatcher.submit(leave)


def timed_out() -> OpError:
    """The answer to a request whose deadline passed before it was run."""
    return OpError(
        Category.TIMEOUT, "The deadline passed while the request was queued; it was not run.", retryable=True
    )
