"""What a script finds around itself, run in a Python of its own, since it replaces parts of the standard library."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

GUEST = Path(__file__).resolve().parents[2] / "tools" / "python" / "guest"


def run(code: str) -> str:
    """What some code prints, with the guest's packages on the path."""
    result = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(GUEST)}, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


BOUNDARIES = {
    "before_try": ("log('a')\ntry:\n    log('b')\nexcept ValueError:\n    pass\nlog('c')", "a F b F c F"),
    "after_an_error": ("try:\n    log('a')\n    raise ValueError\nexcept ValueError:\n    log('b')", "F a b F"),
    "return": ("def f():\n    try:\n        return log('a')\n    finally:\n        log('b')\nf()", "F a F b F"),
    "break": ("for i in range(3):\n    try:\n        break\n    except ValueError:\n        pass\nlog(i)", "F F 0 F"),
    "inner_break": ("try:\n    for i in range(3):\n        break\n    log(i)\nfinally:\n    pass", "F 0 F F"),
    "with": ("import contextlib\nwith contextlib.suppress(ValueError):\n    log('a')\nlog('b')", "a F b F"),
    "nested_function": ("try:\n    def f():\n        return 1\n    log(f())\nexcept ValueError:\n    pass", "F 1 F F"),
    "plain": ("log('a')\nlog('b')", "a b F"),
}


@pytest.mark.parametrize(("source", "events"), BOUNDARIES.values(), ids=BOUNDARIES.keys())
def test_what_is_queued_is_sent_where_an_error_must_not_pass(source: str, events: str) -> None:
    code = (
        "import builtins\nfrom sandbox import script\nseen = []\nbuiltins.log = lambda x: seen.append(str(x))\n"
        f"script.run(script.compile_script({source!r}), lambda: seen.append('F'))\nprint(*seen)"
    )
    assert run(code) == f"{events}\n"


def test_an_error_of_what_is_queued_is_caught_by_its_own_try() -> None:
    source = """
try:
    queue()
except KeyError:
    print('caught')
queue()
try:
    pass
except KeyError:
    print('wrong')
"""
    code = f"""
import builtins
from sandbox import script
pending = []
builtins.queue = lambda: pending.append(1)
def flush():
    if pending:
        pending.clear()
        raise KeyError("late")
try:
    script.run(script.compile_script({source!r}), flush)
except KeyError:
    print("uncaught")
"""
    assert run(code) == "caught\nuncaught\n"


def test_a_traceback_shows_the_script_alone() -> None:
    source = "def f():\n    return json.loads('{')\nimport json\nf()"
    code = f"""
from sandbox import script
try:
    script.run(script.compile_script({source!r}), lambda: None)
except ValueError as error:
    print(script.line_of(error))
    print(script.describe_error(error))
"""
    printed = run(code)
    assert printed.startswith("2\n")
    assert "return json.loads('{')" in printed
    assert "decoder.py" not in printed


EXPECTING = {
    "try:\n    probe()\nexcept AttributeError:\n    pass": True,
    "def f():\n    probe()\ntry:\n    f()\nexcept Exception:\n    pass": True,
    "x = hasattr(probe(), 'a')": True,
    "x = getattr(probe(), 'a', None)": True,
    "probe()": False,
    "try:\n    pass\nexcept ValueError:\n    pass\nprobe()": False,
    "try:\n    probe()\nfinally:\n    pass": False,
}


@pytest.mark.parametrize(("source", "expected"), EXPECTING.items())
def test_a_script_that_expects_an_error_is_known(source: str, expected: bool) -> None:
    code = (
        "import builtins\nfrom sandbox import script\nbuiltins.probe = lambda: print(script.expects_an_error())\n"
        f"script.run(script.compile_script({source!r}), lambda: None)"
    )
    assert run(code) == f"{expected}\n"


FILES = {
    "write_and_read": ("open('/tmp/a.txt', 'w').write('hi')\nprint(open('/tmp/a.txt').read())", "hi"),
    "folders": (
        "import os\nos.makedirs('/out/renders', exist_ok=True)\nopen('/out/renders/x', 'wb').close()\n"
        "print(os.path.isdir('/out/renders'), os.listdir('/out'), os.path.exists('/nowhere'))",
        "True ['renders'] False",
    ),
    "pathlib": (
        "import pathlib\np = pathlib.Path('/tmp') / 'd' / 'x.json'\np.parent.mkdir(parents=True)\np.write_text('{}')\n"
        "print(p.exists(), p.read_text(), [e.name for e in p.parent.iterdir()])",
        "True {} ['x.json']",
    ),
    "append": ("open('/a', 'a').write('x')\nopen('/a', 'a').write('y')\nprint(open('/a').read())", "xy"),
    "json": ("import json\njson.dump([1], open('/j', 'w'))\nprint(json.load(open('/j')))", "[1]"),
    "missing": ("try:\n    open('/etc/passwd')\nexcept FileNotFoundError as e:\n    print(e.filename)", "/etc/passwd"),
    "no_folder": ("try:\n    open('/no/x', 'w')\nexcept FileNotFoundError:\n    print('no')", "no"),
    "exclusive": ("open('/x', 'x').close()\ntry:\n    open('/x', 'x')\nexcept FileExistsError:\n    print('is')", "is"),
    "remove": ("import os\nopen('/r', 'w').close()\nos.remove('/r')\nprint(os.path.exists('/r'))", "False"),
    "walk": (
        "import os\nos.makedirs('/w/a')\nopen('/w/a/f', 'w').close()\nprint([f for _, _, f in os.walk('/w')])",
        "[[], ['f']]",
    ),
    "too_much": ("try:\n    open('/b', 'wb').write(bytes(17 * 2**20))\nexcept OSError as e:\n    print(e.errno)", "28"),
    "descriptor": ("try:\n    open(1, 'w')\nexcept PermissionError:\n    print('no')", "no"),
    "environment": ("import os\nprint(dict(os.environ))", "{'HOME': '/home'}"),
}


@pytest.mark.parametrize(("source", "printed"), FILES.values(), ids=FILES.keys())
def test_files_are_kept_in_memory(source: str, printed: str) -> None:
    # Here the disk is there, and must not be used: a granted folder is the only real one.
    code = f"from sandbox import files\nfiles._is_real = lambda path: False\nfiles.install()\n{source}"
    assert run(code) == f"{printed}\n"


def test_a_granted_folder_is_real(tmp_path: Path) -> None:
    code = f"from sandbox import files\nfiles.install()\nopen({str(tmp_path / 'x.txt')!r}, 'w').write('kept')"
    run(code)
    assert (tmp_path / "x.txt").read_text() == "kept"


def test_a_granted_folder_is_not_made_again(tmp_path: Path) -> None:
    code = f"""
import os, shutil
from sandbox import files
files.install()
folder = {str(tmp_path)!r}
os.makedirs(folder, exist_ok=True)
os.makedirs(f"{{folder}}/a/b", exist_ok=True)
open(f"{{folder}}/a/b/x.txt", "w").write("kept")
shutil.copy(f"{{folder}}/a/b/x.txt", f"{{folder}}/y.txt")
try:
    os.mkdir(folder)
except FileExistsError:
    print(files.is_granted(folder), files.is_granted(f"{{folder}}/c/d"), files.is_granted("/nowhere/c"))
"""
    assert run(code) == "True True False\n"
    assert (tmp_path / "a" / "b" / "x.txt").read_text() == "kept"
    assert (tmp_path / "y.txt").read_text() == "kept"


def test_sleeping_takes_no_time_but_time_passes() -> None:
    code = """
import time
from sandbox import clock
clock.install()
t = time.time()
time.sleep(100)
print(100 <= time.time() - t < 105)
"""
    assert run(code) == "True\n"


def test_output_is_cut() -> None:
    code = "from sandbox import output\no = output.Output()\nfor _ in range(3): o.write('x' * 60_000)\nprint(o.text)"
    printed = run(code)
    assert printed.startswith("x" * 100_000 + "\n... 80000 more characters")
