"""The project with an operation more: WIT, a Python handler and a component that uses it; the host stays as it is."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from . import guests
from .blender import REPOSITORY, Blender
from .host import TARGET, Host

ADDED = Path(__file__).with_name("notes")
IGNORED = shutil.ignore_patterns("__pycache__", "tests", "wheels")


@dataclass(frozen=True)
class Extended:
    """A copy of what an operation needs."""

    folder: Path

    @property
    def arguments(self) -> tuple[str, ...]:
        """What the host has to be told."""
        policy = self.folder / "policy.toml"
        wit, components = self.folder / "wit" / "ops", self.folder / "components"
        return "--wit", str(wit), "--components", str(components), "--policy", str(policy)

    def blender(self, port: int = 0) -> Blender:
        """A Blender with the add-on that has the operation."""
        return Blender(port=port, folder=self.folder)


def extend(host: Host) -> Extended:
    """Adds the operations of `notes` to a copy of WIT and add-on, and builds a component that uses them."""
    folder = TARGET / "e2e" / "extended"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(REPOSITORY / "wit" / "ops", folder / "wit" / "ops")
    shutil.copy(ADDED / "notes.wit", folder / "wit" / "ops")

    addon = Path(shutil.copytree(REPOSITORY / "addon", folder / "addon", ignore=IGNORED))
    shutil.copy(ADDED / "handler.py", addon / "handlers" / "notes.py")
    with (addon / "handlers" / "__init__.py").open("a", encoding="utf-8") as handlers:
        handlers.write("\nfrom . import notes\n")
    done = host.run("contract", "--wit", folder / "wit" / "ops", "--output", addon / "ops.json")
    assert done.returncode == 0, done.stderr

    crate = Path(shutil.copytree(ADDED / "counter", folder / "counter"))
    # The versions that the project's own components have, so that nothing is fetched.
    shutil.copy(REPOSITORY / "Cargo.lock", crate)
    guests.compile_component(crate, "--offline")
    components = folder / "components"
    components.mkdir()
    component = Path(shutil.copy(guests.compiled("counter"), components))
    wit = ("--wit", crate / "wit", "--package", folder / "wit" / "ops")
    done = host.run("embed-docs", component, *wit)
    assert done.returncode == 0, done.stderr
    entry = f'version = 1\n[components.counter]\ndigest = "{guests.digest(component)}"\nops = ["notes"]\n'
    (folder / "policy.toml").write_text(entry, encoding="utf-8")
    return Extended(folder)
