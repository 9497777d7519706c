"""Operators for tools: what is refused, what runs, and that it looks evaluated afterwards."""

from __future__ import annotations

import json
import time
from typing import Any

import bpy
import pytest

from addon.rna import operators, verbs
from addon.rna.operators.pending import PENDING
from addon.rna.session import Session

pytestmark = pytest.mark.usefixtures("startup_scene")


@pytest.fixture(autouse=True)
def nothing_owed() -> None:
    PENDING.paid()


def run(name: str, override: dict[str, Any] | None = None, **kwargs: Any) -> dict[str, Any]:
    return operators.run(name, kwargs, override or {}, Session(None))


@pytest.mark.parametrize(
    "name",
    [
        *("wm.open_mainfile", "wm.append", "wm.link", "wm.quit_blender", "wm.url_open", "wm.context_set_value"),
        *("script.python_file_run", "text.run_script", "preferences.addon_enable", "screen.screenshot", "ed.undo"),
        *("image.open", "sound.open", "import_scene.gltf", "wm.obj_import", "anim.driver_button_add", "fluid.bake_all"),
        *("anim.update_animated_transform_constraints", "object.volume_import", "console.execute", "render.preset_add"),
        *("extensions.package_install", "geometry.execute_node_group", "pose.copy", "render.play_rendered_anim"),
    ],
)
def test_what_reaches_further_than_the_data_is_refused(name: str) -> None:
    with pytest.raises(PermissionError, match=rf"bpy\.ops\.{name} is closed to tools"):
        run(name)


@pytest.mark.parametrize(
    "name",
    [
        *("render.render", "render.opengl", "wm.save_mainfile", "wm.save_as_mainfile", "export_scene.gltf"),
        *("export_scene.fbx", "wm.obj_export", "wm.stl_export", "wm.usd_export", "image.save_as"),
    ],
)
def test_what_writes_files_is_answered_as_cancelled(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operators.native, "run", lambda *_: pytest.fail("it ran"))
    assert run(name, filepath="//x")["result"] == ["CANCELLED"]
    description = operators.describe(name)
    assert description is not None
    assert description["output"] in ("renders", "writes files")


def test_a_name_that_blender_does_not_know_gets_blenders_error() -> None:
    for name in ("nope.nope", "export_scene.obj", "nothing", "object.delete; import os", "object.__class__"):
        with pytest.raises(AttributeError, match="could not be found"):
            run(name)


def test_closed_arguments_are_refused_also_in_macros() -> None:
    with pytest.raises(PermissionError, match="filepath of"):
        run("object.bake", filepath="//x")
    with pytest.raises(PermissionError, match="save_mode of"):
        run("object.bake", save_mode="EXTERNAL")
    with pytest.raises(PermissionError, match="MESH_OT_loopcut"):
        run("mesh.loopcut_slide", MESH_OT_loopcut={"object_index": 3})
    with pytest.raises(PermissionError, match="rna_type"):
        run("mesh.duplicate_move", TRANSFORM_OT_translate={"rna_type": 1})


def test_what_would_fill_the_memory_is_refused() -> None:
    with pytest.raises(PermissionError, match="1000 at the most"):
        run("mesh.primitive_uv_sphere_add", segments=100_000, ring_count=100_000)
    with pytest.raises(PermissionError, match="8192 at the most"):
        run("image.new", width=1_000_000, height=1)


def test_blenders_own_errors_pass() -> None:
    calls: list[tuple[Any, str, dict[str, Any]]] = [
        (bpy.ops.mesh.primitive_cube_add, "mesh.primitive_cube_add", {"nothing": 1}),
        (bpy.ops.mesh.primitive_cube_add, "mesh.primitive_cube_add", {"size": "big"}),
        (bpy.ops.mesh.primitive_cube_add, "mesh.primitive_cube_add", {"location": [1, 2]}),
        (bpy.ops.object.light_add, "object.light_add", {"type": "MOON"}),
        (bpy.ops.mesh.extrude_region, "mesh.extrude_region", {}),
        (bpy.ops.object.mode_set, "object.mode_set", {"mode": "POSE"}),
    ]
    for native, name, kwargs in calls:
        with pytest.raises((TypeError, ValueError, RuntimeError)) as theirs:
            native(**kwargs)
        with pytest.raises(theirs.type) as ours:
            run(name, **kwargs)
        assert str(ours.value) == str(theirs.value)


def test_numbers_out_of_range_are_clamped_as_blender_does() -> None:
    run("mesh.primitive_circle_add", vertices=1)
    assert len(bpy.context.object.data.vertices) == 3


def test_the_answer_tells_the_active_object() -> None:
    made = run("mesh.primitive_cube_add", location=[1, 0, 0])
    assert made == {"result": ["FINISHED"], "active": bpy.data.objects["Cube.001"]}
    assert run("object.duplicate")["active"] == bpy.data.objects["Cube.002"]
    assert run("object.delete")["active"] is None


def test_edit_mode_is_left_to_blender() -> None:
    run("object.mode_set", mode="EDIT")
    run("mesh.select_all", action="SELECT")
    run("mesh.subdivide", number_cuts=1)
    run("mesh.primitive_cube_add", size=0.5)
    run("mesh.extrude_region_move", TRANSFORM_OT_translate={"value": [0, 0, 1]})
    run("object.mode_set", mode="OBJECT")
    assert len(bpy.data.objects["Cube"].data.vertices) > 26 + 8
    assert len(bpy.data.objects) == 3


def test_entering_edit_mode_on_the_way_works() -> None:
    run("mesh.primitive_plane_add", enter_editmode=True)
    assert bpy.context.mode == "EDIT_MESH"
    run("object.mode_set", mode="OBJECT")


def test_a_context_can_be_given() -> None:
    light = bpy.data.objects["Light"]
    run("object.delete", {"selected_objects": [light]})
    assert "Light" not in bpy.data.objects
    assert "Cube" in bpy.data.objects
    cube = bpy.data.objects["Cube"]
    run("object.modifier_add", {"object": cube, "area": None}, type="BEVEL")
    assert [each.type for each in cube.modifiers] == ["BEVEL"]
    with pytest.raises(PermissionError):
        run("object.delete", {"gizmo_group": cube})


def test_what_is_read_after_an_equivalent_is_evaluated() -> None:
    cube = bpy.data.objects["Cube"]
    cube.location = (5, 0, 0)
    run("object.select_all", action="DESELECT")
    operators.reads(cube, "location")
    assert cube.matrix_world.translation.x == 0
    operators.wrote(cube, "name")
    operators.reads(cube, "matrix_world")
    assert cube.matrix_world.translation.x == 5


def test_what_was_written_since_stays_stale() -> None:
    made = run("mesh.primitive_cube_add", location=[1, 0, 0])["active"]
    assert made.matrix_world.translation.x == 1
    operators.wrote(made, "location")
    made.location.x = 7
    operators.reads(made, "matrix_world")
    assert made.matrix_world.translation.x == 1
    run("object.select_all", action="DESELECT")
    operators.reads(made, "matrix_world")
    assert made.matrix_world.translation.x == 7


def test_so_does_what_hangs_on_it() -> None:
    parent, child = bpy.data.objects["Cube"], bpy.data.objects["Light"]
    child.parent = parent
    bpy.context.view_layer.update()
    before = child.matrix_world.copy()
    run("object.select_all", action="SELECT")
    operators.wrote(parent, "location")
    parent.location = (1, 2, 3)
    operators.reads(child, "matrix_world")
    assert child.matrix_world == before
    operators.reads(None, "matrix_world")
    assert child.matrix_world != before


def test_a_batch_sees_the_same_as_a_script() -> None:
    uid = bpy.data.objects["Cube"].session_uid
    cube = f"objects#{uid}"
    calls = [
        ("set", cube, "location", "[4, 0, 0]"),
        ("operator", "", "object.select_all", ""),
        ("get", cube, "matrix_world", ""),
        ("operator", "", "mesh.primitive_plane_add", '{"kwargs": {"location": [0, 0, 2], "size": 4}}'),
        ("get", "$3", "matrix_world", ""),
        ("call", "$3", "ray_cast", '{"args": [[0, 0, 5], [0, 0, -1]]}'),
        ("set", "$3", "location", "[0, 0, 9]"),
        ("get", "$3", "matrix_world", ""),
    ]
    batch = [dict(zip(("verb", "target", "member", "arguments"), each, strict=True)) for each in calls]
    outcome = verbs.run(batch, Session(None), True)
    assert outcome["failure"] is None
    results = json.loads(outcome["results"])
    assert results[2][0][3] == 4
    assert results[4][2][3] == 2
    assert results[5][0] is True
    assert results[7][2][3] == 2


def test_a_new_mesh_has_its_dimensions_at_once() -> None:
    made = run("mesh.primitive_cube_add", size=3)["active"]
    operators.reads(made, "dimensions")
    assert made.dimensions[:] == (3, 3, 3)
    assert made.ray_cast((0, 0, 5), (0, 0, -1))[0]


def test_baking_to_files_is_refused() -> None:
    cube = bpy.data.objects["Cube"]
    cloth = cube.modifiers.new("Cloth", "CLOTH")
    cloth.point_cache.use_external = True
    with pytest.raises(PermissionError, match="path"):
        run("ptcache.bake_all", bake=True)


def test_a_thousand_cubes_take_less_than_a_second() -> None:
    session = Session(None)
    started = time.process_time()
    for i in range(1000):
        operators.run("mesh.primitive_cube_add", {"size": 1, "location": [i, 0, 0]}, {}, session)
    assert time.process_time() - started < 1
    assert len(bpy.data.objects) == 1003
    assert bpy.context.object.name == "Cube.1000"
