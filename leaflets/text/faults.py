"""What cannot be drawn although every character has a glyph: marks that no letter carries.

In: a word, or what HarfBuzz made of it. Out: the fault, if there is one. The orders of marks in most
scripts of India and South-East Asia are HarfBuzz's to judge: it draws a dotted circle (U+25CC) under
what is no syllable. For what it takes as it comes the rules stand here (Thai: WTT 2.0).
"""

from __future__ import annotations

import re
from enum import Enum

from unicodedata2 import category

from leaflets.characters import is_ignorable
from leaflets.text.shaped import ShapedWord

DOTTED_CIRCLE = "\u25cc"

# UAX #15, 13: a text that is safe to stream has no more marks in a row; no language comes near.
MOST_MARKS = 30
# How far the glyphs of a cluster may reach, in thousandths of an em; one glyph of the file holds them all,
# whose lengths are 16 bits (OpenType 1.9, glyf): within ``_WORD`` units of the font, and
# within twelve em where its units are coarse.
_REACH, _WORD = 12_000, 32_000

# What HarfBuzz draws as it comes. In Thai and Lao, vowels above and below, tone and other marks stand on a
# consonant, one behind another; the sign that stacks letters of Burmese and Khmer has a letter behind it.
_THAI, _LAO = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e", "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
# Letters of Burmese script that may stand under another: consonants and independent vowels of its languages.
BURMESE_LETTER = (
    "[\u1000-\u102a\u103f\u104e\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e]"
)
_UNBORNE = {
    "Thai": re.compile(f"(?<![\u0e01-\u0e2e{_THAI}\u25cc\u00a0])[{_THAI}]"),
    "Laoo": re.compile(f"(?<![\u0e81-\u0eae\u0ebd\u0edc-\u0edf{_LAO}\u25cc\u00a0])[{_LAO}]"),
    "Mymr": re.compile(f"\u1039(?!{BURMESE_LETTER})"),
    "Khmr": re.compile("\u17d2(?![\u1780-\u17b3])"),
}


# Letters and digits, spaces and ASCII: no mark is among them, so that most words need no second look.
PLAIN = re.compile("[\\w\\s\\x00-\\x7f]*")
# What is no letter at the start of a word or behind a space, with nothing but unseen characters between. A
# no-break space is what Unicode wants under a mark that is to stand alone (chapter 7.9).
_BARE = re.compile(
    "(?:^|[ \u1680\u2000-\u200a\u202f\u205f\u3000])"
    "[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]*([^\\w\\s\\x00-\\x7f])"
)


class Fault(Enum):
    """Why a part of a text cannot be drawn; the value says it of that part."""

    MISSING = "is in none of the fonts"
    NEVER = "is no character that can be printed"
    CIRCLE = "is no syllable: it would be printed with a dotted circle"
    UNBORNE = "has no letter to stand on"
    PILE = "carries more marks than can be printed"


class ShapingError(Exception):
    """A text has a part that cannot be drawn: ``text``."""

    def __init__(self, text: str, fault: Fault) -> None:
        self.text = text
        self.fault = fault
        super().__init__(f"{text!r} {fault.value}")


def is_mark(char: str) -> bool:
    """Tell whether a character is a combining mark (General_Category M)."""
    return str(category(char)[0]) == "M"


def unborne(text: str, script: str) -> str:
    """Find a mark that no letter of its word carries; empty if there is none."""
    for match in _BARE.finditer(text):
        if is_mark(match[1]) and not is_ignorable(match[1]):
            return match[1]
    pattern = _UNBORNE.get(script)
    found = pattern.search(text) if pattern else None
    return found[0] if found else ""


def pile(word: ShapedWord, upem: int) -> str:
    """Find a cluster that no composite glyph can hold; empty if there is none."""
    most = min(_REACH, _WORD * 1000 // upem)
    for cluster in word.clusters():
        text = cluster[0].text
        marks = sum(map(is_mark, text))
        reach = sum(glyph.advance for glyph in cluster) + max(abs(glyph.dx) for glyph in cluster)
        height = max(abs(glyph.dy) for glyph in cluster)
        if marks > MOST_MARKS or (len(cluster) > 1 and max(reach, height) > most):
            return text
    return ""
