"""Operators on whole meshes."""

from __future__ import annotations

from typing import Any

from bridge import session

from ._core import arguments, may_fail
from ._mesh import BMesh
from ._results import Results

# What each operator gives.
GIVES = {
    "average_vert_facedata": (),
    "beautify_fill": ("geom",),
    "bevel": (
        "faces",
        "edges",
        "verts",
    ),
    "bisect_edges": ("geom_split",),
    "bisect_plane": (
        "geom_cut",
        "geom",
    ),
    "bridge_loops": (
        "faces",
        "edges",
    ),
    "collapse": (),
    "collapse_uvs": (),
    "connect_vert_pair": ("edges",),
    "connect_verts": ("edges",),
    "connect_verts_concave": (
        "edges",
        "faces",
    ),
    "connect_verts_nonplanar": (
        "edges",
        "faces",
    ),
    "contextual_create": (
        "faces",
        "edges",
    ),
    "convex_hull": (
        "geom",
        "geom_interior",
        "geom_unused",
        "geom_holes",
    ),
    "create_circle": ("verts",),
    "create_cone": ("verts",),
    "create_cube": ("verts",),
    "create_grid": ("verts",),
    "create_icosphere": ("verts",),
    "create_monkey": ("verts",),
    "create_uvsphere": ("verts",),
    "create_vert": ("vert",),
    "delete": (),
    "dissolve_degenerate": (),
    "dissolve_edges": ("region",),
    "dissolve_faces": ("region",),
    "dissolve_limit": ("region",),
    "dissolve_verts": (),
    "duplicate": (
        "geom_orig",
        "geom",
        "vert_map",
        "edge_map",
        "face_map",
        "boundary_map",
        "isovert_map",
    ),
    "edgeloop_fill": ("faces",),
    "edgenet_fill": ("faces",),
    "edgenet_prepare": ("edges",),
    "extrude_discrete_faces": ("faces",),
    "extrude_edge_only": ("geom",),
    "extrude_face_region": ("geom",),
    "extrude_vert_indiv": (
        "edges",
        "verts",
    ),
    "face_attribute_fill": ("faces_fail",),
    "find_doubles": ("targetmap",),
    "flip_quad_tessellation": (),
    "grid_fill": ("faces",),
    "holes_fill": ("faces",),
    "inset_individual": ("faces",),
    "inset_region": ("faces",),
    "join_triangles": ("faces",),
    "mirror": ("geom",),
    "offset_edgeloops": ("edges",),
    "planar_faces": ("geom",),
    "pointmerge": (),
    "pointmerge_facedata": (),
    "poke": (
        "verts",
        "faces",
    ),
    "recalc_face_normals": (),
    "region_extend": ("geom",),
    "remove_doubles": (),
    "reverse_colors": (),
    "reverse_faces": (),
    "reverse_uvs": (),
    "rotate": (),
    "rotate_colors": (),
    "rotate_edges": ("edges",),
    "rotate_uvs": (),
    "scale": (),
    "smooth_laplacian_vert": (),
    "smooth_vert": (),
    "solidify": ("geom",),
    "spin": ("geom_last",),
    "split": (
        "geom",
        "boundary_map",
        "isovert_map",
    ),
    "split_edges": ("edges",),
    "subdivide_edgering": ("faces",),
    "subdivide_edges": (
        "geom_inner",
        "geom_split",
        "geom",
    ),
    "symmetrize": ("geom",),
    "transform": (),
    "translate": (),
    "triangle_fill": ("geom",),
    "triangulate": (
        "edges",
        "faces",
        "face_map",
        "face_map_double",
    ),
    "unsubdivide": (),
    "weld_verts": (),
    "wireframe": ("faces",),
}


class BMeshOpFunc:
    """An operator."""

    def __init__(self, name: str) -> None:
        self.__name__ = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        name = self.__name__
        if len(args) != 1 or type(args[0]) is not BMesh:
            return session.ask("call", "bmesh.ops", name, arguments(args, kwargs))
        core = args[0]._core
        core.check()
        pending = session.queue("call", "bmesh.ops", name, arguments(args, kwargs))
        core.forget()
        may_fail()
        return Results(core, pending, GIVES[name])

    def __repr__(self) -> str:
        return f"<BMeshOpFunc bmesh.ops.{self.__name__}()>"


def __getattr__(name: str) -> BMeshOpFunc:
    if name not in GIVES:
        if not name.startswith("__"):
            session.ask("call", "bmesh.ops", name, {"args": []})
        raise AttributeError(f'BMeshOpsModule: operator "{name}" doesn\'t exist')
    return _functions.setdefault(name, BMeshOpFunc(name))


def __dir__() -> list[str]:
    return sorted(GIVES)


_functions: dict[str, BMeshOpFunc] = {}
