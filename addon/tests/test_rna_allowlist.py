"""The list of what is open, held against all that this Blender has.

The checks look at names and kinds on their own, not through `addon.rna.reasons`, so that a fault in those rules shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import bpy
import pytest

from addon.rna import allowlist, review

ENTRIES = allowlist.entries()
FILE_SUBTYPES = {"FILE_PATH", "DIR_PATH", "FILE_NAME", "BYTE_STRING", "PASSWORD"}
FILE_NAMES = re.compile(r"file_?path|file_?name|directory|(^|_)dir(_|$)|(^|_)paths?(_|$)|url|token|password|bytecode")
# Texts with such a name that are no path of a file: RNA paths.
HARMLESS = {"FCurve.data_path", "KeyingSetPath.data_path"}
# What leads to code or out of the scene, by the name of the type.
FORBIDDEN_TYPES = re.compile(
    r"^(Text|TextLine|Driver.*|ChannelDriver.*|AnimDataDrivers|ShaderNodeScript|Freestyle.*Module.*|Operator.*|Macro"
    r"|Preferences.*|Addon.*|KeyMap.*|KeyConfig.*|WindowManager|Window|WorkSpace.*|Library.*|IDOverride.*|Asset.*"
    r"|.*Import.*|BlendDataTexts|BlendDataLibraries|RenderEngine|Function|Property|Struct|.*OutputFile.*|CacheFile.*"
    r"|MovieClip.*|Sound|BlendDataSounds|.*Strip|Panel|Menu|Header|UI.*|Gizmo.*|Theme(?!BoneColorSet).*|UserAsset.*"
    r"|UserExt.*|.*FilePath|FluidDomainSettings|PackedFile|ScriptDirectory.*|USDHook|FileHandler)$"
)
# Strips of animations are none of the sequencer.
STRIPS = {"ActionStrip", "ActionKeyframeStrip", "NlaStrip"}


def own_properties() -> Iterator[tuple[str, Any, bool]]:
    """All properties with the name of their type and whether they are open."""
    for name, struct in review.all_structs().items():
        entry = ENTRIES.get(name)
        for each in review.own_properties(struct):
            is_open = entry is not None and each.identifier in entry.writable | entry.readable
            yield name, each, is_open


def own_functions() -> Iterator[tuple[str, Any, bool]]:
    for name, struct in review.all_structs().items():
        entry = ENTRIES.get(name)
        for each in review.own_functions(struct):
            yield name, each, entry is not None and each.identifier in entry.functions


def test_no_text_that_names_a_file_is_open() -> None:
    opened = [
        f"{name}.{each.identifier}"
        for name, each, is_open in own_properties()
        if is_open and each.type == "STRING" and f"{name}.{each.identifier}" not in HARMLESS
        if each.subtype in FILE_SUBTYPES or each.is_path_output or FILE_NAMES.search(each.identifier)
    ]
    assert opened == []


def test_no_function_that_takes_a_file_is_open() -> None:
    opened = [
        f"{name}.{function.identifier}"
        for name, function, is_open in own_functions()
        if is_open
        for each in function.parameters
        if each.type == "STRING"
        if each.subtype in FILE_SUBTYPES or (FILE_NAMES.search(each.identifier) and each.identifier != "data_path")
    ]
    assert opened == []


def test_no_type_that_holds_code_or_leads_out_of_the_scene_is_open() -> None:
    assert [name for name in ENTRIES if FORBIDDEN_TYPES.match(name) and name not in STRIPS] == []


def test_nothing_open_points_to_a_type_that_holds_code() -> None:
    code = re.compile(r"^(Text|Driver|ChannelDriverVariables|FreestyleModules|Preferences|WindowManager|Struct)$")
    opened = [
        f"{name}.{each.identifier}"
        for name, each, is_open in own_properties()
        if is_open and each.type in ("POINTER", "COLLECTION") and code.match(each.fixed_type.identifier)
    ]
    assert opened == []


@pytest.mark.parametrize(
    "member",
    [
        *("AnimData.drivers", "FCurve.driver", "bpy_struct.driver_add", "bpy_struct.driver_remove"),
        *("bpy_struct.as_pointer", "bpy_struct.bl_rna_get_subclass_py", "bpy_struct.type_recast", "ID.make_local"),
        *("BlendData.texts", "BlendData.libraries", "BlendData.temp_data", "BlendData.filepath", "BlendData.sounds"),
        *("BlendDataImages.load", "BlendDataFonts.load", "Image.save", "Image.save_render", "Image.pack"),
        *("Image.filepath", "Image.filepath_raw", "Image.unpack", "Image.reload", "Image.packed_file"),
        *("CyclesRenderSettings.shading_system", "Camera.custom_bytecode", "Camera.custom_shader", "Node.poll"),
        *("PointCache.use_disk_cache", "PointCache.use_external", "PointCache.filepath", "FluidModifier.fluid_type"),
        *("NodesModifier.bake_directory", "NodesModifier.bake_target", "NodesModifier.bakes", "Speaker.sound"),
        *("ShaderNodeTexIES.ies", "ShaderNodeTexIES.filepath", "NodeFrame.text", "TextureNodeOutput.filepath"),
        *(
            "FreestyleSettings.mode",
            "FreestyleSettings.modules",
            "RenderSettings.filepath",
            "RenderSettings.frame_path",
        ),
        *("VolumeGrids.save", "Volume.filepath", "Depsgraph.debug_relations_graphviz", "Context.window_manager"),
        *("Context.preferences", "Object.bl_system_properties_get", "ID.bl_system_properties_get", "Context.copy"),
        # Blender ends the iteration, and with it the thing.
        *("Depsgraph.object_instances", "Depsgraph.updates"),
    ],
)
def test_this_is_closed(member: str) -> None:
    name, _, member = member.partition(".")
    entry = ENTRIES.get(name, allowlist.Entry())
    assert member not in entry.writable | entry.readable | entry.functions.keys()


def test_where_an_image_comes_from_can_only_be_read() -> None:
    assert "source" in ENTRIES["Image"].readable
    assert "source" not in ENTRIES["Image"].writable


def test_a_type_that_is_not_on_the_list_is_closed_with_all_it_inherits() -> None:
    assert allowlist.of_struct(bpy.types.Text) is None
    assert allowlist.of_struct(bpy.types.ShaderNodeScript) is None


def test_a_type_of_an_addon_is_closed() -> None:
    class Settings(bpy.types.PropertyGroup):  # type: ignore[misc]
        script: bpy.props.StringProperty()  # type: ignore[valid-type]

    bpy.utils.register_class(Settings)
    try:
        assert allowlist.of_struct(Settings) is None
    finally:
        bpy.utils.unregister_class(Settings)


def test_what_blender_has_and_nobody_decided_on_is_reported() -> None:
    current = {"Object": {"set": "location"}}
    wanted = {"Object": {"set": "location rotation_euler"}, "New": {"get": "x"}}
    assert review.undecided(current, wanted) == {"Object": {"set": "rotation_euler"}, "New": {"get": "x"}}


@pytest.mark.skipif(bpy.app.version[:2] != (5, 0), reason="another Blender has types that nobody decided on")
def test_everything_that_the_rules_would_open_has_been_decided_on() -> None:
    wanted = review.proposals()
    current = json.loads(allowlist.LIST.read_text("utf-8"))
    assert review.undecided(current, wanted) == {}
    # What is open against the rules would need a reason here.
    assert review.undecided(wanted, current) == {}


def test_the_list_has_one_type_a_line_in_order() -> None:
    text = allowlist.LIST.read_text("utf-8")
    assert text.count("\n") == len(ENTRIES) + 2
    assert list(ENTRIES) == sorted(ENTRIES)


def test_the_list_names_nothing_that_does_not_exist() -> None:
    structs = review.all_structs()
    common = {allowlist.STRUCT, allowlist.COLLECTION, allowlist.EXTENSIBLE}
    assert set(ENTRIES) - common <= set(structs)


def test_counts(capsys: pytest.CaptureFixture[str]) -> None:
    counts = review.counts()
    with capsys.disabled():
        for kind in ("types", "properties", "functions"):
            row = {why: count for (each, why), count in sorted(counts.items()) if each == kind}
            print(f"\n{kind}: {row}", end="")
    assert counts["types", "open"] > 1000
    assert counts["properties", "open"] > 5000
    assert counts["functions", "open"] > 400
