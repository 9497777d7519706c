"""Descriptions of types."""

from __future__ import annotations

import json
from typing import Any

import bpy

from addon.rna import describe, review


def described(*names: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(describe.describe(names))
    return found


def test_a_type_is_described_by_its_own_members() -> None:
    bevel = described("BevelModifier")["BevelModifier"]
    assert bevel["base"] == "Modifier"
    assert bevel["properties"]["width"] == {"t": "float", "sub": "DISTANCE", "min": 0.0, "max": 3.4028234663852886e38}
    assert bevel["properties"]["limit_method"]["items"] == ["NONE", "ANGLE", "WEIGHT", "VGROUP"]
    assert bevel["properties"]["custom_profile"] == {"t": "pointer", "type": "CurveProfile", "ro": 1}
    assert "name" not in bevel["properties"]


def test_functions_have_parameters_and_results() -> None:
    new = described("Nodes")["Nodes"]["functions"]["new"]
    assert new == {"params": [{"n": "type", "t": "string", "req": 1}], "returns": {"t": "pointer", "type": "Node"}}
    cast = described("Object")["Object"]["functions"]["ray_cast"]
    assert [each["n"] for each in cast["returns"]] == ["result", "location", "normal", "index"]


def test_what_python_adds_and_what_is_closed_is_told() -> None:
    kinds = described("Object", "Mesh", "RenderSettings", "AnimData")
    assert kinds["Object"]["python"]["children"] == "get"
    assert kinds["Mesh"]["python"]["from_pydata"] == "call"
    assert kinds["RenderSettings"]["closed"]["filepath"] == "path"
    assert kinds["AnimData"]["closed"]["drivers"] == "code"


def test_closed_and_unknown_types() -> None:
    assert described("Text", "Nope", "__class__", "bpy") == {
        "Text": {"closed_type": "code"},
        "Nope": None,
        "__class__": None,
        "bpy": None,
    }


def test_properties_that_cycles_adds_are_described() -> None:
    kinds = described("CyclesRenderSettings", "Scene")
    assert kinds["CyclesRenderSettings"]["properties"]["samples"]["t"] == "int"
    assert kinds["Scene"]["properties"]["cycles"]["type"] == "CyclesRenderSettings"


def test_enums_that_depend_on_the_context_have_no_items() -> None:
    kinds = described("RenderSettings", "ColorManagedViewSettings", "ImageFormatSettings")
    assert "items" not in kinds["RenderSettings"]["properties"]["engine"]
    assert "items" not in kinds["ColorManagedViewSettings"]["properties"]["look"]
    assert "items" not in kinds["ImageFormatSettings"]["properties"]["file_format"]


def test_the_items_of_an_enum_are_those_that_can_be_set() -> None:
    tree = bpy.data.node_groups.new("All", "GeometryNodeTree")
    wrong = []
    for name in ("FunctionNodeCompare", "ShaderNodeMath", "GeometryNodeMeshBoolean", "ShaderNodeTexVoronoi"):
        node = tree.nodes.new(name)
        for member, each in described(name)[name]["properties"].items():
            for item in each.get("items", ()):
                try:
                    setattr(node, member, item)
                except TypeError:
                    wrong.append(f"{name}.{member} = {item}")
    assert wrong == []


def test_all_types_can_be_described() -> None:
    names = list(review.all_structs())
    assert described(*names).keys() == set(names)
