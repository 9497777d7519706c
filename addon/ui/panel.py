"""The panel in the sidebar of the 3D viewport."""

from __future__ import annotations

import textwrap

import bpy

from ..service import Service
from . import session
from .operators import TOOLHOST_OT_start, TOOLHOST_OT_stop
from .preferences import preferences

# What a character of Blender's font takes in the mean, and what is left and right of the text, in pixels.
CHARACTER = 6.5
MARGIN = 90
MAX_LINES = 3


class VIEW3D_PT_tool_host(bpy.types.Panel):
    bl_label = "Tool Host"
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"
    bl_category = "Tool Host"

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        service = session.running()
        if service is None:
            layout.operator(TOOLHOST_OT_start.bl_idname, icon="PLAY")
            layout.prop(preferences(), "port")
            return
        layout.operator(TOOLHOST_OT_stop.bl_idname, icon="PAUSE")
        layout.label(text=service.server.url, icon="URL")
        clients = service.server.clients
        layout.label(text="1 client" if clients == 1 else f"{clients} clients", icon="LINKED")
        _draw_recent(layout, service, _characters(context))


def _characters(context: bpy.types.Context) -> int:
    """How many characters fit into a line, at least about."""
    return max(16, int((context.region.width / context.preferences.system.ui_scale - MARGIN) / CHARACTER))


def _draw_recent(layout: bpy.types.UILayout, service: Service, width: int) -> None:
    if not service.executor.recent:
        return
    box = layout.box().column(align=True)
    for done in service.executor.recent:
        row = box.split(factor=0.73)
        row.label(text=done.operation, icon="ERROR" if done.error else "CHECKMARK")
        time = row.row()
        time.alignment = "RIGHT"
        time.label(text=_duration(done.seconds))
        for line in textwrap.wrap(done.error, width, max_lines=MAX_LINES, placeholder=" …"):
            box.label(text=line, icon="BLANK1")


def _duration(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.1f} s"
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.01 else f"{seconds * 1000:.1f} ms"
