"""Numbers for elements, and lists of them in few bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from weakref import WeakKeyDictionary

import bmesh

from .views import ELEMENTS, OWN, Layer, kind_of

# A list is written as first number and length if that is at the most this share of its numbers.
_RUNS_PAY = 0.25


class Held:
    """What a session holds for its meshes. An element has one number as long as it exists."""

    def __init__(self) -> None:
        # By `id`: as long as a wrapper exists, Blender gives the same for the same element, and the session keeps it.
        self.numbers: dict[int, int] = {}
        self.meshes: list[Any] = []

    def vertices(self) -> int:
        """How many vertices the call's meshes have."""
        self.meshes = [each for each in self.meshes if each.is_valid]
        return sum(len(each.verts) for each in self.meshes)


_held: WeakKeyDictionary[Any, Held] = WeakKeyDictionary()


def held_by(session: Any) -> Held:
    """What a session holds for its meshes."""
    found = _held.get(session)
    if found is None:
        found = _held[session] = Held()
    return found


def encode(thing: Any, session: Any) -> dict[str, Any] | None:
    """A thing, or a list of elements, as JSON; `None` for what is not of a mesh. See docs/rna.md."""
    kind = type(thing)
    if kind in OWN:
        reference = {"$ref": f"%{_numbers((thing,), session)[0]}", "type": kind_of(thing)}
        if kind is Layer:
            reference["name"] = thing.name
        return reference
    if kind is list and thing:
        if type(thing[0]) in ELEMENTS:
            return _elements(thing, session)
        if holds_elements(thing):
            return {
                "$lists": [[len(each) for each in thing], _elements([one for each in thing for one in each], session)]
            }
    if kind is dict and thing and type(next(iter(thing))) in ELEMENTS:
        keys, values = list(thing), list(thing.values())
        return {"$pairs": [encode(keys, session), encode(values, session) or values]}
    return None


def holds_elements(thing: Any) -> bool:
    """Whether a list is one of lists of elements, and of nothing else."""
    return any(thing) and all(type(each) is list and all(type(one) in ELEMENTS for one in each) for each in thing)


def elements(encoded: Any, session: Any) -> list[Any]:
    """The elements that `{"$elements": ..}` stands for. Raises `ValueError` for what is not as docs/rna.md says."""
    try:
        return [_element(number, session) for number in _given(encoded)]
    except (IndexError, TypeError):
        raise ValueError("$elements: expected a type and numbers, and again") from None


def _given(encoded: Any) -> Iterator[int]:
    position = 0
    while position < len(encoded):
        # The type is for the reader; the things know theirs.
        numbers = encoded[position + 1]
        position += 2
        if isinstance(numbers, int):
            numbers = range(numbers, numbers + encoded[position])
            position += 1
        yield from numbers


def _element(number: int, session: Any) -> Any:
    thing = session.thing(number)
    if type(thing) not in ELEMENTS:
        raise ValueError(f"%{number} is no element of a mesh")
    return thing


def _elements(things: list[Any], session: Any) -> dict[str, Any]:
    kinds = [ELEMENTS.get(type(thing)) for thing in things]
    numbers = _numbers(things, session)
    encoded: list[Any] = []
    start = 0
    while start < len(things):
        kind = kinds[start]
        end = start + 1
        while end < len(kinds) and kinds[end] == kind:
            end += 1
        runs = _runs(numbers[start:end])
        if len(runs) <= 1 + (end - start) * _RUNS_PAY:
            for first, length in runs:
                encoded += (kind, first, length)
        else:
            encoded += (kind, numbers[start:end])
        start = end
    return {"$elements": encoded}


def _numbers(things: Iterable[Any], session: Any) -> list[int]:
    numbers = held_by(session).numbers
    found = []
    for thing in things:
        number = numbers.get(id(thing))
        if number is None:
            number = numbers[id(thing)] = session.hold(thing)
            if type(thing) is bmesh.types.BMesh:
                held_by(session).meshes.append(thing)
        found.append(number)
    return found


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    runs = []
    first = previous = numbers[0]
    for number in numbers[1:]:
        if number != previous + 1:
            runs.append((first, previous - first + 1))
            first = number
        previous = number
    runs.append((first, previous - first + 1))
    return runs
