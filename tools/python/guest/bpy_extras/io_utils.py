"""`bpy_extras.io_utils`: turning axes, and what importers and exporters share."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from bpy.props import BoolProperty, EnumProperty, StringProperty
from mathutils import Matrix, Vector

_AXES = ("X", "Y", "Z", "-X", "-Y", "-Z")


def _axis(name: str) -> Vector:
    sign = -1.0 if name.startswith("-") else 1.0
    return Vector([sign if letter == name[-1] else 0.0 for letter in "XYZ"])


def _basis(forward: str, up: str) -> Matrix:
    """The axes to the right, forward and up as columns."""
    ahead, above = _axis(forward), _axis(up)
    return Matrix((ahead.cross(above), ahead, above)).transposed()


def axis_conversion(from_forward: str = "Y", from_up: str = "Z", to_forward: str = "Y", to_up: str = "Z") -> Matrix:
    """The rotation that turns one pair of axes into another."""
    if (from_forward, from_up) == (to_forward, to_up):
        return Matrix.Identity(3)
    if from_forward[-1] == from_up[-1] or to_forward[-1] == to_up[-1]:
        raise Exception("Invalid axis arguments passed, cannot use up/forward on the same axis")
    # No minus zeros: they would show where a script prints the matrix.
    rows = _basis(to_forward, to_up) @ _basis(from_forward, from_up).transposed()
    return Matrix([[x + 0.0 for x in row] for row in rows])


def axis_conversion_ensure(operator: Any, forward_attr: str, up_attr: str) -> bool:
    """Moves an operator's upward axis away from its forward one; whether that was needed."""
    forward, up = getattr(operator, forward_attr), getattr(operator, up_attr)
    if forward[-1] != up[-1]:
        return False
    setattr(operator, up_attr, _AXES[(_AXES.index(forward[-1]) + 1) % 3])
    return True


def orientation_helper(axis_forward: str = "Y", axis_up: str = "Z") -> Callable[[type], type]:
    """A decorator that gives an operator its axes as properties."""
    items = [(name, f"{name} Forward", "") for name in _AXES]
    upward = [(name, f"{name} Up", "") for name in _AXES]

    def wrapper(cls: type) -> type:
        annotations = dict(inspect.get_annotations(cls))
        annotations["axis_forward"] = EnumProperty(name="Forward", items=items, default=axis_forward)
        annotations["axis_up"] = EnumProperty(name="Up", items=upward, default=axis_up)
        cls.__annotations__ = annotations
        return cls

    return wrapper


class ExportHelper:
    """A mixin for operators that write a file."""

    filepath: StringProperty(name="File Path", subtype="FILE_PATH")  # type: ignore[valid-type]
    check_existing: BoolProperty(name="Check Existing", default=True)  # type: ignore[valid-type]
    check_extension = True

    def invoke(self, context: Any, _event: Any) -> set[str]:
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def check(self, _context: Any) -> bool:
        return False


class ImportHelper:
    """A mixin for operators that read a file."""

    filepath: StringProperty(name="File Path", subtype="FILE_PATH")  # type: ignore[valid-type]

    def invoke(self, context: Any, _event: Any) -> set[str]:
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def check(self, _context: Any) -> bool:
        return False


def unpack_list(list_of_tuples: Iterable[Iterable[Any]]) -> list[Any]:
    """The items of many sequences in one list."""
    return [item for each in list_of_tuples for item in each]


def unpack_face_list(list_of_tuples: Sequence[Sequence[int]]) -> list[int]:
    """Triangles and quads in one list, four numbers each; the last of them is never a zero that means something."""
    flat: list[int] = []
    for face in list_of_tuples:
        corners = list(face)
        if len(corners) == 3 and corners[2] == 0:
            corners = [corners[1], corners[2], corners[0]]
        elif len(corners) == 4 and 0 in corners[2:]:
            corners = corners[2:] + corners[:2]
        flat.extend(corners + [0] * (4 - len(corners)))
    return flat


def unique_name(
    key: Any,
    name: str,
    name_dict: dict[Any, str],
    name_max: int = -1,
    clean_func: Callable[[str], str] | None = None,
    sep: str = ".",
) -> str:
    """A name for `key` that nothing else in `name_dict` has."""
    if key in name_dict:
        return name_dict[key]
    wanted = name if clean_func is None else clean_func(name)
    result = wanted if name_max == -1 else wanted[:name_max]
    taken, count = set(name_dict.values()), 1
    while result in taken:
        number = f"{count:03d}"
        kept = wanted if name_max == -1 else wanted[: name_max - len(number) - 1]
        result = f"{kept}{sep}{number}"
        count += 1
    name_dict[key] = result
    return result
