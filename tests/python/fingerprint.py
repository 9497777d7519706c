"""What is in Blender's file, as plain data, and where two such states differ.

Runs inside Blender: `fingerprint()` reads everything that Blender describes of itself. `compare` needs no Blender.
A value that is as Blender's description has it by default is left out, and so is what belongs to the process
(addresses, session uids), to the disk (file names) or to windows.
"""

from __future__ import annotations

import base64
import hashlib
import math
from array import array
from collections.abc import Iterator
from typing import Any

# Relative, and absolute below 1.
TOLERANCE = 1e-5
# Differences of one data-block that are told one by one.
TOLD = 12

# Collections of bpy.data that come with the program or its windows.
OUTSIDE = {
    "brushes", "palettes", "paint_curves", "workspaces", "screens", "window_managers", "libraries", "cache_files",
    "linestyles", "rna_type",
}  # fmt: skip

# Properties that are about the process, the disk or windows, or that repeat others.
LEFT_OUT = {
    "rna_type", "session_uid", "original", "id_data", "id_type", "preview", "name_full", "library",
    "library_weak_reference", "override_library", "asset_data", "is_updated", "is_updated_data", "is_evaluated",
    "is_runtime_data", "depsgraph", "id_properties_ensure", "action_suitable_slots", "sequence_editor", "uv_sculpt",
    "co_ui", "handle_left_ui", "handle_right_ui", "internal_links", "location_absolute", "bl_icon", "bl_description",
    "bl_label", "bl_static_type", "type_info", "debug_zone_body_lazy_function_graph", "debug_zone_lazy_function_graph",
    "debug_lazy_function_graph", "color_tag_icon", "icon_expressions", "tool_settings",
    "children_recursive", "all_objects", "motion_path", "is_missing", "last_evaluated_frame",
    "evaluated_nodes", "execution_time", "show_instancer_for_viewport_icon", "warnings", "node_warnings",
    "statistics", "dependencies", "viewer_path", "runtime", "is_dirty", "linear_colorspace_settings",
    "selected_studio_light", "wireframe_color_type", "transform_orientation_slots", "has_multiple_engines", "lineart",
    "freestyle_settings", "show_expanded", "view_center", "use_extra_user", "ffmpeg", "motion_blur_shutter_curve",
    "tag",
}  # fmt: skip

# Properties of a type that are repeated elsewhere, or that are read at once because they are many.
LEFT_OUT_OF = {
    "Mesh": {"vertices", "edges", "loops", "polygons", "loop_triangles", "loop_triangle_polygons", "vertex_normals",
             "polygon_normals", "corner_normals", "skin_vertices", "vertex_colors", "uv_layer_stencil",
             "uv_layer_clone", "vertex_paint_masks", "attributes", "color_attributes"},
    "MeshUVLoopLayer": {"data", "uv", "vertex_selection", "edge_selection", "pin"},
    "Scene": {"objects", "view_layers_active", "keying_sets_all"},
    "ViewLayer": {"objects", "active_layer_collection", "aovs_active"},
    "Collection": {"all_objects"},
    "Image": {"pixels", "packed_file", "packed_files", "bindcode", "render_slots", "has_data"},
    "ShapeKey": {"data", "points"},
    "VectorFont": {"packed_file"},
    "ParticleSystem": {"particles", "child_particles"},
    "Action": {"frame_range", "curve_frame_range"},
    "Node": {"dimensions", "color_tag", "bl_width_default", "bl_width_min", "bl_width_max", "bl_height_default",
             "bl_height_min", "bl_height_max", "show_options"},
    "NodeSocket": {"link_limit", "is_icon_visible", "node", "inferred_structure_type", "bl_subtype_label",
                   "is_unavailable", "is_inactive", "select", "enabled"},
    "LayerCollection": {"is_visible"},
    "PointCache": {"info", "is_baked", "is_outdated"},
    "PointCacheItem": {"info", "is_baked", "is_outdated"},
    "Attribute": {"data"},
    # It is made from the time.
    "FieldSettings": {"seed"},
}  # fmt: skip

PATHS = {"FILEPATH", "DIRPATH", "FILENAME", "FILE_PATH", "DIR_PATH", "FILE_NAME"}

# How the values of an attribute are read: the property of an item, how many numbers it has, their kind.
ATTRIBUTES = {
    "FLOAT": ("value", 1, "f"),
    "INT": ("value", 1, "i"),
    "INT8": ("value", 1, "i"),
    "BOOLEAN": ("value", 1, "b"),
    "FLOAT_VECTOR": ("vector", 3, "f"),
    "FLOAT2": ("vector", 2, "f"),
    "FLOAT_COLOR": ("color", 4, "f"),
    "BYTE_COLOR": ("color", 4, "f"),
    "QUATERNION": ("value", 4, "f"),
    "FLOAT4X4": ("value", 16, "f"),
    "INT16_2D": ("value", 2, "i"),
    "INT32_2D": ("value", 2, "i"),
}

# Attributes that follow from the edges and faces, or that Blender fills in differently at each run.
DERIVED = {".edge_verts", ".corner_vert", ".corner_edge", ".select_edge"}

Found = dict[str, Any]


def fingerprint() -> dict[str, Found]:
    """The state of Blender's file: for each data-block and for the context, its values by path."""
    import bpy

    state: dict[str, Found] = {"context": _context(bpy.context)}
    for thing in list(bpy.data.objects):
        if thing.mode == "EDIT":
            thing.update_from_editmode()
    bpy.context.view_layer.update()
    for listed in bpy.data.bl_rna.properties:
        if listed.type != "COLLECTION" or listed.identifier in OUTSIDE:
            continue
        for block in getattr(bpy.data, listed.identifier):
            if block.bl_rna.identifier == "Image" and block.type in {"RENDER_RESULT", "COMPOSITING"}:
                continue
            state[f"{listed.identifier}[{block.name!r}]"] = _Walk(block).found
    depsgraph = bpy.context.evaluated_depsgraph_get()
    for thing in bpy.context.view_layer.objects:
        if thing.type in {"MESH", "CURVE", "SURFACE", "FONT", "META"}:
            state[f"objects[{thing.name!r}]"]["evaluated"] = _evaluated(thing.evaluated_get(depsgraph))
    return state


def compare(a: dict[str, Found], b: dict[str, Found]) -> list[str]:
    """What is different in `b`, a line each; empty if nothing is."""
    lines: list[str] = []
    for name in [*a, *(name for name in b if name not in a)]:
        if name not in b:
            lines.append(f"{name}: missing")
        elif name not in a:
            lines.append(f"{name}: should not be there")
        else:
            told = list(_differences(a[name], b[name]))
            lines += [f"{name}{line}" for line in told[:TOLD]]
            if len(told) > TOLD:
                lines.append(f"{name}: and {len(told) - TOLD} more")
    return lines


def _context(context: Any) -> Found:
    active = context.view_layer.objects.active
    return {
        "mode": context.mode,
        "scene": context.scene.name,
        "view_layer": context.view_layer.name,
        "active": active.name if active else None,
        "selected": sorted(each.name for each in context.view_layer.objects if each.select_get()),
        "hidden": sorted(each.name for each in context.view_layer.objects if each.hide_get()),
        "order": [each.name for each in context.view_layer.objects],
    }


def _evaluated(thing: Any) -> Found | None:
    try:
        mesh = thing.to_mesh()
    except RuntimeError:
        return None
    if mesh is None:
        return None
    found = {
        "vertices": len(mesh.vertices),
        "edges": len(mesh.edges),
        "polygons": len(mesh.polygons),
        **_spread(mesh),
    }
    thing.to_mesh_clear()
    return found


class _Walk:
    """Reads all of a data-block. What is reached a second time is told by the path that reached it first."""

    def __init__(self, block: Any) -> None:
        self.found: Found = {}
        self._block = block
        # The block itself, and those that live inside it, such as its node tree.
        self._inside = {block}
        self._paths: dict[tuple[str, int], str] = {}
        self._struct(block, "")

    def _struct(self, thing: Any, path: str) -> None:
        kind = thing.bl_rna.identifier
        key = (kind, thing.as_pointer())
        if key in self._paths:
            self.found[path] = f"-> {self._paths[key]}"
            return
        self._paths[key] = path
        if path:
            self.found[path] = kind
        for name, sort, default in _told_of(thing):
            self._property(thing, name, sort, default, f"{path}.{name}")
        self._bulk(thing, path)
        self._custom(thing, path)

    def _property(self, thing: Any, name: str, sort: str, default: Any, path: str) -> None:
        try:
            value = getattr(thing, name)
        except (AttributeError, RuntimeError, ReferenceError, UnicodeDecodeError, TypeError):
            return
        if sort == "COLLECTION":
            self._items(value, path)
        elif sort == "POINTER":
            if value is not None and not _is_idle(thing, name, value):
                self._pointer(value, path)
        else:
            plain = _plain(value)
            if not _same(plain, default):
                self.found[path] = plain

    def _pointer(self, value: Any, path: str) -> None:
        if not hasattr(value, "bl_rna"):
            self.found[path] = str(value)
        elif _is_block(value):
            if value.is_embedded_data and _is_own(value, self._block):
                self._inside.add(value)
                self._struct(value, path)
                # Node trees that are in a material are called anything, and have users at times.
                self.found.pop(f"{path}.name", None)
                self.found.pop(f"{path}.users", None)
            else:
                self.found[path] = f"{value.bl_rna.identifier} {value.name!r}"
        elif value.id_data is not None and value.id_data not in self._inside:
            self.found[path] = f"{value.bl_rna.identifier} {getattr(value, 'name', '')!r} of {value.id_data.name!r}"
        else:
            self._struct(value, path)

    def _items(self, items: Any, path: str) -> None:
        try:
            count = len(items)
        except TypeError:
            return
        if count:
            self.found[path] = count
        for index, item in enumerate(items):
            if item is not None:
                self._pointer(item, f"{path}[{index}]")

    def _bulk(self, thing: Any, path: str) -> None:
        kind = thing.bl_rna.identifier
        if kind == "Mesh":
            self.found.update(_mesh(thing))
        elif kind == "ShapeKey":
            self.found[f"{path}.points"] = _shape(thing)
        elif kind == "Image" and thing.has_data:
            self.found[".pixels"] = _pixels(thing)
        elif kind == "Object" and thing.type == "MESH" and thing.mode != "EDIT" and thing.vertex_groups:
            self.found[".weights"] = [
                [vertex.index, each.group, each.weight] for vertex in thing.data.vertices for each in vertex.groups
            ]
        elif thing.bl_rna.base is not None and thing.bl_rna.base.identifier == "Attribute":
            self._attribute(thing, path)

    def _attribute(self, thing: Any, path: str) -> None:
        if thing.data_type == "STRING":
            self.found[f"{path}.data"] = [str(item.value) for item in thing.data]
        elif thing.data_type in ATTRIBUTES:
            name, width, code = ATTRIBUTES[thing.data_type]
            self.found[f"{path}.data"] = _packed(code, thing.data, name, width)

    def _custom(self, thing: Any, path: str) -> None:
        if thing.bl_rna.base is not None and thing.bl_rna.base.identifier == "PropertyGroup":
            # Its items are its properties, which have been told.
            return
        try:
            items = list(thing.items())
        except (AttributeError, TypeError):
            return
        for key, value in items:
            if key != "cycles":
                self.found[f"{path}[{key!r}]"] = _plain(value)


def _told_of(thing: Any, known: dict[Any, list[tuple[str, str, Any]]] = {}) -> list[tuple[str, str, Any]]:  # noqa: B006
    """The properties of the thing's type that are read: name, kind, default."""
    kind = type(thing)
    if kind not in known:
        left_out = set(LEFT_OUT)
        described: Any = thing.bl_rna
        while described is not None:
            left_out |= LEFT_OUT_OF.get(described.identifier, set())
            described = described.base
        known[kind] = [
            (prop.identifier, prop.type, _default(prop))
            for prop in thing.bl_rna.properties
            if prop.identifier not in left_out and not (prop.type == "STRING" and prop.subtype in PATHS)
        ]
    return known[kind]


def _is_idle(thing: Any, name: str, value: Any) -> bool:
    """Whether a property holds settings of what is switched off; Blender makes some when they are first asked for."""
    if name == "field":
        return bool(value.type == "NONE")
    if name == "collision":
        return not value.use
    return name == "curve_mapping" and not getattr(thing, "use_curve_mapping", True)


def _is_own(value: Any, block: Any) -> bool:
    """Whether an embedded data-block is embedded in this one."""
    kind = block.bl_rna.identifier
    return bool(getattr(block, "node_tree", None) == value or (kind == "Scene" and block.collection == value))


def _is_block(value: Any) -> bool:
    return hasattr(value, "session_uid")


def _default(prop: Any) -> Any:
    if prop.type in {"POINTER", "COLLECTION"}:
        return None
    if prop.type == "ENUM":
        if not prop.enum_items_static:
            return None
        return sorted(prop.default_flag) if prop.is_enum_flag else prop.default
    return list(prop.default_array) if getattr(prop, "is_array", False) else prop.default


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, set | frozenset):
        return sorted(value)
    if _is_block(value):
        return f"{value.bl_rna.identifier} {value.name!r}"
    if hasattr(value, "to_dict"):
        return {key: _plain(each) for key, each in value.items()}
    if hasattr(value, "__len__") and hasattr(value, "__getitem__"):
        return [_plain(each) for each in value]
    return f"({type(value).__name__})"


def _mesh(mesh: Any) -> Found:
    """The geometry, with edges and faces in an order of their own: Blender's UV sphere has them in the order of
    addresses in memory."""
    ends = _read("i", mesh.edges, "vertices", 2)
    edges = [sorted(ends[at : at + 2]) for at in range(0, len(ends), 2)]
    starts = _read("i", mesh.polygons, "loop_start", 1)
    corners = _read("i", mesh.loops, "vertex_index", 1)
    turned = []
    for start, end in zip(starts, [*starts[1:], len(corners)], strict=False):
        first = min(range(start, end), key=corners.__getitem__)
        turned.append([*range(first, end), *range(start, first)])
    faces = [[corners[corner] for corner in each] for each in turned]
    edge_order = sorted(range(len(edges)), key=edges.__getitem__)
    face_order = sorted(range(len(faces)), key=faces.__getitem__)
    orders = {
        "EDGE": edge_order,
        "FACE": face_order,
        "CORNER": [corner for face in face_order for corner in turned[face]],
    }
    found: Found = {
        ".vertices": len(mesh.vertices),
        ".edges": [edges[edge] for edge in edge_order],
        ".faces": [faces[face] for face in face_order],
        ".color_attributes": [mesh.color_attributes.active_color_name, mesh.color_attributes.default_color_name],
    }
    for attribute in mesh.attributes:
        name, kind, domain = attribute.name, attribute.data_type, attribute.domain
        path = f".attributes[{name!r}]"
        if kind not in ATTRIBUTES or name in DERIVED or name.startswith(".uv_select"):
            continue
        member, width, code = ATTRIBUTES[kind]
        values = _read(code, attribute.data, member, width)
        if domain in orders:
            order = orders[domain]
            values = array(code, (values[width * each + part] for each in order for part in range(width)))
        found[path] = f"{kind} {domain}"
        found[f"{path}.data"] = _encoded(code, values)
    return found


def _spread(mesh: Any) -> Found:
    """Where vertices are, in no order: what modifiers make of a UV sphere comes in any."""
    values = _read("f", mesh.vertices, "co", 3)
    axes = [values[axis::3] for axis in range(3)]
    distances = (math.dist(point, (1.3, -2.7, 0.6)) for point in zip(*axes, strict=True))
    return {
        name: _encoded("f", array("f", sorted(each)))
        for name, each in zip(("x", "y", "z", "distance"), (*axes, distances), strict=True)
    }


def _shape(key: Any) -> Any:
    try:
        return _packed("f", key.data, "co", 3)
    except (AttributeError, TypeError, RuntimeError):
        return [_plain(point.co) for point in key.data]


def _pixels(image: Any) -> Any:
    values = array("f", bytes(4 * len(image.pixels)))
    image.pixels.foreach_get(values)
    if len(values) > 1 << 18:
        return hashlib.sha256(array("b", (round(100 * each) for each in values))).hexdigest()
    return _encoded("f", values)


def _packed(code: str, items: Any, name: str, width: int) -> Any:
    """A property of all items, as bytes: geometry as lists of numbers would be long."""
    return _encoded(code, _read(code, items, name, width))


def _read(code: str, items: Any, name: str, width: int) -> array[Any]:
    values = array(code, bytes(array(code).itemsize * width * len(items)))
    if code == "b":
        flags = [False] * len(values)
        items.foreach_get(name, flags)
        values = array("b", flags)
    else:
        items.foreach_get(name, values)
    return values


def _encoded(code: str, values: array[Any]) -> dict[str, str]:
    return {"code": code, "values": base64.b64encode(values.tobytes()).decode()}


def _differences(a: Any, b: Any, path: str = "") -> Iterator[str]:
    if isinstance(a, dict) and isinstance(b, dict):
        if "values" in a and "values" in b and a.get("code") == b.get("code"):
            yield from _array_differences(a, b, path)
            return
        for key in [*a, *(key for key in b if key not in a)]:
            inner = f"{path}{key}" if key[:1] in {".", "["} else f"{path}.{key}"
            if key not in b:
                yield f"{inner}: {_told(a[key])}, here none or default"
            elif key not in a:
                yield f"{inner}: none or default, here {_told(b[key])}"
            else:
                yield from _differences(a[key], b[key], inner)
    elif not _same(a, b):
        yield f"{path}: {_told(a)}, here {_told(b)}"


def _array_differences(a: Found, b: Found, path: str) -> Iterator[str]:
    if a["values"] == b["values"]:
        return
    first, second = _decoded(a), _decoded(b)
    if len(first) != len(second):
        yield f"{path}: {len(first)} values, here {len(second)}"
        return
    wrong = [index for index, pair in enumerate(zip(first, second, strict=True)) if not _same(*pair)]
    if wrong:
        some = ", ".join(f"[{each}] {first[each]:.6g}, here {second[each]:.6g}" for each in wrong[:4])
        yield f"{path}: {len(wrong)} of {len(first)} values differ: {some}"


def _decoded(packed: Found) -> array[Any]:
    values = array(packed["code"])
    values.frombytes(base64.b64decode(packed["values"]))
    return values


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, bool) or isinstance(b, bool) or isinstance(a, str) or isinstance(b, str):
        return bool(a == b)
    if isinstance(a, int | float) and isinstance(b, int | float):
        if math.isnan(a) or math.isnan(b):
            return math.isnan(a) and math.isnan(b)
        return a == b or abs(a - b) <= TOLERANCE * max(1.0, abs(a), abs(b))
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(_same, a, b))
    return bool(a == b)


def _told(value: Any) -> str:
    if isinstance(value, dict) and "values" in value and "code" in value:
        return f"{len(_decoded(value))} values"
    text = f"{value:.6g}" if isinstance(value, float) else repr(value)
    return text if len(text) <= 200 else f"{text[:200]}..."
