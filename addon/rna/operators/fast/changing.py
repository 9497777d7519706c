"""Operators that change the selected or the active object: shading and modifiers."""

from __future__ import annotations

from typing import Any

import bpy

from ..arguments import Arguments
from .selecting import FINISHED, is_object_mode

# Those that need nothing set up besides themselves.
MODIFIERS = {
    *("ARRAY", "BEVEL", "BOOLEAN", "BUILD", "CAST", "CURVE", "DECIMATE", "DISPLACE", "EDGE_SPLIT", "LATTICE", "MASK"),
    *("MIRROR", "REMESH", "SCREW", "SHRINKWRAP", "SIMPLE_DEFORM", "SMOOTH", "SOLIDIFY", "SUBSURF", "TRIANGULATE"),
    *("WAVE", "WEIGHTED_NORMAL", "WELD", "WIREFRAME"),
}


def shade_smooth(arguments: Arguments) -> list[str] | None:
    """Makes the faces of the selected meshes smooth."""
    meshes = _selected_meshes(keep_sharp=arguments["keep_sharp_edges"])
    for mesh in meshes or ():
        mesh.shade_smooth()
    return FINISHED if meshes else None


def shade_flat(arguments: Arguments) -> list[str] | None:
    """Makes the faces of the selected meshes flat."""
    meshes = _selected_meshes(keep_sharp=arguments["keep_sharp_edges"])
    for mesh in meshes or ():
        mesh.shade_flat()
    return FINISHED if meshes else None


def modifier_add(arguments: Arguments) -> list[str] | None:
    """Adds a modifier to the active object."""
    active = bpy.context.view_layer.objects.active
    if arguments["use_selected_objects"] or arguments["type"] not in MODIFIERS or not is_object_mode():
        return None
    if active is None or active.type != "MESH" or not active.is_editable or active.override_library:
        return None
    active.modifiers.new("", arguments["type"])
    return FINISHED


def _selected_meshes(*, keep_sharp: bool) -> list[Any] | None:
    """The meshes to shade, if all of it is meshes; and no edges would lose that they are sharp."""
    active = bpy.context.view_layer.objects.active
    if not is_object_mode() or (active is not None and not (active.data and active.data.is_editable)):
        return None
    selected = bpy.context.selected_editable_objects
    if any(each.type != "MESH" or not each.data.is_editable for each in selected):
        return None
    meshes = list({each.data for each in selected})
    if not keep_sharp and any("sharp_edge" in mesh.attributes for mesh in meshes):
        return None
    return meshes
