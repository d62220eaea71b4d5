"""Trimming adjacent full-width punctuation (JLREQ 3.1.4, CLREQ 3.1.6, CSS Text 4 8.4).

In: a text, and which half of each mark is blank in its face. Out: the offsets of the marks to be set half as
wide. Where two blanks meet, one is removed: after a closing mark, or before an opening one. The feature
``halt`` of the face shows where a mark is blank: a comma is at the side in China and centred in Taiwan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from itertools import pairwise

# Alternate Half Widths (OpenType 1.9, registered features): full-width glyphs set on half an em.
HALT = "halt"


class Side(Enum):
    """Where a full-width mark is blank.

    A question or exclamation mark centred in its square is ``FULL``: a closing mark before it is trimmed, an
    opening mark after it is not (JLREQ 3.1.2, a sentence has ended).
    """

    NONE = ""
    FULL = "full"
    BEFORE = "before"
    BEHIND = "behind"
    BOTH = "both"


# Stops, quotation marks, brackets and dots that East Asian faces may draw as wide as an ideograph.
_MARKS = (
    "\u00b7\u2018\u2019\u201c\u201d\u3001\u3002\u3008-\u3011\u3014-\u301b\u301d-\u301f\u30fb\uff01\uff08\uff09\uff0c"
    "\uff0e\uff1a\uff1b\uff1f\uff3b\uff3d\uff5b\uff5d\uff5f\uff60"
)
_IDEOGRAPHIC_SPACE = "\u3000"
_PAIRS = re.compile(f"[{_MARKS}{_IDEOGRAPHIC_SPACE}]{{2,}}")
_MARK = re.compile(f"[{_MARKS}]")


def is_full_width_mark(char: str) -> bool:
    """Tell whether a character may be a full-width mark."""
    return bool(_MARK.fullmatch(char))


def side_of(char: str, gone: float, moved: float) -> Side:
    """Tell where a mark is blank if ``halt`` narrows it by ``gone`` and moves it left by ``moved``."""
    # If the face does not change the mark, or moves it, the mark is centred in its square.
    if char in "\uff01\uff1f" and (not gone or moved):
        return Side.FULL
    if gone <= 0:
        return Side.NONE
    # The blank is after a mark that stays in place, and before one that moves by all of it; quarters allow
    # for slightly inexact faces.
    return Side.BEHIND if moved < gone / 4 else Side.BEFORE if moved > gone * 3 / 4 else Side.BOTH


def find_half_wide(text: str, side: Callable[[int], Side]) -> frozenset[int]:
    """Find the marks that are set half as wide, by their offsets.

    ``side`` tells where the mark at an offset is blank.
    """
    return frozenset(at for match in _PAIRS.finditer(text) for at in _half_wide(text, match.span(), side))


def _half_wide(text: str, row: tuple[int, int], side: Callable[[int], Side]) -> Iterator[int]:
    """Yield the marks of a row of neighbours that are set half as wide."""
    start, end = row
    sides = [Side.BOTH if text[at] == _IDEOGRAPHIC_SPACE else side(at) for at in range(start, end)]
    for at, (before, behind) in enumerate(pairwise(sides), start):
        # A closing mark before any other; its blank is trimmed even if a line ends between the two.
        if before is Side.BEHIND and behind is not Side.NONE:
            yield at
        elif behind is Side.BEFORE and before in (Side.BEFORE, Side.BOTH):
            yield at + 1
