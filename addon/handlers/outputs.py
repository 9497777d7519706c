"""What a render writes and runs besides its picture, as the open file has it, and how that is kept from happening.

A file can hold compositor nodes that write pictures where its author wanted, Freestyle's style modules, which are
Python, shaders that Blender compiles next to their source, and simulations that keep their frames in a folder. Nodes
are muted for the time of a render and Freestyle is switched off, neither of which an animation in the file can take
back. What cannot be kept from writing is refused, and so is what belongs to a library, which is not ours to change.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import bpy

from ..errors import refused
from ..rna import on_disk
from .changing import changed


@contextmanager
def nothing_written(scene: bpy.types.Scene) -> Iterator[None]:
    """Renders of a scene write and run nothing in here, but for the picture. All is as it was afterwards."""
    _check_cameras()
    check_simulations()
    scenes, trees = _rendered(scene)
    with ExitStack() as restored:
        for tree in trees:
            for node in tree.nodes:
                if node.bl_idname == "CompositorNodeOutputFile":
                    _refuse_library(tree, f"{node.name!r} would write files; switch the scene's compositing off")
                    restored.enter_context(changed(node, {"mute": True}))
        for tree, node in on_disk.shaders():
            _refuse_library(tree, f"{node.name!r} would write the shader that it compiles; take the node out")
            restored.enter_context(changed(node, {"mute": True}))
        for each in scenes:
            if each.render.use_freestyle and _has_style_modules(each):
                _refuse_library(each, "Freestyle would run its Python; switch the scene's Freestyle off")
                restored.enter_context(changed(each.render, {"use_freestyle": False}))
        yield


def check_simulations() -> None:
    """Raises an error if a simulation would write its frames elsewhere than Blender does without being told."""
    for owner, domain in on_disk.fluids():
        if not _is_ours(domain.cache_directory, owner):
            raise refused(
                f"The fluid of {owner.name!r} would write its cache to {domain.cache_directory!r}. Choose a folder "
                "next to the .blend file, or another type of cache, and bake it."
            )
    for cache in on_disk.caches():
        if cache.use_external and not cache.is_baked and not _is_ours(cache.filepath, cache.id_data):
            raise refused(
                f"A simulation of {cache.id_data.name!r} would write its cache to {cache.filepath!r}. Bake it, or "
                "switch its external cache off."
            )


def _check_cameras() -> None:
    for camera in on_disk.cameras():
        raise refused(
            f"Blender would write the shader that it compiles for the camera {camera.name!r}. Give the camera a shader "
            "from a text block, or clear its file."
        )


def _is_ours(path: str, owner: bpy.types.ID) -> bool:
    """Whether a path leads to where Blender puts caches by itself: next to the file, or among what is temporary."""
    file = owner.library.filepath if owner.library is not None else bpy.data.filepath
    folders = [bpy.app.tempdir, *([Path(bpy.path.abspath(file)).parent] if file else [])]
    there = Path(bpy.path.abspath(path, library=owner.library)).resolve()
    return any(there.is_relative_to(Path(folder).resolve()) for folder in folders)


def _rendered(scene: bpy.types.Scene) -> tuple[list[bpy.types.Scene], list[bpy.types.NodeTree]]:
    """The scenes that a render of this one renders, itself first, and the compositor's trees in them."""
    scenes: list[bpy.types.Scene] = [scene]
    trees: list[bpy.types.NodeTree] = []
    # Both grow on the way.
    for each in scenes:
        tree = _compositor(each) if each.render.use_compositing else None
        inside = [tree] if tree is not None and tree not in trees else []
        for tree in inside:
            for node in tree.nodes:
                group, other = getattr(node, "node_tree", None), getattr(node, "scene", None)
                if group is not None and group not in inside and group not in trees:
                    inside.append(group)
                if other is not None and other not in scenes:
                    scenes.append(other)
        trees += inside
    return scenes, trees


def _compositor(scene: bpy.types.Scene) -> Any:
    return scene.compositing_node_group if bpy.app.version >= (5, 0, 0) else scene.node_tree


def _has_style_modules(scene: bpy.types.Scene) -> bool:
    # Whether they are used can be animated, the modules cannot.
    return any(module.script for layer in scene.view_layers for module in layer.freestyle_settings.modules)


def _refuse_library(data: bpy.types.ID, why: str) -> None:
    if data.library is not None:
        raise refused(f"{data.name!r} belongs to the library {data.library.name!r}: {why}, or make it local.")
