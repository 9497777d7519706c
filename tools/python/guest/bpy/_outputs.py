"""Operators that write files: Blender makes what is in them, and this puts it into folders that the policy grants."""

from __future__ import annotations

import os
import re
from typing import Any

from bridge import encode, notes, session, transport

from . import _file
from ._context import context
from .path import abspath

_SAVING = frozenset({"wm.save_as_mainfile", "wm.save_mainfile"})
_GLTF = "export_scene.gltf"
_USD = "wm.usd_export"
_RENDER = "render.render"
_KINDS = {
    **dict.fromkeys(_SAVING, "blend"),
    _GLTF: "glb",
    _USD: "usd",
    "wm.obj_export": "obj",
    "wm.stl_export": "stl",
    "wm.ply_export": "ply",
    "wm.alembic_export": "abc",
    "export_scene.fbx": "fbx",
}
# Arguments that say the same with another name, or nothing here.
_SELECTED = frozenset({"export_selected_objects", "selected", "selected_objects_only", "use_selection"})
_NOT_PASSED_ON = frozenset(
    {"check_existing", "copy", "export_format", "filepath", "incremental", "relative_remap", *_SELECTED}
)

_ENGINES = {
    "CYCLES": "cycles",
    "BLENDER_EEVEE": "eevee",
    "BLENDER_EEVEE_NEXT": "eevee",
    "BLENDER_WORKBENCH": "workbench",
}
_PICTURE = re.compile(r"\.(?:bmp|cin|dpx|exr|hdr|jp2|j2c|jpe?g|png|psd|rgba?|sgi|tga|tiff?|webp|)$", re.IGNORECASE)
# A name that every file system takes.
_PLAIN_NAME = re.compile(r"\w(?:[\w .-]{0,60}\w)?")


def run(name: str, kwargs: dict[str, Any], what: str) -> set[str]:
    """Does what an operator does, or notes why not; `what` that is."""
    path = _path(name, kwargs)
    if not path or not transport.is_granted(os.path.dirname(path)):
        notes.add(_why_not(name, what, path))
        return {"CANCELLED"}
    session.flush()
    if name != _RENDER:
        _export(name, kwargs, path)
    elif kwargs.get("animation"):
        _render_animation(path)
    else:
        _render(path)
    session.used[name] += 1
    return {"FINISHED"}


def _path(name: str, kwargs: dict[str, Any]) -> str:
    """The path that is meant; empty if there is none."""
    path = ""
    if name == _RENDER:
        if kwargs.get("write_still") or kwargs.get("animation"):
            path = context.scene.render.filepath or _file.PICTURES
    elif name in _KINDS:
        path = os.fspath(kwargs.get("filepath") or "") or (_file.path if name in _SAVING else "")
    return abspath(path)


def _why_not(name: str, what: str, path: str) -> str:
    begin = f"bpy.ops.{name} was left out: "
    if name == _RENDER and not path:
        return f"{begin}without write_still=True it writes no file. The tool `look` shows the scene."
    if name != _RENDER and name not in _KINDS:
        return f"{begin}it {what}, and is not one of those that can do so from the sandbox."
    if not path:
        return f"{begin}it {what}, and there is no filepath."
    instead = "Use the tool `look` to see the scene" if name == _RENDER else "Leave it to Blender's user"
    folder = os.path.dirname(os.path.abspath(path))
    mount = encode(folder if re.fullmatch(r"(?:/[\w .-]+)+", folder) else "/out")
    return (
        f"{begin}it {what}, and {path!r} is in no folder that the policy grants. {instead}, or grant the folder: "
        f'folders = [{{ path = "FOLDER", mount = {mount}, write = true }}] under [components.python].'
    )


def _export(name: str, kwargs: dict[str, Any], path: str) -> None:
    kind, path = _kind(name, kwargs, path)
    stem = os.path.splitext(os.path.basename(path))[0]
    selected_only = any(kwargs.get(each) for each in _SELECTED)
    options = {key: _plain(value) for key, value in kwargs.items() if key not in _NOT_PASSED_ON}
    files, left_out = transport.export(
        kind, stem if _PLAIN_NAME.fullmatch(stem) else "scene", selected_only, encode(options) if options else ""
    )
    if left_out:
        notes.add(f"bpy.ops.{name}: these arguments were left out: {', '.join(left_out)}.")
    if not files:
        notes.add(f"bpy.ops.{name} wrote no file: there was nothing to export.")
    for index, (each, data) in enumerate(files):
        _write(os.path.join(os.path.dirname(path), each) if index else path, data)
    if name in _SAVING and not kwargs.get("copy"):
        _file.path = os.path.abspath(path)


def _kind(name: str, kwargs: dict[str, Any], path: str) -> tuple[str, str]:
    """The kind of file, and its path with the ending that Blender gives it."""
    kind = _KINDS[name]
    stem, ending = os.path.splitext(path)
    if name == _USD:
        if ending not in (".usd", ".usda", ".usdc", ".usdz"):
            raise RuntimeError(f"Error: USD Export: unable to find suitable USD plugin to write {path}\n")
        kind = ending[1:]
    elif name == _GLTF:
        kind = "gltf" if kwargs.get("export_format") == "GLTF_SEPARATE" else kind
        path = f"{stem if ending.lower() in ('.glb', '.gltf') else path}.{kind}"
    return kind, path


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, set | frozenset) else value


def _render_animation(path: str) -> None:
    scene = context.scene
    current = scene.frame_current
    for frame in range(scene.frame_start, scene.frame_end + 1, scene.frame_step):
        scene.frame_set(frame)
        _render(_file.numbered(path, frame))
    scene.frame_set(current)


def _render(path: str) -> None:
    scene = context.scene
    render = scene.render
    share = render.resolution_percentage / 100
    width, height = (max(4, int(each * share)) for each in (render.resolution_x, render.resolution_y))
    engine = _ENGINES.get(render.engine)
    if engine is None:
        raise RuntimeError(f"Error: the engine {render.engine!r} cannot be used from the sandbox\n")
    samples = {"cycles": lambda: scene.cycles.samples, "eevee": lambda: scene.eevee.taa_render_samples}
    is_png = render.image_settings.file_format == "PNG"
    if not is_png:
        notes.add("Pictures are written as PNG, whatever the format that is set.")
    if render.use_file_extension or not is_png:
        path = f"{_PICTURE.sub('', path)}.png"
    session.flush()
    _write(path, transport.render(width, height, engine, samples.get(engine, lambda: 1)()))


def _write(path: str, data: bytes) -> None:
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)
