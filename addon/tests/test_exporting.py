"""Files are what their format says, hold the scene and nothing else, and leave no trace."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bpy
import pytest

from addon.call import ToolCall
from addon.handlers import exporting
from addon.handlers.exporters import EXPORTERS
from addon.rna import transaction
from addon.rna.session import Session

from .client import Failed
from .conftest import Ask
from .test_render import settings_of

# How the files begin.
BEGINNINGS = {
    "blend": b"\x28\xb5\x2f\xfd",
    "glb": b"glTF",
    "gltf": b"{",
    "obj": b"# Blender",
    "stl": bytes(80) + b"\x0c",
    "ply": b"ply\n",
    "fbx": b"Kaydara FBX Binary",
    "usd": b"PXR-USDC",
    "usda": b"#usda",
    "usdc": b"PXR-USDC",
    "usdz": b"PK",
    "abc": b"Ogawa",
}


@pytest.fixture(autouse=True)
def no_files_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is made on the way is gone afterwards."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []


def export(ask: Ask, **changes: Any) -> dict[str, bytes]:
    """The files by name, in order."""
    answer, attachments = answered(ask, **changes)
    return {each["name"]: attachments[each["data"]["offset"] :][: each["data"]["length"]] for each in answer["files"]}


def answered(ask: Ask, **changes: Any) -> tuple[dict[str, Any], bytes]:
    arguments = {"format": "stl", "name": "thing", "selected_only": False, "options": "", **changes}
    answer = ask("exporting.export_scene", **arguments)
    return answer if isinstance(answer, tuple) else (answer, b"")


def state() -> dict[str, Any]:
    """All that an export could leave behind."""
    scene = bpy.context.scene
    collections = [each.identifier for each in bpy.data.bl_rna.properties if each.type == "COLLECTION"]
    return {
        "data": {name: getattr(bpy.data, name).keys() for name in collections},
        "objects": {each.name: (settings_of(each), each.select_get(), each.hide_get()) for each in bpy.data.objects},
        "images": {each.name: settings_of(each) for each in bpy.data.images},
        "bones": [settings_of(bone) for each in bpy.data.objects if each.pose for bone in each.pose.bones],
        "scene": settings_of(scene),
        "render": settings_of(scene.render),
        "active": bpy.context.view_layer.objects.active,
        "mode": bpy.context.mode,
        "file": (bpy.data.filepath, bpy.data.is_dirty, bpy.data.is_saved),
        "properties": sorted(scene.keys()),
    }


def rich_scene(tmp_path: Path) -> None:
    """An animated rig, textures that are in the file, on the disk and nowhere, and an unusual selection."""
    cube = bpy.data.objects["Cube"]
    bpy.ops.object.armature_add()
    rig = bpy.context.object
    for frame in (1, 20):
        rig.pose.bones[0].location.x = frame
        rig.pose.bones[0].keyframe_insert("location", frame=frame)
        cube.location.x = frame
        cube.keyframe_insert("location", frame=frame)
    cube.parent = rig
    cube.modifiers.new("Armature", "ARMATURE").object = rig
    nodes = bpy.data.materials["Material"].node_tree
    for name, socket in (("Generated", "Base Color"), ("Saved", "Roughness")):
        texture = nodes.nodes.new("ShaderNodeTexImage")
        texture.image = bpy.data.images.new(name, 8, 8)
        nodes.links.new(texture.outputs[0], nodes.nodes["Principled BSDF"].inputs[socket])
    texture.image.filepath_raw = str(tmp_path / "saved.png")
    texture.image.save()
    bpy.ops.object.select_all(action="DESELECT")
    bpy.data.objects["Camera"].select_set(True)
    bpy.data.objects["Light"].hide_set(True)
    bpy.context.view_layer.objects.active = cube
    bpy.context.scene.frame_set(7, subframe=0.25)


def enter(mode: str) -> None:
    if mode != "OBJECT":
        bpy.context.view_layer.objects.active = bpy.data.objects["Armature" if mode == "POSE" else "Cube"]
        bpy.ops.object.mode_set(mode=mode)


@pytest.mark.parametrize("kind", EXPORTERS)
def test_a_file_is_what_its_format_says(ask: Ask, kind: str) -> None:
    files = export(ask, format=kind, name="thing é")
    assert next(iter(files)) == f"thing é.{kind}"
    assert files[f"thing é.{kind}"].startswith(BEGINNINGS[kind])


@pytest.mark.parametrize("mode", ["OBJECT", "POSE", "EDIT"])
@pytest.mark.parametrize("kind", EXPORTERS)
def test_an_export_leaves_everything_as_it_was(ask: Ask, kind: str, mode: str, tmp_path: Path) -> None:
    rich_scene(tmp_path)
    enter(mode)
    before = state()
    for selected_only in (False, True):
        export(ask, format=kind, selected_only=selected_only)
        assert state() == before
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["saved.png"]


def test_an_export_that_fails_leaves_everything_as_it_was(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rich_scene(tmp_path)
    enter("EDIT")
    before = state()
    monkeypatch.setattr(exporting, "LARGEST", 100)
    with pytest.raises(Failed, match=r"operation: The files have 0\.0 MiB, and no more than 0 MiB can be handed over"):
        export(ask, format="glb")
    assert state() == before


def test_a_copy_of_a_saved_file_is_a_copy(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "mine.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(file), compress=False)
    saved = file.read_bytes()
    bpy.data.objects["Cube"].name = "Changed"
    before = state()
    [copy] = export(ask, format="blend").values()
    assert state() == before
    assert (bpy.data.filepath, file.read_bytes()) == (str(file), saved)
    assert sorted(each.name for each in tmp_path.iterdir() if each.is_file()) == ["mine.blend"]
    other = tmp_path / "copy.blend"
    other.write_bytes(copy)
    with bpy.data.libraries.load(str(other)) as (found, _):
        assert sorted(found.objects) == ["Camera", "Changed", "Light"]


def test_a_copy_can_be_uncompressed(ask: Ask) -> None:
    [copy] = export(ask, format="blend", options='{"compress": false}').values()
    assert copy.startswith(b"BLENDER")


def test_a_copy_has_no_mark_of_a_transaction(ask: Ask) -> None:
    session = Session(ToolCall(object(), 1))
    transaction.begin(session, "Export")
    try:
        [copy] = export(ask, format="blend", options='{"compress": false}').values()
        # The mark is in the file as long as it is in the scene, or this test would show nothing.
        with tempfile.TemporaryDirectory() as folder:
            bpy.ops.wm.save_as_mainfile(filepath=f"{folder}/marked.blend", copy=True, compress=False)
            marked = Path(folder, "marked.blend").read_bytes()
        assert any(getattr(scene, transaction._MARK) for scene in bpy.data.scenes)
    finally:
        transaction.finish(session, keep=False)
    assert b"tool_host_transaction" in marked
    assert b"tool_host_transaction" not in copy


@pytest.mark.parametrize("kind", EXPORTERS)
def test_an_export_is_no_change_of_its_transaction(ask: Ask, kind: str) -> None:
    session = Session(ToolCall(object(), 1))
    transaction.begin(session, "Export")
    try:
        bpy.data.objects["Light"].location.x = 5
        export(ask, format=kind)
    finally:
        changes = transaction.finish(session, keep=True)
    assert changes == {"added": [], "changed": [{"kind": "objects", "name": "Light"}], "removed": []}


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("gltf", {"thing.gltf", "thing.bin", "Generated.png", "saved.png"}),
        ("obj", {"thing.obj", "thing.mtl", "saved.png"}),
        ("usda", {"thing.usda", "textures/Generated.png", "textures/saved.png", "textures/color_0C0C0C.exr"}),
        ("usdz", {"thing.usdz"}),
        ("glb", {"thing.glb"}),
        ("fbx", {"thing.fbx"}),
    ],
)
def test_textures_come_along(ask: Ask, kind: str, names: set[str], tmp_path: Path) -> None:
    rich_scene(tmp_path)
    files = export(ask, format=kind)
    assert files.keys() == names
    if kind in ("gltf", "obj", "usda"):
        assert not any(str(tmp_path).encode() in data for data in files.values())


@pytest.mark.parametrize("kind", [each for each in EXPORTERS if each != "blend"])
def test_only_what_is_selected_is_exported(ask: Ask, kind: str) -> None:
    bpy.ops.mesh.primitive_uv_sphere_add(segments=64, ring_count=64)
    everything = sum(map(len, export(ask, format=kind).values()))
    bpy.ops.object.select_all(action="DESELECT")
    bpy.data.objects["Cube"].select_set(True)
    cube = sum(map(len, export(ask, format=kind, selected_only=True).values()))
    assert 0 < cube < everything / 2


def test_without_anything_to_export_there_may_be_no_file(ask: Ask) -> None:
    bpy.ops.object.select_all(action="DESELECT")
    assert export(ask, format="obj", selected_only=True) == {}


def test_options_reach_the_exporter(ask: Ask) -> None:
    [text] = export(ask, format="stl", options='{"ascii_format": true, "global_scale": 7}').values()
    assert b"vertex -7 " in text
    files = export(ask, format="fbx", options='{"object_types": ["CAMERA"]}')
    assert b"Camera\0" in files["thing.fbx"]
    assert b"Cube\0" not in files["thing.fbx"]


@pytest.mark.parametrize(
    ("kind", "options", "left_out"),
    [
        ("glb", {"export_texture_dir": "../.."}, ["export_texture_dir"]),
        ("glb", {"export_use_gltfpack": True}, ["export_use_gltfpack"]),
        ("glb", {"will_save_settings": True}, ["will_save_settings"]),
        ("glb", {"export_format": "GLTF_SEPARATE"}, ["export_format"]),
        ("gltf", {"export_keep_originals": True}, ["export_keep_originals"]),
        ("fbx", {"batch_mode": "COLLECTION"}, ["batch_mode"]),
        ("stl", {"use_batch": True, "filepath": "/elsewhere"}, ["use_batch", "filepath"]),
        ("obj", {"path_mode": "ABSOLUTE"}, ["path_mode"]),
        ("usd", {"root_prim_path": "/a/b"}, ["root_prim_path"]),
        ("blend", {"copy": False, "relative_remap": True}, ["copy", "relative_remap"]),
        ("stl", {"nonsense": 1}, ["nonsense"]),
        # What would be so anyway needs no mention.
        ("fbx", {"embed_textures": True, "batch_mode": "OFF"}, []),
    ],
)
def test_options_that_are_not_open_are_left_out(
    ask: Ask, kind: str, options: dict[str, Any], left_out: list[str]
) -> None:
    answer, _ = answered(ask, format=kind, options=json.dumps(options))
    assert answer["left_out"] == left_out
    assert [each["name"] for each in answer["files"]][:1] == [f"thing.{kind}"]


@pytest.mark.parametrize("options", ["[]", "{", '{"global_scale": {}}', '{"global_scale": [1]}', "1", "null"])
def test_options_have_to_be_an_object_of_plain_values(ask: Ask, options: str) -> None:
    with pytest.raises(Failed, match="validation: options"):
        export(ask, options=options)


def test_an_option_of_another_type_is_an_error(ask: Ask) -> None:
    with pytest.raises(Failed, match=r"validation: options: .*global_scale"):
        export(ask, options='{"global_scale": "x"}')


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "/x",
        "a/b",
        "a\\b",
        "..",
        ".x",
        "x.",
        "x ",
        "a:b",
        "a\nb",
        "a\0b",
        "CON",
        "nul.x",
        "\N{SNOWMAN}" * 100,
        "*",
    ],
)
def test_a_name_cannot_lead_elsewhere(ask: Ask, name: str) -> None:
    with pytest.raises(Failed, match="validation: name"):
        export(ask, name=name)


def test_a_long_animation_is_refused(ask: Ask) -> None:
    bpy.context.scene.frame_end = exporting.MOST_FRAMES + 2
    with pytest.raises(Failed, match="operation: An animation of 10001 frames is too long"):
        export(ask, format="abc")
    bpy.context.scene.frame_end = 10
    cube = bpy.data.objects["Cube"]
    for frame in (0, 1_000_000):
        cube.keyframe_insert("location", frame=frame)
    with pytest.raises(Failed, match=r"operation: An animation of 1e\+06 frames is too long"):
        export(ask, format="glb")
    assert export(ask, format="stl")


@pytest.mark.parametrize("kind", EXPORTERS)
def test_the_open_options_exist(kind: str) -> None:
    """A name that is mistyped would never be let through."""
    exporter = EXPORTERS[kind]
    arguments = exporting.arguments_of(exporter)
    named = {*exporter.options.split(), *exporter.fixed, *filter(None, [exporter.selection])}
    assert named <= set(arguments.keys())
    texts = [each for each in exporter.options.split() if arguments[each].type in ("STRING", "POINTER", "COLLECTION")]
    assert texts == []
