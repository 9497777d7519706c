"""The list of open operators holds nothing that names files, runs code or reaches outside of the data."""

from __future__ import annotations

import inspect
import json
import re
from typing import Any

import bpy
import pytest

from addon.rna import listing
from addon.rna.operators import allowlist, describe, names, native, reasons, review
from addon.rna.reasons import UNKNOWN

ALL = native.all_names()
ENTRIES = allowlist.entries()
OPEN = {name: entry for name, entry in ENTRIES.items() if entry.effect != allowlist.OUTPUT and name in ALL}

# Written without the rules, so that a mistake in these shows.
FORBIDDEN_GROUPS = {
    *("asset", "brush", "buttons", "cachefile", "clip", "console", "ed", "export_anim", "export_scene", "extensions"),
    *("file", "fluid", "import_anim", "import_curve", "import_scene", "info", "poselib", "preferences", "screen"),
    *("script", "sequencer", "sound", "spreadsheet", "text", "text_editor", "ui", "uilist", "workspace"),
}
FORBIDDEN_WORDS = {
    *("driver", "drivers", "preset", "import", "export", "open", "save", "append", "link_file", "library", "override"),
    *("external", "keying", "keyingset", "script", "python", "addon", "url", "clipboard", "play", "opengl", "render"),
    *("quit", "recover", "reload", "screenshot", "unpack", "pack"),
}
HARMLESS = {
    "geometry.color_attribute_render_set",
    "object.hide_render_clear_all",
    "object.isolate_type_render",
    "scene.render_view_add",
    "scene.render_view_remove",
    "uv.lightmap_pack",
    "uv.pack_islands",
}
SUSPICIOUS_TEXT = re.compile(r"file|dir|path|url|url|code|script|expression|eval|library|asset|module|import|export")
EVALUATING = re.compile(
    r"(?<![\w.])(?:eval|exec|compile|__import__)\(|open\(|subprocess|clipboard|literal_eval|os\.remove"
)


def arguments_of(name: str) -> dict[str, Any]:
    return {key: each for key, each in native.description(name).properties.items() if key in ENTRIES[name].arguments}


def test_no_dangerous_group_is_open() -> None:
    assert not {name for name in OPEN if name.partition(".")[0] in FORBIDDEN_GROUPS}
    assert {name for name in OPEN if name.startswith("wm.")} == {"wm.read_factory_settings", "wm.read_homefile"}
    assert {name for name in OPEN if name.startswith("image.")} == {"image.new"}
    assert {name for name in OPEN if name.startswith("render.")} == {"render.shutter_curve_preset"}


@pytest.mark.parametrize("word", sorted(FORBIDDEN_WORDS))
def test_no_dangerous_word_is_in_an_open_name(word: str) -> None:
    allowed = HARMLESS | {"render.shutter_curve_preset"}
    assert not {name for name in OPEN if word in re.split(r"[._]", name)} - allowed


def test_no_open_argument_names_a_file() -> None:
    for name in OPEN:
        for key, each in arguments_of(name).items():
            assert each.subtype not in ("FILE_PATH", "DIR_PATH", "FILE_NAME", "BYTE_STRING", "PASSWORD"), (name, key)
            if each.type == "STRING":
                assert not SUSPICIOUS_TEXT.search(key), (name, key)


def test_no_open_argument_holds_others_unless_it_is_of_a_macro() -> None:
    for name in OPEN:
        for key, each in arguments_of(name).items():
            assert each.type != "COLLECTION", (name, key)
            if each.type == "POINTER":
                assert reasons.macro_part(each) in OPEN, (name, key)


def test_the_rules_agree_with_the_list() -> None:
    for name in OPEN:
        assert reasons.of_operator(name) == "", name
        for key, each in arguments_of(name).items():
            assert reasons.of_argument(each) == "", (name, key)


def test_no_open_operator_that_is_written_in_python_evaluates_or_opens_files() -> None:
    for name in OPEN:
        kind = getattr(bpy.types, native.description(name).identifier, None)
        if kind is None or getattr(kind, "__module__", "bpy.types") == "bpy.types" or not hasattr(kind, "execute"):
            continue
        assert not EVALUATING.search(inspect.getsource(kind)), name


def test_what_is_written_out_is_never_listed_as_anything_else() -> None:
    for name in ALL:
        if reasons.of_output(name):
            assert name not in OPEN


def test_every_number_that_fills_the_memory_has_a_ceiling() -> None:
    for name, entry in OPEN.items():
        assert dict(entry.most) == reasons.ceilings(arguments_of(name).values()), name


def test_nothing_is_undecided() -> None:
    current = json.loads(allowlist.LIST.read_text("utf-8"))
    assert review.undecided(current, review.proposals()) == {}
    assert listing.render(current) == allowlist.LIST.read_text("utf-8")


def test_every_operator_is_open_or_closed_for_a_reason() -> None:
    states = review.by_state()
    assert sum(map(len, states.values())) == len(ALL)
    assert len(states["open"]) > 1000
    assert len(states[UNKNOWN]) < 5


def test_every_operator_can_be_described() -> None:
    assert set(names()) == {name for name in ENTRIES if name in ALL}
    for name in ALL:
        found = describe(name)
        assert found is not None
        if name not in ENTRIES:
            assert found["closed_type"] in {*reasons.MODULES, *reasons.NAMES}
    assert describe("nope.nope") is None
    assert describe("wm.open_mainfile") == {"closed_type": "operating system"}
    assert describe("render.render") == {"output": "renders"}
    cube = describe("mesh.primitive_cube_add")
    assert cube is not None
    assert cube["deferrable"] == 1
    assert cube["adds"] == "Mesh"
    assert cube["properties"]["align"]["items"] == ["WORLD", "VIEW", "CURSOR"]
    bake = describe("object.bake")
    assert bake is not None
    assert bake["closed"]["filepath"] == "path"
