"""Transactions: what a tool call does becomes one step of the undo history, or is taken back.

Taking back is Blender's own undo, so it brings back everything that Blender saves with a file: the state before is a
step of the history, and the state after becomes one too, for undo goes from step to step. What undo leaves as it is,
see `kept`, is brought back besides. Pixels that were painted on an image stay, for Blender only saves them when they
are packed. Undo makes all references to data-blocks invalid; session uids stay.

There is one transaction at a time. As long as it is open, the requests of other tool calls wait, see `dispatcher`.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

import bpy

from ..call import ToolCall
from ..errors import Category, OpError, invalid, refused
from ..settled import is_settled
from ..steps import (
    busy,
    in_a_window,
    in_plain_mode,
    leave_mode,
    push_step,
    push_step_in_place,
    return_to_mode,
    step_back,
)
from . import census, kept

if TYPE_CHECKING:
    from .session import Session

# A client that has sent nothing for so many seconds is not going to finish.
PATIENCE = 120.0

# Steps that somebody else made while the transaction was open are on the way back to its beginning.
MAX_STEPS_BACK = 64

MAX_LABEL_BYTES = 60

log = logging.getLogger(__name__)

_numbers = count(1)
_open: Transaction | None = None


@dataclass(eq=False)
class Transaction:
    """An open transaction. `touched` are session uids of data-blocks that may have changed."""

    session: Session
    tool_call: ToolCall
    label: str
    mode: str
    before: census.Census
    kept: kept.Kept
    heard: float = field(default_factory=time.monotonic)
    number: int = field(default_factory=lambda: next(_numbers))
    touched: set[int] = field(default_factory=set)
    # It is to be taken back as soon as that is possible.
    doomed: bool = False
    # It could not be taken back, at least not all of it.
    failed: bool = False


def begin(session: Session, label: str) -> None:
    """Begins the transaction of a tool call."""
    global _open
    # Blender cuts what is longer.
    label = label.encode()[:MAX_LABEL_BYTES].decode(errors="ignore")
    if session.tool_call is None:
        raise invalid("call: a transaction needs requests that tell which tool call they belong to")
    if _open is not None:
        raise refused("A transaction has begun already; it has to be finished first.")
    with in_a_window():
        if operator := busy():
            raise refused(f"The user is in the middle of {operator!r}.", retryable=True)
        # What was changed before is not to be taken for a change of this transaction.
        bpy.context.view_layer.update()
        # Where nothing has happened since the last step, the user need not see two that are the same.
        hidden = is_settled() and in_plain_mode()
        mode = leave_mode()
        _mark(0)
        push_step(label if hidden else f"Before {label}", last=True)
        transaction = Transaction(session, session.tool_call, label, mode, census.take(), kept.take())
        _mark(transaction.number)
        return_to_mode(mode)
    _open = session.transaction = transaction
    session.taken_back = ""
    bpy.app.handlers.depsgraph_update_post.append(_note_updates)
    bpy.app.handlers.load_pre.append(_lose)


def finish(session: Session, keep: bool) -> dict[str, list[census.Change]]:
    """Ends the transaction of a tool call; what it did stays if `keep`. Answers with what it did."""
    transaction = session.transaction
    if transaction is None:
        why = f"; it was taken back: {session.taken_back}" if session.taken_back else "; begin one first"
        raise refused(f"There is no transaction{why}.")
    with in_a_window():
        # Tells what has changed since the last operator.
        bpy.context.view_layer.update()
        changes = census.compare(transaction.before, census.take(), transaction.touched)
        if keep:
            _close(transaction)
            _mark(0)
            # Nobody undoes without a window, so the mode need not be left for a step, which would store what is edited.
            if not bpy.app.background:
                mode = leave_mode()
                push_step_in_place(transaction.label)
                return_to_mode(mode)
            elif in_plain_mode():
                push_step(transaction.label, last=True)
        else:
            take_back(transaction, "that was asked for")
            if transaction.failed:
                raise OpError(Category.SYSTEM, "Not everything could be taken back; see Blender's undo history.")
    return changes


def take_back(transaction: Transaction, why: str) -> None:
    """Makes everything as it was before the transaction, at once or as soon as the user lets it."""
    transaction.doomed = True
    transaction.session.transaction = None
    transaction.session.taken_back = why
    attend()


def attend() -> None:
    """Takes back the open transaction if that is due."""
    if _open is None:
        return
    if not _open.doomed:
        if time.monotonic() < _open.heard + PATIENCE:
            return
        log.warning("The transaction %r is taken back: its client is silent.", _open.label)
        take_back(_open, f"nothing came for {PATIENCE:g} s")
        return
    with in_a_window():
        # Undo would free what an operator is working with.
        if not busy():
            transaction = _open
            _close(transaction)
            transaction.failed = not _undo(transaction)
            if transaction.failed:
                log.error("The transaction %r could not be taken back completely.", transaction.label)


@contextmanager
def aside() -> Iterator[None]:
    """What looks at everything does so in here: it is no change of the open transaction, and does not see its mark."""
    transaction = _open
    if transaction is None:
        yield
        return
    # Tells what has changed up to here.
    bpy.context.view_layer.update()
    touched = set(transaction.touched)
    _mark(0)
    try:
        yield
    finally:
        _mark(transaction.number)
        bpy.context.view_layer.update()
        transaction.touched = touched


def holder() -> ToolCall | None:
    """The tool call that has the open transaction."""
    return _open.tool_call if _open else None


def hear(tool_call: ToolCall | None) -> None:
    """Tells that a request of this tool call has been served."""
    if _open is not None and _open.tool_call == tool_call:
        _open.heard = time.monotonic()


def due() -> float | None:
    """In how many seconds `attend` has something to do; `None` if there is no transaction."""
    if _open is None:
        return None
    return 0.0 if _open.doomed else max(0.0, _open.heard + PATIENCE - time.monotonic())


def _undo(transaction: Transaction) -> bool:
    try:
        # Undo compares steps that have the whole file; without this it would miss what was changed besides.
        leave_mode()
        push_step(transaction.label)
        for _ in range(MAX_STEPS_BACK):
            if not step_back() or not _is_marked(transaction.number):
                break
        return_to_mode(transaction.mode)
    except RuntimeError as error:
        log.error("Undo: %s", error)
        return False
    kept.restore(transaction.kept)
    back = not _is_marked(transaction.number)
    _mark(0)
    return back and census.take() == transaction.before


def _close(transaction: Transaction) -> None:
    global _open
    _open = None
    transaction.session.transaction = None
    bpy.app.handlers.depsgraph_update_post.remove(_note_updates)
    bpy.app.handlers.load_pre.remove(_lose)


def _note_updates(_: Any, depsgraph: bpy.types.Depsgraph) -> None:
    if _open is not None:
        _open.touched |= {update.id.original.session_uid for update in depsgraph.updates if _is_news(update)}


def _is_news(update: bpy.types.DepsgraphUpdate) -> bool:
    if update.is_updated_geometry or update.is_updated_transform:
        # A scene is told whenever anything in it is.
        return not isinstance(update.id, bpy.types.Scene)
    # Objects are told so when they are selected, and when others come or go.
    return update.is_updated_shading and not isinstance(update.id, bpy.types.Object)


def _lose(*_: Any) -> None:
    """Another file comes in place of everything, the undo history included."""
    if _open is not None:
        _open.session.taken_back = "another file was opened"
        _close(_open)


# A property that no scene has in the state before a transaction, and every scene in the states within.
_MARK = "tool_host_transaction"


def _mark(number: int) -> None:
    if not hasattr(bpy.types.Scene, _MARK):
        setattr(bpy.types.Scene, _MARK, bpy.props.IntProperty(options={"HIDDEN", "SKIP_SAVE"}))
    for scene in bpy.data.scenes:
        if scene.library is not None:
            continue
        if number:
            setattr(scene, _MARK, number)
        else:
            scene.property_unset(_MARK)


def _is_marked(number: int) -> bool:
    return any(getattr(scene, _MARK) == number for scene in bpy.data.scenes)
