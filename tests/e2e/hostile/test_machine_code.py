"""Attacks by code that no compiler makes: memories, tables, stacks, start functions, and values that are none.

An endless loop, an exhausted stack, a hoard of memory and a panic in Rust are in `test_sandbox.py`.
"""

from __future__ import annotations

import pytest

from . import raw
from .arena import LIMITS, Arena, bounded
from .conftest import OpenArena

EMPTY = '(func (export "run"))'


def answering(body: str, result: str = "string", *, pages: int = 1, extra: str = "") -> str:
    """A module whose function answers with what lies at an address of its memory, and the way to lift it."""
    module = f'(memory (export "memory") {pages}) (func (export "run") (result i32) {body}) {extra}'
    return raw.tool("attack", module, f"(result {result})", '(memory (core memory $made "memory"))')


def pointing(address: int, length: int) -> str:
    """The body of a function that answers with a list or text at an address."""
    return f"""(i32.store (i32.const 16) (i32.const {address}))
        (i32.store (i32.const 20) (i32.const {length})) (i32.const 16)"""


# The text of the component, and words of the error.
ATTACKS: dict[str, tuple[str, list[str]]] = {
    "memory_grown_without_end": (
        raw.tool(
            "attack",
            '(memory 1) (func (export "run") (loop (drop (memory.grow (i32.const 16))) (br 0)))',
        ),
        ["32 MiB", "`memory-mb`"],
    ),
    "memory_grown_at_once": (
        raw.tool("attack", '(memory 1) (func (export "run") (drop (memory.grow (i32.const 65535))))'),
        ["32 MiB", "`memory-mb`"],
    ),
    "memory_large_from_the_start": (raw.tool("attack", f"(memory 65535) {EMPTY}"), ["32 MiB", "`memory-mb`"]),
    "memory_above_the_limit_in_two_parts": (
        raw.tool(
            "attack", f"(memory 300) {EMPTY}", before="(core module $m (memory 300)) (core instance (instantiate $m))"
        ),
        ["32 MiB", "`memory-mb`"],
    ),
    "many_memories": (raw.tool("attack", "(memory 1)" * 50 + EMPTY), ["memories", "limit"]),
    "many_memories_in_many_parts": (
        raw.tool("attack", EMPTY, before="(core module $m (memory 0))" + "(core instance (instantiate $m))" * 20),
        ["20 Wasm linear memories", "maximum of 4"],
    ),
    "a_memory_of_64_bits": (
        raw.tool("attack", f"(memory i64 0x1_0000_0000) {EMPTY}"),
        ["memory", "limit"],
    ),
    "a_memory_for_threads": (raw.tool("attack", f"(memory 1 65536 shared) {EMPTY}"), ["cannot compile", "shared"]),
    "a_table_large_from_the_start": (raw.tool("attack", f"(table 100000000 funcref) {EMPTY}"), ["table"]),
    "many_tables": (raw.tool("attack", "(table 1 funcref)" * 100 + EMPTY), ["tables", "limit"]),
    "many_instances": (
        "(component (core module $m)"
        + "(core instance (instantiate $m))" * 100
        + f"(core module $n {EMPTY}) (core instance $i (instantiate $n))"
        + '(func $run (canon lift (core func $i "run"))) (export "attack" (func $run)))',
        ["101 core module instances", "maximum of 32"],
    ),
    "a_start_function_without_end": (
        raw.tool("attack", f"(func $begin (loop (br 0))) (start $begin) {EMPTY}"),
        ["1 s", "`deadline-s`"],
    ),
    "a_start_function_that_crashes": (
        raw.tool("attack", f"(func $begin unreachable) (start $begin) {EMPTY}"),
        ["crashed", "unreachable"],
    ),
    "a_stack_without_end": (
        raw.tool("attack", '(func $deep (export "run") (call $deep) (call $deep))'),
        ["crashed", "stack"],
    ),
    "an_unreachable_instruction": (raw.tool("attack", '(func (export "run") unreachable)'), ["crashed", "unreachable"]),
    "a_division_by_zero": (
        raw.tool("attack", '(func (export "run") (drop (i32.div_s (i32.const 1) (i32.const 0))))'),
        ["crashed", "divide by zero"],
    ),
    "an_address_beyond_the_memory": (
        raw.tool("attack", '(memory 1) (func (export "run") (drop (i64.load offset=0xffffffff (i32.const -1))))'),
        ["crashed", "out of bounds"],
    ),
    "a_function_that_is_not_there": (
        raw.tool("attack", '(table 1 funcref) (func (export "run") (call_indirect (i32.const 0)))'),
        ["crashed", "uninitialized"],
    ),
    "a_function_of_another_type": (
        raw.tool(
            "attack",
            """(table funcref (elem $other)) (func $other (param i64))
            (func (export "run") (call_indirect (i32.const 0)))""",
        ),
        ["crashed", "indirect call type mismatch"],
    ),
    "data_that_does_not_fit": (
        raw.tool("attack", f'(memory 1) (data (i32.const 65530) "{"x" * 100}") {EMPTY}'),
        ["crashed", "out of bounds"],
    ),
    "data_larger_than_the_limit": (
        raw.tool("attack", f'(memory 1000) (data (i32.const 0) "{"x" * (8 << 20)}") {EMPTY}'),
        ["32 MiB", "`memory-mb`"],
    ),
    "a_text_beyond_the_memory": (answering(pointing(0xFFFFFFF0, 100)), ["crashed", "out of bounds"]),
    "a_text_of_gigantic_length": (answering(pointing(0, 0x7FFFFFFF)), ["crashed", "out of bounds"]),
    "a_text_that_is_none": (
        answering(pointing(64, 4), extra='(data (i32.const 64) "\\ff\\fe\\80\\00")'),
        ["crashed", "utf-8"],
    ),
    "a_list_of_gigantic_length": (answering(pointing(0, 0x3FFFFFFF), "(list u64)"), ["crashed", "out of bounds"]),
    "a_list_at_a_crooked_address": (answering(pointing(3, 1), "(list u64)"), ["crashed", "aligned"]),
    "a_character_that_is_half_of_one": (
        raw.tool("attack", '(func (export "run") (result i32) i32.const 0xd800)', "(result char)"),
        ["crashed"],
    ),
    # A million texts that all are the same half MiB.
    "texts_that_share_their_memory": (
        answering(
            """(local $at i32) (local.set $at (i32.const 1048576))
            (loop $next
                (i32.store (local.get $at) (i32.const 0))
                (i32.store offset=4 (local.get $at) (i32.const 524288))
                (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 8))) (i32.const 9437184))))
            (i32.store (i32.const 1048568) (i32.const 1048576))
            (i32.store (i32.const 1048572) (i32.const 1000000))
            (i32.const 1048568)""",
            "(list string)",
            pages=200,
        ),
        ["32 MiB", "`memory-mb`"],
    ),
    # A list of a billion elements, each of which takes no memory at all in the component.
    "what_takes_no_room_many_times": (
        answering(pointing(0, 0x7FFFFFFF), "(list (tuple bool))"),
        ["crashed", "out of bounds"],
    ),
    "bits_that_are_no_flags_or_cases": (
        raw.tool("attack", '(func (export "run") (result i32) i32.const 77)', "(result (result))"),
        ["crashed"],
    ),
    "a_clean_up_without_end": (
        raw.tool(
            "attack",
            '(func (export "run")) (func (export "clean") (loop (br 0)))',
            "",
            '(post-return (core func $made "clean"))',
        ),
        ["1 s", "`deadline-s`"],
    ),
}


@pytest.fixture(scope="module", params=ATTACKS)
def attack(request: pytest.FixtureRequest) -> str:
    """The name of an attack."""
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def served(open_arena: OpenArena) -> Arena:
    """Serves all of them, each as the tool that has its name."""
    texts = {
        name: text.replace('(export "attack"', f'(export "{name.replace("_", "-")}"')
        for name, (text, _) in ATTACKS.items()
    }
    return open_arena({name: raw.binary(text) for name, text in texts.items()}, dict.fromkeys(texts, LIMITS))


def test_hostile_code_is_stopped_and_the_next_call_works(served: Arena, attack: str) -> None:
    _, words = ATTACKS[attack]
    text = served.refusal(attack)
    assert [word for word in words if word not in text] == [], text
    assert attack in text


def test_a_table_grows_to_its_limit_and_no_further(open_arena: OpenArena) -> None:
    body = """(table 0 funcref) (func (export "run") (result i32)
        (loop $more (br_if $more (i32.ne (i32.const -1) (table.grow (ref.null func) (i32.const 1000)))))
        (table.size 0))"""
    arena = open_arena({"table": raw.binary(raw.tool("grow-a-table", body, "(result u32)"))})
    with bounded(arena.process):
        assert arena.editor.data("grow_a_table") == {"result": 20_000}
    arena.check()
