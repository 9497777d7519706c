"""Requests that are not operations, but have to wait for Blender's main thread as well."""

from __future__ import annotations

from .composites import Record
from .contract import Effect, Operation

# A tool call is over.
END = Operation("end", Effect.READ, {}, Record({}))

# A connection is over. No client can send it.
LEAVE = Operation("leave", Effect.READ, {}, None)
