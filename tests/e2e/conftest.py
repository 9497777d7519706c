"""One Blender and one build of host and guests for all tests; each test begins with an empty scene."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from . import guests, host
from .blender import Blender
from .editor import Editor, Lifecycle, Person, editor
from .extended import Extended, extend
from .host import Host
from .wire import Wire

BUILT_IN = ("materials", "objects", "python", "scatter", "scene", "studio")

Serve = Callable[..., Editor]
Components = Callable[..., Path]
WritePolicy = Callable[[str], Path]


@pytest.fixture(scope="session")
def the_host(tmp_path_factory: pytest.TempPathFactory) -> Host:
    """The host, built from the sources, its components compiled."""
    built = host.build(tmp_path_factory.mktemp("host"))
    done = built.run("prepare")
    assert done.returncode == 0, done.stderr
    return built


@pytest.fixture(scope="session")
def blender() -> Iterator[Blender]:
    """The Blender that tests share."""
    with Blender() as running:
        yield running


@pytest.fixture
def scene(blender: Blender) -> Iterator[Wire]:
    """The scene of the shared Blender, empty at first, read and changed past the host."""
    with blender.wire() as wire:
        wire.clear()
        yield wire


@pytest.fixture(scope="session")
def built_guests(the_host: Host, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all guests."""
    folder = tmp_path_factory.mktemp("guests")
    guests.build(the_host, folder)
    return folder


@pytest.fixture
def components(built_guests: Path, tmp_path: Path) -> Components:
    """Makes a folder of the named guests."""
    return lambda *names: guests.put(built_guests, names, tmp_path / "components")


@pytest.fixture
def policy(built_guests: Path, tmp_path: Path) -> WritePolicy:
    """Writes a policy file with these entries; a guest's entry without a digest gets that of its file."""

    def write(entries: str) -> Path:
        file = tmp_path / "policy.toml"
        file.write_text(f"version = 1\n{guests.vetted(entries, built_guests)}", encoding="utf-8")
        return file

    return write


@pytest.fixture
def serve(the_host: Host, blender: Blender, tmp_path: Path) -> Iterator[Serve]:
    """Starts `host serve` on the shared Blender, or on that at `url`, and opens a session that ends with the test."""
    with ExitStack() as sessions:

        def start(
            *arguments: str | Path,
            url: str = blender.url,
            lifecycle: Lifecycle = Lifecycle.INITIALIZE,
            person: Person | None = None,
            **environment: str,
        ) -> Editor:
            texts = [str(argument) for argument in arguments]
            environment["BLENDER_RPC_URL"] = url
            session = editor(the_host, tmp_path / "host.log", lifecycle, *texts, person=person, **environment)
            return sessions.enter_context(session)

        yield start


@pytest.fixture(scope="session", params=list(Lifecycle), ids=lambda lifecycle: lifecycle.name.lower())
def lifecycle(request: pytest.FixtureRequest) -> Lifecycle:
    """Both ways in which sessions begin."""
    value: Lifecycle = request.param
    return value


@pytest.fixture(scope="session")
def untiring(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A policy under which the built-in components do all that they can, as often as tests want."""
    file = tmp_path_factory.mktemp("policy") / "policy.toml"
    limits = "limits = { calls-per-minute = 1_000_000 }"
    entries = (f'[components.{name}]\nops = ["*"]\n{limits}\n' for name in BUILT_IN)
    file.write_text("\n".join(["version = 1", *entries]), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def assistant(
    the_host: Host, blender: Blender, lifecycle: Lifecycle, untiring: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Editor]:
    """A session with the built-in tools, once for each lifecycle."""
    log_file = tmp_path_factory.mktemp("log") / "host.log"
    arguments = ("--policy", str(untiring))
    with editor(the_host, log_file, lifecycle, *arguments, BLENDER_RPC_URL=blender.url) as session:
        yield session


@pytest.fixture(scope="session")
def blender_port(blender: Blender) -> int:
    """The port on which the shared Blender listens."""
    return int(blender.url.rpartition(":")[2].rstrip("/"))


@pytest.fixture(scope="session")
def extended(the_host: Host) -> Extended:
    """The project with the operations of `notes` added."""
    return extend(the_host)
