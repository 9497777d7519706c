"""Guesses what was meant by a name that does not exist."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`; did you mean "radius"?`, or nothing if no known name is close."""
    # The comparison is quadratic in the length, and no real name is long.
    close = get_close_matches(name[:64], list(known), n=1)
    return f'; did you mean "{close[0]}"?' if close else ""
