"""The height of lines: what the language requires, and more only where ink would touch ink.

In: the lines of a paragraph with their left edges, and the spacing of their style and language. Out: the
extent of each line's strip. The ink of a paragraph's first line stays below its strip's top, and that of its
last above its foot, so that it never touches other blocks. Within a paragraph ink may reach into the next
strip where that has none: Nastaliq words slope, but a high one is seldom just below a low one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from leaflets.text.shaped import Ink, Line

# How far ink may reach into another line's strip, of the type size: at 12 points less than the padding above
# the first line of a cell, which may be one that was divided from the line before it.
_MOST_INTO = 0.25
BESIDE = 0.1  # of the type size: letters may extend beyond their advance


class LineExtent(NamedTuple):
    """The height of a line and its baseline: fields of :class:`~leaflets.layout.strips.Strip`."""

    height: float
    baseline: float
    shrink: float
    shrink_above: float


class LineSpacing(NamedTuple):
    """The line spacing of a style in a language, in points.

    Attributes:
        size: of the type.
        pitch: the distance of baselines, which is the height of a line.
        baseline: how far a baseline is below the top of its line.
        shrink: how much of the pitch may be taken to save a page, half above and half below the ink.
        clearance: the least space between ink and the edge of its line.
    """

    size: float
    pitch: float
    baseline: float
    shrink: float
    clearance: float

    def extents(self, lines: Sequence[Line], lefts: Sequence[float]) -> list[LineExtent]:
        """Measure the lines of a paragraph, whose left edges are ``lefts``."""
        if not lines:
            return []
        half = self.shrink / 2
        foot = self.pitch - self.baseline - self.clearance
        # Nearly all paragraphs end here, without checking the ink of single words.
        if self._is_usual(lines, foot - half):
            return [LineExtent(self.pitch, self.baseline, self.shrink, half)] * len(lines)
        # The spare room at each edge, top and foot of every line; negative if the line has to grow.
        edges = [self.baseline - self.clearance - lines[0].above]
        for (upper, lower), places in zip(pairwise(lines), pairwise(lefts), strict=True):
            edges += self._between(upper, lower, places)
        edges.append(foot - lines[-1].below)
        return [self._extent(up, down) for up, down in zip(edges[::2], edges[1::2], strict=True)]

    def _is_usual(self, lines: Sequence[Line], foot: float) -> bool:
        """Tell whether no line's ink leaves its strip, not even when it shrinks as far as it may."""
        top = self.baseline - self.clearance - self.shrink / 2
        return not any(line.above > top or line.below > foot for line in lines)

    def _between(self, upper: Line, lower: Line, lefts: tuple[float, float]) -> tuple[float, float]:
        """Find the spare room at the foot of a line and at the top of the next."""
        foot = self.pitch - self.baseline - upper.below - self.clearance
        top = self.baseline - lower.above - self.clearance
        half = self.shrink / 2
        if foot >= half and top >= half:
            return foot, top
        # Only the distance of the baselines matters: the room that both have to spare, negative if too near.
        spare, room = self.shrink, self.pitch - 2 * self.clearance
        if upper.below + lower.above > room - spare:
            spare = room - apart(upper, lower, lefts, self.size * BESIDE, room - spare)
        # A page may end between the two, so the ink of each stays near its own strip.
        into = self.size * _MOST_INTO
        if spare < 0:
            # The lower line grows by all that is missing; the upper only if its ink reaches too far.
            return min(0.0, foot + into), min(spare, top + into)
        return min(spare / 2, foot + into), min(spare / 2, top + into)

    def _extent(self, above: float, below: float) -> LineExtent:
        """Measure a line with so much spare room above and below its ink."""
        half = self.shrink / 2
        shrink_above, shrink_below = max(0.0, min(half, above)), max(0.0, min(half, below))
        more = max(0.0, -above)
        height = self.pitch + more + max(0.0, -below)
        return LineExtent(height, self.baseline + more, shrink_above + shrink_below, shrink_above)


def apart(upper: Line, lower: Line, lefts: tuple[float, float], beside: float, least: float = 0.0) -> float:
    """Measure how far apart two baselines are when the ink of their lines just touches, in points.

    Words count as above each other if less than ``beside`` is between their edges. Words that together reach
    no farther than ``least``, the smallest result, are skipped.
    """
    beneath = [ink for ink in _ink_of_words(lower, lefts[1]) if ink.above + upper.below > least]
    over = (
        [ink for ink in _ink_of_words(upper, lefts[0]) if ink.below + lower.above > least] if beneath else []
    )
    return max(
        (
            ink.below + other.above
            for ink in over
            for other in beneath
            if ink.left - beside < other.right and other.left - beside < ink.right
        ),
        default=least,
    )


def _ink_of_words(line: Line, left: float) -> Iterator[Ink]:
    """Yield the ink of a line's words; ``left`` is the line's left edge."""
    for fragment in line.fragments:
        yield from fragment.ink_of_words(left + fragment.x)
