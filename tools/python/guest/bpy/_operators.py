"""Runs operators: queued if it is certain that they succeed, else at once."""

from __future__ import annotations

from typing import Any

from bridge import mirror, schema, session
from bridge.errors import refused_type, with_hint
from sandbox.script import expects_an_error

from . import _context, _functions, _outputs, _structs

# Operators that change what is selected and nothing else.
_SELECTING = frozenset({"object.select_all", "object.select_by_type", "object.select_random", "object.select_pattern"})


def run(name: str, kwargs: dict[str, Any]) -> set[str]:
    """Runs an operator such as `mesh.primitive_cube_add` and answers as it does."""
    description = _described(name)
    if "output" in description:
        return _outputs.run(name, kwargs, description["output"])
    session.used[name] += 1
    override = _override()
    if not override and description.get("deferrable") and _good(description, kwargs) and _context.in_object_mode():
        return _queue(name, description, kwargs)
    arguments = {"kwargs": kwargs, "override": override}
    raw, more = session.ask_ahead("operator", "", name, arguments, lambda _: _context.questions())
    mirror.forget_all()
    _context.take(_context.PRIMED, more)
    return set(raw["result"])


def poll(name: str) -> bool:
    """Whether an operator could run now."""
    description = _described(name)
    if description.get("deferrable") and not _context.overrides and _context.in_object_mode():
        return True
    return bool(session.ask("operator", "", name, {"poll": True, "override": _override()}))


def _described(name: str) -> dict[str, Any]:
    description = schema.get(name)
    if description is None:
        error = AttributeError(f'Calling operator "bpy.ops.{name}" error, could not be found')
        raise error if expects_an_error() else with_hint(error, name, schema.operators())
    if "closed_type" in description:
        raise refused_type(f"bpy.ops.{name}", description["closed_type"])
    return description


def _queue(name: str, description: dict[str, Any], kwargs: dict[str, Any]) -> set[str]:
    arguments = {"kwargs": kwargs, "override": {}}
    if "adds" in description:
        made = _structs.of_pending(session.queue("operator", "", name, arguments), "Object")
        mirror.additions += 1
        mirror.state += 1
        kind = description["adds"]
        _context.became_active(made, kind.get(kwargs.get("type", "")) if isinstance(kind, dict) else kind)
    else:
        session.write("operator", "", name, arguments)
        if name in _SELECTING:
            mirror.state += 1
        else:
            mirror.forget()
    return {"FINISHED"}


def _good(description: dict[str, Any], kwargs: dict[str, Any]) -> bool:
    """Whether Blender will take these arguments."""
    properties = description.get("properties") or {}
    return not kwargs.get("enter_editmode") and all(
        key in properties and _functions.fits(properties[key], value) for key, value in kwargs.items()
    )


def _override() -> dict[str, Any]:
    """The members of the context that `temp_override` has replaced."""
    merged: dict[str, Any] = {}
    for members in _context.overrides:
        merged |= members
    return merged
