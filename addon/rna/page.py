"""Writes the page of the documentation that tells what scripts can use: `python -m addon.rna.page > docs/bpy.md`."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import bpy

from . import allowlist, reasons, review
from .operators import review as operators

HEAD = """# What of `bpy` a script can use

Made from the lists `addon/rna/allowed.json` and `addon/rna/operators.json` and from Blender {version} by
`python -m addon.rna.page > docs/bpy.md`. What is refused is refused by the add-on, whoever asks; the reasons are
those of [the generic operations](rna.md#reasons-for-refusing). *Unknown* is what nobody has decided on yet; it is
refused too.

Besides, scripts have `bmesh`, `mathutils`, `bpy_extras`, `bpy.utils`, `bpy.props`, `bpy.path` and `bpy.app`, classes
that they register for themselves (operators, panels, property groups), and the pure part of the standard library.
A property that is the path of a file keeps what a script writes for the script alone: Blender never gets to see it.

"""


def page() -> str:
    """The page as text."""
    parts = [HEAD.format(version=bpy.app.version_string), "## In numbers\n\n", *_numbers(), "\n## Types\n\n"]
    parts += _types()
    parts += ["\n## Types that are refused\n\n", *_refused_types(), "\n## Operators\n\n", *_operators()]
    return "".join(parts)


def _numbers() -> Iterator[str]:
    yield "| what | supported | refused | unknown |\n| --- | --- | --- | --- |\n"
    totals: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (kind, why), count in (review.counts() + operators.counts()).items():
        column = why if why in ("open", reasons.UNKNOWN) else "refused"
        totals[kind][column] += count
    for kind, columns in totals.items():
        yield f"| {kind} | {columns['open']} | {columns['refused']} | {columns[reasons.UNKNOWN]} |\n"


def _types() -> Iterator[str]:
    yield "What a type inherits is told with the type that it inherits from.\n\n"
    structs = review.all_structs()
    for name, entry in sorted(allowlist.entries().items()):
        struct = structs.get(name)
        base = f" ({struct.base.identifier})" if struct is not None and struct.base else ""
        yield f"**{name}**{base}\n\n"
        yield from _line("read and write", sorted(entry.writable))
        yield from _line("read", sorted(entry.readable - entry.writable))
        yield from _line("functions", sorted(entry.functions))
        if struct is not None:
            for why, names in sorted(_closed(name, struct, entry).items()):
                yield from _line("unknown" if why == reasons.UNKNOWN else f"refused, {why}", sorted(names))
        yield "\n"


def _closed(name: str, struct: Any, entry: allowlist.Entry) -> dict[str, list[str]]:
    closed: dict[str, list[str]] = defaultdict(list)
    for each in review.own_properties(struct):
        if each.identifier not in entry.writable | entry.readable | {"rna_type"}:
            closed[reasons.of_property(name, each) or reasons.UNKNOWN].append(each.identifier)
    for each in review.own_functions(struct):
        if each.identifier not in entry.functions:
            closed[reasons.of_function(name, each) or reasons.UNKNOWN].append(each.identifier)
    return closed


def _refused_types() -> Iterator[str]:
    closed: dict[str, list[str]] = defaultdict(list)
    for name, struct in review.all_structs().items():
        if not allowlist.is_open(name):
            closed[reasons.of_struct(struct) or reasons.UNKNOWN].append(name)
    for why, names in sorted(closed.items()):
        yield from _line(why, names)


def _operators() -> Iterator[str]:
    for title, names in operators.by_state().items():
        yield from _line(title, names)


def _line(title: str, names: list[str]) -> Iterator[str]:
    if names:
        yield f"- {title}: {', '.join(f'`{name}`' for name in names)}\n"


if __name__ == "__main__":
    sys.stdout.write(page())
