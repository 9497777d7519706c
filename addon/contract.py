"""The contract: which operations there are, what they take and what they answer.

It is read from `ops.json`, which is generated from the WIT package `blender:ops`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from . import composites, values
from .errors import invalid
from .suggestions import did_you_mean

PROTOCOL_VERSION = 1
BUNDLED = Path(__file__).with_name("ops.json")

# The keys of a request that are not parameters.
ENVELOPE = frozenset({"id", "op", "token", "deadline_ms", "call"})


class ContractError(Exception):
    """The contract file cannot be used."""


class Effect(StrEnum):
    """What an operation does to a user's work."""

    READ = "read"
    EDIT = "edit"
    DELETE = "delete"
    RENDER = "render"

    @property
    def changes_scene(self) -> bool:
        """Whether it needs an undo step."""
        return self in (Effect.EDIT, Effect.DELETE)


@dataclass(frozen=True)
class Operation:
    """One whitelisted operation."""

    name: str
    effect: Effect
    params: Mapping[str, values.Type]
    result: values.Type | None

    def decode_arguments(self, arguments: Mapping[str, Any], attachments: bytes) -> dict[str, Any]:
        """Checks the parameters of a request; absent options are `None`. Raises a validation `OpError`."""
        return composites.decode_fields(self.params, arguments, "", attachments)

    def encode_result(self, result: Any, attachments: bytearray) -> Any:
        """The JSON of what a handler returned."""
        return None if self.result is None else self.result.encode(result, "result", attachments)


@dataclass(frozen=True)
class Contract:
    """All operations, and the hash by which both sides tell whether they mean the same ones."""

    hash: str
    operations: Mapping[str, Operation]

    def operation(self, name: str) -> Operation:
        """The operation of this name. Raises a validation `OpError` with the nearest name there is."""
        operation = self.operations.get(name)
        if operation is None:
            raise invalid(f"There is no operation {values.describe(name)}{did_you_mean(name, self.operations)}")
        return operation


def load(path: Path = BUNDLED) -> Contract:
    """Reads a contract file. Raises `ContractError`."""
    try:
        content = path.read_bytes().replace(b"\r\n", b"\n")
        document = json.loads(content)
        if document["protocol"] != PROTOCOL_VERSION:
            raise ContractError(f"{path} is for protocol {document['protocol']}, this is {PROTOCOL_VERSION}.")
        operations = {name: _operation(name, spec) for name, spec in document["ops"].items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ContractError(f"Cannot read the contract {path}: {type(error).__name__}: {error}") from error
    return Contract(hashlib.sha256(content).hexdigest(), operations)


def _operation(name: str, spec: Mapping[str, Any]) -> Operation:
    params = _fields(spec["params"])
    if reserved := ENVELOPE & params.keys():
        raise ContractError(f"{name}: a parameter must not be called {', '.join(sorted(reserved))}.")
    return Operation(name, Effect(spec["effect"]), params, _optional(spec["result"]))


def _fields(specs: list[Mapping[str, Any]]) -> dict[str, values.Type]:
    return {spec["name"]: _type(spec["type"]) for spec in specs}


def _optional(spec: Mapping[str, Any] | None) -> values.Type | None:
    return None if spec is None else _type(spec)


def _type(spec: Mapping[str, Any]) -> values.Type:
    match spec["type"]:
        case "bool":
            return values.Bool()
        case "char":
            return values.Char()
        case "integer":
            return values.Integer(spec["min"], spec["max"])
        case "number":
            return values.Number(spec["min"], spec["max"])
        case "string":
            return values.String(spec["min_length"], spec["max_length"])
        case "bytes":
            return values.Bytes(spec["min_length"], spec["max_length"])
        case "list":
            return composites.List(_type(spec["items"]), spec["min_length"], spec["max_length"])
        case "tuple":
            return composites.Tuple(tuple(_type(item) for item in spec["items"]))
        case "record":
            return composites.Record(_fields(spec["fields"]))
        case "enum":
            return composites.Enum(tuple(spec["cases"]))
        case "flags":
            return composites.Flags(tuple(spec["names"]))
        case "variant":
            return composites.Variant({case["name"]: _optional(case["type"]) for case in spec["cases"]})
        case "option":
            return composites.Option(_type(spec["of"]))
        case "result":
            return composites.Result(_optional(spec["ok"]), _optional(spec["error"]))
    raise ContractError(f"There is no type {spec['type']!r}.")
