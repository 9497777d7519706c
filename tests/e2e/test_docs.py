"""The documentation: the tests that it names are there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from .blender import REPOSITORY

THREATS = REPOSITORY / "docs" / "threats.md"

# A path, and the test's name with those of the classes around it.
REFERENCE = re.compile(r"`([\w./-]+\.(?:py|rs))::([\w:]+)`")
RUST_TEST = re.compile(r"#\[(?:tokio::)?test\b[^\]]*\]\s*(?:#\[[^\]]*\]\s*)*(?:async\s+)?fn\s+(\w+)\s*\(")


def file_of(name: str) -> Path:
    """The file that the page means."""
    if name.endswith(".rs"):
        return REPOSITORY / "host" / "src" / name
    if name.startswith("addon/"):
        return REPOSITORY / "addon" / "tests" / name.removeprefix("addon/")
    return REPOSITORY / "tests" / "e2e" / name


def found_in(file: Path) -> set[str]:
    """The tests of a file, those of classes as `Class::test`."""
    text = file.read_text("utf-8")
    return set(RUST_TEST.findall(text)) if file.suffix == ".rs" else set(functions(ast.parse(text).body))


def functions(body: list[ast.stmt], above: str = "") -> Iterator[str]:
    """The functions that pytest takes for tests."""
    for each in body:
        if isinstance(each, ast.ClassDef) and each.name.startswith("Test"):
            yield from functions(each.body, f"{above}{each.name}::")
        elif isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef) and each.name.startswith("test"):
            yield f"{above}{each.name}"


def test_every_test_that_the_threat_model_names_is_there() -> None:
    text = THREATS.read_text("utf-8")
    named = REFERENCE.findall(text)
    # Whatever else has two colons is the form in which they are named.
    assert text.count("::") - sum(test.count("::") for _, test in named) == len(named) + text.count("`file::test`")
    files = {name: file_of(name) for name, _ in named}
    assert [name for name, file in files.items() if not file.is_file()] == []
    tests = {name: found_in(file) for name, file in files.items()}
    assert [f"{name}::{test}" for name, test in named if test not in tests[name]] == []
