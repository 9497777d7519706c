"""The scene of Blender's startup file, without what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import bpy

# Where the startup file differs from a new scene. What of it another version of Blender does not have is left out.
VALUES: Mapping[str, Mapping[str, Any]] = {
    "": {"sync_mode": "NONE"},
    "cycles": {"sampling_pattern": "TABULATED_SOBOL"},
    "display.shading": {
        "background_color": (0.0, 0.0, 0.0),
        "cavity_type": "WORLD",
        "curvature_ridge_factor": 0.0,
        "curvature_valley_factor": 0.0,
        "show_xray_wireframe": False,
        "studiolight_intensity": 0.0,
        "use_scene_lights_render": False,
        "use_scene_world_render": False,
        "xray_alpha_wireframe": 0.0,
    },
    "eevee": {"clamp_volume_indirect": 1e-8, "use_fast_gi": True},
    "render": {
        "filepath": "/tmp/",  # noqa: S108 - Blender's own default, which nothing is written to here
        "simplify_child_particles_render": 1.0,
        "simplify_subdivision_render": 6,
        "use_stamp_memory": False,
    },
    "render.bake.image_settings.view_settings": {"view_transform": "Standard"},
    "render.image_settings": {"exr_codec": "ZIP"},
    "render.image_settings.view_settings": {"view_transform": "Standard"},
    "tool_settings.particle_edit": {"fade_frames": 0, "use_auto_velocity": False},
    "view_settings": {"white_balance_temperature": 6500.0, "white_balance_tint": 10.0},
}


def new() -> Any:
    """A new scene with the settings of the startup file's."""
    made = bpy.data.scenes.new("Scene")
    for path, values in VALUES.items():
        owner: Any = made
        for step in path.split(".") if path else ():
            owner = getattr(owner, step, None)
        for name, value in values.items():
            with suppress(AttributeError, TypeError):
                setattr(owner, name, value)
    return made
