"""Strips: the page cut into slices that can no longer be divided.

A strip is a line of text, a table row, a figure, a panel: a height and the items in it, whose
``x`` is final and whose ``y`` counts from the strip's top edge (so it is negative). A story is a
sequence of strips; the paginator only decides between which of them a page ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from leaflets.layout.pages import Item, LinkArea, RectItem, TextItem


class Strip(NamedTuple):
    """A slice of the story.

    ``gap`` is the space above it, which falls away at the head of a page. ``keep`` holds it
    on the page of the next strip. ``lines`` counts its lines of text. ``head`` is the table head
    to draw again if a page begins here. ``ruled`` marks lines for handwriting that may be added to.
    """

    height: float
    items: tuple[Item, ...] = ()
    links: tuple[LinkArea, ...] = ()
    gap: float = 0.0
    keep: bool = False
    lines: int = 0
    head: Strip | None = None
    ruled: bool = False


def shifted(items: Iterable[Item], dy: float) -> tuple[Item, ...]:
    """Move items up by ``dy`` points."""
    return tuple(items) if not dy else tuple(_moved(item, dy) for item in items)


def _moved(item: Item, dy: float) -> Item:
    if isinstance(item, TextItem):
        return TextItem(item.owner, item.x, item.y + dy, item.fragment, item.run, item.hyphen)
    if isinstance(item, RectItem):
        return replace(item, y=item.y + dy)
    return replace(item, segments=tuple(_moved_segment(segment, dy) for segment in item.segments))


def _moved_segment(segment: tuple[str | float, ...], dy: float) -> tuple[str | float, ...]:
    operator, *numbers = segment
    # Odd places are y coordinates: x1 y1 x2 y2 …
    return (operator, *(float(n) + dy if i % 2 else n for i, n in enumerate(numbers)))


def shifted_links(links: Iterable[LinkArea], dy: float) -> tuple[LinkArea, ...]:
    """Move link areas up by ``dy`` points."""
    return tuple(links) if not dy else tuple(replace(link, y=link.y + dy) for link in links)


def height_of(strips: Sequence[Strip]) -> float:
    """Give the height of strips set one below the other, with all gaps but the first."""
    return sum(strip.height for strip in strips) + sum(strip.gap for strip in strips[1:])


def stack(strips: Sequence[Strip], gap: float = 0.0, keep: bool = False) -> Strip:
    """Join strips into one that cannot be divided."""
    items: list[Item] = []
    links: list[LinkArea] = []
    y = 0.0
    for index, strip in enumerate(strips):
        y -= strip.gap if index else 0.0
        items += shifted(strip.items, y)
        links += shifted_links(strip.links, y)
        y -= strip.height
    lines = sum(strip.lines for strip in strips)
    return Strip(-y, tuple(items), tuple(links), gap, keep, lines)


def beside(first: Sequence[Strip], second: Sequence[Strip]) -> list[Strip]:
    """Set a short column (a hanging heading) beside a story, which keeps its breaks.

    The heading's items come first in reading order. Strips that stand beside the heading stay
    together, and the last one grows if the heading is the taller.
    """
    if not first:
        return list(second)
    side = stack(first)
    if not second:
        return [side]
    joined = list(second)
    head = joined[0]
    joined[0] = head._replace(
        items=(*side.items, *head.items),
        links=(*side.links, *head.links),
        lines=max(head.lines, side.lines),
    )
    reach = 0.0
    for index, strip in enumerate(joined):
        reach += strip.height + (strip.gap if index else 0.0)
        if reach >= side.height:
            return joined
        joined[index] = strip._replace(keep=index < len(joined) - 1)
    joined[-1] = joined[-1]._replace(height=joined[-1].height + side.height - reach)
    return joined


def columns(left: Sequence[Strip], right: Sequence[Strip], gap: float) -> Strip:
    """Set two stories side by side as one strip."""
    one, two = stack(left), stack(right)
    height = max(one.height, two.height)
    return Strip(
        height, (*one.items, *two.items), (*one.links, *two.links), gap, lines=max(one.lines, two.lines)
    )


def gapped(strips: Sequence[Strip], gap: float) -> list[Strip]:
    """Put a gap above the first of some strips."""
    return [strips[0]._replace(gap=gap), *strips[1:]] if strips else []


def kept(strips: Sequence[Strip]) -> list[Strip]:
    """Hold all of some strips, and the one that follows, together."""
    return [strip._replace(keep=True) for strip in strips]
