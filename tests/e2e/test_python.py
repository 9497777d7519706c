"""Scripts through the tool: what the answer tells, what is taken back, and old names."""

from __future__ import annotations

from typing import Any

import pytest

from .editor import Editor
from .wire import Wire

CUBE = {"kind": "objects", "name": "Cube"}
ADD = "import bpy\nbpy.ops.mesh.primitive_cube_add(location=(1, 2, 3))\n"


def run(session: Editor, code: str, **options: Any) -> dict[str, Any]:
    """The report of a script that has to succeed."""
    return session.data("run_python", code=code, **options)


def test_the_answer_tells_what_a_script_did(assistant: Editor, scene: Wire) -> None:
    scene.cube("Old")
    report = run(assistant, f"{ADD}bpy.data.objects['Old'].location.x = 5\nprint('done')")
    assert report["output"] == "done\n"
    assert CUBE in report["added"]
    assert {"kind": "objects", "name": "Old"} in report["changed"]
    assert report["removed"] == []
    assert {"name": "mesh.primitive_cube_add", "count": 1} in report["used"]
    assert 0 < report["seconds"]["blender"] < report["seconds"]["total"]
    assert scene.names() == ["Cube", "Old"]
    removed = run(assistant, "import bpy\nbpy.data.objects.remove(bpy.data.objects['Old'])")["removed"]
    assert {"kind": "objects", "name": "Old"} in removed


def test_a_dry_run_tells_and_takes_back(assistant: Editor, scene: Wire) -> None:
    report = run(assistant, ADD, dry_run=True)
    assert CUBE in report["added"]
    assert any("dry run" in note for note in report["notes"])
    assert scene.names() == []


def test_a_script_that_fails_leaves_the_scene_as_it_was(assistant: Editor, scene: Wire) -> None:
    scene.cube("Old")
    text = assistant.failure(
        "run_python", code=f"{ADD}bpy.data.objects.remove(bpy.data.objects['Old'])\nprint('a')\n1 / 0"
    )
    assert 'File "<script>", line 5' in text
    assert "ZeroDivisionError" in text
    assert "taken back" in text
    assert "a\n" in text
    assert scene.names() == ["Old"]


def test_a_write_that_fails_late_names_its_line(assistant: Editor, scene: Wire) -> None:
    scene.cube("Old")
    code = (
        "import bpy\no = bpy.data.objects['Old']\nbpy.data.objects.remove(o)\n"
        "o.location.x = 1\nx = 2\nprint(bpy.data.objects.keys())"
    )
    text = assistant.failure("run_python", code=code)
    assert "ReferenceError" in text
    assert "line 4" in text


HINTS = {
    "attribute": ("bpy.data.objects['Old'].locatoin", "Did you mean: 'location'?"),
    "operator": ("bpy.ops.mesh.primitive_cub_add()", "Did you mean: 'mesh.primitive_cube_add'?"),
    "key": ("bpy.data.objects['Odl']", "Did you mean: 'Old'?"),
    "module": ("import maths", "Did you mean: math?"),
    "missing": ("import numpy", "not part of the sandbox"),
    "closed": ("bpy.data.texts", "code"),
}


@pytest.mark.parametrize(("line", "hint"), HINTS.values(), ids=HINTS.keys())
def test_an_error_names_the_nearest_thing(assistant: Editor, scene: Wire, line: str, hint: str) -> None:
    scene.cube("Old")
    assert hint in assistant.failure("run_python", code=f"import bpy\n{line}")


# What scripts for 2.8 to 4.x write, what it comes to, and a word of the note.
START = """
import bpy
cube = bpy.data.objects["Old"]
scene = bpy.context.scene
material = bpy.data.materials.new("M")
material.use_nodes = True
nodes = material.node_tree.nodes
bsdf = nodes["Principled BSDF"]
"""
OLD = {
    "auto_smooth": ("cube.data.use_auto_smooth = True\ncube.data.auto_smooth_angle = 0.5", "None", "use_auto_smooth"),
    "normals": ("cube.data.calc_normals()", "None", "calc_normals"),
    "shadow": ("material.shadow_method = 'HASHED'", "None", "shadow_method"),
    "specular": (
        "bsdf.inputs['Specular'].default_value = 0.25",
        "bsdf.inputs['Specular IOR Level'].default_value",
        "IOR",
    ),
    "emission": (
        "bsdf.inputs['Emission'].default_value = (1, 0, 0, 1)",
        "bsdf.inputs['Emission Color'].default_value[0]",
        "Color",
    ),
    "rgb_socket": (
        "bsdf.inputs['Base Color'].default_value = (0.5, 0, 0)",
        "len(bsdf.inputs[0].default_value)",
        "alpha",
    ),
    "rgb_property": ("material.diffuse_color = (0.5, 0, 0)", "material.diffuse_color[3]", "alpha"),
    "engine": ("scene.render.engine = 'BLENDER_EEVEE_NEXT'", "scene.render.engine", "BLENDER_EEVEE"),
    "bloom": ("scene.eevee.use_bloom = True", "None", "use_bloom"),
    "curves": (
        "cube.keyframe_insert('location', frame=1)",
        "len(cube.animation_data.action.fcurves)",
        "Action.fcurves",
    ),
    "sockets": (
        "group = bpy.data.node_groups.new('G', 'GeometryNodeTree')\ngroup.inputs.new('NodeSocketFloat', 'Size')",
        "group.interface.items_tree[0].name",
        "interface",
    ),
    "musgrave": ("node = nodes.new('ShaderNodeTexMusgrave')", "node.bl_idname", "ShaderNodeTexNoise"),
    "selection": ("cube.select = True", "cube.select_get()", ""),
}
COMES_TO = {
    "specular": "0.25",
    "emission": "1.0",
    "rgb_socket": "4",
    "rgb_property": "1.0",
    "engine": "BLENDER_EEVEE",
    "curves": "3",
    "sockets": "Size",
    "musgrave": "ShaderNodeTexNoise",
    "selection": "True",
}


@pytest.mark.parametrize("case", OLD)
def test_an_old_name_works_with_a_note(assistant: Editor, scene: Wire, case: str) -> None:
    scene.cube("Old")
    write, read, word = OLD[case]
    report = run(assistant, f"{START}{write}\nprint({read})")
    assert report["output"] == f"{COMES_TO.get(case, 'None')}\n"
    assert not word or any(word in note for note in report["notes"])


@pytest.mark.parametrize("case", [case for case in OLD if case != "curves"])
def test_a_script_that_knows_of_changes_meets_blender_as_it_is(assistant: Editor, scene: Wire, case: str) -> None:
    scene.cube("Old")
    write, _, _ = OLD[case]
    guarded = "\n".join(f"    {line}" for line in write.splitlines())
    report = run(assistant, f"{START}try:\n{guarded}\nexcept Exception as error:\n    print('as in Blender')")
    assert report["output"] == "as in Blender\n"
    assert report["notes"] == []
