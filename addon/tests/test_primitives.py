"""New meshes are the ones that Blender's Add menu makes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import bpy
import numpy as np
import pytest

from .client import Failed
from .conftest import Ask

OPERATORS: dict[str, tuple[Callable[..., Any], dict[str, Any], dict[str, Any]]] = {
    "cube": (bpy.ops.mesh.primitive_cube_add, {"size": 3.0}, {"size": 3.0}),
    "uv_sphere": (
        bpy.ops.mesh.primitive_uv_sphere_add,
        {"radius": 2.0, "segments": 12, "rings": 7},
        {"radius": 2.0, "segments": 12, "ring_count": 7},
    ),
    "ico_sphere": (
        bpy.ops.mesh.primitive_ico_sphere_add,
        {"radius": 2.0, "subdivisions": 3},
        {"radius": 2.0, "subdivisions": 3},
    ),
    "cylinder": (
        bpy.ops.mesh.primitive_cylinder_add,
        {"radius": 0.5, "depth": 3.0, "segments": 9},
        {"radius": 0.5, "depth": 3.0, "vertices": 9},
    ),
    "cone": (
        bpy.ops.mesh.primitive_cone_add,
        {"radius": 0.5, "radius_top": 0.2, "depth": 3.0, "segments": 9},
        {"radius1": 0.5, "radius2": 0.2, "depth": 3.0, "vertices": 9},
    ),
    "torus": (
        bpy.ops.mesh.primitive_torus_add,
        {"radius": 2.0, "tube_radius": 0.5, "segments": 10, "rings": 7},
        {"major_radius": 2.0, "minor_radius": 0.5, "major_segments": 10, "minor_segments": 7},
    ),
    "plane": (bpy.ops.mesh.primitive_plane_add, {"size": 3.0}, {"size": 3.0}),
    "monkey": (bpy.ops.mesh.primitive_monkey_add, {"size": 3.0}, {"size": 3.0}),
}


def geometry(target: bpy.types.Object) -> dict[str, Any]:
    mesh = target.data
    positions = np.empty(len(mesh.vertices) * 3, np.float32)
    mesh.vertices.foreach_get("co", positions)
    uv = np.empty(len(mesh.loops) * 2, np.float32)
    mesh.uv_layers.active.uv.foreach_get("vector", uv)
    return {
        "positions": positions,
        "uv": uv,
        "edges": len(mesh.edges),
        "faces": [tuple(face.vertices) for face in mesh.polygons],
        "smooth": [face.use_smooth for face in mesh.polygons],
    }


@pytest.mark.parametrize("settings", ["default", "given"])
@pytest.mark.parametrize("primitive", OPERATORS)
def test_a_primitive_equals_that_of_blenders_operator(ask: Ask, primitive: str, settings: str) -> None:
    operator, ours, theirs = OPERATORS[primitive]
    bpy.data.batch_remove([bpy.data.objects["Cube"], bpy.data.meshes["Cube"]])
    made = bpy.data.objects[
        ask("objects.add_primitive", primitive=primitive, settings=ours if settings == "given" else {})["name"]
    ]
    operator(**(theirs if settings == "given" else {}))
    reference = bpy.context.object

    assert reference.name == f"{made.name}.001"
    assert reference.data.name == f"{made.data.name}.001"
    assert [layer.name for layer in made.data.uv_layers] == [layer.name for layer in reference.data.uv_layers]
    expected, got = geometry(reference), geometry(made)
    for key in ("positions", "uv"):
        np.testing.assert_allclose(got.pop(key), expected.pop(key), atol=1e-5)
    assert got == expected


def test_a_new_object_is_the_only_selected_one_and_active(ask: Ask) -> None:
    bpy.data.objects["Cube"].select_set(True)
    name = ask("objects.add_primitive", primitive="monkey", settings={})["name"]
    assert [each.name for each in bpy.context.selected_objects] == [name] == ["Suzanne"]
    assert bpy.context.view_layer.objects.active.name == name


def test_a_new_object_is_named_placed_turned_and_scaled(ask: Ask) -> None:
    answer = ask(
        "objects.add_primitive",
        primitive="cube",
        settings={"size": 1},
        name="Box",
        location=[1, 2, 3],
        rotation=[0.1, 0.2, 0.3],
        scale=[1, 2, -4],
    )
    box = bpy.data.objects["Box"]
    bpy.context.view_layer.update()
    assert box.matrix_world.translation[:] == (1, 2, 3)
    assert box.rotation_euler[:] == pytest.approx((0.1, 0.2, 0.3))
    assert box.scale[:] == (1, 2, -4)
    assert answer["name"] == "Box"
    assert answer["dimensions"] == pytest.approx([1, 2, 4])
    assert box.dimensions[:] == pytest.approx((1, 2, 4))


def test_a_taken_name_gets_a_number(ask: Ask) -> None:
    assert ask("objects.add_primitive", primitive="cube", settings={}, name="Cube")["name"] == "Cube.001"


def test_a_new_object_goes_to_the_active_collection(ask: Ask) -> None:
    ask("objects.add_primitive", primitive="plane", settings={})
    assert "Plane" in bpy.data.collections["Collection"].objects


def test_a_new_object_does_not_hide_in_an_excluded_collection(ask: Ask) -> None:
    bpy.context.view_layer.layer_collection.children["Collection"].exclude = True
    ask("objects.add_primitive", primitive="plane", settings={})
    assert "Plane" in bpy.context.scene.collection.objects
    assert bpy.data.objects["Plane"].select_get()


def test_smooth_shading_is_on_if_wanted(ask: Ask) -> None:
    ask("objects.add_primitive", primitive="uv_sphere", settings={"smooth": True})
    assert all(face.use_smooth for face in bpy.data.objects["Sphere"].data.polygons)


def test_a_setting_that_the_primitive_does_not_have_is_refused(ask: Ask) -> None:
    before = [each.name for each in bpy.data.objects]
    with pytest.raises(Failed, match=r"validation: settings\.radius: cube has no such setting; it has size"):
        ask("objects.add_primitive", primitive="cube", settings={"radius": 1})
    assert [each.name for each in bpy.data.objects] == before


def test_nothing_half_made_stays_when_a_step_fails(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    from addon.handlers import objects

    def fail(*_: object) -> None:
        raise RuntimeError("Error: Blender is out of cubes\nTraceback: secret")

    monkeypatch.setattr(objects, "_place", fail)
    bpy.data.objects["Cube"].select_set(True)
    bpy.context.view_layer.objects.active = bpy.data.objects["Cube"]
    with pytest.raises(Failed, match=r"^operation: Blender is out of cubes$"):
        ask("objects.add_primitive", primitive="torus", settings={})
    assert "Torus" not in bpy.data.objects
    assert "Torus" not in bpy.data.meshes
    assert [each.name for each in bpy.context.selected_objects] == ["Cube"]
    assert bpy.context.view_layer.objects.active.name == "Cube"


def test_a_name_with_a_control_character_is_refused(ask: Ask) -> None:
    with pytest.raises(Failed, match="validation: name: expected a name without control characters"):
        ask("objects.add_primitive", primitive="cube", settings={}, name="a\nb")


def test_a_name_of_63_wide_characters_is_kept(ask: Ask) -> None:
    name = "方" * 63
    if bpy.app.version < (5, 0, 0):
        with pytest.raises(Failed, match="63 bytes"):
            ask("objects.add_primitive", primitive="cube", settings={}, name=name)
    else:
        assert ask("objects.add_primitive", primitive="cube", settings={}, name=name)["name"] == name
