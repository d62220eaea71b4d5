"""Strips and blocks for tests of how they are measured, set and divided, and strategies that make them."""

from __future__ import annotations

from hypothesis import strategies as st

from leaflets.fonts.faces import FontLibrary
from leaflets.layout.pages import TextItem
from leaflets.layout.strips import Block, Frame, Piece, Spacing, Strip, placed
from leaflets.text.shaped import Fragment

TIGHT = Spacing(0.5, 1.0)


def strip(height: float = 10.0, **fields: object) -> Strip:
    return Strip(height, lines=1, **fields)  # type: ignore[arg-type]


def line(height: float, baseline: float, **fields: object) -> Strip:
    return strip(height, baseline=baseline, items=(TextItem("a", 0.0, -baseline, WORD),), **fields)


points = st.integers(0, 12)
strips = st.tuples(st.integers(1, 60), points, st.booleans(), st.floats(0, 0.9)).map(
    lambda drawn: strip(
        drawn[0], gap=drawn[1], keep_with_next=drawn[2], shrink=drawn[3], shrink_above=drawn[3] / 2
    )
)
columns = st.lists(st.lists(strips, max_size=6).map(tuple), min_size=1, max_size=3).map(tuple)
blocks = st.tuples(columns, points, points, points).map(
    lambda drawn: Block(drawn[0], Frame(drawn[1], drawn[2]), drawn[3])
)
stories = st.lists(st.one_of(strips, blocks), max_size=20)
spacings = st.tuples(st.floats(0.5, 1), st.floats(0, 1)).map(lambda drawn: Spacing(*drawn))


WORD = Fragment(
    0.0, (), FontLibrary().instance(FontLibrary().faces[0], 400), 12.0, "", 0, 0, 0, 0.0, rtl=False
)
bases = st.tuples(st.floats(1, 20), st.floats(0, 1), st.floats(0, 1)).map(
    lambda drawn: line(30.0, drawn[0], shrink=drawn[1] + drawn[2], shrink_above=drawn[1])
)


def leaves(pieces: list[Piece] | tuple[Piece, ...]) -> list[Strip]:
    found: list[Strip] = []
    for piece in pieces:
        found += [piece] if isinstance(piece, Strip) else [leaf for c in piece.columns for leaf in leaves(c)]
    return found


def heights(pieces: list[Piece]) -> list[float]:
    return sorted(leaf.height for leaf in leaves(pieces))


def baselines(pieces: list[Piece] | tuple[Piece, ...], spacing: Spacing) -> list[float]:
    """Collect the baselines of pieces, in reading order."""
    return [
        top + item.y
        for piece, top in placed(pieces, 0.0, spacing)
        for item in piece.items
        if isinstance(item, TextItem)
    ]
