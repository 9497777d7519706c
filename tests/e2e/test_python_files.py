"""Scripts render, save, export and write into folders that the policy grants, and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Serve, WritePolicy
from .editor import Editor
from .wire import Wire

OPS = 'ops = ["rna-reading", "rna-editing", "render", "exporting"]'

MEBIBYTE = 1 << 20

SMALL = """
import bpy
scene = bpy.context.scene
scene.render.resolution_x, scene.render.resolution_y = 32, 24
scene.render.engine = 'CYCLES'
scene.cycles.samples = 1
"""
RENDER = f"{SMALL}scene.render.filepath = '/desk/picture'\nprint(bpy.ops.render.render(write_still=True))"
SAVE = "import bpy\nprint(bpy.ops.wm.save_as_mainfile(filepath='/desk/scene.blend'))"

# What a script does, and what then lies in the folder, by how it begins.
OUTPUTS: dict[str, tuple[str, dict[str, bytes]]] = {
    "render": (RENDER, {"picture.png": b"\x89PNG"}),
    "render_beside_the_file": (
        f"{SMALL}bpy.ops.wm.save_as_mainfile(filepath='/desk/a/scene.blend')\nscene.render.filepath = '//b.png'\n"
        "print(bpy.ops.render.render(write_still=True))",
        {"a/scene.blend": b"\x28\xb5\x2f\xfd", "a/b.png": b"\x89PNG"},
    ),
    "render_another_format": (
        f"{SMALL}scene.render.image_settings.file_format = 'JPEG'\nscene.render.filepath = '/desk/x.jpg'\n"
        "print(bpy.ops.render.render(write_still=True))",
        {"x.png": b"\x89PNG"},
    ),
    "animation": (
        f"{SMALL}scene.frame_start, scene.frame_end = 9, 10\nscene.render.filepath = '/desk/f_##'\n"
        "print(bpy.ops.render.render(animation=True))",
        {"f_09.png": b"\x89PNG", "f_10.png": b"\x89PNG"},
    ),
    "save": (SAVE, {"scene.blend": b"\x28\xb5\x2f\xfd"}),
    "save_again": (
        f"{SAVE[:-1]}, bpy.ops.wm.save_mainfile(), bpy.data.filepath == '/desk/scene.blend')",
        {"scene.blend": b"\x28\xb5\x2f\xfd"},
    ),
    "gltf": ("import bpy\nprint(bpy.ops.export_scene.gltf(filepath='/desk/x'))", {"x.glb": b"glTF"}),
    "gltf_separate": (
        "import bpy\nprint(bpy.ops.export_scene.gltf(filepath='/desk/x', export_format='GLTF_SEPARATE'))",
        {"x.gltf": b"{", "x.bin": b""},
    ),
    "obj": (
        "import bpy\nprint(bpy.ops.wm.obj_export(filepath='/desk/new/my: x.obj'))",
        {"new/my: x.obj": b"# Blender", "new/scene.mtl": b"# Blender"},
    ),
    "stl": ("import bpy\nprint(bpy.ops.wm.stl_export(filepath='/desk/x.stl', ascii_format=True))", {"x.stl": b"solid"}),
    "ply": ("import bpy\nprint(bpy.ops.wm.ply_export(filepath='/desk/x.ply'))", {"x.ply": b"ply"}),
    "fbx": (
        "import bpy\nprint(bpy.ops.export_scene.fbx(filepath='/desk/x.fbx', object_types={'MESH'}))",
        {"x.fbx": b"Kaydara FBX"},
    ),
    "usd": ("import bpy\nprint(bpy.ops.wm.usd_export(filepath='/desk/x.usda'))", {"x.usda": b"#usda"}),
    "abc": ("import bpy\nprint(bpy.ops.wm.alembic_export(filepath='/desk/x.abc'))", {"x.abc": b"Ogawa"}),
    "open": (
        "import os\nos.makedirs('/desk', exist_ok=True)\nos.makedirs('/desk/logs', exist_ok=True)\n"
        "with open('/desk/logs/log.txt', 'w') as file: file.write('done')\nprint('FINISHED')",
        {"logs/log.txt": b"done"},
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that is granted."""
    folder = tmp_path / "granted"
    folder.mkdir()
    return folder


Desk = Callable[..., Editor]


@pytest.fixture
def desk(serve: Serve, policy: WritePolicy, folder: Path, scene: Wire) -> Desk:
    """Opens a session in which scripts have the folder at a mount. The scene has a cube and a camera."""
    scene.ask("objects.add_primitive", primitive="cube", settings={}, name="Cube")
    scene.ask("cameras.add_camera", name="Camera", location=[5, 5, 5], target=[0, 0, 0], active=True)

    def start(mount: str = "/desk", *, write: bool = True, **keys: str | int) -> Editor:
        table = {"path": str(folder), "mount": mount, "write": write, **keys}
        pairs = (f"{key.replace('_', '-')} = {json.dumps(value)}" for key, value in table.items())
        granted = f"{{ {', '.join(pairs)} }}"
        return serve("--policy", policy(f"[components.python]\n{OPS}\nfolders = [{granted}]\n"))

    return start


def written(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


@pytest.mark.parametrize(("code", "files"), OUTPUTS.values(), ids=OUTPUTS.keys())
def test_what_a_script_makes_lands_in_the_granted_folder(
    desk: Desk, folder: Path, tmp_path: Path, code: str, files: dict[str, bytes]
) -> None:
    before = {each.name for each in tmp_path.iterdir()}
    answer = desk().data("run_python", code=code)
    assert "FINISHED" in answer["output"]
    assert "CANCELLED" not in answer["output"]
    assert not any("left out" in note for note in answer["notes"])
    found = written(folder)
    # USD writes the colour of the world as a texture.
    assert {name for name in found if not name.startswith("textures/")} == files.keys()
    for name, beginning in files.items():
        assert found[name].startswith(beginning), name
    assert {each.name for each in tmp_path.iterdir()} - before == {"policy.toml", "host.log"}


def test_a_picture_is_as_large_as_the_scene_says(desk: Desk, folder: Path) -> None:
    desk().data("run_python", code=f"import bpy\nbpy.context.scene.render.resolution_percentage = 50\n{RENDER}")
    picture = (folder / "picture.png").read_bytes()
    assert [int.from_bytes(picture[start : start + 4], "big") for start in (16, 20)] == [16, 12]


def test_only_what_is_selected_is_exported_on_request(desk: Desk, folder: Path) -> None:
    code = """
import bpy
bpy.ops.mesh.primitive_monkey_add()
bpy.ops.wm.obj_export(filepath='/desk/one.obj', export_selected_objects=True)
bpy.ops.wm.obj_export(filepath='/desk/all.obj')
"""
    desk().data("run_python", code=code)
    assert [line for line in (folder / "one.obj").read_text("utf-8").splitlines() if line[0] == "o"] == ["o Suzanne"]
    assert (folder / "all.obj").read_text("utf-8").count("\no ") == 2


def test_what_the_script_has_queued_is_in_the_file(desk: Desk, folder: Path) -> None:
    move = "import bpy\nbpy.data.objects['Cube'].location.x = 7\n"
    desk().data("run_python", code=f"{move}bpy.ops.wm.stl_export(filepath='/desk/x.stl', ascii_format=True)")
    assert "vertex 8 " in (folder / "x.stl").read_text("utf-8")


def test_an_export_is_no_change(desk: Desk, scene: Wire) -> None:
    before = scene.ask("scene.list_objects", offset=0, limit=100)
    answer = desk().data("run_python", code=f"{SAVE}\nbpy.ops.wm.usd_export(filepath='/desk/x.usd')")
    assert (answer["added"], answer["changed"], answer["removed"]) == ([], [], [])
    assert scene.ask("scene.list_objects", offset=0, limit=100) == before


def test_a_folder_can_be_granted_under_a_name_that_scripts_use(desk: Desk, folder: Path) -> None:
    code = "import bpy, os\nos.makedirs('/tmp', exist_ok=True)\nprint(bpy.ops.wm.stl_export(filepath='/tmp/x.stl'))"
    assert desk("/tmp").data("run_python", code=code)["output"] == "{'FINISHED'}\n"  # noqa: S108 - a mount
    assert written(folder).keys() == {"x.stl"}


def test_an_option_that_is_not_open_is_left_out_with_a_note(desk: Desk, folder: Path) -> None:
    code = "import bpy\nbpy.ops.export_scene.gltf(filepath='/desk/x.glb', export_texture_dir='../..')"
    notes = desk().data("run_python", code=code)["notes"]
    assert "bpy.ops.export_scene.gltf: these arguments were left out: export_texture_dir." in notes
    assert written(folder).keys() == {"x.glb"}


@pytest.mark.parametrize("path", ["/desk/../x.stl", "/desk/../../../../../../tmp/x.stl", "/x.stl", "x.stl", "//x.stl"])
def test_a_path_does_not_lead_out_of_the_granted_folder(desk: Desk, folder: Path, tmp_path: Path, path: str) -> None:
    export, write = f"bpy.ops.wm.stl_export(filepath={path!r})", f"open({path.replace('//', '/')!r}, 'w').write('x')"
    answer = desk().data("run_python", code=f"import bpy\nprint({export})\n{write}")
    assert answer["output"] == "{'CANCELLED'}\n"
    assert any("in no folder that the policy grants" in note for note in answer["notes"])
    assert written(folder) == {}
    assert not (tmp_path / "x.stl").exists()
    assert not Path("/tmp/x.stl").exists()  # noqa: S108 - what an escape would have made


@pytest.mark.parametrize(
    "code",
    [RENDER, SAVE, "open('/desk/new.txt', 'w')", "import os\nos.mkdir('/desk/new')", "open('/desk/old.txt', 'a')"],
)
def test_a_folder_granted_for_reading_is_not_written(desk: Desk, folder: Path, code: str) -> None:
    (folder / "old.txt").write_text("mine", encoding="utf-8")
    session = desk(write=False)
    assert "PermissionError" in session.failure("run_python", code=code)
    assert session.data("run_python", code="print(open('/desk/old.txt').read())")["output"] == "mine\n"
    assert written(folder) == {"old.txt": b"mine"}


@pytest.mark.parametrize("code", [RENDER, SAVE, "open('/desk/new.bin', 'wb').write(bytes(50_000))"])
def test_a_script_does_not_fill_a_folder_beyond_its_quota(desk: Desk, folder: Path, code: str) -> None:
    (folder / "most.bin").write_bytes(bytes(MEBIBYTE - 4500))
    session = desk(quota_mb=1)
    text = session.failure("run_python", code=code)
    assert "more than the 1 MiB that `quota-mb` in" in text
    assert "policy.toml:4" in text
    assert sum(len(content) for content in written(folder).values()) <= MEBIBYTE
    (folder / "most.bin").write_bytes(b"")
    assert not session.call("run_python", code=code).is_error


@pytest.mark.parametrize(
    "code",
    [
        RENDER,
        SAVE,
        "open('/desk/note.txt', 'w')",
        "open('/desk/note.txt', 'a').write('x')",
        "import os\nos.remove('/desk/note.txt')",
        "import os\nos.rename('/desk/note.txt', '/desk/moved.txt')",
    ],
)
def test_a_script_does_not_replace_what_is_there_where_that_is_denied(desk: Desk, folder: Path, code: str) -> None:
    mine = dict.fromkeys(["note.txt", "picture.png", "scene.blend"], b"mine")
    for name, content in mine.items():
        (folder / name).write_bytes(content)
    session = desk(overwrite="deny")
    text = session.failure("run_python", code=code)
    assert 'policy.toml:4 says `overwrite = "deny"`' in text
    assert written(folder) == mine
    assert not session.call("run_python", code="open('/desk/new.txt', 'w').write('new')").is_error
    assert written(folder) == {**mine, "new.txt": b"new"}


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        (RENDER, "the tool `look`"),
        (SAVE, "Leave it to Blender's user"),
        ("import bpy\nprint(bpy.ops.export_scene.fbx(filepath='/desk/x.fbx'))", "Leave it to Blender's user"),
    ],
    ids=["render", "save", "export"],
)
def test_without_a_grant_it_is_left_out_and_the_answer_says_what_to_do(
    assistant: Editor, scene: Wire, code: str, advice: str
) -> None:
    answer = assistant.data("run_python", code=f"{code}\nprint('went on')")
    assert answer["output"] == "{'CANCELLED'}\nwent on\n"
    [note] = [note for note in answer["notes"] if "left out" in note]
    assert advice in note
    assert 'folders = [{ path = "FOLDER", mount = "/desk", write = true }] under [components.python]' in note


def test_the_advice_can_be_followed(desk: Desk, assistant: Editor, folder: Path) -> None:
    code = "import bpy\nprint(bpy.ops.wm.ply_export(filepath='/home/me/out/x.ply'))"
    [note] = assistant.data("run_python", code=code)["notes"]
    mount = note.partition('mount = "')[2].partition('"')[0]
    assert desk(mount).data("run_python", code=code)["output"] == "{'FINISHED'}\n"
    assert written(folder).keys() == {"x.ply"}


def test_what_blender_says_against_it_is_an_error_of_the_script(desk: Desk, folder: Path) -> None:
    code = """
bpy.context.scene.camera = None
try:
    bpy.ops.render.render(write_still=True)
except RuntimeError as error:
    print(error)
"""
    answer = desk().data("run_python", code=f"{SMALL}scene.render.filepath = '/desk/x.png'\n{code}")
    assert "no active camera" in answer["output"]
    assert written(folder) == {}
