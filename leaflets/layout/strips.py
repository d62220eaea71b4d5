"""Strips and blocks: slices of a page whose distances are chosen last.

A :class:`Strip` cannot be divided: a line of text, a drawing. Its ``x`` coordinates are final, its ``y``
coordinates are relative to the strip's top edge (so they are negative). *No ink leaves its strip*, however
closely strips are drawn together, so neighbours never touch (:mod:`leaflets.layout.line_spacing` has the
exception: lines of one paragraph). A :class:`Block` is columns of pieces side by side, perhaps on a tinted
background: a table row, a panel. A story is a sequence of both. It is laid out once; the distances between
its pieces (:class:`Spacing`) are chosen afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from leaflets.layout.pages import Item, LinkArea, PathItem, RectItem, shifted, shifted_links


class Spacing(NamedTuple):
    """How closely pieces are drawn together, the same on all pages of a leaflet.

    ``gaps`` is the fraction of each gap that is left, ``shrinking`` the fraction of their shrinkability by
    which lines shrink.
    """

    gaps: float = 1.0
    shrinking: float = 0.0


LOOSE = Spacing()


# Named tuples are faster to make and replace than frozen dataclasses, and a leaflet has hundreds.
class Strip(NamedTuple):
    """A slice of the story that cannot be divided; all lengths are points.

    Attributes:
        height: of the strip when it is loose.
        items: what is drawn, from the top edge down.
        links: what may be clicked, likewise.
        gap: the space above it, which is dropped at the head of a page.
        keep_with_next: it is on the page of the next piece.
        lines: how many lines of text it has; a drawing counts as the lines that would be as tall.
        ruled: it is a line for handwriting that may be repeated to fill a page.
        baseline: how far its first baseline is below its top edge; 0 if it has none.
        shrink: how much lower it may become (the shrinkability of TeX's glue).
        shrink_above: the part of ``shrink`` that is taken above its first baseline.
        overfull: a line is wider than its box (an overfull box in TeX).
        aside: columns that hang beside it and do not count for its height.
        table_head: the head that is repeated above it if it begins a page.
        lowered: room above it that aligns its first baseline with that of its neighbours.
        begins_page: it stands at the head of a page.
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
    begins_page: bool = False


class Frame(NamedTuple):
    """Padding, background and rule of each part of a block, in points.

    A divided block has its frame around both parts. So of ``background`` and ``rule`` only the extent across
    the page counts: the background is as tall as the part, the rule is its lower edge.
    """

    above: float = 0.0
    below: float = 0.0
    background: RectItem | None = None
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
    begins_page: bool = False


Piece = Strip | Block
Column = tuple[Piece, ...]


def height_of(piece: Piece, spacing: Spacing) -> float:
    """Measure a piece without the gap above it and without its asides."""
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

    Backgrounds and rules are strips, too; a background comes before what is on it.
    """
    for index, piece in enumerate(pieces):
        top -= piece.gap * spacing.gaps if index else 0.0
        # A heading or a bullet is read before the text beside it.
        for column in piece.aside:
            yield from placed(column, top, spacing)
        if isinstance(piece, Strip):
            # The strip shrinks at its blank top, which then extends above ``top``.
            yield piece, top - piece.lowered + piece.shrink_above * spacing.shrinking
        else:
            yield from _placed_block(piece, top, spacing)
        top -= height_of(piece, spacing)


def _placed_block(block: Block, top: float, spacing: Spacing) -> Iterator[tuple[Strip, float]]:
    top -= block.lowered
    frame, height = block.frame, height_of(block, spacing) - block.lowered
    if frame.background:
        yield Strip(height, (replace(frame.background, y=-height, height=height),)), top
    for column in block.columns:
        yield from placed(column, top - frame.above, spacing)
    if frame.rule:
        yield Strip(0.0, (frame.rule,)), top - height


def stack(pieces: Sequence[Piece], gap: float = 0.0) -> Strip:
    """Join pieces into one strip, which cannot be divided and does not shrink."""
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
    """Set the gap above the first of some pieces."""
    return [pieces[0]._replace(gap=gap), *pieces[1:]] if pieces else []


def keep_together(pieces: Sequence[Piece]) -> list[Piece]:
    """Keep some pieces, and the one that follows them, on one page."""
    return [piece._replace(keep_with_next=True) for piece in pieces]
