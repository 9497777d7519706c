"""Calls of the generic operations, for tests: as short to write as the script that would make them."""

from __future__ import annotations

import json
from typing import Any

from addon.rna import verbs
from addon.rna.session import Session


class Refused(Exception):  # noqa: N818 - reads as a sentence
    """A batch stopped; `kind` and `message` are what the script gets."""

    def __init__(self, failure: dict[str, Any]) -> None:
        super().__init__(f"{failure['kind']}: {failure['message']}")
        self.index: int = failure["index"]
        self.kind: str = failure["kind"]
        self.message: str = failure["message"]


class Watch(Session):
    """A session that remembers which data-blocks were touched."""

    def __init__(self) -> None:
        super().__init__(None)
        self.touched: set[str] = set()

    def touch(self, block: Any) -> None:
        self.touched.add(block.name)


def raw(verb: str, target: str, member: str = "", arguments: Any = ...) -> dict[str, str]:
    """A call as it comes over the wire."""
    text = "" if arguments is ... else json.dumps(arguments)
    return {"verb": verb, "target": target, "member": member, "arguments": text}


def call(target: str, member: str, *args: Any, **kwargs: Any) -> dict[str, str]:
    """A call of a function."""
    return raw("call", target, member, {"args": args, "kwargs": kwargs})


def ref(text: str) -> dict[str, str]:
    """A reference as an argument."""
    return {"$ref": text}


def run(*calls: dict[str, str], session: Session | None = None, writing: bool = True) -> list[Any]:
    """The results of a batch; raises `Refused` if it stopped."""
    outcome = verbs.run(calls, session or Watch(), writing)
    if outcome["failure"]:
        raise Refused(outcome["failure"])
    results: list[Any] = json.loads(outcome["results"])
    return results


def one(*calls: dict[str, str], **options: Any) -> Any:
    """The last result of a batch."""
    return run(*calls, **options)[-1]
