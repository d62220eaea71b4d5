"""Make a second, bold weight for a font that has one, by moving the sides of its strokes apart.

In: a font without axes; out: the same with an axis ``wght`` of 400 to 700, whose deltas (OpenType
``gvar``) move every point of an outline outwards. The outlines of both ends have the same points, so
that every weight between them is sound. No designer drew this bold: it is for a word that is to stand
out in a script whose makers drew one weight. Advances and anchors stay, so that letters that join still
join and marks stay where they are.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._f_v_a_r import Axis
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from fontTools.varLib.hvar import add_HVAR

from tools.fonts.cut import WEIGHTS

# Instructions and what depends on them: they place the points of the weight that they were made for.
_HINTING = ("fpgm", "prep", "cvt ", "hdmx", "VDMX", "LTSH", "DSIG")
# A corner may move this many times as far as its sides; beyond, a thin tip would become a thorn.
_MITRE = 1.6
# The square of the sum of two unit vectors that counts as nothing: a tip of less than 4 degrees.
_TURN = 0.005

Point = tuple[float, float]


class Growth(NamedTuple):
    """How far each side of a stroke moves at weight 700, across and upright, in font units."""

    across: int
    upright: int


def add_bold(font: TTFont, growth: Growth) -> None:
    """Add the axis ``wght`` and the deltas of its heavy end."""
    if "fvar" in font:
        raise ValueError("the font has axes of its own")
    for tag in _HINTING:
        if tag in font:
            del font[tag]
    _add_axis(font)
    glyf = font["glyf"]
    variations = {}
    for name in font.getGlyphOrder():
        glyph = glyf[name]
        glyph.removeHinting()
        variations[name] = [] if glyph.isComposite() else _variations(glyph, growth)
    gvar = font["gvar"] = newTable("gvar")
    gvar.version, gvar.reserved, gvar.variations = 1, 0, variations
    add_HVAR(font)


def _add_axis(font: TTFont) -> None:
    axis = Axis()
    axis.axisTag = "wght"
    axis.minValue, axis.defaultValue, axis.maxValue = map(float, WEIGHTS)
    axis.axisNameID = font["name"].addName("Weight", platforms=((3, 1, 0x409),), minNameID=255)
    font["fvar"] = newTable("fvar")
    font["fvar"].axes = [axis]


def _variations(glyph: Any, growth: Growth) -> list[TupleVariation]:
    if not glyph.numberOfContours:
        return []
    deltas: list[tuple[int, int]] = []
    start = 0
    for end in glyph.endPtsOfContours:
        contour = [(float(x), float(y)) for x, y in glyph.coordinates[start : end + 1]]
        deltas += [(round(x * growth.across), round(y * growth.upright)) for x, y in outward(contour)]
        start = end + 1
    # The four phantom points carry the advances, which stay as they are.
    return [TupleVariation({"wght": (0.0, 1.0, 1.0)}, [*deltas, *[(0, 0)] * 4])]


def outward(contour: list[Point]) -> list[Point]:
    """Find the direction in which each point of a contour moves, for sides that move by one.

    TrueType fills to the right of a contour, so that outwards is to the left, of a counter too. A corner
    moves along its bisector, by what keeps both sides parallel to what they were, up to the limit.
    """
    moves = []
    for at, point in enumerate(contour):
        before = _normal(_other(contour, at, -1), point)
        after = _normal(point, _other(contour, at, 1))
        across, upright = before[0] + after[0], before[1] + after[1]
        square = across * across + upright * upright  # 2 + 2 cos of the turn
        # Where a stroke turns back on itself the sum is nothing: its tip stays.
        scale = min(2 / square, _MITRE / math.sqrt(square)) if square > _TURN else 0.0
        moves.append((across * scale, upright * scale))
    return moves


def _other(contour: list[Point], at: int, step: int) -> Point:
    """Find the next point, before or behind, that lies elsewhere."""
    for count in range(1, len(contour)):
        found = contour[(at + step * count) % len(contour)]
        if found != contour[at]:
            return found
    return contour[at]


def _normal(start: Point, end: Point) -> Point:
    """Return the unit vector to the left of a stretch, (0, 0) for one of no length."""
    across, upright = end[0] - start[0], end[1] - start[1]
    length = math.hypot(across, upright)
    return (-upright / length, across / length) if length else (0.0, 0.0)
