from __future__ import annotations

import json
import random
from dataclasses import dataclass, field, asdict
from typing import Optional
from enum import Enum
from itertools import accumulate

import bpy


class Color(Enum):
    RED = (0.6, 0.05, 0.05)
    GREEN = (0.05, 0.35, 0.1)
    BLUE = (0.05, 0.1, 0.5)
    OCHRE = (0.7, 0.5, 0.1)


@dataclass
class Book:
    width: float
    height: float
    depth: float = 0.22
    color: Color = Color.RED
    tilt: float = 0.0


@dataclass
class Shelf:
    index: int
    z: float
    books: list[Book] = field(default_factory=list)

    def fill(self, rng: random.Random, length: float) -> None:
        used = 0.0
        while True:
            w = rng.uniform(0.03, 0.08)
            if used + w > length:
                break
            used += w
            self.books.append(Book(round(w, 4), round(rng.uniform(0.22, 0.34), 4), color=rng.choice(list(Color))))


_materials: dict[str, bpy.types.Material] = {}


def material_for(color: Color) -> bpy.types.Material:
    if color.name not in _materials:
        m = bpy.data.materials.new(f"Book_{color.name.title()}")
        m.use_nodes = True
        m.node_tree.nodes["Principled BSDF"].inputs["Base Color"].default_value = color.value + (1.0,)
        m.diffuse_color = color.value + (1.0,)
        _materials[color.name] = m
    return _materials[color.name]


_unit_cube: Optional[bpy.types.Mesh] = None


def unit_cube() -> bpy.types.Mesh:
    global _unit_cube
    if _unit_cube is None:
        verts = [(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)]
        faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
        _unit_cube = bpy.data.meshes.new("UnitCube")
        _unit_cube.from_pydata(verts, [], faces)
        _unit_cube.validate()
    return _unit_cube


def place(name, loc, size, material=None):
    ob = bpy.data.objects.new(name, unit_cube().copy() if material else unit_cube())
    ob.location = loc
    ob.scale = size
    if material:
        ob.data.materials.append(material)
    bpy.context.scene.collection.objects.link(ob)
    return ob


def main():
    bpy.ops.object.select_all(action="SELECT")
    bpy.ops.object.delete()
    rng = random.Random(99)
    length = 1.2
    shelves = [Shelf(i, z=0.1 + 0.42 * i) for i in range(3)]
    for s in shelves:
        s.fill(rng, length)
        place(f"Board_{s.index}", (0, 0, s.z - 0.03), (length, 0.26, 0.03))
        starts = [0.0, *accumulate(b.width for b in s.books)]
        for n, (x, b) in enumerate(zip(starts, s.books)):
            place(f"Book_{s.index}_{n:02d}", (x, 0.02, s.z), (b.width * 0.95, b.depth, b.height), material_for(b.color))
    for x in (-0.03, length):
        place("Side", (x, 0, 0), (0.03, 0.26, 1.4))
    summary = {
        "shelves": len(shelves),
        "books": sum(len(s.books) for s in shelves),
        "first": {k: v for k, v in asdict(shelves[0].books[0]).items() if k != "color"},
        "colors": sorted(_materials),
    }
    print(json.dumps(summary, indent=2, sort_keys=True))


main()
