"""A client of the wire that knows nothing of the add-on's code."""

from __future__ import annotations

import json
from itertools import count
from typing import Any, Self

from websockets.sync.client import connect


class Failed(Exception):  # noqa: N818 - reads as a sentence
    """A request was answered with an error."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(f"{error['category']}: {error['message']}")
        self.category: str = error["category"]
        self.message: str = error["message"]
        self.retryable: bool = error["retryable"]


def answer_of(frame: str | bytes) -> tuple[dict[str, Any], bytes]:
    """The JSON and the attachments of a frame."""
    if isinstance(frame, str):
        return json.loads(frame), b""
    end = 4 + int.from_bytes(frame[:4], "big")
    return json.loads(frame[4:end]), frame[end:]


class Client:
    """One connection."""

    def __init__(self, url: str, **options: Any) -> None:
        self._connection = connect(url, compression=None, max_size=None, **options)
        self.socket = self._connection.__enter__()
        self._ids = count(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connection."""
        self._connection.__exit__(None, None, None)

    def send(self, op: str, **parameters: Any) -> int:
        """Sends a request and returns its id."""
        request_id = next(self._ids)
        self.socket.send(json.dumps({"id": request_id, "op": op, **parameters}))
        return request_id

    def receive(self) -> dict[str, Any]:
        """The next message, without its attachments."""
        return answer_of(self.socket.recv(timeout=30))[0]

    def answer(self) -> dict[str, Any]:
        """The next message that is not about progress."""
        while True:
            body = self.receive()
            if "ok" in body:
                return body

    def ask(self, op: str, **parameters: Any) -> Any:
        """Sends a request, waits for its answer and returns the result. Raises `Failed`."""
        request_id = self.send(op, **parameters)
        body = self.answer()
        if not body["ok"]:
            raise Failed(body["error"])
        assert body["id"] == request_id
        return body["result"]

    def error_for(self, frame: str | bytes) -> dict[str, Any]:
        """Sends a frame and returns the answer, which must be an error."""
        self.socket.send(frame)
        body = self.answer()
        assert body["ok"] is False
        return body
