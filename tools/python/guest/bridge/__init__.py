"""The way from the facade packages to Blender.

`queue` keeps calls and sends them in batches, `mirror` tells how long an answer stays true, `schema` knows what Blender
says of its types, `values` translates, `transport` is set by whoever runs a script.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import mathutils

from .errors import Refused, RefusedAttribute
from .mirror import mirror
from .queue import Pending, Queue
from .schema import schema
from .values import decode, encode

session = Queue()


def _calculate(name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    return session.ask("calculate", "", name, {"args": args, "kwargs": kwargs})


mathutils._calculator = _calculate

__all__ = ["Pending", "Queue", "Refused", "RefusedAttribute", "decode", "encode", "mirror", "schema", "session"]
