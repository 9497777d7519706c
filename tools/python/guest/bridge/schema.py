"""What Blender says about its types and operators, asked for once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from . import transport

Description = dict[str, Any]

# Made by `tests/python/drive.py --describe`.
PRELOADED = Path(__file__).with_name("described.json")

# What nearly every script uses, so that it is asked for together.
_TOGETHER: tuple[tuple[str, ...], ...] = (
    (
        "BlendData", "Context", "ID", "Object", "Scene", "ViewLayer", "LayerObjects", "Collection",
        "CollectionObjects", "CollectionChildren", "BlendDataObjects", "BlendDataMeshes", "BlendDataMaterials",
        "BlendDataCollections", "BlendDataLights", "BlendDataCameras", "Mesh", "IDMaterials", "Material",
        "ObjectModifiers", "RenderSettings",
    ),
    (
        "NodeTree", "ShaderNodeTree", "Nodes", "NodeLinks", "NodeLink", "Node", "NodeInternal", "ShaderNode",
        "NodeInputs", "NodeOutputs", "NodeSocket", "NodeSocketStandard", "NodeSocketColor", "NodeSocketFloat",
        "NodeSocketFloatFactor", "NodeSocketShader", "NodeSocketVector", "ShaderNodeBsdfPrincipled",
        "ShaderNodeOutputMaterial",
    ),
    (
        "AnimData", "Action", "ActionFCurves", "FCurve", "FCurveKeyframePoints", "Keyframe", "ActionLayers",
        "ActionLayer", "ActionStrips", "ActionStrip", "ActionKeyframeStrip", "ActionChannelbag",
        "ActionChannelbags", "ActionSlot", "ActionChannelbagFCurves", "ActionSlots",
    ),
    ("MeshVertices", "MeshVertex", "MeshEdges", "MeshEdge", "MeshPolygons", "MeshPolygon", "MeshLoops", "MeshLoop"),
    (
        "mesh.primitive_cube_add", "mesh.primitive_cylinder_add", "mesh.primitive_uv_sphere_add",
        "mesh.primitive_plane_add", "mesh.primitive_cone_add", "mesh.primitive_torus_add",
        "mesh.primitive_ico_sphere_add", "object.select_all", "object.delete", "object.light_add",
        "object.camera_add", "object.empty_add", "object.shade_smooth", "object.transform_apply",
    ),
)  # fmt: skip


# What a script finds described when it starts.
COMMON = (
    *(name for group in _TOGETHER for name in group),
    "AreaLight", "ArrayModifier", "BevelModifier", "BlendDataImages", "BlendDataNodeTrees", "BlendDataWorlds",
    "BooleanModifier", "Camera", "CameraDOFSettings", "ColorManagedViewSettings", "ColorRamp", "ColorRampElement",
    "ColorRampElements", "Constraint", "Curve", "CurveSplines", "CyclesRenderSettings", "Depsgraph", "Image",
    "ImageFormatSettings", "LayerCollection", "Light", "MaterialSlot", "MirrorModifier", "Modifier", "NodesModifier",
    "NodeTreeInterface", "ObjectConstraints", "PointLight", "SceneEEVEE", "ShaderNodeBackground", "ShaderNodeBsdfGlass",
    "ShaderNodeEmission", "ShaderNodeMapping", "ShaderNodeMix", "ShaderNodeMixShader", "ShaderNodeTexCoord",
    "ShaderNodeTexNoise", "ShaderNodeValToRGB", "SolidifyModifier", "Spline", "SpotLight", "SubsurfModifier",
    "SunLight", "TextCurve", "TrackToConstraint", "UnitSettings", "World", "object.mode_set", "object.text_add",
)  # fmt: skip


class Schema:
    """Descriptions by name; `None` for what does not exist."""

    def __init__(self) -> None:
        self._known: dict[str, Description | None] = {"bpy_struct": {}}

    def preload(self) -> list[str]:
        """Takes what Blender said when the package was made. Gives the names."""
        self._known |= json.loads(PRELOADED.read_text("utf-8"))
        return list(self._known)

    def is_current(self) -> bool:
        """Whether what was preloaded holds for the Blender of this connection; if not, it is forgotten."""
        found = json.loads(transport.describe(["blender"]))
        if self._known.get("blender") == found["blender"]:
            return True
        self._known = {"bpy_struct": {}, **found}
        return False

    def get(self, name: str) -> Description | None:
        """The description of a type or an operator."""
        if name not in self._known:
            self.fetch([name])
        return self._known[name]

    def fetch(self, names: Iterable[str]) -> None:
        """Asks for descriptions that will be needed, and for those of the types that these inherit from."""
        wanted = {name for name in names if name not in self._known}
        for group in _TOGETHER:
            if wanted & set(group):
                wanted.update(name for name in group if name not in self._known)
        while wanted:
            self._known.update(dict.fromkeys(wanted))
            found: dict[str, Description | None] = json.loads(transport.describe(sorted(wanted)))
            self._known.update(found)
            bases = {each["base"] for each in found.values() if each and each.get("base")}
            wanted = {name for name in bases if name not in self._known}

    def operators(self) -> list[str]:
        """The names of all operators that are open."""
        return list(json.loads(transport.describe(["operators"]))["operators"] or ())

    def is_a(self, name: str, base: str) -> bool:
        """Whether a type is another one or inherits from it."""
        while name != base:
            name = (self.get(name) or {}).get("base") or ""
            if not name:
                return False
        return True


schema = Schema()
