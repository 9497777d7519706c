"""References: what Blender answers with is found again, whatever has happened to its neighbours."""

from __future__ import annotations

from collections import deque
from typing import Any

import bpy
import pytest

from addon.rna import allowlist, answers, blocks, locate, refs, resolution

from .rna_calls import Refused, Watch, call, one, raw, ref, run

pytestmark = pytest.mark.usefixtures("startup_scene")

TREE = 'data.materials["Material"].node_tree'


def test_a_reference_is_a_base_and_steps() -> None:
    assert refs.parse('objects#12.modifiers["Be\\"v.el]"~5f3a].x[-2]!mesh') == refs.Reference(
        "objects",
        12,
        ((".", "modifiers", ""), ("[", 'Be"v.el]', "5f3a"), (".", "x", ""), ("[", -2, ""), ("!", "mesh", "")),
    )
    assert refs.member('["a b"]') == refs.Member("", (), "a b")
    assert refs.member("matrix_world[3][0]") == refs.Member("matrix_world", (3, 0))


def test_all_that_is_in_the_startup_file_is_found_again() -> None:
    prepare()
    resolver = resolution.Resolver(Watch())
    resolver.evaluate()
    pending: deque[tuple[Any, str]] = deque([(bpy.data, "data"), (bpy.context, "context")])
    seen, wrong = set(), []
    while pending:
        thing, text = pending.popleft()
        key = thing.as_pointer(), thing.bl_rna.identifier
        kind: Any = type(thing)
        if key in seen or allowlist.of_struct(kind) is None:
            continue
        seen.add(key)
        if isinstance(thing, bpy.types.NodeTree) and thing.is_evaluated:
            continue
        place = resolution.of_struct(thing, None)
        for answer, value in parts(resolver, place, text):
            try:
                found = resolver.resolve(answer["$ref"]).thing
            except PermissionError:
                continue
            if found != value:
                wrong.append(answer["$ref"])
            pending.append((value, answer["$ref"]))
    assert wrong == []
    assert len(seen) > 1000


def prepare() -> None:
    cube = bpy.data.objects["Cube"]
    cube.modifiers.new("Bevel", "BEVEL")
    cube.constraints.new("TRACK_TO")
    cube.keyframe_insert("location", frame=1)
    cube.vertex_groups.new(name="Group")
    cube.shape_key_add(name="Basis")
    curve = bpy.data.curves.new("Curve", "CURVE")
    curve.splines.new("BEZIER")


def parts(resolver: resolution.Resolver, place: resolution.Place, text: str) -> Any:
    """All structures that a structure's open members lead to, with the answers for them."""
    for name in sorted(place.members.readable):
        try:
            value = getattr(place.thing, name)
        except (AttributeError, RuntimeError):
            continue
        if isinstance(value, allowlist.Struct):
            yield answers.member(resolver, value, place, text, name), value
        elif isinstance(value, allowlist.Collection):
            where = answers.member(resolver, value, place, text, name)["$ref"]
            for index, each in zip(range(20), value, strict=False):
                if each is not None:
                    yield answers.item(where, index, each), each


@pytest.mark.parametrize(
    ("calls", "path"),
    [
        ([call(f"{TREE}.nodes", "new", "ShaderNodeTexNoise")], ".node_tree.nodes[2~"),
        (
            [call(f"{TREE}.links", "new", ref(f"{TREE}.nodes[1].outputs[0]"), ref(f"{TREE}.nodes[0].inputs[0]"))],
            ".links[",
        ),
        ([call("context.object.modifiers", "new", "B", "BEVEL")], ".modifiers[0~"),
        ([call("context.object.constraints", "new", "TRACK_TO")], ".constraints[0~"),
        ([call("context.object", "shape_key_add", name="Key")], 'key_blocks["Key"~'),
        ([call("context.object.vertex_groups", "new", name="G")], ".vertex_groups[0~"),
        ([call("context.object.data.uv_layers", "new", name="Second")], ".uv_layers[1]"),
        ([call("context.object.data.attributes", "new", "w", "FLOAT", "POINT")], ".attributes["),
        ([call("context.scene.timeline_markers", "new", "M", frame=3)], ".timeline_markers[0~"),
        ([call("context.scene.view_layers", "new", "L")], ".view_layers[1~"),
        ([call("data.curves", "new", "C", "CURVE"), call("$0.splines", "new", "POLY")], ".splines[0~"),
        ([raw("get", f"{TREE}.links[0]", "from_node")], '.nodes["Principled BSDF"~'),
        ([raw("get", f"{TREE}.links[0]", "to_socket")], ".inputs[0~"),
        ([raw("get", f"{TREE}.nodes[0].inputs[0]", "node")], '.nodes["Material Output"~'),
        ([raw("get", f"{TREE}.nodes[0]", "id_data")], ".node_tree"),
        ([raw("get", "context", "view_layer")], '.view_layers["ViewLayer"~'),
        ([raw("get", "context", "layer_collection")], ".layer_collection.children[0~"),
        ([raw("get", "context.scene", "collection")], ".collection"),
        ([raw("get", "context.scene", "render")], ".render"),
        ([raw("get", "context.scene", "cycles")], ".cycles"),
        ([raw("get", "context.scene.collection", "children")], ".collection.children"),
    ],
)
def test_an_answer_has_a_reference_that_lasts(calls: list[dict[str, str]], path: str) -> None:
    answer = one(*calls)
    assert path in answer["$ref"]
    assert "#" in answer["$ref"]
    assert one(raw("get", answer["$ref"])).get("type", answer["type"]) == answer["type"]


def test_a_curve_of_an_action_is_found_in_its_layers() -> None:
    run(call("context.object", "keyframe_insert", "location", frame=1))
    ensured = call(
        "context.object.animation_data.action",
        "fcurve_ensure_for_datablock",
        ref("context.object"),
        "location",
        index=2,
    )
    answer = one(ensured)
    assert answer["type"] == "FCurve"
    key = one(call(f"{answer['$ref']}.keyframe_points", "insert", 10, 5.0))
    run(raw("set", key["$ref"], "interpolation", "LINEAR"))
    channelbag = bpy.context.object.animation_data.action.layers[0].strips[0].channelbags[0]
    assert channelbag.fcurves[2].keyframe_points[1].interpolation == "LINEAR"


def test_what_was_active_stays_meant_when_something_else_is() -> None:
    tree = bpy.data.materials["Material"].node_tree
    tree.nodes.active = tree.nodes[0]
    active = one(raw("get", f"{TREE}.nodes", "active"))["$ref"]
    tree.nodes.active = tree.nodes[1]
    assert one(raw("get", active, "name")) == tree.nodes[0].name


def test_an_item_that_has_moved_or_got_another_name_is_found() -> None:
    first = one(call("context.object.modifiers", "new", "First", "BEVEL"))["$ref"]
    named = one(raw("find", "context.object.modifiers", "", "First"))["$ref"]
    run(call("context.object.modifiers", "new", "Second", "ARRAY"), call("context.object.modifiers", "move", 1, 0))
    run(raw("set", first, "name", "Renamed"))
    assert one(raw("get", first, "name")) == one(raw("get", named, "name")) == "Renamed"
    run(call("context.object.modifiers", "remove", ref(named)))
    with pytest.raises(Refused, match="has been removed"):
        run(raw("get", first, "name"))


def test_an_edit_bone_ends_with_the_mode() -> None:
    bpy.ops.object.armature_add(enter_editmode=True)
    bone = one(call("context.object.data.edit_bones", "new", "Bone"))["$ref"]
    run(raw("set", bone, "tail", [0, 0, 1]))
    assert one(raw("get", bone, "length")) == 1.0
    bpy.ops.object.mode_set(mode="OBJECT")
    with pytest.raises(Refused, match="ReferenceError"):
        run(raw("get", bone, "length"))


def test_evaluated_data_and_temporary_meshes() -> None:
    bpy.context.object.modifiers.new("S", "SUBSURF").levels = 1
    evaluated = one(call("context", "evaluated_depsgraph_get"), call("context.object", "evaluated_get", ref("$0")))
    assert evaluated["$ref"].endswith("!evaluated")
    mesh = one(call(evaluated["$ref"], "to_mesh"))["$ref"]
    assert one(raw("count", f"{mesh}.vertices")) == 26
    assert one(raw("get", evaluated["$ref"], "data"))["$ref"] == f"{evaluated['$ref']}.data"
    assert one(raw("count", f"{evaluated['$ref']}.data.vertices")) == 26
    run(call(evaluated["$ref"], "to_mesh_clear"))
    with pytest.raises(Refused, match="StructRNA of type Mesh has been removed"):
        run(raw("count", f"{mesh}.vertices"))


def test_references_outlive_an_undo() -> None:
    reference = one(raw("get", "context", "object"))["$ref"]
    bpy.ops.ed.undo_push(message="before")
    run(raw("set", reference, "location", [1, 2, 3]))
    bpy.ops.ed.undo_push(message="after")
    bpy.ops.ed.undo()
    assert one(raw("get", reference, "location")) == [0, 0, 0]


def test_results_are_targets_and_arguments_of_later_calls() -> None:
    results = run(
        call("data.collections", "new", "New"),
        call("context.scene.collection.children", "link", ref("$0")),
        call("data.objects", "new", "Empty", None),
        call("$0.objects", "link", ref("$2")),
        raw("get", "$2", "users_collection"),
        raw("get", "$4[0]", "name"),
        raw("get", "$2"),
    )
    assert results[5] == "New"
    assert results[6]["$ref"] == f"objects#{bpy.data.objects['Empty'].session_uid}"


def test_a_data_block_is_known_without_looking_through_all() -> None:
    made = bpy.data.objects.new("New", None)
    assert blocks.reference(made) == f"objects#{made.session_uid}"
    assert locate.anywhere(bpy.data.materials["Material"].node_tree).endswith(".node_tree")
