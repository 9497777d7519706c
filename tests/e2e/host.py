"""The host's executable: where it is, and how it is run."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from .blender import REPOSITORY

TARGET = REPOSITORY / "target"
SUFFIX = ".exe" if os.name == "nt" else ""
PATIENCE = 120.0
# Variables that change what the host does.
OWN_VARIABLES = {
    "BLENDER_BIN",
    "BLENDER_RPC_TIMEOUT_MS",
    "BLENDER_RPC_TOKEN",
    "BLENDER_RPC_URL",
    "BLENDER_TOOL_COMPONENTS",
    "RUST_LOG",
}


@dataclass(frozen=True)
class Host:
    """An executable, and the environment that keeps it away from the files of whoever runs the tests."""

    executable: Path
    environment: dict[str, str] = field(repr=False)

    def _inherited(self) -> dict[str, str]:
        return {name: value for name, value in os.environ.items() if name not in OWN_VARIABLES}

    def run(self, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """Runs a command to its end."""
        return subprocess.run(
            [self.executable, *arguments],
            env={**self._inherited(), **self.environment, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )

    def json(self, *arguments: str | Path, code: int = 0) -> Any:
        """What a command prints as JSON; it has to end with this exit code."""
        done = self.run(*arguments)
        assert done.returncode == code, done
        return json.loads(done.stdout)

    def start(self, log: TextIO, *arguments: str | Path) -> subprocess.Popen[str]:
        """Starts a command with pipes; its standard error goes to a file."""
        return subprocess.Popen(
            [self.executable, *arguments],
            env={**self._inherited(), **self.environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            encoding="utf-8",
        )


def build(folder: Path) -> Host:
    """Builds the host unless `HOST_BINARY` names one; `folder` is where it keeps its files."""
    executable = os.environ.get("HOST_BINARY")
    if not executable:
        subprocess.run(["cargo", "build", "--quiet", "--package", "host"], cwd=REPOSITORY, check=True)  # noqa: S607
        executable = str(TARGET / "debug" / f"host{SUFFIX}")
    places = {
        "XDG_CONFIG_HOME": folder / "config",
        "XDG_DATA_HOME": folder / "data",
        "XDG_CACHE_HOME": TARGET / "e2e" / "cache",
        "APPDATA": folder / "config",
        "LOCALAPPDATA": TARGET / "e2e" / "cache",
    }
    return Host(Path(executable), {name: str(place) for name, place in places.items()})
