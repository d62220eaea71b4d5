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
    """How pieces are drawn together: gaps to ``scale`` of them, lines by ``tight`` of what they give."""

    scale: float = 1.0
    tight: float = 0.0


LOOSE = Spacing()


class Strip(NamedTuple):
    """A slice of the story that cannot be divided.

    ``gap`` is the space above it, which falls away at the head of a page. ``keep`` holds it
    on the page of the next piece. ``lines`` counts its lines of text. ``ruled`` marks lines for handwriting
    that may be added to. ``base`` is the distance of its first baseline from its top edge, 0 if it has none.
    ``give`` is how much of its height may be taken, ``lift`` the part of it above. ``over``
    says that a line is wider than its place. ``aside`` are columns that hang beside it and do not count for
    its height; ``head`` is the table head to draw again if a page begins here. ``sink`` is room left above it
    so that its first baseline is that of its neighbours.
    """

    height: float
    items: tuple[Item, ...] = ()
    links: tuple[LinkArea, ...] = ()
    gap: float = 0.0
    keep: bool = False
    lines: int = 0
    ruled: bool = False
    base: float = 0.0
    give: float = 0.0
    lift: float = 0.0
    over: bool = False
    aside: tuple[Column, ...] = ()
    head: Piece | None = None
    sink: float = 0.0


class Frame(NamedTuple):
    """What is drawn around each part of a block, and the room inside it, in points.

    Of ``ground`` and ``rule`` only the extent across the page counts: the ground is as tall as the part,
    the rule is its lower edge.
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
    keep: bool = False
    aside: tuple[Column, ...] = ()
    head: Piece | None = None
    sink: float = 0.0


Piece = Strip | Block
Column = tuple[Piece, ...]


def height_of(piece: Piece, spacing: Spacing) -> float:
    """Measure a piece without the gap above it."""
    if isinstance(piece, Strip):
        return piece.sink + piece.height - piece.give * spacing.tight
    inner = max((length_of(column, spacing) for column in piece.columns), default=0.0)
    return piece.sink + piece.frame.above + inner + piece.frame.below


def length_of(pieces: Sequence[Piece], spacing: Spacing) -> float:
    """Measure pieces set one below the other, with all gaps but the first."""
    gaps = sum([piece.gap for piece in pieces[1:]])
    return sum([height_of(piece, spacing) for piece in pieces]) + gaps * spacing.scale


def lines_of(piece: Piece) -> int:
    """Count the lines of text of a piece: those of its longest column."""
    if isinstance(piece, Strip):
        return piece.lines
    return max((sum(map(lines_of, column)) for column in piece.columns), default=0)


def base_of(piece: Piece) -> float:
    """Give the distance of a piece's first baseline from its top edge; 0 if it does not begin with words."""
    if isinstance(piece, Strip):
        return piece.sink + piece.base if piece.base else 0.0
    inner = max((base_of(column[0]) for column in piece.columns if column), default=0.0)
    return piece.sink + piece.frame.above + inner if inner else 0.0


def placed(pieces: Iterable[Piece], top: float, spacing: Spacing) -> Iterator[tuple[Strip, float]]:
    """Yield the strips of pieces set one below the other, in reading order, each with its top edge.

    Grounds and rules come as strips, too.
    """
    for index, piece in enumerate(pieces):
        top -= piece.gap * spacing.scale if index else 0.0
        for column in piece.aside:
            yield from placed(column, top, spacing)
        if isinstance(piece, Strip):
            yield piece, top - piece.sink + piece.lift * spacing.tight
        else:
            yield from _placed_block(piece, top, spacing)
        top -= height_of(piece, spacing)


def _placed_block(block: Block, top: float, spacing: Spacing) -> Iterator[tuple[Strip, float]]:
    top -= block.sink
    frame, height = block.frame, height_of(block, spacing) - block.sink
    if frame.ground:
        yield Strip(height, (replace(frame.ground, y=-height, height=height),)), top
    for column in block.columns:
        yield from placed(column, top - frame.above, spacing)
    if frame.rule:
        yield Strip(0.0, (frame.rule,)), top - height


def stack(pieces: Sequence[Piece], gap: float = 0.0) -> Strip:
    """Join pieces into one strip that cannot be divided nor drawn together."""
    items: list[Item] = []
    links: list[LinkArea] = []
    over = False
    for strip, top in placed(pieces, 0.0, LOOSE):
        items += shifted(strip.items, top)
        links += shifted_links(strip.links, top)
        over = over or strip.over
    return Strip(
        length_of(pieces, LOOSE),
        tuple(items),
        tuple(links),
        gap,
        lines=sum(map(lines_of, pieces)),
        base=base_of(pieces[0]) if pieces else 0.0,
        over=over,
    )


def gapped(pieces: Sequence[Piece], gap: float) -> list[Piece]:
    """Put a gap above the first of some pieces."""
    return [pieces[0]._replace(gap=gap), *pieces[1:]] if pieces else []


def kept(pieces: Sequence[Piece]) -> list[Piece]:
    """Hold all of some pieces, and the one that follows, together."""
    return [piece._replace(keep=True) for piece in pieces]
