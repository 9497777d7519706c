"""Many small scripts, run in one Blender natively and in another one through the facade."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TITLE = re.compile(r"^# --- (.*)\n", re.M)


def titled(folder: Path, prelude: str = "") -> dict[str, str]:
    """The scripts in the files of a folder, which stand there under titles `# --- what`."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.py")):
        _, *parts = TITLE.split(path.read_text())
        for title, source in zip(parts[::2], parts[1::2], strict=True):
            assert f"{path.stem}: {title}" not in found
            found[f"{path.stem}: {title}"] = prelude + source
    return found


def natively(scripts: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """What each prints, and its error."""
    return _run(scripts, folder, HERE / "facade" / "native.py")


def through_the_facade(scripts: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """The same, and the round trips that it takes."""
    return _run(scripts, folder, HERE / "drive.py", "--snippets")


def _run(scripts: Mapping[str, str], folder: Path, program: Path, *options: str) -> dict[str, Any]:
    sources = folder / "scripts.json"
    sources.write_text(json.dumps(list(scripts.values())))
    command = [sys.executable, str(program), *options, str(sources)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return dict(zip(scripts, json.loads(done.stdout.splitlines()[-1]), strict=True))
