"""A block that is taller than a page, divided: each column where it can be cut.

In: a block and a height. Out: the part that fits, and the rest, whose columns begin on one baseline again.
"""

from __future__ import annotations

from collections.abc import Sequence

from leaflets.layout.baselines import levelled
from leaflets.layout.strips import Piece, Spacing, Strip, height_of

_EPSILON = 0.01  # points


def divided(piece: Piece, room: float, spacing: Spacing) -> tuple[Piece | None, Piece | None]:
    """Divide a block so that its first part fits a height; each column is cut where it can be.

    What cannot be divided is all rest.
    """
    if isinstance(piece, Strip):
        return None, piece
    inner = room - piece.sink - piece.frame.above - piece.frame.below
    cuts = [_cut(column, inner, spacing) for column in piece.columns]
    if not any(first for first, _ in cuts):
        return None, piece
    firsts, rests = (tuple(part[n] for part in cuts) for n in (0, 1))
    rest = piece._replace(columns=levelled(rests), gap=0.0, aside=(), sink=0.0) if any(rests) else None
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
