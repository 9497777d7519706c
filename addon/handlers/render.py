"""`blender:ops/render`: renders pictures and leaves the scene as it was."""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import bpy

from ..call import Call
from ..composites import Case
from ..errors import refused
from ..rna import transaction
from .cameras import set_lens
from .changing import changed
from .lookup import find_object
from .outputs import nothing_written
from .registry import handles
from .transforms import aim

ENGINES = {"cycles": "CYCLES", "eevee": "BLENDER_EEVEE", "workbench": "BLENDER_WORKBENCH"}

# The prefilter is what costs: with it, denoising a large still takes longer than its samples.
DENOISING: Mapping[str | None, Mapping[str, Any]] = {
    "off": {"use_denoising": False},
    "fast": {"use_denoising": True, "denoising_quality": "BALANCED", "denoising_prefilter": "FAST"},
    "best": {"use_denoising": True, "denoising_quality": "HIGH", "denoising_prefilter": "ACCURATE"},
}

# In the status line of Cycles, `Sample 12/64`, and of EEVEE, `Rendering 12 / 64 samples`.
SAMPLE = re.compile(r"\b(?:Sample|Rendering) (\d+) ?/ ?(\d+)")


@handles("render.render_image")
def render_image(
    call: Call, view: Case, width: int, height: int, engine: str, samples: int, denoising: str | None = None
) -> dict[str, Any]:
    scene = bpy.context.scene
    with ExitStack() as restored:
        restored.enter_context(transaction.aside())
        camera = _camera(view, restored)
        folder = Path(restored.enter_context(tempfile.TemporaryDirectory(prefix="blender_tool_host_")))
        file = folder / "still.png"
        restored.enter_context(_no_trace())
        restored.enter_context(nothing_written(scene))
        restored.enter_context(changed(scene, {"camera": camera}))
        for marker in scene.timeline_markers:
            # A marker with a camera would put that one in the place of ours.
            restored.enter_context(changed(marker, {"camera": None}))
        restored.enter_context(changed(scene.render, _still(engine, file, width, height)))
        restored.enter_context(changed(scene.render.image_settings, _png(scene)))
        restored.enter_context(_sampling(scene, engine, samples, denoising, call))
        restored.enter_context(_progress(call))
        bpy.ops.render.render(write_still=True)
        if not file.exists():
            raise refused("Blender ended the render without a picture.")
        return {"png": file.read_bytes(), "width": width, "height": height}


def _camera(view: Case, restored: ExitStack) -> bpy.types.Object:
    match view.name:
        case "active_camera":
            camera = bpy.context.scene.camera
            if camera is None:
                raise refused("The scene has no active camera: add one, name one, or give a free point of view.")
            return camera
        case "camera":
            camera = find_object(view.payload)
            if camera.type != "CAMERA":
                raise refused(f"{view.payload!r} is not a camera.")
            return camera
    return restored.enter_context(_temporary_camera(view.payload))


@contextmanager
def _temporary_camera(viewpoint: Mapping[str, Any]) -> Iterator[bpy.types.Object]:
    rotation = aim(viewpoint["location"], viewpoint["target"], "view.free.target")
    data = bpy.data.cameras.new("viewpoint")
    camera = bpy.data.objects.new("viewpoint", data)
    try:
        set_lens(data, viewpoint["focal_length"])
        camera.location = viewpoint["location"]
        camera.rotation_euler = rotation
        bpy.context.scene.collection.objects.link(camera)
        yield camera
    finally:
        bpy.data.batch_remove([camera, data])


@contextmanager
def _no_trace() -> Iterator[None]:
    """Takes away the image that Blender keeps of its last render, unless the user had one already."""
    before = {image.name for image in bpy.data.images if image.type == "RENDER_RESULT"}
    try:
        yield
    finally:
        made = [image for image in bpy.data.images if image.type == "RENDER_RESULT" and image.name not in before]
        bpy.data.batch_remove(made)


def _still(engine: str, file: Path, width: int, height: int) -> dict[str, Any]:
    """Settings of a whole still of a size, whatever the user renders; the look stays the user's."""
    return {
        "engine": _engine(engine),
        "filepath": str(file),
        "resolution_x": width,
        "resolution_y": height,
        "resolution_percentage": 100,
        "pixel_aspect_x": 1.0,
        "pixel_aspect_y": 1.0,
        "use_border": False,
        "use_file_extension": True,
        "use_overwrite": True,
        "use_placeholder": False,
        "use_multiview": False,
        "use_sequencer": False,
        # It would leave a file in the folder of the preferences.
        "use_render_cache": False,
        # Written into the picture's metadata, these would tell about the computer.
        "use_stamp_filename": False,
        "use_stamp_hostname": False,
    }


def _engine(engine: str) -> str:
    if engine == "eevee" and bpy.app.version < (5, 0, 0):
        return "BLENDER_EEVEE_NEXT"
    return ENGINES[engine]


def _png(scene: bpy.types.Scene) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "file_format": "PNG",
        "color_mode": "RGBA" if scene.render.film_transparent else "RGB",
        "color_depth": "8",
        "compression": 15,
    }
    # From 5.0 on, formats are sorted by medium.
    return {"media_type": "IMAGE", **settings} if bpy.app.version >= (5, 0, 0) else settings


@contextmanager
def _sampling(scene: bpy.types.Scene, engine: str, samples: int, denoising: str | None, call: Call) -> Iterator[None]:
    if engine == "workbench":
        yield
    elif engine == "eevee":
        with changed(scene.eevee, {"taa_render_samples": samples}):
            yield
    else:
        settings = {"samples": samples, "time_limit": _time_limit(scene, call), **DENOISING.get(denoising, {})}
        with changed(scene.cycles, settings):
            yield


def _time_limit(scene: bpy.types.Scene, call: Call) -> float:
    """Seconds after which Cycles stops: nobody waits for the picture when the deadline has passed."""
    limits = [float(scene.cycles.time_limit)] if scene.cycles.time_limit else []
    if call.deadline is not None:
        limits.append(max(1.0, call.deadline - time.monotonic()))
    return min(limits, default=0.0)


@contextmanager
def _progress(call: Call) -> Iterator[None]:
    """Tells the client about each sample that Blender's status line speaks of."""

    def tell(status: object, *_: object) -> None:
        if isinstance(status, str) and (found := SAMPLE.search(status)):
            call.progress(int(found[1]), int(found[2]), f"Sample {found[1]}/{found[2]}")

    bpy.app.handlers.render_stats.append(tell)
    try:
        yield
    finally:
        bpy.app.handlers.render_stats.remove(tell)
