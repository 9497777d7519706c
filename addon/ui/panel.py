"""The panel in the sidebar of the 3D viewport."""

from __future__ import annotations

import bpy

from ..service import Service
from . import session
from .operators import TOOLHOST_OT_start, TOOLHOST_OT_stop
from .preferences import preferences


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
        _draw_recent(layout, service)


def _draw_recent(layout: bpy.types.UILayout, service: Service) -> None:
    if not service.executor.recent:
        return
    box = layout.box().column(align=True)
    for done in service.executor.recent:
        row = box.row()
        row.label(text=done.operation, icon="ERROR" if done.error else "CHECKMARK")
        row.label(text=f"{done.seconds * 1000:.1f} ms")
        if done.error:
            box.label(text=done.error)
