"""The arguments of an operator, as its description takes them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from .native import description

Check = Callable[[Any], Any]
"""Gives the value as Blender would store it; raises `Unusual` for what is not plainly right."""


class Unusual(Exception):  # noqa: N818 - nothing is wrong
    """Blender itself has to judge this argument."""


class Arguments:
    """The arguments of one call with all defaults filled in."""

    __slots__ = ("_defaults", "_given")

    def __init__(self, given: Mapping[str, Any], defaults: Mapping[str, Any]) -> None:
        self._given = given
        self._defaults = defaults

    def __getitem__(self, name: str) -> Any:
        return self._given[name] if name in self._given else self._defaults[name]

    def get(self, name: str, default: Any) -> Any:
        """The argument, or a default of another kind for one that the operator does not have."""
        return self._given.get(name, self._defaults.get(name, default))

    def given(self, name: str) -> bool:
        """Whether the caller has set it."""
        return name in self._given


def plain(name: str, kwargs: Mapping[str, Any]) -> Arguments | None:
    """The arguments of an operator if all of them are plainly right; `None` if Blender has to judge them."""
    checks, defaults = _signature(name)
    try:
        return Arguments({key: checks[key](value) for key, value in kwargs.items()}, defaults)
    except (KeyError, Unusual):
        return None


@lru_cache(maxsize=256)
def _signature(name: str) -> tuple[dict[str, Check], dict[str, Any]]:
    checks, defaults = {}, {}
    for each in description(name).properties:
        checks[each.identifier] = _check_of(each)
        defaults[each.identifier] = _default_of(each)
    return checks, defaults


def _default_of(described: Any) -> Any:
    if getattr(described, "is_array", False):
        return tuple(described.default_array)
    if described.type == "ENUM" and described.is_enum_flag:
        return frozenset(described.default_flag)
    return getattr(described, "default", None)


def _check_of(described: Any) -> Check:
    match described.type:
        case "BOOLEAN" if not described.is_array:
            return _boolean
        case "INT" if not described.is_array:
            return _integer(described.hard_min, described.hard_max)
        case "FLOAT" if not described.is_array:
            return _number(described.hard_min, described.hard_max)
        case "FLOAT" if len(described.array_dimensions) and described.array_dimensions[1] == 0:
            return _numbers(_number(described.hard_min, described.hard_max), described.array_length)
        case "ENUM" if not described.is_enum_flag:
            return _case({item.identifier for item in described.enum_items})
        case "STRING":
            return _text
        case _:
            return _unusual


def _unusual(value: Any) -> Any:
    raise Unusual


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise Unusual


def _integer(low: int, high: int) -> Check:
    def check(value: Any) -> int:
        if type(value) is int and low <= value <= high:
            return value
        raise Unusual

    return check


def _number(low: float, high: float) -> Check:
    def check(value: Any) -> float:
        if type(value) in (int, float) and low <= value <= high and math.isfinite(value):
            # Blender stores single precision; with less of it, what follows would differ in the last digits.
            return float(np.float32(value))
        raise Unusual

    return check


def _numbers(number: Check, length: int) -> Check:
    def check(value: Any) -> tuple[float, ...]:
        if isinstance(value, list | tuple) and len(value) == length:
            return tuple(map(number, value))
        raise Unusual

    return check


def _case(cases: set[str]) -> Check:
    def check(value: Any) -> str:
        if isinstance(value, str) and value in cases:
            return value
        raise Unusual

    return check


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise Unusual
