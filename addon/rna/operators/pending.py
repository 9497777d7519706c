"""What is not evaluated yet because an operator ran by other means.

Blender evaluates the view layer before and after each operator, so whoever reads `matrix_world` after one sees what all
writes before it have done. The equivalents in `fast` do not evaluate, which is what makes them fast; the evaluation is
made up for when somebody reads what depends on it. What was written after the last operator is left as stale as it is
in Blender itself.
"""

from __future__ import annotations

from typing import Any

import bpy

# What of a data-block, or of something in it, is only right once it has been evaluated.
EVALUATED = {
    *("bound_box", "dimensions", "matrix_local", "matrix_world", "particles", "pose"),
    *("closest_point_on_mesh", "convert_space", "ray_cast"),
    *("bbone_segment_matrix", "center", "head", "length", "matrix", "matrix_channel", "tail", "vector"),
    *("x_axis", "y_axis", "z_axis"),
}

# What makes it wrong again when it is written. The rest of a thing does not matter for where it is.
PLACING = {
    *(
        "location",
        "rotation_euler",
        "rotation_quaternion",
        "rotation_axis_angle",
        "rotation_mode",
        "scale",
        "dimensions",
    ),
    *("delta_location", "delta_rotation_euler", "delta_rotation_quaternion", "delta_scale"),
    *("matrix", "matrix_basis", "matrix_local", "matrix_parent_inverse", "matrix_world"),
    *("parent", "parent_bone", "parent_type", "parent_vertices"),
}


class Pending:
    """Whether an evaluation is owed, and what was written since it became so."""

    def __init__(self) -> None:
        self._owed = False
        self._written: set[int] = set()

    def owe(self) -> None:
        """An operator has run without an evaluation."""
        self._owed = True
        self._written.clear()

    def paid(self) -> None:
        """The view layer has just been evaluated."""
        self._owed = False

    def wrote(self, thing: Any, member: str) -> None:
        """Notes that a property is about to be written."""
        if self._owed and (member in PLACING or isinstance(thing, bpy.types.Constraint)):
            self._written.add(thing.id_data.session_uid)

    def reads(self, thing: Any, member: str) -> None:
        """Evaluates if that is owed and a member that is about to be read or called depends on it.

        What was written since stays as stale as it is in Blender. `thing` is `None` for many at once.
        """
        if self._owed and member in EVALUATED and not (self._written and self._is_stale(thing)):
            self.pay()

    def pay(self) -> None:
        """Evaluates now if it is owed."""
        if self._owed:
            self._owed = False
            bpy.context.view_layer.update()

    def _is_stale(self, thing: Any) -> bool:
        block = getattr(thing, "id_data", None)
        while block is not None:
            if block.session_uid in self._written:
                return True
            block = block.parent if isinstance(block, bpy.types.Object) else None
        return False


PENDING = Pending()
