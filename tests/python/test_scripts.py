"""Each script leaves the same behind and prints the same, whether it runs in Blender itself or in the sandbox."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

import fingerprint
from compare import differences
from run_facade import VARIABLE, run_facade
from run_native import FOLDER, SCRIPTS, choose, run_native

# In a process of its own: what `run_native` says is a fork must be as good as one.
FRESH = """
import json, sys
sys.path.insert(0, sys.argv[1])
from dataclasses import asdict
from pathlib import Path
from run_native import execute
script, output = map(Path, sys.argv[2:])
output.write_text(json.dumps(asdict(execute(script))))
"""


@pytest.mark.parametrize("script", choose([]), ids=lambda script: script.stem)
def test_same_as_in_blender(script: Path) -> None:
    native, _, lines = differences(script)
    assert not native.error
    assert not lines, "\n".join(lines[:40])


# What is refused on purpose, and what the error says.
REFUSED = {
    "adds_handlers": "cannot leave code behind",
    "reads_preferences": "preferences",
    "uses_numpy": "No module named 'numpy'",
}


@pytest.mark.skipif(VARIABLE not in os.environ, reason="only the host takes back what a script has done")
@pytest.mark.parametrize(("name", "words"), REFUSED.items(), ids=REFUSED.keys())
def test_refused_with_a_reason_and_without_a_trace(name: str, words: str) -> None:
    run = run_facade(FOLDER / "refused" / f"{name}.py")
    assert words in run.error
    assert fingerprint.compare(run_native(FOLDER / "refused" / "nothing.py").state, run.state) == []


@pytest.mark.parametrize("name", ["llm_living_room", "armature_ik_leg", "nodes_scatter_group", "mod_boolean_apply"])
def test_fork_is_a_fresh_blender(name: str, tmp_path: Path) -> None:
    script = SCRIPTS / f"{name}.py"
    output = tmp_path / "run.json"
    subprocess.run([sys.executable, "-c", FRESH, FOLDER, script, output], check=True)
    fresh = json.loads(output.read_text("utf-8"))
    forked = run_native(script, cached=False)
    assert fresh["stdout"] == forked.stdout
    assert fingerprint.compare(fresh["state"], forked.state) == []


def test_differences_are_found() -> None:
    run = run_native(SCRIPTS / "llm_living_room.py")
    other = json.loads(json.dumps(run.state))
    assert fingerprint.compare(run.state, other) == []
    other["objects['Floor']"][".location"] = [0, 0, 0.001]
    other["lights['Area']"][".energy"] = 251.0
    del other["materials['Wood']"]
    other["cameras['New']"] = {".name": "New"}
    lines = fingerprint.compare(run.state, other)
    assert len(lines) == 4
    for line, name in zip(sorted(lines), ("cameras", "lights", "materials", "objects"), strict=True):
        assert line.startswith(name)
