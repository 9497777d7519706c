"""The types of `bmesh`."""

from ._elements import BMEdge, BMFace, BMLoop, BMVert
from ._layers import (
    BMDeformVert,
    BMLayerAccessEdge,
    BMLayerAccessFace,
    BMLayerAccessLoop,
    BMLayerAccessVert,
    BMLayerCollection,
    BMLayerItem,
    BMLoopUV,
)
from ._mesh import BMesh
from ._sequences import (
    BMEdgeSeq,
    BMEditSelIter,
    BMEditSelSeq,
    BMElemSeq,
    BMFaceSeq,
    BMIter,
    BMLoopSeq,
    BMVertSeq,
)

__all__ = [
    "BMDeformVert",
    "BMEdge",
    "BMEdgeSeq",
    "BMEditSelIter",
    "BMEditSelSeq",
    "BMElemSeq",
    "BMFace",
    "BMFaceSeq",
    "BMIter",
    "BMLayerAccessEdge",
    "BMLayerAccessFace",
    "BMLayerAccessLoop",
    "BMLayerAccessVert",
    "BMLayerCollection",
    "BMLayerItem",
    "BMLoop",
    "BMLoopSeq",
    "BMLoopUV",
    "BMVert",
    "BMVertSeq",
    "BMesh",
]
