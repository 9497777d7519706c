"""What must not be the case in the file when an operator runs that would otherwise write to disk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import bmesh
import bpy

from .. import on_disk, reasons
from ..ceilings import check_voxels
from ..refusals import closed

BAKING = frozenset({"ptcache.bake_all", "ptcache.free_bake", "ptcache.free_bake_all", "ptcache.remove"})


# There, these look into a window without asking whether there is one.
NOT_IN_SCULPT_MODE = frozenset({"mesh.reorder_vertices_spatial", "object.quadriflow_remesh", "object.voxel_remesh"})
# Those that go through frames of the scene, and how many.
THROUGH_FRAMES = frozenset(
    {"grease_pencil.bake_grease_pencil_animation", "object.paths_calculate", "object.paths_update", "ptcache.bake_all"}
    | {"object.paths_update_visible", "pose.paths_calculate", "pose.paths_update"}
)
MOST_FRAMES = 20_000
# Of what one `mesh.subdivide` makes.
MOST_FACES = 5_000_000


def check_size(name: str, kwargs: Mapping[str, Any]) -> None:
    """Raises an error if an operator would crash, or take far too long, as the file is set up."""
    scene, target = bpy.context.scene, bpy.context.object
    if name in NOT_IN_SCULPT_MODE and bpy.context.mode == "SCULPT":
        raise RuntimeError(f"Operator bpy.ops.{name}.poll() failed, context is incorrect")
    if kwargs.get("new_collection_name") and kwargs.get("collection_index", -1) > 0:
        raise ValueError(f"bpy.ops.{name}: either an index or the name of a new collection")
    if name in THROUGH_FRAMES and scene.frame_end - scene.frame_start > MOST_FRAMES:
        raise ValueError(f"bpy.ops.{name}: at most {MOST_FRAMES} frames for tools")
    if name == "object.voxel_remesh" and target is not None and isinstance(target.data, bpy.types.Mesh):
        check_voxels(target, target.data.remesh_voxel_size)
    if name == "mesh.subdivide":
        cuts = kwargs.get("number_cuts", 1)
        faces = sum(len(bmesh.from_edit_mesh(each.data).faces) for each in bpy.context.objects_in_mode_unique_data)
        if isinstance(cuts, int) and faces * (cuts + 1) ** 2 > MOST_FACES:
            raise ValueError(f"bpy.ops.{name}: at most {MOST_FACES} faces for tools")


def check_state(name: str) -> None:
    """Raises `PermissionError` if an operator would write or delete files as the file is set up."""
    if name in BAKING and any(cache.use_disk_cache or cache.use_external for cache in on_disk.caches()):
        raise closed(f"bpy.ops.{name} with a cache on disk", reasons.PATH)
    if name == "object.bake" and (any(on_disk.shaders()) or any(on_disk.cameras())):
        raise closed(f"bpy.ops.{name} with a shader from a file", reasons.PATH)
