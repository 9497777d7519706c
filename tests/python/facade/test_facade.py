"""The same statements in Blender and through the facade must print the same.

`snippets/*.py` are statements under titles `# --- what`. All of them run in one Blender natively, and in another one
through the facade.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from side_by_side import natively, through_the_facade, titled

HERE = Path(__file__).parent

SNIPPETS = titled(HERE / "snippets")
# What stands below an error besides Blender's own message.
ADDED = ("Blender raised this for line", "Did you mean: '")


@pytest.fixture(scope="session")
def native(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return natively(SNIPPETS, tmp_path_factory.mktemp("native"))


@pytest.fixture(scope="session")
def facade(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return through_the_facade(SNIPPETS, tmp_path_factory.mktemp("facade"))


@cache
def _last_line(error: str) -> str:
    lines = [line for line in error.strip().splitlines() if not line.startswith(ADDED)]
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
