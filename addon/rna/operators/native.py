"""Blender's own operators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import bpy


@lru_cache(maxsize=4096)
def operator(name: str) -> Any:
    """The operator `mesh.primitive_cube_add`, to be called.

    The name must come from the list of what is open. Raises an `AttributeError` if it is not of the form of one.
    """
    module, _, function = name.partition(".")
    operators = bpy.ops
    return getattr(getattr(operators, module), function)


def all_names() -> list[str]:
    """The names of all operators of this Blender."""
    operators = bpy.ops
    return sorted(f"{module}.{name}" for module in dir(operators) for name in dir(getattr(operators, module)))


def description(name: str) -> Any:
    """Blender's description of an operator. Raises a `KeyError` if there is none of that name."""
    return operator(name).get_rna_type()


def exists(name: str) -> bool:
    """Whether this Blender has such an operator."""
    try:
        description(name)
    except (AttributeError, KeyError):
        return False
    return True


def run(name: str, kwargs: Mapping[str, Any], override: Mapping[str, Any]) -> list[str]:
    """Runs it and gives its result; what Blender raises passes."""
    with _in_context(override):
        return sorted(operator(name)(**kwargs))


def poll(name: str, override: Mapping[str, Any]) -> bool:
    """Whether it could run now."""
    with _in_context(override):
        return bool(operator(name).poll())


@contextmanager
def _in_context(override: Mapping[str, Any]) -> Iterator[None]:
    """A timer runs without a window, but operators need one."""
    context = bpy.context
    members = dict(override)
    if not bpy.app.background and context.window is None:
        members["window"] = context.window_manager.windows[0]
    if not members:
        yield
        return
    with context.temp_override(**members):
        yield
