"""Components written by hand, in the text format or byte by byte: what no compiler would make."""

from __future__ import annotations

import wasmtime

MODULE = b"\0asm\x01\0\0\0"
COMPONENT = b"\0asm\x0d\0\x01\0"


def binary(text: str) -> bytes:
    """A component or module from its text."""
    return bytes(wasmtime.wat2wasm(text))


def tool(name: str, module: str, signature: str = "", options: str = "", before: str = "") -> str:
    """The text of a component whose only tool runs `run` of a core module.

    `signature` and `options` are those of the tool, `before` stands at the beginning.
    """
    return f"""(component {before}
        (core module $module {module})
        (core instance $made (instantiate $module))
        (func $run {signature} (canon lift (core func $made "run") {options}))
        (export "{name}" (func $run)))"""


def importing(name: str, interface: str, function: str, signature: str = "") -> str:
    """The text of a component whose only tool calls one imported function without arguments."""
    return f"""(component
        (import "{interface}" (instance $given (export "{function}" (func {signature}))))
        (alias export $given "{function}" (func $wanted))
        (core func $lowered (canon lower (func $wanted)))
        (core module $module (import "" "wanted" (func $wanted)) (func (export "run") (call $wanted)))
        (core instance $made (instantiate $module
            (with "" (instance (export "wanted" (func $lowered))))))
        (func $run (canon lift (core func $made "run")))
        (export "{name}" (func $run)))"""


def reporting(name: str, message: str) -> str:
    """The text of a component whose only tool reports progress with this message."""
    content = message.encode()
    data = "".join(f"\\{byte:02x}" for byte in content)
    signature = '(param "done" f64) (param "total" (option f64)) (param "message" string)'
    return f"""(component
        (import "blender:tool/progress@0.1.0" (instance $given (export "report" (func {signature}))))
        (alias export $given "report" (func $report))
        (core module $texts (memory (export "memory") 1) (data (i32.const 0) "{data}"))
        (core instance $texts (instantiate $texts))
        (core func $lowered (canon lower (func $report) (memory (core memory $texts "memory"))))
        (core module $module
            (import "" "report" (func $report (param f64 i32 f64 i32 i32)))
            (func (export "run") (call $report
                (f64.const 1) (i32.const 0) (f64.const 0) (i32.const 0) (i32.const {len(content)}))))
        (core instance $made (instantiate $module
            (with "" (instance (export "report" (func $lowered))))))
        (func $run (canon lift (core func $made "run")))
        (export "{name}" (func $run)))"""


def leb(number: int) -> bytes:
    """An unsigned number as WebAssembly writes it."""
    parts = bytearray()
    while number > 0x7F:
        parts.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*parts, number])


def section(kind: int, content: bytes) -> bytes:
    """A section of a module or component."""
    return bytes([kind]) + leb(len(content)) + content


def custom(name: str, content: bytes) -> bytes:
    """A custom section."""
    return section(0, leb(len(name)) + name.encode() + content)


ANSWER = binary(tool("answer", '(func (export "run") (result i32) i32.const 42)', "(result u32)"))
