"""The guests in `tests/guests`: components that do what no good tool would."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from .blender import REPOSITORY
from .host import TARGET, Host

SOURCES = REPOSITORY / "tests" / "guests"
BUILT = TARGET / "guests"
PACKAGES = ("--package", REPOSITORY / "wit" / "ops", "--package", REPOSITORY / "wit" / "tool")


def build(host: Host, folder: Path) -> None:
    """Builds every guest into a folder, with its documentation."""
    names = sorted(each.name for each in SOURCES.iterdir() if (each / "Cargo.toml").exists())
    compile_component(REPOSITORY, *(argument for name in names for argument in ("--package", name)))
    for name in names:
        file = Path(shutil.copy(compiled(name), folder))
        done = host.run("embed-docs", file, "--wit", SOURCES / name / "wit", *PACKAGES)
        assert done.returncode == 0, done.stderr


def compile_component(folder: Path, *arguments: str) -> None:
    """Runs cargo in a folder to compile for the component model."""
    command = ["cargo", "build", "--quiet", "--profile", "component", "--target", "wasm32-wasip2"]
    environment = {**os.environ, "CARGO_TARGET_DIR": str(BUILT)}
    subprocess.run([*command, *arguments], cwd=folder, env=environment, check=True)


def compiled(name: str) -> Path:
    """Where cargo puts a component."""
    return BUILT / "wasm32-wasip2" / "component" / f"{name}.wasm"


def digest(file: Path) -> str:
    """The digest of a file as a policy has it."""
    return f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"


def vetted(entries: str, built: Path) -> str:
    """The entries of a policy, those of guests with the digests of their files."""
    parts = re.split(r"^(\[components\.[\w-]+\]\n)", entries, flags=re.MULTILINE)
    for at in range(1, len(parts), 2):
        file = built / f"{parts[at].strip()[len('[components.') : -1]}.wasm"
        if file.exists() and not re.search(r"^digest\b", parts[at + 1], re.MULTILINE):
            parts[at] += f'digest = "{digest(file)}"\n'
    return "".join(parts)


def put(built: Path, names: Iterable[str], folder: Path) -> Path:
    """A new folder of these guests."""
    folder.mkdir(exist_ok=True)
    for name in names:
        shutil.copy(built / f"{name}.wasm", folder)
    return folder
