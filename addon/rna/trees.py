"""Node trees that read or write files: what tools put into them could name a file."""

from __future__ import annotations

from typing import Any

from . import allowlist


def reaches_files(tree: Any) -> bool:
    """Whether a geometry node tree, or a group in it, has a node that is closed. Other trees take no texts as paths."""
    if getattr(tree, "bl_idname", "") != "GeometryNodeTree":
        return False
    pending, seen = [tree], set()
    while pending:
        each = pending.pop()
        if each in seen:
            continue
        seen.add(each)
        for node in each.nodes:
            kind: Any = type(node)
            if allowlist.of_struct(kind) is None:
                return True
            group = getattr(node, "node_tree", None)
            if group is not None:
                pending.append(group)
    return False
