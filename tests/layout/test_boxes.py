"""Boxes: ranges across a page that know which side a text starts from."""

from __future__ import annotations

import pytest

from leaflets.languages import Direction
from leaflets.layout.boxes import Box, background, rule


def box(direction: Direction) -> Box:
    """Make the range from 10 to 90 of a paper 100 points wide."""
    return Box(10.0 if direction == "ltr" else 90.0, 0.0, 80.0, direction)


@pytest.mark.parametrize(("direction", "left"), [("ltr", 15.0), ("rtl", 65.0)])
def test_what_begins_five_points_in_stands_at_its_own_side(direction: Direction, left: float) -> None:
    assert box(direction).left(5.0, 20.0) == left
    assert box(direction).part(5.0, 20.0).left(0.0, 20.0) == left


@pytest.mark.parametrize(("direction", "lefts"), [("ltr", [10.0, 52.0]), ("rtl", [52.0, 10.0])])
def test_columns_are_shared_in_reading_order(direction: Direction, lefts: list[float]) -> None:
    columns = box(direction).shared(2, gutter=4.0)
    assert [column.left(0.0, column.width) for column in columns] == lefts
    assert {column.width for column in columns} == {38.0}


@pytest.mark.parametrize(("direction", "left"), [("ltr", 22.0), ("rtl", 12.0)])
def test_a_box_is_indented_on_the_side_where_it_starts(direction: Direction, left: float) -> None:
    inner = box(direction).inset(2.0).indented(10.0)
    assert (inner.left(0.0, inner.width), inner.width) == (left, 66.0)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_boxes_of_two_directions_may_stand_on_one_range(direction: Direction) -> None:
    whole = box(direction)
    assert rule(whole, 1.0).segments == (("m", 10.0, -1.0), ("l", 90.0, -1.0))
    assert (background(whole, "#ffffff").x, background(whole, "#ffffff").width) == (10.0, 80.0)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("turned", ["ltr", "rtl"])
def test_a_turned_box_is_the_same_range_from_its_own_side(direction: Direction, turned: Direction) -> None:
    part = box(direction).part(5.0, 20.0)
    other = part.turned(turned)
    assert (other.left(0.0, other.width), other.width) == (part.left(0.0, 20.0), 20.0)
    assert other.left(0.0) == part.left(0.0, 20.0) + (20.0 if turned == "rtl" else 0.0)
