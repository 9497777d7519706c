"""Functions of the modules `bmesh`, `bmesh.utils` and `bmesh.geometry`, and methods that need care."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import bmesh
import bpy
import mathutils

from .. import unfinished
from . import growth, layers
from .plain import plain
from .views import ELEMENTS, Layer, LayerCollection, Sequence, native

Method = Callable[..., Any]


def new(session: Any, *, use_operators: bool = True) -> Any:
    growth.check_new(session)
    return bmesh.new(use_operators=use_operators)


def from_edit_mesh(session: Any, mesh: Any) -> Any:
    _check_changeable(mesh)
    session.touch(mesh)
    return bmesh.from_edit_mesh(mesh)


def update_edit_mesh(session: Any, mesh: Any, **options: Any) -> None:
    _check_changeable(mesh)
    session.touch(mesh)
    bmesh.update_edit_mesh(mesh, **options)


def copy_mesh(session: Any, mesh: Any) -> Any:
    growth.check_new(session, len(mesh.verts))
    return mesh.copy()


def from_mesh(session: Any, mesh: Any, source: Any, **options: Any) -> None:
    unfinished.before_editing()
    if isinstance(source, bpy.types.Mesh):
        growth.check(session, len(source.vertices))
    mesh.from_mesh(source, **options)


def to_mesh(session: Any, mesh: Any, target: Any) -> None:
    _check_changeable(target)
    session.touch(target)
    mesh.to_mesh(target)


def transform(_: Any, mesh: Any, matrix: Any, **options: Any) -> None:
    mesh.transform(mathutils.Matrix(matrix), **options)


def new_element(_: Any, sequence: Sequence, *args: Any, **kwargs: Any) -> Any:
    example = args[1] if len(args) > 1 else kwargs.get("example")
    if type(example) in ELEMENTS:
        _check_mesh(sequence.mesh, example)
    elements = sequence.native()
    return elements.new(*native(args), **{key: native(each) for key, each in kwargs.items()})


def _check_mesh(mesh: Any, element: Any) -> None:
    """Refuses an element of another mesh."""
    native(element)
    vertex = element if type(element) is bmesh.types.BMVert else element.verts[0]
    try:
        mesh.edges.get((vertex, vertex))
    except ValueError as error:
        # It complains about the pair as well, but about another mesh first.
        if "another mesh" in str(error):
            raise ValueError("the example is from another mesh") from None


def split_face(_: Any, face: Any, *args: Any, example: Any = None, **kwargs: Any) -> Any:
    if example is not None:
        # Refuses an edge of another mesh, which the function itself does not.
        native(example).other_vert(native(face).verts[0])
        kwargs["example"] = example
    given = {key: native(each) for key, each in kwargs.items()}
    return plain(bmesh.utils.face_split(native(face), *native(args), **given))


def sort(_: Any, sequence: Sequence, *, keys: list[float] | None = None, reverse: bool = False) -> None:
    elements = sequence.native()
    if keys is None:
        elements.sort(reverse=reverse)
        return
    if len(keys) != len(elements) or not all(isinstance(key, int | float) for key in keys):
        raise TypeError("sort: expected a number for each element")
    following = iter(keys)
    elements.sort(key=lambda _: next(following), reverse=reverse)


def remove(_: Any, sequence: Sequence, element: Any) -> None:
    expected = {"verts": bmesh.types.BMVert, "edges": bmesh.types.BMEdge, "faces": bmesh.types.BMFace}[sequence.domain]
    if type(element) is not expected:
        raise TypeError(f"{sequence.domain}.remove(..): expected a {expected.__name__}, not {type(element).__name__}")
    sequence.native().remove(native(element))


def new_layer(_: Any, collection: LayerCollection, *name: str) -> Layer:
    found = collection.native()
    if len(found) >= layers.MOST_LAYERS:
        raise ValueError(f"only {layers.MOST_LAYERS} layers of a type are possible")
    return collection.layer(found.new(*name))


def verify_layer(_: Any, collection: LayerCollection) -> Layer:
    return collection.layer(collection.native().verify())


def get_layer(_: Any, collection: LayerCollection, name: str, default: Any = None) -> Any:
    found = collection.native().get(name)
    return default if found is None else collection.layer(found)


def list_layers(_: Any, collection: LayerCollection) -> list[Layer]:
    return [collection.layer(each) for each in collection.native().values()]


def read_layer(_: Any, element: Any, *args: Any) -> Any:
    return layers.read(element, *args)


def write_layer(_: Any, element: Any, *args: Any) -> None:
    layers.write(element, *args)


# By module, or by type; all other open functions need nothing but their arguments.
MODULES: dict[tuple[str, str], Method] = {
    ("bmesh", "new"): new,
    ("bmesh", "from_edit_mesh"): from_edit_mesh,
    ("bmesh", "update_edit_mesh"): update_edit_mesh,
    ("bmesh.utils", "face_split"): split_face,
}
METHODS: dict[tuple[str, str], Method] = {
    ("BMesh", "copy"): copy_mesh,
    ("BMesh", "from_mesh"): from_mesh,
    ("BMesh", "to_mesh"): to_mesh,
    ("BMesh", "transform"): transform,
    **{(kind, "new"): new_element for kind in ("BMVertSeq", "BMEdgeSeq", "BMFaceSeq")},
    **{(kind, "sort"): sort for kind in ("BMVertSeq", "BMEdgeSeq", "BMFaceSeq")},
    **{(kind, "remove"): remove for kind in ("BMVertSeq", "BMEdgeSeq", "BMFaceSeq")},
    ("BMLayerCollection", "new"): new_layer,
    ("BMLayerCollection", "verify"): verify_layer,
    ("BMLayerCollection", "get"): get_layer,
    ("BMLayerCollection", "values"): list_layers,
    **{(kind, "[]"): read_layer for kind in ("BMVert", "BMEdge", "BMFace", "BMLoop")},
    **{(kind, "[]="): write_layer for kind in ("BMVert", "BMEdge", "BMFace", "BMLoop")},
}


def call_module(module: str, name: str, args: list[Any], kwargs: dict[str, Any], session: Any) -> Any:
    """Calls an open function of a module."""
    special = MODULES.get((module, name))
    if special is not None:
        return special(session, *args, **kwargs)
    owner = {"bmesh.utils": bmesh.utils, "bmesh.geometry": bmesh.geometry}[module]
    return plain(getattr(owner, name)(*native(args), **{key: native(each) for key, each in kwargs.items()}))


def _check_changeable(mesh: Any) -> None:
    if not isinstance(mesh, bpy.types.Mesh):
        raise TypeError(f"expected a Mesh, not {type(mesh).__name__}")
    if not mesh.is_editable:
        raise PermissionError(f"the mesh {mesh.name!r} is linked from another file and cannot be changed here")
