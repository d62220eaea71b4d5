"""Pages filled with pieces, and blocks divided where a page ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflets.layout.baselines import side_by_side
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
)
from tests.layout.pieces import baselines, bases, blocks, heights, line, spacings, stories, strip


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
@given(bases, bases, spacings)
def test_the_rest_of_a_divided_row_begins_on_one_baseline_again(
    one: Strip, other: Strip, spacing: Spacing
) -> None:
    row = side_by_side([[line(30.0, 9.0), one], [line(30.0, 12.0), other]])
    _, rest = divided(row, 40.0, spacing)
    assert rest is not None
    found = baselines([rest], spacing)
    assert found == pytest.approx([found[0]] * 2)
