"""Strips and blocks: the page cut into slices, whose distances are settled last.

A :class:`Strip` is what cannot be divided: a line of text, a drawing. Its ``x`` is final, its ``y``
counts from the strip's top edge (so it is negative). A :class:`Block` is columns of pieces side by side,
perhaps on a ground: a table row, a panel. A story is a sequence of both. It is laid out once; how far its
pieces stand apart (:class:`Spacing`) is chosen afterwards, and a block taller than a page is divided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from leaflets.layout.pages import Item, LinkArea, PathItem, RectItem, TextItem

_EPSILON = 0.01  # points


class Spacing(NamedTuple):
    """How pieces are drawn together: gaps to ``scale`` of them, lines by ``tight`` of what they give."""

    scale: float = 1.0
    tight: float = 0.0


LOOSE = Spacing()


class Strip(NamedTuple):
    """A slice of the story that cannot be divided.

    ``gap`` is the space above it, which falls away at the head of a page. ``keep`` holds it
    on the page of the next piece. ``lines`` counts its lines of text. ``ruled`` marks lines for handwriting
    that may be added to. ``give`` is how much of its height may be taken, half above and half below. ``over``
    says that a line is wider than its place. ``aside`` are columns that hang beside it and do not count for
    its height; ``head`` is the table head to draw again if a page begins here.
    """

    height: float
    items: tuple[Item, ...] = ()
    links: tuple[LinkArea, ...] = ()
    gap: float = 0.0
    keep: bool = False
    lines: int = 0
    ruled: bool = False
    give: float = 0.0
    over: bool = False
    aside: tuple[Column, ...] = ()
    head: Piece | None = None


class Frame(NamedTuple):
    """What is drawn around each part of a block, and the room inside it, in points.

    Of ``ground`` and ``rule`` only the extent across the page counts: the ground is as tall as the part,
    the rule is its lower edge.
    """

    above: float = 0.0
    below: float = 0.0
    ground: RectItem | None = None
    rule: PathItem | None = None


class Block(NamedTuple):
    """Columns of pieces side by side; the other fields are those of a strip."""

    columns: tuple[Column, ...]
    frame: Frame = Frame()
    gap: float = 0.0
    keep: bool = False
    aside: tuple[Column, ...] = ()
    head: Piece | None = None


Piece = Strip | Block
Column = tuple[Piece, ...]


def height_of(piece: Piece, spacing: Spacing) -> float:
    """Measure a piece without the gap above it."""
    if isinstance(piece, Strip):
        return piece.height - piece.give * spacing.tight
    inner = max((length_of(column, spacing) for column in piece.columns), default=0.0)
    return piece.frame.above + inner + piece.frame.below


def length_of(pieces: Sequence[Piece], spacing: Spacing) -> float:
    """Measure pieces set one below the other, with all gaps but the first."""
    gaps = sum([piece.gap for piece in pieces[1:]])
    return sum([height_of(piece, spacing) for piece in pieces]) + gaps * spacing.scale


def lines_of(piece: Piece) -> int:
    """Count the lines of text of a piece: those of its longest column."""
    if isinstance(piece, Strip):
        return piece.lines
    return max((sum(map(lines_of, column)) for column in piece.columns), default=0)


def placed(pieces: Iterable[Piece], top: float, spacing: Spacing) -> Iterator[tuple[Strip, float]]:
    """Yield the strips of pieces set one below the other, in reading order, each with its top edge.

    Grounds and rules come as strips, too.
    """
    for index, piece in enumerate(pieces):
        top -= piece.gap * spacing.scale if index else 0.0
        for column in piece.aside:
            yield from placed(column, top, spacing)
        if isinstance(piece, Strip):
            yield piece, top + piece.give * spacing.tight / 2
        else:
            yield from _placed_block(piece, top, spacing)
        top -= height_of(piece, spacing)


def _placed_block(block: Block, top: float, spacing: Spacing) -> Iterator[tuple[Strip, float]]:
    frame, height = block.frame, height_of(block, spacing)
    if frame.ground:
        yield Strip(height, (replace(frame.ground, y=-height, height=height),)), top
    for column in block.columns:
        yield from placed(column, top - frame.above, spacing)
    if frame.rule:
        yield Strip(0.0, (frame.rule,)), top - height


def divided(piece: Piece, room: float, spacing: Spacing) -> tuple[Piece | None, Piece | None]:
    """Divide a block so that its first part fits a height; each column is cut where it can be.

    What cannot be divided is all rest.
    """
    if isinstance(piece, Strip):
        return None, piece
    inner = room - piece.frame.above - piece.frame.below
    cuts = [_cut(column, inner, spacing) for column in piece.columns]
    if not any(first for first, _ in cuts):
        return None, piece
    firsts, rests = (tuple(part[n] for part in cuts) for n in (0, 1))
    rest = piece._replace(columns=rests, gap=0.0, aside=()) if any(rests) else None
    return piece._replace(columns=firsts), rest


def _cut(
    column: Sequence[Piece], room: float, spacing: Spacing
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Cut a column where ``room`` ends, or above if pieces keep together there."""
    used = 0.0
    for index, piece in enumerate(column):
        used += piece.gap * spacing.scale if index else 0.0
        tall = height_of(piece, spacing)
        if used + tall > room + _EPSILON:
            first, rest = divided(piece, room - used, spacing)
            if first and rest:
                return (*column[:index], first), (rest, *column[index + 1 :])
            at = _before_kept(column, index)
            return tuple(column[:at]), tuple(column[at:])
        used += tall
    return tuple(column), ()


def _before_kept(column: Sequence[Piece], index: int) -> int:
    """Find the last place up to ``index`` where pieces do not keep together; ``index`` if there is none."""
    at = index
    while at and column[at - 1].keep:
        at -= 1
    return at or index


def shifted(items: Iterable[Item], dy: float) -> tuple[Item, ...]:
    """Move items up by ``dy`` points."""
    return tuple(items) if not dy else tuple([_moved(item, dy) for item in items])


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


def stack(pieces: Sequence[Piece], gap: float = 0.0) -> Strip:
    """Join pieces into one strip that cannot be divided nor drawn together."""
    items: list[Item] = []
    links: list[LinkArea] = []
    over = False
    for strip, top in placed(pieces, 0.0, LOOSE):
        items += shifted(strip.items, top)
        links += shifted_links(strip.links, top)
        over = over or strip.over
    lines = sum(map(lines_of, pieces))
    return Strip(length_of(pieces, LOOSE), tuple(items), tuple(links), gap, lines=lines, over=over)


def beside(side: Sequence[Piece], body: Sequence[Piece], tightest: Spacing) -> list[Piece]:
    """Set a short column (a hanging heading, a bullet) beside a story, which keeps its breaks.

    The side's items come first in reading order, and what stands beside it stays together. If the side is the
    taller of the two, at any spacing, both become one block.
    """
    if not side or not body:
        return [*side, *body]
    if any(length_of(side, each) > length_of(body, each) for each in (LOOSE, tightest)):
        return [Block((tuple(side), tuple(body)))]
    joined = [body[0]._replace(aside=(tuple(side), *body[0].aside)), *body[1:]]
    tall, reach = length_of(side, tightest), 0.0
    for index, piece in enumerate(joined):
        reach += height_of(piece, tightest) + (piece.gap * tightest.scale if index else 0.0)
        if reach >= tall:
            break
        joined[index] = piece._replace(keep=True)
    return joined


def gapped(pieces: Sequence[Piece], gap: float) -> list[Piece]:
    """Put a gap above the first of some pieces."""
    return [pieces[0]._replace(gap=gap), *pieces[1:]] if pieces else []


def kept(pieces: Sequence[Piece]) -> list[Piece]:
    """Hold all of some pieces, and the one that follows, together."""
    return [piece._replace(keep=True) for piece in pieces]
