"""Runs a JSON array of scripts in Blender itself, each on the startup scene, and prints what each printed."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import traceback
from pathlib import Path

import bpy


def run(source: str) -> dict[str, str]:
    """What a script printed, and the last line of its traceback."""
    bpy.ops.wm.read_factory_settings(use_empty=False)
    output, error = io.StringIO(), ""
    with contextlib.redirect_stdout(output):
        try:
            exec(compile(source, "<script>", "exec"), {"__name__": "__main__"})  # noqa: S102 - the tests' own scripts
        except BaseException as raised:
            error = "".join(traceback.format_exception_only(raised))
    return {"output": output.getvalue(), "error": error}


if __name__ == "__main__":
    answers = [run(source) for source in json.loads(Path(sys.argv[1]).read_text())]
    sys.stdout.write(f"\n{json.dumps(answers)}\n")
