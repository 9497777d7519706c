"""`blender:ops/materials`: creates materials and gives them to objects."""

from __future__ import annotations

from typing import Any

import bpy

from ..errors import invalid, refused
from .creation import creating
from .lookup import check_new_name, find_editable_object, find_material
from .registry import handles

# The sockets of a Principled BSDF for the fields of the record `principled`.
SOCKETS = {
    "base_color": "Base Color",
    "metallic": "Metallic",
    "roughness": "Roughness",
    "alpha": "Alpha",
    "ior": "IOR",
    "transmission": "Transmission Weight",
    "emission_color": "Emission Color",
    "emission_strength": "Emission Strength",
}


@handles("materials.create_material")
def create_material(name: str, settings: dict[str, Any]) -> str:
    check_new_name(name, "name")
    with creating() as created:
        material = created.add(bpy.data.materials.new(name))
        if bpy.app.version < (5, 0, 0):
            material.use_nodes = True
        shader = next(node for node in material.node_tree.nodes if node.type == "BSDF_PRINCIPLED")
        for field, socket in SOCKETS.items():
            value = settings[field]
            if value is not None:
                shader.inputs[socket].default_value = (*value, 1.0) if isinstance(value, tuple) else value
        _show_in_viewport(material, settings)
        return str(material.name)


@handles("materials.set_material")
def set_material(object: str, material: str, slot: int) -> list[str]:  # noqa: A002 - the name is the contract's
    target = find_editable_object(object)
    chosen = find_material(material)
    slots = getattr(target.data, "materials", None)
    if slots is None:
        raise refused(f"{object!r} cannot have a material.")
    if slot > len(slots):
        raise invalid(f"slot: expected at most {len(slots)}, the next one after the last, got {slot}")
    if slot < len(target.material_slots):
        # A slot belongs to the object or to its geometry, as the user chose.
        target.material_slots[slot].material = chosen
    elif target.data.is_editable:
        slots.append(chosen)
    else:
        raise refused(f"The geometry of {object!r} is linked from another file and cannot be changed here.")
    return [each.material.name for each in target.material_slots if each.material]


def _show_in_viewport(material: bpy.types.Material, settings: dict[str, Any]) -> None:
    """The solid viewport and Workbench know no nodes, but these."""
    if settings["base_color"] is not None or settings["alpha"] is not None:
        color = settings["base_color"] or material.diffuse_color[:3]
        alpha = 1.0 if settings["alpha"] is None else settings["alpha"]
        material.diffuse_color = (*color, alpha)
    if settings["metallic"] is not None:
        material.metallic = settings["metallic"]
    if settings["roughness"] is not None:
        material.roughness = settings["roughness"]
    if settings["transmission"]:
        # EEVEE shows what is behind glass only if it may trace rays for it.
        material.use_raytrace_refraction = True
