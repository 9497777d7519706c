"""What clients may cost, so that none of them can get in the way of the others or of Blender."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """A stranger is a connection before its handshake and, where there is a token, before it has shown the token."""

    clients: int = 32
    strangers: int = 64
    stranger_seconds: float = 3.0
    # A client with more answers unread than this is not read from either, ...
    unread_answers: int = 256
    # ... and one with more bytes is dropped: a render may be under way that adds to them. Room for two of the largest.
    unread_bytes: int = 128 * MEBIBYTE
