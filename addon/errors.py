"""The one kind of failure that a client gets to see."""

from __future__ import annotations

from enum import StrEnum


class Category(StrEnum):
    """Why an operation failed; the cases of `blender:ops/types.error-category`."""

    VALIDATION = "validation"
    CONNECTION = "connection"
    AUTH = "auth"
    OPERATION = "operation"
    TIMEOUT = "timeout"
    SYSTEM = "system"


class OpError(Exception):
    """A failure with a message that is meant for the client.

    Anything else that is raised while an operation runs is a surprise: its traceback goes to the log.
    """

    def __init__(self, category: Category, message: str, *, retryable: bool = False) -> None:
        super().__init__(message)
        self.category = category
        self.message = message
        self.retryable = retryable


def invalid(message: str) -> OpError:
    """An argument is outside what the operation takes."""
    return OpError(Category.VALIDATION, message)


def refused(message: str, *, retryable: bool = False) -> OpError:
    """Blender, in the state it is in, cannot do it."""
    return OpError(Category.OPERATION, message, retryable=retryable)
