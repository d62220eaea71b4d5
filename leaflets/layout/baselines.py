"""Pieces set together: what stands side by side stands on one first baseline.

In: columns of pieces. Out: the same, those whose first line stands higher sunk to the lowest one. Their first
lines also give as much above as each other, so that they stay on one baseline when lines are drawn together.
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
    base_of,
    height_of,
    length_of,
)


def levelled(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Put columns on one first baseline, that of the lowest; what begins without words stays where it is."""
    bases = [base_of(column[0]) if column else 0.0 for column in columns]
    if sum(1 for base in bases if base) < 2:
        return tuple(columns)
    lowest = max(bases)
    lift = min(_lift(column[0]) for column, base in zip(columns, bases, strict=True) if base)
    return tuple(
        (_sunk(column[0], lowest - base, lift), *column[1:]) if base else column
        for column, base in zip(columns, bases, strict=True)
    )


def side_by_side(columns: Sequence[Sequence[Piece]], frame: Frame = BARE, gap: float = 0.0) -> Block:
    """Set columns side by side, on one first baseline."""
    return Block(levelled([tuple(column) for column in columns]), frame, gap)


def drops(strips: Sequence[Strip]) -> list[float]:
    """Give how far each of some strips has to be lowered, so that all stand on one first baseline."""
    lowest = max((strip.base for strip in strips), default=0.0)
    return [lowest - strip.base if strip.base else 0.0 for strip in strips]


def _lift(piece: Piece) -> float:
    """Give how much of itself the first line of a piece gives above."""
    if isinstance(piece, Strip):
        return piece.lift
    return min((_lift(column[0]) for column in piece.columns if column and base_of(column[0])), default=0.0)


def _sunk(piece: Piece, by: float, lift: float) -> Piece:
    """Lower a piece, with what hangs beside it, and limit what its first line gives above."""
    if not by and isinstance(piece, Strip) and piece.lift <= lift and not piece.aside:
        return piece
    aside = tuple((_sunk(column[0], by, lift), *column[1:]) if column else column for column in piece.aside)
    if isinstance(piece, Block):
        columns = tuple(
            (_sunk(column[0], 0.0, lift), *column[1:]) if column and base_of(column[0]) else column
            for column in piece.columns
        )
        return piece._replace(columns=columns, aside=aside, sink=piece.sink + by)
    lift = min(lift, piece.lift)
    give = piece.give - piece.lift + lift
    return piece._replace(give=give, lift=lift, aside=aside, sink=piece.sink + by)


def beside(side: Sequence[Piece], body: Sequence[Piece], tightest: Spacing) -> list[Piece]:
    """Set a short column (a hanging heading, a bullet) beside a story, which keeps its breaks.

    Both begin on one baseline. The side's items come first in reading order, and what stands beside it stays
    together. If the side is the taller of the two, at any spacing, both become one block.
    """
    if not side or not body:
        return [*side, *body]
    side, body = levelled((tuple(side), tuple(body)))
    if any(length_of(side, each) > length_of(body, each) for each in (LOOSE, tightest)):
        return [Block((side, body))]
    joined = [body[0]._replace(aside=(side, *body[0].aside)), *body[1:]]
    tall, reach = length_of(side, tightest), 0.0
    for index, piece in enumerate(joined):
        reach += height_of(piece, tightest) + (piece.gap * tightest.scale if index else 0.0)
        if reach >= tall:
            break
        joined[index] = piece._replace(keep=True)
    return joined
