"""Classes that a script defines and registers: operators that it calls itself, panels that nobody sees, groups of
properties. They are known in the sandbox only; Blender never hears of them.
"""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

from .props import Definition

# Properties that a script has assigned to a class, which must not hide what an instance has.
_assigned: dict[tuple[type, str], Definition] = {}


class _Assignable(type):
    """The type of classes that properties may be assigned to, as `WindowManager` is by add-ons."""

    def __setattr__(cls, name: str, value: Any) -> None:
        if isinstance(value, Definition):
            _assigned[cls, name] = value
        else:
            type.__setattr__(cls, name, value)

    def __delattr__(cls, name: str) -> None:
        if _assigned.pop((cls, name), None) is None:
            type.__delattr__(cls, name)


class _WithProperties(metaclass=_Assignable):
    """Properties that are written as annotations, as Blender wants them."""

    def __getattr__(self, name: str) -> Any:
        definition = _definition(type(self), name)
        if definition is None:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        if definition.computed:
            return definition.read(self)
        value = self.__dict__[name] = definition.initial(self)
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        definition = _definition(type(self), name)
        if definition is None:
            self.__dict__[name] = value
            return
        value = definition.coerce(value, self)
        if not definition.computed:
            self.__dict__[name] = value
        definition.written(self, value)


def _definition(cls: type, name: str) -> Definition | None:
    for each in cls.__mro__:
        found = _annotations(each).get(name) or _assigned.get((each, name))
        if isinstance(found, str):
            # The script has `from __future__ import annotations`.
            found = _evaluated(each, found)
        if isinstance(found, Definition):
            return found
    return None


def _annotations(cls: type) -> dict[str, Any]:
    try:
        return cls.__annotations__ if "__annotations__" in cls.__dict__ or sys.version_info >= (3, 14) else {}
    except (AttributeError, NameError):
        return {}


def _evaluated(cls: type, text: str) -> Any:
    module = sys.modules.get(cls.__module__)
    names = {**vars(sys.modules["bpy.props"]), "bpy": sys.modules["bpy"], **(vars(module) if module else {})}
    try:
        return eval(text, names)  # noqa: S307 - it is the script's own text, where the script runs
    except Exception:
        return None


class _Registrable(_WithProperties):
    bl_idname = ""
    bl_label = ""
    bl_description = ""
    is_registered = False

    @classmethod
    def bl_rna_get_subclass_py(cls, _name: str, default: Any = None) -> Any:
        return default


class WindowManager(_WithProperties):
    """The window manager: add-ons keep their properties there. There are no windows."""

    def _nothing(self, *_: Any, **__: Any) -> set[str]:
        return {"CANCELLED"}

    progress_begin = progress_update = progress_end = _nothing
    invoke_popup = invoke_props_dialog = invoke_props_popup = invoke_confirm = _nothing
    popup_menu = fileselect_add = modal_handler_add = event_timer_add = event_timer_remove = _nothing
    windows: tuple[Any, ...] = ()
    # As in a Blender without a window: scripts that add shortcuts look whether there is a place for them.
    keyconfigs = SimpleNamespace(active=None, addon=None, default=None, user=None)


window_manager = WindowManager()


class Operator(_Registrable):
    """An operator of the script's own."""

    bl_options: frozenset[str] = frozenset()

    def report(self, kind: set[str], message: str) -> None:
        """Prints, as a Blender without a window does; an error is raised to whoever called the operator."""
        level = next(iter(kind), "INFO")
        if level.startswith("ERROR"):
            raise RuntimeError(f"Error: {message}\n")
        print(f"{level.capitalize()}: {message}")

    def as_keywords(self, *, ignore: tuple[str, ...] = ()) -> dict[str, Any]:
        names = [name for cls in type(self).__mro__ for name in _annotations(cls)]
        return {name: getattr(self, name) for name in names if name not in ignore and _definition(type(self), name)}


class PropertyGroup(_Registrable):
    """Properties that belong together."""

    is_local_group = True

    def is_property_set(self, name: str) -> bool:
        return name in self.__dict__

    def property_unset(self, name: str) -> None:
        self.__dict__.pop(name, None)


class _Interface(_Registrable):
    """What would be drawn in Blender's windows."""

    bl_space_type = ""
    bl_region_type = ""


class Panel(_Interface):
    """A panel of the script's own."""


class Menu(_Interface):
    """A menu of the script's own."""


class Header(_Interface):
    """A header of the script's own."""


class UIList(_Interface):
    """A list of the script's own."""


class Gizmo(_Interface):
    """A gizmo of the script's own."""


class GizmoGroup(_Interface):
    """A group of gizmos of the script's own."""


class WorkSpaceTool(_Interface):
    """A tool of the script's own."""


class AddonPreferences(_Registrable):
    """Settings of an add-on."""


class Macro(Operator):
    """Operators in a row."""


class KeyingSetInfo(_Registrable):
    """A keying set of the script's own."""


class FileHandler(_Registrable):
    """A handler of dropped files."""


_assigned[PropertyGroup, "name"] = Definition("string", {})

BASES: dict[str, type] = {
    each.__name__: each
    for each in (
        WindowManager,
        Operator,
        PropertyGroup,
        Panel,
        Menu,
        Header,
        UIList,
        Gizmo,
        GizmoGroup,
        WorkSpaceTool,
        AddonPreferences,
        Macro,
        KeyingSetInfo,
        FileHandler,
    )
}
