"""One half of a comparison: runs a script in this Blender as it is, or serves the add-on while the host runs it
sandboxed. Either way the state that Blender is in afterwards is told, by the module `fingerprint` beside this file.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import time
import traceback
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import fingerprint


def native(script: str, result: str) -> None:
    """Runs a script and writes what it printed, how it ended and what there is then."""
    code = Path(script).read_text("utf-8")
    module = sys.modules["__main__"] = ModuleType("__main__")
    sys.argv = [Path(script).name]
    printed, error = io.StringIO(), ""
    started = time.perf_counter()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(code, script, "exec", dont_inherit=True), module.__dict__)
    except SystemExit:
        pass
    except Exception:
        error = traceback.format_exc(limit=-1)
    seconds = time.perf_counter() - started
    run: dict[str, Any] = {"output": printed.getvalue(), "error": error, "seconds": seconds}
    Path(result).write_text(json.dumps({**run, "state": fingerprint.fingerprint()}), "utf-8")


def served(addon: str, result: str) -> None:
    """Serves until standard input ends, then tells how the state differs from that of the native run."""
    sys.path.insert(0, addon)
    import bpy
    from addon import loop
    from addon.service import Service
    from addon.settings import TOKEN_VARIABLE, Settings

    service = Service(Settings("127.0.0.1", 0, os.environ.get(TOKEN_VARIABLE) or None))
    service.start()

    def follow() -> None:
        while os.read(0, 4096):
            pass
        service.dispatcher.close()

    Thread(target=follow, daemon=True).start()
    version = bpy.app.version_string
    print(json.dumps({"event": "listening", "url": service.server.url, "blender_version": version}), flush=True)
    loop.run_blocking(service.dispatcher, service.executor)
    service.stop()
    state = json.loads(Path(result).read_text("utf-8"))["state"]
    # By way of JSON, as the other state: then tuples are lists in both.
    here = json.loads(json.dumps(fingerprint.fingerprint()))
    print(json.dumps({"differences": fingerprint.compare(state, here)}), flush=True)


command, *arguments = sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else sys.argv[1:]
{"native": native, "served": served}[command](*arguments)
