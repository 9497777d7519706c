"""What is said when something is closed."""

from __future__ import annotations

import difflib
from typing import Any

from . import allowlist, reasons

REASONS = {
    reasons.PATH: "it names a file or a folder",
    reasons.CODE: "it holds or runs code",
    reasons.PREFERENCES: "it belongs to the user's preferences",
    reasons.LIBRARY: "it is about linked data and libraries",
    reasons.INTERFACE: "it belongs to windows and drawing",
    reasons.SYSTEM: "it reaches outside of Blender",
    reasons.UNKNOWN: "nobody has opened it to tools",
}
INSTEAD = {
    "driver_add": "keyframes, by keyframe_insert",
    "filepath": "the tools that render and export",
    "load": "data made by the script itself",
    "object_instances": "the objects of the view layer",
    "ShaderNodeScript": "the other shader nodes",
}
MAX_SUGGESTED_FROM = 1000


def closed(what: str, reason: str, instead: str = "") -> PermissionError:
    """The error for something that exists and is not open."""
    hint = f"; use {instead} instead" if instead else ""
    return PermissionError(f"{what} is closed to tools: {REASONS[reason]} ({reason}){hint}")


def closed_type(kind: Any) -> PermissionError:
    """The error for a structure whose type is not open."""
    name = kind.bl_rna.identifier
    return closed(name, reasons.of_struct(kind.bl_rna) or reasons.UNKNOWN, INSTEAD.get(name, ""))


def missing(thing: Any, members: allowlist.Members, name: str) -> Exception:
    """The error for a member that is not open: `PermissionError` if it exists, else Blender's `AttributeError`."""
    if isinstance(thing, allowlist.Collection):
        struct = _srna(members)
        if struct is not None and (reason := allowlist.why_closed(struct, name)):
            return closed(f"{members.name}.{name}", reason, _instead(members, name))
        return AttributeError(f'bpy_prop_collection: attribute "{name}" not found')
    struct = getattr(thing, "bl_rna", None)
    if struct is not None:
        reason = allowlist.why_closed(struct, name)
        if reason:
            return closed(f"{members.name}.{name}", reason, _instead(members, name))
        return AttributeError(f"'{members.name}' object has no attribute '{name}'")
    return AttributeError(f"'{type(thing).__name__}' object has no attribute '{name}'")


def _srna(members: allowlist.Members) -> Any:
    kind = allowlist.kind_named(members.name)
    return None if kind is None else kind.bl_rna


def _instead(members: allowlist.Members, name: str) -> str:
    if name in INSTEAD:
        return INSTEAD[name]
    names = sorted(members.readable | members.functions.keys())[:MAX_SUGGESTED_FROM]
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.75)
    return near[0] if near else ""
