"""What the user sets once: port, token, and whether to start with Blender."""

from __future__ import annotations

import os

import bpy
from bpy.props import BoolProperty, IntProperty, StringProperty

from .. import __package__ as addon_package
from ..settings import DEFAULT_PORT, TOKEN_VARIABLE, Settings


class ToolHostPreferences(bpy.types.AddonPreferences):
    bl_idname = addon_package

    port: IntProperty(
        name="Port",
        description="Port on this computer that tools connect to",
        default=DEFAULT_PORT,
        min=1024,
        max=65535,
    )
    token: StringProperty(
        name="Token",
        description="Secret that tools must know; empty lets every program on this computer connect. "
        f"The environment variable {TOKEN_VARIABLE} takes its place while this is empty",
        subtype="PASSWORD",
        maxlen=255,
    )
    autostart: BoolProperty(
        name="Start with Blender", description="Let tools connect as soon as Blender runs", default=False
    )

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        layout.use_property_split = True
        layout.prop(self, "port")
        layout.prop(self, "token")
        layout.prop(self, "autostart")


def preferences() -> ToolHostPreferences:
    """The user's preferences of this add-on."""
    chosen: ToolHostPreferences = bpy.context.preferences.addons[addon_package].preferences
    return chosen


def settings() -> Settings:
    """The preferences as the server takes them."""
    chosen = preferences()
    return Settings(port=chosen.port, token=chosen.token or os.environ.get(TOKEN_VARIABLE) or None)
