"""Members that are not a property or a function of Blender's, or that need no question to answer."""

from __future__ import annotations

from typing import Any

from bridge import session
from bridge.mirror import Root
from bridge.values import factories

from . import _classes, _context, _file, _instances
from ._things import State, Thing, make

# What `bpy_struct` itself answers for all types.
KEPT_FROM_BASE = frozenset({"rna_type", "bl_rna", "id_data"})


class FollowingRoot(Root):
    """Of what Blender computes from everything else: known until the next write to anything."""

    __slots__ = ()

    def __init__(self) -> None:
        self.additions = self.surface = 0

    @property
    def plain(self) -> int:  # type: ignore[override]
        """The number of writes so far."""
        return session.writes

    links = plain  # type: ignore[assignment]

    def forget(self) -> None:
        """The next write does it."""


def computed(reference: str, kind: str) -> Any:
    """A thing that Blender computes."""
    return make(_classes.named(kind), State(reference, FollowingRoot()))


def _evaluated_get(self: Thing, depsgraph: Any) -> Any:
    reference = self._state.settled()
    return self if reference.endswith("!evaluated") else computed(f"{reference}!evaluated", type(self).__name__)


def _original(self: Thing) -> Any:
    reference = self._state.settled()
    if not reference.endswith("!evaluated"):
        return self
    return factories[""]({"$ref": reference.removesuffix("!evaluated"), "type": type(self).__name__})


def _is_evaluated(self: Thing) -> bool:
    return "!evaluated" in self._state.reference()


def _to_mesh(self: Thing, *, preserve_all_data_layers: bool = False, depsgraph: Any = None) -> Any:
    kwargs = {"preserve_all_data_layers": preserve_all_data_layers, "depsgraph": depsgraph}
    session.ask("call", self, "to_mesh", {"args": [], "kwargs": kwargs})
    return computed(f"{self._state.settled()}!mesh", "Mesh")


def _to_mesh_clear(self: Thing) -> None:
    """Blender does it at the end of the call."""


def _loop_indices(self: Thing) -> range:
    """From what is read of all polygons at once, as its own value is not."""
    start = self.loop_start  # type: ignore[attr-defined]
    return range(start, start + self.loop_total)  # type: ignore[attr-defined]


def _path_of_file(self: Thing) -> str:
    return _file.path


def _is_saved(self: Thing) -> bool:
    return bool(_file.path)


def _frame_path(self: Any, *, frame: int | None = None, preview: bool = False, view: str = "") -> str:
    number = _context.context.scene.frame_current if frame is None else frame
    ending = self.file_extension if self.use_file_extension else ""
    return f"{_file.numbered(self.filepath or _file.PICTURES, number)}{view}{ending}"


def _nothing(self: Thing) -> None:
    """What Blender counts and packs makes no difference to the scene."""


MEMBERS: dict[str, dict[str, Any]] = {
    "BlendData": {
        "filepath": property(_path_of_file),
        "is_saved": property(_is_saved),
        "is_dirty": property(lambda self: True),
    },
    "Depsgraph": {"object_instances": property(_instances.shown)},
    "ID": {
        "evaluated_get": _evaluated_get,
        "original": property(_original),
        "is_evaluated": property(_is_evaluated),
        "user_clear": _nothing,
    },
    "Image": {"pack": _nothing},
    "RenderSettings": {"frame_path": _frame_path},
    "MeshPolygon": {"loop_indices": property(_loop_indices)},
    "Object": {"to_mesh": _to_mesh, "to_mesh_clear": _to_mesh_clear},
}
