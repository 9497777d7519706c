"""`Depsgraph.object_instances`: what Blender shows, as it is when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import mathutils
from bridge import session
from bridge.values import decode


class DepsgraphObjectInstance:
    """An object that is shown, or an instance of one."""

    __module__ = "bpy.types"

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self.is_instance: bool = facts["is_instance"]
        self.matrix_world = mathutils.Matrix(facts["matrix_world"])
        self.persistent_id: tuple[int, ...] = tuple(facts["persistent_id"])
        self.random_id: int = facts["random_id"]
        self.orco = mathutils.Vector(facts["orco"])
        self.uv: tuple[float, ...] = tuple(facts["uv"])
        self.show_self: bool = facts["show_self"]
        self.show_particles: bool = facts["show_particles"]
        self._object = facts["object"]
        self._parent = facts["parent"]

    @property
    def object(self) -> Any:
        """The evaluated object."""
        return _evaluated(self._object)

    @property
    def instance_object(self) -> Any:
        """The evaluated object, if this is an instance of it."""
        return self.object if self.is_instance else None

    @property
    def parent(self) -> Any:
        """The evaluated object that makes the instance."""
        return _evaluated(self._parent)


def _evaluated(raw: Any) -> Any:
    found = decode(raw)
    return found.evaluated_get(None) if found is not None else None


def shown(_: Any) -> list[DepsgraphObjectInstance]:
    """All that is shown."""
    return [DepsgraphObjectInstance(each) for each in session.ask("calculate", "", "bpy.object_instances")]
