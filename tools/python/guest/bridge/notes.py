"""What a script's user should know besides its output, each thing once, in the order in which it came up."""

from __future__ import annotations

notes: dict[str, None] = {}
refused: dict[str, None] = {}


def add(text: str) -> None:
    """Notes something that was left out, replaced or kept from Blender."""
    notes.setdefault(text)


def refuse(text: str) -> None:
    """Notes something that was refused, with the reason."""
    refused.setdefault(text)


def clear() -> None:
    """Forgets all."""
    notes.clear()
    refused.clear()
