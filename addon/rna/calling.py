"""The verbs that call: functions of things, operators, and functions that only calculate."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from . import (
    allowlist,
    answers,
    blocks,
    bmeshes,
    calculate,
    guards,
    instances,
    locate,
    operators,
    paths,
    reading,
    refs,
    refusals,
    resolution,
    unfinished,
    values,
)
from .allowlist import Collection, Struct
from .resolution import FOREIGN, Place, Resolver

# Operators that hand a mesh to Edit Mode.
EDITING = frozenset({"object.editmode_toggle", "object.mode_set", "object.mode_set_with_submode"})

Special = Callable[[Resolver, Place, str, list[Any], dict[str, Any]], Any]


def call(resolver: Resolver, target: str, member: str, arguments: str) -> Any:
    """Calls a function."""
    place = resolver.resolve(target)
    thing = place.thing
    args, kwargs = _arguments(resolver, arguments)
    if place.members is FOREIGN:
        return values.encode(bmeshes.call(thing, member, args, kwargs, resolver.session), resolver.session)
    if member not in place.members.functions:
        raise refusals.missing(thing, place.members, member)
    if unfinished.before_call(thing, place.members.name, member):
        raise resolution.Outdated
    if place.members.functions[member] != "read":
        guards.lasting(place, member, args, kwargs)
    _guard(place, member, args, kwargs)
    if place.root is not None:
        resolver.session.touch(place.root)
    operators.reads(thing, member)
    special = (OF_COLLECTIONS if isinstance(thing, Collection) else OF_STRUCTURES).get(member)
    if special is not None and not _is_declared(place, member):
        return special(resolver, place, target, args, kwargs)
    result = getattr(thing, member)(*args, **kwargs)
    if not isinstance(result, Struct):
        return values.encode(result, resolver.session)
    if isinstance(thing, Collection):
        return answers.made(resolver, thing, target, result)
    return answers.given(result)


def operator(resolver: Resolver, _: str, member: str, arguments: str) -> Any:
    """Runs an operator, or tells whether it could run."""
    if member in EDITING:
        unfinished.before_editing()
    else:
        unfinished.settle()
    given = json.loads(arguments) if arguments else {}
    if given.get("poll"):
        return operators.poll(member, values.decode(given.get("override") or {}, resolver))
    kwargs = values.decode(given.get("kwargs") or {}, resolver)
    override = values.decode(given.get("override") or {}, resolver)
    blocks.check_lasting(kwargs)
    return values.encode(operators.run(member, kwargs, override, resolver.session), resolver.session)


def calculation(resolver: Resolver, _: str, member: str, arguments: str) -> Any:
    """Calls a function that only calculates."""
    if member == "bpy.object_instances":
        return instances.shown(resolver.resolve("depsgraph").thing)
    args, kwargs = _arguments(resolver, arguments)
    return values.encode(calculate.run(member, args, kwargs), resolver.session)


def _arguments(resolver: Resolver, arguments: str) -> tuple[list[Any], dict[str, Any]]:
    if not arguments:
        return [], {}
    given = json.loads(arguments)
    return (
        [values.decode(each, resolver) for each in given.get("args") or ()],
        {key: values.decode(each, resolver) for key, each in (given.get("kwargs") or {}).items()},
    )


def _guard(place: Place, member: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    if member == "foreach_set":
        guards.foreach_set(place.thing, args)
    elif member == "remove" and place.members.name.startswith("BlendData"):
        guards.removal(args, kwargs)
    for each in place.members.lineage:
        if guard := guards.CALLS.get(f"{each}.{member}"):
            guard(place.thing, args, kwargs)


def _is_declared(place: Place, member: str) -> bool:
    """Whether a type has a function of its own with the name of one that all have, as `UDIMTiles.get`."""
    if member != "get":
        return False
    kind = allowlist.owner_of(place.thing, place.members)
    return kind is not None and member in kind.bl_rna.functions


def _get(resolver: Resolver, place: Place, target: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    found = place.thing.get(*args, **kwargs)
    return answers.made(resolver, place.thing, target, found) if isinstance(found, Struct) else found


def _foreach_get(resolver: Resolver, place: Place, target: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """Answers with the numbers; the second argument is the list to be filled, or its length."""
    name, buffer = args
    reading.check_items(place, name, writing=False)
    size = buffer if isinstance(buffer, int) else len(buffer)
    if not 0 <= size <= values.MAX_NUMBERS:
        raise ValueError(f"foreach_get: at most {values.MAX_NUMBERS} values")
    filled = [0] * size if isinstance(buffer, int) else buffer
    place.thing.foreach_get(name, filled)
    return filled


def _foreach_set(resolver: Resolver, place: Place, target: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    if len(args) == 2 and reading.is_read_only(place.thing, args[0]):
        # Blender ignores it without a word.
        return
    if args:
        reading.check_items(place, args[0], writing=True)
    place.thing.foreach_set(*args, **kwargs)


def _values(resolver: Resolver, place: Place, target: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    return reading.items(resolver, target, "", "")


def _to_mesh(resolver: Resolver, place: Place, target: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    thing = place.thing
    mesh = thing.to_mesh(*args, **kwargs)
    if mesh is None:
        return None
    resolution.keep_mesh(thing, mesh)
    evaluated = "!evaluated" if thing.is_evaluated else ""
    return locate.describe(mesh, f"{blocks.reference(thing.original)}{evaluated}!mesh")


def _path_resolve(resolver: Resolver, place: Place, target: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    path = args[0] if args else kwargs.get("path")
    way = data_path(str(path))
    text = answers.canonical(resolver, target)
    for number, (sign, name, _) in enumerate(way):
        step = f".{name}" if sign == "." else f"[{json.dumps(name)}]"
        thing = resolver.resolve(text).thing
        last = number == len(way) - 1
        if isinstance(thing, Struct) and (
            last or not isinstance(resolver.resolve(text + step).thing, Struct | Collection)
        ):
            # The rest is an element of an array.
            rest = "".join(f"[{json.dumps(each)}]" for _, each, _ in way[number + 1 :])
            return reading.get(resolver, text, step.removeprefix(".") + rest, "")
        text += step
    return reading.get(resolver, text, "", "")


def data_path(path: str) -> tuple[refs.Step, ...]:
    """The steps of a path as animations have them. Raises `ValueError`."""
    found = refs.steps(path if path.startswith("[") else f".{path}")
    if not found:
        raise ValueError(f"{path[:100]!r} is no path")
    return found


def check_path(place: Place, path: str) -> None:
    """Raises a `PermissionError` for the path of something closed; what does not exist is left to Blender.

    Blender takes paths that are not quite right as well, so these must not reach it.
    """
    try:
        steps = data_path(path)
    except ValueError:
        raise TypeError(f'property "{path[:200]}" not found') from None
    for sign, name, _ in steps:
        thing = place.thing
        try:
            if sign == ".":
                place = resolution.attribute(place, str(name))
            elif isinstance(thing, Collection):
                found = thing[name]
                place = resolution.of_struct(found, None) if isinstance(found, Struct) else place
            else:
                return
        except (AttributeError, IndexError, KeyError, TypeError):
            return


def _keyframe(function: str) -> Special:
    def run(resolver: Resolver, place: Place, target: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
        path = args[0] if args else kwargs.get("data_path")
        if isinstance(path, str):
            check_path(place, path)
            paths.check(path)
        return getattr(place.thing, function)(*args, **kwargs)

    return run


def _property_unset(resolver: Resolver, place: Place, target: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    name = args[0] if args else kwargs.get("property")
    if name in place.thing.bl_rna.properties and name not in place.members.writable:
        reason = allowlist.why_closed(place.thing.bl_rna, str(name))
        raise refusals.closed(f"writing {place.members.name}.{name}", reason)
    place.thing.property_unset(*args, **kwargs)


def _custom(function: str) -> Special:
    def run(resolver: Resolver, place: Place, target: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
        if args and isinstance(args[0], str):
            guards.custom_property(place.thing, args[0], None)
        return values.encode(getattr(place.thing, function)(*args, **kwargs), resolver.session)

    return run


def _keys(resolver: Resolver, place: Place, target: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    return reading.keys(resolver, target, "", "")


OF_COLLECTIONS: dict[str, Special] = {
    "foreach_get": _foreach_get,
    "foreach_set": _foreach_set,
    "get": _get,
    "items": _values,
    "keys": _keys,
    "values": _values,
}
OF_STRUCTURES: dict[str, Special] = {
    "get": _custom("get"),
    "keyframe_delete": _keyframe("keyframe_delete"),
    "keyframe_insert": _keyframe("keyframe_insert"),
    "keys": _keys,
    "path_resolve": _path_resolve,
    "pop": _custom("pop"),
    "property_unset": _property_unset,
    "to_mesh": _to_mesh,
}
