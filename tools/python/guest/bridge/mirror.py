"""How long what is known of Blender stays known.

Nothing here is a value. Things keep the values that they have read or written, together with the sum of the counters
below that could make them wrong; counters only grow, so a value is good as long as its sum is what it was.
"""

from __future__ import annotations

import re


class Root:
    """A data-block, or the like, that owns what is in it."""

    __slots__ = ("additions", "links", "plain", "surface")

    def __init__(self) -> None:
        # Numbers, texts and so on somewhere in it may be different.
        self.plain = 0
        # How many of these changes were to what only decorates the elements of a mesh, such as colours of its corners.
        self.surface = 0
        # Pointers and the items of collections may be different.
        self.links = 0
        # Collections may have more items; those that were there still are.
        self.additions = 0

    def forget(self) -> None:
        """Anything in it may be different."""
        self.plain += 1
        self.links += 1


class ActionRoot(Root):
    """An action's. Keys that are inserted for a thing go into an action that the thing need not name."""

    __slots__ = ("_links", "_plain")

    @property
    def plain(self) -> int:  # type: ignore[override]
        """Its own changes, and all keys that were inserted somewhere."""
        return self._plain + mirror.keyed

    @plain.setter
    def plain(self, count: int) -> None:
        self._plain = count - mirror.keyed

    @property
    def links(self) -> int:  # type: ignore[override]
        """The same: a key may be the first of a new curve."""
        return self._links + mirror.keyed

    @links.setter
    def links(self, count: int) -> None:
        self._links = count - mirror.keyed


class Mirror:
    """Counters for what goes beyond one data-block."""

    __slots__ = ("additions", "epoch", "keyed", "names", "roots", "settings", "state", "weights")

    def __init__(self) -> None:
        # Anything may be different.
        self.epoch = 0
        # Any collection may have more items.
        self.additions = 0
        # Anything may have another name.
        self.names = 0
        # Actions may have more curves and keys.
        self.keyed = 0
        # Vertices may belong to other vertex groups.
        self.weights = 0
        # Other things may be selected, active or visible.
        self.state = 0
        # There may be another scene, view layer, collection or mode.
        self.settings = 0
        self.roots: dict[str, Root] = {}

    def forget(self) -> None:
        """Anything may be different, except scene, view layer, collection and mode."""
        self.epoch += 1
        self.state += 1

    def forget_all(self) -> None:
        """Anything may be different."""
        self.forget()
        self.settings += 1

    def root(self, reference: str) -> Root:
        """The root that a reference begins with."""
        base = base_of(reference)
        root = self.roots.get(base)
        if root is None:
            root = self.roots[base] = _new_root(base)
        return root

    def adopt(self, reference: str, root: Root) -> Root:
        """The root of something new that has got its reference. If others know it already, they must read it again."""
        base = base_of(reference)
        known = self.roots.setdefault(base, _new_root(base) if base.startswith(_ACTIONS) else root)
        if known is not root:
            known.forget()
        return known


def _new_root(base: str) -> Root:
    return ActionRoot() if base.startswith(_ACTIONS) else Root()


def base_of(reference: str) -> str:
    """The base of a reference, such as `objects#12`."""
    found = _BASE.match(reference)
    return found.group() if found else reference


_ACTIONS = "actions#"
_BASE = re.compile(r"[^.\[!]+")

mirror = Mirror()
