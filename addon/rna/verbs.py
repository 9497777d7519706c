"""Runs batches of calls."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from . import calling, editing, reading, unfinished
from .resolution import Outdated, Resolver

MAX_ANSWER = 48_000_000

# The exceptions that a script can get; others become the nearest of them.
KINDS = (
    *(PermissionError, ReferenceError, AttributeError, KeyError, IndexError, TypeError, ValueError),
    *(ZeroDivisionError, OverflowError, MemoryError, NotImplementedError, RuntimeError),
)

Verb = Callable[[Resolver, str, str, str], Any]

READING: dict[str, Verb] = {
    "get": reading.get,
    "items": reading.items,
    "keys": reading.keys,
    "count": reading.count,
    "find": reading.find,
    "column": reading.column,
    "calculate": calling.calculation,
}
ALL = READING | {
    "set": editing.set_property,
    "unset": editing.unset,
    "call": calling.call,
    "operator": calling.operator,
}


def run(
    calls: Sequence[Mapping[str, str]], session: Any, writing: bool, is_cancelled: Callable[[], bool] = lambda: False
) -> dict[str, Any]:
    """Runs calls up to the first that fails. Answers with the record `outcome`."""
    resolver = Resolver(session)
    verbs = ALL if writing else READING
    failure = None
    for index, call in enumerate(calls):
        try:
            if is_cancelled():
                raise RuntimeError("cancelled")
            verb = verbs.get(call["verb"])
            if verb is None:
                raise PermissionError(f"{call['verb']!r} does not read")
            resolver.results.append(_run(verb, resolver, call))
        except Exception as error:
            failure = {"index": index, "kind": _kind(error), "message": _message(error)}
            break
    # Who comes next may evaluate the scene.
    unfinished.settle(used=True)
    results = json.dumps(resolver.results, separators=(",", ":"), ensure_ascii=False)
    if len(results) > MAX_ANSWER:
        message = f"the answers take {len(results)} characters, more than {MAX_ANSWER}; ask for less at once"
        return {"results": "[]", "failure": {"index": 0, "kind": "MemoryError", "message": message}}
    return {"results": results, "failure": failure}


def _run(verb: Verb, resolver: Resolver, call: Mapping[str, str]) -> Any:
    resolver.begin()
    try:
        return verb(resolver, call["target"], call["member"], call["arguments"])
    except Outdated:
        # Raised while references are resolved: nothing has been done yet.
        resolver.evaluate()
        return verb(resolver, call["target"], call["member"], call["arguments"])


def _kind(error: Exception) -> str:
    return next((each.__name__ for each in KINDS if isinstance(error, each)), "RuntimeError")


def _message(error: Exception) -> str:
    # Python shows the message of a `KeyError` in quotes.
    text = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    return text[:4000] or type(error).__name__
