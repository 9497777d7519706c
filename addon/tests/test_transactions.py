"""A transaction is one undo step, or it has never been; what it did is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import bpy
import pytest

from addon.call import ToolCall
from addon.errors import OpError
from addon.rna import transaction
from addon.rna.session import Session

CONNECTION = object()


@pytest.fixture
def session(startup_scene: None) -> Iterator[Session]:
    opened = Session(ToolCall(CONNECTION, 1))
    yield opened
    opened.close()


def state() -> dict[str, Any]:
    """All that the tests change and a user would miss."""
    layer = bpy.context.view_layer
    active = layer.objects.active
    return {
        "scene": bpy.context.scene.name,
        "scenes": [(each.name, each.camera and each.camera.name, list(each.keys())) for each in bpy.data.scenes],
        "layer": (layer.name, [each.name for each in bpy.context.scene.view_layers]),
        "active": active and active.name,
        "selected": sorted(each.name for each in layer.objects.selected),
        "mode": bpy.context.mode,
        "objects": {
            each.name: (each.session_uid, tuple(map(tuple, each.matrix_basis)), each.data and each.data.name, each.mode)
            for each in bpy.data.objects
        },
        "meshes": {each.name: [tuple(vertex.co) for vertex in each.vertices] for each in bpy.data.meshes},
        "materials": {each.name: tuple(each.diffuse_color) for each in bpy.data.materials},
        "nodes": {each.name: [node.name for node in each.node_tree.nodes] for each in bpy.data.materials},
        "collections": {each.name: sorted(each.objects.keys()) for each in bpy.data.collections},
        "frame": bpy.context.scene.frame_current,
        "modifiers": {each.name: each.modifiers.keys() for each in bpy.data.objects},
    }


def edit_objects() -> None:
    bpy.data.objects["Cube"].location.x = 9
    bpy.data.objects["Light"].select_set(True)
    bpy.context.view_layer.objects.active = bpy.data.objects["Light"]
    bpy.data.materials["Material"].diffuse_color = (1, 0, 0, 1)
    bpy.data.materials["Material"].node_tree.nodes.clear()
    bpy.data.objects["Cube"].modifiers.new("Bevel", "BEVEL")
    bpy.data.meshes["Cube"].vertices[0].co.x = 55
    bpy.context.scene.frame_set(20)
    bpy.ops.mesh.primitive_uv_sphere_add()


def remove_data() -> None:
    bpy.data.objects.remove(bpy.data.objects["Camera"])
    bpy.data.meshes.remove(bpy.data.meshes["Cube"])
    bpy.data.materials.remove(bpy.data.materials["Material"])
    bpy.data.collections.remove(bpy.data.collections["Collection"])
    bpy.data.batch_remove(list(bpy.data.objects))
    bpy.data.orphans_purge()


def leave_edit_mode_on() -> None:
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.ops.mesh.subdivide(number_cuts=3)
    bpy.data.objects["Light"].location.x = 33


def leave_edit_mode_on_elsewhere() -> None:
    bpy.ops.mesh.primitive_cube_add()
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.ops.mesh.delete(type="VERT")
    bpy.context.view_layer.objects.active = bpy.data.objects["Light"]


def leave_sculpt_mode_on() -> None:
    bpy.ops.object.mode_set(mode="SCULPT")
    bpy.data.objects["Light"].location.x = 33
    bpy.data.meshes["Cube"].vertices[0].co.x = 55


def leave_pose_mode_on() -> None:
    bpy.ops.object.armature_add(enter_editmode=True)
    bpy.ops.armature.bone_primitive_add(name="Arm")
    bpy.ops.object.mode_set(mode="POSE")


def change_scene() -> None:
    first = bpy.context.scene
    bpy.ops.scene.new(type="EMPTY")
    bpy.context.scene.view_layers.new("Other")
    bpy.context.window.view_layer = bpy.context.scene.view_layers["Other"]
    bpy.data.scenes.remove(first)


def add_layer() -> None:
    bpy.context.window.view_layer = bpy.context.scene.view_layers.new("Other")


def make_steps() -> None:
    edit_objects()
    bpy.ops.ed.undo_push(message="Somebody")
    bpy.ops.object.delete()
    bpy.ops.ed.undo_push(message="Somebody else")
    leave_edit_mode_on_elsewhere()


EDITS = [
    *(edit_objects, remove_data, leave_edit_mode_on, leave_edit_mode_on_elsewhere, leave_sculpt_mode_on),
    *(leave_pose_mode_on, change_scene, add_layer, make_steps),
]


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("mode", ["OBJECT", "EDIT", "SCULPT"])
def test_what_is_not_kept_has_never_been(session: Session, edit: Callable[[], None], mode: str) -> None:
    bpy.data.objects["Cube"].location.y = 4
    bpy.ops.object.mode_set(mode=mode)
    before = state()
    transaction.begin(session, "Test")
    assert {**state(), "scenes": 0} == {**before, "scenes": 0}
    if mode != "OBJECT":
        bpy.ops.object.mode_set(mode="OBJECT")
    edit()
    assert state() != before
    transaction.finish(session, keep=False)
    assert state() == before
    assert session.transaction is None


@pytest.mark.parametrize("edit", EDITS)
def test_what_is_kept_is_one_step(session: Session, edit: Callable[[], None]) -> None:
    bpy.data.objects["Cube"].location.y = 4
    before = state()
    transaction.begin(session, "Test")
    edit()
    kept = state()
    transaction.finish(session, keep=True)
    assert {**state(), "scenes": 0} == {**kept, "scenes": 0}
    if edit in (leave_edit_mode_on, leave_sculpt_mode_on):
        assert not bpy.ops.ed.undo.poll()
    elif edit is not make_steps:
        bpy.ops.ed.undo()
        assert state() == before


def names(changes: list[dict[str, str]]) -> list[str]:
    return [f"{each['kind']}/{each['name']}" for each in changes]


def test_it_tells_what_was_done(session: Session) -> None:
    # None of its doing, though Blender has not worked it out yet.
    bpy.data.objects["Camera"].location.x = 3
    transaction.begin(session, "Test")
    bpy.ops.mesh.primitive_cube_add()
    bpy.data.objects["Cube"].location.x = 9
    bpy.data.lights["Light"].name = "Lamp"
    session.touch(bpy.data.materials["Material"])
    bpy.data.worlds["World"].color = (1, 0, 0)
    session.touch(bpy.data.worlds["World"])
    bpy.data.objects.remove(bpy.data.objects["Light"])
    bpy.data.objects.remove(bpy.data.objects.new("Nothing", None))
    changes = transaction.finish(session, keep=True)
    assert names(changes["added"]) == ["meshes/Cube.001", "objects/Cube.001"]
    assert names(changes["changed"])[-3:] == ["materials/Material", "objects/Cube", "worlds/World"]
    assert "lights/Lamp" in names(changes["changed"])
    assert "objects/Camera" not in names(changes["changed"])
    assert names(changes["removed"]) == ["objects/Light"]


def test_nothing_is_told_of_what_was_only_looked_at(session: Session) -> None:
    transaction.begin(session, "Test")
    bpy.ops.object.select_all(action="SELECT")
    bpy.context.view_layer.objects.active = bpy.data.objects["Light"]
    bpy.context.evaluated_depsgraph_get()
    assert transaction.finish(session, keep=True) == {"added": [], "changed": [], "removed": []}


def test_an_object_that_was_replaced_by_one_of_its_name_is_told_twice(session: Session) -> None:
    transaction.begin(session, "Test")
    bpy.data.objects.remove(bpy.data.objects["Camera"])
    bpy.data.objects.new("Camera", None)
    changes = transaction.finish(session, keep=True)
    assert names(changes["added"]) == names(changes["removed"]) == ["objects/Camera"]


def test_what_is_not_kept_is_told_as_well(session: Session) -> None:
    transaction.begin(session, "Test")
    bpy.data.objects.new("Fleeting", None)
    assert names(transaction.finish(session, keep=False)["added"]) == ["objects/Fleeting"]
    assert "Fleeting" not in bpy.data.objects


def test_a_tool_call_that_ends_without_finishing_has_never_been(session: Session) -> None:
    before = state()
    transaction.begin(session, "Test")
    edit_objects()
    session.close()
    assert state() == before
    assert transaction.holder() is None
    with pytest.raises(OpError, match="There is no transaction; it was taken back: its tool call is over"):
        transaction.finish(session, keep=True)


def test_one_transaction_after_the_other(session: Session) -> None:
    for number in range(5):
        transaction.begin(session, "Test")
        bpy.data.objects["Cube"].location.x = number
        transaction.finish(session, keep=number % 2 == 0)
    assert bpy.data.objects["Cube"].location.x == 4
    transaction.begin(session, "Test")
    remove_data()
    transaction.finish(session, keep=False)
    assert bpy.data.objects["Cube"].location.x == 4


def test_there_is_one_at_a_time(session: Session) -> None:
    other = Session(ToolCall(CONNECTION, 2))
    with pytest.raises(OpError, match="There is no transaction; begin one first"):
        transaction.finish(session, keep=True)
    transaction.begin(session, "Test")
    for each in (session, other):
        with pytest.raises(OpError, match="has begun already"):
            transaction.begin(each, "Test")
    with pytest.raises(OpError, match="There is no transaction"):
        transaction.finish(other, keep=False)
    other.close()
    assert transaction.holder() == session.tool_call


def test_a_request_of_no_tool_call_cannot_begin_one(startup_scene: None) -> None:
    with pytest.raises(OpError, match="call: a transaction needs"):
        transaction.begin(Session(None), "Test")


def test_a_silent_client_does_not_keep_blender(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    assert transaction.due() is None
    before = state()
    transaction.begin(session, "Test")
    edit_objects()
    assert 119 < (transaction.due() or 0) <= 120
    transaction.attend()
    assert transaction.holder() is not None
    monkeypatch.setattr(transaction, "PATIENCE", 0.0)
    assert transaction.due() == 0
    transaction.attend()
    assert state() == before
    with pytest.raises(OpError, match="it was taken back: nothing came"):
        transaction.finish(session, keep=True)


def test_another_file_takes_the_transaction_with_it(session: Session) -> None:
    transaction.begin(session, "Test")
    bpy.ops.wm.read_factory_settings(use_empty=True)
    assert transaction.holder() is None
    with pytest.raises(OpError, match="another file was opened"):
        transaction.finish(session, keep=True)
    transaction.begin(session, "Test")
    bpy.data.objects.new("Fleeting", None)
    transaction.finish(session, keep=False)
    assert not bpy.data.objects


def test_marks_of_a_file_that_was_saved_within_a_transaction_do_no_harm(session: Session) -> None:
    transaction.begin(session, "Test")
    number = bpy.context.scene.tool_host_transaction
    transaction.finish(session, keep=True)
    bpy.data.objects["Cube"].location.x = 4
    bpy.ops.ed.undo_push(message="Somebody")
    bpy.data.objects["Cube"].location.x = 5
    bpy.context.scene.tool_host_transaction = number + 1
    transaction.begin(session, "Test")
    assert bpy.context.scene.tool_host_transaction == number + 1
    bpy.data.objects["Cube"].location.x = 6
    transaction.finish(session, keep=False)
    assert bpy.data.objects["Cube"].location.x == 5
    assert not bpy.context.scene.is_property_set("tool_host_transaction")


def test_it_works_where_the_user_has_turned_undo_off(session: Session) -> None:
    edit = bpy.context.preferences.edit
    edit.use_global_undo, edit.undo_steps, edit.undo_memory_limit = False, 0, 1
    before = state()
    transaction.begin(session, "Test")
    make_steps()
    transaction.finish(session, keep=False)
    assert state() == before
    assert (edit.use_global_undo, edit.undo_steps, edit.undo_memory_limit) == (False, 0, 1)


def test_what_cannot_be_taken_back_is_told(session: Session) -> None:
    transaction.begin(session, "Test")
    # So many that Blender drops the one before the transaction.
    for number in range(40):
        bpy.data.objects["Cube"].location.x = number
        bpy.ops.ed.undo_push(message="Somebody")
    with pytest.raises(OpError, match="Not everything could be taken back"):
        transaction.finish(session, keep=False)
    assert transaction.holder() is None
    assert not bpy.context.scene.is_property_set("tool_host_transaction")


def test_without_a_window_undo_does_not_gather_memory(session: Session, capfd: pytest.CaptureFixture[str]) -> None:
    for keep in [True, False] * 5:
        transaction.begin(session, "Test")
        bpy.data.objects["Cube"].location.x += 1
        transaction.finish(session, keep=keep)
    capfd.readouterr()
    bpy.context.window_manager.print_undo_steps()
    assert 2 <= capfd.readouterr().out.count("type='Global Undo'") <= 4
    assert bpy.context.preferences.edit.undo_steps == 32


def test_session_uids_outlive_undo(session: Session) -> None:
    uid = bpy.data.objects["Cube"].session_uid
    transaction.begin(session, "Test")
    bpy.data.objects.remove(bpy.data.objects["Cube"])
    transaction.finish(session, keep=False)
    assert bpy.data.objects["Cube"].session_uid == uid


def test_what_undo_leaves_is_taken_back_as_well(session: Session) -> None:
    transaction.begin(session, "Try")
    bpy.context.scene.cursor.location = (9, 9, 9)
    bpy.context.scene.tool_settings.proportional_size = 7
    transaction.finish(session, keep=False)
    assert tuple(bpy.context.scene.cursor.location) == (0, 0, 0)
    assert bpy.context.scene.tool_settings.proportional_size == 1
