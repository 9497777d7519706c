"""What a type of the contract is, and the simple ones; `composites` has those that are made of others.

A type knows the two ways across the wire: `decode` into Python values, `encode` back.

Python values are what a handler would write by hand: a record is a dict in which an absent option is `None`, a tuple
or list is a tuple or list, flags are a frozenset of names, `bytes` are bytes, a variant or result is a `Case`, and an
option is the value or `None` (an option inside an option is a one-tuple when it is there).

Every `decode` checks and names the place, such as `settings.radius`, in its error. `encode` checks the shape only:
bounds are what a client may ask for, while a scene may hold more.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from .errors import Category, OpError, invalid


class Type(ABC):
    """A type of the contract."""

    @abstractmethod
    def expects(self) -> str:
        """What a value must be, for people: 'a number from 0 to 1'."""

    @abstractmethod
    def decode(self, value: Any, path: str, attachments: bytes) -> Any:
        """The checked Python value of parsed JSON. Raises a validation `OpError`."""

    @abstractmethod
    def encode(self, value: Any, path: str, attachments: bytearray) -> Any:
        """What stands for a Python value in JSON; bytes are added to `attachments`."""

    def mismatch(self, value: Any, path: str) -> OpError:
        """The error for a value that this type does not take."""
        return invalid(f"{path}: expected {self.expects()}, got {describe(value)}")


def describe(value: Any) -> str:
    """A few words on parsed JSON, however big it is."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() if abs(value) >= 10**30:
            return "a huge number"
        case int() | float():
            return str(value)
        case str() if len(value) > 40:
            return f"a text of {len(value)} characters"
        case str():
            return ascii(value)
        case list() | tuple():
            return f"an array of {len(value)}"
        case dict():
            return "an object"
    return type(value).__name__


def fault(path: str, value: Any) -> OpError:
    """The error for an answer of the add-on itself that does not fit the contract."""
    return OpError(Category.SYSTEM, f"The add-on made a wrong answer: {path} is {type(value).__name__}.")


@dataclass(frozen=True)
class Bool(Type):
    def expects(self) -> str:
        return "true or false"

    def decode(self, value: Any, path: str, attachments: bytes) -> bool:
        if isinstance(value, bool):
            return value
        raise self.mismatch(value, path)

    def encode(self, value: Any, path: str, attachments: bytearray) -> bool:
        if isinstance(value, bool):
            return value
        raise fault(path, value)


@dataclass(frozen=True)
class Integer(Type):
    min: int
    max: int

    def expects(self) -> str:
        return f"an integer from {self.min} to {self.max}"

    def decode(self, value: Any, path: str, attachments: bytes) -> int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and self.min <= value <= self.max:
            return value
        raise self.mismatch(value, path)

    def encode(self, value: Any, path: str, attachments: bytearray) -> int:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise fault(path, value)


@dataclass(frozen=True)
class Number(Type):
    min: float
    max: float

    def expects(self) -> str:
        return f"a number from {self.min:.15g} to {self.max:.15g}"

    def decode(self, value: Any, path: str, attachments: bytes) -> float:
        # A comparison with NaN is false, so the bounds refuse it as well.
        if isinstance(value, int | float) and not isinstance(value, bool) and self.min <= value <= self.max:
            return float(value)
        raise self.mismatch(value, path)

    def encode(self, value: Any, path: str, attachments: bytearray) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise fault(path, value)
        if not math.isfinite(value):
            raise OpError(Category.OPERATION, f"Blender's value for {path} is not a finite number.")
        return float(value)


@dataclass(frozen=True)
class String(Type):
    min_length: int
    max_length: int

    def expects(self) -> str:
        return f"a text of {self.min_length} to {self.max_length} characters"

    def decode(self, value: Any, path: str, attachments: bytes) -> str:
        if isinstance(value, str) and self.min_length <= len(value) <= self.max_length:
            return value
        raise self.mismatch(value, path)

    def encode(self, value: Any, path: str, attachments: bytearray) -> str:
        if isinstance(value, str):
            return value
        raise fault(path, value)


@dataclass(frozen=True)
class Char(String):
    min_length: int = 1
    max_length: int = 1

    def expects(self) -> str:
        return "one character"


@dataclass(frozen=True)
class Bytes(Type):
    min_length: int
    max_length: int

    def expects(self) -> str:
        return f"{self.min_length} to {self.max_length} bytes as {{offset, length}} of the attachments"

    def decode(self, value: Any, path: str, attachments: bytes) -> bytes:
        if not isinstance(value, dict) or value.keys() != {"offset", "length"}:
            raise self.mismatch(value, path)
        place = Integer(0, len(attachments))
        offset = place.decode(value["offset"], f"{path}.offset", b"")
        length = place.decode(value["length"], f"{path}.length", b"")
        if offset + length > len(attachments):
            raise invalid(f"{path}: expected to end within the {len(attachments)} attached bytes")
        if not self.min_length <= length <= self.max_length:
            raise invalid(f"{path}: expected {self.expects()}, got {length} bytes")
        return attachments[offset : offset + length]

    def encode(self, value: Any, path: str, attachments: bytearray) -> dict[str, int]:
        if not isinstance(value, bytes):
            raise fault(path, value)
        place = {"offset": len(attachments), "length": len(value)}
        attachments += value
        return place
