"""A picture shows what it should, and the scene is as it was before."""

from __future__ import annotations

from typing import Any

import bpy
import numpy as np
import pytest

from .client import Failed
from .conftest import Ask

PNG = b"\x89PNG\r\n\x1a\n"
FREE = {"free": {"location": [0, 0, 10], "target": [0, 0, 0], "focal_length": 50}}


def render(ask: Ask, **changes: Any) -> bytes:
    arguments = {"view": "active_camera", "width": 32, "height": 24, "engine": "cycles", "samples": 2, **changes}
    answer, attachments = ask("render.render_image", **arguments)
    assert (answer["width"], answer["height"]) == (arguments["width"], arguments["height"])
    assert answer["png"] == {"offset": 0, "length": len(attachments)}
    assert attachments.startswith(PNG)
    assert int.from_bytes(attachments[16:20], "big") == arguments["width"]
    assert int.from_bytes(attachments[20:24], "big") == arguments["height"]
    return bytes(attachments)


def pixels(png: bytes, tmp_path: Any) -> Any:
    file = tmp_path / "picture.png"
    file.write_bytes(png)
    image = bpy.data.images.load(str(file))
    values = np.empty(len(image.pixels), np.float32)
    image.pixels.foreach_get(values)
    width, height = image.size
    bpy.data.images.remove(image)
    return values.reshape(height, width, -1)


def settings_of(owner: bpy.types.bpy_struct) -> dict[str, str]:
    """Every simple property of a piece of Blender's data."""
    found = {}
    for prop in owner.bl_rna.properties:
        if prop.type != "COLLECTION" and prop.identifier != "rna_type":
            value = getattr(owner, prop.identifier)
            found[prop.identifier] = repr(value[:]) if hasattr(value, "__len__") else repr(value)
    return found


def state() -> dict[str, Any]:
    """All that a render could leave behind."""
    scene = bpy.context.scene
    owners = {
        "scene": scene,
        "render": scene.render,
        "image_settings": scene.render.image_settings,
        "cycles": scene.cycles,
        "eevee": scene.eevee,
    }
    return {
        **{name: settings_of(owner) for name, owner in owners.items()},
        "data": {name: getattr(bpy.data, name).keys() for name in ("objects", "cameras", "images", "meshes", "worlds")},
        "selected": [each.name for each in bpy.context.selected_objects],
        "markers": [(marker.name, marker.camera) for marker in scene.timeline_markers],
        "handlers": len(bpy.app.handlers.render_stats),
    }


def unusual_settings() -> None:
    scene = bpy.context.scene
    scene.render.resolution_percentage = 50
    scene.render.use_border = True
    scene.render.border_max_x = 0.2
    scene.render.use_crop_to_border = True
    scene.render.pixel_aspect_x = 2
    scene.render.use_file_extension = False
    scene.render.image_settings.file_format = "OPEN_EXR"
    scene.render.image_settings.color_depth = "32"
    scene.cycles.samples = 7
    scene.cycles.time_limit = 99


@pytest.mark.parametrize("engine", ["cycles", "workbench"])
@pytest.mark.parametrize("view", ["active_camera", {"camera": "Camera"}, FREE], ids=["active", "named", "free"])
def test_a_render_leaves_the_scene_as_it_was(ask: Ask, engine: str, view: Any) -> None:
    unusual_settings()
    before = state()
    render(ask, engine=engine, view=view)
    assert state() == before


def test_a_render_that_fails_leaves_the_scene_as_it_was(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    from addon.handlers import render as handler

    def fail(*_: object) -> None:
        raise RuntimeError("Error: no memory")

    unusual_settings()
    before = state()
    monkeypatch.setattr(handler, "_time_limit", fail)
    with pytest.raises(Failed, match="operation: no memory"):
        render(ask, view=FREE)
    assert state() == before


def test_a_free_view_shows_its_target_in_the_middle(ask: Ask, tmp_path: Any) -> None:
    bpy.data.objects["Light"].data.energy = 0
    ask("materials.create_material", name="Lamp", settings={"emission_color": [0, 1, 0], "emission_strength": 10})
    ask("materials.set_material", object="Cube", material="Lamp", slot=0)
    picture = pixels(render(ask, view=FREE), tmp_path)
    assert picture[12, 16, 1] > 0.5
    assert picture[12, 16, 1] > picture[0, 0, 1] + 0.3


def test_a_camera_can_be_named(ask: Ask, tmp_path: Any) -> None:
    ask("cameras.add_camera", name="Away", location=[0, 0, 50], target=[0, 0, 100], active=False)
    assert pixels(render(ask, view={"camera": "Away"}), tmp_path).std(axis=(0, 1)).max() < 0.02
    assert bpy.context.scene.camera.name == "Camera"


def test_a_marker_does_not_put_its_camera_in_the_place_of_the_view(ask: Ask, tmp_path: Any) -> None:
    ask("cameras.add_camera", name="Away", location=[0, 0, 50], target=[0, 0, 100], active=False)
    bpy.context.scene.timeline_markers.new("Cut", frame=1).camera = bpy.data.objects["Camera"]
    before = state()
    assert pixels(render(ask, view={"camera": "Away"}), tmp_path).std(axis=(0, 1)).max() < 0.02
    assert state() == before


def test_a_picture_without_background_keeps_its_alpha(ask: Ask, tmp_path: Any) -> None:
    bpy.context.scene.render.film_transparent = True
    picture = pixels(render(ask), tmp_path)
    assert picture[:, :, 3].min() == 0
    assert picture[:, :, 3].max() == 1


def test_a_picture_tells_nothing_about_the_computer(ask: Ask) -> None:
    bpy.context.scene.render.use_stamp_hostname = True
    assert b"File" not in render(ask)
    assert b"Hostname" not in render(ask)


def test_no_camera_is_an_error_that_says_what_to_do(ask: Ask) -> None:
    bpy.context.scene.camera = None
    with pytest.raises(Failed, match="operation: The scene has no active camera: add one"):
        render(ask)
    render(ask, view=FREE, engine="workbench")


def test_an_object_that_is_no_camera_is_refused(ask: Ask) -> None:
    with pytest.raises(Failed, match="operation: 'Cube' is not a camera"):
        render(ask, view={"camera": "Cube"})


def test_a_view_needs_a_direction(ask: Ask) -> None:
    with pytest.raises(Failed, match=r"validation: view\.free\.target"):
        render(ask, view={"free": {"location": [1, 1, 1], "target": [1, 1, 1], "focal_length": 50}})


def quality(quality: str, prefilter: str) -> dict[str, Any]:
    return {"denoising_quality": quality, "denoising_prefilter": prefilter}


@pytest.mark.parametrize("use_denoising", [True, False])
@pytest.mark.parametrize(
    ("arguments", "chosen"),
    [
        ({"denoising": "off"}, {"use_denoising": False}),
        (
            {"denoising": "fast"},
            {"use_denoising": True, **quality("BALANCED", "FAST")},
        ),
        (
            {"denoising": "best"},
            {"use_denoising": True, **quality("HIGH", "ACCURATE")},
        ),
        ({"denoising": None}, {}),
        ({}, {}),
    ],
    ids=["off", "fast", "best", "null", "left out"],
)
def test_denoising_is_chosen_for_one_render(
    ask: Ask, arguments: dict[str, Any], chosen: dict[str, Any], use_denoising: bool
) -> None:
    users = {"use_denoising": use_denoising, **quality("FAST", "NONE")}
    cycles = bpy.context.scene.cycles
    for name, value in users.items():
        setattr(cycles, name, value)
    seen: list[dict[str, Any]] = []

    def look(scene: bpy.types.Scene, *_: object) -> None:
        seen.append({name: getattr(scene.cycles, name) for name in users})

    before = state()
    bpy.app.handlers.render_pre.append(look)
    try:
        render(ask, **arguments)
    finally:
        bpy.app.handlers.render_pre.remove(look)
    assert seen == [users | chosen]
    assert state() == before


def test_denoising_makes_a_difference_to_the_picture(ask: Ask) -> None:
    assert render(ask, denoising="off", samples=1) != render(ask, denoising="best", samples=1)


def test_denoising_changes_nothing_for_another_engine(ask: Ask) -> None:
    before = state()
    render(ask, engine="workbench", denoising="best")
    assert state() == before


def test_an_unknown_denoising_is_refused(ask: Ask) -> None:
    with pytest.raises(Exception, match="denoising"):
        render(ask, denoising="superb")
