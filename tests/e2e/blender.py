"""A real Blender with the add-on, in a process of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import Self

from .wire import Wire

REPOSITORY = Path(__file__).resolve().parents[2]


class Blender:
    """A headless Blender that ends with the `with` block.

    `folder` holds the package `addon`; `arguments` are the add-on's.
    """

    def __init__(self, *arguments: str, port: int = 0, token: str = "", folder: Path = REPOSITORY) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "addon", "--port", str(port), "--exit-with-parent", *arguments],
            cwd=folder,
            env={**os.environ, "BLENDER_RPC_TOKEN": token},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "Blender does not start; its reason stands above"
        self.url: str = json.loads(line)["url"]
        # What Blender prints later is read, or a full pipe would stop it.
        Thread(target=self._process.stdout.read, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(30)

    def kill(self) -> None:
        """Ends it as a crash would."""
        self._process.kill()
        self._process.wait(30)

    def wire(self) -> Wire:
        """A connection of one's own, besides that of the host."""
        return Wire(self.url)


def free_port() -> int:
    """A port of this computer on which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
