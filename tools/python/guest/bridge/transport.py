"""The functions that reach Blender. Whoever starts a script sets them: the component or the development driver."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple


class Call(NamedTuple):
    """One step of a batch: four texts, as `blender:ops/rna-types` has them."""

    verb: str
    target: str
    member: str
    arguments: str


class Failure(NamedTuple):
    """The call at which a batch stopped."""

    index: int
    kind: str
    message: str


class Outcome(NamedTuple):
    """What a batch did: a JSON array of the results of the calls that ran, and why the rest did not."""

    results: str
    failure: Failure | None


def _unset(*_: Any) -> Any:
    raise RuntimeError("there is no connection to Blender")


describe: Callable[[list[str]], str] = _unset
apply: Callable[[Sequence[Call]], Outcome] = _unset
read: Callable[[Sequence[Call]], Outcome] = _unset


def _grants_nothing(_: str) -> bool:
    return False


render: Callable[[int, int, str, int], bytes] = _unset
export: Callable[[str, str, bool, str], tuple[Sequence[tuple[str, bytes]], Sequence[str]]] = _unset
is_granted: Callable[[str], bool] = _grants_nothing


def set(  # noqa: A001 - reads as `transport.set(...)`
    describe_names: Callable[[list[str]], str],
    apply_calls: Callable[[Sequence[Call]], Outcome],
    read_calls: Callable[[Sequence[Call]], Outcome],
) -> None:
    """Connects: `describe` answers with a JSON text, `apply` and `read` run a batch."""
    global describe, apply, read
    describe, apply, read = describe_names, apply_calls, read_calls


def set_outputs(
    render_picture: Callable[[int, int, str, int], bytes],
    export_scene: Callable[[str, str, bool, str], tuple[Sequence[tuple[str, bytes]], Sequence[str]]],
    folder_is_granted: Callable[[str], bool],
) -> None:
    """Connects what makes files: `render` gives a PNG of a width and height by an engine with so many samples; `export`
    gives files of a kind, by a name, of what is selected only or not, with options, and the options that it left out.
    `is_granted` tells whether they may be written into a folder.
    """
    global render, export, is_granted
    render, export, is_granted = render_picture, export_scene, folder_is_granted
