"""A render of a file that would write or run something else answers with the picture, and writes and runs nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import bpy
import pytest

from addon.handlers import outputs
from addon.rna.operators.guards import check_state

from .client import Failed
from .conftest import Ask
from .test_render import render

BEFORE_5 = bpy.app.version < (5, 0, 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the hostile file would have Blender write."""
    return tmp_path / "elsewhere"


def written(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.rglob("*") if each.is_file())


def plain_render() -> None:
    """What Blender does by itself."""
    scene = bpy.context.scene
    scene.render.engine = "BLENDER_WORKBENCH"
    scene.render.resolution_x = scene.render.resolution_y = 16
    bpy.ops.render.render()


def compositor(scene: bpy.types.Scene) -> Any:
    """The compositor's tree, which hands on what is rendered."""
    if BEFORE_5:
        scene.use_nodes = True
        return scene.node_tree
    tree = bpy.data.node_groups.new("Compositor", "CompositorNodeTree")
    tree.interface.new_socket("Image", in_out="OUTPUT", socket_type="NodeSocketColor")
    rendered, result = tree.nodes.new("CompositorNodeRLayers"), tree.nodes.new("NodeGroupOutput")
    tree.links.new(rendered.outputs[0], result.inputs[0])
    scene.compositing_node_group = tree
    return tree


def source(tree: Any) -> Any:
    """What a compositor's tree or a group has to be written."""
    return next(node for node in tree.nodes if node.bl_idname in ("CompositorNodeRLayers", "NodeGroupInput")).outputs[0]


def output(tree: Any, folder: Path) -> Any:
    """A node that writes its picture to a folder."""
    node = tree.nodes.new("CompositorNodeOutputFile")
    if BEFORE_5:
        node.base_path = str(folder)
    else:
        node.directory, node.file_name = str(folder), "secret"
        node.file_output_items.new("RGBA", "Image")
    tree.links.new(source(tree), node.inputs[0])
    return node


def group(tree: Any, name: str) -> Any:
    """The tree of a group that is in a tree."""
    made = bpy.data.node_groups.new(name, "CompositorNodeTree")
    made.interface.new_socket("Image", in_out="INPUT", socket_type="NodeSocketColor")
    made.nodes.new("NodeGroupInput")
    node = tree.nodes.new("CompositorNodeGroup")
    node.node_tree = made
    tree.links.new(source(tree), node.inputs[0])
    return made


def in_the_tree(folder: Path) -> Any:
    return output(compositor(bpy.context.scene), folder)


def in_nested_groups(folder: Path) -> Any:
    return output(group(group(compositor(bpy.context.scene), "Outer"), "Inner"), folder)


@pytest.mark.parametrize("place", [in_the_tree, in_nested_groups])
def test_nodes_that_write_files_do_not(ask: Ask, folder: Path, place: Callable[[Path], Any]) -> None:
    node = place(folder)
    plain_render()
    assert written(folder)
    for each in folder.iterdir():
        each.unlink()
    render(ask, engine="workbench")
    assert written(folder) == []
    assert not node.mute
    plain_render()
    assert written(folder)


def test_an_animation_does_not_unmute_them(ask: Ask, folder: Path) -> None:
    node = in_the_tree(folder)
    node.mute = True
    tree, frame = node.id_data, bpy.context.scene.frame_current
    # Blender makes no such curve, but a file can hold one.
    node.keyframe_insert("location", frame=frame)
    curves = (
        tree.animation_data.action.fcurves
        if BEFORE_5
        else tree.animation_data.action.layers[0].strips[0].channelbags[0].fcurves
    )
    curves[0].data_path = f'nodes["{node.name}"].mute'
    curves[0].array_index = 0
    curves[0].keyframe_points[0].co = (frame, 0)
    render(ask, engine="workbench")
    assert written(folder) == []


def test_a_muted_node_stays_muted(ask: Ask, folder: Path) -> None:
    node = in_the_tree(folder)
    node.mute = True
    render(ask, engine="workbench")
    assert node.mute


def test_they_are_found_in_scenes_that_the_compositor_renders_as_well(startup_scene: None, folder: Path) -> None:
    scene = bpy.context.scene
    other = bpy.data.scenes.new("Other")
    node = output(compositor(other), folder)
    tree = compositor(scene)
    next(each for each in tree.nodes if each.bl_idname == "CompositorNodeRLayers").scene = other
    # A scene that renders the first one again is no endless way.
    next(each for each in node.id_data.nodes if each.bl_idname == "CompositorNodeRLayers").scene = scene
    with outputs.nothing_written(scene):
        assert node.mute
    assert not node.mute


def test_all_is_as_it_was_after_an_error(ask: Ask, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from addon.handlers import render as handler

    node = in_the_tree(folder)
    muted: list[bool] = []

    def fail(*_: object) -> None:
        muted.append(node.mute)
        raise RuntimeError("Error: no memory")

    monkeypatch.setattr(handler, "_sampling", fail)
    with pytest.raises(Failed, match="no memory"):
        render(ask, engine="workbench")
    assert muted == [True]
    assert not node.mute


@pytest.mark.skipif(BEFORE_5, reason="the compositor is part of the scene")
def test_a_node_of_a_library_is_refused_and_left_alone(ask: Ask, folder: Path, tmp_path: Path) -> None:
    tree = in_the_tree(folder).id_data
    library = tmp_path / "library.blend"
    bpy.data.libraries.write(str(library), {tree})
    bpy.data.node_groups.remove(tree)
    with bpy.data.libraries.load(str(library), link=True) as (_, linked):
        linked.node_groups = ["Compositor"]
    scene = bpy.context.scene
    scene.compositing_node_group = bpy.data.node_groups["Compositor"]
    with pytest.raises(Failed, match=r"library.*'File Output' would write files; switch the scene's compositing off"):
        render(ask, engine="workbench")
    assert written(folder) == []
    # What the error says is a way.
    scene.render.use_compositing = False
    render(ask, engine="workbench")
    assert written(folder) == []


def style_module(scene: bpy.types.Scene, folder: Path) -> None:
    """Has Freestyle run Python that writes a file."""
    folder.mkdir()
    code = bpy.data.texts.new("style.py")
    code.from_string(f"open({str(folder / 'ran')!r}, 'w').close()\n")
    settings = scene.view_layers[0].freestyle_settings
    settings.mode = "SCRIPT"
    settings.modules.new().script = code
    scene.render.use_freestyle = True


def test_freestyle_runs_no_python_of_the_file(ask: Ask, folder: Path) -> None:
    scene = bpy.context.scene
    style_module(scene, folder)
    render(ask, samples=1)
    assert written(folder) == []
    assert scene.render.use_freestyle
    scene.render.engine, scene.cycles.samples = "CYCLES", 1
    scene.render.resolution_x = scene.render.resolution_y = 16
    bpy.ops.render.render()
    assert written(folder) == ["ran"]


def test_freestyle_runs_no_python_of_another_scene(ask: Ask, folder: Path) -> None:
    scene = bpy.context.scene
    other = scene.copy()
    other.render.engine, other.cycles.samples = "CYCLES", 1
    style_module(other, folder)
    next(each for each in compositor(scene).nodes if each.bl_idname == "CompositorNodeRLayers").scene = other
    render(ask, engine="workbench")
    assert written(folder) == []
    assert other.render.use_freestyle


def test_freestyle_without_modules_stays(startup_scene: None) -> None:
    scene = bpy.context.scene
    scene.render.use_freestyle = True
    with outputs.nothing_written(scene):
        assert scene.render.use_freestyle


def test_no_render_cache_is_written(ask: Ask, folder: Path) -> None:
    compositor(bpy.context.scene)
    files = bpy.context.preferences.filepaths
    files.render_cache_directory, before = f"{folder}/", files.render_cache_directory
    bpy.context.scene.render.use_render_cache = True
    try:
        render(ask, engine="workbench")
        assert written(folder) == []
        plain_render()
        assert written(folder)
    finally:
        files.render_cache_directory = before
    assert bpy.context.scene.render.use_render_cache


def test_a_shader_from_a_file_is_not_compiled(startup_scene: None, folder: Path) -> None:
    tree = bpy.data.objects["Cube"].active_material.node_tree
    node = tree.nodes.new("ShaderNodeScript")
    check_state("object.bake")
    node.mode, node.filepath = "EXTERNAL", str(folder / "shader.osl")
    with outputs.nothing_written(bpy.context.scene):
        assert node.mute
    assert not node.mute
    with pytest.raises(PermissionError, match="a shader from a file"):
        check_state("object.bake")


@pytest.mark.skipif(BEFORE_5, reason="no camera has a shader")
def test_a_camera_with_a_shader_from_a_file_is_refused(ask: Ask, folder: Path) -> None:
    folder.mkdir()
    shader = folder / "lens.osl"
    shader.write_text("shader lens(output color C = 1) { C = 0; }")
    camera = bpy.context.scene.camera.data
    camera.type, camera.custom_mode, camera.custom_filepath = "CUSTOM", "EXTERNAL", str(shader)
    for each in folder.glob("*.oso"):
        each.unlink()
    with pytest.raises(Failed, match="would write the shader that it compiles for the camera 'Camera'"):
        render(ask)
    assert written(folder) == ["lens.osl"]


def test_a_fluid_that_is_kept_elsewhere_is_refused(ask: Ask, folder: Path) -> None:
    modifier = bpy.data.objects["Cube"].modifiers.new("Fluid", "FLUID")
    modifier.fluid_type = "DOMAIN"
    domain = modifier.domain_settings
    usual = domain.cache_directory
    domain.cache_directory = str(folder)
    with pytest.raises(Failed, match=r"The fluid of 'Cube' would write its cache to '.*elsewhere"):
        render(ask, engine="workbench")
    assert written(folder) == []
    domain.cache_directory = usual
    with outputs.nothing_written(bpy.context.scene):
        pass


def test_a_simulation_that_is_kept_elsewhere_is_refused(startup_scene: None, folder: Path) -> None:
    cache = bpy.data.objects["Cube"].modifiers.new("Cloth", "CLOTH").point_cache
    outputs.check_simulations()
    cache.use_external = True
    cache.filepath = str(folder)
    with pytest.raises(Exception, match="A simulation of 'Cube' would write its cache to"):
        outputs.check_simulations()


def test_no_script_of_a_file_runs_by_itself_in_a_blender_of_the_hosts() -> None:
    # Neither the module nor `--factory-startup` takes over what the user has chosen.
    assert not bpy.context.preferences.filepaths.use_scripts_auto_execute
