"""Why a part of Blender's data is closed to tools.

These rules decide nothing: what is open is written in `allowed.json`. They say what a refusal is about, keep `review`
from proposing it, and let a test find what must never get onto the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from .words import words

PATH = "path"
CODE = "code"
PREFERENCES = "preferences"
LIBRARY = "library"
INTERFACE = "interface"
SYSTEM = "operating system"
UNKNOWN = "unknown"

FILE_SUBTYPES = frozenset({"FILE_PATH", "DIR_PATH", "FILE_NAME", "BYTE_STRING", "PASSWORD"})

# Types, by themselves or by what they inherit from.
ROOTS = {
    CODE: """
        AnimDataDrivers BlendDataTexts BlenderRNA ChannelDriverVariables Driver DriverTarget DriverVariable
        EnumPropertyItem FileHandler FreestyleModules FreestyleModuleSettings Function HydraRenderEngine KeyingSetInfo
        Macro Operator OperatorMacro OperatorOptions OperatorProperties Property RenderEngine ScriptDirectory
        ScriptDirectoryCollection Sensor ShaderNodeScript Struct Text TextLine USDHook InlineShaderNodes
        NodeInternalSocketTemplate NodeSetting CyclesCustomCameraSettings
    """,
    PREFERENCES: """
        Addon Addons AddonPreferences KeyConfig KeyConfigPreferences KeyConfigurations KeyMap KeyMapItem KeyMapItems
        KeyMaps PathCompare PathCompareCollection Preferences StudioLight StudioLights UserAssetLibrary
        UserExtensionRepo UserExtensionRepoCollection UserSolidLight wmOwnerID wmOwnerIDs WalkNavigation
        CyclesDeviceSettings PreferencesApps PreferencesEdit PreferencesExperimental PreferencesExtensions
        PreferencesFilePaths PreferencesInput PreferencesKeymap PreferencesSystem PreferencesView
    """,
    LIBRARY: """
        AssetCatalogPath AssetLibraryCollection AssetLibraryReference AssetMetaData AssetRepresentation AssetTag
        AssetTags AssetWeakReference BlendDataLibraries BlendImportContext BlendImportContextItem
        BlendImportContextItems BlendImportContextLibraries BlendImportContextLibrary IDOverrideLibrary
        IDOverrideLibraryProperties IDOverrideLibraryProperty IDOverrideLibraryPropertyOperation
        IDOverrideLibraryPropertyOperations Library LibraryWeakReference
    """,
    PATH: """
        BlendDataCacheFiles BlendDataMovieClips BlendDataSounds CacheFile CacheFileLayer CacheFileLayers CacheObjectPath
        CacheObjectPaths CollectionExport CollectionExports CompositorNodeOutputFile DynamicPaintSurface
        FluidDomainSettings GeometryNodeImportCSV GeometryNodeImportOBJ GeometryNodeImportPLY GeometryNodeImportSTL
        GeometryNodeImportText GeometryNodeImportVDB ImagePackedFile ImageStrip MovieClip MovieClipProxy MovieClipUser
        MovieStrip NodeCompositorFileOutputItem NodeCompositorFileOutputItems NodeSocketStringFilePath
        NodeTreeInterfaceSocketStringFilePath PackedFile RenderLayer RenderPass RenderPasses RenderResult RenderView
        RetimingKey RetimingKeys SequenceEditor SequenceTimelineChannel Sound Strip StripElement StripElements
        StripModifier StripModifiers StripProxy StripsMeta StripsTopLevel StripCrop StripTransform StripColorBalanceData
        MovieTracking MovieTrackingCamera NodesModifierBake NodesModifierBakes NodesModifierBakeDataBlocks
        NodesModifierDataBlock
    """,
    INTERFACE: """
        AnnotationFrame AnnotationFrames AnnotationLayer AnnotationLayers AnnotationStroke AnnotationStrokePoint
        Annotation AssetShelf BlendDataAnnotations BlendDataBrushes BlendDataPaintCurves BlendDataWindowManagers
        BlendDataWorkSpaces Brush BrushCapabilities BrushGpencilSettings ConsoleLine CurvePaintSettings DopeSheet Event
        FileAssetSelectIDFilter FileBrowserFSMenuEntry FileSelectEntry FileSelectIDFilter FileSelectParams
        GPencilInterpolateSettings GPencilSculptGuide GPencilSculptSettings Gizmo GizmoGroup GizmoGroupProperties
        GizmoProperties Gizmos Header Histogram LayoutPanelState Menu MeshStatVis NDOFMotionEventData NodeInstanceHash
        NodeTreePath Paint PaintCurve PaintModeSettings Panel ParticleBrush ParticleEdit Region Scopes Space
        SpaceNodeEditorPath SpreadsheetColumn SpreadsheetColumnID SpreadsheetRowFilter SpreadsheetTable
        SpreadsheetTableID SpreadsheetTables SpaceUVEditor TexPaintSlot Theme Timer UILayout UIList UIPieMenu UIPopover
        UIPopupMenu UnifiedPaintSettings UvSculpt View2D ViewerPath ViewerPathElem Window WindowManager WorkSpace
        WorkSpaceTool XrActionMap XrActionMapBinding XrActionMapBindings XrActionMapItem XrActionMapItems XrActionMaps
        XrComponentPath XrComponentPaths XrEventData XrNavigation XrSessionSettings XrSessionState XrUserPath
        XrUserPaths wmTools SequencerToolSettings BrushCapabilitiesImagePaint BrushCapabilitiesSculpt
        BrushCapabilitiesVertexPaint BrushCapabilitiesWeightPaint BrushCurvesSculptSettings SpaceClipOverlay
        SpaceDopeSheetOverlay SpaceImageOverlay SpaceNodeOverlay SequencerCacheOverlay SequencerPreviewOverlay
        SequencerTimelineOverlay MovieClipScopes MovieTrackingDopesheet
    """,
    UNKNOWN: """
        AnyType DepsgraphObjectInstance DepsgraphUpdate EQCurveMappingData IDPropertyWrapPtr ImagePreview
        OperatorFileListElement OperatorMousePath OperatorStrokeElement PrimitiveBoolean PrimitiveFloat PrimitiveInt
        PrimitiveString PropertyGroupItem SelectedUvElement UnknownType
    """,
}
# What inherits from a closed type, or sounds like one, and is harmless.
OPEN_TYPES = frozenset({"Space", "SpaceView3D", "ThemeBoneColorSet"})
PREFIXES = {"Theme": INTERFACE, "MovieTracking": PATH, "MovieReconstructed": PATH, "Xr": INTERFACE}

# Members that no rule below tells from harmless ones.
MEMBERS = {
    PATH: """
        BakeSettings.save_mode BlendData.file_path_foreach BlendData.file_path_map BlendData.use_autopack
        Depsgraph.debug_relations_graphviz Depsgraph.debug_stats_gnuplot DynamicPaintSurface.image_fileformat
        FluidModifier.domain_settings FluidModifier.fluid_type Image.pack Image.packed_file Image.packed_files
        Image.reload Image.save Image.save_render Image.unpack NodesModifier.bake_target NodesModifierBake.bake_target
        PointCache.compression PointCache.index PointCache.name PointCache.use_disk_cache PointCache.use_external
        PointCache.use_library_path PointCacheItem.compression PointCacheItem.index PointCacheItem.name
        PointCacheItem.use_disk_cache PointCacheItem.use_external PointCacheItem.use_library_path
        Scene.sequence_editor_clear Scene.sequence_editor_create Scene.sequence_editor SceneRenderView.file_suffix
        VectorFont.pack VectorFont.unpack VectorFont.packed_file VolumeGrid.load
        VolumeGrid.unload VolumeGrids.load VolumeGrids.unload VolumeGrids.save Volume.packed_file Volume.is_sequence
        Speaker.sound MeshSequenceCacheModifier.object_path TransformCacheConstraint.object_path
    """,
    CODE: """
        Space.draw_handler_add Space.draw_handler_remove SpaceView3D.draw_handler_add
        Camera.custom_mode Camera.custom_bytecode Camera.custom_bytecode_hash Camera.custom_shader
        CyclesRenderSettings.shading_system FCurve.driver FreestyleSettings.mode FreestyleSettings.modules
        AnimData.drivers bpy_struct.driver_add bpy_struct.driver_remove bpy_struct.as_pointer
        bpy_struct.path_from_module bpy_struct.type_recast bpy_struct.rna_ancestors bpy_struct.bl_rna_get_subclass
        bpy_struct.bl_rna_get_subclass_py bpy_struct.id_properties_ensure Material.inline_shader_nodes
        World.inline_shader_nodes Light.inline_shader_nodes NodeTree.get_from_context NodeTree.debug_lazy_function_graph
        Depsgraph.debug_stats Depsgraph.debug_tag_update
    """,
    LIBRARY: """
        BlendData.pack_linked_ids_hierarchy BlendData.temp_data ID.asset_clear ID.asset_data ID.asset_generate_preview
        ID.asset_mark ID.library_weak_reference ID.make_local ID.override_create ID.override_hierarchy_create
        ID.override_template_create ID.use_extra_user bpy_struct.is_property_overridable_library
        bpy_struct.property_overridable_library_set
    """,
    INTERFACE: """
        Area.header_text_set Area.regions Area.ui_type Context.gizmo_group Context.region Context.region_data
        Context.region_popup Context.window Context.window_manager Context.workspace ID.preview ID.preview_ensure
        Image.gl_free Image.gl_load Image.gl_touch Image.bindcode Image.render_slots Screen.statusbar_info
    """,
    PREFERENCES: "Context.preferences",
}
OPEN_MEMBERS = words("""
    AreaSpaces.active Area.spaces BoneCollection.assign BoneCollection.unassign ID.library ID.override_library
    RenderSettings.file_extension ShapeKey.data Context.space_data bpy_struct.path_from_id bpy_struct.path_resolve
    """)
FILE_NAME = re.compile(
    r"(?:^|_)(?:file|files|filepath|filename|filepaths|directory|directories|dir|path|paths|url)(?:_|$)"
)
SAFE_PATH = re.compile(r"(?:^|_)data_path$")
REGISTRATION = re.compile(r"^bl_(?!idname$|label$|description$|icon$|width|height|socket_idname$|subtype_label$)")
FOREIGN_PARAMETERS = frozenset({"Context", "Event", "UILayout", "Operator", "OperatorProperties", "Window"})


def _table(groups: dict[str, str]) -> dict[str, str]:
    return {name: reason for reason, names in groups.items() for name in names.split()}


_ROOTS = _table(ROOTS)
_MEMBERS = _table(MEMBERS)


def lineage(struct: Any) -> Iterator[Any]:
    """The type itself and what it inherits from."""
    while struct is not None:
        yield struct
        struct = struct.base


@cache
def of_type(name: str, *bases: str) -> str:
    """Why a type is closed; empty if it need not be."""
    if name in OPEN_TYPES:
        return ""
    for each in (name, *bases):
        if reason := _ROOTS.get(each):
            return reason
    return next((reason for prefix, reason in PREFIXES.items() if name.startswith(prefix)), "")


def of_struct(struct: Any) -> str:
    """Why a type, given as RNA, is closed; empty if it need not be."""
    return of_type(*(each.identifier for each in lineage(struct)))


def of_property(owner: str, each: Any) -> str:
    """Why a property is closed; empty if it need not be."""
    name = each.identifier
    if f"{owner}.{name}" in OPEN_MEMBERS:
        return ""
    if reason := _MEMBERS.get(f"{owner}.{name}"):
        return reason
    if name == "rna_type" or REGISTRATION.match(name):
        return CODE
    if each.type == "STRING":
        if each.subtype in FILE_SUBTYPES or each.is_path_output:
            return PATH
        if FILE_NAME.search(name) and not SAFE_PATH.search(name):
            return PATH
    if each.type in ("POINTER", "COLLECTION"):
        if reason := of_struct(each.fixed_type):
            return reason
        if each.type == "COLLECTION" and each.srna is not None:
            return of_struct(each.srna)
    return ""


def of_function(owner: str, function: Any) -> str:
    """Why a function is closed; empty if it need not be."""
    name = function.identifier
    if f"{owner}.{name}" in OPEN_MEMBERS:
        return ""
    if reason := _MEMBERS.get(f"{owner}.{name}"):
        return reason
    if function.is_registered or name.startswith("bl_"):
        return CODE
    if name.startswith(("draw", "poll")):
        return INTERFACE
    for each in function.parameters:
        if each.type == "POINTER" and each.fixed_type.identifier in FOREIGN_PARAMETERS:
            return INTERFACE
        if each.type in ("POINTER", "COLLECTION"):
            if reason := of_struct(each.fixed_type):
                return reason
        elif reason := of_property(f"{owner}.{name}", each):
            return reason
    return PATH if FILE_NAME.search(name) and "from_id" not in name else ""


def of_member(owner: str, name: str) -> str:
    """Why a member that Blender adds in Python is closed; empty if it need not be."""
    return _MEMBERS.get(f"{owner}.{name}") or (CODE if name.startswith(("bl_", "_")) else "")
