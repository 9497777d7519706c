"""`mesh.primitive_torus_add`, which Blender has in Python and which differs from the other primitives for that."""

from __future__ import annotations

from typing import Any

import bpy
from bpy.app.translations import pgettext_data

from ....handlers import primitives
from ..arguments import Arguments
from .placing import ZERO, Place, add, is_ordinary


def torus(arguments: Arguments) -> bpy.types.Object | None:
    """Adds a torus."""
    place = _place(arguments)
    if place is None or not arguments["generate_uvs"] or not is_ordinary():
        return None
    mesh = bpy.data.meshes.new(pgettext_data("Torus"))
    primitives.fill(mesh, primitives.PRIMITIVES["torus"], _shape(arguments), smooth=False)
    made = add(mesh.name, mesh, place)
    if place.matrix is not None:
        # Unlike the others, it stays as the matrix gives it.
        made.matrix_world = place.matrix
    return made


def _place(arguments: Arguments) -> Place | None:
    location = arguments["location"] if arguments.given("location") else tuple(bpy.context.scene.cursor.location)
    if not arguments.given("rotation"):
        return Place.at(location, ZERO)
    return Place.at(location, arguments["rotation"]) if arguments["align"] == "WORLD" else None


def _shape(arguments: Arguments) -> dict[str, Any]:
    radius, tube = arguments["major_radius"], arguments["minor_radius"]
    if arguments["mode"] == "EXT_INT":
        inside = arguments["abso_minor_rad"]
        tube = (arguments["abso_major_rad"] - inside) * 0.5
        radius = inside + tube
    return {
        "radius": radius,
        "tube_radius": tube,
        "segments": arguments["major_segments"],
        "rings": arguments["minor_segments"],
    }
