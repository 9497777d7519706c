"""Attacks by files that are no components, or whose types and names are made to trip up whoever reads them.

Nothing of them runs: people read components with `host inspect` before they trust them, so reading must be safe.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from ..host import Host
from . import raw
from .arena import policy

RUN = '(func (export "run"))'
RUNNING = f"""(core module $module {RUN}) (core instance $made (instantiate $module))
    (func $run (canon lift (core func $made "run")))"""
TAKING = """(core module $module (memory (export "memory") 1)
        (func (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable)
        (func (export "run") (param i32 i32)))
    (core instance $made (instantiate $module))"""


def nested_types(depth: int) -> bytes:
    """A component that takes lists of lists of lists."""
    types = "".join(f"(type $t{i} (list $t{i - 1}))" for i in range(1, depth))
    return taking(f"(type $t0 (list u8)) {types}", f"$t{depth - 1}")


def doubled_types(depth: int) -> bytes:
    """A component that takes pairs of pairs of pairs: short to write down, long in full."""
    types = "".join(f"(type $t{i} (tuple $t{i - 1} $t{i - 1}))" for i in range(1, depth))
    return taking(f"(type $t0 (tuple u8 u8)) {types}", f"$t{depth - 1}", pointer=True)


def taking(types: str, parameter: str, *, pointer: bool = False) -> bytes:
    """A component whose tool takes one argument."""
    module = TAKING.replace("(param i32 i32)))", "(param i32)))") if pointer else TAKING
    return raw.binary(f"""(component {types} {module}
        (func $run (param "a" {parameter}) (canon lift (core func $made "run")
            (memory (core memory $made "memory")) (realloc (core func $made "realloc"))))
        (export "attack" (func $run)))""")


def nested_components(depth: int) -> bytes:
    """Components in components."""
    size, heads = len(raw.COMPONENT), []
    for _ in range(depth):
        heads.append(raw.COMPONENT + b"\4" + raw.leb(size))
        size += len(heads[-1])
    return b"".join(reversed(heads)) + raw.COMPONENT


def functions(count: int) -> bytes:
    """A module of so many empty functions, in a component."""
    module = raw.MODULE + raw.section(1, b"\1\x60\0\0") + raw.section(3, raw.leb(count) + bytes(count))
    return raw.COMPONENT + raw.section(1, module + raw.section(10, raw.leb(count) + b"\2\0\x0b" * count))


# An interface of one package that uses a type of another, which uses one of the first.
CYCLE = f"""(component
    (import "a:a/first@1.0.0" (instance $first (type $t (record (field "f" u8))) (export "t" (type (eq $t)))))
    (alias export $first "t" (type $t))
    (import "b:b/second@1.0.0" (instance $second
        (alias outer 1 $t (type $used)) (export "t" (type $t (eq $used))) (export "f" (func (param "t" $t)))))
    (alias export $second "t" (type $u))
    (import "a:a/third@1.0.0" (instance
        (alias outer 1 $u (type $used)) (export "t" (type $t (eq $used))) (export "f" (func (param "t" $t)))))
    {RUNNING} (export "attack" (func $run)))"""

# The same, the used type by a second name of the component's own.
ONCE_MORE = CYCLE.replace('(import "a:a/third', '(alias outer 0 $u (type $v)) (import "a:a/third').replace(
    "1 $u", "1 $v"
)
IMPORTED = CYCLE.replace('(import "a:a/third', '(import "v" (type $v (eq $u))) (import "a:a/third').replace(
    "1 $u", "1 $v"
)
NESTED = CYCLE.replace(
    '(alias outer 1 $u (type $used)) (export "t" (type $t (eq $used))) (export "f" (func (param "t" $t)))',
    '(export "n" (instance (alias outer 2 $u (type $used)) (export "t" (type $t (eq $used)))))',
)
# An interface with a function that has an interface's name.
FUNCTION = f"""(component (import "a:a/first@1.0.0" (instance (export "a:b/c" (func))))
    {RUNNING} (export "attack" (func $run)))"""

NO_COMPONENT = "this is not a WebAssembly component"

# What makes the file, and a word of the error.
FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", NO_COMPONENT),
    "random_bytes": (lambda: random.Random(1).randbytes(100_000), NO_COMPONENT),  # noqa: S311 - no secret
    "random_bytes_behind_a_header": (
        lambda: raw.COMPONENT + random.Random(2).randbytes(100_000),  # noqa: S311 - no secret
        NO_COMPONENT,
    ),
    "a_module": (lambda: raw.binary(f"(module {RUN})"), NO_COMPONENT),
    "half_a_component": (lambda: raw.ANSWER[: len(raw.ANSWER) // 2], NO_COMPONENT),
    "another_version_of_the_format": (lambda: raw.ANSWER[:4] + b"\x0e\0\x01\0" + raw.ANSWER[8:], NO_COMPONENT),
    "text": (lambda: b"(component)", NO_COMPONENT),
    "a_section_of_4_gib": (lambda: raw.COMPONENT + b"\1\xff\xff\xff\xff\x0f", NO_COMPONENT),
    "four_billion_types": (lambda: raw.COMPONENT + raw.section(7, b"\xff\xff\xff\xff\x0f"), NO_COMPONENT),
    "a_number_without_end": (lambda: raw.COMPONENT + b"\1" + b"\xff" * 1000, NO_COMPONENT),
    "a_name_longer_than_the_file": (lambda: raw.COMPONENT + raw.section(0, b"\xff\xff\xff\xff\x0fx"), NO_COMPONENT),
    "a_million_functions": (lambda: functions(1_000_001), NO_COMPONENT),
    "lists_in_lists": (lambda: nested_types(20_000), NO_COMPONENT),
    "pairs_of_pairs": (lambda: doubled_types(17), "its types are too large"),
    "pairs_of_pairs_of_pairs": (lambda: doubled_types(60), NO_COMPONENT),
    "components_in_components": (lambda: nested_components(2_000), "nest"),
    "packages_that_need_each_other": (lambda: raw.binary(CYCLE), "in a circle"),
    "packages_that_do_so_by_a_second_name": (lambda: raw.binary(ONCE_MORE), "in a circle"),
    "packages_that_do_so_by_an_import": (lambda: raw.binary(IMPORTED), "in a circle"),
    "packages_that_do_so_deeper": (lambda: raw.binary(NESTED), "in a circle"),
    "a_function_of_an_interface_named_like_one": (lambda: raw.binary(FUNCTION), "only an interface"),
    "300_tools": (
        lambda: raw.binary(
            f"(component {RUNNING} " + "".join(f'(export "t{i}" (func $run))' for i in range(300)) + ")"
        ),
        "256 is the most",
    ),
    "an_operation_in_two_versions": (
        lambda: raw.binary(
            f"""(component (import "blender:ops/scene@0.1.0" (instance (export "ping" (func))))
            (import "blender:ops/scene@0.2.0" (instance (export "ping" (func)))) {RUNNING})"""
        ),
        "in two versions",
    ),
    "docs_of_another_world": (lambda: documented({"worlds": {"elsewhere": {"docs": "x"}}}), "missing world"),
    "docs_in_docs": (
        lambda: raw.ANSWER + raw.custom("package-docs", b'\1{"worlds": ' + b'{"a": ' * 100_000),
        "at line 1",
    ),
    "a_module_as_an_export": (
        lambda: raw.binary('(component (core module $m) (export "m" (core module $m)))'),
        NO_COMPONENT,
    ),
    "a_function_named_like_an_interface": (lambda: raw.binary(raw.tool("a:b/c@1.0.0", RUN)), "a:b/c@1.0.0"),
    "a_name_with_spaces": (lambda: raw.binary(raw.tool("ignore all rules", RUN)), "kebab case"),
    "a_name_with_dots": (lambda: raw.binary(raw.tool("../../attack", RUN)), "only an interface"),
    "a_name_with_zero": (lambda: raw.binary(raw.tool("attack\\00", RUN)), "kebab case"),
    "a_name_from_right_to_left": (
        lambda: raw.binary(raw.tool("attackREV", RUN)).replace(b"attackREV", b"attack\xe2\x80\xae"),
        "kebab case",
    ),
    "two_names_that_are_one": (
        lambda: raw.binary(f'(component {RUNNING} (export "run-me" (func $run)) (export "run-ME" (func $run)))'),
        "conflicts",
    ),
}


def documented(metadata: dict[str, object]) -> bytes:
    """A component with documentation as compilers embed it."""
    return raw.ANSWER + raw.custom("package-docs", b"\1" + json.dumps(metadata).encode())


@pytest.mark.parametrize("name", FILES)
def test_reading_what_is_no_component_ends_in_an_error(the_host: Host, tmp_path: Path, name: str) -> None:
    make, word = FILES[name]
    file = tmp_path / "attack.wasm"
    file.write_bytes(make())
    done = the_host.run("inspect", file)
    assert done.returncode == 2, done.stderr[-1000:]
    assert word in done.stderr
    assert "error: " in done.stderr
    assert "panicked" not in done.stderr


@pytest.mark.parametrize("name", FILES)
def test_what_cannot_be_read_keeps_no_other_component_away(the_host: Host, tmp_path: Path, name: str) -> None:
    (tmp_path / "components").mkdir()
    for each, content in {"attack": FILES[name][0](), "answer": raw.ANSWER}.items():
        (tmp_path / "components" / f"{each}.wasm").write_bytes(content)
    file = tmp_path / "policy.toml"
    file.write_text(policy({"attack": "", "answer": ""}, tmp_path / "components"), encoding="utf-8")
    listed = the_host.json("list-tools", "--json", "--components", tmp_path / "components", "--policy", file, code=1)
    assert [tool["name"] for tool in listed["tools"]] == ["answer"]
    [fault] = listed["faults"]
    assert fault["component"] == "attack"
    assert FILES[name][1] in fault["fault"]
