"""Strips and blocks: the page cut into slices, whose distances are settled last.

A :class:`Strip` is what cannot be divided: a line of text, a drawing. Its ``x`` is final, its ``y``
counts from the strip's top edge (so it is negative). *No ink leaves its strip*, however near strips are
drawn together, so neighbours of any kind never touch (what lines of one paragraph may do says
:mod:`leaflets.layout.line_spacing`). A :class:`Block` is columns of pieces side by side, perhaps on a ground:
a table row, a panel. A story is a sequence of both. It is laid out once; how far its pieces stand apart
(:class:`Spacing`) is chosen afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from leaflets.layout.pages import Item, LinkArea, PathItem, RectItem, shifted, shifted_links


class Spacing(NamedTuple):
    """How near pieces are drawn together, the same on all pages of a leaflet.

    ``gaps`` is the part of each gap that is left, ``shrinking`` the part of what lines can shrink by that is
    taken from them.
    """

    gaps: float = 1.0
    shrinking: float = 0.0


LOOSE = Spacing()


# Named tuples, because they are made and replaced in less time than frozen dataclasses, hundreds a leaflet.
class Strip(NamedTuple):
    """A slice of the story that cannot be divided; all lengths are points.

    Attributes:
        height: of the strip when it is loose.
        items: what is drawn, from the top edge down.
        links: what may be clicked, likewise.
        gap: the space above it, which falls away at the head of a page.
        keep_with_next: it stands on the page of the next piece.
        lines: how many lines of text it has; a drawing counts as those that would be as tall.
        ruled: it is a line for handwriting of which there may be more, to fill a page.
        baseline: how far its first baseline is below its top edge; 0 if it has none.
        shrink: how much lower it may become (the shrinkability of TeX's glue).
        shrink_above: the part of ``shrink`` that is taken above its first baseline.
        overfull: a line is wider than its place (as an overfull box of TeX's is).
        aside: columns that hang beside it and do not count for its height.
        table_head: what is drawn again above it if it begins a page.
        lowered: room above it, inside its height, so that its first baseline is that of its neighbours.
    """

    height: float
    items: tuple[Item, ...] = ()
    links: tuple[LinkArea, ...] = ()
    gap: float = 0.0
    keep_with_next: bool = False
    lines: int = 0
    ruled: bool = False
    baseline: float = 0.0
    shrink: float = 0.0
    shrink_above: float = 0.0
    overfull: bool = False
    aside: tuple[Column, ...] = ()
    table_head: Piece | None = None
    lowered: float = 0.0


class Frame(NamedTuple):
    """What is drawn around each part of a block, and the room inside it, in points.

    A block that is divided has its frame around both parts. So of ``ground`` and ``rule`` only the extent
    across the page counts: the ground is as tall as the part, the rule is its lower edge.
    """

    above: float = 0.0
    below: float = 0.0
    ground: RectItem | None = None
    rule: PathItem | None = None


BARE = Frame()


class Block(NamedTuple):
    """Columns of pieces side by side; the other fields are those of a strip."""

    columns: tuple[Column, ...]
    frame: Frame = BARE
    gap: float = 0.0
    keep_with_next: bool = False
    aside: tuple[Column, ...] = ()
    table_head: Piece | None = None
    lowered: float = 0.0


Piece = Strip | Block
Column = tuple[Piece, ...]


def height_of(piece: Piece, spacing: Spacing) -> float:
    """Measure a piece without the gap above it and without what hangs beside it."""
    if isinstance(piece, Strip):
        return piece.lowered + piece.height - piece.shrink * spacing.shrinking
    inner = max((length_of(column, spacing) for column in piece.columns), default=0.0)
    return piece.lowered + piece.frame.above + inner + piece.frame.below


def length_of(pieces: Sequence[Piece], spacing: Spacing) -> float:
    """Measure pieces set one below the other, with all gaps but the first."""
    gaps = sum([piece.gap for piece in pieces[1:]])
    return sum([height_of(piece, spacing) for piece in pieces]) + gaps * spacing.gaps


def lines_of(piece: Piece) -> int:
    """Count the lines of text of a piece: those of its longest column."""
    if isinstance(piece, Strip):
        return piece.lines
    return max((sum(map(lines_of, column)) for column in piece.columns), default=0)


def baseline_of(piece: Piece) -> float:
    """Measure from a piece's top edge to its first baseline; 0 if it does not begin with words."""
    if isinstance(piece, Strip):
        return piece.lowered + piece.baseline if piece.baseline else 0.0
    inner = max((baseline_of(column[0]) for column in piece.columns if column), default=0.0)
    return piece.lowered + piece.frame.above + inner if inner else 0.0


def placed(pieces: Iterable[Piece], top: float, spacing: Spacing) -> Iterator[tuple[Strip, float]]:
    """Yield the strips of pieces set one below the other, in reading order, each with its top edge.

    Grounds and rules come as strips, too, a ground before what lies on it.
    """
    for index, piece in enumerate(pieces):
        top -= piece.gap * spacing.gaps if index else 0.0
        # A heading or a bullet is read before the text that it hangs beside.
        for column in piece.aside:
            yield from placed(column, top, spacing)
        if isinstance(piece, Strip):
            # What the strip shrinks above comes off its blank top, which rises over the edge given to it.
            yield piece, top - piece.lowered + piece.shrink_above * spacing.shrinking
        else:
            yield from _placed_block(piece, top, spacing)
        top -= height_of(piece, spacing)


def _placed_block(block: Block, top: float, spacing: Spacing) -> Iterator[tuple[Strip, float]]:
    top -= block.lowered
    frame, height = block.frame, height_of(block, spacing) - block.lowered
    if frame.ground:
        yield Strip(height, (replace(frame.ground, y=-height, height=height),)), top
    for column in block.columns:
        yield from placed(column, top - frame.above, spacing)
    if frame.rule:
        yield Strip(0.0, (frame.rule,)), top - height


def stack(pieces: Sequence[Piece], gap: float = 0.0) -> Strip:
    """Join pieces into one strip, which can neither be divided nor drawn together."""
    items: list[Item] = []
    links: list[LinkArea] = []
    overfull = False
    for strip, top in placed(pieces, 0.0, LOOSE):
        items += shifted(strip.items, top)
        links += shifted_links(strip.links, top)
        overfull = overfull or strip.overfull
    return Strip(
        length_of(pieces, LOOSE),
        tuple(items),
        tuple(links),
        gap,
        lines=sum(map(lines_of, pieces)),
        baseline=baseline_of(pieces[0]) if pieces else 0.0,
        overfull=overfull,
    )


def with_gap(pieces: Sequence[Piece], gap: float) -> list[Piece]:
    """Put a gap above the first of some pieces."""
    return [pieces[0]._replace(gap=gap), *pieces[1:]] if pieces else []


def keep_together(pieces: Sequence[Piece]) -> list[Piece]:
    """Hold all of some pieces, and the one that follows, on one page."""
    return [piece._replace(keep_with_next=True) for piece in pieces]
