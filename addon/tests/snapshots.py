"""All that can be read of a scene, to compare two ways to the same result."""

from __future__ import annotations

from functools import cache
from typing import Any

import bpy

BLOCKS = ("objects", "meshes", "lights", "cameras", "curves", "armatures", "collections")
# What counts the data-blocks that there were before, what a name says already, what of a flat mesh measures noise, and
# trees, whose names nobody can set.
PASSING = {"session_uid", "rna_type", "name_full", "texspace_size", "node_tree"}


def scene_state(unordered: bool = False) -> dict[str, Any]:
    """Objects, their data and the selection, without an evaluation in between."""
    layer = bpy.context.view_layer
    return {
        "active": layer.objects.active.name if layer.objects.active else None,
        "selected": sorted(each.name for each in layer.objects.selected),
        "camera": bpy.context.scene.camera and bpy.context.scene.camera.name,
        **{kind: {each.name: block_state(each, unordered) for each in getattr(bpy.data, kind)} for kind in BLOCKS},
    }


def differences(got: Any, expected: Any, path: str = "") -> list[str]:
    """Where two states differ by more than the last digits of single precision."""
    if isinstance(got, dict) and isinstance(expected, dict):
        keys = sorted(got.keys() | expected.keys(), key=str)
        return [each for key in keys for each in differences(got.get(key), expected.get(key), f"{path}/{key}")]
    if isinstance(got, list | tuple) and type(got) is type(expected) and len(got) == len(expected):
        return [
            each for i, pair in enumerate(zip(got, expected, strict=True)) for each in differences(*pair, f"{path}/{i}")
        ]
    if isinstance(got, float) and isinstance(expected, float) and abs(got - expected) <= 1e-5 * max(1, abs(expected)):
        return []
    return [] if got == expected else [f"{path}: got {got!r}, expected {expected!r}"]


def block_state(block: Any, unordered: bool = False) -> dict[str, Any]:
    """A data-block's own properties, and its geometry.

    `unordered`: Blender makes the edges and faces of the mesh in an order that is not always the same.
    """
    state = struct_state(block)
    if isinstance(block, bpy.types.Object):
        state["in"] = sorted(each.name for each in block.users_collection)
        state["seen"] = block.visible_get()
        state["modifiers"] = [struct_state(each) for each in block.modifiers]
        state["constraints"] = [struct_state(each) for each in block.constraints]
    if isinstance(block, bpy.types.Mesh):
        # Blender leaves what nobody has filled in with a wrong type.
        filled = [each for each in block.attributes if (each.name, each.data_type) != (".select_edge", "INT32_2D")]
        state["attributes"] = {(each.name, each.domain): _column(each.data) for each in filled}
        state["uv"] = [(each.name, each.active, each.active_render) for each in block.uv_layers]
        state["custom normals"] = block.has_custom_normals
        state["faces"] = [_face(block, face) for face in block.polygons]
        if unordered:
            state["faces"].sort(key=lambda face: [corner[0] for corner in face[:-2]])
            state["edges"] = sorted(tuple(sorted(edge.vertices)) for edge in block.edges)
            for name in [each for each in state["attributes"] if each[1] in ("EDGE", "FACE", "CORNER")]:
                state["attributes"][name] = len(state["attributes"][name])
    if isinstance(block, bpy.types.Collection):
        state["objects"] = [each.name for each in block.objects]
    return state


def struct_state(struct: Any) -> dict[str, Any]:
    """The properties of a struct that are values or point at data-blocks."""
    state = {}
    for name, is_pointer in _readable(type(struct)):  # type: ignore[arg-type]
        value = getattr(struct, name)
        if not is_pointer:
            state[name] = _value(value)
        elif value is None or isinstance(value, bpy.types.ID):
            state[name] = value and value.name
    return state


@cache
def _readable(kind: Any) -> list[tuple[str, bool]]:
    """The names of a type's properties but collections, and whether each points at something."""
    properties = kind.bl_rna.properties
    kinds = [(each.identifier, each.type) for each in properties if each.identifier not in PASSING]
    return [(name, each == "POINTER") for name, each in kinds if each != "COLLECTION"]


def _face(mesh: Any, face: Any) -> tuple[Any, ...]:
    """Its corners from the lowest vertex on: vertex, normal and UV."""
    uv = mesh.uv_layers.active.uv if mesh.uv_layers.active else None
    corners = [
        (mesh.loops[i].vertex_index, _value(mesh.loops[i].normal), uv and _value(uv[i].vector))
        for i in face.loop_indices
    ]
    first = corners.index(min(corners))
    return (*corners[first:], *corners[:first], face.use_smooth, face.material_index)


def _value(value: Any) -> Any:
    if isinstance(value, str | bytes | bool | int | float | set):
        return value
    if hasattr(value, "__len__"):
        return tuple(map(_value, value))
    return repr(value)


def _column(items: Any) -> Any:
    kind = next((name for name in ("vector", "value", "color") if items and hasattr(items[0], name)), None)
    if kind is None:
        return len(items)
    return [_value(getattr(each, kind)) for each in items]
