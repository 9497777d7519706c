"""Blender's exporters, and what of them is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import bpy


@dataclass(frozen=True)
class Exporter:
    """An operator that writes files of one kind.

    `fixed` are the arguments that make the files whole, without references to what lies elsewhere. `options` are the
    names of those that are open: none that names files, starts programs or changes the scene.
    """

    operator: Any
    selection: str = ""
    fixed: Mapping[str, Any] = field(default_factory=dict)
    options: str = ""
    animated: bool = False


GLTF_OPTIONS = """
    at_collection_center export_active_vertex_color_when_no_material export_all_influences export_all_vertex_colors
    export_anim_scene_split_object export_anim_single_armature export_anim_slide_to_zero export_animation_mode
    export_animations export_apply export_armature_object_remove export_attributes export_bake_animation export_cameras
    export_current_frame export_def_bones export_draco_color_quantization export_draco_generic_quantization
    export_draco_mesh_compression_enable export_draco_mesh_compression_level export_draco_normal_quantization
    export_draco_position_quantization export_draco_texcoord_quantization export_extra_animations export_extras
    export_force_sampling export_frame_range export_frame_step export_gn_mesh export_gpu_instances
    export_hierarchy_flatten_bones export_hierarchy_flatten_objs export_hierarchy_full_collections
    export_image_add_webp export_image_format export_image_quality export_image_webp_fallback
    export_import_convert_lighting_mode export_influence_nb export_jpeg_quality export_leaf_bone export_lights
    export_materials export_merge_animation export_morph export_morph_animation export_morph_normal
    export_morph_reset_sk_data export_morph_tangent export_negative_frame export_nla_strips export_normals
    export_optimize_animation_keep_anim_armature export_optimize_animation_keep_anim_object
    export_optimize_animation_size export_optimize_disable_viewport export_original_specular export_pointer_animation
    export_reset_pose_bones export_rest_position_armature export_sampling_interpolation_fallback
    export_shared_accessors export_skins export_tangents export_texcoords export_try_omit_sparse_sk
    export_try_sparse_sk export_unused_images export_unused_textures export_vertex_color export_yup
    use_active_collection use_active_collection_with_nested use_active_scene use_mesh_edges use_mesh_vertices
    use_renderable use_visible
    """

OBJ = Exporter(
    bpy.ops.wm.obj_export,
    "export_selected_objects",
    {"path_mode": "COPY"},
    """
        apply_modifiers apply_transform export_colors export_curves_as_nurbs export_eval_mode export_material_groups
        export_materials export_normals export_object_groups export_pbr_extensions export_smooth_groups
        export_triangulated_mesh export_uv export_vertex_groups forward_axis global_scale smooth_group_bitflags up_axis
        """,
)

STL = Exporter(
    bpy.ops.wm.stl_export,
    "export_selected_objects",
    options="apply_modifiers ascii_format forward_axis global_scale up_axis use_scene_unit",
)

PLY = Exporter(
    bpy.ops.wm.ply_export,
    "export_selected_objects",
    options="""
        apply_modifiers ascii_format export_attributes export_colors export_normals export_triangulated_mesh export_uv
        forward_axis global_scale up_axis
        """,
)

FBX = Exporter(
    bpy.ops.export_scene.fbx,
    "use_selection",
    {"path_mode": "COPY", "embed_textures": True},
    """
        add_leaf_bones apply_scale_options apply_unit_scale armature_nodetype axis_forward axis_up bake_anim
        bake_anim_force_startend_keying bake_anim_simplify_factor bake_anim_use_all_actions bake_anim_use_all_bones
        bake_anim_use_nla_strips bake_space_transform colors_type global_scale mesh_smooth_type object_types
        primary_bone_axis prioritize_active_color secondary_bone_axis use_active_collection use_armature_deform_only
        use_custom_props use_mesh_edges use_mesh_modifiers use_mesh_modifiers_render use_space_transform use_subsurf
        use_triangles use_tspace use_visible
        """,
    animated=True,
)

USD = Exporter(
    bpy.ops.wm.usd_export,
    "selected_objects_only",
    {"export_textures_mode": "NEW", "overwrite_textures": True, "relative_paths": True},
    """
        allow_unicode author_blender_name convert_orientation convert_scene_units convert_world_material
        evaluation_mode export_animation export_armatures export_cameras export_curves export_custom_properties
        export_global_forward_selection export_global_up_selection export_hair export_lights export_materials
        export_mesh_colors export_meshes export_normals export_points export_shapekeys export_subdivision
        export_uvmaps export_volumes generate_materialx_network generate_preview_surface merge_parent_xform
        meters_per_unit ngon_method only_deform_bones quad_method rename_uvmaps triangulate_meshes use_instancing
        xform_op_mode
        """,
    animated=True,
)

ALEMBIC = Exporter(
    bpy.ops.wm.alembic_export,
    "selected",
    options="""
        apply_subdiv curves_as_mesh evaluation_mode export_custom_properties export_hair export_particles face_sets
        flatten global_scale ngon_method normals orcos packuv quad_method subdiv_schema triangulate use_instancing uvs
        vcolors
        """,
    animated=True,
)

# A copy keeps the file's own path; paths in it are left as they are, since nobody knows where it will lie.
BLEND = Exporter(
    bpy.ops.wm.save_as_mainfile,
    fixed={"copy": True, "relative_remap": False},
    options="compress",
)

EXPORTERS = {
    "blend": BLEND,
    "glb": Exporter(bpy.ops.export_scene.gltf, "use_selection", {"export_format": "GLB"}, GLTF_OPTIONS, animated=True),
    "gltf": Exporter(
        bpy.ops.export_scene.gltf,
        "use_selection",
        {"export_format": "GLTF_SEPARATE", "export_keep_originals": False},
        GLTF_OPTIONS,
        animated=True,
    ),
    "obj": OBJ,
    "stl": STL,
    "ply": PLY,
    "fbx": FBX,
    "usd": USD,
    "usda": USD,
    "usdc": USD,
    "usdz": USD,
    "abc": ALEMBIC,
}
