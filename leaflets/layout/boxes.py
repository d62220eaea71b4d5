"""Ranges across a page, each in its own direction, and the rules and backgrounds that span them.

In: distances from the start side of a text. Out: coordinates on the paper. Only the box knows which side that
is, so boxes of both directions may share a page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from leaflets.languages import Direction
from leaflets.layout.pages import Artifact, PathItem, RectItem
from leaflets.layout.styles import RULE


@dataclass(frozen=True, slots=True)
class Box:
    """A range across the page, in points.

    ``origin`` is the x coordinate of the start-side margin: the left one of a left-to-right box, the right
    one of a right-to-left box. ``start`` is the distance from there to the edge that lines are set against.
    """

    origin: float
    start: float
    width: float
    direction: Direction

    def left(self, start: float, width: float = 0.0) -> float:
        """Return the x coordinate of the left edge of something ``width`` wide, ``start`` into the box."""
        start = self.start + start
        return self.origin - start - width if self.direction == "rtl" else self.origin + start

    def part(self, start: float, width: float) -> Box:
        """Return the range ``width`` wide that begins ``start`` into the box, or before it if negative."""
        return replace(self, start=self.start + start, width=width)

    def inset(self, points: float) -> Box:
        """Return the range shortened by ``points`` at both ends."""
        return self.part(points, self.width - 2 * points)

    def indented(self, points: float) -> Box:
        """Return the range shortened by ``points`` at its start."""
        return self.part(points, self.width - points)

    def turned(self, direction: Direction) -> Box:
        """Return the same range for words in another direction, set against the edge where they begin."""
        left = self.left(0.0, self.width)
        return Box(left + self.width if direction == "rtl" else left, 0.0, self.width, direction)

    def shared(self, count: int, gutter: float) -> list[Box]:
        """Divide the range into columns of equal width, ``gutter`` points apart, in reading order."""
        width = (self.width - gutter * (count - 1)) / max(1, count)
        return [self.part(index * (width + gutter), width) for index in range(count)]


def rule(box: Box, down: float, colour: str = RULE, weight: float = 0.5) -> PathItem:
    """Draw a rule across a box, ``down`` points below the top of its strip; ``weight`` is its thickness."""
    x = box.left(0.0, box.width)
    segments = (("m", x, -down), ("l", x + box.width, -down))
    return PathItem(Artifact.LAYOUT, segments, stroke=colour, stroke_width=weight)


def background(box: Box, fill: str, radius: float = 0.0) -> RectItem:
    """Colour a box; the background gets its height when that of its content is known."""
    x = box.left(0.0, box.width)
    return RectItem(Artifact.BACKGROUND, x, 0.0, box.width, 0.0, fill=fill, radius=radius)
