"""What a hostile component could send."""

from __future__ import annotations

from typing import Any

import bpy
import pytest

from addon.rna import refs, resolution, verbs

from .rna_calls import Refused, Watch, call, one, raw, ref, run

pytestmark = pytest.mark.usefixtures("startup_scene")


def refused(*calls: dict[str, str], **options: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        run(*calls, **options)
    return caught.value


@pytest.mark.parametrize(
    ("calls", "reason"),
    [
        ([raw("get", "data", "texts")], "code"),
        ([call("data.images", "load", "/etc/passwd")], "path"),
        ([raw("set", "context.scene.render", "filepath", "/x")], "path"),
        ([raw("set", "context.scene.cycles", "shading_system", True)], "code"),
        ([raw("set", "context.scene.cycles", '["shading_system"]', 1)], "unknown"),
        ([raw("unset", "context.scene.cycles", "shading_system")], "code"),
        ([call("context.scene.cycles", "property_unset", "shading_system")], "code"),
        ([call("context.scene", "keyframe_insert", "cycles.shading_system")], "code"),
        ([call("context.scene", "path_resolve", "render.filepath")], "path"),
        ([call("context.object", "driver_add", "location")], "code"),
        ([call("context.object", "as_pointer")], "code"),
        ([raw("get", "context.object", "bl_rna")], "code"),
        ([raw("get", "context", "preferences")], "preferences"),
        ([raw("get", "context", "window_manager")], "interface"),
        ([raw("column", "data.images", "filepath")], "path"),
        ([call("data.images", "foreach_get", "filepath", [0])], "path"),
        ([call('data.materials["Material"].node_tree.nodes', "new", "ShaderNodeScript")], "code"),
    ],
)
def test_what_is_closed_is_refused_with_its_reason(calls: list[dict[str, str]], reason: str) -> None:
    bpy.data.images.new("Any", 4, 4)
    error = refused(*calls)
    assert error.kind == "PermissionError"
    assert f"({reason})" in error.message


@pytest.mark.parametrize(
    "member", ["__class__", "_x", "location.x", "a b", "location[0", "x" * 300, "bl_rna.functions"]
)
def test_only_names_are_members(member: str) -> None:
    assert refused(raw("get", "context.object", member)).kind in ("ValueError", "AttributeError")


@pytest.mark.parametrize(
    "target",
    ["", "os", "bpy", "data.__class__", "data..objects", "objects#-1", 'objects["Cube"]', "$0", "%0", "data!mesh", "$"],
)
def test_only_references_are_targets(target: str) -> None:
    assert refused(raw("get", target, "name")).kind in (
        *("ValueError", "AttributeError", "ReferenceError", "TypeError", "PermissionError", "KeyError"),
    )


def test_a_name_with_a_nul_is_none() -> None:
    with pytest.raises(ValueError, match="no name"):
        refs.parse('data.objects["Cube\\u0000x"]')


def test_a_text_block_cannot_be_reached_by_a_reference_that_is_made_up() -> None:
    text = bpy.data.texts.new("Script")
    assert refused(raw("get", f"texts#{text.session_uid}", "name")).kind == "ValueError"
    assert refused(raw("get", f"objects#{text.session_uid}", "name")).kind == "ReferenceError"


def test_a_text_block_in_a_custom_property_stays_closed() -> None:
    bpy.context.object["script"] = bpy.data.texts.new("Script")
    answer = one(raw("get", "context.object", '["script"]'))
    assert refused(raw("get", answer["$ref"], "name")).kind in ("PermissionError", "ValueError")


def test_reading_cannot_write() -> None:
    for each in (raw("set", "context.object", "location", [1, 2, 3]), call("context.object", "hide_set", True)):
        assert refused(each, writing=False).kind == "PermissionError"
    assert bpy.context.object.location[:] == (0, 0, 0)


def test_a_batch_stops_at_the_first_fault_and_keeps_what_came_before() -> None:
    error = refused(
        raw("set", "context.object", "location", [1, 2, 3]),
        raw("get", "context.object", "nonsense"),
        raw("set", "context.object", "location", [9, 9, 9]),
    )
    assert error.index == 1
    assert bpy.context.object.location[:] == (1, 2, 3)


def test_a_node_that_was_removed_is_not_touched_again() -> None:
    error = refused(
        raw("find", "data.materials", "", "Material"),
        call("$0.node_tree.nodes", "new", "ShaderNodeTexNoise"),
        call("$0.node_tree.nodes", "remove", ref("$1")),
        raw("get", "$1", "name"),
    )
    assert (error.index, error.kind) == (3, "ReferenceError")


def test_a_node_of_the_same_name_is_not_taken_for_the_removed_one() -> None:
    nodes = 'data.materials["Material"].node_tree.nodes'
    made = one(call(nodes, "new", "ShaderNodeRGB"))
    found = one(raw("find", nodes, "", made["name"]))
    run(call(nodes, "remove", ref(found["$ref"])))
    # Whatever lies where it lay: only what has the mark is it.
    material = bpy.data.materials["Material"]
    blocker = [material.node_tree.nodes.new("ShaderNodeTexNoise") for _ in range(8)]
    material.node_tree.nodes.new("ShaderNodeRGB").name = made["name"]
    assert blocker
    try:
        assert one(raw("get", found["$ref"], "bl_idname")) == "ShaderNodeRGB"
    except Refused as error:
        assert error.kind == "ReferenceError"  # noqa: PT017 - either is safe


def test_nothing_is_evaluated_while_parts_of_evaluated_data_are_held() -> None:
    resolver = resolution.Resolver(Watch())
    resolver.begin()
    for text in ("depsgraph", "context.object!evaluated"):
        with pytest.raises(resolution.Outdated):
            resolver.resolve(text)
    resolver.evaluate()
    assert resolver.resolve("context.object!evaluated").thing.is_evaluated


def test_an_argument_that_evaluates_does_so_before_the_target_is_looked_up() -> None:
    run(call("context", "evaluated_depsgraph_get"))
    index = [each.name for each in bpy.context.view_layer.depsgraph.objects].index("Cube")
    bpy.context.object.modifiers.new("S", "SUBSURF").levels = 1
    # This way to evaluated data does not bring it up to date; the argument does, which frees the mesh of before.
    vertices = f"context.view_layer.depsgraph.objects[{index}].data.vertices"
    assert refused(call(vertices, "foreach_get", "co", ref("depsgraph"))).kind == "TypeError"
    assert one(raw("count", vertices)) == 26


def test_a_temporary_mesh_ends_with_the_evaluation() -> None:
    run(call("context.object!evaluated", "to_mesh"))
    bpy.context.object.modifiers.new("S", "SUBSURF")
    error = refused(raw("count", "context.object!evaluated!mesh.vertices"))
    assert (error.kind, error.message) == ("ReferenceError", "StructRNA of type Mesh has been removed")


def test_evaluated_node_trees_are_closed() -> None:
    # Blender itself crashes when `NodeLink.is_hidden` is read there.
    for tree in ('data.materials["Material"]!evaluated.node_tree', "depsgraph.scene_eval.world.node_tree"):
        assert refused(raw("get", f"{tree}.links[0]", "is_hidden")).kind == "PermissionError"


def test_an_object_that_was_removed_is_gone() -> None:
    reference = one(raw("get", "context", "object"))["$ref"]
    run(call("data.objects", "remove", ref(reference)))
    assert refused(raw("get", reference, "name")).kind == "ReferenceError"


def test_a_reference_does_not_outlive_the_file() -> None:
    reference = one(raw("get", "context", "object"))["$ref"]
    bpy.ops.wm.read_factory_settings(use_empty=True)
    assert refused(raw("get", reference, "name")).kind == "ReferenceError"


@pytest.mark.parametrize(
    "calls",
    [
        [call("data.meshes", "new", "M"), call("$0", "from_pydata", [[0, 0, 0]], [], [[0, 1, 2]])],
        [call("data.meshes", "new", "M"), call("$0", "from_pydata", [[0, 0, 0]], [[0, -1]], [])],
        [call("data.meshes", "new", "M"), call("$0", "from_pydata", vertices=[[0, 0, 0]], edges=[], faces=[[5, 6, 7]])],
        [call('data.meshes["Cube"].loops', "foreach_set", "vertex_index", [99] * 24)],
        [call('data.meshes["Cube"].edges', "foreach_set", "vertices", [-1] * 24)],
        [call('data.meshes["Cube"].polygons', "foreach_set", "loop_start", [20, 16, 12, 8, 4, 0])],
        [raw("set", 'data.meshes["Cube"].loops[0]', "vertex_index", 99)],
        [raw("set", 'data.meshes["Cube"].loops[0]', "edge_index", 99)],
        [raw("set", 'data.meshes["Cube"].edges[0]', "vertices", [0, 99])],
        [raw("set", 'data.meshes["Cube"].polygons[0]', "vertices", [0, 1, 2, 99])],
        [raw("set", 'data.meshes["Cube"].polygons[0]', "loop_start", 23)],
        [raw("set", 'data.meshes["Cube"].attributes[".corner_vert"].data[0]', "value", 99)],
        [call('data.meshes["Cube"].attributes[".edge_verts"].data', "foreach_set", "value", [99] * 24)],
        [call("context.object.vertex_groups", "new", name="G"), call("$0", "add", [-5], 1.0, "ADD")],
        [call("data.images", "new", "I", 60000, 60000)],
        [call("data.images", "new", "I", 8, 8), call("$0", "scale", 16384, 16384)],
        [call("data.images", "new", "I", 8, 8), raw("set", "$0", "generated_width", 65536)],
        [call("data.meshes", "new", "M"), call("$0.vertices", "add", 2_000_000_000)],
        [call("data.objects", "remove", ref("context.object"), do_ui_user=False)],
        [call("data", "batch_remove", [ref("context.scene")])],
        [raw("set", "context.object", "parent", ref("context.object"))],
    ],
)
def test_arguments_that_would_crash_blender_are_refused(calls: list[dict[str, str]]) -> None:
    assert refused(*calls).index == len(calls) - 1
    bpy.context.view_layer.update()
    assert len(bpy.data.meshes["Cube"].vertices) == 8


def test_a_text_cannot_reach_a_node_that_reads_files() -> None:
    group = bpy.data.node_groups.new("Reader", "GeometryNodeTree")
    group.interface.new_socket("File", in_out="INPUT", socket_type="NodeSocketString")
    inside, reader = group.nodes.new("NodeGroupInput"), group.nodes.new("GeometryNodeImportOBJ")
    group.links.new(inside.outputs[0], reader.inputs[0])
    modifier = bpy.context.object.modifiers.new("Reader", "NODES")
    modifier.node_group = group
    key = group.interface.items_tree[0].identifier
    tree = f"node_groups#{group.session_uid}"
    for each in (
        [raw("set", 'context.object.modifiers["Reader"]', f'["{key}"]', "/etc/passwd")],
        [raw("get", f"{tree}.nodes[1]", "inputs")],
        [call(f"{tree}.nodes", "new", "GeometryNodeImportText")],
        [call(f"{tree}.nodes", "new", "FunctionNodeInputString"), raw("set", "$0", "string", "/etc/passwd")],
        [call("context.object.modifiers", "new", "N", "NODES"), raw("set", "$0", "node_group", ref(tree))],
    ):
        assert refused(*each).kind == "PermissionError"
    assert modifier.get(key) != "/etc/passwd"


def test_values_are_not_nested_without_end() -> None:
    deep: Any = 1
    for _ in range(50):
        deep = [deep]
    assert refused(raw("set", "context.object", '["x"]', deep)).kind == "ValueError"


def test_arguments_that_are_no_json_are_a_fault_of_the_call() -> None:
    broken = {"verb": "set", "target": "context.object", "member": "name", "arguments": "{"}
    assert refused(broken).kind == "ValueError"


CUBE = 'data.objects["Cube"]'
MESH = 'data.meshes["Cube"]'
EVALUATED = f"{CUBE}!evaluated"


def operator(name: str, override: dict[str, Any], **kwargs: Any) -> dict[str, str]:
    return raw("operator", "", name, {"kwargs": kwargs, "override": override})


@pytest.mark.parametrize(
    "override",
    [
        {"scene": ref(MESH)},
        {"view_layer": ref(CUBE)},
        {"active_object": ref(MESH)},
        {"active_object": ref("context.view_layer")},
        {"selected_editable_objects": [ref(MESH)]},
        {"selected_objects": ref(CUBE)},
        {"active_pose_bone": ref(CUBE)},
        {"object": 5},
    ],
)
def test_a_context_takes_no_things_of_another_type(override: dict[str, Any]) -> None:
    assert refused(operator("object.shade_smooth", override)).kind == "TypeError"


@pytest.mark.parametrize(
    "calls",
    [
        [raw("set", CUBE, '["x"]', ref(EVALUATED))],
        [raw("set", CUBE, '["x"]', {"a": {"b": ref(f"{EVALUATED}.data")}})],
        [call(CUBE, "to_mesh"), raw("set", CUBE, '["x"]', ref("$0"))],
        [raw("set", 'data.objects["Light"]', "parent", ref(EVALUATED))],
        [raw("set", EVALUATED, "location", [1, 2, 3])],
        [raw("set", "depsgraph.view_layer_eval", "name", "x")],
        [call(f"{EVALUATED}.data", "clear_geometry")],
        [call(f"{EVALUATED}.data.vertices", "add", 5)],
        [call(f"{EVALUATED}.modifiers", "new", "S", "SUBSURF")],
        [call("data", "batch_remove", [ref(EVALUATED)])],
        [call('data.objects["Light"]', "user_remap", ref(EVALUATED))],
        [operator("object.delete", {"selected_objects": [ref(EVALUATED)]})],
    ],
)
def test_evaluated_data_is_neither_changed_nor_kept(calls: list[dict[str, str]]) -> None:
    assert refused(*calls).kind == "PermissionError"


def test_evaluated_data_can_be_read_and_copied() -> None:
    made = call("data.meshes", "new_from_object", ref(EVALUATED), depsgraph=ref("depsgraph"))
    assert run(made, raw("count", "$0.vertices"))[-1] == 8
    assert run(
        call(EVALUATED, "to_mesh"), call("$0", "transform", {"$matrix": [[1, 0, 0, 0]] * 4}), call("$0", "update")
    )


@pytest.mark.parametrize(
    "path", ['attributes[".corner_vert"].data[0].value', "loops[0].vertex_index", "cycles.shading_system", "x.vertices"]
)
def test_nothing_closed_is_animated(path: str) -> None:
    bpy.context.object.keyframe_insert("location")
    action = bpy.context.object.animation_data.action
    bag = f"actions#{action.session_uid}.layers[0].strips[0].channelbags[0]"
    assert refused(call(f"{bag}.fcurves", "new", path)).kind == "PermissionError"
    assert refused(raw("set", f"{bag}.fcurves[0]", "data_path", path)).kind == "PermissionError"
    assert refused(call("data.actions[0]", "fcurve_ensure_for_datablock", ref(CUBE), path)).kind == "PermissionError"


def test_what_scripts_animate_is_open() -> None:
    bpy.context.object.keyframe_insert("location")
    bag = f"actions#{bpy.data.actions[0].session_uid}.layers[0].strips[0].channelbags[0]"
    for path in ('pose.bones["vertices"].location', '["attributes"]', 'key_blocks["A"].value', 'modifiers["A"].count'):
        assert one(call(f"{bag}.fcurves", "new", path))["type"] == "FCurve"


def test_a_path_that_is_not_quite_right_is_none() -> None:
    assert refused(call("context.scene", "keyframe_insert", "cycles.shading_system.")).kind == "TypeError"


@pytest.mark.parametrize("kind", ["GeometryNodeTree", "ShaderNodeTree"])
def test_remapping_makes_no_loop_of_node_groups(kind: str) -> None:
    calls = [
        call("data.node_groups", "new", "Inner", kind),
        call("data.node_groups", "new", "Outer", kind),
        call("$1.nodes", "new", kind.replace("Tree", "Group")),
        raw("set", "$2", "node_tree", ref("$0")),
        call("$0", "user_remap", ref("$1")),
    ]
    assert refused(*calls).index == 4


def test_remapping_makes_no_loop_of_collections_or_parents() -> None:
    nested = [call("data.collections", "new", name) for name in "AB"]
    error = refused(*nested, call("$0.children", "link", ref("$1")), call("$1", "user_remap", ref("$0")))
    assert (error.index, error.kind) == (3, "ValueError")
    child = raw("set", 'data.objects["Camera"]', "parent", ref(CUBE))
    assert refused(child, call(CUBE, "user_remap", ref('data.objects["Camera"]'))).index == 1


def test_parts_of_other_data_are_refused() -> None:
    calls = [
        call("data.armatures", "new", "A"),
        call("data.armatures", "new", "B"),
        call("$0.collections", "new", "X"),
        call("$1.collections", "new", "X"),
        call("$0.collections", "remove", ref("$3")),
    ]
    assert refused(*calls).index == 4
    frames = [call("data.node_groups", "new", "G", "ShaderNodeTree"), call("$0.nodes", "new", "NodeFrame")]
    assert refused(*frames, raw("set", "$1", "parent", ref("$1"))).kind == "ValueError"


RAW = [
    call("data.meshes", "new", "M"),
    call("data.objects", "new", "M", ref("$0")),
    call("context.collection.objects", "link", ref("$1")),
]


@pytest.mark.parametrize(
    "calls",
    [
        [call("$0.loops", "add", 4), call("$0.polygons", "add", 1)],
        [call("$0.edges", "add", 4)],
        [call("$0.vertices", "add", 4), call("$0.polygons", "add", 3)],
        [call("$0.vertices", "add", 4), call("$0.loops", "add", 4), call("$0.polygons", "add", 1)],
        [call("$0", "from_pydata", [[0, 0, 0], [1, 0, 0]], [], [[0], [0, 1]])],
    ],
)
def test_a_mesh_that_is_not_whole_is_made_so_before_it_is_used(calls: list[dict[str, str]]) -> None:
    run(*RAW, *calls, call("$0", "calc_loop_triangles"), raw("count", "$1!evaluated.data.vertices"))
    mesh = bpy.data.meshes["M"]
    assert not mesh.loops
    run(*RAW, *calls)
    assert not bpy.data.meshes["M.001"].loops


def test_a_mesh_that_is_built_piece_by_piece_stays_as_it_is() -> None:
    run(
        *RAW,
        call("$0.vertices", "add", 3),
        call("$0.loops", "add", 3),
        call("$0.polygons", "add", 1),
        call("$0.vertices", "foreach_set", "co", [0, 0, 0, 1, 0, 0, 0, 1, 0]),
        call("$0.polygons", "foreach_set", "loop_start", [0]),
        call("$0.loops", "foreach_set", "vertex_index", [0, 1, 2]),
        call("$0", "update"),
        raw("get", "$0.polygons[0]", "normal"),
    )
    mesh = bpy.data.meshes["M"]
    assert (len(mesh.polygons), len(mesh.edges), tuple(mesh.polygons[0].normal)) == (1, 3, (0, 0, 1))


def test_faces_that_go_through_a_vertex_twice_are_not_edited() -> None:
    build = call("$0", "from_pydata", [[0, 0, 0], [1, 0, 0], [0, 1, 0]], [], [[0, 1, 2], [0, 1, 0]])
    run(*RAW, build, call("context.view_layer", "update"))
    assert len(bpy.data.meshes["M"].polygons) == 2
    run(call('data.objects["M"].modifiers', "new", "B", "BEVEL"), call("context.view_layer", "update"))
    assert len(bpy.data.meshes["M"].polygons) == 1


@pytest.mark.parametrize(
    ("function", "args"),
    [
        ("points_in_planes", [[[0.1, 0.2, 0.3, -1.0]] * 1000]),
        ("box_pack_2d", [[[0, 0, 1, 1]] * 20_000]),
        ("tessellate_polygon", [[[[0, 0, 0]] * 50_000]]),
        ("delaunay_2d_cdt", [[[i % 2, i] for i in range(2000)], [[i, 1999 - i] for i in range(1000)] * 2, [], 0, 0.1]),
    ],
)
def test_calculations_that_would_take_minutes_are_refused(function: str, args: list[Any]) -> None:
    error = refused(raw("calculate", "", f"mathutils.geometry.{function}", {"args": args}))
    assert error.kind == "ValueError"


@pytest.mark.parametrize(
    "calls",
    [
        [call(f"{CUBE}.modifiers", "new", "A", "ARRAY"), raw("set", "$0", "count", 100_000_000)],
        [call(f"{CUBE}.modifiers", "new", "S", "SUBSURF"), raw("set", "$0", "levels", 11)],
        [call(f"{CUBE}.modifiers", "new", "R", "REMESH"), raw("set", "$0", "voxel_size", 0.0001)],
        [call("data.curves", "new", "T", "FONT"), raw("set", "$0", "body", "x" * 200_000)],
        [call("data.images", "new", "I", 8192, 8192)] * 6,
    ],
)
def test_what_would_take_all_memory_is_refused(calls: list[dict[str, str]]) -> None:
    assert refused(*calls).kind == "ValueError"


def test_a_batch_that_nobody_waits_for_stops() -> None:
    rename = raw("set", CUBE, "name", "Renamed")
    outcome = verbs.run([rename], Watch(), True, is_cancelled=lambda: True)
    assert outcome["failure"]["message"] == "cancelled"
    assert "Renamed" not in bpy.data.objects


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("transform.rotate", {"value": float("nan")}),
        ("transform.translate", {"value": [0, float("inf"), 0]}),
        ("transform.translate", {"snap": True}),
        ("object.duplicate_move", {"TRANSFORM_OT_translate": {"snap": True}}),
        ("armature.assign_to_collection", {"collection_index": 5, "new_collection_name": "x"}),
        ("scene.new_sequencer_scene", {}),
        ("grease_pencil.extrude", {}),
    ],
)
def test_operators_that_would_crash_blender_are_refused(name: str, arguments: dict[str, Any]) -> None:
    assert refused(operator(name, {}, **arguments)).kind in ("PermissionError", "ValueError")


def test_a_subdivision_is_bounded() -> None:
    edit = [operator("object.mode_set", {}, mode="EDIT"), operator("mesh.select_all", {}, action="SELECT")]
    error = refused(*edit, *[operator("mesh.subdivide", {}, number_cuts=50)] * 4)
    assert error.kind == "ValueError"
    assert "at most" in error.message
