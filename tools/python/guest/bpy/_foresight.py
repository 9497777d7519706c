"""What a script will probably look up next, so that it is asked for together.

Scripts do the same to many things: of each material they want the node tree, in it the node "Principled BSDF", and of
that the input "Base Color". What was looked up from a thing is remembered by how the thing was come by, its `source`,
and asked for ahead when something is come by in the same way.
"""

from __future__ import annotations

from typing import Any

from bridge import encode, session
from bridge.queue import NOTHING
from bridge.transport import Call
from bridge.values import decode

from ._things import Thing

_MOST = 60

# What was looked up: the way to a collection and a key, by the source of the thing where it began.
_learned: dict[str, dict[tuple[str, str | int], None]] = {}

_Plan = list[tuple[int, str, str, str | int]]


def fetch(thing: Thing, name: str, source: str) -> Any:
    """Reads a pointer, and looks up ahead what was looked up from such pointers before."""
    plan: _Plan = []
    raw, more = session.ask_ahead("get", thing, name, NOTHING, lambda base: _calls(source, base, plan))
    return _made(raw, more, source, plan)


def find(collection: Thing, key: str | int) -> Any:
    """Looks an item up by name or index, and ahead what was looked up from such things before."""
    state = collection._state
    owner = state.origin
    origin = owner._state if owner is not None else None
    if owner is None or origin is None or not origin.source or not state.way.replace(".", "").isidentifier():
        return decode(session.ask("find", collection, "", key))
    known = _learned.setdefault(origin.source, {})
    step = (state.way, key)
    plan: _Plan = []
    siblings: list[tuple[str, str | int]] = []
    if step in known and not origin.foreseen:
        origin.foreseen = True
        siblings = [each for each in known if each != step][:_MOST]
    known[step] = None
    source = _source(origin.source, step)
    first = 0

    def ahead(base: str) -> list[Call]:
        nonlocal first
        calls = _calls(source, base, plan)
        first = len(calls)
        calls.extend(Call("find", origin.reference() + way, "", encode(each)) for way, each in siblings)
        return calls

    raw, more = session.ask_ahead("find", collection, "", key, ahead)
    for (way, each), found in zip(siblings, more[first:], strict=True):
        if found is not None:
            _keep(owner, way, each, _decoded(found, _source(origin.source, (way, each))))
    return _made(raw, more, source, plan)


def _source(source: str, step: tuple[str, str | int]) -> str:
    return f"{source}{step[0]}[{step[1]!r}]"


def _calls(source: str, base: str, plan: _Plan) -> list[Call]:
    """Calls that look up what was looked up before from things of a source; `base` stands for such a thing."""
    calls: list[Call] = []
    waiting = [(source, base, -1)]
    number = int(base[1:])
    while waiting and len(calls) < _MOST:
        begin, text, parent = waiting.pop(0)
        for way, key in _learned.get(begin, ()):
            calls.append(Call("find", text + way, "", encode(key)))
            plan.append((parent, begin, way, key))
            waiting.append((_source(begin, (way, key)), f"${number + len(calls)}", len(plan) - 1))
    return calls


def _made(raw: Any, more: list[Any], source: str, plan: _Plan) -> Any:
    made = _decoded(raw, source)
    found: list[Any] = []
    for (parent, begin, way, key), answer in zip(plan, more, strict=False):
        owner = made if parent < 0 else found[parent]
        item = _decoded(answer, _source(begin, (way, key))) if owner is not None else None
        found.append(item)
        if item is not None:
            owner._state.foreseen = True
            _keep(owner, way, key, item)
    return made


def _decoded(raw: Any, source: str) -> Any:
    made = decode(raw)
    if isinstance(made, Thing) and not made._state.source:
        made._state.source = source
    return made


def _keep(owner: Any, way: str, key: str | int, item: Any) -> None:
    for name in way[1:].split("."):
        owner = getattr(owner, name)
    owner._keep(key, item)
