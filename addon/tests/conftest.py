"""A real Blender in the test process, driven as the main loop does, and one as a server in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import bpy
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from addon import contract as contracts
from addon.call import Call
from addon.execution import Executor
from addon.handlers import bind

from .client import Client, Failed, answer_of

REPOSITORY = Path(__file__).resolve().parents[2]

Ask = Callable[..., Any]
Serve = Callable[..., Client]


@pytest.fixture(scope="session")
def contract() -> contracts.Contract:
    return contracts.load()


@pytest.fixture(scope="session")
def executor(contract: contracts.Contract) -> Executor:
    return Executor(bind(contract))


@pytest.fixture
def startup_scene() -> None:
    """A test that asks Blender starts with Blender's camera, cube and light."""
    bpy.ops.wm.read_factory_settings(use_empty=False)


@pytest.fixture
def ask(startup_scene: None, contract: contracts.Contract, executor: Executor) -> Ask:
    """Runs an operation and returns its result, which has to be as the contract says; raises `Failed`."""

    def run(op: str, **arguments: Any) -> Any:
        operation = contract.operation(op)
        frames: list[Any] = []
        call = Call(
            1,
            operation,
            operation.decode_arguments(arguments, b""),
            None,
            lambda _: None,
            lambda _, frame: frames.append(frame),
        )
        executor.run(call)
        [frame] = frames
        body, attachments = answer_of(frame)
        if not body["ok"]:
            raise Failed(body["error"])
        if operation.result is not None:
            # Within its bounds as well, which the add-on itself does not ask of its answers.
            operation.result.decode(body["result"], "result", attachments)
        return body["result"] if not attachments else (body["result"], attachments)

    return run


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a server without a token, whose scene the tests share."""
    with running() as url:
        yield url


@pytest.fixture(scope="session")
def guarded_server() -> Iterator[str]:
    """The URL of a server that asks for the token `sesame`."""
    with running(token="sesame") as url:
        yield url


class running:  # noqa: N801 - reads as a sentence
    """Runs the add-on in a process of its own; `with` gives its URL, and stops it at the end."""

    def __init__(self, *arguments: str, token: str = "") -> None:
        environment = {**os.environ, "BLENDER_RPC_TOKEN": token}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "addon", "--port", "0", "--exit-with-parent", *arguments],
            cwd=REPOSITORY,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            _, errors = self.process.communicate(timeout=30)
            raise AssertionError(errors)
        return str(json.loads(line)["url"])

    def __exit__(self, *_: object) -> None:
        self.process.communicate(timeout=30)


@pytest.fixture
def connect() -> Iterator[Serve]:
    """Connects to a URL; all connections of a test are closed at its end."""
    clients: list[Client] = []

    def open_client(url: str, **options: Any) -> Client:
        clients.append(Client(url, **options))
        return clients[-1]

    yield open_client
    for each in clients:
        each.close()
