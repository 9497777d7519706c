"""Every built-in tool, called by an independent client; Blender's state is read past the host."""

from __future__ import annotations

import base64
import json
import math
import struct
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from mcp_types import CallToolResult, ImageContent, Tool

from .editor import Editor, Lifecycle, text_of
from .wire import Wire

# What must exist before a tool is called, and with what it is called.
CALLS: dict[str, dict[str, Any]] = {
    "create_object": {"primitive": "uv_sphere", "name": "Ball", "location": [1, 2, 3], "radius": 0.5},
    "modify_object": {"name": "Block", "location": [4, 5, 6]},
    "duplicate_object": {"name": "Block", "new_name": "Twin", "move_by": [3, 0, 0]},
    "delete_object": {"name": "Block"},
    "parent_object": {"name": "Block", "parent": "Other"},
    "create_material": {"name": "Gold", "base_color": [1, 0.8, 0.2], "metallic": 1, "assign_to": ["Block"]},
    "set_material": {"objects": ["Block"], "material": "Base"},
    "scatter_objects": {"name": "Block", "pattern": "ring", "count": 6, "radius": 10},
    "get_scene_info": {},
    "get_object_info": {"name": "Block"},
    "list_objects": {"name_contains": "blo"},
    "look": {"view": "perspective", "style": "solid", "width": 96, "height": 64},
    "set_up_studio": {"objects": ["Block"]},
    "run_python": {"code": "import bpy\nprint(len(bpy.data.objects))"},
    "execute_blender_code": {"code": "print('hello')"},
}


@pytest.fixture
def blocks(scene: Wire) -> Wire:
    """Two cubes."""
    scene.cube("Block", 0, 0, 1)
    scene.cube("Other", 5, 0, 1)
    return scene


@pytest.fixture
def base_material(blocks: Wire) -> str:
    """A material that no object has."""
    return str(blocks.ask("materials.create_material", name="Base", settings={}))


def test_the_session_speaks_the_revision_of_its_lifecycle(assistant: Editor, lifecycle: Lifecycle) -> None:
    version = assistant.client.protocol_version
    assert (version == Lifecycle.STATELESS) == (lifecycle is Lifecycle.STATELESS)
    assert version >= "2025-11-25"


def test_exactly_the_tools_that_are_called_here_are_listed(assistant: Editor) -> None:
    assert assistant.tools().keys() == CALLS.keys()


@pytest.mark.parametrize("name", CALLS)
def test_a_tool_says_all_about_itself(assistant: Editor, name: str) -> None:
    tool = assistant.tools()[name]
    hints = tool.annotations
    assert tool.title
    assert tool.title.lower() == name.replace("_", " ")
    assert tool.description
    assert hints
    assert None not in (hints.read_only_hint, hints.destructive_hint, hints.idempotent_hint, hints.open_world_hint)
    assert hints.open_world_hint is False
    Draft202012Validator.check_schema(tool.input_schema)
    if name == "look":
        assert tool.output_schema is None
    else:
        assert tool.output_schema
        Draft202012Validator.check_schema(tool.output_schema)


def test_hints_tell_reading_from_changing_from_deleting(assistant: Editor) -> None:
    tools = assistant.tools()
    read_only = {name for name, tool in tools.items() if tool.annotations and tool.annotations.read_only_hint}
    destructive = {name for name, tool in tools.items() if tool.annotations and tool.annotations.destructive_hint}
    assert read_only == {"get_scene_info", "get_object_info", "list_objects", "look"}
    assert destructive == {"delete_object", "execute_blender_code", "run_python"}


@pytest.mark.parametrize("name", sorted(CALLS.keys() - {"look"}))
def test_structured_content_is_as_the_output_schema_says(
    assistant: Editor, blocks: Wire, base_material: str, name: str
) -> None:
    arguments = {**CALLS[name], **({"material": base_material} if name == "set_material" else {})}
    check_structure(assistant.tools()[name], assistant.call(name, **arguments))


def test_a_created_object_is_in_blender(assistant: Editor, scene: Wire) -> None:
    answer = assistant.data("create_object", **CALLS["create_object"])
    ball = scene.object("Ball")
    assert answer["name"] == "Ball"
    assert ball["location"] == answer["location"] == [1, 2, 3]
    assert ball["kind"] == "mesh"
    assert ball["dimensions"] == pytest.approx([1, 1, 1], abs=0.02)


def test_a_name_that_is_taken_is_answered_with_the_one_blender_gave(assistant: Editor, blocks: Wire) -> None:
    answer = assistant.data("create_object", primitive="cube", name="Block")
    assert answer["name"] == "Block.001"
    assert "Block.001" in blocks.names()


def test_a_modified_object_is_moved_turned_scaled_renamed_and_selected_in_blender(
    assistant: Editor, blocks: Wire
) -> None:
    answer = assistant.data(
        "modify_object",
        name="Block",
        new_name="Brick",
        location=[4, 5, 6],
        rotation=[0, 0, math.pi / 2],
        scale=[1, 2, 3],
        select="replace",
    )
    brick = blocks.object("Brick")
    assert answer["name"] == "Brick"
    assert "Block" not in blocks.names()
    assert brick["location"] == [4, 5, 6]
    assert brick["rotation"] == pytest.approx([0, 0, math.pi / 2], abs=1e-6)
    assert brick["scale"] == [1, 2, 3]
    assert brick["selected"]


def test_an_applied_scale_becomes_part_of_the_geometry(assistant: Editor, blocks: Wire) -> None:
    assistant.data("modify_object", name="Block", scale=[2, 2, 2], apply=["scale"])
    block = blocks.object("Block")
    assert block["scale"] == [1, 1, 1]
    assert block["dimensions"] == pytest.approx([4, 4, 4])


def test_a_duplicate_stands_beside_its_original(assistant: Editor, blocks: Wire) -> None:
    answer = assistant.data("duplicate_object", **CALLS["duplicate_object"])
    assert answer["name"] == "Twin"
    assert blocks.object("Twin")["location"] == [3, 0, 1]
    assert blocks.object("Block")["location"] == [0, 0, 1]


def test_a_deleted_object_is_gone_from_blender(assistant: Editor, blocks: Wire) -> None:
    answer = assistant.data("delete_object", name="Block")
    assert answer == {"result": ["Block"]}
    assert blocks.names() == ["Other"]


def test_a_parented_object_follows_its_parent(assistant: Editor, blocks: Wire) -> None:
    assistant.data("parent_object", name="Block", parent="Other")
    blocks.ask("objects.move_object", name="Other", location=[0, 0, 10], relative=True)
    assert blocks.object("Block")["parent"] == "Other"
    assert blocks.object("Block")["location"] == [0, 0, 11]


def test_a_created_material_is_on_its_object(assistant: Editor, blocks: Wire) -> None:
    answer = assistant.data("create_material", **CALLS["create_material"])
    assert answer["assigned_to"] == ["Block"]
    assert blocks.object("Block")["materials"] == [answer["name"]]


def test_a_material_that_exists_is_given_to_several_objects(
    assistant: Editor, blocks: Wire, base_material: str
) -> None:
    answer = assistant.data("set_material", objects=["Block", "Other"], material=base_material)
    assert answer["result"] == [{"object": name, "materials": [base_material]} for name in ("Block", "Other")]
    assert blocks.object("Block")["materials"] == blocks.object("Other")["materials"] == [base_material]


def test_scattered_copies_stand_in_a_ring(assistant: Editor, blocks: Wire) -> None:
    answer = assistant.data("scatter_objects", **CALLS["scatter_objects"])
    assert len(answer["names"]) == 6
    for name in answer["names"]:
        x, y, z = blocks.object(name)["location"]
        assert (math.hypot(x, y), z) == pytest.approx((10, 1), abs=1e-4)


def test_the_scene_is_described_as_it_is(assistant: Editor, blocks: Wire) -> None:
    answer = assistant.data("get_scene_info")
    # An absent option is left out on the wire as in an answer.
    assert answer == without_nulls(blocks.ask("scene.get_scene_info", offset=0, limit=50))
    assert answer["objects"]["total"] == 2


def test_an_object_is_described_as_it_is(assistant: Editor, blocks: Wire) -> None:
    assert assistant.data("get_object_info", name="Block") == without_nulls(blocks.object("Block"))


def test_a_list_of_objects_comes_in_pages(assistant: Editor, blocks: Wire) -> None:
    first = assistant.data("list_objects", limit=1)
    second = assistant.data("list_objects", limit=1, offset=first["next_offset"])
    assert [each["name"] for page in (first, second) for each in page["objects"]] == blocks.names()
    assert "next_offset" not in second


@pytest.mark.parametrize("style", ["solid", "rendered"])
def test_a_look_is_a_png_image_of_the_size_asked_for(assistant: Editor, blocks: Wire, style: str) -> None:
    before = blocks.names()
    result = assistant.call("look", view="perspective", style=style, width=96, height=64)
    assert not result.is_error, text_of(result)
    [image] = result.content
    assert isinstance(image, ImageContent)
    assert image.mime_type == "image/png"
    assert png_size(base64.b64decode(image.data)) == (96, 64)
    assert blocks.names() == before


def test_a_studio_has_three_lights_and_the_active_camera(assistant: Editor, blocks: Wire) -> None:
    answer = assistant.data("set_up_studio", objects=["Block"])
    assert [blocks.object(name)["kind"] for name in answer["lights"]] == ["light"] * 3
    assert blocks.object(answer["camera"])["kind"] == "camera"
    assert blocks.ask("scene.get_scene_info", offset=0, limit=1)["camera"] == answer["camera"]


def check_structure(tool: Tool, result: CallToolResult) -> None:
    assert not result.is_error, text_of(result)
    assert tool.output_schema
    Draft202012Validator(tool.output_schema).validate(result.structured_content)
    assert json.loads(text_of(result)) == result.structured_content


def png_size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG file, from its header."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def without_nulls(value: Any) -> Any:
    """The value, fields that are null left out."""
    match value:
        case dict():
            return {key: without_nulls(each) for key, each in value.items() if each is not None}
        case list():
            return [without_nulls(each) for each in value]
    return value
