"""`blender:ops/scene`: reads the scene."""

from __future__ import annotations

from typing import Any

import bpy

from .bounds import bounding_box
from .lookup import find_object
from .registry import handles
from .transforms import placement

# Grease Pencil was rewritten and renamed in 4.3.
KINDS = {"GREASEPENCIL": "grease_pencil", "GPENCIL": "grease_pencil"}


@handles("scene.ping")
def ping() -> dict[str, Any]:
    return {"blender_version": bpy.app.version_string, "background": bpy.app.background}


@handles("scene.list_objects")
def list_objects(kind: str | None, name_contains: str | None, offset: int, limit: int) -> dict[str, Any]:
    part = name_contains.casefold() if name_contains is not None else ""
    return _page(
        [
            each
            for each in bpy.context.scene.objects
            if (kind is None or kind_of(each) == kind) and part in each.name.casefold()
        ],
        offset,
        limit,
    )


@handles("scene.get_scene_info")
def get_scene_info(offset: int, limit: int) -> dict[str, Any]:
    scene = bpy.context.scene
    render = scene.render
    return {
        "name": scene.name,
        "camera": scene.camera.name if scene.camera else None,
        "render_engine": render.engine,
        "resolution": (
            render.resolution_x * render.resolution_percentage // 100,
            render.resolution_y * render.resolution_percentage // 100,
        ),
        "frame_range": (scene.frame_start, scene.frame_end),
        "frame": scene.frame_current,
        "frame_rate": render.fps / render.fps_base,
        "material_count": len(bpy.data.materials),
        "objects": _page(list(scene.objects), offset, limit),
    }


@handles("scene.get_object_info")
def get_object_info(name: str) -> dict[str, Any]:
    target = find_object(name)
    bpy.context.view_layer.update()
    mesh = target.data if target.type == "MESH" else None
    return {
        **placement(target),
        "kind": kind_of(target),
        "bounds": bounding_box([target]),
        "materials": [slot.material.name for slot in target.material_slots if slot.material],
        "modifiers": [
            {"name": each.name, "kind": each.type, "enabled": each.show_viewport} for each in target.modifiers
        ],
        "mesh": mesh and {"vertices": len(mesh.vertices), "edges": len(mesh.edges), "faces": len(mesh.polygons)},
        "parent": target.parent.name if target.parent else None,
        "children": sorted(child.name for child in target.children),
        "visible": target.visible_get(),
        "selected": target.select_get(),
    }


@handles("scene.get_bounding_box")
def get_bounding_box(names: list[str]) -> dict[str, Any] | None:
    bpy.context.view_layer.update()
    return bounding_box([find_object(name) for name in names] or bpy.context.visible_objects)


def kind_of(target: bpy.types.Object) -> str:
    """The case of `object-type` for an object."""
    kind = str(target.type)
    return KINDS.get(kind, kind.lower())


def _page(objects: list[bpy.types.Object], offset: int, limit: int) -> dict[str, Any]:
    bpy.context.view_layer.update()
    objects.sort(key=lambda each: each.name)
    end = offset + limit
    return {
        "objects": [
            {
                "name": each.name,
                "kind": kind_of(each),
                "location": tuple(each.matrix_world.translation),
                "visible": each.visible_get(),
            }
            for each in objects[offset:end]
        ],
        "total": len(objects),
        "next_offset": end if end < len(objects) else None,
    }
