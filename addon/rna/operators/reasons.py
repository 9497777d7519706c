"""Why an operator, or an argument of one, is closed to tools.

These rules decide nothing: what is open is written in `operators.json`. They say what a refusal is about, keep `review`
from proposing it, and let a test find what must never get onto the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..reasons import CODE, FILE_SUBTYPES, INTERFACE, LIBRARY, PATH, PREFERENCES, SYSTEM, UNKNOWN

# Groups of operators that are closed as a whole, but for `EXCEPTIONS`.
MODULES = {
    CODE: "script text uilist",
    PATH: "buttons cachefile clip cycles fluid file image import_anim import_curve import_scene sound",
    PREFERENCES: "brush extensions preferences text_editor",
    LIBRARY: "asset poselib",
    INTERFACE: """
        console ed gizmogroup gpencil info mask node outliner paintcurve palette sculpt sculpt_curves screen sequencer
        spreadsheet ui view2d view3d workspace
    """,
    SYSTEM: "wm export_anim export_scene",
}
EXCEPTIONS = """
    cycles.use_shading_nodes image.new
    node.new_geometry_node_group_assign node.new_geometry_nodes_modifier node.new_node_tree
    outliner.orphans_purge palette.new
    sculpt.dynamic_topology_toggle sculpt.face_sets_randomize_colors sculpt.optimize sculpt.sculptmode_toggle
    view3d.camera_to_view view3d.camera_to_view_selected view3d.object_as_camera view3d.snap_cursor_to_active
    view3d.snap_cursor_to_center view3d.snap_cursor_to_grid view3d.snap_cursor_to_selected
    view3d.snap_selected_to_active view3d.snap_selected_to_cursor view3d.snap_selected_to_grid
    wm.read_factory_settings wm.read_homefile
"""

# Those of the other groups that no pattern below tells from harmless ones. Unknown are those that take the index of
# something on trust, or a node tree that might read files.
NAMES = {
    PATH: """
        object.quick_liquid object.quick_smoke
        dpaint.bake font.open font.text_paste_from_file graph.sound_to_samples object.multires_external_pack
        object.multires_external_save object.ocean_bake object.volume_import ptcache.bake ptcache.bake_from_cache
        object.geometry_node_bake_delete_single object.geometry_node_bake_pack_single
        object.geometry_node_bake_single object.geometry_node_bake_unpack_single object.simulation_nodes_cache_bake
        object.simulation_nodes_cache_calculate_to_frame object.simulation_nodes_cache_delete
        paint.image_from_view paint.project_image material.copy material.paste pose.copy pose.paste
    """,
    # `update_animated_transform_constraints` evaluates the paths of F-curves as Python.
    CODE: """
        anim.copy_driver_button anim.driver_button_add anim.driver_button_edit anim.driver_button_remove
        anim.keying_set_active_set anim.keying_set_add anim.keying_set_export anim.keying_set_path_add
        anim.keying_set_path_remove anim.keying_set_remove anim.keyingset_button_add anim.keyingset_button_remove
        anim.paste_driver_button anim.set_active_set anim.update_animated_transform_constraints
        graph.driver_delete_invalid graph.driver_variables_copy graph.driver_variables_paste
        object.camera_custom_update scene.freestyle_module_add scene.freestyle_module_move scene.freestyle_module_open
        scene.freestyle_module_remove scene.freestyle_add_edge_marks_to_keying_set
        scene.freestyle_add_face_marks_to_keying_set
    """,
    LIBRARY: """
        collection.export_all collection.exporter_add collection.exporter_export collection.exporter_move
        collection.exporter_remove geometry.execute_node_group object.clear_override_library
        object.collection_external_asset_drop object.make_local object.make_override_library
        object.modifier_add_node_group object.reset_override_library scene.drop_scene_asset
    """,
    SYSTEM: """
        font.text_copy font.text_cut font.text_paste object.copy_global_transform object.copy_relative_transform
        object.paste_transform pose.selection_set_copy pose.selection_set_paste render.opengl
        render.play_rendered_anim render.render uv.export_layout
    """,
    UNKNOWN: "grease_pencil.layer_active object.drop_geometry_nodes uv.stitch",
    # The first few look into an editor without asking whether there is one.
    INTERFACE: """
        anim.slot_channels_move_to_new_action curves.split grease_pencil.delete grease_pencil.dissolve
        grease_pencil.duplicate grease_pencil.duplicate_move grease_pencil.extrude grease_pencil.extrude_move
        grease_pencil.outline grease_pencil.select_similar grease_pencil.set_corner_type paint.mask_flood_fill
        scene.new_sequencer scene.new_sequencer_scene uv.move_on_axis
        action.clickselect action.select_box action.select_circle action.select_lasso action.view_all
        action.view_frame action.view_selected anim.channel_view_pick anim.channels_click anim.channels_rename
        anim.channels_select_box anim.channels_select_filter anim.channels_view_selected anim.keyframe_clear_button
        anim.keyframe_delete_button anim.keyframe_insert_button anim.keyframe_insert_menu anim.scene_range_frame
        anim.version_bone_hide_property anim.view_curve_in_graph_editor armature.click_extrude
        armature.select_linked_pick armature.shortest_path_pick curve.draw curve.pen curve.select_linked_pick
        curve.shortest_path_pick curves.draw curves.pen curves.select_linked_pick font.move_select
        font.selection_set font.select_word graph.click_insert graph.clickselect graph.cursor_set
        graph.select_box graph.select_circle graph.select_lasso graph.view_all graph.view_frame graph.view_selected
        grease_pencil.brush_stroke grease_pencil.erase_box grease_pencil.erase_lasso grease_pencil.fill
        grease_pencil.interpolate grease_pencil.pen grease_pencil.primitive_arc grease_pencil.primitive_box
        grease_pencil.primitive_circle grease_pencil.primitive_curve grease_pencil.primitive_line
        grease_pencil.primitive_polyline grease_pencil.sculpt_paint grease_pencil.stroke_trim
        grease_pencil.texture_gradient grease_pencil.trace_image grease_pencil.vertex_brush_stroke
        grease_pencil.weight_brush_stroke grease_pencil.weight_sample marker.select marker.select_box
        mesh.dupli_extrude_cursor mesh.knife_project mesh.knife_tool mesh.loopcut mesh.polybuild_delete_at_cursor
        mesh.polybuild_dissolve_at_cursor mesh.polybuild_extrude_at_cursor_move mesh.polybuild_face_at_cursor
        mesh.polybuild_face_at_cursor_move mesh.polybuild_split_at_cursor mesh.polybuild_split_at_cursor_move
        mesh.polybuild_transform_at_cursor mesh.polybuild_transform_at_cursor_move mesh.primitive_cube_add_gizmo
        mesh.select_linked_pick mesh.shortest_path_pick nla.channels_click nla.click_select nla.select_box
        nla.view_all nla.view_frame nla.view_selected object.add_modifier_menu object.lightprobe_cache_bake
        object.lightprobe_cache_free object.transfer_mode object.transform_axis_target object.transform_to_mouse
        object.voxel_size_edit paint.brush_colors_flip paint.face_select_linked_pick paint.face_select_loop
        paint.grab_clone paint.hide_show paint.hide_show_lasso_gesture paint.hide_show_line_gesture
        paint.hide_show_polyline_gesture paint.image_paint paint.mask_box_gesture paint.mask_lasso_gesture
        paint.mask_line_gesture paint.mask_polyline_gesture paint.sample_color paint.vert_select_linked_pick
        paint.vertex_paint paint.weight_gradient paint.weight_paint paint.weight_sample paint.weight_sample_group
        particle.brush_edit particle.select_linked_pick pose.select_linked_pick pose.blend_to_neighbor
        pose.blend_with_rest pose.breakdown pose.push pose.relax render.view_cancel render.view_show
        scene.gltf2_action_filter_refresh transform.from_gizmo transform.seq_slide uv.cursor_set uv.select uv.select_box
        uv.select_circle uv.select_lasso uv.select_linked_pick uv.select_edge_ring uv.select_loop
        uv.shortest_path_pick uv.custom_region_set
    """,
}
PRESET = re.compile(r"preset(?:_|s_)(?:add|remove|save|cleanup)$")

# Operators that write files or render. They are answered as if the user had cancelled them, and never run.
OUTPUT = {
    "writes files": re.compile(
        r"^(?:export_\w+\.\w+|wm\.\w+_export(?:_\w+)?|wm\.save_(?:as_)?mainfile|image\.save\w*|uv\.export_layout"
        r"|collection\.(?:export_all|exporter_export)|wm\.collection_export_all|sequencer\.export_subtitles"
        r"|sound\.mixdown)$"
    ),
    "renders": re.compile(r"^render\.(?:render|opengl)$"),
}

# Arguments that name files without telling so by their kind.
FILE_ARGUMENT = re.compile(
    r"^(?:filepath|directory|filename|files|relative_path|path|url|dir|\w+_(?:filepath|directory|dir|file|url)"
    r"|asset_library_\w+|relative_asset_identifier|app_template|save_mode|use_automatic_name|use_split_materials"
    r"|check_existing|hide_props_region|filemode|sort_method)$"
)
FILE_FILTER = re.compile(r"^filter_(?!order$|type$|width$)\w+$")
CODE_ARGUMENT = re.compile(r"(?:^|_)(?:data_path|eval|expression|script|code|operator|list_path|index_path)(?:_|$)")

# The most that a tool may ask for, where Blender would take what fills the memory.
CEILINGS = {
    "segments": 1000,
    "ring_count": 1000,
    "x_subdivisions": 1000,
    "y_subdivisions": 1000,
    "vertices": 100_000,
    "subdivisions": 8,
    "number_cuts": 1000,
    "cuts_number": 1000,
    "level": 6,
    "levels": 6,
    "steps": 10_000,
    "turns": 1000,
    "repeat": 1000,
    "iterations": 1000,
    "width": 8192,
    "height": 8192,
    "tiles": 100,
    "target_faces": 1_000_000,
    "frame_start": 100_000,
    "frame_end": 100_000,
    "count": 100_000,
    "frames": 100_000,
    "duration": 100_000,
    "frame_duration": 100_000,
    "keys_number": 10_000,
    "margin": 4096,
    "range": 1_000_000,
    "step": 100_000,
    "length": 1_000_000,
}


def _table(groups: dict[str, str]) -> dict[str, str]:
    return {name: reason for reason, names in groups.items() for name in names.split()}


_MODULES = _table(MODULES)
_NAMES = _table(NAMES)
_EXCEPTIONS = frozenset(EXCEPTIONS.split())


def of_operator(name: str) -> str:
    """Why an operator is closed; empty if it need not be."""
    if name in _EXCEPTIONS:
        return ""
    if PRESET.search(name):
        return PATH
    return _NAMES.get(name) or _MODULES.get(name.partition(".")[0], "")


def of_output(name: str) -> str:
    """What an operator that is answered softly would do; empty if it is not one."""
    return next((what for what, pattern in OUTPUT.items() if pattern.match(name)), "")


def of_argument(described: Any) -> str:
    """Why an argument is closed; empty if it need not be."""
    name = described.identifier
    if name == "rna_type":
        return CODE
    if described.type == "STRING" and (described.subtype in FILE_SUBTYPES or described.is_path_output):
        return PATH
    if FILE_ARGUMENT.match(name) or FILE_FILTER.match(name):
        return PATH
    if described.type in ("STRING", "COLLECTION") and CODE_ARGUMENT.search(name):
        return CODE
    if described.type == "COLLECTION":
        return INTERFACE
    if described.type == "POINTER" and macro_part(described) is None:
        return UNKNOWN
    return ""


def macro_part(described: Any) -> str | None:
    """The operator whose arguments this argument of a macro holds."""
    if described.type != "POINTER" or "_OT_" not in described.identifier:
        return None
    module, function = described.identifier.split("_OT_", 1)
    return f"{module.lower()}.{function}"


def ceilings(arguments: Iterable[Any]) -> dict[str, int]:
    """The limits of an operator that Blender does not set as low itself."""
    return {
        each.identifier: CEILINGS[each.identifier]
        for each in arguments
        if each.type == "INT" and each.identifier in CEILINGS and each.hard_max > CEILINGS[each.identifier]
    }
