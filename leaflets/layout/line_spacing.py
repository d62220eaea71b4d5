"""The room of lines: each as tall as its language asks, and taller only where ink would touch ink.

In: the lines of a paragraph with their left edges, and the bed of their style and language. Out: the room
of each. The ink of a paragraph's first line stays below its strip's top, that of its last above its foot, so
that neighbours of any kind keep clear. Between lines of one paragraph ink may reach into the next strip where
there is no ink: words of Nastaliq climb, but seldom just below one that falls.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from leaflets.text.shaped import Ink, Line

# How far ink may reach into another line's strip, of the type size: at 12 points less than the room above the
# first line of a cell, which may be one that was divided from the line before it.
_MOST_INTO = 0.25
BESIDE = 0.1  # of the type size: letters reach beyond their advance


class LineExtent(NamedTuple):
    """The fields of a line's strip that are those of :class:`~leaflets.layout.strips.Strip`."""

    height: float
    base: float
    give: float
    lift: float


class LineSpacing(NamedTuple):
    """What lines stand in, in points: the distance of baselines, and that of a baseline from a line's top.

    ``give`` is how much of it may be taken to save a page, half above and half below; ``clear`` stays free
    between ink and what is next to it.
    """

    size: float
    pitch: float
    drop: float
    give: float
    clear: float

    def rooms(self, lines: Sequence[Line], lefts: Sequence[float]) -> list[LineExtent]:
        """Give the room of each line of a paragraph, whose left edges are given."""
        if not lines:
            return []
        foot, half = self.pitch - self.drop - self.clear, self.give / 2
        usual = LineExtent(self.pitch, self.drop, self.give, half)
        if self._is_usual(lines, foot - half):
            return [usual] * len(lines)
        # What each edge has to spare; less than nothing if it has to grow.
        edges = [self.drop - self.clear - lines[0].above]
        for (upper, lower), places in zip(pairwise(lines), pairwise(lefts), strict=True):
            edges += self._between(upper, lower, places)
        edges.append(foot - lines[-1].below)
        return [self._room(up, down) for up, down in zip(edges[::2], edges[1::2], strict=True)]

    def _is_usual(self, lines: Sequence[Line], foot: float) -> bool:
        """Tell whether no line's ink leaves its strip, not even when it gives all that it may."""
        top = self.drop - self.clear - self.give / 2
        return not any(line.above > top or line.below > foot for line in lines)

    def _between(self, upper: Line, lower: Line, lefts: tuple[float, float]) -> tuple[float, float]:
        """Give what the foot of a line and the top of the next have to spare."""
        foot, top = self.pitch - self.drop - upper.below - self.clear, self.drop - lower.above - self.clear
        half = self.give / 2
        if foot >= half and top >= half:
            return foot, top
        spare, room = self.give, self.pitch - 2 * self.clear
        if upper.below + lower.above > room - spare:
            spare = room - apart(upper, lower, lefts, self.size * BESIDE, room - spare)
        into = self.size * _MOST_INTO
        if spare < 0:
            return min(0.0, foot + into), min(spare, top + into)
        return min(spare / 2, foot + into), min(spare / 2, top + into)

    def _room(self, above: float, below: float) -> LineExtent:
        half = self.give / 2
        lift, sag = max(0.0, min(half, above)), max(0.0, min(half, below))
        more = max(0.0, -above)
        return LineExtent(self.pitch + more + max(0.0, -below), self.drop + more, lift + sag, lift)


def apart(upper: Line, lower: Line, lefts: tuple[float, float], beside: float, least: float = 0.0) -> float:
    """Give how far two baselines are apart where the ink of one line just touches that of the other.

    Words that do not reach farther than ``least`` together are not looked at: it is the least answer.
    """
    beneath = [ink for ink in _inks(lower, lefts[1]) if ink.above + upper.below > least]
    over = [ink for ink in _inks(upper, lefts[0]) if ink.below + lower.above > least] if beneath else []
    return max(
        (
            ink.below + other.above
            for ink in over
            for other in beneath
            if ink.left - beside < other.right and other.left - beside < ink.right
        ),
        default=least,
    )


def _inks(line: Line, left: float) -> Iterator[Ink]:
    """Yield the ink of a line's words."""
    for fragment in line.fragments:
        yield from fragment.inks(left + fragment.x)
