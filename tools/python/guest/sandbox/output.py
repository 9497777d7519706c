"""What a script prints."""

from __future__ import annotations

import io

# More than an assistant would read.
MOST = 100_000


class Output(io.StringIO):
    """A text stream that keeps its beginning and counts the rest."""

    def __init__(self) -> None:
        super().__init__()
        self._length = 0

    def write(self, text: str) -> int:
        room = MOST - self._length
        self._length += len(text)
        if room > 0:
            super().write(text[:room])
        return len(text)

    def isatty(self) -> bool:
        return False

    @property
    def text(self) -> str:
        """What was printed, with a last line about what was too much."""
        if self._length <= MOST:
            return self.getvalue()
        return f"{self.getvalue()}\n... {self._length - MOST} more characters were printed and are not kept.\n"
