"""What a reference means: it is walked from its base, and each step is looked up on the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import bpy

from . import allowlist, bmeshes, identity, refs, refusals, unfinished
from .allowlist import NOTHING, Collection, ExtensibleCollection, Members, Struct
from .blocks import ID, block, removed

# Attributes that say which vertices make up the edges and faces of a mesh.
TOPOLOGY = frozenset({".corner_edge", ".corner_vert", ".edge_verts", ".poly_offset"})

_MODULES = {"bmesh": "bmesh", "ops": "bmesh.ops", "utils": "bmesh.utils", "geometry": "bmesh.geometry"}
FOREIGN = Members("bmesh", (), frozenset(), frozenset(), {})

# Meshes that `Object.to_mesh` has given, by the object's uid and whether it was the evaluated one. Blender owns them,
# and invalidates them when it frees them.
_temporary: dict[tuple[int, bool], Any] = {}


class Place(NamedTuple):
    """What a reference means: a thing, what of it is open, and the data-block that changes with it."""

    thing: Any
    members: Members
    root: Any


class Outdated(Exception):  # noqa: N818 - no fault, but a request
    """Evaluated data is asked for, so the call has to be begun again after `Resolver.evaluate`."""


class Resolver:
    """Resolves the references of one batch; `results` are the results of its calls so far, as JSON.

    To evaluate frees evaluated data and temporary meshes, of which Blender's Python objects may hold parts. So that is
    only done before anything of a call is resolved.
    """

    def __init__(self, session: Any) -> None:
        self.session = session
        self.results: list[Any] = []
        self._evaluated = False

    def begin(self) -> None:
        """Nothing of the last call is held any more."""
        self._evaluated = False

    def evaluate(self) -> None:
        """Brings evaluated data up to date."""
        unfinished.settle()
        bpy.context.evaluated_depsgraph_get()
        self._evaluated = True

    def _graph(self) -> Any:
        if not self._evaluated:
            raise Outdated
        return bpy.context.view_layer.depsgraph

    def resolve(self, text: str) -> Place:
        """What a reference means. Raises what Python would raise on the way, or a `PermissionError`."""
        reference = refs.parse(text)
        kind = reference.kind
        steps: Sequence[refs.Step] = reference.steps
        match kind:
            case "$":
                place, steps = self._result(reference.number, steps)
            case "%":
                place = Place(self.session.thing(reference.number), FOREIGN, None)
            case "data":
                place = of_struct(bpy.data, None)
            case "context":
                place = of_struct(bpy.context, None)
            case "depsgraph":
                place = of_struct(self._graph(), None)
            case "bmesh":
                name = "bmesh" if not steps else steps[0][1]
                if len(steps) > 1 or name not in _MODULES:
                    raise AttributeError(f"module 'bmesh' has no attribute {str(name)[:100]!r}")
                return Place(_MODULES[str(name)], FOREIGN, None)
            case _:
                place = of_struct(block(kind, reference.number), None)
        for step in steps:
            place = self._step(place, step)
        return place

    def _result(self, number: int, steps: Sequence[refs.Step]) -> tuple[Place, Sequence[refs.Step]]:
        if number >= len(self.results):
            raise ValueError(f"${number} is not the result of an earlier call")
        value = self.results[number]
        if isinstance(value, dict) and "active" in value and not (steps and steps[0][0] == "["):
            value = value["active"]
        while steps and steps[0][0] == "[" and isinstance(value, list | dict) and "$ref" not in value:
            if "$elements" in value:
                break
            key: Any = steps[0][1]
            value = value[key]
            steps = steps[1:]
        if isinstance(value, dict) and "$elements" in value:
            elements = bmeshes.elements(value["$elements"], self.session)
            if not steps:
                return Place(elements, FOREIGN, None), steps
            index: Any = steps[0][1]
            return Place(elements[index], FOREIGN, None), steps[1:]
        if isinstance(value, dict) and isinstance(value.get("$ref"), str):
            return self.resolve(value["$ref"]), steps
        return Place(value, NOTHING, None), steps

    def _step(self, place: Place, step: refs.Step) -> Place:
        thing = place.thing
        sign, name, mark = step
        if place.members is FOREIGN:
            if sign == ".":
                return Place(bmeshes.get(thing, str(name), self.session), FOREIGN, None)
            return Place(bmeshes.find(thing, name, self.session), FOREIGN, None)
        if sign == "[":
            return _item(place, name, mark)
        if sign == ".":
            return attribute(place, str(name))
        if not isinstance(thing, ID):
            raise AttributeError(f"'{type(thing).__name__}' object has no attribute '{name}'")
        if name == "mesh":
            return _temporary_mesh(thing)
        return of_struct(thing.evaluated_get(self._graph()), None)


def of_struct(thing: Any, root: Any) -> Place:
    """The place of a structure. Raises a `PermissionError` if its type is closed."""
    kind: Any = type(thing)
    members = allowlist.of_struct(kind)
    if members is None:
        raise refusals.closed_type(kind)
    if isinstance(thing, bpy.types.NodeTree) and thing.is_evaluated:
        # Blender crashes where parts of one look at what only the original has.
        raise refusals.closed("an evaluated node tree", "unknown", "the original")
    return Place(thing, members, thing if isinstance(thing, ID) and not thing.is_embedded_data else root)


def _is_unsafe(layer: Any) -> bool:
    """Whether the values of an attribute are indices that Blender trusts, or lie outside of its memory.

    Blender tells a wrong type of the selection of a mesh whose edges were made from its faces.
    """
    return layer.name in TOPOLOGY or (layer.name.startswith(".select") and layer.data_type != "BOOLEAN")


def attribute(place: Place, name: str) -> Place:
    """The place of a property."""
    thing = place.thing
    if name not in place.members.readable:
        raise refusals.missing(thing, place.members, name)
    value = getattr(thing, name)
    kind = type(value)
    if kind is Collection or kind is ExtensibleCollection:
        if name == "data" and isinstance(thing, bpy.types.Attribute) and _is_unsafe(thing):
            raise refusals.closed(f'attributes["{thing.name}"].data', "unknown", "edges, loops and polygons")
        owner = allowlist.owner_of(thing, place.members)
        members = allowlist.of_collection(owner, name, kind is ExtensibleCollection)
        return Place(value, members, place.root)
    if isinstance(value, Struct):
        return of_struct(value, place.root)
    return Place(value, NOTHING, place.root)


def _item(place: Place, key: int | str, mark: str) -> Place:
    thing = place.thing
    if isinstance(thing, Collection):
        value = identity.item(thing, key, mark)
    elif isinstance(thing, tuple | list) and isinstance(key, int):
        value = thing[key]
    else:
        raise TypeError(f"'{type(thing).__name__}' object is not subscriptable")
    if isinstance(value, Struct):
        return of_struct(value, place.root)
    return Place(value, NOTHING, place.root)


def keep_mesh(target: Any, mesh: Any) -> None:
    """Remembers the mesh that `Object.to_mesh` has given for an object."""
    _temporary[target.session_uid, target.is_evaluated] = mesh


def _temporary_mesh(target: Any) -> Place:
    key = target.session_uid, target.is_evaluated
    mesh = _temporary.get(key)
    try:
        if mesh is not None and mesh.session_uid >= 0:
            return Place(mesh, of_struct(mesh, None).members, None)
    except ReferenceError:
        _temporary.pop(key, None)
    raise removed("Mesh")
