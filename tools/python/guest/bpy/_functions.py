"""Functions of Blender's types as methods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bridge import session
from bridge.values import decode

from . import _classes, _effects, _structs, compat
from ._things import Thing

BAD: Any = object()

# The types of what functions have made of arguments like these.
_made: dict[tuple[str, ...], str] = {}


class Function:
    """A function of a type, as its description has it."""

    __slots__ = ("name", "names", "owner", "params", "reading", "required", "returns")

    def __init__(self, owner: str, name: str, spec: Mapping[str, Any]) -> None:
        self.owner = owner
        self.name = name
        self.params: Sequence[Mapping[str, Any]] = spec.get("params") or ()
        self.names = {param["n"]: param for param in self.params}
        self.required = [param["n"] for param in self.params if param.get("req")]
        self.returns: Any = spec.get("returns")
        self.reading = bool(spec.get("reads"))

    def __get__(self, thing: Any, cls: Any = None) -> Any:
        return BoundFunction(self, thing) if thing is not None else self

    def put(self, thing: Thing, _: Any) -> None:
        """A function cannot be assigned to."""
        raise AttributeError(f'bpy_struct: attribute "{self.name}" from "{type(thing).__name__}" is read-only')

    def call(self, thing: Thing, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Queues the call if it is certain to be good and its result can wait; else makes it now."""
        session.used[f"{self.owner}.{self.name}"] += 1
        args, kwargs = self._as_today(args, kwargs)
        given = {"args": args, "kwargs": kwargs}
        waiting = not self.reading and self._good(args, kwargs)
        if waiting and not self.returns:
            session.write("call", thing, self.name, given)
            _effects.of_call(thing, self.name, (*args, *kwargs.values()))
            return None
        kind = self._made_type(thing, args, kwargs) if waiting else ""
        if kind:
            root = thing._state.root
            made = _structs.of_pending(session.queue("call", thing, self.name, given), kind, root)
            if self.owner == "BlendDataObjects" and isinstance(data := (*args, *kwargs.values())[-1], Thing):
                made._state.links["data"] = data
            made._state.source = "/".join(self._sort_of(args, kwargs))
            _effects.of_call(thing, self.name, (*args, *kwargs.values()))
            return made
        result = decode(session.ask("call", thing, self.name, given))
        if not self.reading:
            _effects.of_call(thing, self.name, (*args, *kwargs.values()))
        if isinstance(result, Thing) and self.name in _effects.ADDING:
            sort = self._sort_of(args, kwargs)
            _made[sort] = type(result).__name__
            result._state.source = "/".join(sort)
        return self._shaped(result)

    def _as_today(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The arguments with names of types as they are today."""
        if "type" not in self.names and "socket_type" not in self.names:
            return args, kwargs
        renamed = [_today(param, each) for param, each in zip(self.params, args, strict=False)]
        named = {key: _today(self.names[key], each) if key in self.names else each for key, each in kwargs.items()}
        return (*renamed, *args[len(renamed) :]), named

    def _good(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
        """Whether Blender will take these arguments."""
        if len(args) > len(self.params):
            return False
        given = dict(zip(self.names, args, strict=False))
        if any(key in given or key not in self.names for key in kwargs):
            return False
        given |= kwargs
        return all(name in given for name in self.required) and all(
            fits(self.names[key], each) for key, each in given.items()
        )

    def _made_type(self, thing: Thing, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
        """The type of the result, if it is certain that there will be one."""
        returns = self.returns
        if not isinstance(returns, dict) or returns["t"] != "pointer":
            return ""
        if not returns.get("nn") and self.name not in _effects.ADDING:
            return ""
        if self.name == "copy":
            return type(thing).__name__ if self.owner == "ID" else ""
        kind = _classes.named(returns["type"])
        if not kind._has_subtypes:
            return str(returns["type"])
        return _made.get(self._sort_of(args, kwargs), "")

    def _sort_of(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[str, ...]:
        """What the type of a result depends on: all texts that are not names."""
        given = dict(zip(self.names, args, strict=False)) | kwargs
        texts = [f"{key}={each}" for key, each in given.items() if isinstance(each, str) and key != "name"]
        things = [type(each).__name__ for each in given.values() if isinstance(each, Thing)]
        return (self.owner, self.name, *sorted(texts), *things)

    def _shaped(self, result: Any) -> Any:
        """Arrays in the result as what Python has for them."""
        if not isinstance(result, list):
            return result
        if isinstance(self.returns, list):
            return tuple(
                shaped(spec, each) if isinstance(each, list) else each
                for spec, each in zip(self.returns, result, strict=False)
            )
        return shaped(self.returns, result)


class BoundFunction:
    """A function of a thing."""

    __slots__ = ("__self__", "_function")

    def __init__(self, function: Function, thing: Thing) -> None:
        self._function = function
        self.__self__ = thing

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._function.call(self.__self__, args, kwargs)

    def __getattr__(self, name: str) -> Any:
        if name in ("__name__", "__qualname__"):
            return self._function.name
        raise AttributeError(f"'bpy_func' object has no attribute '{name}'")

    def __repr__(self) -> str:
        return f"<bpy_func {self._function.owner}.{self._function.name}()>"


class PythonFunction:
    """A function that Blender's own Python adds."""

    __slots__ = ("name", "owner")

    def __init__(self, owner: str, name: str) -> None:
        self.owner = owner
        self.name = name

    def __get__(self, thing: Any, cls: Any = None) -> Any:
        return BoundFunction(self, thing) if thing is not None else self  # type: ignore[arg-type]

    put = Function.put

    def call(self, thing: Thing, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Makes the call."""
        session.used[f"{self.owner}.{self.name}"] += 1
        given = {"args": _lists(args), "kwargs": kwargs}
        if self.name == "from_pydata" and len(args) == 3 and all(isinstance(each, list | tuple) for each in args):
            session.write("call", thing, self.name, given)
            _effects.of_call(thing, self.name, ())
            return None
        result = decode(session.ask("call", thing, self.name, given))
        if not _sounds_like_reading(self.name):
            _effects.of_call(thing, self.name, (*args, *kwargs.values()))
        return result


def shaped(spec: Mapping[str, Any], values: list[Any]) -> Any:
    """Numbers of a function or an operator as a vector, a matrix and so on."""
    import mathutils

    kind, subtype = spec["t"], spec.get("sub", "")
    length = spec.get("len")
    if kind != "float" or not length:
        return values
    if isinstance(length, list):
        return mathutils.Matrix(values) if subtype == "MATRIX" and len(length) == 2 else values
    if subtype in ("EULER", "QUATERNION"):
        return mathutils.Euler(values) if length == 3 else mathutils.Quaternion(values)
    if subtype in ("COLOR", "COLOR_GAMMA"):
        return mathutils.Color(values) if length == 3 else values
    if subtype == "MATRIX":
        return mathutils.Matrix(values)
    return mathutils.Vector(values) if 2 <= length <= 4 and subtype not in ("", "NONE") else values


def fits(spec: Mapping[str, Any], value: Any) -> bool:
    """Whether Blender will certainly take this value for a property or a parameter."""
    kind = spec["t"]
    length = spec.get("len")
    if length and kind in ("bool", "int", "float"):
        return isinstance(length, int) and _fits_array(kind, length, value)
    if kind == "enum":
        items = spec.get("items")
        if items is None:
            return False
        return (
            isinstance(value, set) and value <= set(items)
            if spec.get("flag")
            else isinstance(value, str) and value in items
        )
    if kind == "pointer":
        if value is None:
            return not spec.get("nn")
        return isinstance(value, _structs.bpy_struct) and spec["type"] in value._lineage
    if kind == "collection":
        return False
    return _fits_scalar(kind, value)


def _fits_scalar(kind: str, value: Any) -> bool:
    if kind == "bool":
        return isinstance(value, bool) or (type(value) is int and value in (0, 1))
    if kind == "int":
        return isinstance(value, int) and -0x80000000 <= value <= 0x7FFFFFFF
    if kind == "float":
        return isinstance(value, int | float) and abs(value) <= 3.4e38
    return isinstance(value, str)


def _fits_array(kind: str, length: int, value: Any) -> bool:
    try:
        values = list(value)
    except TypeError:
        return False
    return len(values) == length and all(_fits_scalar(kind, each) for each in values)


def _today(param: Mapping[str, Any], value: Any) -> Any:
    """An argument that names a type, by the name that the type has today."""
    if type(value) is str and param["n"] in ("type", "socket_type") and param["t"] in ("string", "enum"):
        return compat.function(value) or value
    return value


def _sounds_like_reading(name: str) -> bool:
    return name.endswith("_get") and not name.startswith("foreach")


def _lists(args: tuple[Any, ...]) -> list[Any]:
    """Arguments with whatever Blender's Python takes as a sequence."""
    return [list(each) if isinstance(each, range | map | zip) or hasattr(each, "__next__") else each for each in args]
