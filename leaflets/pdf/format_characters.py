"""Format characters: direction marks and joiners, and which mark comes before a space.

They are invisible (General_Category Cf), but readers extract them with the text, and some judge the direction
of a line by them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from unicodedata2 import bidirectional

from leaflets.text.shaped import ShapedWord

# UAX #9 2.6.
LRM, RLM, ALM = "\u200e", "\u200f", "\u061c"
JOINERS = re.compile("[\u200b-\u200d\u2060]+")

_RIGHT_TO_LEFT = frozenset({"R", "AL"})  # Bidi_Class


def mark_of_space(word: ShapedWord, following: ShapedWord | None) -> str:
    """Choose the mark before the space that ends a right-to-left word: RLM, or ALM where it must be.

    pdf.js (core/bidi.js) takes RLM, and all characters except those of Latin-1, Hebrew and Arabic, for
    left-to-right letters: a space next to a quotation mark or a dash would swap places with it. It takes ALM
    for an Arabic letter, and it reverses nothing without one.
    """
    neighbours = [text for each in (word, following) if each is not None and (text := each.text.strip())]
    return RLM if all(map(_is_reversed, neighbours)) else ALM


@lru_cache(maxsize=60_000)
def _is_reversed(text: str) -> bool:
    """Tell whether pdf.js takes a text for one right-to-left word, with no left-to-right letter in it."""
    has_letters = bool(_RIGHT_TO_LEFT.intersection(map(bidirectional, text)))
    return has_letters and len(text.split()) == 1 and not any(map(_is_left, JOINERS.sub("", text)))


def _is_left(char: str) -> bool:
    """Tell whether pdf.js wrongly takes a character for a left-to-right letter."""
    # The blocks in its tables: Latin-1; Hebrew to Arabic Extended-A; their presentation forms.
    known = char <= "\u00ff" or "\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufeff"
    return not known and bidirectional(char) not in _RIGHT_TO_LEFT
