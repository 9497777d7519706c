"""Blender's operators for tools.

`operators.json` is the list of what is open. A call goes `permission` → `fast`, if there is an equivalent that does not
evaluate the scene, or else `native`; `pending` makes up for the evaluations that were left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import bpy

from ..session import Session
from . import allowlist, factory, native, permission
from .arguments import plain
from .description import describe
from .fast import ADDERS, CHANGERS
from .guards import check_size, check_state
from .pending import PENDING

__all__ = ["describe", "names", "poll", "reads", "run", "wrote"]

reads = PENDING.reads
wrote = PENDING.wrote


def names() -> list[str]:
    """The names of all operators that are open and that this Blender has."""
    return [name for name in allowlist.entries() if native.exists(name)]


def run(name: str, kwargs: Mapping[str, Any], override: Mapping[str, Any], session: Session) -> dict[str, Any]:
    """Runs an operator: `{"result": [...], "active": <the object that is active then>}`.

    Raises `PermissionError` for what is closed, and what Blender raises.
    """
    entry = permission.entry(name)
    if entry.effect == allowlist.OUTPUT:
        return _answer(["CANCELLED"])
    permission.check_arguments(name, entry, kwargs)
    members = permission.context_members(override)
    if entry.effect == allowlist.RESET:
        factory.reset(name, kwargs)
        return _answer(["FINISHED"])
    check_state(name)
    check_size(name, kwargs)
    if not members and (answer := _fast(name, kwargs, session)) is not None:
        return answer
    _touch(entry.effect, members, session)
    try:
        return _answer(native.run(name, kwargs, members))
    finally:
        PENDING.paid()


def poll(name: str, override: Mapping[str, Any]) -> bool:
    """Whether an operator could run now. Raises `PermissionError` for what is closed."""
    entry = permission.entry(name)
    members = permission.context_members(override)
    return entry.effect in (allowlist.OUTPUT, allowlist.RESET) or native.poll(name, members)


def _fast(name: str, kwargs: Mapping[str, Any], session: Session) -> dict[str, Any] | None:
    adder, changer = ADDERS.get(name), CHANGERS.get(name)
    if adder is None and changer is None:
        return None
    arguments = plain(name, kwargs)
    if arguments is None:
        return None
    if adder is not None:
        made = adder(arguments)
        if made is None:
            return None
        PENDING.owe()
        return {"result": ["FINISHED"], "active": made}
    _touch(allowlist.entries()[name].effect, {}, session)
    result = changer(arguments) if changer else None
    if result is None:
        return None
    PENDING.owe()
    return _answer(result)


def _answer(result: list[str]) -> dict[str, Any]:
    return {"result": result, "active": bpy.context.view_layer.objects.active}


def _touch(effect: str, members: Mapping[str, Any], session: Session) -> None:
    """Tells the transaction what an operator changes as far as one can know."""
    if session.transaction is None or effect not in (allowlist.EDIT, allowlist.DELETE):
        return
    layer = bpy.context.view_layer
    blocks = {layer.objects.active, *layer.objects.selected}
    for value in members.values():
        blocks.update(value if isinstance(value, list | tuple) else [value])
    for block in blocks:
        if isinstance(block, bpy.types.ID):
            session.touch(block)
            if isinstance(block, bpy.types.Object) and block.data is not None:
                session.touch(block.data)
