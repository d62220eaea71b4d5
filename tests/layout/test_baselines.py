"""What stands side by side: on one baseline, together, at any spacing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflets.layout.baselines import beside, drops, side_by_side
from leaflets.layout.strips import (
    LOOSE,
    Block,
    Frame,
    Spacing,
    Strip,
    height_of,
    placed,
)
from tests.layout.pieces import TIGHT, baselines, bases, line, spacings, strip


def test_a_side_taller_than_the_story_becomes_a_block() -> None:
    (block,) = beside([strip(40)], [strip(10)], TIGHT)
    assert isinstance(block, Block)
    assert height_of(block, LOOSE) == 40


@pytest.mark.parametrize(
    ("side", "story"),
    [(strip(19), strip(20, shrink=4, shrink_above=2)), (strip(20, shrink=4, shrink_above=2), strip(19))],
    ids=["drawn-together", "loose"],
)
def test_a_side_taller_than_the_story_at_one_spacing_becomes_a_block(side: Strip, story: Strip) -> None:
    (block,) = beside([side], [story], TIGHT)
    assert isinstance(block, Block)
    assert block.columns == ((side,), (story,))


def test_what_stands_beside_a_heading_stays_with_it() -> None:
    joined = beside([strip(25)], [strip(10), strip(10), strip(10), strip(10)], LOOSE)
    assert [piece.keep_with_next for piece in joined] == [True, True, False, False]
    assert joined[0].aside == ((strip(25),),)


@settings(max_examples=50)
@given(st.lists(bases, min_size=2, max_size=4), st.floats(0, 8), spacings)
def test_columns_begin_on_one_baseline_at_any_spacing(
    firsts: list[Strip], above: float, spacing: Spacing
) -> None:
    """A row, in which the last column begins with a block of its own, stands on one baseline."""
    inner = Block(((firsts[-1],),), Frame(above))
    block = side_by_side([*([each] for each in firsts[:-1]), [inner]], Frame(3.0))
    found = baselines([block], spacing)
    assert found == pytest.approx([found[0]] * len(firsts))
    # The lowest stays where it was: nothing is lifted out of its place.
    assert min(found) >= -(3.0 + above + max(each.baseline for each in firsts)) - 0.001
    assert height_of(block, spacing) >= max(height_of(each, spacing) for each in firsts) + 3.0 - 0.001


@pytest.mark.parametrize("lift", [0, 1, 2, 3])
def test_beside_a_line_that_gives_less_above_a_line_gives_less_by_as_much(lift: int) -> None:
    """What it gives below is its own: the two points that ink leaves there, and no more."""
    one, other = (
        line(40.0, 12.0, shrink=4.0, shrink_above=2.0),
        line(20.0, 12.0, shrink=lift, shrink_above=lift),
    )
    row = side_by_side([[one], [other]])
    assert height_of(row, LOOSE) == 40.0
    assert height_of(row, TIGHT) == 40.0 - min(lift, 2) - 2.0


@settings(max_examples=50)
@given(bases, bases, bases, spacings)
def test_what_hangs_beside_what_hangs_stays_on_the_line(
    heading: Strip, bullet: Strip, text: Strip, spacing: Spacing
) -> None:
    items = beside([bullet], [text, line(30.0, 9.0)], TIGHT)
    story = beside([heading], items, TIGHT)
    first = baselines(story, spacing)[:3]
    assert first == pytest.approx([first[0]] * 3)


def test_a_drawing_beside_words_stays_at_the_top() -> None:
    block = side_by_side([[line(20.0, 14.0)], [strip(40.0)]])
    assert [top for _, top in placed([block], 0.0, LOOSE)] == [0.0, 0.0]


def test_stacks_of_other_sizes_are_lowered_to_one_baseline() -> None:
    assert drops([line(20.0, 14.0), line(30.0, 22.0), strip(9.0)]) == [8.0, 0.0, 0.0]
