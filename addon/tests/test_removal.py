"""Deleting takes what is named, and nothing else."""

from __future__ import annotations

import bpy
import pytest

from .conftest import Ask


def child_of(parent: str, name: str) -> bpy.types.Object:
    made = bpy.data.objects.new(name, None)
    bpy.context.scene.collection.objects.link(made)
    made.parent = bpy.data.objects[parent]
    made.location = (1, 0, 0)
    bpy.context.view_layer.update()
    return made


def test_an_object_goes_with_its_mesh(ask: Ask) -> None:
    assert ask("removal.delete_object", name="Cube", with_children=False) == ["Cube"]
    assert "Cube" not in bpy.data.objects
    assert "Cube" not in bpy.data.meshes


def test_a_mesh_that_is_used_elsewhere_stays(ask: Ask) -> None:
    ask("objects.duplicate_object", name="Cube", linked=True)
    ask("removal.delete_object", name="Cube", with_children=False)
    assert bpy.data.objects["Cube.001"].data.name == "Cube"


def test_children_go_too_if_wanted(ask: Ask) -> None:
    child_of("Cube", "Child")
    child_of("Child", "Grandchild")
    assert ask("removal.delete_object", name="Cube", with_children=True) == ["Cube", "Child", "Grandchild"]
    assert {"Cube", "Child", "Grandchild"}.isdisjoint(bpy.data.objects.keys())


def test_children_are_freed_where_they_are(ask: Ask) -> None:
    bpy.data.objects["Cube"].location = (5, 6, 7)
    bpy.data.objects["Cube"].scale = (2, 2, 2)
    child = child_of("Cube", "Child")
    assert ask("removal.delete_object", name="Cube", with_children=False) == ["Cube"]
    bpy.context.view_layer.update()
    assert child.parent is None
    assert child.matrix_world.translation[:] == pytest.approx((7, 6, 7))
    assert child.scale[:] == pytest.approx((2, 2, 2))


def test_the_active_camera_can_go(ask: Ask) -> None:
    ask("removal.delete_object", name="Camera", with_children=False)
    assert bpy.context.scene.camera is None
    assert "Camera" not in bpy.data.cameras


def test_what_another_scene_shows_only_leaves_this_one(ask: Ask) -> None:
    other = bpy.data.scenes.new("Other")
    cube = bpy.data.objects["Cube"]
    other.collection.objects.link(cube)
    ask("removal.delete_object", name="Cube", with_children=False)
    assert cube.users_scene == (other,)
    assert cube.data.name == "Cube"
