"""A second weight made of one: outlines grow by what was asked for, and keep their points."""

from __future__ import annotations

import pytest
import uharfbuzz as hb
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import given
from hypothesis import strategies as st

from tests.fontmaking import saved
from tools.fonts.embolden import Growth, add_bold, outward

# Clockwise, as TrueType draws what is filled; the other way round, a counter.
SQUARE = [(0.0, 0.0), (0.0, 100.0), (100.0, 100.0), (100.0, 0.0)]


def test_the_corners_of_a_square_move_outwards_and_those_of_a_counter_inwards() -> None:
    assert outward(SQUARE) == [(-1, -1), (-1, 1), (1, 1), (1, -1)]
    assert outward(SQUARE[::-1]) == [(-1, 1), (-1, -1), (1, -1), (1, 1)]


def test_a_point_on_a_side_moves_with_its_side() -> None:
    side = [(0.0, 0.0), (0.0, 50.0), (0.0, 50.0), (0.0, 100.0), (100.0, 100.0), (100.0, 0.0)]
    assert outward(side)[1:3] == [(-1, 0), (-1, 0)]


def test_a_thin_tip_moves_no_further_than_the_limit() -> None:
    tip = outward([(0.0, 0.0), (50.0, 1000.0), (100.0, 0.0)])[1]
    assert 1.59 < (tip[0] ** 2 + tip[1] ** 2) ** 0.5 <= 1.6 + 1e-9


@given(st.lists(st.tuples(st.integers(-500, 1500), st.integers(-500, 1500)), min_size=1, max_size=12))
def test_no_point_moves_further_than_the_limit(points: list[tuple[int, int]]) -> None:
    moves = outward([(float(x), float(y)) for x, y in points])
    assert len(moves) == len(points)
    assert all((x * x + y * y) ** 0.5 <= 1.6 + 1e-9 for x, y in moves)


def _font() -> FontBuilder:
    """Make a font of a square and of two squares side by side, which are parts."""
    pen = TTGlyphPen(None)
    pen.moveTo(SQUARE[0])
    for point in SQUARE[1:]:
        pen.lineTo(point)
    pen.closePath()
    square = pen.glyph()
    twice = TTGlyphPen({"square": square})
    twice.addComponent("square", (1, 0, 0, 1, 0, 0))
    twice.addComponent("square", (1, 0, 0, 1, 200, 0))
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "square", "twice"])
    builder.setupCharacterMap({0x61: "square", 0x62: "twice"})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "square": square, "twice": twice.glyph()})
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", "square", "twice"), (120, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Own"})
    builder.setupOS2()
    builder.setupPost()
    return builder


def test_a_font_grows_by_what_was_asked_for_and_keeps_its_advances() -> None:
    builder = _font()
    add_bold(builder.font, Growth(across=24, upright=10))
    font = hb.Font(hb.Face(saved(builder.font)))
    boxes = []
    for weight in (400, 550, 700):
        font.set_variations({"wght": weight})
        assert font.get_glyph_h_advance(1) == 120
        boxes.append([(each.width, each.height) for each in map(font.get_glyph_extents, (1, 2))])
    assert boxes == [
        [(100, -100), (300, -100)],
        [(124, -110), (324, -110)],
        [(148, -120), (348, -120)],
    ]


def test_a_font_that_has_weights_is_left_to_its_makers() -> None:
    builder = _font()
    add_bold(builder.font, Growth(24, 10))
    with pytest.raises(ValueError, match="axes of its own"):
        add_bold(builder.font, Growth(24, 10))
