"""Runs scripts through the facade, against a fresh Blender with the add-on, and keeps what they left behind.

What runs the facade is `drive.py`, or the command line in the environment variable `PYTHON_RUNNER`, in which `{url}`
and `{script}` stand for the add-on and the script, such as

    target/release/host python --json --blender-url {url} {script}

It prints a JSON object with what the script printed as `output` and why it failed as `error` or `message`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import fingerprint
from run_native import FOLDER, Fork, Run

COMMAND = [sys.executable, str(FOLDER / "drive.py"), "--json", "--url", "{url}", "{script}"]
VARIABLE = "PYTHON_RUNNER"
LIMIT = 120


def run_facade(script: Path) -> Run:
    """Runs a script in a sandbox on a fresh Blender."""
    with Fork(_serve) as blender, tempfile.TemporaryDirectory() as folder:
        try:
            words = {"url": blender.connection.recv(), "script": str(script)}
        except EOFError:
            return Run("", "the add-on does not start", 0.0)
        custom = os.environ.get(VARIABLE, "").split()
        started = time.perf_counter()
        process = subprocess.run(
            [re.sub(r"{(\w+)}", lambda match: words[match[1]], word) for word in custom or COMMAND],
            capture_output=True,
            text=True,
            cwd=folder,
            timeout=LIMIT,
            check=False,
        )
        seconds = time.perf_counter() - started
        answer = _answer(process)
        try:
            blender.connection.send("fingerprint")
            state = blender.connection.recv()
        except (EOFError, OSError):
            return Run(answer["output"], f"Blender crashed. {answer['error']}", seconds)
        return Run(answer["output"], answer["error"], seconds, state, answer)


def _answer(process: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    try:
        answer = json.loads(process.stdout)
    except ValueError:
        return {"output": process.stdout, "error": process.stderr[-3000:] or "no answer"}
    return {"output": "", "error": answer.get("message", ""), **answer}


def _serve(connection: Connection) -> None:
    """The add-on of this repository, until it is asked for the state of its file."""
    from addon.service import Service
    from addon.settings import Settings

    service = Service(Settings("127.0.0.1", 0, None))
    service.start()
    connection.send(service.server.url)
    while not connection.poll():
        call = service.dispatcher.take(0.01)
        if call is not None:
            service.executor.run(call)
    connection.recv()
    connection.send(fingerprint.fingerprint())
    service.stop()
