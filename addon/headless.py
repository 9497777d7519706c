"""Runs the add-on in a Blender without a window, until a signal or the end of standard input."""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from typing import Any

import bpy

from . import contract, loop
from .service import Service
from .settings import DEFAULT_PORT, TOKEN_VARIABLE, Settings

# How long a running operation may keep a host's death waiting.
GRACE = 5.0


def main(arguments: Sequence[str]) -> int:
    """Serves until it is told to stop; the exit code is 2 for settings that cannot be used."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(stream=sys.stderr, level=options.log.upper(), format="%(levelname)s %(name)s: %(message)s")
    try:
        settings = Settings(options.host, options.port, os.environ.get(TOKEN_VARIABLE) or None)
        service = Service(settings, options.contract)
        service.start()
    except (ValueError, OSError, contract.ContractError) as error:
        print(f"The add-on cannot start: {error}", file=sys.stderr)
        return 2
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: service.dispatcher.close())
    if options.exit_with_parent:
        Thread(target=_follow_parent, args=(service,), name="parent", daemon=True).start()
    _announce({"event": "listening", "url": service.server.url, "blender_version": bpy.app.version_string})
    try:
        loop.run_blocking(service.dispatcher, service.executor)
    finally:
        service.stop()
    return 0


def script_arguments(arguments: Sequence[str]) -> Sequence[str]:
    """The arguments after `--`, if Blender runs this as a script; otherwise all."""
    return arguments[arguments.index("--") + 1 :] if "--" in arguments else arguments


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="addon",
        description="Serves Blender's whitelisted operations over a WebSocket, without a window.",
        epilog=f"A token that clients must know is taken from the environment variable {TOKEN_VARIABLE}.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=_port, default=DEFAULT_PORT, help="0 picks a free one (default: %(default)s)")
    parser.add_argument("--contract", type=Path, default=contract.BUNDLED, help="another ops.json")
    parser.add_argument("--exit-with-parent", action="store_true", help="stop when standard input ends")
    parser.add_argument("--log", choices=("debug", "info", "warning", "error"), default="warning", help="log level")
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError("expected 0 to 65535")
    return port


def _announce(event: dict[str, Any]) -> None:
    print(json.dumps(event), flush=True)


def _follow_parent(service: Service) -> None:
    try:
        while os.read(0, 4096):
            pass
    except OSError:
        # Standard input is closed or cannot be read: either way nobody holds the other end.
        pass
    service.dispatcher.close()
    # A render can only be left, not interrupted; nobody waits for it any more.
    time.sleep(GRACE)
    os._exit(1)
