"""Changing objects changes Blender's state, and the answer says so."""

from __future__ import annotations

from math import pi
from typing import Any

import bpy
import pytest
from mathutils import Euler, Vector

from .client import Failed
from .conftest import Ask


@pytest.fixture
def cube(startup_scene: None) -> bpy.types.Object:
    return bpy.data.objects["Cube"]


def add_empty(name: str, **properties: Any) -> bpy.types.Object:
    made = bpy.data.objects.new(name, None)
    bpy.context.scene.collection.objects.link(made)
    for key, value in properties.items():
        setattr(made, key, value)
    bpy.context.view_layer.update()
    return made


def in_world(target: bpy.types.Object) -> tuple[float, ...]:
    bpy.context.view_layer.update()
    return tuple(target.matrix_world.translation)


def turned_parent() -> bpy.types.Object:
    return add_empty("Parent", location=(5, 0, 0), rotation_euler=(0.3, 0.2, pi / 2), scale=(2, 2, 2))


@pytest.mark.parametrize(
    ("mode", "selected", "active"),
    [("replace", ["Light"], "Light"), ("extend", ["Cube", "Light"], "Light"), ("remove", ["Cube"], "Cube")],
)
def test_selecting_changes_selection_and_active_object(
    ask: Ask, cube: bpy.types.Object, mode: str, selected: list[str], active: str
) -> None:
    ask("objects.select_object", name="Cube", mode="replace")
    assert ask("objects.select_object", name="Light", mode=mode) == selected
    assert sorted(each.name for each in bpy.context.selected_objects) == selected
    assert bpy.context.view_layer.objects.active.name == active


def test_a_hidden_object_cannot_be_selected(ask: Ask, cube: bpy.types.Object) -> None:
    cube.hide_set(True)
    with pytest.raises(Failed, match="operation: 'Cube' is hidden"):
        ask("objects.select_object", name="Cube", mode="extend")


def test_an_object_moves_to_a_point(ask: Ask, cube: bpy.types.Object) -> None:
    assert ask("objects.move_object", name="Cube", location=[1, 2, 3], relative=False)["location"] == [1, 2, 3]
    assert in_world(cube) == (1, 2, 3)


def test_an_object_moves_by_a_way(ask: Ask, cube: bpy.types.Object) -> None:
    for _ in range(2):
        ask("objects.move_object", name="Cube", location=[1, 2, 3], relative=True)
    assert in_world(cube) == (2, 4, 6)


@pytest.mark.parametrize("parent_type", ["OBJECT", "VERTEX"])
def test_a_child_moves_in_world_space(ask: Ask, cube: bpy.types.Object, parent_type: str) -> None:
    if parent_type == "VERTEX":
        bpy.ops.mesh.primitive_plane_add(location=(3, 4, 5), rotation=(0.3, 0.2, 0.1))
        cube.parent = bpy.data.objects["Plane"]
        cube.parent_type = "VERTEX"
    else:
        cube.parent = turned_parent()
    bpy.context.view_layer.update()
    answer = ask("objects.move_object", name="Cube", location=[1, 2, 3], relative=False)
    assert in_world(cube) == pytest.approx((1, 2, 3), abs=1e-5)
    assert answer["location"] == pytest.approx([1, 2, 3], abs=1e-5)
    ask("objects.move_object", name="Cube", location=[1, 0, 0], relative=True)
    assert in_world(cube) == pytest.approx((2, 2, 3), abs=1e-5)


def test_a_child_of_a_flat_parent_cannot_be_placed(ask: Ask, cube: bpy.types.Object) -> None:
    cube.parent = add_empty("Flat", scale=(1, 1, 0))
    bpy.context.view_layer.update()
    with pytest.raises(Failed, match="operation: The parent of 'Cube' has a scale of zero"):
        ask("objects.move_object", name="Cube", location=[1, 2, 3], relative=False)


def test_an_object_follows_the_delta_of_its_location(ask: Ask, cube: bpy.types.Object) -> None:
    cube.delta_location = (1, 1, 1)
    ask("objects.move_object", name="Cube", location=[5, 5, 5], relative=False)
    assert in_world(cube) == (5, 5, 5)


def test_a_constrained_object_answers_with_where_it_ends_up(ask: Ask, cube: bpy.types.Object) -> None:
    limit = cube.constraints.new("LIMIT_LOCATION")
    limit.use_max_x, limit.max_x = True, 1.0
    answer = ask("objects.move_object", name="Cube", location=[5, 2, 3], relative=False)
    assert answer["location"] == [1, 2, 3] == list(in_world(cube))


def test_setting_a_transform_leaves_what_is_absent(ask: Ask, cube: bpy.types.Object) -> None:
    cube.location = (7, 8, 9)
    answer = ask("objects.set_transform", name="Cube", rotation=[0.1, 0.2, 0.3], scale=[1, 2, 3])
    assert in_world(cube) == (7, 8, 9)
    assert cube.rotation_euler[:] == pytest.approx((0.1, 0.2, 0.3))
    assert cube.scale[:] == (1, 2, 3)
    assert answer["dimensions"] == pytest.approx([2, 4, 6])
    assert cube.dimensions[:] == pytest.approx((2, 4, 6))


@pytest.mark.parametrize("mode", ["XYZ", "ZYX", "QUATERNION", "AXIS_ANGLE"])
def test_a_rotation_is_xyz_euler_whatever_the_objects_mode(ask: Ask, cube: bpy.types.Object, mode: str) -> None:
    cube.rotation_mode = mode
    answer = ask("objects.set_transform", name="Cube", rotation=[0.1, 0.2, 0.3])
    assert answer["rotation"] == pytest.approx([0.1, 0.2, 0.3], abs=1e-5)
    bpy.context.view_layer.update()
    expected = Euler((0.1, 0.2, 0.3), "XYZ").to_matrix()
    assert all((a - b).length < 1e-5 for a, b in zip(cube.matrix_world.to_3x3(), expected, strict=True))


def test_a_modified_mesh_answers_with_its_evaluated_size(ask: Ask, cube: bpy.types.Object) -> None:
    array = cube.modifiers.new("Array", "ARRAY")
    array.count = 3
    assert ask("objects.set_transform", name="Cube", scale=[1, 1, 1])["dimensions"] == pytest.approx([6, 2, 2])


@pytest.mark.parametrize(
    ("parts", "location", "rotation", "scale"),
    [
        (["location"], (0, 0, 0), (0, 0, pi / 2), (1, 2, 3)),
        (["rotation"], (1, 2, 3), (0, 0, 0), (1, 2, 3)),
        (["scale"], (1, 2, 3), (0, 0, pi / 2), (1, 1, 1)),
        (["location", "rotation", "scale"], (0, 0, 0), (0, 0, 0), (1, 1, 1)),
        ([], (1, 2, 3), (0, 0, pi / 2), (1, 2, 3)),
    ],
)
def test_applying_a_transform_resets_the_parts_and_keeps_the_look(
    ask: Ask, cube: bpy.types.Object, parts: list[str], location: Any, rotation: Any, scale: Any
) -> None:
    ask("objects.set_transform", name="Cube", location=[1, 2, 3], rotation=[0, 0, pi / 2], scale=[1, 2, 3])
    bpy.data.objects["Light"].select_set(True)
    bpy.context.view_layer.update()
    corner = cube.matrix_world @ cube.data.vertices[0].co
    answer = ask("objects.apply_transform", name="Cube", parts=parts)
    bpy.context.view_layer.update()
    assert (cube.matrix_world @ cube.data.vertices[0].co - corner).length < 1e-5
    assert cube.location[:] == pytest.approx(location, abs=1e-5)
    assert cube.rotation_euler[:] == pytest.approx(rotation, abs=1e-5)
    assert cube.scale[:] == pytest.approx(scale, abs=1e-5)
    assert answer["dimensions"] == pytest.approx(cube.dimensions[:], abs=1e-5)
    assert bpy.data.objects["Light"].location[:] != (0, 0, 0)


def test_applying_the_transform_of_shared_geometry_is_refused_in_blenders_words(
    ask: Ask, cube: bpy.types.Object
) -> None:
    ask("objects.duplicate_object", name="Cube", linked=True)
    with pytest.raises(Failed, match="operation: Cannot apply to a multi user"):
        ask("objects.apply_transform", name="Cube", parts=["scale"])


def test_a_duplicate_has_geometry_of_its_own(ask: Ask, cube: bpy.types.Object) -> None:
    answer = ask("objects.duplicate_object", name="Cube", linked=False)
    copy = bpy.data.objects["Cube.001"]
    assert answer["name"] == copy.name
    assert copy.data != cube.data
    assert copy.data.materials[0] == cube.data.materials[0]
    assert copy.users_collection == cube.users_collection
    assert bpy.context.selected_objects == [copy] == [bpy.context.view_layer.objects.active]


def test_a_linked_duplicate_shares_its_geometry(ask: Ask, cube: bpy.types.Object) -> None:
    ask("objects.duplicate_object", name="Cube", new_name="Twin", linked=True)
    assert bpy.data.objects["Twin"].data == cube.data
    assert cube.data.users == 2


def test_a_duplicate_is_placed_turned_and_scaled(ask: Ask, cube: bpy.types.Object) -> None:
    cube.parent = turned_parent()
    answer = ask(
        "objects.duplicate_object", name="Cube", location=[1, 2, 3], rotation=[0, 0, 1], scale=[3, 3, 3], linked=True
    )
    copy = bpy.data.objects[answer["name"]]
    assert in_world(copy) == pytest.approx((1, 2, 3), abs=1e-5)
    assert copy.parent == cube.parent
    assert copy.rotation_euler[:] == pytest.approx((0, 0, 1))
    assert copy.scale[:] == (3, 3, 3)
    assert answer["dimensions"] == pytest.approx(copy.dimensions[:], rel=1e-5)
    assert in_world(cube) == (5, 0, 0)


def test_a_duplicate_of_a_modified_object_answers_with_its_evaluated_size(ask: Ask, cube: bpy.types.Object) -> None:
    cube.modifiers.new("Array", "ARRAY").count = 3
    assert ask("objects.duplicate_object", name="Cube", linked=True)["dimensions"] == pytest.approx([6, 2, 2])


def test_a_duplicate_moves_without_the_original(ask: Ask, cube: bpy.types.Object) -> None:
    cube.keyframe_insert("location")
    ask("objects.duplicate_object", name="Cube", linked=False)
    assert bpy.data.objects["Cube.001"].animation_data.action != cube.animation_data.action


def test_an_object_without_data_can_be_duplicated(ask: Ask) -> None:
    add_empty("Handle")
    assert ask("objects.duplicate_object", name="Handle", linked=False)["name"] == "Handle.001"


def test_renaming_answers_with_the_name_it_got(ask: Ask, cube: bpy.types.Object) -> None:
    assert ask("objects.rename_object", name="Cube", new_name="Box") == "Box"
    assert cube.name == "Box"
    assert ask("objects.rename_object", name="Box", new_name="Light") == cube.name == "Light.001"


@pytest.mark.parametrize("keep", [True, False])
def test_parenting_keeps_the_place_only_if_wanted(ask: Ask, cube: bpy.types.Object, keep: bool) -> None:
    parent = turned_parent()
    cube.location = (1, 2, 3)
    answer = ask("objects.parent_object", name="Cube", parent="Parent", keep_transform=keep)
    assert cube.parent == parent
    expected = (1, 2, 3) if keep else tuple(parent.matrix_world @ Vector((1, 2, 3)))
    assert in_world(cube) == pytest.approx(expected, abs=1e-5)
    assert answer["location"] == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("keep", [True, False])
def test_freeing_keeps_the_place_only_if_wanted(ask: Ask, cube: bpy.types.Object, keep: bool) -> None:
    cube.parent = turned_parent()
    cube.location = (1, 2, 3)
    here = in_world(cube)
    ask("objects.parent_object", name="Cube", keep_transform=keep)
    assert cube.parent is None
    assert in_world(cube) == pytest.approx(here if keep else (1, 2, 3), abs=1e-5)


def test_a_change_of_parent_keeps_the_place(ask: Ask, cube: bpy.types.Object) -> None:
    cube.parent = turned_parent()
    here = in_world(cube)
    add_empty("Other", location=(0, 9, 0), rotation_euler=(1, 0, 0))
    for _ in range(2):
        ask("objects.parent_object", name="Cube", parent="Other", keep_transform=True)
        assert in_world(cube) == pytest.approx(here, abs=1e-5)


@pytest.mark.parametrize("parent", ["Cube", "Child"])
def test_an_object_cannot_be_above_itself(ask: Ask, cube: bpy.types.Object, parent: str) -> None:
    add_empty("Child", parent=cube)
    with pytest.raises(Failed, match="operation: 'Cube' cannot be its own parent"):
        ask("objects.parent_object", name="Cube", parent=parent, keep_transform=True)


def test_an_unknown_object_is_named_with_the_nearest_one(ask: Ask) -> None:
    with pytest.raises(Failed, match="operation: There is no object 'Cub' in the scene; did you mean \"Cube\""):
        ask("objects.move_object", name="Cub", location=[0, 0, 0], relative=True)


@pytest.mark.parametrize("name", ["Cube\0", "Cube\0x"])
def test_a_name_does_not_end_at_a_nul(ask: Ask, name: str) -> None:
    with pytest.raises(Failed, match="operation: There is no object"):
        ask("objects.rename_object", name=name, new_name="Box")


def test_an_object_of_another_scene_is_not_found(ask: Ask) -> None:
    bpy.data.scenes.new("Other").collection.objects.link(bpy.data.objects.new("Elsewhere", None))
    with pytest.raises(Failed, match="operation: There is no object 'Elsewhere'"):
        ask("scene.get_object_info", name="Elsewhere")


def test_nothing_is_changed_in_edit_mode(ask: Ask, cube: bpy.types.Object) -> None:
    bpy.context.view_layer.objects.active = cube
    bpy.ops.object.mode_set(mode="EDIT")
    with pytest.raises(Failed, match=r"operation: .*Object Mode") as failed:
        ask("objects.move_object", name="Cube", location=[1, 2, 3], relative=False)
    assert failed.value.retryable
    assert ask("scene.ping")["background"] is True
