"""Full-width punctuation that is drawn together where it meets (JLREQ 3.1.4, CLREQ 3.1.6, CSS Text 4 8.4).

In go a text and which half of each mark is blank in its face; out come the offsets of the marks to be set
half as wide. Where two blanks meet, one goes: that behind a closing mark, or that before an opening one. What
a mark is, the face says by its feature ``halt``: a comma closes in China and stands in the middle in Taiwan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from itertools import pairwise

# Alternate Half Widths (OpenType 1.9, registered features): full-width glyphs set on half an em.
FEATURE = "halt"


class Side(Enum):
    """Where a full-width mark is blank.

    A mark of question or exclamation in the middle of its square is ``FULL``: what closes before it stands
    near, what opens behind it does not (JLREQ 3.1.2, a sentence has ended).
    """

    NONE = ""
    FULL = "full"
    BEFORE = "before"
    BEHIND = "behind"
    BOTH = "both"


# Stops, quotation marks, brackets and dots that faces of East Asia may draw as wide as an ideograph.
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
    """Tell where a mark is blank that a face makes narrower by ``gone`` and moves left by ``moved``."""
    # A face that leaves the mark as it is, or moves it, has drawn it in the middle of its square.
    if char in "\uff01\uff1f" and (not gone or moved):
        return Side.FULL
    if gone <= 0:
        return Side.NONE
    # What is taken away lies behind the mark if the mark stays where it is, before it if it moves by all of
    # that; quarters leave room for faces that are drawn a little off.
    return Side.BEHIND if moved < gone / 4 else Side.BEFORE if moved > gone * 3 / 4 else Side.BOTH


def half_wide(text: str, side: Callable[[int], Side]) -> frozenset[int]:
    """Find the marks that are set half as wide, by their offsets.

    ``side`` tells where the mark at an offset is blank.
    """
    return frozenset(at for match in _PAIRS.finditer(text) for at in _half_wide(text, match.span(), side))


def _half_wide(text: str, row: tuple[int, int], side: Callable[[int], Side]) -> Iterator[int]:
    """Yield the marks of a row of neighbours that are set half as wide."""
    start, end = row
    sides = [Side.BOTH if text[at] == _IDEOGRAPHIC_SPACE else side(at) for at in range(start, end)]
    for at, (before, behind) in enumerate(pairwise(sides), start):
        # Closing mark and whatever follows it; its blank goes also where a line ends between the two.
        if before is Side.BEHIND and behind is not Side.NONE:
            yield at
        elif behind is Side.BEFORE and before in (Side.BEFORE, Side.BOTH):
            yield at + 1
