"""What cannot be drawn although every character has a glyph: marks without a base letter, or too many.

In: a word, or what HarfBuzz shaped from it. Out: the fault, if there is one. For most scripts of India and
South-East Asia HarfBuzz judges the order of marks: it draws a dotted circle (U+25CC) under an invalid
syllable. The rules here are for scripts that it does not check (Thai: WTT 2.0).
"""

from __future__ import annotations

import re
from enum import Enum

from unicodedata2 import category

from leaflets.characters import is_ignorable
from leaflets.text.shaped import ShapedWord

DOTTED_CIRCLE = "\u25cc"

# UAX #15, 13: the limit of the Stream-Safe Text Format; no language comes near it.
MOST_MARKS = 30
# How far the glyphs of a cluster may reach, in thousandths of an em. They become one composite glyph, whose
# coordinates are 16 bits (OpenType 1.9, glyf): ``_UNITS`` font units at most, and twelve em in a coarse em.
_REACH, _UNITS = 12_000, 32_000

# Not checked by HarfBuzz: in Thai and Lao, vowels above and below, tone and other marks follow a consonant or
# each other; the sign that stacks letters in Burmese and Khmer is followed by a letter.
_THAI, _LAO = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e", "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
# Letters of Burmese script that may be stacked under another: consonants and independent vowels.
BURMESE_LETTER = (
    "[\u1000-\u102a\u103f\u104e\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e]"
)
_WITHOUT_BASE = {
    "Thai": re.compile(f"(?<![\u0e01-\u0e2e{_THAI}\u25cc\u00a0])[{_THAI}]"),
    "Laoo": re.compile(f"(?<![\u0e81-\u0eae\u0ebd\u0edc-\u0edf{_LAO}\u25cc\u00a0])[{_LAO}]"),
    "Mymr": re.compile(f"\u1039(?!{BURMESE_LETTER})"),
    "Khmr": re.compile("\u17d2(?![\u1780-\u17b3])"),
}


# Letters, digits, spaces and ASCII, but no marks: most words match and need no further check.
WITHOUT_MARKS = re.compile("[\\w\\s\\x00-\\x7f]*")
# A non-letter at the start of a word or after a space, with only invisible characters between. A no-break
# space is the base that Unicode prescribes for a mark on its own (chapter 7.9).
_BARE = re.compile(
    "(?:^|[ \u1680\u2000-\u200a\u202f\u205f\u3000])"
    "[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]*([^\\w\\s\\x00-\\x7f])"
)


class Fault(Enum):
    """Why a part of a text cannot be drawn; the value is the predicate of a message."""

    MISSING = "is in none of the fonts"
    UNPRINTABLE = "is no character that can be printed"
    DOTTED_CIRCLE = "is no syllable: it would be printed with a dotted circle"
    NO_BASE = "has no letter to stand on"
    TOO_MANY_MARKS = "carries more marks than can be printed"


class ShapingError(Exception):
    """A text has a part that cannot be drawn: ``text``."""

    def __init__(self, text: str, fault: Fault) -> None:
        self.text = text
        self.fault = fault
        super().__init__(f"{text!r} {fault.value}")


def is_mark(char: str) -> bool:
    """Tell whether a character is a combining mark (General_Category M)."""
    return str(category(char)[0]) == "M"


def find_mark_without_base(text: str, script: str) -> str:
    """Find a mark without a base letter in its word; empty if there is none."""
    for match in _BARE.finditer(text):
        if is_mark(match[1]) and not is_ignorable(match[1]):
            return match[1]
    pattern = _WITHOUT_BASE.get(script)
    found = pattern.search(text) if pattern else None
    return found[0] if found else ""


def find_overfull_cluster(word: ShapedWord, upem: int) -> str:
    """Find a cluster that no composite glyph can hold; empty if there is none."""
    most = min(_REACH, _UNITS * 1000 // upem)
    for cluster in word.clusters():
        text = cluster[0].text
        marks = sum(map(is_mark, text))
        reach = sum(glyph.advance for glyph in cluster) + max(abs(glyph.dx) for glyph in cluster)
        height = max(abs(glyph.dy) for glyph in cluster)
        if marks > MOST_MARKS or (len(cluster) > 1 and max(reach, height) > most):
            return text
    return ""
