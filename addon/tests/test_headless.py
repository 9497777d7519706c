"""The add-on as a program: how it starts, what it says, and how it ends."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from addon import contract as contracts

from .client import Client
from .conftest import REPOSITORY, running

ADDON = REPOSITORY / "addon"


def run(*command: str, cwd: Path = REPOSITORY, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_it_ends_with_its_parent() -> None:
    program = running()
    with program as url, Client(url) as client:
        client.ask("scene.ping")
    assert program.process.returncode == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(number: signal.Signals) -> None:
    program = running()
    with program:
        program.process.send_signal(number)
        assert program.process.wait(timeout=20) == 0


def test_an_idle_server_uses_no_cpu() -> None:
    program = running()
    with program as url, Client(url) as client:
        client.ask("scene.ping")
        ticks = Path(f"/proc/{program.process.pid}/stat")
        before = ticks.read_text().split()[13:15]
        time.sleep(0.5)
        assert ticks.read_text().split()[13:15] == before


def test_it_runs_as_a_script_from_a_folder_of_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "another-name"
    shutil.copytree(ADDON, folder, ignore=shutil.ignore_patterns("tests", "__pycache__", ".*"))
    process = subprocess.Popen(
        [
            sys.executable,
            str(folder / "__main__.py"),
            "blender's own arguments",
            "--",
            "--port",
            "0",
            "--exit-with-parent",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    event = json.loads(process.stdout.readline())
    assert event["event"] == "listening"
    with Client(event["url"]) as client:
        assert client.ask("scene.ping")["blender_version"] == event["blender_version"]
    process.communicate(timeout=30)
    assert process.returncode == 0


def test_the_bundled_wheel_serves_where_websockets_is_not_installed() -> None:
    # Without site-packages there is no websockets, and no bpy either, which the package itself does not import.
    code = "import addon, websockets.asyncio.server, sys; print(websockets.__file__)"
    done = run("-S", "-c", code)
    assert done.returncode == 0, done.stderr
    assert ".whl" in done.stdout


def test_a_port_in_use_is_told() -> None:
    with running() as url:
        done = run("-m", "addon", "--port", url.rsplit(":", 1)[1])
    assert done.returncode == 2
    assert done.stdout == ""
    assert "The add-on cannot start" in done.stderr
    assert "Traceback" not in done.stderr


def test_another_address_without_a_token_is_refused() -> None:
    done = run("-m", "addon", "--host", "0.0.0.0", "--port", "0", BLENDER_RPC_TOKEN="")  # noqa: S104
    assert done.returncode == 2
    assert "set a token" in done.stderr


def test_the_token_is_never_logged() -> None:
    done = run("-m", "addon", "--port", "0", "--exit-with-parent", "--log", "debug", BLENDER_RPC_TOKEN="sesame")
    assert done.returncode == 0
    assert "sesame" not in done.stdout + done.stderr


@pytest.mark.parametrize("change", ["missing", "unknown", "parameters"])
def test_a_contract_that_does_not_fit_the_handlers_stops_the_start(tmp_path: Path, change: str) -> None:
    document = json.loads(contracts.BUNDLED.read_text("utf-8"))
    ping = document["ops"]["scene.ping"]
    if change == "missing":
        del document["ops"]["scene.ping"]
    elif change == "unknown":
        document["ops"]["scene.pong"] = ping
    else:
        ping["params"] = [{"name": "x", "type": {"type": "bool"}}]
    file = tmp_path / "ops.json"
    file.write_text(json.dumps(document))
    done = run("-m", "addon", "--port", "0", "--contract", str(file))
    assert done.returncode == 2
    assert "ping" in done.stderr or "pong" in done.stderr
    assert "Traceback" not in done.stderr
