"""Levels of the characters of a line by the letter of UAX #9 (L1), to hold the engine against.

The engine applies L1 to whole words, when it places them (:mod:`leaflets.text.placement`); Unicode's test
files ask for it character by character.
"""

from __future__ import annotations

import re

from leaflets.text.bidi import Base
from leaflets.text.bidi_data import bidi_letter
from leaflets.text.bidi_explicit import REMOVED, first_strong

_SEPARATOR = re.compile("[\t\n\x0b\r\x1c-\x1f\x85\u2029]")  # Bidi_Class S and B
# L1, with what X9 removed: white space and the characters that one does not see.
_BLANK = frozenset("wiIfX") | REMOVED


def paragraph_level(text: str, base: Base = "auto") -> int:
    """The level of a paragraph: 0 for left to right, 1 for right to left (P2, P3)."""
    if base == "auto":
        return int(first_strong("".join(map(bidi_letter, text))) in ("R", "A"))
    return int(base == "rtl")


def line_levels(levels: bytes, text: str, start: int, end: int, base: Base = "auto") -> bytes:
    """Put separators, and blanks at the end of a line, back to the paragraph's level (L1).

    The line is ``text[start:end]``. Returns the levels of the whole text with those of this
    line changed, so that offsets stay what they are.
    """
    level = paragraph_level(_paragraph_at(text, start), base)
    changed = bytearray(levels)
    _reset_before(changed, text, start, end, level)
    for match in _SEPARATOR.finditer(text, start, end):
        changed[match.start()] = level
        _reset_before(changed, text, start, match.start(), level)
    return bytes(changed)


def _paragraph_at(text: str, at: int) -> str:
    """The paragraph that holds an offset (P1)."""
    letters = "".join(map(bidi_letter, text))
    return text[letters.rfind("p", 0, at) + 1 : letters.find("p", at) + 1 or len(text)]


def _reset_before(changed: bytearray, text: str, start: int, end: int, level: int) -> None:
    """Set the blanks that end at ``end`` to the paragraph's level."""
    while end > start and bidi_letter(text[end - 1]) in _BLANK:
        end -= 1
        changed[end] = level
