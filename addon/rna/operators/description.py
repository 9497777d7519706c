"""What an operator takes, as `docs/rna.md` has it."""

from __future__ import annotations

from functools import cache
from typing import Any

from ..reasons import UNKNOWN
from . import allowlist, native, reasons
from .fast import ADDERS

# The data of what the equivalents add, if it is no mesh; where it goes by the argument `type`, that of each case.
ADDED: dict[str, Any] = {
    "object.add": {"": None, "EMPTY": None, "MESH": "Mesh", "CURVE": "Curve", "SURFACE": "SurfaceCurve"},
    "object.camera_add": "Camera",
    "object.empty_add": None,
    "object.light_add": {
        "": "PointLight",
        "POINT": "PointLight",
        "SUN": "SunLight",
        "SPOT": "SpotLight",
        "AREA": "AreaLight",
    },
    "object.text_add": "TextCurve",
}
# What besides them cannot fail in Object Mode.
SURE = frozenset({"object.delete", "object.select_all"})


@cache
def describe(name: str) -> dict[str, Any] | None:
    """The description of an operator; `None` if this Blender has none of that name."""
    if not native.exists(name):
        return None
    entry = allowlist.entries().get(name)
    if entry is None:
        return {"closed_type": reasons.of_operator(name) or UNKNOWN}
    if entry.effect == allowlist.OUTPUT:
        return {"output": reasons.of_output(name)}
    properties = native.description(name).properties
    answer: dict[str, Any] = {"properties": {each: _described(properties[each], entry) for each in _open(name, entry)}}
    if closed := [each for each in map(_name, properties) if each != "rna_type" and each not in entry.arguments]:
        answer["closed"] = {each: reasons.of_argument(properties[each]) or UNKNOWN for each in closed}
    if name in ADDERS:
        answer |= {"deferrable": 1, "adds": ADDED.get(name, "Mesh")}
    elif name in SURE:
        answer["deferrable"] = 1
    return answer


def _open(name: str, entry: allowlist.Entry) -> list[str]:
    return [each for each in map(_name, native.description(name).properties) if each in entry.arguments]


def _name(argument: Any) -> str:
    return str(argument.identifier)


def _described(argument: Any, entry: allowlist.Entry) -> dict[str, Any]:
    # Descriptions of types need those of operators, and the other way round.
    from ..describe import property_of

    found = property_of(argument)
    most = entry.most.get(argument.identifier)
    if most is not None:
        found["max"] = min(found["max"], most)
    if part := reasons.macro_part(argument):
        found["operator"] = part
    return found
