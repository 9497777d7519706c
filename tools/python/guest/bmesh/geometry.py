"""Calculations with elements."""

from __future__ import annotations

from typing import Any

from bridge import session


def intersect_face_point(face: Any, point: Any) -> bool:
    """Whether the projection of a point is inside a face."""
    return bool(session.ask("call", "bmesh.geometry", "intersect_face_point", {"args": [face, list(point)]}))
