"""What there is in the open file that makes Blender write files while it computes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import bpy


def caches() -> Iterator[Any]:
    """The caches of all simulations but fluids, which have none of these."""
    for scene in bpy.data.scenes:
        if scene.rigidbody_world is not None:
            yield scene.rigidbody_world.point_cache
    for each in bpy.data.objects:
        yield from (system.point_cache for system in each.particle_systems)
        for modifier in each.modifiers:
            if modifier.type in ("CLOTH", "SOFT_BODY"):
                yield modifier.point_cache
            elif modifier.type == "DYNAMIC_PAINT" and modifier.canvas_settings is not None:
                yield from (surface.point_cache for surface in modifier.canvas_settings.canvas_surfaces)


def fluids() -> Iterator[tuple[bpy.types.Object, Any]]:
    """Objects with the settings of their fluid, if that is written as Blender comes to a frame and not when baked."""
    for each in bpy.data.objects:
        for modifier in each.modifiers:
            domain = modifier.domain_settings if modifier.type == "FLUID" else None
            if domain is not None and domain.cache_type == "REPLAY":
                yield each, domain


def shaders() -> Iterator[tuple[bpy.types.NodeTree, bpy.types.Node]]:
    """Nodes, with their trees, whose shader is in a file of its own: what Cycles compiles is written next to it."""
    data = bpy.data
    owners = (*data.materials, *data.worlds, *data.lights, *data.linestyles)
    for tree in (*data.node_groups, *(each.node_tree for each in owners if each.node_tree is not None)):
        if tree.bl_idname == "ShaderNodeTree":
            yield from ((tree, node) for node in tree.nodes if node.bl_idname == "ShaderNodeScript" and node.filepath)


def cameras() -> Iterator[bpy.types.Camera]:
    """Cameras whose lens is such a shader. Whether it is used can be animated, so that does not count."""
    # Before 5.0 there is none.
    return (each for each in bpy.data.cameras if getattr(each, "custom_filepath", ""))
