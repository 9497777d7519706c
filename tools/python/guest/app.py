"""The component: runs a script and answers with what it did.

Everything that is imported here is there when a script starts: the interpreter is kept as it is after this module.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
from collections.abc import Sequence
from typing import Any, NoReturn

import wit_world
from componentize_py_types import Err
from wit_world import Report, ScriptError, Seconds, Used
from wit_world.imports import exporting, log, progress, render, rna_editing, rna_reading
from wit_world.imports import time as limits
from wit_world.imports.rna_types import Call, Verb
from wit_world.imports.types import ErrorCategory

import bl_math
import bmesh
import bpy
import bpy_extras
import mathutils
from bpy import _classes
from bridge import schema, transport
from sandbox import files, modules, run, seal
from sandbox.traffic import Traffic

PRELOADED = (bl_math, modules, log)
for package in (bmesh, bpy, bpy_extras, mathutils):
    for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(each.name)
VERBS = {verb.name.lower(): verb for verb in Verb}
ENGINES = {engine.name.lower(): engine for engine in render.Engine}
FORMATS = {each.name.lower(): each for each in exporting.Format}


class Stopped(BaseException):
    """Blender cannot be reached, or refuses the operation as a whole: no script should go on after that."""


class Blender:
    """The operations as the other packages want them."""

    def begin(self, label: str) -> None:
        """Begins a transaction."""
        self._asked(rna_editing.begin, label)

    def finish(self, keep: bool) -> Any:
        """Ends it."""
        return self._asked(rna_editing.finish, keep)

    def describe(self, names: list[str]) -> str:
        """Describes types."""
        return self._asked(rna_reading.describe, names)

    def apply(self, calls: Sequence[transport.Call]) -> Any:
        """Runs a batch that may change something."""
        return self._asked(rna_editing.apply, _converted(calls))

    def read(self, calls: Sequence[transport.Call]) -> Any:
        """Runs a batch that reads."""
        return self._asked(rna_reading.read, _converted(calls))

    def render(self, width: int, height: int, engine: str, samples: int) -> bytes:
        """A picture as the active camera sees it."""
        view = render.View_ActiveCamera()
        return self._tried(render.render_image, view, width, height, ENGINES[engine], samples, None).png

    def export(self, kind: str, name: str, selected_only: bool, options: str) -> tuple[list[Any], list[str]]:
        """Files with their names, and the options that were left out."""
        exported = self._tried(exporting.export_scene, FORMATS[kind], name, selected_only, options)
        return [(file.name, file.data) for file in exported.files], exported.left_out

    @staticmethod
    def _tried(operation: Any, *arguments: Any) -> Any:
        """What an operation answers; what Blender says against it is an error of the script."""
        try:
            return operation(*arguments)
        except Err as error:
            if error.value.category in (ErrorCategory.VALIDATION, ErrorCategory.OPERATION):
                raise RuntimeError(f"Error: {error.value.message}\n") from None
            raise Stopped(error.value.message) from None

    @staticmethod
    def _asked(operation: Any, argument: Any) -> Any:
        try:
            return operation(argument)
        except Err as error:
            raise Stopped(error.value.message) from None


def _converted(calls: Sequence[transport.Call]) -> list[Call]:
    return [Call(VERBS[verb], target, member, arguments) for verb, target, member, arguments in calls]


class WitWorld(wit_world.WitWorld):
    """What the host calls."""

    def run_python(self, code: str, timeout: float | None, dry_run: bool | None) -> Report:
        """Runs a script."""
        if timeout is not None:
            limits.limit(timeout)
        blender = Blender()
        traffic = Traffic(lambda done, message: progress.report(done, None, message))
        transport.set(blender.describe, traffic.timed(blender.apply), traffic.timed(blender.read))
        transport.set_outputs(traffic.waited(blender.render), traffic.waited(blender.export), files.is_granted)
        try:
            if not schema.is_current():
                _classes.forget()
            report = run.run(code, bool(dry_run), blender, traffic)
        except run.Failed as failed:
            _fail(failed.message, failed.output)
        except Stopped as stopped:
            _fail(str(stopped), "")
        changes = report.changes
        return Report(
            report.output,
            changes.added,
            changes.changed,
            changes.removed,
            report.refused,
            report.notes,
            [Used(name, count) for name, count in report.used],
            Seconds(report.seconds, report.blender_seconds),
        )

    def execute_blender_code(self, code: str) -> Report:
        """Runs a script."""
        return self.run_python(code, None, None)


def _fail(message: str, output: str) -> NoReturn:
    raise Err(ScriptError(message, output)) from None


# Most scripts need the same types: their classes are there when a script starts.
_classes.prepare(schema.preload())
seal.seal()
# What is there now stays, so the collector need not look at it: each page it touches would be copied for the call.
gc.collect()
gc.freeze()
