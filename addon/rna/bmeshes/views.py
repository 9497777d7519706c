"""Parts of a `BMesh` that Blender's own wrappers would point at without ever checking.

Blender invalidates its wrappers of meshes and of their elements. Its wrappers of sequences, layers and selections it
does not: they would write into freed memory. So those are held as the mesh and the way there, gone at each use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import bmesh

SEQUENCES = {"verts": "BMVertSeq", "edges": "BMEdgeSeq", "faces": "BMFaceSeq", "loops": "BMLoopSeq"}
LAYERS = {
    "verts": "BMLayerAccessVert",
    "edges": "BMLayerAccessEdge",
    "faces": "BMLayerAccessFace",
    "loops": "BMLayerAccessLoop",
}


@dataclass(frozen=True, slots=True)
class Sequence:
    """`bm.verts`, `bm.edges`, `bm.faces` or `bm.loops`."""

    mesh: Any
    domain: str

    @property
    def kind(self) -> str:
        return SEQUENCES[self.domain]

    def native(self) -> Any:
        return getattr(self.mesh, self.domain)

    def items(self) -> list[Any]:
        """All elements. Blender itself cannot iterate over corners."""
        if self.domain == "loops":
            return [loop for face in self.mesh.faces for loop in face.loops]
        return list(self.native())


@dataclass(frozen=True, slots=True)
class LayerAccess:
    """`bm.verts.layers` and its like."""

    mesh: Any
    domain: str

    @property
    def kind(self) -> str:
        return LAYERS[self.domain]

    def native(self) -> Any:
        return getattr(self.mesh, self.domain).layers


@dataclass(frozen=True, slots=True)
class LayerCollection:
    """`bm.loops.layers.uv` and its like."""

    mesh: Any
    domain: str
    type: str
    kind = "BMLayerCollection"

    def native(self) -> Any:
        return getattr(getattr(self.mesh, self.domain).layers, self.type)

    def layer(self, native: Any) -> Layer:
        """The view of a layer of this collection."""
        return Layer(self, native.name)


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer: found by its name, which is unique."""

    collection: LayerCollection
    name: str
    kind = "BMLayerItem"

    @property
    def mesh(self) -> Any:
        return self.collection.mesh

    def native(self) -> Any:
        layers = self.collection.native()
        found = layers.get(self.name)
        if found is None:
            raise RuntimeError("layer has become invalid")
        return found


@dataclass(frozen=True, slots=True)
class SelectHistory:
    """`bm.select_history`."""

    mesh: Any
    kind = "BMEditSelSeq"

    def native(self) -> Any:
        return self.mesh.select_history


View = Sequence | LayerAccess | LayerCollection | Layer | SelectHistory
VIEWS = frozenset({Sequence, LayerAccess, LayerCollection, Layer, SelectHistory})
ELEMENTS = {
    each: each.__name__ for each in (bmesh.types.BMVert, bmesh.types.BMEdge, bmesh.types.BMFace, bmesh.types.BMLoop)
}
OWN = frozenset({bmesh.types.BMesh, *ELEMENTS, *VIEWS})


def kind_of(thing: Any) -> str:
    """The name of its type in Blender."""
    return str(thing.kind) if type(thing) in VIEWS else type(thing).__name__


def check_valid(element: Any) -> Any:
    """The element, if it still exists: not all of Blender's functions look."""
    if not element.is_valid:
        raise ReferenceError(f"BMesh data of type {type(element).__name__} has been removed")
    return element


def native(value: Any) -> Any:
    """An argument as Blender takes it."""
    kind = type(value)
    if kind in ELEMENTS:
        return check_valid(value)
    if kind in VIEWS:
        return value.native()
    if kind is list or kind is tuple:
        if value and type(value[0]) is float:
            return value
        return [native(each) for each in value]
    if kind is set or kind is frozenset:
        return {native(each) for each in value}
    if kind is bmesh.types.BMesh and not value.is_valid:
        raise ReferenceError("BMesh data of type BMesh has been removed")
    return value
