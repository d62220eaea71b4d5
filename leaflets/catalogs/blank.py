"""Texts in which nothing is said, though they are not empty."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
# Letters and symbols by their category that are drawn as nothing (Unicode, Default_Ignorable_Code_Point;
# the blank pattern of Braille).
_UNSEEN = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_SEEN = frozenset("LNPSC")
# Spaces are Z, marks are M; of C only private and unassigned characters are drawn (as boxes).
_HIDDEN = frozenset({"Cc", "Cf"})


def plain(text: str) -> str:
    """Give a text without tags, its character references resolved."""
    text = TAG.sub("", text) if "<" in text else text
    return unescape(text) if "&" in text else text


def is_blank(text: str) -> bool:
    """Tell whether nothing of a text is seen: spaces of all kinds, soft hyphens, bidi marks."""
    return not any(_is_seen(letter) for letter in plain(text))


def is_wordless(text: str) -> bool:
    """Tell whether a text is punctuation alone, without a letter, a number, a symbol or a placeholder."""
    if "{" in text:
        return False
    return not any(_is_seen(letter) and unicodedata.category(letter)[0] != "P" for letter in plain(text))


def _is_seen(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category[0] in _SEEN and category not in _HIDDEN and letter not in _UNSEEN
