"""Names that Blender has changed and that scripts still write as they were from 2.8 to 4.x.

Each is translated where its meaning is clear, and left out where it has none any more; either way the script goes
on and the result says so. A script that deals with an old name itself, in a `try` or with `hasattr`, meets Blender as
it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bridge import notes
from sandbox.script import expects_an_error


@dataclass(frozen=True)
class Member:
    """How an old attribute is read and written."""

    get: Callable[[Any], Any]
    set: Callable[[Any, Any], None]


def member(types: tuple[str, ...], name: str) -> Member | None:
    """The stand-in for an attribute that none of a thing's types, most specific first, has any more."""
    for each in types:
        found = _MEMBERS.get((each, name))
        if found is None and name.startswith(_GONE_PREFIXES.get(each, ())):
            found = _ignored(each, name)
        if found is not None:
            return None if expects_an_error() else found
    return None


def key(collection: str, name: str) -> str | None:
    """What an item of a collection, such as `Node.inputs`, is called today."""
    renamed = _KEYS.get(collection, {}).get(name)
    if renamed is None or expects_an_error():
        return None
    notes.add(f'"{name}" is called "{renamed}" since Blender 4.0; that one was used.')
    return renamed


def enum(types: tuple[str, ...], name: str, value: str) -> str | None:
    """What an enum's item is called today."""
    for each in types:
        renamed = _ENUMS.get((each, name), {}).get(value)
        if renamed is not None and not expects_an_error():
            notes.add(f"{each}.{name}: {value!r} is called {renamed!r} today; that one was used.")
            return renamed
    return None


def value(owner: str, name: str, given: Any, length: int) -> Any:
    """A colour with the alpha that it lacks."""
    is_color = "color" in name or "Color" in owner
    if length == 4 and is_color and len(given) == 3 and not expects_an_error():
        notes.add(f"{owner}.{name}: an RGB colour where RGBA is meant; 1.0 was added as alpha.")
        return [*given, 1.0]
    return None


def function(name: str) -> str | None:
    """What an argument that names a type, as `nodes.new` takes, is called today."""
    renamed = _TYPES.get(name)
    if renamed is None or expects_an_error():
        return None
    notes.add(f"{name} is {renamed} today; that one was used.")
    return renamed


def _ignored(owner: str, name: str) -> Member:
    def tell() -> None:
        notes.add(f"{owner}.{name} is gone from Blender and was left out.")

    def get(_: Any) -> Any:
        tell()
        return False

    def put(_: Any, __: Any) -> None:
        tell()

    return Member(get, put)


def _does_nothing(owner: str, name: str) -> Member:
    def get(_: Any) -> Any:
        notes.add(f"{owner}.{name}() is gone from Blender, which does it by itself.")
        return lambda *_, **__: None

    return Member(get, _read_only(name))


def _renamed(name: str, today: str, convert: Callable[[Any], Any] = lambda value: value) -> Member:
    def tell() -> None:
        notes.add(f"{name} is called {today} today; that one was used.")

    def get(owner: Any) -> Any:
        tell()
        return getattr(owner, today)

    def put(owner: Any, value: Any) -> None:
        tell()
        setattr(owner, today, convert(value))

    return Member(get, put)


def _read_only(name: str) -> Callable[[Any, Any], None]:
    def put(owner: Any, _: Any) -> None:
        raise AttributeError(f"'{type(owner).__name__}' object attribute '{name}' is read-only")

    return put


def _computed(name: str, get: Callable[[Any], Any], note: str) -> Member:
    def read(owner: Any) -> Any:
        notes.add(note)
        return get(owner)

    return Member(read, _read_only(name))


def _channelbag(action: Any) -> Any:
    """Where an action keeps its curves since 5.0."""
    slot = action.slots[0] if len(action.slots) else action.slots.new(id_type="OBJECT", name="Object")
    layer = action.layers[0] if len(action.layers) else action.layers.new(name="Layer")
    strip = layer.strips[0] if len(layer.strips) else layer.strips.new(type="KEYFRAME")
    return strip.channelbag(slot, ensure=True)


class _OldSockets:
    """`NodeTree.inputs` and `.outputs`, which are the tree's interface since 4.0."""

    def __init__(self, tree: Any, direction: str) -> None:
        self._tree = tree
        self._direction = direction

    def new(self, type: str, name: str) -> Any:  # noqa: A002 - Blender's name
        kind = _SOCKETS.get(type, type)
        return self._tree.interface.new_socket(name=name, in_out=self._direction, socket_type=kind)

    def _items(self) -> list[Any]:
        return [item for item in self._tree.interface.items_tree if getattr(item, "in_out", None) == self._direction]

    def __iter__(self) -> Any:
        return iter(self._items())

    def __len__(self) -> int:
        return len(self._items())

    def __contains__(self, name: str) -> bool:
        return any(item.name == name for item in self._items())

    def __getitem__(self, which: Any) -> Any:
        if not isinstance(which, str):
            return self._items()[which]
        for item in self._items():
            if item.name == which:
                return item
        raise KeyError(f'bpy_prop_collection[key]: key "{which}" not found')

    def get(self, name: str, default: Any = None) -> Any:
        return self[name] if name in self else default  # noqa: SIM401 - this is that method

    def remove(self, item: Any) -> None:
        self._tree.interface.remove(item)

    def clear(self) -> None:
        for item in self._items():
            self.remove(item)


_SOCKETS = {"NodeSocketFloatFactor": "NodeSocketFloat", "NodeSocketIntUnsigned": "NodeSocketInt"}


def _compositor(scene: Any) -> Any:
    import bpy

    if scene.compositing_node_group is None:
        scene.compositing_node_group = bpy.data.node_groups.new("Compositing Nodetree", "CompositorNodeTree")
    return scene.compositing_node_group


def _object_hidden(owner: Any, value: bool) -> None:
    owner.hide_set(value)


_IGNORED: Mapping[str, tuple[str, ...]] = {
    "Mesh": ("use_auto_smooth", "auto_smooth_angle", "use_customdata_edge_bevel", "use_customdata_vertex_bevel"),
    "Material": ("shadow_method", "use_sss_translucency"),
    "Light": ("use_contact_shadow", "contact_shadow_distance", "contact_shadow_bias", "contact_shadow_thickness"),
    "RenderSettings": ("tile_x", "tile_y", "use_antialiasing", "antialiasing_samples", "use_raytrace"),
    "WorldLighting": ("use_ambient_occlusion", "ao_factor", "use_indirect_light"),
    "CyclesRenderSettings": ("sampling_progressive", "tile_order", "use_progressive_refine", "feature_set_mode"),
    "Scene": ("sync_view",),
    "Bone": ("layers",),
    "EditBone": ("layers",),
    "Armature": ("layers",),
}

_GONE_PREFIXES: Mapping[str, tuple[str, ...]] = {
    "SceneEEVEE": (
        "use_bloom", "bloom_", "use_gtao", "gtao_", "use_ssr", "ssr_", "use_soft_shadows", "shadow_", "sss_",
        "use_shadow", "use_volumetric_lights", "volumetric_light", "gi_auto_bake", "gi_cache_info", "gi_irradiance",
        "gi_show", "gi_visibility",
        "use_screen_refraction", "use_overscan", "motion_blur_",
    ),
    "Light": ("shadow_buffer_", "contact_shadow_"),
    "Material": ("use_sss_",),
}  # fmt: skip

_MEMBERS: dict[tuple[str, str], Member] = {
    **{(owner, name): _ignored(owner, name) for owner, names in _IGNORED.items() for name in names},
    **{
        ("Mesh", name): _does_nothing("Mesh", name)
        for name in ("calc_normals", "calc_normals_split", "free_normals_split", "create_normals_split")
    },
    ("Action", "fcurves"): _computed(
        "fcurves",
        lambda action: _channelbag(action).fcurves,
        "Action.fcurves is gone since Blender 5.0; the curves of the action's first slot were used.",
    ),
    ("Action", "groups"): _computed(
        "groups",
        lambda action: _channelbag(action).groups,
        "Action.groups is gone since Blender 5.0; the groups of the action's first slot were used.",
    ),
    ("NodeTree", "inputs"): _computed(
        "inputs",
        lambda tree: _OldSockets(tree, "INPUT"),
        "NodeTree.inputs is gone since Blender 4.0; the tree's interface was used.",
    ),
    ("NodeTree", "outputs"): _computed(
        "outputs",
        lambda tree: _OldSockets(tree, "OUTPUT"),
        "NodeTree.outputs is gone since Blender 4.0; the tree's interface was used.",
    ),
    ("Scene", "node_tree"): _computed(
        "node_tree",
        _compositor,
        "Scene.node_tree is gone since Blender 5.0; the scene's compositing node group was used.",
    ),
    ("Object", "select"): Member(
        lambda owner: owner.select_get(),
        lambda owner, value: owner.select_set(value),
    ),
    ("Object", "hide"): Member(lambda owner: owner.hide_get(), _object_hidden),
    ("Object", "draw_type"): _renamed("draw_type", "display_type"),
    ("Object", "dupli_type"): _renamed("dupli_type", "instance_type"),
    ("Object", "dupli_group"): _renamed("dupli_group", "instance_collection"),
    ("Object", "show_x_ray"): _renamed("show_x_ray", "show_in_front"),
    ("BlendData", "lamps"): _renamed("lamps", "lights"),
    ("BlendData", "groups"): _renamed("groups", "collections"),
    ("LayerObjects", "active_object"): _renamed("active_object", "active"),
    ("Scene", "update"): _computed(
        "update", lambda scene: scene.view_layers[0].update, "Scene.update() is ViewLayer.update() today."
    ),
}

_PRINCIPLED = {
    "Specular": "Specular IOR Level",
    "Emission": "Emission Color",
    "Transmission": "Transmission Weight",
    "Clearcoat": "Coat Weight",
    "Clearcoat Roughness": "Coat Roughness",
    "Clearcoat Normal": "Coat Normal",
    "Sheen": "Sheen Weight",
    "Subsurface": "Subsurface Weight",
    "Subsurface Color": "Base Color",
}

_KEYS: Mapping[str, Mapping[str, str]] = {"Node.inputs": _PRINCIPLED}

_ENUMS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("RenderSettings", "engine"): {"BLENDER_EEVEE_NEXT": "BLENDER_EEVEE", "BLENDER_RENDER": "BLENDER_EEVEE"},
    ("ColorManagedViewSettings", "look"): {
        name: f"AgX - {name}"
        for name in (
            "Very High Contrast", "High Contrast", "Medium High Contrast",
            "Medium Low Contrast", "Low Contrast", "Very Low Contrast",
        )
    },
}  # fmt: skip

_TYPES = {
    "ShaderNodeTexMusgrave": "ShaderNodeTexNoise",
    "ShaderNodeSeparateRGB": "ShaderNodeSeparateColor",
    "ShaderNodeCombineRGB": "ShaderNodeCombineColor",
    "ShaderNodeSeparateHSV": "ShaderNodeSeparateColor",
    "ShaderNodeCombineHSV": "ShaderNodeCombineColor",
}
