"""Alignment of columns on a common first baseline.

In: columns of pieces. Out: the same columns, lowered to the lowest first baseline. Their first lines shrink
by the same amount above it, so that they stay aligned when lines are drawn together.
"""

from __future__ import annotations

from collections.abc import Sequence

from leaflets.layout.strips import (
    BARE,
    LOOSE,
    Block,
    Column,
    Frame,
    Piece,
    Spacing,
    Strip,
    baseline_of,
    height_of,
    length_of,
)


def aligned(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Align columns on the lowest of their first baselines; one that begins without words stays in place."""
    bases = [baseline_of(column[0]) if column else 0.0 for column in columns]
    if sum(1 for base in bases if base) < 2:
        return tuple(columns)
    # Columns are never raised: their ink could leave the block.
    lowest = max(bases)
    # The line that can shrink least above limits the others, or tighter spacing would misalign them.
    most = min(_shrink_above(column[0]) for column, base in zip(columns, bases, strict=True) if base)
    return tuple(
        (_lower(column[0], lowest - base, most), *column[1:]) if base else column
        for column, base in zip(columns, bases, strict=True)
    )


def side_by_side(columns: Sequence[Sequence[Piece]], frame: Frame = BARE, gap: float = 0.0) -> Block:
    """Set columns side by side as one block, on a common first baseline."""
    return Block(aligned([tuple(column) for column in columns]), frame, gap)


def drops(strips: Sequence[Strip]) -> list[float]:
    """Find how far to lower each strip, in points, so that all have a common first baseline.

    For strips whose items are placed one by one, as in a drawing; for pieces of a block use :func:`aligned`.
    """
    lowest = max((strip.baseline for strip in strips), default=0.0)
    return [lowest - strip.baseline if strip.baseline else 0.0 for strip in strips]


def beside(side: Sequence[Piece], body: Sequence[Piece], tightest: Spacing) -> list[Piece]:
    """Set a short column (a hanging heading, a bullet) beside a story, which keeps its breaks.

    Both have a common first baseline. The side's items come first in reading order, and the pieces beside it
    stay together. If the side is the taller of the two, at any spacing, both become one block.
    """
    if not side or not body:
        return [*side, *body]
    side, body = aligned((tuple(side), tuple(body)))
    # At both extremes: lines of the one may shrink where those of the other cannot.
    if any(length_of(side, each) > length_of(body, each) for each in (LOOSE, tightest)):
        return [Block((side, body))]
    joined = [body[0]._replace(aside=(side, *body[0].aside)), *body[1:]]
    tall, reach = length_of(side, tightest), 0.0
    for index, piece in enumerate(joined):
        reach += height_of(piece, tightest) + (piece.gap * tightest.gaps if index else 0.0)
        if reach >= tall:
            break
        joined[index] = piece._replace(keep_with_next=True)
    return joined


def _shrink_above(piece: Piece) -> float:
    """Find how much the first line of a piece shrinks above its baseline, in points."""
    if isinstance(piece, Strip):
        return piece.shrink_above
    firsts = (column[0] for column in piece.columns if column)
    return min((_shrink_above(first) for first in firsts if baseline_of(first)), default=0.0)


def _lower(piece: Piece, by: float, most: float) -> Piece:
    """Lower a piece and its asides, and limit what its first line shrinks above to ``most``."""
    if not by and isinstance(piece, Strip) and piece.shrink_above <= most and not piece.aside:
        return piece
    aside = tuple((_lower(column[0], by, most), *column[1:]) if column else column for column in piece.aside)
    if isinstance(piece, Block):
        # Its columns are aligned already; only their limit is new.
        columns = tuple(
            (_lower(column[0], 0.0, most), *column[1:]) if column and baseline_of(column[0]) else column
            for column in piece.columns
        )
        return piece._replace(columns=columns, aside=aside, lowered=piece.lowered + by)
    above = min(most, piece.shrink_above)
    shrink = piece.shrink - piece.shrink_above + above
    return piece._replace(shrink=shrink, shrink_above=above, aside=aside, lowered=piece.lowered + by)
