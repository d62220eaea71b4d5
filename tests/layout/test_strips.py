"""Strips and blocks: measured, drawn together, divided; pages filled with them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflets.fonts.faces import FontLibrary
from leaflets.layout.baselines import beside, drops, side_by_side
from leaflets.layout.pages import TextItem
from leaflets.layout.paginate import divided, paginate
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
from leaflets.text.shaped import Fragment

TIGHT = Spacing(0.5, 1.0)


def strip(height: float = 10.0, **fields: object) -> Strip:
    return Strip(height, lines=1, **fields)  # type: ignore[arg-type]


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


def leaves(pieces: list[Piece] | tuple[Piece, ...]) -> list[Strip]:
    found: list[Strip] = []
    for piece in pieces:
        found += [piece] if isinstance(piece, Strip) else [leaf for c in piece.columns for leaf in leaves(c)]
    return found


def heights(pieces: list[Piece]) -> list[float]:
    return sorted(leaf.height for leaf in leaves(pieces))


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


@pytest.mark.parametrize("room", [0, 9.9])
def test_a_block_none_of_whose_parts_fits_is_not_divided(room: float) -> None:
    block = Block(((strip(10), strip(10)),))
    assert divided(block, room, LOOSE) == (None, block)


def test_a_row_is_divided_cell_by_cell_and_keeps_its_frame() -> None:
    row = Block(((strip(10), strip(10), strip(10)), (strip(10),)), Frame(2, 2))
    first, rest = divided(row, 25, LOOSE)
    assert isinstance(first, Block)
    assert isinstance(rest, Block)
    assert [len(column) for column in first.columns] == [2, 1]
    assert [len(column) for column in rest.columns] == [1, 0]
    assert first.frame == rest.frame == row.frame


def test_lines_that_keep_together_are_not_cut_apart_in_a_block() -> None:
    first, rest = divided(Block(((strip(10), strip(10, keep_with_next=True), strip(10)),)), 25, LOOSE)
    assert first is not None
    assert rest is not None
    assert [len(piece.columns[0]) for piece in (first, rest) if isinstance(piece, Block)] == [1, 2]


@settings(max_examples=50)
@given(blocks, st.floats(0, 200), spacings)
def test_dividing_loses_nothing(block: Block, room: float, spacing: Spacing) -> None:
    parts = [part for part in divided(block, room, spacing) if part]
    assert heights(parts) == heights([block])
    if len(parts) == 2:
        assert height_of(parts[0], spacing) <= room + 0.1


@settings(max_examples=50)
@given(stories, spacings)
def test_every_piece_stands_on_one_page_and_pages_hold_what_fits(
    story: list[Piece], spacing: Spacing
) -> None:
    pages = paginate(story, 150, 120, spacing)
    assert heights([piece for page in pages for piece in page]) == heights(story)
    for number, page in enumerate(pages):
        room = 120 if number else 150
        assert length_of(page, spacing) <= room + 0.5 or len(page) == 1


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


def line(height: float, baseline: float, **fields: object) -> Strip:
    return strip(height, baseline=baseline, items=(TextItem("a", 0.0, -baseline, WORD),), **fields)


def baselines(pieces: list[Piece] | tuple[Piece, ...], spacing: Spacing) -> list[float]:
    """Collect the baselines of pieces, in reading order."""
    return [
        top + item.y
        for piece, top in placed(pieces, 0.0, spacing)
        for item in piece.items
        if isinstance(item, TextItem)
    ]


WORD = Fragment(
    0.0, (), FontLibrary().instance(FontLibrary().faces[0], 400), 12.0, "", 0, 0, 0, 0.0, rtl=False
)
bases = st.tuples(st.floats(1, 20), st.floats(0, 1), st.floats(0, 1)).map(
    lambda drawn: line(30.0, drawn[0], shrink=drawn[1] + drawn[2], shrink_above=drawn[1])
)


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


@settings(max_examples=50)
@given(bases, bases, spacings)
def test_the_rest_of_a_divided_row_begins_on_one_baseline_again(
    one: Strip, other: Strip, spacing: Spacing
) -> None:
    row = side_by_side([[line(30.0, 9.0), one], [line(30.0, 12.0), other]])
    _, rest = divided(row, 40.0, spacing)
    assert rest is not None
    found = baselines([rest], spacing)
    assert found == pytest.approx([found[0]] * 2)


def test_stacks_of_other_sizes_are_lowered_to_one_baseline() -> None:
    assert drops([line(20.0, 14.0), line(30.0, 22.0), strip(9.0)]) == [8.0, 0.0, 0.0]
