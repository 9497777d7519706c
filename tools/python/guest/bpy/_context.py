"""`bpy.context`: what is active, selected and current."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bridge import Refused, RefusedAttribute, mirror, session
from bridge.queue import NOTHING
from bridge.transport import Call
from bridge.values import decode

from . import _local, _special, _structs
from ._things import State, Thing, make

# What only a call that can change anything changes.
_SETTINGS = frozenset(
    {
        "area", "blend_data", "collection", "engine", "layer_collection", "preferences", "region", "region_data",
        "scene", "screen", "space_data", "tool_settings", "view_layer", "window", "window_manager", "workspace",
    }
)  # fmt: skip
# What is asked for together, as it is wanted again after each operator that may change it.
PRIMED = ("mode", "scene", "view_layer", "collection")
_ACTIVE = ("active_object", "object")
_SELECTED = ("selected_objects", "selected_editable_objects")


class Context(_structs.bpy_struct):
    """The context. Its members are asked for by name, as they depend on what Blender is doing."""

    __slots__ = ()
    __module__ = "bpy.types"
    _lineage = ("Context",)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(f"'Context' object has no attribute '{name}'")
        for override in reversed(overrides):
            if name in override:
                return override[name]
        if name == "window_manager":
            return _local.window_manager
        found = _known.get(name)
        if found is not None and found[0] == _stamp(name, found[1]):
            value = found[1]
        else:
            ahead = [each for each in PRIMED if each != name] if name in PRIMED else []
            try:
                raw, more = session.ask_ahead("get", "context", name, NOTHING, lambda _: questions(ahead))
            except Refused as refusal:
                raise RefusedAttribute(str(refusal)) from None
            value = decode(raw)
            remember(name, value)
            take(ahead, more)
        return list(value) if type(value) is list else value

    def __setattr__(self, name: str, value: Any) -> None:
        session.ask("set", "context", name, value)

    def __dir__(self) -> list[str]:
        return sorted({*object.__dir__(self), *_SETTINGS, *_ACTIVE, *_SELECTED, "mode", "collection"})

    def __repr__(self) -> str:
        return f"<bpy_struct, Context at {id(self):#x}>"

    __str__ = __repr__

    def copy(self) -> dict[str, Any]:
        """The members that scripts pass on, as a dictionary."""
        found: dict[str, Any] = {}
        for name in (*sorted(_SETTINGS), *_ACTIVE, *_SELECTED, "mode", "collection"):
            try:
                found[name] = getattr(self, name)
            except (AttributeError, PermissionError):
                continue
        return found

    def temp_override(self, **members: Any) -> Override:
        """Replaces members of the context for operators in a `with` block."""
        return Override(members)

    def evaluated_depsgraph_get(self) -> Any:
        """The dependency graph, which Blender brings up to date when something is read from it."""
        return _special.computed("depsgraph", "Depsgraph")

    def path_resolve(self, path: str, coerce: bool = True) -> Any:
        """What a path from the context leads to."""
        return self._ask("path_resolve", path, coerce)


class Override:
    """A `with` block with another context."""

    def __init__(self, members: dict[str, Any]) -> None:
        self._members = members

    def __enter__(self) -> Override:
        overrides.append(self._members)
        return self

    def __exit__(self, *_: object) -> None:
        session.flush()
        overrides.remove(self._members)


overrides: list[dict[str, Any]] = []
_known: dict[str, tuple[int, Any]] = {}


def questions(names: Sequence[str] = PRIMED) -> list[Call]:
    """Calls that read members which scripts often want."""
    return [Call("get", "context", name, "") for name in names]


def take(names: Sequence[str], answers: Sequence[Any]) -> None:
    """Keeps the answers to `questions`."""
    for name, raw in zip(names, answers, strict=True):
        if raw is not None:
            remember(name, decode(raw))


def remember(name: str, value: Any) -> None:
    """Keeps a member that is known now."""
    _known[name] = (_stamp(name, value), value)


def in_object_mode() -> bool:
    """Whether Blender is in Object Mode."""
    return bool(context.mode == "OBJECT")


def became_active(thing: Any, kind: str | None = None) -> None:
    """An operator has made an object, which is selected alone and active now; `kind` is the type of its data."""
    for name in _ACTIVE:
        remember(name, thing)
    for name in _SELECTED:
        remember(name, [thing])
    found = _known.get("view_layer")
    if found is not None and found[0] == _stamp("view_layer", found[1]):
        found[1].objects._state.links["active"] = thing
    if kind:
        thing._state.expected = {"data": kind}


def set_active(objects: Thing, thing: Any) -> None:
    """The active object of a view layer has been set."""
    found = _known.get("view_layer")
    if found is not None and found[0] == _stamp("view_layer", found[1]) and found[1].objects is objects:
        for name in _ACTIVE:
            remember(name, thing)


def _stamp(name: str, value: Any) -> int:
    if name in _SETTINGS or (name == "mode" and value == "OBJECT"):
        return mirror.settings
    return mirror.settings + mirror.state


context: Any = make(Context, State("context", mirror.root("context")))
