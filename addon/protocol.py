"""Messages and the frames that carry them.

A message is a JSON object: a text frame, or, with bytes attached, a binary frame of a length (4 bytes, big-endian), the
JSON text and the attachments.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, TypeAlias

from .errors import Category, OpError, invalid
from .values import Integer, describe

MAX_REQUEST_BYTES = 16 * 1024 * 1024
# The rest is for attachments: the JSON parser holds up everybody, for tens of milliseconds a MiB and more.
MAX_TEXT_BYTES = 4 * 1024 * 1024
MAX_STRANGERS_BYTES = 16 * 1024
MAX_ANSWER_BYTES = 64 * 1024 * 1024
# Beyond it, JSON numbers are not exact everywhere.
MAX_CALL = 2**53
MAX_DEADLINE_MS = 24 * 60 * 60 * 1000

_ENCODER = json.JSONEncoder(separators=(",", ":"), allow_nan=False)

Frame: TypeAlias = str | bytes
RequestId: TypeAlias = int | str


@dataclass(frozen=True)
class Message:
    """What came from a client: any JSON object and the bytes attached to it."""

    body: dict[str, Any]
    attachments: bytes = b""


@dataclass(frozen=True)
class Request:
    """A message that is known to be a request. Its arguments are not checked yet."""

    id: RequestId
    op: str
    token: str | None
    deadline_ms: float | None
    call: int | None
    arguments: dict[str, Any]
    attachments: bytes


def size_of(frame: Frame) -> int:
    """How many bytes a frame has on the wire."""
    return len(frame) if isinstance(frame, bytes) or frame.isascii() else len(frame.encode())


def parse_frame(frame: Frame) -> Message:
    """Takes a frame apart. Raises a validation `OpError`."""
    size = size_of(frame)
    if size > MAX_REQUEST_BYTES:
        raise invalid(f"The message has {size} bytes; at most {MAX_REQUEST_BYTES} are taken.")
    if isinstance(frame, str):
        _refuse_long_text(size)
        return Message(_parse_json(frame))
    length = int.from_bytes(frame[:4], "big")
    end = 4 + length
    if len(frame) < end:
        raise invalid("The binary frame is shorter than the length in its first four bytes says.")
    _refuse_long_text(length)
    try:
        text = frame[4:end].decode()
    except UnicodeDecodeError as error:
        raise invalid(f"The JSON text of the binary frame is not UTF-8: {error.reason}.") from None
    return Message(_parse_json(text), frame[end:])


def parse_request(message: Message) -> Request:
    """Checks the keys that every request has. Raises a validation `OpError`."""
    arguments = dict(message.body)
    request_id = request_id_of(message)
    if request_id is None:
        raise invalid(
            f"id: expected an integer or a text of at most 64 characters, got {describe(arguments.get('id'))}"
        )
    arguments.pop("id")
    op = arguments.pop("op", None)
    if not isinstance(op, str):
        raise invalid(f"op: expected the name of an operation, got {describe(op)}")
    token = arguments.pop("token", None)
    if token is not None and not isinstance(token, str):
        raise invalid(f"token: expected a text, got {describe(token)}")
    deadline = arguments.pop("deadline_ms", None)
    is_number = isinstance(deadline, int | float) and not isinstance(deadline, bool)
    if deadline is not None and not (is_number and 0 <= deadline <= MAX_DEADLINE_MS):
        raise invalid(f"deadline_ms: expected milliseconds from 0 to {MAX_DEADLINE_MS}, got {describe(deadline)}")
    call = arguments.pop("call", None)
    if call is not None:
        call = Integer(0, MAX_CALL).decode(call, "call", b"")
    return Request(request_id, op, token, deadline, call, arguments, message.attachments)


def request_id_of(message: Message) -> RequestId | None:
    """The id of a request, or `None` if it has no valid one."""
    match message.body.get("id"):
        case bool():
            return None
        case int() as number if -(2**63) <= number < 2**64:
            return number
        case str() as text if len(text) <= 64:
            return text
    return None


def answer(request_id: RequestId, op: str, result: Any, attachments: bytes = b"") -> Frame:
    """The frame that answers a request which succeeded. Raises a system `OpError` if it is too big to send."""
    frame = _frame({"id": request_id, "op": op, "ok": True, "result": result}, attachments)
    if len(frame) > MAX_ANSWER_BYTES:
        raise OpError(Category.SYSTEM, f"The answer has {len(frame)} bytes; at most {MAX_ANSWER_BYTES} can be sent.")
    return frame


def failure(request_id: RequestId | None, op: str | None, error: OpError) -> Frame:
    """The frame that answers a request which failed, or a message that is none (`id` is `None`)."""
    detail = {"category": error.category, "message": error.message, "retryable": error.retryable}
    return _frame({"id": request_id, "op": op, "ok": False, "error": detail})


def progress(request_id: RequestId, op: str, done: int, total: int, message: str) -> Frame:
    """The frame that tells how far a request is."""
    return _frame({"id": request_id, "op": op, "progress": {"done": done, "total": total, "message": message}})


def _frame(body: dict[str, Any], attachments: bytes = b"") -> Frame:
    text = _ENCODER.encode(body)
    if not attachments:
        return text
    head = text.encode()
    return b"".join((len(head).to_bytes(4, "big"), head, attachments))


def _refuse_long_text(size: int) -> None:
    if size > MAX_TEXT_BYTES:
        raise invalid(f"The JSON text has {size} bytes; at most {MAX_TEXT_BYTES} are taken. Bytes go in attachments.")


def _parse_json(text: str) -> dict[str, Any]:
    try:
        body = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique)
        if "\\u" in text:
            # An escape can write half a character, which nothing further on could encode.
            json.dumps(body, ensure_ascii=False).encode()
    except RecursionError:
        raise invalid("The message is nested too deeply.") from None
    except UnicodeEncodeError:
        raise invalid("The message holds half of a surrogate pair.") from None
    except ValueError as error:
        raise invalid(f"The message is not valid JSON: {error}") from None
    if not isinstance(body, dict):
        raise invalid(f"A message is a JSON object, got {describe(body)}")
    return body


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a finite number")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    body = dict(pairs)
    if len(body) == len(pairs):
        return body
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            raise ValueError(f"the key {describe(key)} is there twice")
        seen.add(key)
    return body
