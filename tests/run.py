#!/usr/bin/env python3
"""Runs every test of the project, and sets up what they need below `target/`.

Needs rustup, Python 3.11 (for Blender 5.0.1 as the module bpy) and a C compiler; nothing else.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "target"
VENV = TARGET / "venv"
REQUIREMENTS = ROOT / "tests" / "requirements.txt"
WASM = "wasm32-wasip2"
PYTHON = "3.11"
CARGO_DENY = "0.20.2"

# The shared libraries that bpy is linked to and does not bring along, and Debian's packages of them.
LIBRARIES = {
    "libX11.so.6": "libx11-6",
    "libXrender.so.1": "libxrender1",
    "libXfixes.so.3": "libxfixes3",
    "libXi.so.6": "libxi6",
    "libXext.so.6": "libxext6",
    "libXxf86vm.so.1": "libxxf86vm1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libSM.so.6": "libsm6",
    "libICE.so.6": "libice6",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libgomp.so.1": "libgomp1",
    "libstdc++.so.6": "libstdc++6",
}

# The lines in which test runners and linters say how it went.
CLOSING = re.compile(
    r"test result: |\d+ (passed|failed)|Success: |All checks passed|\d+ files? already formatted|(bans|advisories) ok"
)


class StepError(Exception):
    """A step failed; the text says what is wrong and what to do."""


@dataclass(frozen=True)
class Step:
    """One thing that has to succeed."""

    name: str
    purpose: str
    run: Callable[[Runner], None]


@dataclass
class Runner:
    """Runs programs in the repository; keeps what they print, for the case that one fails."""

    verbose: bool
    output: str = ""

    def __call__(self, *command: str | Path, **environment: str) -> str:
        """Runs a program to its end and returns what it printed. Raises `StepError` if it fails."""
        words = [str(word) for word in command]
        try:
            process = subprocess.Popen(
                words,
                cwd=ROOT,
                env={**os.environ, **environment},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
        except FileNotFoundError as error:
            raise StepError(f"There is no `{words[0]}`.") from error
        lines: list[str] = []
        with process:
            for line in process.stdout or ():
                lines.append(line)
                if self.verbose or CLOSING.search(line):
                    tell(f"    {line.rstrip()}")
        self.output = "".join(lines)
        if process.returncode:
            raise StepError(f"`{' '.join(words)}` failed with exit code {process.returncode}.")
        return self.output


def tell(text: str) -> None:
    print(text, flush=True)


# --- Setting up ------------------------------------------------------------------------------------------------------


def set_up_python(run: Runner) -> None:
    """Makes the virtual environment, unless it is that of these requirements already."""
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    ready = VENV / "ready"
    if not ready.exists() or ready.read_text("utf-8") != wanted:
        ready.unlink(missing_ok=True)
        if not python().exists():
            base = find_python(run)
            try:
                run(base, "-m", "venv", "--clear", VENV)
            except StepError as failure:
                raise StepError(f"{failure} On Debian: apt-get install python{PYTHON}-venv") from failure
        tell("    installing Blender 5.0.1 as the Python module bpy (350 MB, once only) and the tests' tools")
        run(python(), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-r", REQUIREMENTS)
    try:
        run(python(), "-c", "import bpy; print(bpy.app.version_string)")
    except StepError as failure:
        raise StepError(missing_library(run.output)) from failure
    ready.write_text(wanted, encoding="utf-8")


def python() -> Path:
    """The Python of the virtual environment."""
    return VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"


def find_python(run: Runner) -> str:
    """A Python of the version that bpy is built for."""
    candidates = [sys.executable, *filter(None, map(shutil.which, (f"python{PYTHON}", "python3", "python")))]
    for candidate in candidates:
        try:
            version = run(candidate, "-c", "import sys; print('%d.%d' % sys.version_info[:2])")
        except StepError:
            continue
        if version.strip() == PYTHON:
            return candidate
    raise StepError(
        f"Python {PYTHON} is needed, for which Blender 5.0.1 is built as a module; this is {sys.version.split()[0]}.\n"
        f"Install it (Debian 12: apt-get install python{PYTHON} python{PYTHON}-venv; elsewhere: "
        f"`uv python install {PYTHON}`) so that `python{PYTHON}` is on the path, and run this again."
    )


def missing_library(output: str) -> str:
    """What to do when bpy cannot be imported."""
    match = re.search(r"(lib[\w+.-]+\.so[\w.]*): cannot open shared object file", output)
    if not match:
        return "Blender cannot be imported as the Python module bpy."
    library = match[1]
    return (
        f"Blender needs the shared library {library}, which is missing"
        f"{f' (Debian: {LIBRARIES[library]})' if library in LIBRARIES else ''}.\n"
        f"On Debian and Ubuntu, this installs all that it needs: apt-get install {' '.join(LIBRARIES.values())}"
    )


def set_up_rust(run: Runner) -> None:
    """Makes sure of the toolchain with its target; asks the network for nothing that is there."""
    text = (ROOT / "rust-toolchain.toml").read_text("utf-8")
    version = "".join(re.findall(r'^channel = "(.+)"', text, re.MULTILINE))
    if not shutil.which("rustup"):
        raise StepError(f"There is no rustup. Install it; Rust {version} is then set up by this.")
    toolchain = ("--toolchain", version)
    installed = run("rustup", "toolchain", "list")
    if version not in installed:
        run("rustup", "toolchain", "install", version, "--profile", "minimal")
    if WASM not in run("rustup", "target", "list", "--installed", *toolchain).split():
        run("rustup", "target", "add", WASM, *toolchain)
    for component in ("rustfmt", "clippy"):
        if component not in run("rustup", "component", "list", "--installed", *toolchain):
            run("rustup", "component", "add", component, *toolchain)


def set_up_cargo_deny(run: Runner) -> Path:
    """The program that checks Rust's packages; builds it below `target/` unless it is there."""
    folder = TARGET / "tools"
    program = folder / "bin" / ("cargo-deny.exe" if os.name == "nt" else "cargo-deny")
    if not program.exists() or CARGO_DENY not in run(program, "--version"):
        tell(f"    building cargo-deny {CARGO_DENY} (some minutes, once only)")
        run("cargo", "install", "cargo-deny", "--version", CARGO_DENY, "--locked", "--debug", "--root", folder)
    return program


# --- Checks and tests ------------------------------------------------------------------------------------------------


def check_dependencies(run: Runner) -> None:
    deny = set_up_cargo_deny(run)
    run(deny, "--locked", "check", "bans", "licenses", "sources")
    try:
        run(deny, "fetch", "db")
    except StepError:
        tell(f"    advisories: not checked, the database cannot be reached ({last_line(run.output)})")
    else:
        run(deny, "--locked", "check", "--disable-fetch", "advisories")
    audit_python(run)


def audit_python(run: Runner) -> None:
    """Asks PyPI what vulnerabilities are known of the packages in the virtual environment."""
    report = TARGET / "pip-audit.json"
    report.unlink(missing_ok=True)
    options = ("--local", "--progress-spinner", "off", "--format", "json", "--output", report)
    try:
        run(python(), "-m", "pip_audit", *options)
    except StepError:
        # It fails as well if it finds something, and then there is a report.
        if not report.exists():
            tell(f"    Python packages: not checked, PyPI cannot be asked ({last_line(run.output)})")
            return
    packages = json.loads(report.read_text("utf-8"))["dependencies"]
    # Those come with Python, whatever the project asks for.
    packages = [package for package in packages if package["name"] not in ("pip", "setuptools")]
    if faults := [f"{package['name']}: {fault['id']}" for package in packages for fault in package.get("vulns", [])]:
        raise StepError(f"Python packages have known vulnerabilities: {', '.join(faults)}.")
    if unknown := [package["name"] for package in packages if "skip_reason" in package]:
        tell(f"    Python packages: not checked, PyPI does not tell of {', '.join(unknown)}")
    tell(f"    Python packages: {len(packages) - len(unknown)} checked")


def last_line(output: str) -> str:
    return (output.strip().splitlines() or ["no word"])[-1]


def check_format(run: Runner) -> None:
    run("cargo", "fmt", "--all", "--check")


def lint_rust(run: Runner) -> None:
    deny = ("--", "-D", "warnings")
    run("cargo", "clippy", "--locked", "--workspace", "--all-targets", *deny)
    packages = [argument for name in wasm_packages() for argument in ("--package", name)]
    run("cargo", "clippy", "--locked", "--target", WASM, *packages, *deny)


def wasm_packages() -> Iterable[str]:
    """The packages that become components."""
    manifests = [*ROOT.glob("tools/*/Cargo.toml"), *ROOT.glob("tests/guests/*/Cargo.toml")]
    return sorted(manifest.parent.name for manifest in manifests)


def test_rust(run: Runner) -> None:
    run("cargo", "test", "--locked", "--workspace")


def lint_python(run: Runner) -> None:
    for folder in ("addon", "tests", "tools/python"):
        run(python(), "-m", "ruff", "check", "--no-cache", folder)
        run(python(), "-m", "ruff", "format", "--no-cache", "--check", folder)


def type_check(run: Runner) -> None:
    cache = ("--cache-dir", TARGET / "mypy")
    run(python(), "-m", "mypy", *cache, "--config-file", ROOT / "addon" / "pyproject.toml", "addon")
    run(python(), "-m", "mypy", *cache, "--config-file", ROOT / "tests" / "pyproject.toml", "tests/run.py", "tests/e2e")


def test_addon(run: Runner) -> None:
    pytest(run, "addon", "tests")


def test_end_to_end(run: Runner) -> None:
    pytest(run, "tests", "e2e")


def test_scripts(run: Runner) -> None:
    run("cargo", "build", "--locked", "--package", "host")
    host = TARGET / "debug" / ("host.exe" if os.name == "nt" else "host")
    run(host, "prepare")
    pytest(run, "tests", "python", PYTHON_RUNNER=f"{host} python --json --no-audit --blender-url {{url}} {{script}}")


def pytest(run: Runner, folder: str, below: str, **environment: str) -> None:
    """Runs tests with the configuration that lies in their folder."""
    options = ("-q", "-p", "no:cacheprovider", "--durations=5", "-c", ROOT / folder / "pyproject.toml")
    tests = ROOT / folder / below
    run(
        python(),
        "-m",
        "pytest",
        *options,
        "--rootdir",
        ROOT / folder,
        tests,
        PYTHONDONTWRITEBYTECODE="1",
        **environment,
    )


STEPS = [
    Step("python", f"sets up target/venv with Python {PYTHON}, Blender and the tests' tools", set_up_python),
    Step("rust", f"sets up the Rust toolchain with the target {WASM}", set_up_rust),
    Step("dependencies", "licenses, sources and known faults of what the project depends on", check_dependencies),
    Step("fmt", "cargo fmt --check", check_format),
    Step("clippy", f"cargo clippy for this machine and for {WASM}, warnings denied", lint_rust),
    Step("cargo-test", "cargo test of the whole workspace", test_rust),
    Step("ruff", "ruff check and ruff format --check of add-on and tests", lint_python),
    Step("mypy", "mypy --strict of add-on and tests", type_check),
    Step("addon", "the add-on's tests, in a real Blender", test_addon),
    Step("scripts", "scripts for Blender: natively and in the sandbox, with the same scene in the end", test_scripts),
    Step("e2e", "the tests end to end: MCP client, host, components, Blender", test_end_to_end),
]


def main() -> int:
    """Runs the steps. The exit code is 0 if all succeed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [step.name for step in STEPS]
    parser.add_argument("--only", action="append", choices=names, metavar="STEP", help="run this step; repeatable")
    parser.add_argument("--list", action="store_true", help="list the steps")
    parser.add_argument("--verbose", action="store_true", help="show all that the steps print")
    parser.add_argument("--debian-packages", action="store_true", help="print the packages that Blender needs")
    options = parser.parse_args()
    if options.list:
        for step in STEPS:
            tell(f"{step.name:14}{step.purpose}")
        return 0
    if options.debian_packages:
        # Mesa draws what Blender renders with OpenGL where there is no GPU.
        tell(" ".join([*LIBRARIES.values(), "libgl1-mesa-dri"]))
        return 0
    return run_steps([step for step in STEPS if not options.only or step.name in options.only], options.verbose)


def run_steps(steps: list[Step], verbose: bool) -> int:
    """Runs these steps up to the first that fails."""
    began = time.monotonic()
    for number, step in enumerate(steps, 1):
        tell(f"[{number}/{len(steps)}] {step.name}: {step.purpose}")
        started = time.monotonic()
        runner = Runner(verbose)
        try:
            step.run(runner)
        except StepError as failure:
            if not verbose:
                tell(runner.output)
            tell(f"FAILED after {time.monotonic() - began:.0f} s in {step.name}: {failure}")
            tell(f"To run this step alone: python3 tests/run.py --only {step.name}")
            return 1
        tell(f"    done in {time.monotonic() - started:.1f} s")
    tell(f"PASSED: {len(steps)} of {len(STEPS)} steps in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
