"""The whole add-on without its user interface: contract, handlers, queue and server."""

from __future__ import annotations

import tomllib
from pathlib import Path

import bpy

from . import contract as contracts
from .connection import Identity, Shared
from .dispatcher import Dispatcher
from .execution import Executor
from .handlers import bind
from .server import Server
from .settings import Settings


class Service:
    """Takes requests from `start` to `stop`; somebody has to run them, see `loop`."""

    def __init__(self, settings: Settings, contract_file: Path = contracts.BUNDLED) -> None:
        """Raises `ContractError` if the contract cannot be read or does not fit the handlers."""
        contract = contracts.load(contract_file)
        self.dispatcher = Dispatcher()
        self.executor = Executor(bind(contract))
        # Asked for here, because the server's thread must not touch bpy.
        identity = Identity(
            protocol=contracts.PROTOCOL_VERSION,
            contract=contract.hash,
            server=version(),
            blender_version=bpy.app.version_string,
            background=bpy.app.background,
        )
        self.server = Server(Shared(settings, contract, identity, self.dispatcher))

    def start(self) -> None:
        """Listens. Raises `OSError` if the address cannot be bound."""
        self.server.start()

    def stop(self) -> None:
        """Closes all connections and takes no more requests. A second time does nothing."""
        self.dispatcher.close()
        self.server.stop()


def version() -> str:
    """The add-on's version, as its manifest says."""
    manifest = tomllib.loads(Path(__file__).with_name("blender_manifest.toml").read_text("utf-8"))
    return str(manifest["version"])
