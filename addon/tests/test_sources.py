"""What the add-on's code cannot do, read off its syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ADDON = Path(__file__).resolve().parents[1]
SOURCES = sorted(path for path in ADDON.rglob("*.py") if ADDON / "tests" not in path.parents)

ALLOWED_IMPORTS = {
    *("abc", "argparse", "asyncio", "collections", "concurrent.futures", "contextlib", "dataclasses", "difflib"),
    *(
        "enum",
        "functools",
        "hashlib",
        "hmac",
        "http",
        "inspect",
        "ipaddress",
        "itertools",
        "json",
        "logging",
        "math",
        "os",
    ),
    *(
        "pathlib",
        "re",
        "secrets",
        "signal",
        "sys",
        "tempfile",
        "textwrap",
        "threading",
        "time",
        "tomllib",
        "typing",
        "weakref",
    ),
    *("unicodedata", "urllib.parse"),
    *("bmesh", "bpy", "mathutils", "numpy", "websockets"),
}
# One name of a module that is not allowed otherwise.
ALLOWED_NAMES = {"importlib.util": {"find_spec"}}

FORBIDDEN_NAMES = {
    *("eval", "exec", "compile", "__import__", "globals", "locals", "vars", "open", "input", "breakpoint"),
}
ALLOWED_OF_OS = {"environ", "read", "_exit"}
ALLOWED_OPERATORS = {
    "ed.undo",
    "ed.undo_push",
    "export_scene.fbx",
    "export_scene.gltf",
    "object.mode_set",
    "object.transform_apply",
    "render.render",
    "toolhost.step",
    "wm.alembic_export",
    "wm.obj_export",
    "wm.ply_export",
    "wm.save_as_mainfile",
    "wm.stl_export",
    "wm.usd_export",
}
FORBIDDEN_DATA = {"texts", "libraries", "scripts"}
FORBIDDEN_ATTRIBUTES = {
    *("driver_add", "as_module", "create_subprocess_exec", "create_subprocess_shell", "open_connection"),
    *("create_connection", "run_in_executor", "import_module", "driver_namespace", "__globals__", "__builtins__"),
    *("__subclasses__", "__code__", "load_module", "exec_module"),
}


def dotted(node: ast.AST) -> str:
    """`bpy.ops.render.render` of nested attributes."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            return f"{dotted(value)}.{attr}"
    return ""


def imports(tree: ast.AST) -> Iterator[tuple[str, list[str]]]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((each.name, []) for each in names)
            case ast.ImportFrom(module=str(module), level=0, names=names):
                yield module, [each.name for each in names]


@pytest.fixture(params=SOURCES, ids=lambda path: str(path.relative_to(ADDON)))
def tree(request: pytest.FixtureRequest) -> ast.AST:
    path: Path = request.param
    return ast.parse(path.read_text("utf-8"))


def test_only_known_modules_are_imported(tree: ast.AST) -> None:
    for module, names in imports(tree):
        if module in ALLOWED_NAMES:
            assert set(names) <= ALLOWED_NAMES[module]
        elif module != "__future__":
            assert module in ALLOWED_IMPORTS or module.split(".")[0] in ALLOWED_IMPORTS - {
                "concurrent",
                "urllib",
                "http",
            }


def test_text_never_becomes_code(tree: ast.AST) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            assert node.id not in FORBIDDEN_NAMES
        if isinstance(node, ast.Attribute):
            assert node.attr not in FORBIDDEN_ATTRIBUTES


def test_only_harmless_parts_of_os_are_used(tree: ast.AST) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and dotted(node.value) == "os":
            assert node.attr in ALLOWED_OF_OS


def test_only_known_operators_are_called(tree: ast.AST) -> None:
    for node in ast.walk(tree):
        name = dotted(node)
        if name.startswith("bpy.ops.") and name.count(".") >= 3:
            assert name.removeprefix("bpy.ops.") in ALLOWED_OPERATORS
        if isinstance(node, ast.Call) and dotted(node.func) == "getattr":
            assert not dotted(node.args[0]).startswith("bpy")
            assert dotted(node.args[0]) != "os"


def test_operators_are_looked_up_by_name_in_one_place(tree: ast.AST, request: pytest.FixtureRequest) -> None:
    if "rna/operators/native.py" in request.node.name:
        return
    names = [dotted(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    assert names.count("bpy.ops") == sum(name.startswith("bpy.ops.") and name.count(".") == 3 for name in names)


def test_scripts_of_a_blend_file_are_not_touched(tree: ast.AST) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and dotted(node.value) == "bpy.data":
            assert node.attr not in FORBIDDEN_DATA


def test_the_server_is_the_only_network(tree: ast.AST) -> None:
    for module, names in imports(tree):
        if module.split(".")[0] == "websockets":
            assert module in {
                "websockets.asyncio.server",
                "websockets.datastructures",
                "websockets.exceptions",
                "websockets.frames",
                "websockets.http11",
                "websockets.protocol",
            }
            assert "connect" not in names
        assert module not in {"socket", "ssl", "urllib.request", "http.client", "http.server"}


def test_the_server_side_never_touches_blender() -> None:
    for name in (
        "call",
        "composites",
        "connection",
        "contract",
        "dispatcher",
        "ending",
        "errors",
        "handshake",
        "limits",
        "lobby",
        "protocol",
        "server",
        "settings",
        "suggestions",
        "values",
    ):
        tree = ast.parse((ADDON / f"{name}.py").read_text("utf-8"))
        assert not {module for module, _ in imports(tree)} & {"bpy", "bmesh", "mathutils"}, name
