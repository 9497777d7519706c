"""Failures of Blender as the Python exceptions that a script would have got from it."""

from __future__ import annotations

import builtins
import difflib
from collections.abc import Iterable

from . import notes


class Refused(PermissionError, RuntimeError):  # noqa: N818 - reads as a sentence
    """Something that is not open to scripts. Many scripts catch a `RuntimeError` of an operator and go on."""

    # As tracebacks show it.
    __module__ = "builtins"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        notes.refuse(message)


class RefusedAttribute(AttributeError, RuntimeError):  # noqa: N818 - reads as a sentence
    """An attribute that is not open to scripts: for `hasattr` and `except AttributeError` it does not exist."""

    __module__ = "builtins"
    __qualname__ = "Refused"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        notes.refuse(message)


def exception(kind: str, message: str) -> Exception:
    """The exception of this name; what is none that Python knows becomes a `RuntimeError`."""
    if kind == "PermissionError":
        return Refused(message)
    known = getattr(builtins, kind, None)
    if isinstance(known, type) and issubclass(known, Exception):
        try:
            return known(message)
        except TypeError:
            pass
    return RuntimeError(message)


def with_hint(error: Exception, name: str, known: Iterable[str]) -> Exception:
    """The error, with the known name that is nearest to the one that is not."""
    if near := difflib.get_close_matches(name, list(known), 1):
        error.add_note(f"Did you mean: {near[0]!r}?")
    return error


def refused_attribute(owner: str, name: str, reason: str) -> RefusedAttribute:
    """For a member whose description says that it is closed."""
    return RefusedAttribute(f"{owner}.{name} is refused: {reason_in_words(reason)}")


def refused_type(name: str, reason: str) -> Refused:
    """For a type or an operator whose description says that it is closed."""
    return Refused(f"{name} is refused: {reason_in_words(reason)}")


def reason_in_words(reason: str) -> str:
    """What a reason of `docs/rna.md` means to who wrote the script."""
    return _REASONS.get(reason, reason)


_REASONS = {
    "path": "it names a file or a folder, and scripts have none",
    "file": "it reads or writes files, and scripts have none",
    "code": "it holds or runs code inside Blender",
    "preferences": "it belongs to the user's preferences",
    "library": "it is about files that are linked",
    "interface": "it belongs to Blender's windows",
    "operating system": "it reaches outside of Blender",
    "unknown": "nobody has opened it to scripts yet",
}
