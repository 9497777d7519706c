"""Which function runs which operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import signature
from typing import Any, ParamSpec, TypeVar

from ..call import Call
from ..contract import Contract, ContractError

Handler = Callable[[Call], Any]
P = ParamSpec("P")
R = TypeVar("R")

_handlers: dict[str, Callable[..., Any]] = {}


def handles(operation: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Registers a function for an operation.

    Its parameters are the operation's, by name; one that is called `call` comes first and gets the `Call`. It returns
    what the operation answers with, see `values`, and raises `OpError` for what the client can do something about.
    """

    def register(function: Callable[P, R]) -> Callable[P, R]:
        if operation in _handlers:
            raise ContractError(f"{operation} has two handlers.")
        _handlers[operation] = function
        return function

    return register


def bind(contract: Contract) -> Mapping[str, Handler]:
    """The handler of every operation. Raises `ContractError` if contract and handlers do not match exactly."""
    without = sorted(contract.operations.keys() - _handlers.keys())
    unknown = sorted(_handlers.keys() - contract.operations.keys())
    if without or unknown:
        raise ContractError(f"Operations without a handler: {without}; handlers without an operation: {unknown}.")
    return {name: _bind(function, list(contract.operations[name].params)) for name, function in _handlers.items()}


def _bind(function: Callable[..., Any], params: list[str]) -> Handler:
    takes = list(signature(function).parameters)
    if takes == ["call", *params]:
        return lambda call: function(call, **call.arguments)
    if takes == params:
        return lambda call: function(**call.arguments)
    raise ContractError(f"{function.__qualname__} takes {takes}, but the operation has {params}.")
