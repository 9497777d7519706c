"""Prints the table of the policy's keys with the tests that show each of them allow and deny.

    python -m e2e.policy_table    (in the folder `tests`; HOST_BINARY names the host if it is not target/debug/host)

The keys come from the JSON Schema that the host publishes, the tests from their mark `policy`. The exit code is 1 if a
key lacks one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).resolve().parent


@dataclass
class Row:
    """A key, and the tests that show it bite."""

    key: str
    allows: list[str] = field(default_factory=list)
    denies: list[str] = field(default_factory=list)


@dataclass
class Marked:
    """The tests that carry the mark."""

    items: list[pytest.Item] = field(default_factory=list)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """What pytest calls when it knows all tests."""
        self.items = [item for item in session.items if item.get_closest_marker("policy")]


def marked() -> list[pytest.Item]:
    """Every test with the mark."""
    collected = Marked()
    arguments = ["--collect-only", "-q", "-c", str(TESTS.parent / "pyproject.toml"), "--rootdir", str(TESTS.parent)]
    with redirect_stdout(StringIO()):
        code = pytest.main([*arguments, "-p", "no:cacheprovider", str(TESTS)], plugins=[collected])
    assert code == pytest.ExitCode.OK, code
    return collected.items


def rows(schema: dict[str, Any], items: list[pytest.Item]) -> list[Row]:
    """A row for each key of the schema."""
    table = {key: Row(key) for key in sorted(set(keys(schema, schema)))}
    for item in items:
        for mark in item.iter_markers("policy"):
            name = item.nodeid.partition("e2e/")[2].partition("[")[0]
            for effect in ("allows", "denies"):
                key = mark.kwargs.get(effect)
                if key and name not in getattr(table[key], effect):
                    getattr(table[key], effect).append(name)
    return list(table.values())


def keys(schema: dict[str, Any], root: dict[str, Any], above: str = "") -> Iterator[str]:
    """The keys below a part of the schema; those of tables in lists and of named tables stand below the list's key."""
    if "$ref" in schema:
        yield from keys(root["$defs"][schema["$ref"].rpartition("/")[2]], root, above)
    for part in [*schema.get("anyOf", []), *schema.get("oneOf", [])]:
        yield from keys(part, root, above)
    for part in (schema.get("items"), schema.get("additionalProperties")):
        if isinstance(part, dict) and not above.endswith("arguments"):
            yield from keys(part, root, above)
    for name, part in schema.get("properties", {}).items():
        key = f"{above}.{name}" if above else name
        below = list(keys(part, root, key))
        # A key that only holds others does nothing by itself.
        if not below or "array" in json.dumps(part.get("type", "")):
            yield key
        yield from below


def main() -> int:
    """Prints the table."""
    suffix = ".exe" if os.name == "nt" else ""
    host = os.environ.get("HOST_BINARY", str(TESTS.parents[1] / "target" / "debug" / f"host{suffix}"))
    schema = subprocess.run(
        [host, "policy", "schema"], check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    table = rows(json.loads(schema), marked())
    print("| key | shown to allow by | shown to deny by |\n| --- | --- | --- |")
    for row in table:
        cells = ["<br>".join(f"`{name}`" for name in tests) or "**none**" for tests in (row.allows, row.denies)]
        print(f"| `{row.key}` | {cells[0]} | {cells[1]} |")
    return int(any(not row.allows or not row.denies for row in table))


if __name__ == "__main__":
    sys.exit(main())
