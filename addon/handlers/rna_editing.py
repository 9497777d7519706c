"""`blender:ops/rna-editing`: changes whatever is open to tools."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..rna import transaction, verbs
from ..rna.session import sessions
from .registry import handles


@handles("rna_editing.begin")
def begin(call: Call, label: str) -> None:
    transaction.begin(sessions.of(call), label)


@handles("rna_editing.apply")
def apply(call: Call, calls: list[dict[str, str]]) -> dict[str, Any]:
    return verbs.run(calls, sessions.of(call), writing=True, is_cancelled=lambda: call.cancelled)


@handles("rna_editing.finish")
def finish(call: Call, keep: bool) -> dict[str, Any]:
    return transaction.finish(sessions.of(call), keep)
