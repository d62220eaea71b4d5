"""Properties of characters (invisible, not printable) and of texts (has numbers, says something, is blank).

In: a character, or a text. Out: an answer that is the same in every language and script (UAX #44). Only
:func:`without_markup` and :func:`unpaired_controls` take texts with markup.
"""

from __future__ import annotations

import re
from html import unescape

import unicodedata2 as unicodedata

# Default_Ignorable_Code_Point (DerivedCoreProperties.txt; UAX #44 5.7.1): no face needs to draw them.
_IGNORABLES = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_IGNORABLE = re.compile(f"[{_IGNORABLES}]")
# Also blank: the Braille pattern without dots, the anchors of interlinear annotation.
_INVISIBLE = re.compile(f"[{_IGNORABLES}\u2800\ufff9-\ufffb]")
# Interlinear annotation, object replacement, replacement: each stands for something lost.
_LOST = frozenset("\ufff9\ufffa\ufffb\ufffc\ufffd")
# Signs that are part of a number, although their category is punctuation or symbol.
_NUMERIC_SIGNS = frozenset("%‰‱٪؉؊﹪％№")
# For regular expression classes: General_Category Sc without presentation forms, and the square units of
# CJK Compatibility, which UAX #14 treats as ideographs.
CURRENCIES = "$\u00a2-\u00a5\u058f\u060b\u09f2\u09f3\u09fb\u0af1\u0bf9\u0e3f\u17db\u20a0-\u20cf\ua838\ufdfc"
SQUARED_UNITS = "\u3371-\u337a\u3380-\u33df"
MARKUP_TAG = re.compile(r"<[^<>]*>")
# Explicit bidi formatting (UAX #9 2): embeddings and overrides end with PDF, isolates with PDI.
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_EMBEDDING, _PDF = frozenset("\u202a\u202b\u202d\u202e"), "\u202c"
_ISOLATE, _PDI = frozenset("\u2066\u2067\u2068"), "\u2069"


def is_ignorable(char: str) -> bool:
    """Tell whether a character is invisible (Default_Ignorable_Code_Point)."""
    return bool(_IGNORABLE.match(char))


def is_drawable(char: str) -> bool:
    """Tell whether a character may be printed in a leaflet at all.

    Controls, surrogates, private use, unassigned code points, noncharacters, tags, and the marks of
    lost content (a picture, an interlinear note, a broken encoding) may not, even if a face has glyphs
    for them.
    """
    is_tag = "\U000e0000" <= char <= "\U000e007f"
    return unicodedata.category(char) not in ("Cc", "Cs", "Co", "Cn") and char not in _LOST and not is_tag


def first_undrawable(text: str) -> str:
    """Find the first character that may not be printed; empty if there is none. Line ends and tabs may."""
    return next((each for each in text if not is_drawable(each) and each not in "\n\t"), "")


def describe_character(char: str) -> str:
    """Write a character as code point and name: ``U+200F RIGHT-TO-LEFT MARK``."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip()


def is_blank(text: str) -> bool:
    """Tell whether a text prints nothing: spaces, controls, fillers, marks without a letter."""
    return not any(map(_prints, text))


def _prints(char: str) -> bool:
    category = unicodedata.category(char)
    return category != "Cc" and category[0] not in "ZM" and not _INVISIBLE.match(char)


def first_invisible(text: str) -> str:
    """Find the first invisible character, such as a bidi control; empty if there is none."""
    found = _INVISIBLE.search(text)
    return found[0] if found else ""


def number_signs(text: str) -> str:
    """Collect the characters that are part of numbers, in order.

    They are the digits of every script, numerals and fractions (Ⅳ, ½, ², ①, 〇), the signs of per cent
    and per mille, and №. Numbers in letters (一, "five") are words.
    """
    # A fast path: most texts are ASCII, and this runs for every sentence.
    if text.isascii():
        return re.sub(r"[^0-9%]", "", text)
    return "".join(each for each in text if each in _NUMERIC_SIGNS or unicodedata.category(each)[0] == "N")


def says_something(text: str) -> bool:
    """Tell whether a text says something that has to be translated or to come from the data.

    Letters and numbers do, and so do signs that change a number (≥, ±, =). Punctuation, arrows, bullets
    and other ornaments do not.
    """
    return any(_says_something(each) for each in text)


def _says_something(char: str) -> bool:
    category = unicodedata.category(char)
    # Arrows and bars are ornaments; other mathematical signs change what a number means.
    if category == "Sm":
        return char != "|" and not "\u2190" <= char <= "\u21ff"
    return category[0] in "LN" or char in _NUMERIC_SIGNS


def without_markup(text: str) -> str:
    """Remove tags from a text and resolve its entities, which leaves what a reader sees."""
    return unescape(MARKUP_TAG.sub("", text)) if "<" in text or "&" in text else text


def unpaired_controls(text: str) -> tuple[str, ...]:
    """Describe the unpaired bidi controls of a text, each once; empty if all are paired."""
    unclosed: list[str] = []
    unopened: list[str] = []
    for char in _CONTROLS.findall(without_markup(text)):
        if char in _EMBEDDING | _ISOLATE:
            unclosed.append(char)
        else:
            initiators = _EMBEDDING if char == _PDF else _ISOLATE
            if not unclosed or unclosed.pop() not in initiators:
                unopened.append(char)
    closing = (f"{describe_character(char)} closes what was not opened" for char in dict.fromkeys(unopened))
    return (*closing, *(f"{describe_character(char)} is not closed" for char in dict.fromkeys(unclosed)))
