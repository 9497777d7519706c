"""What is in the scene of Blender's startup file: a camera, a cube, a light, and what belongs to them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import bpy
import numpy as np

# Where they are, and how they differ from new objects.
OBJECTS: Mapping[str, Mapping[str, Any]] = {
    "Camera": {
        "location": (7.358891487121582, -6.925790786743164, 4.958309173583984),
        "rotation_euler": (1.1093189716339111, 0.0, 0.8149281740188599),
        "color": (0.0, 0.0, 0.0, 0.0),
        "display_type": "WIRE",
        "track_axis": "NEG_Z",
        "up_axis": "Y",
    },
    "Cube": {},
    "Light": {
        "location": (4.076245307922363, 1.0054539442062378, 5.903861999511719),
        "rotation_euler": (0.6503279805183411, 0.055217113345861435, 1.8663908243179321),
        "color": (0.0, 0.0, 0.0, 0.0),
        "track_axis": "NEG_Z",
        "up_axis": "Y",
        "is_shadow_catcher": True,
        "visible_camera": False,
    },
}
ALL_OBJECTS = {"empty_display_type": "ARROWS", "empty_image_offset": (0.0, 0.0), "lock_rotations_4d": False}
CAMERA = {"clip_end": 100.0, "ortho_scale": 7.314285755157471}
LIGHT = {"energy": 1000.0, "shadow_soft_size": 0.10000000149011612}
GREY = 0.05087608844041824

CORNERS = [(x, y, z) for x in (1.0, -1.0) for y in (1.0, -1.0) for z in (1.0, -1.0)]
EDGES = [(5, 7), (1, 5), (0, 1), (7, 6), (2, 3), (4, 5), (2, 6), (0, 2), (7, 3), (6, 4), (4, 0), (3, 1)]
FACES = [(0, 4, 6, 2), (3, 2, 6, 7), (7, 6, 4, 5), (5, 1, 3, 7), (1, 0, 2, 3), (5, 4, 0, 1)]
# Two numbers for each corner of each face, in eighths.
UV = """
    54 74 76 56  36 56 58 38  30 50 52 32  14 34 36 16  34 54 56 36  32 52 54 34
"""


def fill(scene: Any) -> None:
    """Puts the default scene into an empty one."""
    collection = bpy.data.collections.new("Collection")
    scene.collection.children.link(collection)
    layer = scene.view_layers[0]
    layer.active_layer_collection = layer.layer_collection.children[0]
    camera = bpy.data.cameras.new("Camera")
    _set(camera, CAMERA)
    light = bpy.data.lights.new("Light", "POINT")
    _set(light, LIGHT)
    for name, data in (("Cube", _cube()), ("Light", light), ("Camera", camera)):
        made = bpy.data.objects.new(name, data)
        _set(made, {**ALL_OBJECTS, **OBJECTS[name]})
        collection.objects.link(made)
        # As `matrix_world` is read before anything is evaluated.
        made.matrix_world = made.matrix_basis
        _set(made, OBJECTS[name])
    bpy.data.objects["Cube"].select_set(True)
    layer.objects.active = bpy.data.objects["Cube"]
    scene.camera = bpy.data.objects["Camera"]
    scene.world = _world()
    _strokes()


def _set(owner: Any, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        with suppress(AttributeError, TypeError):
            setattr(owner, name, value)


def _cube() -> Any:
    mesh = bpy.data.meshes.new("Cube")
    mesh.from_pydata(CORNERS, EDGES, FACES)
    uv = np.array([[int(digit) for digit in pair] for pair in UV.split()], np.float32) / 8
    mesh.uv_layers.new(name="UVMap").uv.foreach_set("vector", uv.ravel())
    mesh.shade_flat()
    for name, domain in (("face", "FACE"), ("vert", "CORNER"), ("edge", "CORNER")):
        mesh.attributes.new(f".uv_select_{name}", "BOOLEAN", domain)
    mesh.use_mirror_vertex_groups = False
    mesh.materials.append(_material())
    return mesh


def _material() -> Any:
    material = bpy.data.materials.new("Material")
    _set(material, {"alpha_threshold": 0.0, "roughness": 0.5, "line_color": (0.0, 0.0, 0.0, 1.0)})
    _set(material, {"use_backface_culling_lightprobe_volume": False})
    _principled(material.node_tree, None)
    return material


def _principled(tree: Any, frame: Any) -> None:
    """The nodes of a new material, in the order of the startup file."""
    if frame is None:
        tree.nodes.clear()
    output = _node(tree, "ShaderNodeOutputMaterial", (200.0, 100.0), frame)
    surface = _node(tree, "ShaderNodeBsdfPrincipled", (-200.0, 100.0), frame)
    tree.links.new(surface.outputs["BSDF"], output.inputs["Surface"])


def _node(tree: Any, kind: str, location: tuple[float, float], frame: Any) -> Any:
    node = tree.nodes.new(kind)
    node.parent = frame
    node.location = location
    return node


def _world() -> Any:
    world = bpy.data.worlds.new("World")
    world.color = (GREY, GREY, GREY)
    world.sun_shadow_jitter_overblur = 0.0
    tree = world.node_tree
    tree.nodes.clear()
    output = tree.nodes.new("ShaderNodeOutputWorld")
    output.location = (200.0, 100.0)
    background = tree.nodes.new("ShaderNodeBackground")
    background.location = (-200.0, 100.0)
    background.inputs["Color"].default_value = (GREY, GREY, GREY, 1.0)
    tree.links.new(background.outputs["Background"], output.inputs["Surface"])
    return world


def _strokes() -> None:
    """The material that the brushes of Grease Pencil bring along."""
    material = bpy.data.materials.new("Dots Stroke")
    bpy.data.materials.create_gpencil_data(material)
    material.grease_pencil.mode = "DOTS"
    _set(material, {"roughness": 0.5, "use_backface_culling_lightprobe_volume": False})
    tree = material.node_tree
    tree.nodes.clear()
    frame = tree.nodes.new("NodeFrame")
    frame.label = "Versioning: Use Nodes was removed"
    _principled(tree, frame)
    output = _node(tree, "ShaderNodeOutputMaterial", (200.0, 100.0), frame)
    diffuse = _node(tree, "ShaderNodeBsdfDiffuse", (0.0, 0.0), frame)
    tree.links.new(diffuse.outputs["BSDF"], output.inputs["Surface"])
    outputs = [node for node in tree.nodes if node.bl_idname == "ShaderNodeOutputMaterial"]
    for each, target in zip(outputs, ("EEVEE", "CYCLES"), strict=True):
        each.target = target
    material.user_clear()
