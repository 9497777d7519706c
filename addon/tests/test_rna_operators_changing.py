"""The equivalents of operators that select, delete and change do what the operators do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import bpy
import pytest

from addon.rna.operators import factory, native
from addon.rna.operators.arguments import plain
from addon.rna.operators.fast import CHANGERS
from addon.rna.operators.fast.changing import MODIFIERS

from .snapshots import differences, scene_state


def a_scene() -> None:
    """Objects that are hidden, cannot be selected, lie in an excluded collection or have a parent."""
    factory.reset("wm.read_factory_settings", {})
    scene = bpy.context.scene
    for name in ("Hidden", "Unseen", "Locked", "Excluded", "Child", "Sphere", "Shared"):
        mesh = bpy.data.meshes.new(name)
        mesh.from_pydata([(0, 0, 0), (1, 0, 0), (0, 1, 0)], [], [(0, 1, 2)])
        scene.collection.objects.link(bpy.data.objects.new(name, mesh))
    away = bpy.data.collections.new("Away")
    scene.collection.children.link(away)
    objects = bpy.data.objects
    away.objects.link(objects["Excluded"])
    scene.collection.objects.unlink(objects["Excluded"])
    bpy.context.view_layer.layer_collection.children["Away"].exclude = True
    objects["Child"].parent = objects["Cube"]
    objects["Shared"].data = objects["Sphere"].data
    for name in ("Cube", "Hidden", "Child", "Locked"):
        objects[name].select_set(True)
    objects["Hidden"].hide_set(True)
    objects["Unseen"].hide_viewport = True
    objects["Locked"].hide_select = True
    empty = objects.new("Empty", None)
    scene.collection.objects.link(empty)
    bpy.context.view_layer.objects.active = objects["Cube"]


def none_selected() -> None:
    a_scene()
    for each in bpy.context.view_layer.objects:
        each.select_set(False)


def meshes_selected() -> None:
    a_scene()
    for each in bpy.context.view_layer.objects:
        each.select_set(each.type == "MESH")
    for mesh in bpy.data.meshes:
        mesh.shade_smooth()


def sharp_selected() -> None:
    meshes_selected()
    for mesh in bpy.data.meshes:
        mesh.attributes.new("sharp_edge", "BOOLEAN", "EDGE").data[0].value = True


def shared_selected() -> None:
    none_selected()
    bpy.data.objects["Shared"].select_set(True)
    bpy.data.objects["Sphere"].select_set(True)


def nothing_there() -> None:
    factory.reset("wm.read_factory_settings", {"use_empty": True})


def in_two_collections() -> None:
    a_scene()
    bpy.context.scene.collection.objects.link(bpy.data.objects["Cube"])


def in_edit_mode() -> None:
    a_scene()
    bpy.ops.object.mode_set(mode="EDIT")


def with_a_modifier() -> None:
    a_scene()
    bpy.data.objects["Cube"].modifiers.new("Subdivision", "SUBSURF")


def placed() -> None:
    """Meshes of which each can have its transform applied."""
    none_selected()
    objects = bpy.data.objects
    objects["Child"].parent = None
    for index, name in enumerate(("Cube", "Child", "Sphere")):
        objects[name].select_set(True)
        objects[name].location = (index, 2, -1)
        objects[name].rotation_euler = (0.3 * index, 0.2, 0.1)
        objects[name].scale = (1 + index, 2, 0.5)
    objects["Shared"].data = objects["Locked"].data


def only_scaled() -> None:
    placed()
    for each in bpy.data.objects:
        each.rotation_euler = (0, 0, 0)


def with_a_child() -> None:
    placed()
    bpy.data.objects["Light"].parent = bpy.data.objects["Cube"]


def mirrored() -> None:
    placed()
    bpy.data.objects["Cube"].scale.x = -1


SCENES = (a_scene, none_selected, meshes_selected, sharp_selected, shared_selected, nothing_there, in_two_collections)
CALLS: dict[str, list[dict[str, Any]]] = {
    "object.select_all": [{}, *({"action": action} for action in ("TOGGLE", "SELECT", "DESELECT", "INVERT"))],
    "object.select_by_type": [{}, {"type": "CAMERA"}, {"type": "MESH", "extend": True}, {"type": "EMPTY"}],
    "object.delete": [{}, {"use_global": True}, {"use_global": False, "confirm": False}],
    "object.shade_smooth": [{}, {"keep_sharp_edges": False}],
    "object.shade_flat": [{}, {"keep_sharp_edges": False}],
    "object.transform_apply": [
        {},
        {"location": False},
        {"location": False, "rotation": True, "scale": True},
        {"location": False, "rotation": False},
        {"scale": False},
    ],
    "object.modifier_add": [{}, {"type": "SUBSURF"}, {"type": "BEVEL"}, {"type": "ARRAY"}, {"type": "NODES"}],
}
CASES = [(name, kwargs, scene) for name, variants in CALLS.items() for kwargs in variants for scene in SCENES]
CASES += [("object.modifier_add", {"type": kind}, with_a_modifier) for kind in sorted(MODIFIERS)]
CASES += [(name, {}, in_edit_mode) for name in CALLS]
CASES += [
    ("object.transform_apply", kwargs, scene)
    for kwargs in CALLS["object.transform_apply"]
    for scene in (placed, only_scaled, with_a_child, mirrored)
]


def test_every_equivalent_is_compared() -> None:
    assert CALLS.keys() == CHANGERS.keys()


@pytest.mark.parametrize(
    ("name", "kwargs", "scene"), CASES, ids=lambda value: value.__name__ if callable(value) else str(value)
)
def test_it_does_what_the_operator_does(name: str, kwargs: dict[str, Any], scene: Callable[[], None]) -> None:
    scene()
    before = scene_state()
    arguments = plain(name, kwargs)
    assert arguments is not None
    result = CHANGERS[name](arguments)
    if result is None:
        # The operator itself handles what the equivalent does not, so it must have left everything alone.
        assert differences(scene_state(), before) == []
        return
    bpy.context.view_layer.update()
    got = scene_state()
    scene()
    assert result == native.run(name, kwargs, {})
    bpy.context.view_layer.update()
    assert differences(got, scene_state()) == []


def test_the_usual_case_is_fast() -> None:
    for name in CALLS:
        placed()
        arguments = plain(name, {})
        assert arguments is not None
        assert CHANGERS[name](arguments) is not None, name
