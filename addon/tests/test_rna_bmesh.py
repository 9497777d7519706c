"""Meshes in the making: what components can do with them, and that nothing they send can harm Blender."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import bmesh
import bpy
import pytest

from addon.rna import bmeshes, verbs
from addon.rna.bmeshes import allowed, growth
from addon.rna.session import Session

Run = Callable[..., Any]


class RefusedError(Exception):
    """What a batch failed with."""


@pytest.fixture
def session(startup_scene: None) -> Iterator[Session]:
    session = Session(None)
    yield session
    session.close()


@pytest.fixture
def run(session: Session) -> Run:
    """Runs calls of four texts, of which the last may be a value, and gives their results."""

    def run_calls(*calls: tuple[Any, ...]) -> Any:
        batch = []
        for verb, target, member, *arguments in calls:
            text = json.dumps(arguments[0]) if arguments else ""
            batch.append({"verb": verb, "target": target, "member": member, "arguments": text})
        outcome = verbs.run(batch, session, True)
        if outcome["failure"]:
            raise RefusedError(f"{outcome['failure']['kind']}: {outcome['failure']['message']}")
        return json.loads(outcome["results"])

    return run_calls


def call(target: str, member: str, *args: Any, **kwargs: Any) -> tuple[Any, ...]:
    return "call", target, member, {"args": args, "kwargs": kwargs}


def ref(text: str) -> dict[str, str]:
    return {"$ref": text}


def make_cube(run: Run) -> str:
    made = run(call("bmesh", "new"), call("bmesh.ops", "create_cube", ref("$0"), size=2.0))
    return str(made[0]["$ref"])


def first(run: Run, mesh: str, domain: str) -> str:
    """A reference to the first element."""
    return f"%{run(('items', f'{mesh}.{domain}', ''))[0]['$elements'][1]}"


# Building.


def test_a_batch_builds_a_mesh_from_its_own_results(run: Run) -> None:
    corners = [[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
    results = run(
        call("bmesh", "new"),
        *(call("$0.verts", "new", corner) for corner in corners),
        call("$0.faces", "new", [ref("$1"), ref("$2"), ref("$3")]),
        call("data.meshes", "new", "Triangle"),
        call("$0", "to_mesh", ref("$5")),
        ("column", "$0.verts", "co"),
        ("get", "$4", "verts"),
        call("$0", "free"),
    )
    assert [each.co[:] for each in bpy.data.meshes["Triangle"].vertices] == [tuple(corner) for corner in corners]
    assert bpy.data.meshes["Triangle"].polygons[0].vertices[:] == (0, 1, 2)
    assert results[7] == corners
    assert results[8] == {"$elements": ["BMVert", 1, 3]}


def test_an_element_keeps_its_number(run: Run) -> None:
    mesh = make_cube(run)
    numbers = run(("items", f"{mesh}.verts", ""))[0]
    assert run(("items", f"{mesh}.verts", ""))[0] == numbers
    ends = run(("get", first(run, mesh, "edges"), "verts"))[0]
    assert set(_numbers(ends)) < set(_numbers(numbers))


def test_what_an_operator_gives_can_be_used_in_the_same_batch(run: Run) -> None:
    mesh = make_cube(run)
    results = run(
        call("bmesh.ops", "extrude_face_region", ref(mesh), geom=ref(f"{mesh}.faces")),
        call("bmesh.ops", "create_vert", ref(mesh), co=[0.0, 0.0, 9.0]),
        call("bmesh.ops", "translate", ref(mesh), verts=ref('$1["vert"]'), vec=[0.0, 0.0, 1.0]),
        ("get", '$1["vert"][0]', "co"),
        ("get", '$0["geom"][0]', "is_valid"),
    )
    assert results[3] == [0.0, 0.0, 10.0]
    assert results[4] is True


def test_many_elements_are_given_in_few_letters(run: Run) -> None:
    mesh = run(call("bmesh", "new"))[0]["$ref"]
    run(call("bmesh.ops", "create_grid", ref(mesh), x_segments=99, y_segments=99, size=1.0))
    items = run(("items", f"{mesh}.verts", ""))[0]
    assert items["$elements"][2] == 10_000
    assert len(json.dumps(items)) < 100
    lengths, elements = run(("column", f"{mesh}.faces", "verts"))[0]["$lists"]
    assert lengths == [4] * 9801
    assert sum(len(each) for each in elements["$elements"] if isinstance(each, list)) <= 4 * 9801
    run(call("bmesh.ops", "delete", ref(mesh), geom=items, context="VERTS"))
    assert run(("count", f"{mesh}.verts", "")) == [0]


def test_a_dictionary_of_elements_crosses_as_pairs(run: Run) -> None:
    mesh = make_cube(run)
    run(call("bmesh.ops", "create_cube", ref(mesh), size=2.0))
    [found] = run(call("bmesh.ops", "find_doubles", ref(mesh), verts=ref(f"{mesh}.verts"), dist=0.01))
    sources, targets = found["targetmap"]["$pairs"]
    assert set(sources) == set(targets) == {"$elements"}
    source, target = (f"%{_numbers(each)[0]}" for each in (sources, targets))
    run(call("bmesh.ops", "weld_verts", ref(mesh), targetmap=[[ref(source), ref(target)]]))
    assert run(("count", f"{mesh}.verts", "")) == [15]


def _numbers(encoded: dict[str, Any]) -> list[int]:
    _, numbers, *length = encoded["$elements"]
    return numbers if isinstance(numbers, list) else list(range(numbers, numbers + length[0]))


def test_layers_are_read_and_written(run: Run) -> None:
    mesh = make_cube(run)
    run(call(f"{mesh}.loops.layers.uv", "new", "Map"), call(f"{mesh}.verts.layers.deform", "verify"))
    loop = first(run, mesh, "loops")
    uv = f'{mesh}.loops.layers.uv["Map"]'
    deform = f"{mesh}.verts.layers.deform[0]"
    vert = first(run, mesh, "verts")
    results = run(
        call(loop, "[]=", ref(uv), [0.25, 0.5], "uv"),
        call(loop, "[]", ref(uv), "uv"),
        ("column", uv, "uv"),
        call(vert, "[]=", ref(deform), 0.75, 2),
        call(vert, "[]", ref(deform)),
        call(vert, "[]=", ref(deform), None, 2),
        ("column", deform, ""),
        ("keys", f"{mesh}.loops.layers.uv", ""),
    )
    assert results[1] == [0.25, 0.5]
    assert results[2] == [[0.25, 0.5]] + [[0.0, 0.0]] * 23
    assert results[4] == [[2, 0.75]]
    assert results[6] == [[]] * 8
    assert results[7] == ["Map"]


def test_a_mesh_that_is_written_counts_as_changed(run: Run, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    touched: list[str] = []
    monkeypatch.setattr(session, "touch", lambda block: touched.append(block.name))
    mesh = make_cube(run)
    run(call(mesh, "to_mesh", ref(f"meshes#{bpy.data.meshes['Cube'].session_uid}")))
    assert touched == ["Cube"]


def test_the_session_frees_its_meshes(run: Run, session: Session) -> None:
    number = int(make_cube(run)[1:])
    mesh = session.thing(number)
    session.close()
    assert not mesh.is_valid


# What is gone.


REMOVALS = {
    "free": lambda mesh: call(mesh, "free"),
    "clear": lambda mesh: call(mesh, "clear"),
    "delete": lambda mesh: call("bmesh.ops", "delete", ref(mesh), geom=ref(f"{mesh}.verts"), context="VERTS"),
    "bevel": lambda mesh: call(
        "bmesh.ops", "bevel", ref(mesh), geom=ref(f"{mesh}.edges"), offset=0.1, segments=2, affect="EDGES"
    ),
}


@pytest.mark.parametrize("way", REMOVALS)
@pytest.mark.parametrize(
    ("domain", "member"), [("verts", "co"), ("edges", "verts"), ("faces", "loops"), ("loops", "vert")]
)
def test_what_has_been_removed_is_known_to_be(run: Run, way: str, domain: str, member: str) -> None:
    mesh = make_cube(run)
    element = first(run, mesh, domain)
    run(REMOVALS[way](mesh))
    assert run(("get", element, "is_valid")) == [False]
    with pytest.raises(RefusedError, match=r"ReferenceError: BMesh data of type BM.* has been removed"):
        run(("get", element, member))
    other = make_cube(run)
    with pytest.raises(RefusedError, match="has been removed"):
        run(call("bmesh.ops", "delete", ref(other), geom=[ref(element)], context="VERTS"))


def test_parts_of_a_freed_mesh_are_gone_with_it(run: Run) -> None:
    mesh = make_cube(run)
    parts = [f"{mesh}.verts", f"{mesh}.verts.layers", f"{mesh}.verts.layers.int", f"{mesh}.select_history"]
    run(call(f"{mesh}.verts.layers.int", "new", "i"))
    held = [run(("get", each, ""))[0]["$ref"] for each in (*parts, f"{mesh}.verts.layers.int[0]")]
    run(call(mesh, "free"))
    for try_it in (
        call(held[0], "new"),
        call(f"{held[1]}.float", "new", "x"),
        call(held[2], "new", "j"),
        call(held[3], "clear"),
        call(held[4], "copy_from", ref(held[4])),
    ):
        with pytest.raises(RefusedError, match="BMesh has been removed"):
            run(try_it)


def test_a_removed_layer_is_not_written_to(run: Run) -> None:
    mesh = make_cube(run)
    layer = run(call(f"{mesh}.verts.layers.float", "new", "a"))[0]["$ref"]
    run(call(f"{mesh}.verts.layers.float", "remove", ref(layer)))
    vert = first(run, mesh, "verts")
    with pytest.raises(RefusedError, match="layer has become invalid"):
        run(call(vert, "[]=", ref(layer), 1.0))


def test_the_mesh_of_edit_mode_is_gone_after_it(run: Run) -> None:
    cube = bpy.data.objects["Cube"]
    bpy.context.view_layer.objects.active = cube
    bpy.ops.object.mode_set(mode="EDIT")
    mesh = run(call("bmesh", "from_edit_mesh", ref(f"meshes#{cube.data.session_uid}")))[0]["$ref"]
    vert = first(run, mesh, "verts")
    run(("set", vert, "co", [5.0, 5.0, 5.0]))
    bpy.ops.object.mode_set(mode="OBJECT")
    assert (5.0, 5.0, 5.0) in [each.co[:] for each in cube.data.vertices]
    for try_it in (("get", vert, "co"), ("count", f"{mesh}.verts", ""), call(f"{mesh}.verts", "new")):
        with pytest.raises(RefusedError, match="has been removed"):
            run(try_it)


# Forged calls.


@pytest.mark.parametrize(
    "member", ["__class__", "__init__", "__dict__", "free.__self__", "_core", "mesh", "native", "co", "", "verts[0]"]
)
def test_only_listed_members_exist(run: Run, member: str) -> None:
    mesh = make_cube(run)
    for target in (mesh, f"{mesh}.verts", first(run, mesh, "loops"), f"{mesh}.verts.layers"):
        if member:
            with pytest.raises(RefusedError, match=r"AttributeError|ValueError|TypeError"):
                run(("get", target, member))
            with pytest.raises(RefusedError, match=r"AttributeError|ValueError"):
                run(("set", target, member, 1))
        with pytest.raises(RefusedError, match="AttributeError"):
            run(call(target, member))


@pytest.mark.parametrize(
    ("module", "function"),
    [
        ("bmesh", "types"),
        ("bmesh", "__loader__"),
        ("bmesh.ops", "__class__"),
        ("bmesh.ops", "nothing"),
        ("bmesh.utils", "__name__"),
        ("bmesh.types", "BMesh"),
        ("bmesh.ops.bevel", "__call__"),
    ],
)
def test_only_listed_functions_exist(run: Run, module: str, function: str) -> None:
    with pytest.raises(RefusedError, match="AttributeError"):
        run(call(module, function))


@pytest.mark.parametrize("operator", ["bmesh_to_mesh", "mesh_to_bmesh", "object_load_bmesh"])
def test_operators_that_follow_any_pointer_are_closed(run: Run, operator: str) -> None:
    with pytest.raises(RefusedError, match="PermissionError"):
        run(call("bmesh.ops", operator, ref(make_cube(run))))


@pytest.mark.parametrize(
    ("operator", "arguments", "reason"),
    [
        ("pointmerge_facedata", {}, "missing"),
        ("bevel", {"profile_type": "CUSTOM", "segments": 3}, "custom profile"),
        ("bevel", {"custom_profile": 1}, "invalid for this operator"),
        ("duplicate", {"dest": None}, "invalid for this operator"),
        ("subdivide_edgering", {"cuts": -(2**31)}, "must not be negative"),
        ("translate", {"vec": [1e30, 0.0, 0.0]}, "too large"),
        ("scale", {"vec": [float("nan"), 0.0, 0.0]}, "too large"),
        ("create_grid", {"x_segments": 10**5, "y_segments": 10**5}, "vertices in all"),
        ("create_icosphere", {"subdivisions": 2**31 - 1}, "vertices in all"),
        ("create_uvsphere", {"v_segments": 2**31 - 1}, "vertices in all|too long"),
        ("create_circle", {"segments": 10**6, "cap_ends": True}, "too long"),
        ("create_cube", {"matrix": [[1.0]]}, "ValueError|TypeError"),
        ("create_cube", {"size": {"a": 1}}, "TypeError"),
        ("delete", {"geom": 5}, "TypeError"),
        ("weld_verts", {"targetmap": [1]}, "TypeError"),
    ],
)
def test_arguments_that_would_harm_are_refused(run: Run, operator: str, arguments: dict[str, Any], reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        run(call("bmesh.ops", operator, ref(make_cube(run)), **arguments))


@pytest.mark.parametrize("operator", ["convex_hull", "inset_individual", "dissolve_limit", "remove_doubles"])
def test_coordinates_that_are_no_numbers_are_not_solved(run: Run, operator: str) -> None:
    mesh = make_cube(run)
    run(call(f"{mesh}.verts", "new", [float("nan"), 0.0, 0.0]))
    with pytest.raises(RefusedError, match="coordinates that are no numbers"):
        run(call("bmesh.ops", operator, ref(mesh)))


def test_corners_are_only_made_where_that_is_safe(run: Run) -> None:
    mesh = make_cube(run)
    subdivide = call(
        "bmesh.ops", "subdivide_edges", ref(mesh), edges=ref(f"{mesh}.edges"), cuts=1, quad_corner_type="INNER_VERT"
    )
    run(subdivide)
    run(call("bmesh.ops", "create_monkey", ref(mesh)))
    with pytest.raises(RefusedError, match="only safe for meshes of quads"):
        run(subdivide)


def test_no_mesh_grows_without_end(run: Run) -> None:
    mesh = make_cube(run)
    for operator, arguments in (
        ("subdivide_edges", {"edges": ref(f"{mesh}.edges"), "cuts": 10**6}),
        ("bisect_edges", {"edges": ref(f"{mesh}.edges"), "cuts": 10**6}),
        ("bevel", {"geom": ref(f"{mesh}.edges"), "segments": 10**6, "offset": 0.1}),
        ("spin", {"geom": ref(f"{mesh}.faces"), "steps": 10**6, "axis": [0.0, 0.0, 1.0], "angle": 1.0}),
    ):
        with pytest.raises(RefusedError, match=r"vertices in all|too long"):
            run(call("bmesh.ops", operator, ref(mesh), **arguments))
    assert run(("count", f"{mesh}.verts", "")) == [8]


def test_no_more_meshes_than_anybody_needs(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "MOST_MESHES", 3)
    meshes = [make_cube(run) for _ in range(3)]
    for try_it in (call("bmesh", "new"), call(meshes[0], "copy")):
        with pytest.raises(RefusedError, match="only 3 meshes"):
            run(try_it)
    run(call(meshes[0], "free"))
    run(call(meshes[1], "copy"))
    monkeypatch.setattr(growth, "MOST_VERTICES", 30)
    with pytest.raises(RefusedError, match="vertices in all"):
        run(call("bmesh.ops", "duplicate", ref(meshes[1]), geom=ref(f"{meshes[1]}.verts")))


def test_elements_of_another_mesh_are_refused(run: Run) -> None:
    mesh, other = make_cube(run), make_cube(run)
    foreign = {domain: first(run, other, domain) for domain in ("verts", "edges", "faces")}
    own = {domain: first(run, mesh, domain) for domain in ("verts", "edges", "faces")}
    for try_it in (
        call("bmesh.ops", "delete", ref(mesh), geom=[ref(foreign["verts"])], context="VERTS"),
        call(f"{mesh}.verts", "remove", ref(foreign["verts"])),
        call(f"{mesh}.edges", "new", [ref(own["verts"]), ref(foreign["verts"])]),
        call(f"{mesh}.verts", "remove", ref(own["edges"])),
        call(f"{mesh}.verts", "remove", 3),
        call(f"{mesh}.verts", "new", [0.0, 0.0, 0.0], ref(foreign["verts"])),
        call(f"{mesh}.verts", "new", [0.0, 0.0, 0.0], example=ref(foreign["verts"])),
        call(own["verts"], "copy_from", ref(own["edges"])),
        call("bmesh.utils", "face_split", ref(own["faces"]), ref(foreign["verts"]), ref(foreign["verts"])),
        call("bmesh.utils", "edge_split", ref(own["edges"]), ref(foreign["verts"]), 0.5),
    ):
        with pytest.raises(RefusedError, match=r"TypeError|ValueError"):
            run(try_it)
    assert run(("count", f"{mesh}.verts", ""), ("count", f"{other}.verts", "")) == [8, 8]


@pytest.mark.parametrize(
    "encoded",
    [5, ["BMVert"], ["BMVert", 0], ["BMVert", 0, 10**9], ["BMVert", "a", 1], ["BMVert", [0]], [1, None], "ab"],
)
def test_lists_of_elements_that_are_none_are_refused(run: Run, encoded: Any) -> None:
    mesh = make_cube(run)
    with pytest.raises(RefusedError, match=r"ValueError|ReferenceError|TypeError"):
        run(call("bmesh.ops", "delete", ref(mesh), geom={"$elements": encoded}, context="VERTS"))


def test_linked_meshes_are_not_written(run: Run, tmp_path: Any) -> None:
    path = tmp_path / "linked.blend"
    bpy.data.libraries.write(str(path), {bpy.data.meshes["Cube"]})
    with bpy.data.libraries.load(str(path), link=True) as (_, wanted):
        wanted.meshes = ["Cube"]
    linked = next(each for each in bpy.data.meshes if each.library)
    mesh = make_cube(run)
    with pytest.raises(RefusedError, match="PermissionError"):
        run(call(mesh, "to_mesh", ref(f"meshes#{linked.session_uid}")))


def test_reading_does_not_need_to_write(session: Session) -> None:
    calls = [{"verb": "call", "target": "bmesh", "member": "new", "arguments": ""}]
    assert verbs.run(calls, session, False)["failure"]["kind"] == "PermissionError"


# The list.


def test_the_list_has_what_blender_has() -> None:
    for name, members in allowed.TYPES.items():
        kind = getattr(bmesh.types, name)
        assert not {each for group in members for each in group} - set(dir(kind)), name
        assert not members.set - members.get, name
    assert set(allowed.OPERATORS) | allowed.CLOSED_OPERATORS == set(dir(bmesh.ops))
    for module in ("utils", "geometry"):
        public = {each for each in dir(getattr(bmesh, module)) if not each.startswith("_")}
        assert allowed.FUNCTIONS[f"bmesh.{module}"] == public


def test_operators_take_what_they_say() -> None:
    for name, operator in allowed.OPERATORS.items():
        described = getattr(bmesh.ops, name).__doc__.replace("\n", " ")
        taken, given = described.split("-> dict(")
        assert all(f" {slot}=" in taken for slot in operator.takes), name
        assert [each.partition("=")[0] for each in given.rstrip(")").split(", ") if each] == operator.gives, name


def test_things_of_others_are_not_owned() -> None:
    assert not any(map(bmeshes.owns, (None, 1, "bmesh", [], [1], {}, bpy.data.objects, bpy.types.Object, object())))
