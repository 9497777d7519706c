"""Every type of the contract crosses the wire in both directions, and refuses what it is not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from addon.composites import Case, Enum, Flags, List, Option, Record, Result, Tuple, Variant
from addon.errors import OpError
from addon.values import Bool, Bytes, Char, Integer, Number, String, Type

POINT = Record({"x": Number(-1, 1), "label": Option(String(0, 5))})
SHAPE = Variant({"none": None, "at": POINT})


@pytest.mark.parametrize(
    ("type_", "wire", "value"),
    [
        (Bool(), True, True),
        (Char(), "ü", "ü"),
        (Integer(-5, 5), -5, -5),
        (Number(0, 1), 1, 1.0),
        (String(0, 3), "äöü", "äöü"),
        (List(Integer(0, 9), 0, 3), [1, 2], [1, 2]),
        (Tuple((Integer(0, 9), Bool())), [1, True], (1, True)),
        (POINT, {"x": 0.5, "label": "a"}, {"x": 0.5, "label": "a"}),
        (POINT, {"x": 0.5}, {"x": 0.5, "label": None}),
        (Enum(("a", "b")), "b", "b"),
        (Flags(("a", "b")), ["a", "b"], frozenset({"a", "b"})),
        (SHAPE, "none", Case("none")),
        (SHAPE, {"at": {"x": 1}}, Case("at", {"x": 1.0, "label": None})),
        (Option(Bool()), None, None),
        (Option(Bool()), False, False),
        (Option(Option(Bool())), None, None),
        (Option(Option(Bool())), [None], (None,)),
        (Option(Option(Bool())), [True], (True,)),
        (Result(Bool(), None), {"ok": True}, Case("ok", True)),
        (Result(Bool(), None), {"error": None}, Case("error")),
    ],
)
def test_a_value_survives_the_trip(type_: Type, wire: Any, value: Any) -> None:
    assert type_.decode(wire, "v", b"") == value
    encoded = type_.encode(value, "v", bytearray())
    assert json.loads(json.dumps(encoded)) == wire


def test_bytes_are_attached_one_after_the_other() -> None:
    type_, attachments = List(Bytes(0, 9), 0, 9), bytearray()
    wire = type_.encode([b"one", b"", b"three"], "v", attachments)
    assert attachments == b"onethree"
    assert type_.decode(wire, "v", bytes(attachments)) == [b"one", b"", b"three"]


@pytest.mark.parametrize(
    ("type_", "wire", "message"),
    [
        (Bool(), 1, "v: expected true or false, got 1"),
        (Integer(0, 9), True, "v: expected an integer from 0 to 9, got true"),
        (Integer(0, 9), 10, "got 10"),
        (Integer(0, 9), 1.5, "got 1.5"),
        (Integer(0, 9), 10**400, "got a huge number"),
        (Integer(0, 9), float("inf"), "got inf"),
        (Number(0, 1), float("nan"), "v: expected a number from 0 to 1, got nan"),
        (Number(0, 1), "1", "got '1'"),
        (Number(0, 1), True, "got true"),
        (Number(0, 1), 10**400, "got a huge number"),
        (Char(), "ab", "v: expected one character, got 'ab'"),
        (String(1, 2), "", "v: expected a text of 1 to 2 characters, got ''"),
        (String(1, 2), "x" * 99, "got a text of 99 characters"),
        (List(Bool(), 1, 1), [], "v: expected an array of 1 to 1 items, got an array of 0"),
        (List(Bool(), 0, 9), [True, 0], r"v\[1\]: expected true or false, got 0"),
        (Tuple((Bool(),)), {}, "v: expected an array of exactly 1, got an object"),
        (POINT, {"label": "a"}, r"v\.x: expected a number from -1 to 1, got nothing"),
        (POINT, {"x": None}, r"v\.x: .* got null"),
        (POINT, {"x": 0, "lable": "a"}, r'v\.lable: there is no such parameter; did you mean "label"'),
        (Enum(("a", "b")), "c", "v: expected one of a, b, got 'c'"),
        (Enum(("a", "b")), ["a"], "got an array of 1"),
        (Flags(("a", "b")), "a", "v: expected an array of some of a, b, got 'a'"),
        (Flags(("a", "b")), ["a", "c"], r"v\[1\]: expected one of a, b, got 'c'"),
        (SHAPE, "at", r"v: expected one of none, {at: ...}, got 'at'"),
        (SHAPE, {"none": None}, "got an object"),
        (SHAPE, {"at": {"x": 2}}, r"v\.at\.x: expected a number"),
        (SHAPE, {"at": {"x": 0}, "none": None}, "got an object"),
        (Option(Option(Bool())), True, "v: expected an array of the one value, or null, got true"),
        (Result(None, None), {"ok": 1}, r"v\.ok: expected null, got 1"),
        (Result(None, None), "ok", "v: expected one of"),
        (Bytes(0, 9), "abc", "v: expected 0 to 9 bytes"),
        (Bytes(0, 9), {"offset": 0, "length": 4}, r"v\.length: expected an integer from 0 to 3"),
        (Bytes(0, 9), {"offset": 2, "length": 2}, "v: expected to end within the 3 attached bytes"),
        (Bytes(0, 9), {"offset": -1, "length": 2}, r"v\.offset: expected an integer"),
        (Bytes(0, 1), {"offset": 0, "length": 2}, "v: expected 0 to 1 bytes .*, got 2 bytes"),
    ],
)
def test_a_wrong_value_is_told_where_and_what(type_: Type, wire: Any, message: str) -> None:
    with pytest.raises(OpError, match=message):
        type_.decode(wire, "v", b"abc")


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        (Bool(), 1),
        (Integer(0, 9), 1.0),
        (Number(0, 9), None),
        (String(0, 9), b""),
        (Bytes(0, 9), "text"),
        (List(Bool(), 0, 9), "text"),
        (Tuple((Bool(),)), ()),
        (POINT, {"x": 1.0, "y": 1.0}),
        (Enum(("a",)), "b"),
        (Flags(("a",)), {"b"}),
        (SHAPE, "none"),
        (Option(Option(Bool())), True),
        (Result(None, None), None),
    ],
)
def test_a_wrong_answer_is_the_add_ons_fault(type_: Type, value: Any) -> None:
    with pytest.raises(OpError, match="The add-on made a wrong answer: v is"):
        type_.encode(value, "v", bytearray())


def test_an_infinite_number_of_blender_is_told() -> None:
    with pytest.raises(OpError, match=r"Blender's value for v\[0\] is not a finite number"):
        Tuple((Number(0, 1),)).encode((float("inf"),), "v", bytearray())
