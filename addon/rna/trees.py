"""Node trees that read or write files: what tools put into them could name a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import allowlist


def groups(tree: Any) -> Iterator[Any]:
    """A node tree and all node groups in it, each once."""
    pending, seen = [tree], set()
    while pending:
        each = pending.pop()
        if each in seen:
            continue
        seen.add(each)
        yield each
        pending += [group for node in each.nodes if (group := getattr(node, "node_tree", None)) is not None]


def reaches_files(tree: Any) -> bool:
    """Whether a geometry node tree, or a group in it, has a node that is closed. Other trees take no texts as paths."""
    if getattr(tree, "bl_idname", "") != "GeometryNodeTree":
        return False
    kinds: Iterator[Any] = (type(node) for each in groups(tree) for node in each.nodes)
    return any(allowlist.of_struct(kind) is None for kind in kinds)
