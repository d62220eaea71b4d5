"""Strips and blocks: measured, drawn together, set one below the other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflets.layout.pages import LinkArea
from leaflets.layout.strips import (
    LOOSE,
    Block,
    Frame,
    Piece,
    Spacing,
    Strip,
    height_of,
    length_of,
    lines_of,
    placed,
    stack,
)
from tests.layout.pieces import TIGHT, spacings, stories, strip


def test_gaps_and_tall_lines_are_drawn_together() -> None:
    story = (strip(20, shrink=2, shrink_above=1), strip(20, gap=10, shrink=2, shrink_above=1))
    assert length_of(story, LOOSE) == 50
    assert length_of(story, TIGHT) == 41
    # What a line gives is taken half above and half below it.
    assert [top for _, top in placed(story, 100, TIGHT)] == [101, 78]


def test_a_block_is_as_tall_as_its_tallest_column_and_its_frame() -> None:
    block = Block(((strip(10), strip(10, gap=4)), (strip(30),)), Frame(5, 3))
    assert height_of(block, LOOSE) == 38
    assert lines_of(block) == 2


@settings(max_examples=50)
@given(stories, st.floats(0, 500), spacings)
def test_pieces_are_placed_one_below_the_other(story: list[Piece], top: float, spacing: Spacing) -> None:
    flat = [piece for piece in story if isinstance(piece, Strip)]
    tops = [at - piece.shrink_above * spacing.shrinking for piece, at in placed(flat, top, spacing)]
    ends = [at - height_of(piece, spacing) for piece, at in zip(flat, tops, strict=True)]
    assert all(below <= end + 1e-6 for end, below in zip(ends, tops[1:], strict=False))


@settings(max_examples=50)
@given(stories)
def test_a_stack_is_as_tall_as_what_it_holds(story: list[Piece]) -> None:
    assert stack(story).height == pytest.approx(length_of(story, LOOSE))


def test_links_move_with_what_they_lie_on() -> None:
    link = LinkArea("a", 0, 0.0, -10.0, 10.0, 10.0, "tel:1")
    (found,) = stack([strip(20.0), strip(10.0, gap=5.0, links=(link,))]).links
    assert found == replace(link, y=-35.0)
