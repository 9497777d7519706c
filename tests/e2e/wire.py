"""A plain client of the wire between host and add-on: what it reads, it reads without the host."""

from __future__ import annotations

import json
from itertools import count
from typing import Any, Self

from websockets.sync.client import connect

PATIENCE = 60.0


class Wire:
    """One connection to a Blender."""

    def __init__(self, url: str) -> None:
        self._connection = connect(url, compression=None, max_size=None)
        self._socket = self._connection.__enter__()
        self._ids = count(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.__exit__(None, None, None)

    def answer(self, op: str, **parameters: Any) -> dict[str, Any]:
        """Sends a request and waits for its answer."""
        request_id = next(self._ids)
        self._socket.send(json.dumps({"id": request_id, "op": op, **parameters}))
        while True:
            body = _json_of(self._socket.recv(timeout=PATIENCE))
            if body["id"] == request_id and "ok" in body:
                return body

    def ask(self, op: str, **parameters: Any) -> Any:
        """The result of an operation that has to succeed."""
        body = self.answer(op, **parameters)
        assert body["ok"], body
        return body["result"]

    def object(self, name: str) -> dict[str, Any]:
        """Everything about one object."""
        info: dict[str, Any] = self.ask("scene.get_object_info", name=name)
        return info

    def names(self) -> list[str]:
        """The names of the scene's objects, sorted."""
        page = self.ask("scene.list_objects", offset=0, limit=1000)
        return [each["name"] for each in page["objects"]]

    def total(self) -> int:
        """How many objects the scene has."""
        return int(self.ask("scene.list_objects", offset=0, limit=1)["total"])

    def clear(self) -> None:
        """Deletes every object."""
        while names := self.names():
            for name in names:
                self.answer("removal.delete_object", name=name, with_children=False)

    def cube(self, name: str, *location: float) -> None:
        """Adds a cube."""
        self.ask("objects.add_primitive", primitive="cube", settings={}, name=name, location=location or (0, 0, 0))


def _json_of(frame: str | bytes) -> dict[str, Any]:
    text = frame if isinstance(frame, str) else frame[4 : 4 + int.from_bytes(frame[:4], "big")]
    body: dict[str, Any] = json.loads(text)
    return body
