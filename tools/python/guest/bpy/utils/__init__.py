"""`bpy.utils`, as far as it does not reach outside of a script."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from bridge.errors import Refused

from .. import _local, context, ops, types

_registered: dict[str, type] = {}


def register_class(cls: type) -> None:
    """Makes a class of the script known to the script: an operator can then be called through `bpy.ops`."""
    if not isinstance(cls, type) or not issubclass(cls, _local._Registrable):
        raise ValueError("register_class(...): expected a subclass of a registerable RNA type")
    name = cls.bl_idname or cls.__name__
    if issubclass(cls, _local.Operator):
        if "." not in name:
            raise ValueError(f"register_class(...): '{name}' bl_idname '{name}' must contain 1 '.' character")
        ops.local_operators[name] = _caller(cls, name)
    _registered[cls.__name__] = cls
    cls.is_registered = True
    types.register_local(cls.__name__, cls)
    register = cls.__dict__.get("register")
    if register is not None:
        cls.register()


def unregister_class(cls: type) -> None:
    """Forgets a class."""
    if _registered.pop(cls.__name__, None) is None:
        raise RuntimeError(f"unregister_class(...):, missing bl_rna attribute from '{cls.__name__}' instance")
    cls.is_registered = False
    ops.local_operators.pop(cls.bl_idname or cls.__name__, None)
    types.unregister_local(cls.__name__)


def register_classes_factory(classes: Iterable[type]) -> tuple[Callable[[], None], Callable[[], None]]:
    """Functions that register and unregister classes."""
    classes = tuple(classes)

    def register() -> None:
        for each in classes:
            register_class(each)

    def unregister() -> None:
        for each in reversed(classes):
            unregister_class(each)

    return register, unregister


def register_tool(*_: Any, **__: Any) -> None:
    """There is no toolbar."""


unregister_tool = register_manual_map = unregister_manual_map = register_tool


def _caller(cls: type, name: str) -> Callable[..., set[str]]:
    module, _, function = name.partition(".")

    def call(mode: str, keywords: dict[str, Any]) -> set[str]:
        poll = getattr(cls, "poll", None)
        if poll is not None and not poll(context):
            raise RuntimeError(f"Operator bpy.ops.{module}.{function}.poll() failed, context is incorrect")
        made = cls()
        for key, value in keywords.items():
            if _local._definition(cls, key) is None:
                raise TypeError(f'Converting py args to operator properties:: keyword "{key}" unrecognized')
            setattr(made, key, value)
        start = getattr(made, "invoke", None) if mode.startswith("INVOKE") else None
        result = start(context, None) if start is not None else made.execute(context)
        return set(result)

    return call


def escape_identifier(text: str) -> str:
    """Text as it stands in a data path."""
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(plain, escaped)
    return text


def flip_name(name: str, strip_digits: bool = False) -> str:
    """The name of the other side."""
    base, dot, digits = name.rpartition(".")
    if strip_digits and dot and digits.isdigit():
        name = base
    for left, right in (("left", "right"), ("Left", "Right"), ("LEFT", "RIGHT")):
        if left in name:
            return name.replace(left, right, 1)
        if right in name:
            return name.replace(right, left, 1)
    for separator in "._- ":
        for side, other in ("LR", "RL", "lr", "rl"):
            if name.endswith(separator + side):
                return name[:-1] + other
            if name.startswith(side + separator):
                return other + name[1:]
    return name


def _refused(name: str) -> Callable[..., Any]:
    def function(*_: Any, **__: Any) -> Any:
        raise Refused(f"bpy.utils.{name}() is refused: it reaches outside of the scene")

    return function


_OUTSIDE = {
    "user_resource", "resource_path", "script_paths", "script_path_user", "preset_paths", "load_scripts", "execfile",
    "app_template_paths", "register_cli_command", "keyconfig_init", "keyconfig_set", "refresh_script_paths",
    "extension_path_user", "modules_from_path", "preset_find", "register_preset_path", "system_resource",
    "blend_paths", "smpte_from_frame",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _OUTSIDE:
        return _refused(name)
    raise AttributeError(f"module 'bpy.utils' has no attribute '{name}'")
