"""Descriptions of types and operators, as docs/rna.md has them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from typing import Any

import bpy

from . import allowlist, operators, reasons
from .allowlist import Entry
from .words import words

KINDS = {
    "BOOLEAN": "bool",
    "INT": "int",
    "FLOAT": "float",
    "STRING": "string",
    "ENUM": "enum",
    "POINTER": "pointer",
    "COLLECTION": "collection",
}

# Enums whose items depend on more than the type, although Blender lists some for the type.
CONTEXTUAL = words("""
    ActionSlot.target_id_type ColorManagedDisplaySettings.display_device ColorManagedInputColorspaceSettings.name
    ColorManagedSequencerColorspaceSettings.name ColorManagedViewSettings.look ColorManagedViewSettings.view_transform
    CompositorNodeConvertColorSpace.from_color_space CompositorNodeConvertColorSpace.to_color_space
    CompositorNodeCryptomatteV2.layer CompositorNodeCryptomatteV2.layer_name CompositorNodeCryptomatteV2.view
    CompositorNodeImage.layer CompositorNodeImage.view CompositorNodeRLayers.layer Constraint.owner_space
    Constraint.target_space Curve.fill_mode DataTransferModifier.layers_uv_select_dst
    DataTransferModifier.layers_uv_select_src DataTransferModifier.layers_vcol_loop_select_dst
    DataTransferModifier.layers_vcol_loop_select_src DataTransferModifier.layers_vcol_vert_select_dst
    DataTransferModifier.layers_vcol_vert_select_src DataTransferModifier.layers_vgroup_select_dst
    DataTransferModifier.layers_vgroup_select_src DataTransferModifier.mix_mode FieldSettings.shape
    FunctionNodeCompare.data_type FunctionNodeCompare.operation FunctionNodeHashValue.data_type
    FunctionNodeRandomValue.data_type GeometryNodeAttributeStatistic.data_type GeometryNodeBlurAttribute.data_type
    Image.source ImageFormatSettings.color_depth ImageFormatSettings.color_mode ImageFormatSettings.exr_codec
    ImageFormatSettings.file_format ImageFormatSettings.media_type ImageFormatSettings.views_format NodeTree.color_tag
    Object.instance_type Object.parent_type ParticleSettings.material_slot RenderSettings.engine ShaderNodeMix.data_type
    ShrinkwrapConstraint.project_axis_space TransformOrientationSlot.type UnitSettings.length_unit
    UnitSettings.mass_unit UnitSettings.temperature_unit UnitSettings.time_unit View3DShading.render_pass
    View3DShading.studio_light
    """)


def describe(names: Iterable[str]) -> str:
    """The JSON object of what the names stand for."""
    return "{" + ",".join(f"{json.dumps(name)}:{_text(name)}" for name in names) + "}"


def _text(name: str) -> str:
    if name == "operators":
        return _json(operators.names())
    if name == "blender":
        return _json({"version": bpy.app.version, "version_string": bpy.app.version_string, "lists": _lists()})
    if "." in name:
        return _json(operators.describe(name))
    return _type_text(name)


@cache
def _type_text(name: str) -> str:
    return _json(_type(name))


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _type(name: str) -> dict[str, Any] | None:
    entry = allowlist.entries().get(name)
    if entry is not None and name in (allowlist.STRUCT, allowlist.COLLECTION, allowlist.EXTENSIBLE):
        return _common(entry)
    kind = allowlist.kind_named(name)
    if kind is None:
        return None
    struct = kind.bl_rna
    if entry is None:
        return {"closed_type": reasons.of_struct(struct) or reasons.UNKNOWN}
    described: dict[str, Any] = {"base": struct.base.identifier if struct.base else allowlist.STRUCT}
    if struct.name_property:
        described["name"] = struct.name_property.identifier
    if name in _inherited():
        described["subs"] = 1
    open_names = entry.writable | entry.readable
    properties = {each.identifier: each for each in struct.properties}
    inherited = set(struct.base.properties.keys()) if struct.base else set()
    functions = {each.identifier: each for each in struct.functions}
    inherited_functions = set(struct.base.functions.keys()) if struct.base else set()
    described["properties"] = {
        each: property_of(properties[each], each in entry.writable, name) for each in properties if each in open_names
    }
    described["functions"] = {
        each: function_of(functions[each]) | ({"reads": 1} if entry.functions[each] == "read" else {})
        for each in functions
        if each in entry.functions
    }
    described["python"] = dict.fromkeys(sorted(open_names - properties.keys()), "get") | dict.fromkeys(
        sorted(entry.functions.keys() - functions.keys()), "call"
    )
    closed = [each for each in properties if each not in inherited | open_names]
    closed += [each for each in functions if each not in inherited_functions | entry.functions.keys()]
    described["closed"] = {each: _why_closed(struct, each) for each in sorted(closed)}
    return {key: value for key, value in described.items() if value}


@cache
def _lists() -> str:
    """The hash of what decides what is open: where it and the version are the same, so are all descriptions."""
    return sha256(allowlist.LIST.read_bytes() + operators.allowlist.LIST.read_bytes()).hexdigest()[:16]


def _why_closed(struct: Any, name: str) -> str:
    """The reason; a text that is a path is told from what would reach a file."""
    why = allowlist.why_closed(struct, name)
    declared = struct.properties.get(name)
    is_text = declared is not None and declared.type == "STRING"
    return "file" if why == reasons.PATH and not is_text else why


@cache
def _inherited() -> frozenset[str]:
    """The names of all types that other open types inherit from."""
    kinds = [kind for name in allowlist.entries() if (kind := allowlist.kind_named(name)) is not None]
    return frozenset(kind.bl_rna.base.identifier for kind in kinds if kind.bl_rna.base)


def _common(entry: Entry) -> dict[str, Any]:
    """The description of what all structures or collections have."""
    members = dict.fromkeys(sorted(entry.writable | entry.readable), "get")
    return {"python": members | dict.fromkeys(sorted(entry.functions), "call")}


def property_of(each: Any, writable: bool = True, owner: str = "") -> dict[str, Any]:
    """The description of a property, or of a parameter."""
    kind = each.type
    described: dict[str, Any] = {"t": KINDS[kind]}
    if kind not in ("POINTER", "COLLECTION") and each.subtype not in ("NONE", ""):
        described["sub"] = each.subtype
    if kind in ("BOOLEAN", "INT", "FLOAT"):
        if shape := allowlist.dimensions(each):
            described["len"] = shape[0] if len(shape) == 1 else list(shape)
        if kind != "BOOLEAN":
            described |= {"min": each.hard_min, "max": each.hard_max}
    elif kind == "ENUM":
        items = [item.identifier for item in each.enum_items_static]
        if items:
            contextual = f"{owner}.{each.identifier}" in CONTEXTUAL
            described["lists" if contextual else "items"] = items
        if each.is_enum_flag:
            described["flag"] = 1
    elif kind in ("POINTER", "COLLECTION"):
        described["type"] = each.fixed_type.identifier
        if kind == "COLLECTION" and each.srna is not None and each.srna.identifier != allowlist.COLLECTION:
            described["srna"] = each.srna.identifier
        if kind == "POINTER" and each.is_never_none:
            described["nn"] = 1
    if each.is_readonly or not writable:
        described["ro"] = 1
    return described


def function_of(function: Any) -> dict[str, Any]:
    """The description of a function, or of an operator's arguments."""
    params, returns = [], []
    for each in function.parameters:
        described = {"n": each.identifier} | property_of(each)
        described.pop("ro", None)
        if each.is_output:
            returns.append(described)
            continue
        if each.is_required:
            described["req"] = 1
        params.append(described)
    described = {"params": params}
    if len(returns) == 1:
        described["returns"] = {key: value for key, value in returns[0].items() if key != "n"}
    elif returns:
        described["returns"] = returns
    return described
