"""Reading factory settings and home files is emulated: the result is Blender's, and nothing but the data is touched."""

from __future__ import annotations

from typing import Any

import bpy
import pytest

from addon.rna import operators
from addon.rna.session import Session

from .snapshots import differences, scene_state, struct_state

RESETS = [
    ("wm.read_factory_settings", {}),
    ("wm.read_factory_settings", {"use_empty": True}),
    ("wm.read_factory_settings", {"use_empty": False}),
    ("wm.read_homefile", {}),
    ("wm.read_homefile", {"use_empty": True}),
    ("wm.read_homefile", {"use_factory_startup": True}),
]
SETTINGS = (
    *("", "render", "render.image_settings", "cycles", "eevee", "view_settings", "display_settings", "unit_settings"),
    *("display", "display.shading", "cursor", "render.bake", "view_layers.0", "view_layers.0.cycles"),
)
# What is only there once Blender has evaluated, or counts how often it has.
PASSING = {"depsgraph", "is_evaluated"}
# Settings that only a file can give: Blender itself derives them or leaves them out of its interface.
LEFT = ("wireframe_color_type", "white_balance_whitepoint", "use_extra_user")


def settings_of(scene: Any) -> dict[str, Any]:
    found = {}
    for path in SETTINGS:
        owner = scene
        for step in path.split(".") if path else ():
            owner = owner[int(step)] if step.isdigit() else getattr(owner, step)
        state = struct_state(owner)
        found[path] = {name: value for name, value in state.items() if name not in PASSING and name not in LEFT}
    return found


def everything() -> dict[str, Any]:
    scene = bpy.context.scene
    trees = {each.name: each.node_tree for each in (*bpy.data.materials, *bpy.data.worlds)}
    return {
        **scene_state(),
        "materials": {each.name: struct_state(each) for each in bpy.data.materials},
        "worlds": {each.name: struct_state(each) for each in bpy.data.worlds},
        "scenes": [each.name for each in bpy.data.scenes],
        "layers": [each.name for each in scene.view_layers],
        "layer": bpy.context.view_layer.active_layer_collection.name,
        "in the scene": [each.name for each in scene.collection.children_recursive],
        "settings": settings_of(scene),
        "nodes": {name: [nodes_of(node) for node in tree.nodes] for name, tree in trees.items()},
        "links": {
            name: [str((each.from_node.name, each.to_node.name)) for each in tree.links] for name, tree in trees.items()
        },
        "keys": sorted(scene.keys()),
    }


def nodes_of(node: Any) -> dict[str, Any]:
    values: dict[str, Any] = {each.identifier: getattr(each, "default_value", None) for each in node.inputs}
    return {
        "name": node.name,
        "kind": node.bl_idname,
        "location": tuple(node.location),
        "parent": node.parent and node.parent.name,
        "values": {name: tuple(value) if hasattr(value, "__len__") else value for name, value in values.items()},
    }


def make_a_mess() -> None:
    scene = bpy.context.scene
    scene.frame_end = 17
    scene.frame_set(5)
    scene.render.resolution_x = 111
    scene.render.engine = "CYCLES"
    scene.cycles.samples = 3
    scene.view_settings.view_transform = "Standard"
    scene.unit_settings.scale_length = 0.01
    scene.cursor.location = (1, 2, 3)
    scene["mine"] = 1
    scene.name = "Mine"
    bpy.data.scenes.new("Another")
    bpy.data.objects["Cube"].keyframe_insert("location")
    bpy.data.collections.new("Loose")
    bpy.data.meshes.new("Cube.007").use_fake_user = True
    bpy.data.images.new("Picture", 4, 4)
    bpy.data.node_groups.new("Group", "GeometryNodeTree")
    bpy.ops.object.text_add()
    bpy.ops.mesh.primitive_cube_add(enter_editmode=True)


@pytest.mark.parametrize(("name", "kwargs"), RESETS, ids=str)
def test_it_leaves_what_blender_leaves(startup_scene: None, name: str, kwargs: dict[str, Any]) -> None:
    bpy.ops.wm.read_factory_settings(use_empty=kwargs.get("use_empty", False))
    expected = everything()
    bpy.ops.wm.read_factory_settings(use_empty=False)
    make_a_mess()
    answer = operators.run(name, kwargs, {}, Session(None))
    assert answer == {"result": ["FINISHED"], "active": bpy.context.view_layer.objects.active}
    assert differences(everything(), expected) == []
    assert not bpy.data.actions
    assert not bpy.data.node_groups


def test_what_was_there_is_gone_as_natively(startup_scene: None) -> None:
    cube = bpy.data.objects["Cube"]
    operators.run("wm.read_factory_settings", {}, {}, Session(None))
    with pytest.raises(ReferenceError):
        _ = cube.name


def test_it_can_be_undone(startup_scene: None) -> None:
    bpy.data.objects["Cube"].name = "Mine"
    bpy.ops.ed.undo_push(message="before")
    operators.run("wm.read_factory_settings", {"use_empty": True}, {}, Session(None))
    bpy.ops.ed.undo_push(message="after")
    bpy.ops.ed.undo()
    assert "Mine" in bpy.data.objects
    assert bpy.context.scene.camera.name == "Camera"


def test_the_users_texts_stay(startup_scene: None) -> None:
    bpy.data.texts.new("notes")
    operators.run("wm.read_homefile", {"use_empty": True}, {}, Session(None))
    assert "notes" in bpy.data.texts


@pytest.mark.parametrize("argument", ["filepath", "app_template"])
def test_no_file_can_be_named(startup_scene: None, argument: str) -> None:
    with pytest.raises(PermissionError, match="path"):
        operators.run("wm.read_homefile", {argument: "//x"}, {}, Session(None))
    assert "Cube" in bpy.data.objects


def test_wrong_arguments_are_refused_in_blenders_words(startup_scene: None) -> None:
    with pytest.raises(TypeError) as ours:
        operators.run("wm.read_factory_settings", {"nothing": 1}, {}, Session(None))
    with pytest.raises(TypeError) as theirs:
        bpy.ops.wm.read_factory_settings(nothing=1)
    assert str(ours.value) == str(theirs.value)
    with pytest.raises(TypeError) as ours:
        operators.run("wm.read_factory_settings", {"use_empty": "x"}, {}, Session(None))
    with pytest.raises(TypeError) as theirs:
        bpy.ops.wm.read_factory_settings(use_empty="x")
    assert str(ours.value) == str(theirs.value)
