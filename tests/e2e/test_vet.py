"""`host vet`: what a component could do is shown, and on a yes its digest and grant are written into the policy."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from .conftest import Components, Serve
from .guests import digest
from .host import Host
from .wire import Wire

Vet = Callable[..., str]


@pytest.fixture
def policy_file(tmp_path: Path) -> Path:
    """Where the policy is written."""
    return tmp_path / "policy.toml"


@pytest.fixture
def vet(the_host: Host, policy_file: Path) -> Vet:
    """Vets a component; it has to end with this exit code."""

    def run(component: str | Path, *arguments: str | Path, code: int = 0) -> str:
        done = the_host.run("vet", component, "--policy", policy_file, *arguments)
        assert done.returncode == code, done
        return done.stdout + done.stderr

    return run


def test_a_component_runs_once_it_is_vetted(
    vet: Vet, serve: Serve, components: Components, policy_file: Path, scene: Wire
) -> None:
    folder = components("eraser")
    shown = vet(folder / "eraser.wasm", "--yes")
    for part in (
        digest(folder / "eraser.wasm"),
        "removal/delete-object",
        "cannot",
        "reach the network",
        "erase: Deletes",
    ):
        assert part in shown
    written = policy_file.read_text("utf-8")
    assert '{ op = "removal/delete-object", decision = "ask" }' in written
    editor = serve("--components", folder, "--policy", policy_file)
    assert editor.data("greet", name="Ada")
    # The components that the host carries keep what they had without a file.
    assert {"look", "run_python", "delete_object"} <= set(editor.tools())
    assert editor.data("get_scene_info")
    assert "cannot ask its user" in editor.failure("erase", name="Old")


def test_without_a_yes_nothing_is_written(vet: Vet, components: Components, policy_file: Path) -> None:
    text = vet(components("eraser") / "eraser.wasm", code=2)
    assert "agreed to on a terminal, or with --yes" in text
    assert not policy_file.exists()


def test_the_next_version_is_shown_by_what_has_changed(
    vet: Vet, components: Components, policy_file: Path, built_guests: Path, tmp_path: Path
) -> None:
    folder = components("eraser")
    vet(folder / "eraser.wasm", "--yes")
    edited = policy_file.read_text("utf-8").replace('decision = "ask"', 'decision = "deny" ')
    policy_file.write_text(f"# mine\n{edited}", encoding="utf-8")
    # Another component in its place stands for a version that has become another one.
    (folder / "eraser.wasm").write_bytes((built_guests / "runaway.wasm").read_bytes())
    shown = vet(folder / "eraser.wasm", "--yes")
    for part in (
        "changed since sha256:",
        "+ imports the operation scene/ping",
        "- imports the operation removal/delete-object",
        "+ the tool spin",
        "- the tool erase",
    ):
        assert part in shown, shown
    written = policy_file.read_text("utf-8")
    assert written.startswith("# mine\n")
    assert digest(folder / "eraser.wasm") in written
    assert "scene/ping" in written
    assert 'op = "removal/delete-object", decision = "deny"' in written
    assert "nothing is to be done" in vet(folder / "eraser.wasm")


def test_a_component_cannot_take_the_name_of_one_that_the_host_carries(
    vet: Vet, built_guests: Path, tmp_path: Path, policy_file: Path
) -> None:
    file = tmp_path / "python.wasm"
    file.write_bytes((built_guests / "eraser.wasm").read_bytes())
    assert "the host carries a component `python`" in vet(file, "--yes", code=2)
    assert not policy_file.exists()


class Registry(BaseHTTPRequestHandler):
    """As much of an OCI registry as it takes to fetch one component."""

    blob = b""
    claimed = ""

    def do_GET(self) -> None:
        config = b"{}"
        names = {digest_of(config): config, self.claimed: self.blob}
        manifest: dict[str, Any] = {
            "schemaVersion": 2,
            "mediaType": "application/vnd.oci.image.manifest.v1+json",
            "config": {
                "mediaType": "application/vnd.wasm.config.v0+json",
                "digest": digest_of(config),
                "size": len(config),
            },
            "layers": [{"mediaType": "application/wasm", "digest": self.claimed, "size": len(self.blob)}],
        }
        kind, body = "application/octet-stream", names.get(self.path.rpartition("/")[2])
        if "/manifests/" in self.path:
            kind, body = manifest["mediaType"], json.dumps(manifest).encode()
        elif self.path == "/v2/":
            kind, body = "application/json", b"{}"
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Type", str(kind))
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def digest_of(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


@pytest.fixture
def registry(built_guests: Path) -> Iterator[tuple[str, type[Registry]]]:
    """A registry that has the guest `eraser`, and what it serves."""
    content = (built_guests / "eraser.wasm").read_bytes()

    class Serving(Registry):
        blob = content
        claimed = digest_of(content)

    with ThreadingHTTPServer(("127.0.0.1", 0), Serving) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}/tools/eraser:1.0", Serving
        server.shutdown()


def test_a_component_of_a_registry_is_put_into_the_folder_once_it_is_vetted(
    vet: Vet, registry: tuple[str, type[Registry]], tmp_path: Path, policy_file: Path, serve: Serve
) -> None:
    reference, _ = registry
    folder = tmp_path / "fetched"
    assert "agreed to" in vet(reference, "--plain-http", "--components", folder, code=2)
    assert not folder.exists()
    assert "--components" in vet(reference, "--plain-http", "--yes", code=2)
    vet(reference, "--plain-http", "--yes", "--components", folder)
    assert [each.name for each in folder.iterdir()] == ["eraser.wasm"]
    assert digest(folder / "eraser.wasm") in policy_file.read_text("utf-8")
    assert serve("--components", folder, "--policy", policy_file).data("greet", name="Ada")


def test_bytes_that_are_not_those_of_the_manifest_are_refused(
    vet: Vet, registry: tuple[str, type[Registry]], tmp_path: Path, policy_file: Path
) -> None:
    reference, serving = registry
    serving.blob = serving.blob[:-1] + b"?"
    folder = tmp_path / "fetched"
    assert "cannot fetch" in vet(reference, "--plain-http", "--yes", "--components", folder, code=2)
    assert not folder.exists()
    assert not policy_file.exists()
