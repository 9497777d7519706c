"""What the verbs do."""

from __future__ import annotations

import json
from typing import Any

import bpy
import pytest

from .conftest import Ask
from .rna_calls import Refused, Watch, call, one, raw, ref, run

pytestmark = pytest.mark.usefixtures("startup_scene")

MESH = 'data.meshes["Cube"]'
TREE = 'data.materials["Material"].node_tree'


def message(*calls: dict[str, str]) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        run(*calls)
    return caught.value.kind, caught.value.message


@pytest.mark.parametrize(
    ("target", "member", "value", "read"),
    [
        ("context.object", "location", [1, 2, 3], [1, 2, 3]),
        ("context.object", "location[1]", 5, 5),
        ("context.object", "matrix_world[0][3]", 0.0, 0.0),
        ("context.object", "rotation_euler", [0.5, 0, 0], [0.5, 0, 0]),
        ("context.object", "lock_location", [True, False, True], [True, False, True]),
        ("context.object", "name", "Näme", "Näme"),
        ("context.object", '["number"]', 1.5, 1.5),
        ("context.object", '["numbers"]', [1, 2, 3], [1, 2, 3]),
        ("context.object", '["group"]', {"a": {"b": "c"}}, {"a": {"b": "c"}}),
        ("context.object", "parent", None, None),
        ("context.scene", "sync_mode", "AUDIO_SYNC", "AUDIO_SYNC"),
        ("context.scene.tool_settings", "snap_elements", {"$set": ["EDGE", "VERTEX"]}, {"$set": ["EDGE", "VERTEX"]}),
        ("context.scene.cycles", "samples", 7, 7),
        ("context.scene.render", "engine", "CYCLES", "CYCLES"),
        ("context.scene.view_settings", "look", "AgX - High Contrast", "AgX - High Contrast"),
        (f'{TREE}.nodes["Principled BSDF"].inputs["Base Color"]', "default_value", [1, 0, 0, 1], [1, 0, 0, 1]),
    ],
)
def test_what_is_set_is_read(target: str, member: str, value: Any, read: Any) -> None:
    assert run(raw("set", target, member, value), raw("get", target, member)) == [None, read]


@pytest.mark.parametrize(
    ("calls", "script"),
    [
        ([raw("get", "context.object", "foo")], "C.object.foo"),
        ([raw("set", "context.object", "foo", 1)], "C.object.foo = 1"),
        ([raw("set", "context.object", "type", "MESH")], "C.object.type = 'MESH'"),
        ([raw("set", "context.object", "location", [1, 2])], "C.object.location = [1, 2]"),
        ([raw("set", "context.object", "rotation_mode", "X")], "C.object.rotation_mode = 'X'"),
        ([raw("set", "context.object", "name", 5)], "C.object.name = 5"),
        ([raw("get", "data.objects", "foo")], "D.objects.foo"),
        ([raw("get", 'data.objects["Nope"]', "name")], "D.objects['Nope'].name"),
        ([raw("get", "data.objects[99]", "name")], "D.objects[99].name"),
        ([raw("get", "context.object", '["k"]')], "C.object['k']"),
        ([raw("unset", "context.object", '["k"]')], "del C.object['k']"),
        ([raw("get", "context.object", "location[7]")], "C.object.location[7]"),
        ([call("data.objects", "new")], "D.objects.new()"),
        ([call("context.object", "select_set", 1, 2, 3)], "C.object.select_set(1, 2, 3)"),
        ([call(f"{TREE}.nodes", "new", "Nope")], "D.materials['Material'].node_tree.nodes.new('Nope')"),
        ([call("context.object", "keyframe_insert", "foo")], "C.object.keyframe_insert('foo')"),
        ([raw("get", "data.objects", "location")], "D.objects.location"),
        ([raw("get", 'data.objects["Camera"].parent', "name")], "D.objects['Camera'].parent.name"),
    ],
)
def test_errors_are_blenders_own(calls: list[dict[str, str]], script: str) -> None:
    with pytest.raises(Exception) as native:  # noqa: PT011 - whatever it is
        exec(script, {"C": bpy.context, "D": bpy.data})  # noqa: S102 - the test's own text
    kind, said = message(*calls)
    assert kind == type(native.value).__name__
    assert said == str(native.value.args[0])


def test_collections_are_listed_counted_and_searched() -> None:
    results = run(
        raw("items", "data.objects"),
        raw("keys", "data.objects"),
        raw("count", "data.objects"),
        raw("find", "data.objects", "", "Cube"),
        raw("find", "data.objects", "", "Nope"),
        raw("find", "data.objects", "", 99),
        raw("column", "data.objects", "name"),
        raw("column", "data.objects", "data"),
        call("data.objects", "get", "Nope"),
        call("data.objects", "find", "Cube"),
        writing=True,
    )
    names = ["Camera", "Cube", "Light"]
    assert [each["name"] for each in results[0]] == results[1] == results[6] == names
    assert results[2] == 3
    assert results[3]["name"] == "Cube"
    assert results[4] is results[5] is results[8] is None
    assert [each["type"] for each in results[7]] == ["Camera", "Mesh", "PointLight"]
    assert results[9] == 1


def test_columns_of_numbers() -> None:
    mesh = bpy.data.meshes["Cube"]
    coordinates, faces, smooth, normals = run(
        raw("column", f"{MESH}.vertices", "co"),
        raw("column", f"{MESH}.polygons", "vertices"),
        raw("column", f"{MESH}.polygons", "use_smooth"),
        raw("column", f"{MESH}.polygons", "normal"),
    )
    assert coordinates == [list(each.co) for each in mesh.vertices]
    assert faces == [list(each.vertices) for each in mesh.polygons]
    assert smooth == [False] * 6
    assert normals == [pytest.approx(list(each.normal)) for each in mesh.polygons]


def test_an_empty_material_slot_is_null() -> None:
    run(call(f"{MESH}.materials", "append", None))
    items = one(raw("items", f"{MESH}.materials"))
    assert [each and each["name"] for each in items] == ["Material", None]


def test_a_mesh_of_raw_arrays() -> None:
    run(
        call("data.meshes", "new", "Raw"),
        call("$0.vertices", "add", 3),
        call("$0.vertices", "foreach_set", "co", [0, 0, 0, 1, 0, 0, 0, 1, 0]),
        call("$0.loops", "add", 3),
        call("$0.loops", "foreach_set", "vertex_index", [0, 1, 2]),
        call("$0.polygons", "add", 1),
        call("$0.polygons", "foreach_set", "loop_start", [0]),
        call("$0.polygons", "foreach_set", "loop_total", [3]),
        call("$0", "update", calc_edges=True),
    )
    mesh = bpy.data.meshes["Raw"]
    assert not mesh.validate()
    assert (len(mesh.edges), list(mesh.polygons[0].vertices)) == (3, [0, 1, 2])


def test_arrays_are_read_into_a_list_or_by_their_length() -> None:
    filled = run(
        call(f"{MESH}.vertices", "foreach_get", "co", [0.0] * 24), call(f"{MESH}.vertices", "foreach_get", "co", 24)
    )
    assert filled[0] == filled[1] == [each for vertex in bpy.data.meshes["Cube"].vertices for each in vertex.co]


def test_geometry_nodes_with_an_input_of_a_modifier() -> None:
    results = run(
        call("data.node_groups", "new", "Group", "GeometryNodeTree"),
        call("$0.interface", "new_socket", name="Geometry", in_out="OUTPUT", socket_type="NodeSocketGeometry"),
        call("$0.interface", "new_socket", name="Size", in_out="INPUT", socket_type="NodeSocketFloat"),
        call("$0.nodes", "new", "NodeGroupInput"),
        call("$0.nodes", "new", "NodeGroupOutput"),
        call("$0.nodes", "new", "GeometryNodeMeshCube"),
        call("$0.links", "new", ref('$5.outputs["Mesh"]'), ref("$4.inputs[0]")),
        call("$0.links", "new", ref("$3.outputs[0]"), ref("$5.inputs[0]")),
        call("context.object.modifiers", "new", "Nodes", "NODES"),
        raw("set", "$8", "node_group", ref("$0")),
        raw("get", "$2", "identifier"),
    )
    run(raw("set", results[8]["$ref"], f'["{results[10]}"]', 4.0))
    assert bpy.context.object.modifiers["Nodes"][results[10]] == 4.0


def test_values_that_only_are_calculated() -> None:
    line = [[0, 0, 0], [1, 0, 0], [0, 1, 1], [0, -1, 1]]
    nearest = one(raw("calculate", "", "mathutils.geometry.intersect_line_line", {"args": line}), writing=False)
    assert nearest == [[0, 0, 0], [0, 0, 1]]
    assert message(raw("calculate", "", "os.system", {"args": ["true"]}))[0] == "PermissionError"


def test_paths_are_followed_as_references_are() -> None:
    bpy.context.object.modifiers.new("Bevel", "BEVEL").width = 0.25
    results = run(
        *(
            call("context.object", "path_resolve", path)
            for path in ("location", "location[0]", 'modifiers["Bevel"].width')
        )
    )
    assert results == [[0, 0, 0], 0, 0.25]


def test_changes_are_told() -> None:
    session = Watch()
    run(
        raw("set", f"{TREE}.nodes[0]", "label", "x"),
        raw("set", "context.object.data.vertices[0]", "co", [0, 0, 0]),
        raw("get", "context.object", "location"),
        session=session,
    )
    assert session.touched == {"Material", "Cube"}


def test_operations_take_batches(ask: Ask) -> None:
    outcome = ask("rna_reading.read", calls=[raw("get", "context.object", "name")])
    assert json.loads(outcome["results"]) == ["Cube"]
    outcome = ask(
        "rna_editing.apply",
        calls=[raw("set", "context.object", "name", "Box"), raw("get", "context.object", "nope")],
    )
    assert outcome["failure"]["kind"] == "AttributeError"
    assert bpy.context.object.name == "Box"
