"""Compiles and runs a script as Blender's own `exec` would."""

from __future__ import annotations

import ast
import builtins
import linecache
import sys
import traceback
from collections.abc import Callable
from types import CodeType
from typing import Any

FILENAME = "<script>"

# A script without them needs no second look.
_WORDS = ("try", "with", "hasattr", "getattr")

# No script can spell these names.
FLUSH = "<flush>"
FLUSHED = "<flushed>"


def compile_script(source: str) -> CodeType:
    """The code of a script, whose lines tracebacks can show."""
    linecache.cache[FILENAME] = (len(source), None, source.splitlines(True), FILENAME)
    _guarded_lines.clear()
    code: Any = source
    if any(word in source for word in _WORDS):
        tree = ast.parse(source, FILENAME)
        _guarded_lines.update(_lines_that_expect_errors(tree))
        code = ast.fix_missing_locations(_Boundaries().visit(tree))
    return compile(code, FILENAME, "exec", dont_inherit=True)


def run(code: CodeType, flush: Callable[[], None]) -> None:
    """Runs a script as `__main__`; what it has queued is sent whenever an error must show, and at the end."""

    def flushed(value: Any) -> Any:
        flush()
        return value

    names = {
        "__name__": "__main__",
        "__file__": "/script.py",
        "__builtins__": builtins,
        FLUSH: flush,
        FLUSHED: flushed,
    }
    exec(code, names)  # noqa: S102 - that is what this is for
    flush()


def expects_an_error() -> bool:
    """Whether the script is at a place where it deals with an error itself: in a `try` or a `hasattr`."""
    frame = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename == FILENAME and frame.f_lineno in _guarded_lines:
            return True
        frame = frame.f_back
    return False


def describe_error(error: BaseException) -> str:
    """Python's own traceback, from the script's first line on."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename != FILENAME:
        trace = trace.tb_next
    shown = traceback.TracebackException(type(error), error, trace, limit=40)
    _keep_to_the_script(shown)
    return "".join(shown.format())


def line_of(error: BaseException) -> int | None:
    """The line of the script that an error comes from."""
    if isinstance(error, SyntaxError) and error.filename == FILENAME:
        return error.lineno
    line = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == FILENAME:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _keep_to_the_script(shown: traceback.TracebackException) -> None:
    """Leaves out the frames of the packages that stand in for Blender's."""
    for part in (shown, shown.__cause__, shown.__context__):
        if part is not None:
            part.stack[:] = [frame for frame in part.stack if frame.filename == FILENAME]


_guarded_lines: set[int] = set()


def _lines_that_expect_errors(tree: ast.AST) -> set[int]:
    lines: set[int] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Try(body=[first, *_] as body, handlers=[_, *_]):
                lines.update(range(first.lineno, (body[-1].end_lineno or first.lineno) + 1))
            case ast.Call(func=ast.Name(id="hasattr")) | ast.Call(func=ast.Name(id="getattr"), args=[_, _, _]):
                lines.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines


class _Boundaries(ast.NodeTransformer):
    """Sends what is queued where an error in it must not pass: on the way into and out of `try` and `with`.

    Writes are queued, so a write inside a `try` may fail later than the script expects; and one before it must not be
    caught by it.
    """

    def __init__(self) -> None:
        self._guarded = False
        self._loops = 0

    def visit_Try(self, node: ast.Try) -> list[ast.stmt]:
        node.body = self._inside(node.body)
        node.handlers = [self.visit(handler) for handler in node.handlers]
        node.orelse = self._statements(node.orelse)
        node.finalbody = self._statements(node.finalbody)
        return [_flush(node), node]

    visit_TryStar = visit_Try  # noqa: N815 - the names are ast's

    def visit_With(self, node: ast.With) -> ast.With:
        node.items = [self.visit(item) for item in node.items]
        node.body = self._inside(node.body)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        return self._apart(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AsyncFunctionDef:
        return self._apart(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        return self._apart(node)

    def visit_For(self, node: ast.For) -> ast.For:
        return self._loop(node)

    def visit_While(self, node: ast.While) -> ast.While:
        return self._loop(node)

    def visit_Return(self, node: ast.Return) -> ast.Return:
        if self._guarded:
            node.value = _call(FLUSHED, node, [node.value or ast.Constant(None)])
        return node

    def visit_Break(self, node: ast.Break) -> ast.stmt | list[ast.stmt]:
        return self._leave(node)

    def visit_Continue(self, node: ast.Continue) -> ast.stmt | list[ast.stmt]:
        return self._leave(node)

    def _leave(self, node: ast.stmt) -> ast.stmt | list[ast.stmt]:
        return [_flush(node), node] if self._guarded and not self._loops else node

    def _inside(self, body: list[ast.stmt]) -> list[ast.stmt]:
        before = self._guarded, self._loops
        self._guarded, self._loops = True, 0
        body = self._statements(body)
        self._guarded, self._loops = before
        if not isinstance(body[-1], ast.Return | ast.Raise | ast.Break | ast.Continue):
            body.append(_flush(body[-1]))
        return body

    def _apart(self, node: Any) -> Any:
        before = self._guarded, self._loops
        self._guarded, self._loops = False, 0
        self.generic_visit(node)
        self._guarded, self._loops = before
        return node

    def _loop(self, node: Any) -> Any:
        self._loops += 1
        node.body = self._statements(node.body)
        self._loops -= 1
        node.orelse = self._statements(node.orelse)
        return node

    def _statements(self, body: list[ast.stmt]) -> list[ast.stmt]:
        made: list[ast.stmt] = []
        for statement in body:
            visited = self.visit(statement)
            made.extend(visited if isinstance(visited, list) else [visited])
        return made


def _flush(where: ast.stmt) -> ast.stmt:
    return ast.copy_location(ast.Expr(_call(FLUSH, where, [])), where)


def _call(name: str, where: ast.AST, arguments: list[ast.expr]) -> ast.Call:
    function = ast.copy_location(ast.Name(name, ast.Load()), where)
    return ast.copy_location(ast.Call(function, arguments, []), where)
