"""What an assistant is told when a call cannot be done."""

from __future__ import annotations

from typing import Any

import pytest
from mcp_types import INVALID_PARAMS, METHOD_NOT_FOUND

from .editor import Editor
from .wire import Wire

# A tool, wrong arguments for it, and what the message has to speak of.
WRONG = {
    "a_text_for_a_number": ("create_object", {"primitive": "cube", "size": "big"}, ["size", "number"]),
    "a_number_out_of_range": ("create_object", {"primitive": "cube", "size": -1}, ["size", "0.0001"]),
    "an_unknown_case": ("create_object", {"primitive": "teapot"}, ["primitive", "uv_sphere"]),
    "a_missing_field": ("get_object_info", {}, ["name"]),
    "an_unknown_field": ("get_object_info", {"name": "Block", "colour": "red"}, ["colour"]),
    "a_tuple_too_short": ("create_object", {"primitive": "cube", "location": [1, 2]}, ["location"]),
    "an_item_of_a_tuple": ("create_object", {"primitive": "cube", "location": [1, 2, "up"]}, ["location", "2"]),
    "a_text_too_long": ("create_object", {"primitive": "cube", "name": "x" * 64}, ["name", "63"]),
    "a_fraction_for_an_integer": ("scatter_objects", {"name": "A", "pattern": "ring", "count": 1.5}, ["count"]),
    "an_integer_out_of_range": ("scatter_objects", {"name": "A", "pattern": "ring", "count": 1001}, ["count", "1000"]),
    "a_number_that_is_too_large": ("modify_object", {"name": "A", "location": [0, 0, 1e7]}, ["location", "1000000"]),
}


@pytest.mark.parametrize(("tool", "arguments", "words"), WRONG.values(), ids=WRONG.keys())
def test_wrong_arguments_are_answered_with_the_field_and_what_was_expected(
    assistant: Editor, scene: Wire, tool: str, arguments: dict[str, Any], words: list[str]
) -> None:
    text = assistant.failure(tool, **arguments)
    assert [word for word in words if word not in text] == []
    assert scene.names() == []


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("get_object_info", {"name": "Blokc"}),
        ("modify_object", {"name": "Blokc", "location": [1, 1, 1]}),
        ("delete_object", {"name": "Blokc"}),
        ("scatter_objects", {"name": "Blokc", "pattern": "grid", "count": 3}),
        ("look", {"view": "front", "objects": ["Blokc"]}),
    ],
)
def test_an_object_that_does_not_exist_is_answered_with_what_to_do(
    assistant: Editor, scene: Wire, tool: str, arguments: dict[str, Any]
) -> None:
    scene.cube("Block")
    text = assistant.failure(tool, **arguments)
    assert "Blokc" in text
    assert "Block" in text
    assert scene.names() == ["Block"]
    assert scene.object("Block")["location"] == [0, 0, 0]


def test_a_setting_that_the_primitive_does_not_have_is_named(assistant: Editor, scene: Wire) -> None:
    assert "radius" in assistant.failure("create_object", primitive="cube", radius=1)
    assert scene.names() == []


def test_an_unknown_tool_is_an_error_of_the_protocol(assistant: Editor) -> None:
    error = assistant.refusal("call_tool", "make_coffee")
    assert error.code == INVALID_PARAMS
    assert "make_coffee" in error.message


@pytest.mark.parametrize("method", ["list_prompts", "list_resources", "list_resource_templates"])
def test_there_are_no_prompts_and_resources(assistant: Editor, method: str) -> None:
    assert assistant.refusal(method).code == METHOD_NOT_FOUND
    assert assistant.client.server_capabilities.prompts is None
    assert assistant.client.server_capabilities.resources is None
