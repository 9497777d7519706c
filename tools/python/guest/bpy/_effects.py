"""What a write or a call may have changed besides what it names, so that it has to be read again."""

from __future__ import annotations

from typing import Any

from bridge import mirror

from ._things import State, Thing

# Functions that make something new and leave what is there as it is.
ADDING = frozenset(
    {
        "add", "append", "copy", "create", "ensure", "extend", "from_pydata", "insert", "link", "new", "new_panel",
        "new_socket",
    }
)  # fmt: skip
# Functions that change the thing they belong to, and what is selected, but nothing else.
QUIET = frozenset(
    {
        "align_roll", "foreach_set", "hide_set", "insert_keyframe", "keyframe_insert", "select_set", "shade_flat",
        "shade_smooth", "update_tag", "tag_redraw",
    }
)  # fmt: skip
# Functions after which there may be another scene or collection, if it is data-blocks that they remove.
REMOVING = frozenset({"batch_remove", "orphans_purge", "remove"})
# Numbers that nothing in the same thing follows from, and that follow from nothing there.
INDEPENDENT = frozenset(
    {
        "delta_location", "delta_rotation_euler", "delta_scale", "location", "rotation_axis_angle", "rotation_euler",
        "rotation_quaternion", "scale",
    }
)  # fmt: skip
# Types whose enums and booleans decide what else there is: nodes have other sockets, materials get nodes.
STRUCTURES = frozenset({"ID", "Node"})
STRUCTURAL = frozenset({"mode", "type"})
# Types whose enums and booleans decide what is selected or visible.
SHOWN = frozenset({"Collection", "LayerCollection", "LayerObjects", "Object", "Scene", "ViewLayer"})
# Of these, those that decide what the current collection is.
LAYERS = frozenset({"Collection", "LayerCollection", "ViewLayer", "Window"})
# Types of what decorates the elements of a mesh.
SURFACE = frozenset(
    {
        "ByteColorAttributeValue", "Float2AttributeValue", "FloatAttributeValue", "FloatColorAttributeValue",
        "MeshLoopColor", "MeshUVLoop", "VertexGroupElement",
    }
)  # fmt: skip
# Pointers from which nothing follows in other data-blocks.
LOCAL = frozenset(
    {
        "action", "active", "camera", "collection", "curve", "end_cap", "image", "mirror_object", "node_group",
        "node_tree", "object", "object_from", "object_to", "offset_object", "origin", "parent", "start_cap",
        "target", "texture", "world",
    }
)  # fmt: skip
# Numbers that the whole scene follows.
TIME = frozenset({"frame_current", "frame_float", "frame_subframe"})


def of_value(state: State, name: str) -> None:
    """A number or a text has been written."""
    if name in TIME:
        mirror.forget()
        return
    if name in INDEPENDENT:
        kept = {key: known for key, known in state.plain.items() if key in INDEPENDENT}
        state.root.plain += 1
        state.plain.update(kept)
    else:
        state.root.plain += 1
        state.links.clear()


def of_choice(thing: Thing, name: str) -> None:
    """An enum or a boolean has been written."""
    state = thing._state
    if name in STRUCTURAL or not STRUCTURES.isdisjoint(thing._lineage):
        state.root.forget()
    else:
        state.root.plain += 1
        state.links.clear()
    if not SHOWN.isdisjoint(thing._lineage):
        mirror.state += 1
        if not LAYERS.isdisjoint(thing._lineage):
            mirror.settings += 1


def of_pointer(thing: Thing, name: str) -> None:
    """A pointer has been written."""
    if name in LOCAL:
        thing._state.root.forget()
        mirror.state += 1
    elif LAYERS.isdisjoint(thing._lineage):
        mirror.forget()
    else:
        mirror.forget_all()


def of_name() -> None:
    """Something has another name."""
    mirror.names += 1


def of_call(thing: Thing, name: str, values: Any) -> None:
    """A function that may change something has been called."""
    state = thing._state
    if "VertexGroup" in thing._lineage or "VertexGroups" in thing._lineage:
        mirror.weights += 1
        if name == "add":
            return
    if name in ADDING:
        for each in (state, *(value._state for value in values if isinstance(value, Thing))):
            each.root.plain += 1
            each.root.additions += 1
        state.links.pop("active", None)
    elif name in QUIET:
        state.root.forget()
        mirror.state += 1
    elif name in REMOVING and "#" not in state.ref:
        mirror.forget_all()
    else:
        mirror.forget()
