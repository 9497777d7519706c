"""What all attempts share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from ..blender import Blender
from ..host import Host
from .arena import LIMITS, Arena, arena

OpenArena = Callable[..., Arena]


@pytest.fixture(scope="module")
def open_arena(the_host: Host, blender: Blender, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenArena]:
    """Serves components, given by name as their bytes, until the module ends; `entries` are their grants."""
    with ExitStack() as arenas:

        def start(components: Mapping[str, bytes], entries: Mapping[str, str] | None = None) -> Arena:
            place: Path = tmp_path_factory.mktemp("arena")
            (place / "components").mkdir()
            for name, content in components.items():
                (place / "components" / f"{name}.wasm").write_bytes(content)
            granted = {name: (entries or {}).get(name, LIMITS) for name in components}
            return arenas.enter_context(arena(the_host, blender.url, place, granted))

        yield start
