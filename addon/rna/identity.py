"""Marks by which an item of a collection is found again after it has moved or got another name.

A mark is a keyed hash of where the item lies in memory, so it tells nothing about that. Items that lie in arrays,
which Blender moves as they grow, have none: they are told by their index, as in Blender itself.
"""

from __future__ import annotations

import secrets
from functools import cache
from hashlib import blake2b
from typing import Any

from .blocks import ID, removed
from .words import words

_KEY = secrets.token_bytes(16)
MAX_REMEMBERED = 100_000

ARRAYS = words("""
    Attribute BezierSplinePoint BoneColor CameraBackgroundImage ChildParticle ColorRampElement ConstraintTargetBone
    CryptomatteEntry CurveMap CurveMapPoint CurvePoint CurveProfilePoint CurveSlice DepsgraphObjectInstance FCurveSample
    FModifierEnvelopeControlPoint FloatVectorValueReadOnly GreasePencilDashModifierSegment GreasePencilFrame
    GreasePencilTimeModifierSegment Keyframe LatticePoint MaskSplinePoint MaterialSlot MeshEdge MeshLoop MeshLoopColor
    MeshLoopColorLayer MeshLoopTriangle MeshNormalValue MeshPolygon MeshSkinVertex MeshSkinVertexLayer MeshUVLoop
    MeshUVLoopLayer MeshVertex MotionPathVert NodesModifierPanel NodesModifierWarning PaletteColorRow Particle
    ParticleHairKey ParticleKey ParticleSettingsTextureSlot Point PointCacheItem PropertyGroup ReadOnlyInteger
    ShapeKeyBezierPoint ShapeKeyCurvePoint ShapeKeyPoint SplinePoint TextBox TextCharacterFormat TextureSlot
    VertexGroupElement VolumeGrid
    """)

_marks: dict[int, str] = {}


@cache
def has_mark(kind: Any) -> bool:
    """Whether items of this type are told by a mark."""
    if issubclass(kind, ID):
        return False
    struct = kind.bl_rna
    while struct is not None:
        name = struct.identifier
        if name in ARRAYS or name.endswith("AttributeValue") or (name.endswith("Item") and "Interface" not in name):
            return False
        struct = struct.base
    return True


def mark(item: Any) -> str:
    """The mark of an item."""
    pointer = item.as_pointer()
    found = _marks.get(pointer)
    if found is None:
        if len(_marks) >= MAX_REMEMBERED:
            _marks.clear()
        found = _marks[pointer] = blake2b(pointer.to_bytes(8, "little"), key=_KEY, digest_size=4).hexdigest()
    return found


def item(collection: Any, key: int | str, wanted: str) -> Any:
    """An item by its index or name; if it has another mark than the one that is wanted, the one that has it.

    Raises Blender's `IndexError` or `KeyError`, or, if there was a mark, a `ReferenceError`.
    """
    if not wanted:
        return collection[key]
    try:
        found = collection[key]
        if mark(found) == wanted:
            return found
    except (IndexError, KeyError):
        found = None
    for each in collection:
        if mark(each) == wanted:
            return each
    raise removed("bpy_struct" if found is None else type(found).bl_rna.identifier)
