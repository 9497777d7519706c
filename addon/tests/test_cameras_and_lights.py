"""What looks or shines does so at the point that was asked for."""

from __future__ import annotations

from math import pi
from typing import Any

import bpy
import pytest
from mathutils import Vector

from .client import Failed
from .conftest import Ask


def view_direction(target: bpy.types.Object) -> Vector:
    bpy.context.view_layer.update()
    return (target.matrix_world.to_quaternion() @ Vector((0, 0, -1))).normalized()


def up(target: bpy.types.Object) -> Vector:
    return target.matrix_world.to_quaternion() @ Vector((0, 1, 0))


def test_a_camera_looks_at_its_target_upright(ask: Ask) -> None:
    name = ask("cameras.add_camera", location=[4, -3, 2], target=[0, 0, 1], focal_length=85, active=True)["name"]
    camera = bpy.data.objects[name]
    assert name == "Camera.001"
    assert (view_direction(camera) - Vector((-4, 3, -1)).normalized()).length < 1e-5
    assert up(camera).z > 0.9
    assert (camera.data.lens, camera.data.sensor_width, camera.data.type) == (85, 36, "PERSP")
    assert bpy.context.scene.camera == camera


def test_a_camera_renders_only_if_wanted(ask: Ask) -> None:
    ask("cameras.add_camera", name="Second", location=[0, 0, 9], target=[0, 0, 0], active=False)
    assert bpy.data.objects["Second"].data.lens == 50
    assert bpy.context.scene.camera.name == "Camera"


def test_a_camera_cannot_look_at_itself(ask: Ask) -> None:
    with pytest.raises(Failed, match="validation: target: expected a point away from"):
        ask("cameras.add_camera", location=[1, 1, 1], target=[1, 1, 1], active=False)
    assert len(bpy.data.cameras) == 1


@pytest.mark.parametrize("name", ["Camera", "Light"])
@pytest.mark.parametrize("mode", ["XYZ", "QUATERNION"])
def test_aiming_turns_a_camera_or_light(ask: Ask, name: str, mode: str) -> None:
    aimed = bpy.data.objects[name]
    aimed.rotation_mode = mode
    here = aimed.matrix_world.translation.copy()
    ask("cameras.aim_camera", name=name, target=[1, 2, 3])
    assert (view_direction(aimed) - (Vector((1, 2, 3)) - here).normalized()).length < 1e-5
    assert (aimed.matrix_world.translation - here).length < 1e-6


def test_aiming_a_child_counts_its_parent_in(ask: Ask) -> None:
    camera, cube = bpy.data.objects["Camera"], bpy.data.objects["Cube"]
    cube.rotation_euler = (0.4, 0.5, 0.6)
    camera.parent = cube
    ask("cameras.aim_camera", name="Camera", target=[1, 2, 3])
    seen = view_direction(camera)
    assert (seen - (Vector((1, 2, 3)) - camera.matrix_world.translation).normalized()).length < 1e-5


def test_a_cube_cannot_be_aimed(ask: Ask) -> None:
    with pytest.raises(Failed, match="operation: 'Cube' is neither a camera nor a light"):
        ask("cameras.aim_camera", name="Cube", target=[1, 2, 3])


@pytest.mark.parametrize("kind", ["point", "sun", "spot", "area"])
def test_a_light_without_settings_is_that_of_blenders_operator(ask: Ask, kind: str) -> None:
    name = ask("lights.add_light", kind=kind, settings={}, location=[1, 2, 3])["name"]
    bpy.ops.object.light_add(type=kind.upper())
    reference, made = bpy.context.object, bpy.data.objects[name]
    assert reference.name == f"{name}.001"
    assert reference.data.name == f"{made.data.name}.001"
    for key in ("type", "energy", "shadow_soft_size", "angle", "size"):
        assert getattr(made.data, key, None) == getattr(reference.data, key, None), key
    assert made.data.color == reference.data.color
    assert made.rotation_euler[:] == (0, 0, 0)


@pytest.mark.parametrize(
    ("kind", "size_key"),
    [("point", "shadow_soft_size"), ("sun", "angle"), ("spot", "shadow_soft_size"), ("area", "size")],
)
def test_a_light_has_the_settings_given(ask: Ask, kind: str, size_key: str) -> None:
    settings: dict[str, Any] = {"energy": 42, "color": [1, 0.5, 0.25], "size": 1.5}
    ask("lights.add_light", kind=kind, settings=settings, name="Lamp", location=[0, 0, 5], target=[5, 0, 5])
    lamp = bpy.data.objects["Lamp"]
    assert lamp.data.energy == 42
    assert lamp.data.color[:] == (1, 0.5, 0.25)
    assert getattr(lamp.data, size_key) == 1.5
    assert (view_direction(lamp) - Vector((1, 0, 0))).length < 1e-5
    assert bpy.context.selected_objects == [lamp]


def test_a_sun_wider_than_the_sky_is_refused(ask: Ask) -> None:
    with pytest.raises(Failed, match=r"validation: settings\.size: expected at most pi"):
        ask("lights.add_light", kind="sun", settings={"size": pi + 0.1}, location=[0, 0, 0])
