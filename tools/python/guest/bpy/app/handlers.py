"""`bpy.app.handlers`: functions that Blender would call later. A script ends before that, so none can be added."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from bridge.errors import Refused

F = TypeVar("F", bound=Callable[..., Any])


class _Closed(list[Any]):
    def _refuse(self, *_: Any) -> Any:
        raise Refused("bpy.app.handlers is refused: a script cannot leave code behind that Blender runs later")

    append = extend = insert = __iadd__ = __setitem__ = _refuse

    def remove(self, _value: Any) -> None:
        """A script that cleans up after itself finds nothing to remove."""
        raise ValueError("list.remove(x): x not in list")


def persistent(function: F) -> F:
    """Marks a handler that stays; there are none."""
    return function


_lists: dict[str, _Closed] = {}


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return _lists.setdefault(name, _Closed())
