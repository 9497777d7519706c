"""Reading tells what Blender holds."""

from __future__ import annotations

from math import pi, sqrt

import bpy
import pytest

from .client import Failed
from .conftest import Ask


def test_a_ping_tells_the_version(ask: Ask) -> None:
    assert ask("scene.ping") == {"blender_version": bpy.app.version_string, "background": True}


def test_objects_are_listed_by_name(ask: Ask) -> None:
    page = ask("scene.list_objects", offset=0, limit=10)
    assert [each["name"] for each in page["objects"]] == ["Camera", "Cube", "Light"]
    assert [each["kind"] for each in page["objects"]] == ["camera", "mesh", "light"]
    assert page["objects"][1] == {"name": "Cube", "kind": "mesh", "location": [0, 0, 0], "visible": True}
    assert page["total"] == 3
    assert "next_offset" not in page


def test_pages_follow_each_other(ask: Ask) -> None:
    names, offset = [], 0
    while offset is not None:
        page = ask("scene.list_objects", offset=offset, limit=2)
        names += [each["name"] for each in page["objects"]]
        offset = page.get("next_offset")
    assert names == ["Camera", "Cube", "Light"]


def test_a_page_after_the_end_is_empty(ask: Ask) -> None:
    assert ask("scene.list_objects", offset=50, limit=2) == {"objects": [], "total": 3}


def test_objects_are_filtered_by_kind_and_name(ask: Ask) -> None:
    assert [each["name"] for each in ask("scene.list_objects", kind="mesh", offset=0, limit=9)["objects"]] == ["Cube"]
    found = ask("scene.list_objects", name_contains="C", offset=0, limit=9)
    assert [each["name"] for each in found["objects"]] == ["Camera", "Cube"]
    found = ask("scene.list_objects", name_contains="LIGHT", kind="mesh", offset=0, limit=9)
    assert found["total"] == 0


def test_every_kind_of_object_has_a_name_in_the_contract(ask: Ask) -> None:
    for add in (
        bpy.ops.object.armature_add,
        bpy.ops.object.speaker_add,
        bpy.ops.object.text_add,
        bpy.ops.object.metaball_add,
        bpy.ops.curve.primitive_bezier_curve_add,
        bpy.ops.surface.primitive_nurbs_surface_sphere_add,
        bpy.ops.object.lightprobe_add,
        bpy.ops.object.grease_pencil_add,
        bpy.ops.object.pointcloud_random_add,
        bpy.ops.object.curves_random_add,
        bpy.ops.object.volume_add,
    ):
        add()
    bpy.ops.object.add(type="LATTICE")
    bpy.ops.object.empty_add()
    kinds = set()
    for each in ask("scene.list_objects", offset=0, limit=100)["objects"]:
        kinds.add(each["kind"])
        ask("scene.get_object_info", name=each["name"])
    assert len(kinds) == 16


def test_the_scene_is_described(ask: Ask) -> None:
    scene = bpy.context.scene
    scene.render.resolution_x, scene.render.resolution_y, scene.render.resolution_percentage = 1000, 500, 50
    scene.frame_start, scene.frame_end, scene.render.fps, scene.render.fps_base = 5, 99, 30, 1.001
    scene.frame_set(7)
    info = ask("scene.get_scene_info", offset=0, limit=1)
    assert info["name"] == "Scene"
    assert info["camera"] == "Camera"
    assert info["render_engine"] == scene.render.engine
    assert info["resolution"] == [500, 250]
    assert info["frame_range"] == [5, 99]
    assert info["frame"] == 7
    assert info["frame_rate"] == pytest.approx(29.97, abs=0.01)
    assert info["material_count"] == len(bpy.data.materials)
    assert info["objects"]["next_offset"] == 1


def test_a_scene_without_a_camera_tells_none(ask: Ask) -> None:
    bpy.context.scene.camera = None
    assert "camera" not in ask("scene.get_scene_info", offset=0, limit=1)


def test_an_object_is_described(ask: Ask) -> None:
    cube = bpy.data.objects["Cube"]
    cube.location, cube.rotation_euler, cube.scale = (1, 2, 3), (0, 0, pi / 4), (1, 1, 2)
    cube.modifiers.new("Round", "BEVEL").show_viewport = False
    cube.parent = bpy.data.objects["Light"]
    bpy.data.objects["Camera"].parent = cube
    cube.data.materials.append(None)
    info = ask("scene.get_object_info", name="Cube")
    assert info["rotation"] == pytest.approx([0, 0, pi / 4])
    assert info["scale"] == [1, 1, 2]
    assert info["dimensions"] == pytest.approx([2, 2, 4])
    assert info["location"] == pytest.approx(cube.matrix_world.translation[:])
    assert info["materials"] == ["Material"]
    assert info["modifiers"] == [{"name": "Round", "kind": "BEVEL", "enabled": False}]
    assert info["mesh"] == {"vertices": 8, "edges": 12, "faces": 6}
    assert (info["parent"], info["children"]) == ("Light", ["Camera"])
    assert (info["visible"], info["selected"]) == (True, cube.select_get())


def test_what_an_object_has_not_is_absent(ask: Ask) -> None:
    assert ask("scene.get_object_info", name="Light").keys().isdisjoint({"mesh", "bounds", "parent"})


def test_the_box_of_a_turned_cube_is_tight(ask: Ask) -> None:
    ask("objects.set_transform", name="Cube", location=[1, 0, 0], rotation=[0, 0, pi / 4])
    box = ask("scene.get_bounding_box", names=["Cube"])
    assert box["min"] == pytest.approx([1 - sqrt(2), -sqrt(2), -1], abs=1e-5)
    assert box["max"] == pytest.approx([1 + sqrt(2), sqrt(2), 1], abs=1e-5)


def test_the_box_of_a_turned_sphere_is_tight(ask: Ask) -> None:
    ask("objects.add_primitive", primitive="ico_sphere", settings={"subdivisions": 5}, rotation=[0.5, 0.6, 0.7])
    box = ask("scene.get_object_info", name="Icosphere")["bounds"]
    assert box["max"] == pytest.approx([1, 1, 1], abs=0.01)


def test_a_box_has_modifiers_applied(ask: Ask) -> None:
    bpy.data.objects["Cube"].modifiers.new("Array", "ARRAY").count = 3
    assert ask("scene.get_bounding_box", names=["Cube"])["max"] == pytest.approx([5, 1, 1])


def test_a_box_spans_objects(ask: Ask) -> None:
    ask("objects.add_primitive", primitive="cube", settings={}, name="Far", location=[9, 0, 0])
    bpy.ops.object.text_add(location=(0, 0, 20))
    box = ask("scene.get_bounding_box", names=["Cube", "Far"])
    assert (box["min"], box["max"]) == ([-1, -1, -1], [10, 1, 1])
    assert ask("scene.get_bounding_box", names=[])["max"][2] == pytest.approx(20, abs=0.1)


def test_hidden_objects_are_not_in_the_box_around_all(ask: Ask) -> None:
    ask("objects.add_primitive", primitive="cube", settings={}, name="Far", location=[9, 0, 0])
    bpy.data.objects["Far"].hide_set(True)
    assert ask("scene.get_bounding_box", names=[])["max"] == [1, 1, 1]
    assert ask("scene.list_objects", name_contains="far", offset=0, limit=1)["objects"][0]["visible"] is False


def test_there_is_no_box_without_geometry(ask: Ask) -> None:
    assert ask("scene.get_bounding_box", names=["Light", "Camera"]) is None
    bpy.data.objects["Cube"].data.clear_geometry()
    assert ask("scene.get_bounding_box", names=[]) is None


def test_a_box_of_an_unknown_object_is_an_error(ask: Ask) -> None:
    with pytest.raises(Failed, match="operation: There is no object 'Nobody'"):
        ask("scene.get_bounding_box", names=["Cube", "Nobody"])
