"""`blender:ops/objects`: creates and changes objects."""

from __future__ import annotations

from typing import Any

import bpy
from bpy.app.translations import pgettext_data
from mathutils import Matrix

from ..errors import refused
from . import primitives
from .creation import creating, select_alone
from .lookup import check_new_name, find_editable_object, find_object
from .registry import handles
from .transforms import Triple, own_location, placement, set_rotation, world_matrix


@handles("objects.add_primitive")
def add_primitive(
    primitive: str,
    settings: dict[str, Any],
    name: str | None,
    location: Triple | None,
    rotation: Triple | None,
    scale: Triple | None,
) -> dict[str, Any]:
    check_new_name(name, "name")
    chosen, shape = primitives.choose(primitive, settings)
    own_name = name or pgettext_data(chosen.name)
    with creating() as created:
        mesh = created.add(bpy.data.meshes.new(own_name))
        primitives.fill(mesh, chosen, shape, smooth=settings["smooth"] or False)
        made = created.object(own_name, mesh)
        _place(made, location, rotation, scale)
        return placement(made)


@handles("objects.select_object")
def select_object(name: str, mode: str) -> list[str]:
    target = find_object(name)
    layer = bpy.context.view_layer
    if mode == "remove":
        target.select_set(False)
    elif not target.visible_get() or target.hide_select:
        raise refused(f"{name!r} is hidden or cannot be selected in the viewport.")
    elif mode == "replace":
        select_alone(target)
    else:
        target.select_set(True)
        layer.objects.active = target
    return sorted(each.name for each in layer.objects.selected)


@handles("objects.move_object")
def move_object(name: str, location: Triple, relative: bool) -> dict[str, Any]:
    target = find_editable_object(name)
    if relative:
        here = world_matrix(target).translation
        location = (here.x + location[0], here.y + location[1], here.z + location[2])
    _place(target, location, None, None)
    return placement(target)


@handles("objects.set_transform")
def set_transform(name: str, location: Triple | None, rotation: Triple | None, scale: Triple | None) -> dict[str, Any]:
    target = find_editable_object(name)
    _place(target, location, rotation, scale)
    return placement(target)


@handles("objects.apply_transform")
def apply_transform(name: str, parts: frozenset[str]) -> dict[str, Any]:
    target = find_editable_object(name)
    if parts:
        chosen = {part: part in parts for part in ("location", "rotation", "scale")}
        # Only the operator knows how each kind of geometry, and the children, take the change.
        with bpy.context.temp_override(
            active_object=target, object=target, selected_objects=[target], selected_editable_objects=[target]
        ):
            bpy.ops.object.transform_apply(**chosen)
        bpy.context.view_layer.update()
    return placement(target)


@handles("objects.duplicate_object")
def duplicate_object(
    name: str,
    new_name: str | None,
    location: Triple | None,
    rotation: Triple | None,
    scale: Triple | None,
    linked: bool,
) -> dict[str, Any]:
    check_new_name(new_name, "new_name")
    original = find_object(name)
    # Where the copy goes is worked out on the original, for Blender has not placed the copy yet.
    own = None if location is None else own_location(original, location)
    with creating() as created:
        copy = created.add(original.copy())
        if original.data and not linked:
            copy.data = created.add(original.data.copy())
        if copy.animation_data and copy.animation_data.action and not linked:
            copy.animation_data.action = created.add(copy.animation_data.action.copy())
        if new_name is not None:
            copy.name = new_name
        for collection in _collections_of(original):
            collection.objects.link(copy)
        if own is not None:
            copy.location = own
        _place(copy, None, rotation, scale)
        if copy.visible_get():
            select_alone(copy)
        return placement(copy)


@handles("objects.rename_object")
def rename_object(name: str, new_name: str) -> str:
    check_new_name(new_name, "new_name")
    target = find_editable_object(name)
    target.name = new_name
    return str(target.name)


@handles("objects.parent_object")
def parent_object(name: str, parent: str | None, keep_transform: bool) -> dict[str, Any]:
    child = find_editable_object(name)
    new_parent = None if parent is None else find_object(parent)
    _refuse_loop(child, new_parent)
    world = world_matrix(child)
    inverse = Matrix.Identity(4)
    if new_parent is not None and keep_transform:
        try:
            inverse = world_matrix(new_parent).inverted()
        except ValueError:
            raise refused(f"{parent!r} has a scale of zero, so nothing can stay where it is under it.") from None
    had_parent = child.parent is not None
    child.parent = new_parent
    child.parent_type = "OBJECT"
    child.matrix_parent_inverse = inverse
    # Without a parent before, the object's own transform is the one in the world and can stay to the last digit.
    if keep_transform and had_parent:
        child.matrix_basis = world
    return placement(child)


def _place(target: bpy.types.Object, location: Triple | None, rotation: Triple | None, scale: Triple | None) -> None:
    if location is not None:
        target.location = own_location(target, location)
    if rotation is not None:
        set_rotation(target, rotation)
    if scale is not None:
        target.scale = scale


def _collections_of(target: bpy.types.Object) -> list[bpy.types.Collection]:
    scene = bpy.context.scene
    inside = {scene.collection, *scene.collection.children_recursive}
    return [each for each in target.users_collection if each in inside and each.is_editable] or [scene.collection]


def _refuse_loop(child: bpy.types.Object, parent: bpy.types.Object | None) -> None:
    above = parent
    while above is not None:
        if above == child:
            raise refused(f"{child.name!r} cannot be its own parent, nor that of an object above it.")
        above = above.parent
