"""Custom properties that are groups or arrays: what is changed in them is written to Blender as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Write = Callable[[Any], None]


class IDPropertyGroup(dict[str, Any]):
    """A custom property with names in it."""

    __module__ = "idprop.types"

    def __init__(self, values: dict[str, Any], write: Write) -> None:
        super().__init__(values)
        self._write = write

    def __getitem__(self, key: str) -> Any:
        return held(super().__getitem__(key), lambda value: self.__setitem__(key, value))

    def __setitem__(self, key: str, value: Any) -> None:
        super().__setitem__(key, value)
        self._write(self.to_dict())

    def __delitem__(self, key: str) -> None:
        super().__delitem__(key)
        self._write(self.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """As Python has it."""
        return dict(super().items())


class IDPropertyArray(list[Any]):
    """A custom property of several values."""

    __module__ = "idprop.types"

    def __init__(self, values: list[Any], write: Write) -> None:
        super().__init__(values)
        self._write = write

    def __setitem__(self, index: Any, value: Any) -> None:
        super().__setitem__(index, value)
        self._write(self.to_list())

    def to_list(self) -> list[Any]:
        """As Python has it."""
        return list(self)


def held(value: Any, write: Write) -> Any:
    """A value of a custom property, so that changes in it are written."""
    if type(value) is dict:
        return IDPropertyGroup(value, write)
    if type(value) is list and all(isinstance(each, bool | int | float) for each in value):
        return IDPropertyArray(value, write)
    return value
