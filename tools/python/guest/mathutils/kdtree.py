"""`mathutils.kdtree`: the nearest of many points.

Built and walked as Blender's tree is, so that points at the same distance come out in the same order.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from ._float import pack1, pack3, single, unpack1, unpack3
from ._values import begin
from ._vector import Vector, vector

Found = tuple[Vector, int, float]


class _Node:
    __slots__ = ("axis", "index", "left", "place", "right")

    def __init__(self, place: tuple[float, ...], index: int) -> None:
        self.place = place
        self.index = index
        self.axis = 0
        self.left: _Node | None = None
        self.right: _Node | None = None


def _balanced(nodes: list[_Node], first: int, last: int, axis: int) -> _Node | None:
    """The tree of `nodes[first:last]`: sorted by one axis just so far that its middle is in its place."""
    if first >= last:
        return None
    middle = first + (last - first) // 2
    low, high = first, last - 1
    while high > low:
        pivot = nodes[high].place[axis]
        i, j = low - 1, high
        while True:
            i += 1
            while nodes[i].place[axis] < pivot:
                i += 1
            j -= 1
            while j > low and nodes[j].place[axis] > pivot:
                j -= 1
            if i >= j:
                break
            nodes[i], nodes[j] = nodes[j], nodes[i]
        nodes[i], nodes[high] = nodes[high], nodes[i]
        if i >= middle:
            high = i - 1
        if i <= middle:
            low = i + 1
    node = nodes[middle]
    node.axis = axis
    following = (axis + 1) % 3
    node.left = _balanced(nodes, first, middle, following)
    node.right = _balanced(nodes, middle + 1, last, following)
    return node


def _squared(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    # Rounded at each step: what is equally far in Blender shall be so here.
    x, y, z = unpack3(pack3(a[0] - b[0], a[1] - b[1], a[2] - b[2]))
    x, y, z = unpack3(pack3(x * x, y * y, z * z))
    return unpack1(pack1(unpack1(pack1(x + y))[0] + z))[0]


def _found(node: _Node, squared: float) -> Found:
    return vector(node.place), node.index, single(math.sqrt(squared))


class KDTree:
    def __init__(self, size: int) -> None:
        if size < 0:
            raise TypeError("negative 'size' given")
        self._size = size
        self._nodes: list[_Node] = []
        self._root: _Node | None = None
        self._balanced = False

    def insert(self, co: Any, index: int) -> None:
        place = begin(co, 3, "insert: invalid 'co' arg")
        if index < 0:
            raise ValueError("negative index given")
        if len(self._nodes) >= self._size:
            raise RuntimeError("Trying to insert more items than KDTree has room for")
        self._nodes.append(_Node(place, index))
        self._balanced = False

    def balance(self) -> None:
        self._root = _balanced(self._nodes, 0, len(self._nodes), 0)
        self._balanced = True

    def _start(self, co: Any, name: str) -> tuple[tuple[float, ...], list[_Node]]:
        place = begin(co, 3, f"{name}: invalid 'co' arg")
        if not self._balanced:
            raise RuntimeError(f"KDTree must be balanced before calling {name}()")
        return place, [self._root] if self._root is not None else []

    def find(self, co: Any, *, filter: Callable[[int], bool] | None = None) -> Any:  # noqa: A002
        place, stack = self._start(co, "find")
        best: _Node | None = None
        least = math.inf
        while stack:
            node = stack.pop()
            axis = node.axis
            away = node.place[axis] - place[axis]
            # Straight over the root Blender goes to the right, over all others to the left.
            to_right = away <= 0.0 if node is self._root else away < 0.0
            near, far = (node.right, node.left) if to_right else (node.left, node.right)
            if away * away < least:
                squared = _squared(node.place, place)
                if squared < least and (filter is None or filter(node.index)):
                    best, least = node, squared
                if far is not None:
                    stack.append(far)
            if near is not None:
                stack.append(near)
        return (None, None, None) if best is None else _found(best, least)

    def find_n(self, co: Any, n: int) -> list[Found]:
        place, stack = self._start(co, "find_n")
        if n < 0:
            raise RuntimeError("negative 'n' given")
        found: list[tuple[float, _Node]] = []
        while stack and n:
            node = stack.pop()
            axis = node.axis
            away = node.place[axis] - place[axis]
            # Straight over the root Blender goes to the right, over all others to the left.
            to_right = away <= 0.0 if node is self._root else away < 0.0
            near, far = (node.right, node.left) if to_right else (node.left, node.right)
            if len(found) < n or away * away < found[-1][0]:
                squared = _squared(node.place, place)
                if len(found) < n or squared < found[-1][0]:
                    at = len(found)
                    while at and squared < found[at - 1][0]:
                        at -= 1
                    found.insert(at, (squared, node))
                    del found[n:]
                if far is not None:
                    stack.append(far)
            if near is not None:
                stack.append(near)
        return [_found(node, squared) for squared, node in found]

    def find_range(self, co: Any, radius: float) -> list[Found]:
        place, stack = self._start(co, "find_range")
        if radius < 0.0:
            raise RuntimeError("negative radius given")
        radius = single(radius)
        limit = single(radius * radius)
        found: list[tuple[float, _Node]] = []
        while stack:
            node = stack.pop()
            axis = node.axis
            coordinate, own = place[axis], node.place[axis]
            if coordinate + radius < own:
                following = [node.left]
            elif coordinate - radius > own:
                following = [node.right]
            else:
                squared = _squared(node.place, place)
                if squared <= limit:
                    found.append((squared, node))
                following = [node.left, node.right]
            stack.extend([child for child in following if child is not None])
        found.sort(key=lambda item: item[0])
        return [_found(node, squared) for squared, node in found]
