"""`bpy_extras.object_utils`: adding objects and looking through cameras."""

from __future__ import annotations

from typing import Any

import bpy
from bpy.props import EnumProperty, FloatVectorProperty
from mathutils import Matrix, Vector


def add_object_align_init(context: Any, operator: Any) -> Matrix:
    """The place and rotation of a new object: those of the operator, or the cursor's place."""
    if operator is None:
        return Matrix.Translation(context.scene.cursor.location)
    properties = operator.properties
    if properties.is_property_set("location"):
        moved = Matrix.Translation(Vector(properties.location))
    else:
        moved = Matrix.Translation(context.scene.cursor.location)
        properties.location = moved.to_translation()
    if properties.align == "CURSOR":
        turned = context.scene.cursor.matrix.to_3x3().to_4x4()
        properties.rotation = turned.to_euler()
        return moved @ turned
    return moved @ properties.rotation.to_matrix().to_4x4()


def object_data_add(context: Any, obdata: Any, operator: Any = None, name: str | None = None) -> Any:
    """A new object for data, linked, selected alone and active; in Edit Mode joined into the edited object."""
    layer = context.view_layer
    collection = (context.layer_collection or layer.active_layer_collection).collection
    for each in layer.objects:
        each.select_set(False)
    active = layer.objects.active
    added = bpy.data.objects.new(name or ("Object" if obdata is None else obdata.name), obdata)
    collection.objects.link(added)
    added.select_set(True)
    added.matrix_world = add_object_align_init(context, operator)
    if not (active and active.mode == "EDIT" and active.type == added.type):
        layer.objects.active = added
        return added
    bpy.ops.mesh.select_all(action="DESELECT")
    active.select_set(True)
    bpy.ops.object.mode_set(mode="OBJECT")
    active.select_set(True)
    layer.update()
    # Maps of different names would become different maps.
    new_map, old_map = obdata.uv_layers.active, active.data.uv_layers.active
    if new_map is not None and old_map is not None:
        new_map.name = old_map.name
    bpy.ops.object.join()
    bpy.data.meshes.remove(obdata)
    bpy.ops.object.mode_set(mode="EDIT")
    return added


class AddObjectHelper:
    """A mixin for operators that add objects."""

    align: EnumProperty(  # type: ignore[valid-type]
        name="Align",
        items=(
            ("WORLD", "World", "Align the new object to the world"),
            ("VIEW", "View", "Align the new object to the view"),
            ("CURSOR", "3D Cursor", "Use the 3D cursor orientation for the new object"),
        ),
        default="WORLD",
    )
    location: FloatVectorProperty(name="Location", subtype="TRANSLATION")  # type: ignore[valid-type]
    rotation: FloatVectorProperty(name="Rotation", subtype="EULER")  # type: ignore[valid-type]

    @classmethod
    def poll(cls, context: Any) -> bool:
        return context.scene.library is None


def object_add_grid_scale(context: Any) -> float:
    """The scale of a view's grid; there is no view."""
    return 1.0


def object_add_grid_scale_apply_operator(operator: Any, context: Any) -> None:
    """Scales an operator's distances by the grid: by 1, as there is no view."""


def world_to_camera_view(scene: Any, obj: Any, coord: Any) -> Vector:
    """Where a camera sees a place: from 0 to 1 across and up its frame, and the depth."""
    seen = obj.matrix_world.normalized().inverted() @ coord
    depth = -seen.z
    camera = obj.data
    frame = list(camera.view_frame(scene=scene)[:3])
    if camera.type != "ORTHO":
        if depth == 0.0:
            return Vector((0.5, 0.5, 0.0))
        frame = [-(corner / (corner.z / depth)) for corner in frame]
    left, right = frame[2].x, frame[1].x
    bottom, top = frame[1].y, frame[0].y
    return Vector(((seen.x - left) / (right - left), (seen.y - bottom) / (top - bottom), depth))
