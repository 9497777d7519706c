"""Scripts that try to get out of the sandbox: each ends in a Python error or is stopped, the scene is as it was, and
Blender and the next call are fine.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .blender import Blender
from .editor import Editor, Lifecycle, editor
from .host import Host
from .wire import Wire

# What a script tries, and a word of the answer.
ESCAPES: dict[str, tuple[str, str]] = {
    # The machine
    "os_system": ("import os\nos.system('touch /tmp/escaped')", "AttributeError"),
    "os_popen": ("import os\nos.popen('id').read()", "Error"),
    "os_fork": ("import os\nos.fork()", "AttributeError"),
    "os_exec": ("import os\nos.execv('/bin/sh', ['sh'])", "Error"),
    "os_kill": ("import os\nos.kill(1, 9)", "Error"),
    "os_open": ("import os\nos.open('/etc/passwd', os.O_RDONLY)", "PermissionError"),
    "posix_open": ("import posix\nposix.open('/etc/passwd', 0)", "PermissionError"),
    "subprocess": ("import subprocess\nsubprocess.run(['id'])", "ModuleNotFoundError"),
    "socket": ("import socket\nsocket.create_connection(('1.1.1.1', 53))", "ModuleNotFoundError"),
    "raw_socket_module": ("import _socket\n_socket.socket()", "Error"),
    "urllib": ("import urllib.request\nurllib.request.urlopen('http://127.0.0.1')", "ModuleNotFoundError"),
    "ctypes": ("import ctypes\nctypes.CDLL(None)", "ModuleNotFoundError"),
    "threads": ("import _thread\n_thread.start_new_thread(print, ())", "Error"),
    "environment": ("import os\nprint(os.environ['A_SECRET'])", "KeyError"),
    "kill_the_interpreter": ("import os\nos._exit(0)", "PermissionError"),
    "import_from_a_path": ("import sys\nsys.path.append('/')\nimport antigravity_of_the_host", "ModuleNotFoundError"),
    # Files
    "read_file": ("print(open('/etc/passwd').read())", "FileNotFoundError"),
    "read_proc": ("print(open('/proc/self/environ').read())", "FileNotFoundError"),
    "climb": ("print(open('../../../../etc/hostname').read())", "FileNotFoundError"),
    "file_descriptor": ("print(open(0).read())", "PermissionError"),
    "io_fileio": ("import _io\nprint(_io.FileIO('/etc/passwd').read())", "Error"),
    "original_open": ("import _io\nprint(_io.open('/etc/passwd').read())", "Error"),
    "pathlib": ("import pathlib\nprint(pathlib.Path('/etc/passwd').read_text())", "FileNotFoundError"),
    "list_root": ("import os\nprint(os.listdir('/etc'))", "FileNotFoundError"),
    # The interpreter
    "subclasses_walk": (
        "found = [c for c in ().__class__.__base__.__subclasses__() if c.__name__ == 'Popen']\nprint(found[0])",
        "IndexError",
    ),
    "subclasses_loader": (
        "cls = [c for c in object.__subclasses__() if c.__name__ == 'FileLoader'][0]\n"
        "print(cls('x', '/etc/passwd').get_data('/etc/passwd'))",
        "Error",
    ),
    "globals_of_functions": (
        "import sandbox.files as f\nf._real_open('/etc/passwd').read()",
        "Error",
    ),
    "builtins_import": ("__import__('os').__dict__['system']('id')", "KeyError"),
    # Forged messages, past the facade
    "forged_text_block": (
        "from bridge import session\nsession.ask('call', 'data.texts', 'new', {'args': ['x'], 'kwargs': {}})",
        "Refused",
    ),
    "forged_eval_path": (
        "from bridge import session\nsession.ask('get', 'data.__class__', '__subclasses__')",
        "Error",
    ),
    "forged_dunder": (
        "from bridge import session\nsession.ask('call', 'objects#1', '__reduce__', {'args': [], 'kwargs': {}})",
        "Error",
    ),
    "forged_operator": (
        "from bridge import session\nsession.ask('operator', '', 'wm.quit_blender', {'kwargs': {}, 'override': {}})",
        "Refused",
    ),
    "forged_script_operator": (
        "from bridge import session\n"
        "session.ask('operator', '', 'script.python_file_run', {'kwargs': {'filepath': '/tmp/x.py'}, 'override': {}})",
        "Refused",
    ),
    "forged_calculation": (
        "from bridge import session\nsession.ask('calculate', '', 'os.system', {'args': ['id'], 'kwargs': {}})",
        "Refused",
    ),
    "forged_bindings": (
        "from wit_world.imports import rna_editing, rna_types\n"
        'arguments = \'{"args":["/x.blend"],"kwargs":{}}\'\n'
        "call = rna_types.Call(rna_types.Verb.CALL, 'data.libraries', 'load', arguments)\n"
        "raise RuntimeError(str(rna_editing.apply([call]).failure))",
        "PermissionError",
    ),
    "forged_path_text": (
        "from bridge import session\nsession.ask('get', 'objects#1;import os', 'name')",
        "Error",
    ),
    "forged_result": (
        "from wit_world.imports import rna_editing, rna_types\n"
        "call = rna_types.Call(rna_types.Verb.GET, '$99', 'name', '')\n"
        "raise RuntimeError(str(rna_editing.apply([call]).failure))",
        "Error",
    ),
    # Code in Blender's data
    "driver": ("import bpy\nbpy.data.objects['Cube'].driver_add('location', 0)", "Refused"),
    "driver_expression": (
        "import bpy\ncurve = bpy.data.objects['Cube'].animation_data_create().drivers.new('location')\n"
        'curve.driver.expression = \'__import__("os").system("id")\'',
        "Refused",
    ),
    "driver_namespace": ("import bpy\nbpy.app.driver_namespace['f'] = print", "Refused"),
    "text_block": ("import bpy\nbpy.data.texts.new('x').write('import os')", "Refused"),
    "script_node": (
        "import bpy\nm = bpy.data.materials.new('M')\nm.use_nodes = True\nm.node_tree.nodes.new('ShaderNodeScript')",
        "Refused",
    ),
    "osl": ("import bpy\nbpy.context.scene.cycles.shading_system = True", "Refused"),
    "handler": ("import bpy\nbpy.app.handlers.load_post.append(print)", "Refused"),
    "timer": ("import bpy\nbpy.app.timers.register(print)", "Refused"),
    "register_cli": ("import bpy\nbpy.utils.execfile('/tmp/x.py')", "Refused"),
    "freestyle_script": (
        "import bpy\nbpy.context.view_layer.freestyle_settings.modules.new().script = None",
        "Refused",
    ),
    # Files by Blender
    "image_load": ("import bpy\nbpy.data.images.load('/etc/passwd')", "Refused"),
    "image_save": ("import bpy\ni = bpy.data.images.new('x', 4, 4)\ni.save_render('/tmp/escaped.png')", "Refused"),
    "image_filepath": ("import bpy\ni = bpy.data.images.new('x', 4, 4)\ni.source = 'FILE'\ni.reload()", "Refused"),
    "library_load": ("import bpy\nwith bpy.data.libraries.load('/tmp/x.blend') as (a, b): pass", "Refused"),
    "sound_load": ("import bpy\nbpy.data.sounds.load('/etc/passwd')", "Refused"),
    "font_load": ("import bpy\nbpy.data.fonts.load('/etc/passwd')", "Refused"),
    "append": ("import bpy\nbpy.ops.wm.append(filepath='/tmp/x.blend')", "Refused"),
    "open_file": ("import bpy\nbpy.ops.wm.open_mainfile(filepath='/tmp/x.blend')", "Refused"),
    "import_file": ("import bpy\nbpy.ops.import_scene.gltf(filepath='/tmp/x.glb')", "Refused"),
    "output_node": (
        "import bpy\ng = bpy.data.node_groups.new('g', 'CompositorNodeTree')\ng.nodes.new('CompositorNodeOutputFile')",
        "Refused",
    ),
    "import_node": (
        "import bpy\ng = bpy.data.node_groups.new('g', 'GeometryNodeTree')\ng.nodes.new('GeometryNodeImportOBJ')",
        "Refused",
    ),
    # Operators with side effects
    "quit": ("import bpy\nbpy.ops.wm.quit_blender()", "Refused"),
    "url": ("import bpy\nbpy.ops.wm.url_open(url='http://example.com')", "Refused"),
    "addon": ("import bpy\nbpy.ops.preferences.addon_enable(module='x')", "Refused"),
    "preferences": ("import bpy\nbpy.context.preferences.filepaths.use_scripts_auto_execute = True", "Refused"),
    "key_map": ("import bpy\nbpy.context.window_manager.keyconfigs.addon.keymaps.new('x')", "AttributeError"),
    "run_script": ("import bpy\nbpy.ops.script.python_file_run(filepath='/tmp/x.py')", "Refused"),
    "undo_history": ("import bpy\nbpy.ops.ed.undo()", "Refused"),
    # Floods and loops
    "recursion": ("def f():\n    f()\nf()", "RecursionError"),
    "deep_recursion": ("import sys\nsys.setrecursionlimit(10**9)\ndef f():\n    f()\nf()", "stopped"),
    "memory": ("x = []\nwhile True:\n    x.append(bytearray(10**7))", "`memory-mb`"),
    "huge_number": ("'x' * (10**11)", "OverflowError"),
    "huge_text": ("'x' * (10**9)", "`memory-mb`"),
}

LOOPS = {
    "loop": "while True: pass",
    "loop_that_catches": "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    "regular_expression": "import re\nre.match('(a+)+$', 'a' * 40 + 'b')",
    "operations": "import bpy\nwhile True: bpy.data.objects['Cube'].name",
}

NAMES = [
    "../../x",
    "x'; import os; os.system('id') #",
    'a"]["b',
    "\u202e\u0007",
    "$0",
    "objects#1",
    "{}",
    "%n%s",
    "C:\\x",
]


@pytest.fixture(scope="module")
def session(
    the_host: Host, blender: Blender, untiring: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Editor]:
    """A session with the built-in tools."""
    log_file = tmp_path_factory.mktemp("log") / "host.log"
    arguments = ("--policy", str(untiring))
    with editor(
        the_host, log_file, Lifecycle.STATELESS, *arguments, BLENDER_RPC_URL=blender.url, A_SECRET="swordfish"
    ) as opened:
        yield opened


@pytest.fixture
def cube(scene: Wire) -> Wire:
    """A scene with Blender's default cube in it."""
    scene.ask("objects.add_primitive", primitive="cube", settings={}, name="Cube")
    return scene


def still_fine(session: Editor, scene: Wire, before: Any) -> None:
    """The scene is as it was, and the next script works."""
    assert scene.ask("scene.list_objects", offset=0, limit=100) == before
    assert session.data("run_python", code="print(6 * 7)")["output"] == "42\n"


@pytest.mark.parametrize(("code", "word"), ESCAPES.values(), ids=ESCAPES.keys())
def test_an_escape_ends_in_an_error(session: Editor, cube: Wire, code: str, word: str) -> None:
    before = cube.ask("scene.list_objects", offset=0, limit=100)
    text = session.failure("run_python", code=code)
    assert word in text
    assert "root:" not in text
    assert not Path("/tmp/escaped").exists()  # noqa: S108 - what an escape would have made
    still_fine(session, cube, before)


@pytest.mark.parametrize("code", LOOPS.values(), ids=LOOPS.keys())
def test_an_endless_loop_is_stopped_and_taken_back(session: Editor, cube: Wire, code: str) -> None:
    before = cube.ask("scene.list_objects", offset=0, limit=100)
    text = session.failure(
        "run_python", code=f"import bpy\nbpy.data.objects.new('Left over', None)\n{code}", timeout=0.5
    )
    assert "0.5 s" in text or "ops" in text
    still_fine(session, cube, before)


def test_a_flood_of_output_is_cut(session: Editor) -> None:
    output = session.data("run_python", code="for i in range(10**6): print('x' * 100)")["output"]
    assert len(output) < 110_000
    assert "more characters were printed" in output


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_only_a_name(session: Editor, cube: Wire, name: str) -> None:
    code = f"""
import bpy
o = bpy.data.objects["Cube"]
o.name = {name!r}
print(o.name == {name!r}, o is bpy.data.objects[o.name])
"""
    assert session.data("run_python", code=code)["output"] == "True True\n"


def test_the_environment_of_the_host_is_not_there(session: Editor) -> None:
    code = "import os, sys\nprint(dict(os.environ), sys.argv)"
    assert "swordfish" not in session.data("run_python", code=code)["output"]
