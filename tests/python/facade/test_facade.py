"""The same statements in Blender and through the facade must print the same.

`snippets/*.py` are statements under titles `# --- what`. All of them run in one Blender natively, and in another one
through the facade.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
TITLE = re.compile(r"^# --- (.*)\n", re.M)


def _snippets() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((HERE / "snippets").glob("*.py")):
        _, *parts = TITLE.split(path.read_text())
        for title, source in zip(parts[::2], parts[1::2], strict=True):
            assert f"{path.stem}: {title}" not in found
            found[f"{path.stem}: {title}"] = source
    return found


SNIPPETS = _snippets()


def _run(program: Path, *options: str, sources: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(program), *options, str(sources)], stdout=subprocess.PIPE, text=True, check=True
    )
    answers = json.loads(done.stdout.splitlines()[-1])
    return dict(zip(SNIPPETS, answers, strict=True))


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("facade") / "snippets.json"
    path.write_text(json.dumps(list(SNIPPETS.values())))
    return path


@pytest.fixture(scope="session")
def native(sources: Path) -> dict[str, Any]:
    return _run(HERE / "native.py", sources=sources)


@pytest.fixture(scope="session")
def facade(sources: Path) -> dict[str, Any]:
    return _run(HERE.parent / "drive.py", "--snippets", sources=sources)


@cache
def _last_line(error: str) -> str:
    lines = [line for line in error.strip().splitlines() if not line.startswith("Blender raised this for line")]
    return lines[-1].strip() if lines else ""


@pytest.mark.parametrize("title", SNIPPETS)
def test_a_script_prints_what_it_prints_in_blender(title: str, native: dict[str, Any], facade: dict[str, Any]) -> None:
    expected, got = native[title], facade[title]
    assert got["error"] == "" or expected["error"], got["error"]
    assert got["output"] == expected["output"]
    assert _last_line(got["error"]) == _last_line(expected["error"])


@pytest.mark.parametrize(
    ("title", "most"),
    [
        ("speed: an object that an operator adds is written to without a question", 2),
        ("speed: materials by the dozen", 24),
        ("speed: vertices are read by the column", 8),
    ],
)
def test_a_script_asks_rarely(title: str, most: int, facade: dict[str, Any]) -> None:
    assert facade[title]["round_trips"] <= most
