"""`blender:ops/exporting`: makes files in a folder of the add-on's own, and answers with their bytes."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import bpy

from ..errors import invalid, refused
from ..limits import MEBIBYTE
from ..rna import transaction
from ..steps import leave_mode, return_to_mode
from .exporters import BLEND, EXPORTERS, Exporter
from .outputs import check_simulations
from .registry import handles

# A byte costs the host 32 while it is on its way to a component.
LARGEST = 30 * MEBIBYTE
# Exporters cannot be stopped, and take these one by one.
MOST_FRAMES = 10_000
# In UTF-8, with what an exporter appends, within the 255 bytes of file systems.
LONGEST_NAME = 200

BAD_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]|^[ .]|[ .]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)', re.IGNORECASE)


@handles("exporting.export_scene")
def export_scene(format: str, name: str, selected_only: bool, options: str) -> dict[str, Any]:  # noqa: A002
    if BAD_NAME.search(name) or len(name.encode()) > LONGEST_NAME:
        raise invalid("name: expected one that every file system takes, without folders")
    exporter = EXPORTERS[format]
    asked = _parsed(options)
    with ExitStack() as restored:
        restored.enter_context(transaction.aside())
        folder = Path(restored.enter_context(tempfile.TemporaryDirectory(prefix="blender_tool_host_")))
        arguments = arguments_of(exporter)
        chosen, left_out = _chosen(exporter, asked, arguments)
        if exporter.animated:
            _refuse_many_frames()
            check_simulations()
            restored.enter_context(_same_frame())
        if exporter is not BLEND:
            restored.enter_context(_out_of_edit_mode())
        given: dict[str, Any] = {"compress": True} if exporter is BLEND else {exporter.selection: selected_only}
        # Older versions of Blender have fewer arguments.
        fixed = {each: value for each, value in exporter.fixed.items() if each in arguments}
        main = folder / f"{name}.{format}"
        try:
            done = exporter.operator(filepath=str(main), check_existing=False, **{**given, **chosen, **fixed})
        except TypeError as error:
            raise invalid(f"options: {error}") from error
        if done != {"FINISHED"}:
            raise refused("Blender ended the export without a file.")
        return {"files": _files(folder, main), "left_out": left_out}


def arguments_of(exporter: Exporter) -> Any:
    """The arguments of the operator as Blender describes them."""
    try:
        return exporter.operator.get_rna_type().properties
    except KeyError as error:
        # It is an add-on's.
        raise refused(f"{exporter.operator.idname_py()} is not enabled in this Blender.") from error


def _parsed(options: str) -> dict[str, Any]:
    try:
        asked = json.loads(options or "{}")
    except (ValueError, RecursionError) as error:
        raise invalid(f"options: expected a JSON object: {error}") from error
    if not isinstance(asked, dict):
        raise invalid("options: expected a JSON object")
    for name, value in asked.items():
        texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
        if not texts and not isinstance(value, bool | int | float | str):
            raise invalid(f"options.{name}: expected a boolean, a number, a text or an array of texts")
    return asked


def _chosen(exporter: Exporter, asked: Mapping[str, Any], arguments: Any) -> tuple[dict[str, Any], list[str]]:
    """The options that are open, and the names of the others, but for those that would change nothing."""
    options = exporter.options.split()
    chosen: dict[str, Any] = {}
    left_out: list[str] = []
    for name, value in asked.items():
        argument = arguments.get(name)
        if argument is None:
            left_out.append(name)
        elif name in options:
            chosen[name] = set(value) if getattr(argument, "is_enum_flag", False) and isinstance(value, list) else value
        elif value != exporter.fixed.get(name, getattr(argument, "default", None)):
            left_out.append(name)
    return chosen, left_out


def _refuse_many_frames() -> None:
    scene = bpy.context.scene
    ranges = [(scene.frame_start, scene.frame_end), *(action.frame_range for action in bpy.data.actions)]
    longest = max(end - start for start, end in ranges)
    if longest > MOST_FRAMES:
        raise refused(f"An animation of {longest:g} frames is too long to be exported: {MOST_FRAMES} are possible.")


@contextmanager
def _out_of_edit_mode() -> Iterator[None]:
    """What is being edited is only exported when its mode is left; some exporters leave Pose Mode as well."""
    mode = bpy.context.object.mode if bpy.context.object else "OBJECT"
    leave_mode()
    try:
        yield
    finally:
        if mode != "OBJECT" and bpy.context.object.mode != mode:
            return_to_mode(mode)


@contextmanager
def _same_frame() -> Iterator[None]:
    """Exporters go through the frames and come back without the part of the last one."""
    scene = bpy.context.scene
    frame, part = scene.frame_current, scene.frame_subframe
    try:
        yield
    finally:
        if (scene.frame_current, scene.frame_subframe) != (frame, part):
            scene.frame_set(frame, subframe=part)


def _files(folder: Path, main: Path) -> list[dict[str, Any]]:
    """The file that was asked for, and those that belong to it. Some exporters write none if there is nothing in it."""
    paths = sorted((each for each in folder.rglob("*") if each.is_file()), key=lambda each: (each != main, each))
    size = sum(each.stat().st_size for each in paths)
    if size > LARGEST:
        raise refused(
            f"The files have {size / MEBIBYTE:.1f} MiB, and no more than {LARGEST // MEBIBYTE} MiB can be handed over. "
            "Export less of the scene, or leave it to the user."
        )
    return [{"name": each.relative_to(folder).as_posix(), "data": each.read_bytes()} for each in paths]
