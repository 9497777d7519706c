"""The types of the contract that are made of others; see `values`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .errors import invalid
from .suggestions import did_you_mean
from .values import Type, describe, fault


@dataclass(frozen=True)
class Case:
    """A case of a variant, or `ok`/`error` of a result, with its payload."""

    name: str
    payload: Any = None


@dataclass(frozen=True)
class List(Type):
    items: Type
    min_length: int
    max_length: int

    def expects(self) -> str:
        return f"an array of {self.min_length} to {self.max_length} items"

    def decode(self, value: Any, path: str, attachments: bytes) -> list[Any]:
        if not isinstance(value, list) or not self.min_length <= len(value) <= self.max_length:
            raise self.mismatch(value, path)
        return [self.items.decode(item, f"{path}[{i}]", attachments) for i, item in enumerate(value)]

    def encode(self, value: Any, path: str, attachments: bytearray) -> list[Any]:
        if not isinstance(value, Sequence) or isinstance(value, str | bytes):
            raise fault(path, value)
        return [self.items.encode(item, f"{path}[{i}]", attachments) for i, item in enumerate(value)]


@dataclass(frozen=True)
class Tuple(Type):
    items: tuple[Type, ...]

    def expects(self) -> str:
        return f"an array of exactly {len(self.items)}"

    def decode(self, value: Any, path: str, attachments: bytes) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) != len(self.items):
            raise self.mismatch(value, path)
        pairs = zip(self.items, value, strict=True)
        return tuple(type_.decode(item, f"{path}[{i}]", attachments) for i, (type_, item) in enumerate(pairs))

    def encode(self, value: Any, path: str, attachments: bytearray) -> list[Any]:
        if not isinstance(value, tuple | list) or len(value) != len(self.items):
            raise fault(path, value)
        pairs = zip(self.items, value, strict=True)
        return [type_.encode(item, f"{path}[{i}]", attachments) for i, (type_, item) in enumerate(pairs)]


@dataclass(frozen=True)
class Record(Type):
    fields: Mapping[str, Type]

    def expects(self) -> str:
        return f"an object with {', '.join(self.fields) or 'no fields'}"

    def decode(self, value: Any, path: str, attachments: bytes) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.mismatch(value, path)
        return decode_fields(self.fields, value, f"{path}.", attachments)

    def encode(self, value: Any, path: str, attachments: bytearray) -> dict[str, Any]:
        if not isinstance(value, dict) or value.keys() - self.fields.keys():
            raise fault(path, value)
        encoded = {}
        for name, type_ in self.fields.items():
            item = value.get(name)
            if item is None and isinstance(type_, Option):
                continue
            encoded[name] = type_.encode(item, f"{path}.{name}", attachments)
        return encoded


def decode_fields(
    fields: Mapping[str, Type], values: Mapping[str, Any], prefix: str, attachments: bytes
) -> dict[str, Any]:
    """Decodes the fields of a record, or the parameters of an operation; refuses those that do not exist."""
    for name in values:
        if name not in fields:
            hint = did_you_mean(name, fields)
            raise invalid(f"{prefix}{name[:64]}: there is no such parameter{hint}")
    decoded = {}
    for name, type_ in fields.items():
        if name in values:
            decoded[name] = type_.decode(values[name], prefix + name, attachments)
        elif isinstance(type_, Option):
            decoded[name] = None
        else:
            raise invalid(f"{prefix}{name}: expected {type_.expects()}, got nothing")
    return decoded


@dataclass(frozen=True)
class Enum(Type):
    cases: tuple[str, ...]

    def expects(self) -> str:
        return f"one of {', '.join(self.cases)}"

    def decode(self, value: Any, path: str, attachments: bytes) -> str:
        if isinstance(value, str) and value in self.cases:
            return value
        raise self.mismatch(value, path)

    def encode(self, value: Any, path: str, attachments: bytearray) -> str:
        if isinstance(value, str) and value in self.cases:
            return value
        raise fault(path, value)


@dataclass(frozen=True)
class Flags(Type):
    names: tuple[str, ...]

    def expects(self) -> str:
        return f"an array of some of {', '.join(self.names)}"

    def decode(self, value: Any, path: str, attachments: bytes) -> frozenset[str]:
        if not isinstance(value, list):
            raise self.mismatch(value, path)
        for i, name in enumerate(value):
            if not isinstance(name, str) or name not in self.names:
                raise invalid(f"{path}[{i}]: expected one of {', '.join(self.names)}, got {describe(name)}")
        return frozenset(value)

    def encode(self, value: Any, path: str, attachments: bytearray) -> list[str]:
        if not isinstance(value, frozenset | set) or value - set(self.names):
            raise fault(path, value)
        return [name for name in self.names if name in value]


@dataclass(frozen=True)
class Variant(Type):
    cases: Mapping[str, Type | None]

    def expects(self) -> str:
        cases = (name if type_ is None else f"{{{name}: ...}}" for name, type_ in self.cases.items())
        return f"one of {', '.join(cases)}"

    def decode(self, value: Any, path: str, attachments: bytes) -> Case:
        match value:
            case str() if value in self.cases and self.cases[value] is None:
                return Case(value)
            case dict() if len(value) == 1:
                [(name, payload)] = value.items()
                type_ = self.cases.get(name)
                if type_ is not None:
                    return Case(name, type_.decode(payload, f"{path}.{name}", attachments))
        raise self.mismatch(value, path)

    def encode(self, value: Any, path: str, attachments: bytearray) -> str | dict[str, Any]:
        if not isinstance(value, Case) or value.name not in self.cases:
            raise fault(path, value)
        type_ = self.cases[value.name]
        if type_ is None:
            return value.name
        return {value.name: type_.encode(value.payload, f"{path}.{value.name}", attachments)}


@dataclass(frozen=True)
class Option(Type):
    of: Type
    nested: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "nested", isinstance(self.of, Option))

    def expects(self) -> str:
        return f"{self.of.expects()}, or null"

    def decode(self, value: Any, path: str, attachments: bytes) -> Any:
        if value is None:
            return None
        if not self.nested:
            return self.of.decode(value, path, attachments)
        if not isinstance(value, list) or len(value) != 1:
            raise invalid(f"{path}: expected an array of the one value, or null, got {describe(value)}")
        return (self.of.decode(value[0], path, attachments),)

    def encode(self, value: Any, path: str, attachments: bytearray) -> Any:
        if value is None:
            return None
        if not self.nested:
            return self.of.encode(value, path, attachments)
        if not isinstance(value, tuple) or len(value) != 1:
            raise fault(path, value)
        return [self.of.encode(value[0], path, attachments)]


@dataclass(frozen=True)
class Result(Type):
    ok: Type | None
    error: Type | None

    def expects(self) -> str:
        return "one of {ok: ...}, {error: ...}"

    def decode(self, value: Any, path: str, attachments: bytes) -> Case:
        if not isinstance(value, dict) or len(value) != 1 or not value.keys() <= {"ok", "error"}:
            raise self.mismatch(value, path)
        [(name, payload)] = value.items()
        type_ = self.ok if name == "ok" else self.error
        if type_ is not None:
            return Case(name, type_.decode(payload, f"{path}.{name}", attachments))
        if payload is not None:
            raise invalid(f"{path}.{name}: expected null, got {describe(payload)}")
        return Case(name)

    def encode(self, value: Any, path: str, attachments: bytearray) -> dict[str, Any]:
        if not isinstance(value, Case) or value.name not in ("ok", "error"):
            raise fault(path, value)
        type_ = self.ok if value.name == "ok" else self.error
        return {value.name: None if type_ is None else type_.encode(value.payload, path, attachments)}
