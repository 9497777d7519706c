"""`bpy_extras.node_utils`: sockets and links."""

from __future__ import annotations

from typing import Any

# Subtypes such as NodeSocketFloatFactor are not allowed where a socket is made.
_BASES = {"VALUE": "Float", "INT": "Int", "BOOLEAN": "Bool", "RGBA": "Color"}


def find_base_socket_type(socket: Any) -> str:
    """The type of socket without its subtype."""
    if socket.type == "CUSTOM":
        return str(socket.bl_idname)
    return f"NodeSocket{_BASES.get(socket.type, socket.type.title())}"


def connect_sockets(input: Any, output: Any) -> Any:  # noqa: A002
    """A link between two sockets of a tree, in whichever order."""
    source, target = (input, output) if input.is_output and not output.is_output else (output, input)
    if source.id_data != target.id_data:
        print("Sockets do not belong to the same node tree")
        return None
    return source.id_data.links.new(target, source, handle_dynamic_sockets=True)


def find_node_input(node: Any, name: str) -> Any:
    """The first input of that name."""
    return next((socket for socket in node.inputs if socket.name == name), None)
