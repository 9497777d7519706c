"""Compares the list with the Blender that runs: `python -m addon.rna.review`.

It prints what is open and what is closed, by reason, and the lines it would add for what nobody has decided on yet.
`--update` prints these lines alone, `--write` merges them into the list. A person reads them first: a rule that opens
is only ever a proposal.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

import bpy

from . import allowlist, listing, reasons
from .words import words

READING = words("""
    bbone_segment_index bbone_segment_matrix calc_length calc_matrix_camera camera_fit_coords channelbag
    closest_point_on_mesh compute_bbone_handles contains_tree convert_local_to_pose convert_space convex_sweep_test
    domain_size evaluate evaluate_envelope evaluated_depsgraph_get evaluated_get find find_armature find_by_name
    foreach_get get get_output_node hide_get holdout_get id_eval_get id_type_updated indirect_only_get
    is_deform_modified user_of_id is_modified is_property_hidden is_property_readonly is_property_set items keys
    layer_collection local_view_get nla_tweak_strip_time_to_scene path_from_id path_resolve range ray_cast
    region_to_view select_get statistics users uvedit_aspect valid_message valid_socket_type values view_frame
    view_to_region visible_get visible_in_viewport_get weight MatrixFromAxisRoll AxisRollFromMatrix normals_vertex_get
    normals_polygon_get normals_split_get find_attribute
    """)
DELETING = words("remove clear batch_remove orphans_purge shape_key_remove shape_key_clear remove_curves")
# Functions that take indices or pointers on trust, or whose result ends with something else.
UNSAFE = words("""
    Depsgraph.object_instances Depsgraph.updates Object.crazyspace_eval Object.crazyspace_displacement_to_deformed
    Object.crazyspace_displacement_to_original Object.crazyspace_eval_clear Particle.uv_on_emitter
    ParticleHairKey.co_object ParticleHairKey.co_object_set ParticleSystem.co_hair ParticleSystem.uv_on_emitter
    ParticleSystem.mcol_on_emitter Object.to_curve Object.to_curve_clear Curves.reorder_curves Curves.set_types
    Curves.remove_curves Curves.resize_curves ShapeKey.normals_vertex_get ShapeKey.normals_polygon_get
    ShapeKey.normals_split_get Curves.unit_test_compare Lattice.unit_test_compare Mesh.unit_test_compare
    Pose.backup_create Pose.backup_restore Pose.backup_clear ID.user_clear ID.update_tag_legacy
    bpy_struct.id_properties_ui ID.bl_system_properties_get RenderSlot.clear Image.buffers_free ID.animation_data_legacy
    Object.cache_release GreasePencilDrawing.strokes BlendData.user_map bpy_struct.values bpy_struct.items
    Scene.update_render_engine
    """)
# What Blender lets be written, and tools may only read.
WRITE_PROTECTED = frozenset(
    {"Image.source", "Area.type", "Area.show_menus", "ID.is_runtime_data", "ID.library", "ID.tag"}
)


def all_structs() -> dict[str, Any]:
    """All types of this Blender by name, but not those that add-ons other than Cycles have registered."""
    pending = [name for name in dir(bpy.types) if allowlist.kind_named(name) is not None]
    found: dict[str, Any] = {}
    while pending:
        kind = allowlist.kind_named(pending.pop())
        if kind is None or kind.bl_rna.identifier in found:
            continue
        if not kind.__module__.startswith(("bpy_types", "_bpy_types", "bpy.types", "cycles")):
            continue
        found[kind.bl_rna.identifier] = kind.bl_rna
        # Property groups are only known from where they are used.
        pending += [each.fixed_type.identifier for each in kind.bl_rna.properties if each.type == "POINTER"]
    return dict(sorted(found.items()))


def own_properties(struct: Any) -> list[Any]:
    """The properties that a type declares itself."""
    inherited = struct.base.properties if struct.base else {}
    return [each for each in struct.properties if each.identifier not in inherited]


def own_functions(struct: Any) -> list[Any]:
    """The functions that a type declares itself."""
    inherited = struct.base.functions if struct.base else {}
    return [each for each in struct.functions if each.identifier not in inherited]


def python_members(kind: type) -> dict[str, Any]:
    """What a type has in Python and not in RNA, with what it mixes in."""
    mixed = [each for each in kind.__bases__ if not issubclass(each, allowlist.Struct) and each is not object]
    members: dict[str, Any] = {}
    for each in (*mixed, kind):
        members |= {name: value for name, value in each.__dict__.items() if not name.startswith("_")}
    return members


def proposal(struct: Any) -> dict[str, str] | None:
    """The line for a type by the rules, or `None` if it should stay closed."""
    if reasons.of_struct(struct):
        return None
    owner = struct.identifier
    line: dict[str, list[str]] = {"set": [], "get": [], "read": [], "edit": [], "delete": []}
    for each in own_properties(struct):
        if each.identifier in added_by_addons(owner):
            continue
        if not reasons.of_property(owner, each):
            if f"{owner}.{each.identifier}" in UNSAFE:
                continue
            protected = each.is_readonly or each.identifier.startswith("bl_")
            protected = protected or f"{owner}.{each.identifier}" in WRITE_PROTECTED
            line["get" if protected else "set"].append(each.identifier)
    for each in own_functions(struct):
        if (
            not reasons.of_function(owner, each)
            and each.identifier not in INTERNAL
            and f"{owner}.{each.identifier}" not in UNSAFE
        ):
            line[effect(each.identifier)].append(each.identifier)
    for name, value in python_members(allowlist.kind_named(owner)).items():
        if name in struct.properties or name in struct.functions or reasons.of_member(owner, name):
            continue
        if f"{owner}.{name}" in UNSAFE or type(value).__name__ == "_PropertyDeferred" or name in HIDDEN:
            continue
        if isinstance(value, property) or type(value).__name__ == "getset_descriptor":
            line["get"].append(name)
        elif callable(value) or isinstance(value, classmethod | staticmethod):
            line[effect(name)].append(name)
    return {key: " ".join(sorted(names)) for key, names in line.items() if names}


# Python members that belong to how types are registered, or that give things which cannot cross the wire.
HIDDEN = words("""
    poll update draw is_registered_node_type input_template output_template define path_resolve temp_override copy
    register unregister evaluated_geometry strokes
    """)
# The same among functions of RNA.
INTERNAL = words("tag is_registered_node_type debug_zone_body_lazy_function_graph debug_zone_lazy_function_graph")


def added_by_addons(owner: str) -> set[str]:
    """The properties that add-ons other than Cycles have given a type of Blender's."""
    members = allowlist.kind_named(owner).__dict__
    deferred = {name for name, value in members.items() if type(value).__name__ == "_PropertyDeferred"}
    return {name for name in deferred if not name.startswith("cycles")}


# What a context has depends on where it is, so RNA does not tell.
CONTEXT = """
    active_action active_bone active_node active_object active_pose_bone armature bone camera curve edit_bone
    edit_object editable_bones editable_objects image_paint_object lattice light material material_slot mesh meta_ball
    object objects_in_mode objects_in_mode_unique_data particle_edit_object particle_settings particle_system pose_bone
    pose_object sculpt_object selectable_objects selected_bones selected_editable_bones selected_editable_fcurves
    selected_editable_keyframes selected_editable_objects selected_ids selected_nodes selected_objects
    selected_pose_bones selected_pose_bones_from_active_object selected_visible_fcurves texture vertex_paint_object
    visible_bones visible_fcurves visible_objects visible_pose_bones weight_paint_object world
"""


def effect(name: str) -> str:
    """What a function of this name does."""
    if name in READING:
        return "read"
    return "delete" if name in DELETING or name.endswith(("_clear", "_remove")) else "edit"


def bases() -> dict[str, dict[str, str]]:
    """The lines for what all structures and collections have."""
    return {
        allowlist.STRUCT: {
            "get": "id_data",
            "read": "get is_property_hidden is_property_readonly is_property_set keys path_from_id path_resolve",
            "edit": "keyframe_insert keyframe_delete property_unset id_properties_clear",
            "delete": "pop",
        },
        allowlist.COLLECTION: {"read": "find foreach_get get items keys values", "edit": "foreach_set"},
        allowlist.EXTENSIBLE: {"edit": "add move", "delete": "clear remove"},
    }


def proposals() -> dict[str, dict[str, str]]:
    """The list as the rules would have it."""
    found = bases()
    for name, struct in all_structs().items():
        if (line := proposal(struct)) is not None:
            found[name] = line
    found["Context"]["get"] = " ".join(sorted({*found["Context"]["get"].split(), *CONTEXT.split()}))
    return found


def undecided(current: dict[str, dict[str, str]], wanted: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """What the rules propose and the list does not have."""
    missing = {}
    for name, line in wanted.items():
        have = {each for names in current.get(name, {}).values() for each in names.split()}
        new = {key: " ".join(each for each in names.split() if each not in have) for key, names in line.items()}
        new = {key: names for key, names in new.items() if names}
        if new or name not in current:
            missing[name] = new
    return missing


def merged(current: dict[str, dict[str, str]], new: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Both together."""
    together = {name: dict(line) for name, line in current.items()}
    for name, line in new.items():
        own = together.setdefault(name, {})
        for key, names in line.items():
            own[key] = " ".join(sorted({*own.get(key, "").split(), *names.split()}))
    return together


def counts() -> Counter[tuple[str, str]]:
    """How many types, properties and functions are open, or closed for which reason."""
    found: Counter[tuple[str, str]] = Counter()
    for name, struct in all_structs().items():
        entry = allowlist.entries().get(name)
        if entry is None:
            found["types", reasons.of_struct(struct) or reasons.UNKNOWN] += 1
            continue
        found["types", "open"] += 1
        for each in own_properties(struct):
            is_open = each.identifier in entry.writable or each.identifier in entry.readable
            found["properties", "open" if is_open else reasons.of_property(name, each) or reasons.UNKNOWN] += 1
        for each in own_functions(struct):
            is_open = each.identifier in entry.functions
            found["functions", "open" if is_open else reasons.of_function(name, each) or reasons.UNKNOWN] += 1
    return found


def tell() -> None:
    """Prints what is open and what is closed."""
    for (kind, why), count in sorted(counts().items()):
        print(f"{kind:12}{why:18}{count:6}")


def main(arguments: Sequence[str]) -> int:
    return listing.command(
        arguments,
        module="addon.rna.review",
        description=__doc__,
        file=allowlist.LIST,
        undecided=lambda current: undecided(current, proposals()),
        merged=merged,
        tell=tell,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
