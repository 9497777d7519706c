#!/usr/bin/env python3
"""Tells which of Blender's APIs the scripts use, and in how many of them, as far as their text shows."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent / "scripts"
ROOTS = {"bpy", "bmesh", "mathutils", "math", "random", "os", "np", "json", "time"}


def used(text: str) -> set[str]:
    """What one script uses: dotted paths from modules, attributes of other things, and items by name."""
    tree = ast.parse(text)
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            path = list(_path(node))
            if path[0] in ROOTS and id(node) not in inner:
                found.add(".".join(path) + ("()" if id(node) in called else ""))
            elif path[0] not in ROOTS:
                found.add(f".{node.attr}" + ("()" if id(node) in called else ""))
        elif isinstance(node, ast.Call):
            found |= {f"{keyword.arg}=" for keyword in node.keywords if keyword.arg and _is_operator(node.func)}
    return found


def _path(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Attribute):
        yield from _path(node.value)
        yield node.attr
    else:
        yield node.id if isinstance(node, ast.Name) else "?"


def _is_operator(node: ast.expr) -> bool:
    return [*_path(node)][:2] == ["bpy", "ops"]


def main() -> int:
    """Prints the tables."""
    scripts = sorted(SCRIPTS.glob("*.py"))
    counts: Counter[str] = Counter()
    for script in scripts:
        counts.update(used(script.read_text("utf-8")))
    groups: dict[str, Callable[[str], bool]] = {
        "operators": lambda name: name.startswith("bpy.ops."),
        "of bpy": lambda name: name.startswith("bpy.") and not name.startswith("bpy.ops."),
        "of bmesh": lambda name: name.startswith("bmesh."),
        "of mathutils": lambda name: name.startswith("mathutils."),
        "methods": lambda name: name.startswith(".") and name.endswith("()"),
        "properties": lambda name: name.startswith(".") and not name.endswith("()"),
        "arguments of operators": lambda name: name.endswith("="),
        "of other modules": lambda name: True,
    }
    told: set[str] = set()
    print(f"{len(scripts)} scripts, {len(counts)} names")
    for title, belongs in groups.items():
        names = [(name, count) for name, count in counts.most_common() if belongs(name) and name not in told]
        told |= {name for name, _ in names}
        print(f"\n{title} ({len(names)})")
        print("  " + ", ".join(f"{name} {count}" for name, count in names))
    return 0


if __name__ == "__main__":
    sys.exit(main())
