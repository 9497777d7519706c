"""Starts and stops the server."""

from __future__ import annotations

import bpy

from ..contract import ContractError
from . import session
from .preferences import settings


class TOOLHOST_OT_start(bpy.types.Operator):
    bl_idname = "toolhost.start"
    bl_label = "Start"
    bl_description = "Let tools on this computer connect"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return session.running() is None

    def execute(self, context: bpy.types.Context) -> set[str]:
        try:
            session.start(settings())
        except (OSError, ContractError) as error:
            self.report({"ERROR"}, f"Cannot start: {error}")
            return {"CANCELLED"}
        return {"FINISHED"}


class TOOLHOST_OT_stop(bpy.types.Operator):
    bl_idname = "toolhost.stop"
    bl_label = "Stop"
    bl_description = "Close all connections and let nobody connect"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return session.running() is not None

    def execute(self, context: bpy.types.Context) -> set[str]:
        session.stop()
        return {"FINISHED"}
