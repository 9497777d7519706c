"""`bpy.ops`: Blender's operators, and those that a script has registered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bridge import schema

from . import _operators
from ._rna import TypeDescription

# Operators of the script's own: called with the execution context and the keywords.
local_operators: dict[str, Callable[[str, dict[str, Any]], set[str]]] = {}


class BPyOpsCallable:
    """An operator."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, *args: Any, **kwargs: Any) -> set[str]:
        mode = next((each for each in args if isinstance(each, str)), "EXEC_DEFAULT")
        for each in args:
            if isinstance(each, dict):
                raise ValueError(f"1-2 args execution context is supported, got {type(each).__name__}")
        local = local_operators.get(self._name)
        return local(mode, kwargs) if local is not None else _operators.run(self._name, kwargs)

    def poll(self, *_: Any) -> bool:
        """Whether it could run now."""
        return self._name in local_operators or _operators.poll(self._name)

    def idname(self) -> str:
        """The name of its class."""
        module, _, function = self._name.partition(".")
        return f"{module.upper()}_OT_{function}"

    def idname_py(self) -> str:
        """The name by which it is called."""
        return self._name

    def get_rna_type(self) -> TypeDescription:
        """What Blender says about its properties."""
        if schema.get(self._name) is None:
            raise KeyError(f'get_rna_type("{self.idname()}") not found')
        return TypeDescription(self._name)

    def __repr__(self) -> str:
        return f"bpy.ops.{self._name}()"


class BPyOpsModule:
    """Operators whose names begin with the same word."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> BPyOpsCallable:
        if name.startswith("__"):
            raise AttributeError(name)
        return BPyOpsCallable(f"{self._name}.{name}")

    def __dir__(self) -> list[str]:
        begin = f"{self._name}."
        return sorted(
            {name.removeprefix(begin) for name in (*schema.operators(), *local_operators) if name.startswith(begin)}
        )

    def __repr__(self) -> str:
        return f"<module like class 'bpy.ops.{self._name}'>"


def __getattr__(name: str) -> BPyOpsModule:
    if name.startswith("__"):
        raise AttributeError(name)
    return BPyOpsModule(name)


def __dir__() -> list[str]:
    return sorted({name.partition(".")[0] for name in (*schema.operators(), *local_operators)})
