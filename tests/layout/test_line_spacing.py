"""The room of lines: as tall as the language asks, taller only where ink would touch ink."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.fonts.faces import FontLibrary
from leaflets.layout.line_spacing import LineExtent, LineSpacing, apart
from leaflets.text.shaped import Fragment, Line, ShapedWord

LIBRARY = FontLibrary()
FACE = LIBRARY.instance(LIBRARY.faces[0], 400)
# Type of 10 points: what is a part of its size is easily seen.
SPACING = LineSpacing(size=10.0, pitch=14.0, baseline=10.0, shrink=2.0, clearance=0.5)
USUAL = LineExtent(height=14.0, baseline=10.0, shrink=2.0, shrink_above=1.0)

Word = tuple[float, float, float, float]  # left and right edge; how far its ink reaches above and below


def line(*words: Word) -> Line:
    fragments = tuple(fragment(*word) for word in words)
    above, below = max(part.above for part in fragments), max(part.below for part in fragments)
    return Line(fragments, words[-1][1], above, below, 0, 0, hyphenated=False)


def fragment(left: float, right: float, above: float, below: float) -> Fragment:
    width, em = right - left, 1000 / SPACING.size
    word = ShapedWord("word", FACE, (), width * em, rtl=False, above=above * em, below=below * em)
    return Fragment(
        left, (word,), FACE, SPACING.size, "", 0, 0, 0, width, rtl=False, above=above, below=below
    )


def distances(rooms: Sequence[LineExtent], tight: float) -> list[float]:
    """Measure between the baselines of strips that have shrunk by a part of what they may."""
    return [
        (upper.height - upper.baseline - (upper.shrink - upper.shrink_above) * tight)
        + (lower.baseline - lower.shrink_above * tight)
        for upper, lower in pairwise(rooms)
    ]


def test_a_paragraph_without_words_takes_no_room() -> None:
    assert SPACING.extents([], []) == []


def test_lines_with_room_for_their_ink_stand_as_far_apart_as_the_language_asks() -> None:
    assert SPACING.extents([line((0, 90, 7, 2))] * 3, [0, 0, 0]) == [USUAL] * 3


@pytest.mark.parametrize(
    ("above", "below", "room"),
    [
        (8.5, 2.5, USUAL),
        # Half of what the line may give is taken from above, and only as far as ink leaves it free.
        (9.0, 2.0, LineExtent(14.0, 10.0, 1.5, 0.5)),
        (9.5, 2.0, LineExtent(14.0, 10.0, 1.0, 0.0)),
        (7.0, 3.0, LineExtent(14.0, 10.0, 1.5, 1.0)),
        (7.0, 3.5, LineExtent(14.0, 10.0, 1.0, 1.0)),
        # What has more ink than room grows by what it lacks, on the side where it lacks it.
        (12.0, 2.0, LineExtent(16.5, 12.5, 1.0, 0.0)),
        (7.0, 6.0, LineExtent(16.5, 10.0, 1.0, 1.0)),
        (12.0, 6.0, LineExtent(19.0, 12.5, 0.0, 0.0)),
    ],
)
def test_a_line_alone_holds_its_ink_and_is_no_taller_than_that_takes(
    above: float, below: float, room: LineExtent
) -> None:
    assert SPACING.extents([line((0, 90, above, below))], [0]) == [room]


@pytest.mark.parametrize(
    ("upper", "lower", "loose", "tight"),
    [
        # Deep above tall: half a point stays free for each, drawn together or not.
        ((0, 20, 7, 5), (0, 20, 11, 2), 17.0, 17.0),
        ((0, 20, 7, 3), (0, 20, 9, 2), 14.0, 13.0),
        ((0, 20, 7, 3), (0, 20, 8, 2), 14.0, 12.0),
        ((0, 20, 7, 5), (0, 20, 7.5, 2), 14.0, 13.5),
        # One reaches far where the other leaves room.
        ((0, 20, 7, 4), (0, 20, 7, 2), 14.0, 12.0),
        ((0, 20, 7, 1), (0, 20, 10, 2), 14.0, 12.0),
        # Letters reach beyond their advance: a tenth of the type size is no distance.
        ((0, 20, 7, 5), (20.9, 40, 11, 2), 17.0, 17.0),
        ((20.9, 40, 7, 5), (0, 20, 11, 2), 17.0, 17.0),
        # Beside each other words reach into the strip of the other line, by a quarter of the type size.
        ((0, 20, 7, 5), (21.1, 40, 11, 2), 14.0, 12.0),
        ((21.1, 40, 7, 5), (0, 20, 11, 2), 14.0, 12.0),
        ((0, 20, 7, 7), (21.1, 40, 11, 2), 15.0, 14.0),
        ((0, 20, 7, 5), (21.1, 40, 13, 2), 15.0, 14.0),
        ((0, 20, 7, 7), (21.1, 40, 13, 2), 16.0, 16.0),
    ],
)
def test_lines_are_as_far_apart_as_the_ink_of_words_above_each_other_needs(
    upper: Word, lower: Word, loose: float, tight: float
) -> None:
    rooms = SPACING.extents([line(upper), line(lower)], [0, 0])
    assert distances(rooms, 0.0) == pytest.approx([loose])
    assert distances(rooms, 1.0) == pytest.approx([tight])


def test_words_are_looked_at_where_their_lines_stand() -> None:
    lines = [line((0, 20, 7, 5)), line((0, 20, 11, 2))]
    assert distances(SPACING.extents(lines, [0, 0]), 0.0) == pytest.approx([17.0])
    assert distances(SPACING.extents(lines, [0, 30]), 0.0) == pytest.approx([14.0])
    assert distances(SPACING.extents([line((30, 50, 7, 5)), lines[1]], [0, 30]), 0.0) == pytest.approx([17.0])


@pytest.mark.parametrize(
    ("upper", "lower", "found"),
    [
        ([(0, 20, 7, 5)], [(0, 20, 11, 2)], 16.0),
        # Not the deepest and the tallest, but what stands one above the other.
        ([(0, 20, 7, 5), (30, 50, 7, 1)], [(0, 20, 6, 2), (30, 50, 11, 2)], 12.0),
        ([(0, 20, 7, 5)], [(30, 50, 11, 2)], 3.0),
        ([(0, 20, 0, 1)], [(0, 20, 1, 0)], 3.0),
    ],
)
def test_baselines_are_apart_by_what_two_words_reach_and_never_less_than_asked(
    upper: list[Word], lower: list[Word], found: float
) -> None:
    assert apart(line(*upper), line(*lower), (0, 0), 1.0, 3.0) == pytest.approx(found)


reaches = st.integers(0, 16)
words = st.tuples(st.integers(0, 60), st.integers(1, 30), reaches, reaches).map(
    lambda drawn: (drawn[0], drawn[0] + drawn[1], drawn[2], drawn[3])
)
paragraphs = st.lists(st.lists(words, min_size=1, max_size=3), min_size=1, max_size=4)


@given(paragraphs, st.floats(0, 1))
def test_no_ink_touches_nor_reaches_far_into_another_strip(paragraph: list[list[Word]], tight: float) -> None:
    lines = [line(*each) for each in paragraph]
    rooms = SPACING.extents(lines, [0.0] * len(lines))
    tops = [room.baseline - room.shrink_above * tight for room in rooms]
    feet = [room.height - room.baseline - (room.shrink - room.shrink_above) * tight for room in rooms]
    assert tops[0] >= lines[0].above + SPACING.clearance - 0.001
    assert feet[-1] >= lines[-1].below + SPACING.clearance - 0.001
    # A page may end between any two lines: the ink of one has to stay near.
    assert all(each.above - top <= SPACING.size / 4 for each, top in zip(lines, tops, strict=True))
    assert all(each.below - foot <= SPACING.size / 4 for each, foot in zip(lines, feet, strict=True))
    for upper, lower, far in zip(paragraph, paragraph[1:], distances(rooms, tight), strict=False):
        meeting = [one[3] + two[2] for one in upper for two in lower if one[0] < two[1] and two[0] < one[1]]
        assert far >= max(meeting, default=0.0) + 2 * SPACING.clearance - 0.001
