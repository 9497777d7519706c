"""Checks of arguments that Blender does not make itself, and would crash, hang or reach too far without.

A guard is named after the type and the member it is for. It raises the error that the script gets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any, TypeAlias

import bpy

from . import allowlist, blocks, paths, refusals, trees

MAX_ADDED = 5_000_000
MAX_FRAMES = 1_000_000
MAX_SIDE = 16_384
MAX_PIXELS = 1 << 26
# Of all images that were not read from files.
MAX_PIXELS_IN_ALL = 1 << 28

Call: TypeAlias = Callable[[Any, list[Any], dict[str, Any]], None]
Write: TypeAlias = Callable[[Any, Any], None]

CALLS: dict[str, Call] = {}
WRITES: dict[str, Write] = {}


def call(*names: str) -> Callable[[Call], Call]:
    """Registers a guard of functions."""

    def register(guard: Call) -> Call:
        CALLS.update(dict.fromkeys(names, guard))
        return guard

    return register


def write(*names: str) -> Callable[[Write], Write]:
    """Registers a guard of properties."""

    def register(guard: Write) -> Write:
        WRITES.update(dict.fromkeys(names, guard))
        return guard

    return register


def argument(args: list[Any], kwargs: dict[str, Any], position: int, name: str) -> Any:
    """An argument that may be given either way, or `None`."""
    return args[position] if len(args) > position else kwargs.get(name)


def numbers(value: Any) -> Iterable[int]:
    """All integers in a value, however deep they are nested."""
    if isinstance(value, int):
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from numbers(each)


# What does not change evaluated data for good, and what makes new data of it.
_OF_EVALUATED = ("calc_", "free_", "to_mesh")
_FROM_EVALUATED = frozenset({"evaluated_get", "new_from_object", "to_mesh"})


def changes(place: Any) -> None:
    """Raises a `PermissionError` for a thing of evaluated data: Blender shares that, and frees it as it likes.

    What `Object.to_mesh` has given has no root, and may be changed: it is a copy.
    """
    thing, root = place.thing, place.root
    if root is None:
        owner = thing.id_data if isinstance(thing, allowlist.Struct | allowlist.Collection) else None
        closed = owner is not None and owner.is_evaluated
    else:
        closed = blocks.reference(root) is None
    if closed:
        raise PermissionError("evaluated data can only be read; change the original")


def lasting(place: Any, member: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """The guard of all functions that change something: neither that nor what they are given may be evaluated."""
    if not member.startswith(_OF_EVALUATED) and member != "update":
        changes(place)
    if member not in _FROM_EVALUATED:
        blocks.check_lasting(args)
        blocks.check_lasting(kwargs)
    for each in (*args, *kwargs.values()):
        own_part(place.thing, each)


# Parts that Blender takes from other data-blocks as well: it copies them, or looks where they are from.
_OF_OTHERS = bpy.types.ID | bpy.types.ActionSlot | bpy.types.FCurve | bpy.types.GreasePencilDrawing


def own_part(thing: Any, value: Any) -> None:
    """Raises a `ValueError` for a part of another data-block: Blender would not look, and mix up the memory of both."""
    if not isinstance(value, allowlist.Struct) or isinstance(value, _OF_OTHERS):
        return
    wanted, owner = thing.id_data, value.id_data
    layer_of_object = isinstance(value, bpy.types.ViewLayer) and isinstance(thing, bpy.types.Object)
    if layer_of_object and owner == bpy.context.scene:
        # Blender looks for the object in it, but brings it up to date with the scene that is active.
        return
    if isinstance(value, bpy.types.ShapeKey) and isinstance(wanted, bpy.types.Object) and wanted.data is not None:
        owner = wanted if getattr(wanted.data, "shape_keys", None) == owner else owner
    if isinstance(value, bpy.types.PoseBone) and isinstance(wanted, bpy.types.Armature):
        owner = owner.data
    if wanted is not None and owner is not None and wanted != owner:
        raise ValueError(f"the {type(value).__name__} belongs to {owner.name!r}, and not to {wanted.name!r}")


def _within(value: Any, end: int, what: str) -> None:
    for each in numbers(value):
        if not 0 <= each < end:
            raise IndexError(f"{what}: index {each} is out of range; there are {end}")


@call("Nodes.new")
def _open_node(_: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    name = argument(args, kwargs, 0, "type")
    kind = allowlist.kind_named(name) if isinstance(name, str) else None
    if kind is not None and issubclass(kind, bpy.types.Node) and allowlist.of_struct(kind) is None:
        raise refusals.closed_type(kind)


@call("NodeInputs.new", "NodeOutputs.new")
def _open_socket(_: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    _open_socket_type(argument(args, kwargs, 0, "type"))


@call("NodeTreeInterface.new_socket")
def _open_interface(_: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    _open_socket_type(kwargs.get("socket_type"))


@write("NodeReroute.socket_idname", "NodeTreeInterfaceSocket.socket_type")
def _open_socket_written(_: Any, value: Any) -> None:
    _open_socket_type(value)


def _open_socket_type(name: Any) -> None:
    kind = allowlist.kind_named(name) if isinstance(name, str) else None
    if kind is not None and allowlist.of_struct(kind) is None:
        raise refusals.closed_type(kind)


@call("NodeLinks.new")
def _no_text_for_files(links: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    if trees.reaches_files(links.id_data):
        for each in (argument(args, kwargs, 0, "input"), argument(args, kwargs, 1, "output")):
            if getattr(each, "type", "") in ("STRING", "CUSTOM", "BUNDLE", "CLOSURE"):
                raise refusals.closed("a link of texts in a tree that reads files", "path")


@write(
    "NodesModifier.node_group",
    "NodeGroup.node_tree",
    "ShaderNodeGroup.node_tree",
    "GeometryNodeGroup.node_tree",
    "CompositorNodeGroup.node_tree",
    "TextureNodeGroup.node_tree",
    "NodeCustomGroup.node_tree",
    "ShaderNodeCustomGroup.node_tree",
    "GeometryNodeCustomGroup.node_tree",
    "CompositorNodeCustomGroup.node_tree",
)
def _no_tree_with_files(_: Any, value: Any) -> None:
    if isinstance(value, bpy.types.NodeTree) and trees.reaches_files(value):
        raise refusals.closed(f"the node group {value.name!r}", "path")


@write(
    "NodeSocketString.default_value", "NodeTreeInterfaceSocketString.default_value", "FunctionNodeInputString.string"
)
def _no_text_in_tree_with_files(thing: Any, _: Any) -> None:
    if trees.reaches_files(thing.id_data):
        raise refusals.closed("a text in a tree that reads files", "path")


def custom_property(thing: Any, key: str, value: Any) -> None:
    """The guard of all custom properties."""
    if key in thing.bl_rna.properties:
        raise refusals.closed(f'["{key}"]', "unknown", f".{key}")
    _check_texts(value)
    if isinstance(thing, bpy.types.NodesModifier) and isinstance(value, str) and trees.reaches_files(thing.node_group):
        raise refusals.closed(f'["{key}"]', "path")


def _check_texts(value: Any) -> None:
    """Raises a `UnicodeEncodeError` for texts that are none: of those, Blender does not tell in time."""
    if isinstance(value, str):
        value.encode()
    elif isinstance(value, list | tuple | dict):
        for each in value.values() if isinstance(value, dict) else value:
            _check_texts(each)


@call(
    *("MeshVertices.add", "MeshEdges.add", "MeshLoops.add", "MeshLoopTriangles.add", "MeshPolygons.add"),
    "FCurveKeyframePoints.add",
)
def _bounded_count(_: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    count = argument(args, kwargs, 0, "count")
    if isinstance(count, int) and not 0 <= count <= MAX_ADDED:
        raise ValueError(f"add(): count: expected 0 to {MAX_ADDED}, got {count}")


@call(
    *("Curves.add_curves", "GreasePencilDrawing.add_strokes", "GreasePencilDrawing.resize_strokes"),
    *("GreasePencilDrawing.remove_strokes", "GreasePencilDrawing.reorder_strokes", "GreasePencilDrawing.set_types"),
    *("HookModifier.vertex_indices_set", "PointCloud.resize"),
)
def _bounded_sizes(_: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    given = list(numbers([*args, *kwargs.values()]))
    if any(each < 0 for each in given) or sum(given) > MAX_ADDED:
        raise ValueError(f"expected sizes and indices of 0 or more, {MAX_ADDED} in all")


@call("VertexGroup.add", "VertexGroup.remove", "VertexGroup.weight")
def _vertices_of_group(group: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    data = group.id_data.data
    count = len(data.vertices) if isinstance(data, bpy.types.Mesh) else len(getattr(data, "points", ()))
    _within(argument(args, kwargs, 0, "index"), max(count, 1), "VertexGroup")


@call("Mesh.from_pydata")
def _whole_geometry(mesh: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    vertices = argument(args, kwargs, 0, "vertices")
    edges = argument(args, kwargs, 1, "edges")
    faces = argument(args, kwargs, 2, "faces")
    if not all(isinstance(each, list | tuple) for each in (vertices, edges, faces)):
        return
    if len(vertices) > MAX_ADDED or len(faces) > MAX_ADDED:
        raise ValueError(f"from_pydata(): at most {MAX_ADDED} vertices and faces")
    _within(edges, len(mesh.vertices) + len(vertices), "from_pydata(): edges")
    _within(faces, len(mesh.vertices) + len(vertices), "from_pydata(): faces")


@write("MeshLoop.vertex_index", "MeshEdge.vertices", "MeshPolygon.vertices", "MeshPolygon.vertices_raw")
def _a_vertex(thing: Any, value: Any) -> None:
    _within(value, len(thing.id_data.vertices), "vertices")


@write("MeshLoop.edge_index")
def _an_edge(thing: Any, value: Any) -> None:
    _within(value, len(thing.id_data.edges), "edges")


@write("MeshPolygon.loop_start")
def _no_single_start(_: Any, __: Any) -> None:
    raise ValueError("write loop_start of all polygons at once, with polygons.foreach_set")


def foreach_set(collection: Any, args: list[Any]) -> None:
    """The guard of `foreach_set`, which writes without asking."""
    if len(args) != 2 or not isinstance(args[0], str):
        return
    mesh = collection.id_data
    if not isinstance(mesh, bpy.types.Mesh):
        return
    name, values = args
    if name in ("vertex_index", "vertices", "vertices_raw"):
        _within(values, len(mesh.vertices), name)
    elif name == "edge_index":
        _within(values, len(mesh.edges), name)
    elif name == "loop_start":
        _within(values, len(mesh.loops), name)
        if any(after < before for before, after in pairwise(numbers(values))):
            raise ValueError("loop_start: expected values that do not decrease")


@call("FCurve.bake", "FCurve.convert_to_keyframes", "FCurve.convert_to_samples")
def _bounded_frames(_: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    start, end = argument(args, kwargs, 0, "start"), argument(args, kwargs, 1, "end")
    if isinstance(start, int) and isinstance(end, int) and end - start > MAX_FRAMES:
        raise ValueError(f"at most {MAX_FRAMES} frames")


@call("BlendData.batch_remove")
def _no_windows_removed(_: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    for each in argument(args, kwargs, 0, "ids") or ():
        if isinstance(each, bpy.types.Scene | bpy.types.Screen):
            raise PermissionError(f"batch_remove() is closed to tools for a {type(each).__name__}; use scenes.remove")


@call("ID.user_remap", "ID.copy")
def _no_windows_remapped(thing: Any, _: list[Any], __: dict[str, Any]) -> None:
    if isinstance(thing, bpy.types.Screen):
        raise PermissionError("this is closed to tools for a Screen: it belongs to windows and drawing (interface)")


@call("ID.user_remap")
def _no_loop_by_remapping(thing: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Blender looks for loops where pointers are written, and not here; it crashes on them."""
    new = argument(args, kwargs, 0, "new_id")
    if isinstance(thing, bpy.types.Scene):
        raise PermissionError("user_remap() is closed to tools for a Scene")
    if isinstance(new, bpy.types.NodeTree):
        _no_tree_with_files(None, new)
    if any(each == thing for each in _inside(new)):
        raise ValueError(f"user_remap(): {new.name!r} uses {thing.name!r} itself")


def _inside(block: Any) -> Iterable[Any]:
    """What a data-block is under, or has in it, in the way that must not come back to itself."""
    if isinstance(block, bpy.types.Object):
        while (block := block.parent) is not None:
            yield block
    elif isinstance(block, bpy.types.Collection):
        yield from block.children_recursive
    elif isinstance(block, bpy.types.NodeTree):
        yield from trees.groups(block)


@call("ActionChannelbagFCurves.new", "ActionChannelbagFCurves.ensure")
def _open_path(_: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    paths.check(argument(args, kwargs, 0, "data_path"))


@call("Action.fcurve_ensure_for_datablock", "KeyingSetPaths.add")
def _open_path_of_block(_: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    paths.check(argument(args, kwargs, 1, "data_path"))


@write("FCurve.data_path", "KeyingSetPath.data_path")
def _open_path_written(_: Any, value: Any) -> None:
    paths.check(value)


@write("Node.parent")
def _no_loop_of_frames(thing: Any, value: Any) -> None:
    while isinstance(value, bpy.types.Node):
        if value == thing:
            raise ValueError("a frame cannot be in itself")
        value = value.parent


@call("GreasePencilv3LayerGroup.move_to_layer_group")
def _no_loop_of_groups(_: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    moved, into = argument(args, kwargs, 0, "layer_group"), argument(args, kwargs, 1, "target_group")
    while isinstance(into, bpy.types.GreasePencilLayerGroup):
        if into == moved:
            raise ValueError("a group cannot be in itself")
        into = into.parent_group


@write("Object.parent")
def _no_loop(thing: Any, value: Any) -> None:
    ancestor = value if isinstance(value, bpy.types.Object) else None
    while ancestor is not None:
        if ancestor == thing:
            raise RuntimeError("Loop in parents")
        ancestor = ancestor.parent


@call("BlendDataImages.new")
def _image_of_size(_: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    width, height = argument(args, kwargs, 1, "width"), argument(args, kwargs, 2, "height")
    _size(width, height)
    made = [each.generated_width * each.generated_height for each in bpy.data.images if each.source == "GENERATED"]
    if isinstance(width, int) and isinstance(height, int) and width * height + sum(made) > MAX_PIXELS_IN_ALL:
        raise ValueError(f"images have at most {MAX_PIXELS_IN_ALL} pixels in all")


@call("Image.scale")
def _scaled_to_size(_: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    _size(argument(args, kwargs, 0, "width"), argument(args, kwargs, 1, "height"))


@write("Image.generated_width")
def _width(image: Any, value: Any) -> None:
    _size(value, image.generated_height)


@write("Image.generated_height")
def _height(image: Any, value: Any) -> None:
    _size(image.generated_width, value)


def _size(width: Any, height: Any) -> None:
    if not isinstance(width, int) or not isinstance(height, int):
        return
    if not (1 <= width <= MAX_SIDE and 1 <= height <= MAX_SIDE and width * height <= MAX_PIXELS):
        raise ValueError(f"an image is at most {MAX_SIDE} wide and high, and has at most {MAX_PIXELS} pixels")


def removal(args: list[Any], kwargs: dict[str, Any]) -> None:
    """The guard of `remove` of the collections of `bpy.data`: nothing may be left that points to what is gone."""
    given = dict(zip(("do_unlink", "do_id_user", "do_ui_user"), args[1:], strict=False)) | kwargs
    for name in ("do_id_user", "do_ui_user", "do_unlink"):
        if given.get(name, True) is not True:
            raise PermissionError(f"{name}=False is closed to tools: it leaves references to what is removed")
