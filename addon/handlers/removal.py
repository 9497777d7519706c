"""`blender:ops/removal`: deletes objects."""

from __future__ import annotations

import bpy

from .lookup import find_editable_object
from .registry import handles
from .transforms import world_matrix


@handles("removal.delete_object")
def delete_object(name: str, with_children: bool) -> list[str]:
    target = find_editable_object(name)
    scene = bpy.context.scene
    doomed = [target]
    if with_children:
        doomed += [child for child in target.children_recursive if scene in child.users_scene and child.is_editable]
    names = [each.name for each in doomed]
    for each in doomed:
        for child in each.children:
            if child not in doomed:
                _free(child)
    data = {each.data for each in doomed if each.data}
    # What is also in another scene only leaves this one.
    shared = [each for each in doomed if len(each.users_scene) > 1]
    for each in shared:
        for collection in {scene.collection, *scene.collection.children_recursive} & {*each.users_collection}:
            collection.objects.unlink(each)
    bpy.data.batch_remove([each for each in doomed if each not in shared])
    bpy.data.batch_remove([each for each in data if each.users == 0])
    bpy.context.view_layer.update()
    return [names[0], *sorted(names[1:])]


def _free(child: bpy.types.Object) -> None:
    world = world_matrix(child)
    child.parent = None
    child.matrix_world = world
