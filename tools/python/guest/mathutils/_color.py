"""`mathutils.Color`: red, green and blue, usually linear."""

from __future__ import annotations

from collections.abc import Iterable
from operator import add, neg, sub
from typing import Any

import mathutils

from ._float import pack3, same, single, singles, unpack3
from ._values import NOT_NUMBERS, Read, Values, Write, frozen, kind, live, new, number, parse, view

Three = tuple[float, float, float]
Rows = tuple[Three, Three, Three]


def color(values: tuple[float, ...]) -> Color:
    """A colour of numbers that are in single precision already."""
    result: Color = new(Color)
    result._v = values
    return result


# From linear Rec.709, Blender's scene linear space, to other spaces and back.
_XYZ: Rows = (
    (0.4123908579349518, 0.35758480429649353, 0.18048124015331268),
    (0.21263907849788666, 0.7151690721511841, 0.0721927359700203),
    (0.019330820068717003, 0.1191946342587471, 0.9505324363708496),
)
_FROM_XYZ: Rows = (
    (3.2409703731536865, -1.5373846292495728, -0.4986114501953125),
    (-0.9692435264587402, 1.875967025756836, 0.04155469685792923),
    (0.055629879236221313, -0.20397649705410004, 1.0569711923599243),
)
_ACES: Rows = (
    (0.43963301181793213, 0.38298875093460083, 0.177378311753273),
    (0.08977645635604858, 0.8134395480155945, 0.0967840924859047),
    (0.01754116825759411, 0.1115465760231018, 0.8709122538566589),
)
_FROM_ACES: Rows = (
    (2.521686315536499, -1.1341310739517212, -0.38755524158477783),
    (-0.27647992968559265, 1.3727190494537354, -0.0962391123175621),
    (-0.015378057025372982, -0.15297536551952362, 1.16835355758667),
)
_ACESCG: Rows = (
    (0.6130968332290649, 0.3395220935344696, 0.047379013150930405),
    (0.07019419968128204, 0.9163550138473511, 0.01345300767570734),
    (0.02061568945646286, 0.10956969857215881, 0.8698145747184753),
)
_FROM_ACESCG: Rows = (
    (1.7050527334213257, -0.6217901706695557, -0.08325770497322083),
    (-0.1302572637796402, 1.140803575515747, -0.010549120604991913),
    (-0.024003494530916214, -0.1289687156677246, 1.1529724597930908),
)
_REC2020: Rows = (
    (0.627403974533081, 0.3292837142944336, 0.043313607573509216),
    (0.06909734010696411, 0.9195406436920166, 0.011362645775079727),
    (0.016391457989811897, 0.0880131796002388, 0.8955954909324646),
)
_FROM_REC2020: Rows = (
    (1.6604909896850586, -0.5876421332359314, -0.07285061478614807),
    (-0.12455052882432938, 1.1328998804092407, -0.008349758572876453),
    (-0.018150806427001953, -0.1005786657333374, 1.1187293529510498),
)


def _to_hsv(rgb: tuple[float, ...]) -> Three:
    r, g, b = rgb
    shift = 0.0
    if g < b:
        g, b = b, g
        shift = -1.0
    low = b
    if r < g:
        r, g = g, r
        shift = single(single(-2.0 / 6.0) - shift)
        low = min(g, b)
    chroma = single(r - low)
    tiny = 1e-20
    hue = abs(single(shift + single(single(g - b) / single(single(6.0 * chroma) + tiny))))
    return single(hue), single(chroma / single(r + tiny)), r


def _from_hsv(h: float, s: float, v: float) -> tuple[float, ...]:
    def part(x: float) -> float:
        return min(max(x, 0.0), 1.0)

    six = single(h * 6.0)
    bands = (
        part(single(single(abs(single(six - 3.0))) - 1.0)),
        part(single(2.0 - abs(single(six - 2.0)))),
        part(single(2.0 - abs(single(six - 4.0)))),
    )
    return singles([single(single(single(band - 1.0) * s) + 1.0) * v for band in bands])


def _to_srgb(c: float) -> float:
    if c < 0.0031308:
        return 0.0 if c < 0.0 else c * 12.92
    return 1.055 * c ** (1.0 / 2.4) - 0.055


def _from_srgb(c: float) -> float:
    if c < 0.04045:
        return 0.0 if c < 0.0 else c * (1.0 / 12.92)
    return ((c + 0.055) * (1.0 / 1.055)) ** 2.4


class Color(Values):
    __slots__ = ()
    __module__ = "builtins"

    _one = "color"
    _many = "color"
    _read_error = "color[item]: array index out of range"
    _write_error = "color[item] = x: array assignment index out of range"

    def __init__(self, rgb: Iterable[float] = (0.0, 0.0, 0.0), /) -> None:
        if (type(rgb) is tuple or type(rgb) is list) and len(rgb) == 3:
            try:
                self._v = unpack3(pack3(*rgb))
                return
            except NOT_NUMBERS:
                pass
        self._v = parse(rgb, 3, 3, "mathutils.Color()")

    @classmethod
    def _live(cls, read: Read, write: Write, owner: Any = None) -> Color:
        """A view of a colour that lives elsewhere (see `Vector._live`)."""
        result: Color = view(_LiveColor, read, write, 3, owner)
        return result

    def __repr__(self) -> str:
        return f"Color({self._v!r})"

    def __str__(self) -> str:
        r, g, b = self._v
        return f"<Color (r={r:.4f}, g={g:.4f}, b={b:.4f})>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Color) and same(self._v, other._v)

    __hash__ = Values.__hash__

    def _number_error(self) -> str:
        return "color[item] = x: assigned value not a number"

    @property
    def r(self) -> float:
        return self._v[0]

    @r.setter
    def r(self, value: float) -> None:
        self._put(0, value)

    @property
    def g(self) -> float:
        return self._v[1]

    @g.setter
    def g(self, value: float) -> None:
        self._put(1, value)

    @property
    def b(self) -> float:
        return self._v[2]

    @b.setter
    def b(self, value: float) -> None:
        self._put(2, value)

    # --- hue, saturation and value

    @property
    def hsv(self) -> Three:
        return _to_hsv(self._v)

    @hsv.setter
    def hsv(self, value: Any) -> None:
        h, s, v = parse(value, 3, 3, "mathutils.Color.hsv = value")
        self._v = _from_hsv(min(max(h, 0.0), 1.0), min(max(s, 0.0), 1.0), min(max(v, 0.0), 1.0))

    def _put_hsv(self, index: int, value: Any) -> None:
        hsv = list(_to_hsv(self._v))
        given = number(value, TypeError("color.h/s/v = value: assigned value not a number"))
        hsv[index] = min(max(given, 0.0), 1.0)
        self._v = _from_hsv(*hsv)

    @property
    def h(self) -> float:
        return _to_hsv(self._v)[0]

    @h.setter
    def h(self, value: float) -> None:
        self._put_hsv(0, value)

    @property
    def s(self) -> float:
        return _to_hsv(self._v)[1]

    @s.setter
    def s(self, value: float) -> None:
        self._put_hsv(1, value)

    @property
    def v(self) -> float:
        return _to_hsv(self._v)[2]

    @v.setter
    def v(self, value: float) -> None:
        self._put_hsv(2, value)

    # --- operators

    def _combined(self, other: Any, name: str, sign: str, operation: Any) -> tuple[float, ...]:
        if not isinstance(other, Color):
            raise TypeError(f"Color {name}: ({kind(self)} {sign} {kind(other)}) invalid type for this operation")
        return singles(tuple(map(operation, self._v, other._v)))

    def __add__(self, other: Any) -> Color:
        return color(self._combined(other, "addition", "+", add))

    def __radd__(self, other: Any) -> Color:
        raise TypeError(f"Color addition: ({kind(other)} + {kind(self)}) invalid type for this operation")

    def __iadd__(self, other: Any) -> Color:
        self._v = self._combined(other, "addition", "+=", add)
        return self

    def __sub__(self, other: Any) -> Color:
        return color(self._combined(other, "subtraction", "-", sub))

    def __rsub__(self, other: Any) -> Color:
        raise TypeError(f"Color subtraction: ({kind(other)} - {kind(self)}) invalid type for this operation")

    def __isub__(self, other: Any) -> Color:
        self._v = self._combined(other, "subtraction", "-=", sub)
        return self

    def _scaled(self, other: Any, problem: str) -> tuple[float, ...]:
        factor = number(other, TypeError(problem))
        return singles([x * factor for x in self._v])

    def __mul__(self, other: Any) -> Color:
        return color(self._scaled(other, _unsupported(self, other)))

    def __rmul__(self, other: Any) -> Color:
        return color(self._scaled(other, _unsupported(other, self)))

    def __imul__(self, other: Any) -> Color:
        problem = f"Color multiplication: ({kind(self)} *= {kind(other)}) invalid type for this operation"
        self._v = self._scaled(other, problem)
        return self

    def _divided(self, other: Any, problem: str) -> tuple[float, ...]:
        divisor = number(other, TypeError(problem))
        if divisor == 0.0:
            raise ZeroDivisionError("Color division: divide by zero error")
        factor = single(1.0 / divisor)
        return singles([x * factor for x in self._v])

    def __truediv__(self, other: Any) -> Color:
        return color(self._divided(other, _unsupported(self, other)))

    def __rtruediv__(self, other: Any) -> Color:
        raise TypeError("Color division not supported in this order")

    def __itruediv__(self, other: Any) -> Color:
        problem = f"Color division: ({kind(self)} /= {kind(other)}) invalid type for this operation"
        self._v = self._divided(other, problem)
        return self

    def __neg__(self) -> Color:
        return color(tuple(map(neg, self._v)))

    def __pos__(self) -> Color:
        return color(self._v)

    # --- colour spaces

    def _turned(self, rows: Rows) -> Color:
        r, g, b = self._v
        return color(singles([row[0] * r + row[1] * g + row[2] * b for row in rows]))

    def from_scene_linear_to_srgb(self) -> Color:
        if mathutils._calculator is mathutils._no_calculator:
            return color(singles([_to_srgb(x) for x in self._v]))
        # Blender takes a short cut here that is not quite the curve.
        return Color(mathutils._calculate("Color.from_scene_linear_to_srgb", list(self._v)))

    def from_srgb_to_scene_linear(self) -> Color:
        return color(singles([_from_srgb(x) for x in self._v]))

    def from_scene_linear_to_xyz_d65(self) -> Color:
        return self._turned(_XYZ)

    def from_xyz_d65_to_scene_linear(self) -> Color:
        return self._turned(_FROM_XYZ)

    def from_scene_linear_to_aces(self) -> Color:
        return self._turned(_ACES)

    def from_aces_to_scene_linear(self) -> Color:
        return self._turned(_FROM_ACES)

    def from_scene_linear_to_acescg(self) -> Color:
        return self._turned(_ACESCG)

    def from_acescg_to_scene_linear(self) -> Color:
        return self._turned(_FROM_ACESCG)

    def from_scene_linear_to_rec709_linear(self) -> Color:
        return color(self._v)

    def from_rec709_linear_to_scene_linear(self) -> Color:
        return color(self._v)

    def from_scene_linear_to_rec2020_linear(self) -> Color:
        return self._turned(_REC2020)

    def from_rec2020_linear_to_scene_linear(self) -> Color:
        return self._turned(_FROM_REC2020)


def _unsupported(left: Any, right: Any) -> str:
    return f"Color multiplication: not supported between '{kind(left)}' and '{kind(right)}' types"


_LiveColor = live(Color)
Color._plain = Color
Color._frozen = frozen(Color)
