"""`blender:ops/rna-reading`: reads whatever is open to tools."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..rna import describe as descriptions
from ..rna import verbs
from ..rna.session import sessions
from .registry import handles


@handles("rna_reading.describe")
def describe(names: list[str]) -> str:
    return descriptions.describe(names)


@handles("rna_reading.read")
def read(call: Call, calls: list[dict[str, str]]) -> dict[str, Any]:
    return verbs.run(calls, sessions.of(call), writing=False, is_cancelled=lambda: call.cancelled)
