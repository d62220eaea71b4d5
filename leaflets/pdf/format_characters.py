"""Format characters: marks of direction and joiners, and which mark stands before a space.

They are never seen (General_Category Cf), but readers take them out of a file with the text, and some judge
the direction of a line by them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from unicodedata2 import bidirectional

from leaflets.text.shaped import ShapedWord

# The marks of direction (UAX #9 2.6).
LRM, RLM, ALM = "\u200e", "\u200f", "\u061c"
# Zero-width space, non-joiner and joiner, word joiner: they say how letters join and where lines may end.
JOINERS = re.compile("[\u200b-\u200d\u2060]+")

# Bidi_Class of the letters of Hebrew, and of Arabic and Syriac.
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def mark_of_space(word: ShapedWord, following: ShapedWord | None) -> str:
    """Choose the mark before the space that ends a right-to-left word: RLM, or ALM where it must be.

    pdf.js (core/bidi.js) takes RLM, and all characters but those of Latin-1, Hebrew and Arabic, for letters
    from left to right: a space beside a quotation mark or a dash would change sides with it. It takes ALM for
    an Arabic letter, without which it turns nothing round.
    """
    neighbours = [text for each in (word, following) if each is not None and (text := each.text.strip())]
    return RLM if all(map(_is_turned, neighbours)) else ALM


# A page has few words that no page had before.
@lru_cache(maxsize=60_000)
def _is_turned(text: str) -> bool:
    """Tell whether pdf.js finds one word from right to left in a text, and no letters that are none."""
    has_letters = bool(_RIGHT_TO_LEFT.intersection(map(bidirectional, text)))
    return has_letters and len(text.split()) == 1 and not any(map(_is_left, JOINERS.sub("", text)))


def _is_left(char: str) -> bool:
    """Tell whether pdf.js takes a character for a letter from left to right that is none."""
    # The blocks that its tables know: Latin-1; Hebrew to Arabic Extended-A; their presentation forms.
    known = char <= "\u00ff" or "\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufeff"
    return not known and bidirectional(char) not in _RIGHT_TO_LEFT
