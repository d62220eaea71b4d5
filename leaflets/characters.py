"""What characters say: nothing, a number, words. The rules on words and numbers are made of these three.

In: a text without markup. Out: an answer that is the same in every language and script (UAX #44).
"""

from __future__ import annotations

import re
from html import unescape

import unicodedata2 as unicodedata

# Default_Ignorable_Code_Point (UAX #44 5.7.1), and what is blank by its shape: Hangul fillers are in the
# first, the Braille pattern without dots (U+2800) and the anchors of interlinear notes are not.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
# Signs that state a share or announce a number, although their category is punctuation or symbol.
_NUMERIC_SIGNS = frozenset("%‰‱٪؉؊﹪％№")
_TAG = re.compile(r"<[^<>]*>")


def is_blank(text: str) -> bool:
    """Tell whether a text would leave the paper white: spaces, controls, fillers, marks without a letter."""
    return not any(map(_prints, text))


def _prints(character: str) -> bool:
    category = unicodedata.category(character)
    return category != "Cc" and category[0] not in "ZM" and not _UNSEEN.match(character)


def unseen(text: str) -> str:
    """Give the first character that takes no ink and no room, such as a bidi control; empty if none does."""
    found = _UNSEEN.search(text)
    return found[0] if found else ""


def number_signs(text: str) -> str:
    """Give the characters that state a number, in their order.

    They are the digits of every script, numerals and fractions (Ⅳ, ½, ², ①, 〇), the signs of per cent
    and per mille, and №. Numbers in letters (一, "five") are words.
    """
    if text.isascii():
        return re.sub(r"[^0-9%]", "", text)
    return "".join(each for each in text if each in _NUMERIC_SIGNS or unicodedata.category(each)[0] == "N")


def speaks(text: str) -> bool:
    """Tell whether a text says something that has to be translated or to come from the data.

    Letters and numbers do, and so do signs that change a number (≥, ±, =). Punctuation, arrows, bullets
    and other ornaments do not.
    """
    return any(_speaks(each) for each in text)


def _speaks(character: str) -> bool:
    category = unicodedata.category(character)
    if category == "Sm":
        return character != "|" and not "\u2190" <= character <= "\u21ff"
    return category[0] in "LN" or character in _NUMERIC_SIGNS


def without_markup(text: str) -> str:
    """Give the words of a text that may hold tags and entities."""
    return unescape(_TAG.sub("", text)) if "<" in text or "&" in text else text
