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


def test_pieces_that_keep_together_go_to_the_next_page_together() -> None:
    lines = [strip() for _ in range(9)]
    pages = paginate([*lines, strip(keep_with_next=True), *lines], 100, 100, LOOSE)
    assert [len(page) for page in pages] == [9, 10]


def test_the_last_page_has_six_lines_or_more() -> None:
    assert [len(page) for page in paginate([strip()] * 13, 100, 100, LOOSE)] == [7, 6]
    # Nothing is moved that would then not fit.
    tall = [strip(30), strip(60), strip(60)]
    assert [len(page) for page in paginate(tall, 100, 100, LOOSE)] == [2, 1]


def test_a_table_head_is_repeated_without_its_gap_and_takes_its_room() -> None:
    head = strip(20, gap=7)
    rows = [strip(10, gap=3, table_head=head)] * 20
    first, *others = paginate([head, *rows], 100, 100, LOOSE)
    assert first == [head, *rows[:6]]
    for page in others:
        assert page[:2] == [head._replace(gap=0), rows[0]._replace(gap=0)]
        assert length_of(page, LOOSE) <= 100
    assert sum(len(page) - 1 for page in [first, *others]) == 20


def test_groups_that_are_moved_to_the_last_page_leave_room_for_the_table_head() -> None:
    head = strip(45)
    rows = [strip(30, table_head=head), strip(30, table_head=head), strip(30, table_head=head)]
    # Two rows below a head are too tall for a page: the last page keeps its one line.
    pages = paginate([strip(40), *rows], 100, 100, LOOSE)
    assert [length_of(page, LOOSE) for page in pages] == [100, 75]
