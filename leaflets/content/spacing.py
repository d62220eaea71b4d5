"""White space inside a text: which is collapsed, and which is intentional.

A line end is a space between words, and is removed in scripts without spaces. Runs of ordinary white space
become one space. Special spaces are kept: those that do not break (U+00A0, U+202F, U+2007) or have a width of
their own (U+2009, U+3000).

CSS Text 4, 4.1.3 "Segment Break Transformation Rules": between two wide characters of East Asia a line end
disappears, also next to their punctuation; Korean keeps its spaces. Thai, Lao, Khmer and Burmese are not
mentioned there and get a space: they write one between phrases, and a spurious space is noticed, whereas a
missing one is not.
"""

from __future__ import annotations

import re

import unicodedata2 as unicodedata

# White space of YAML 1.1 (5.4, 5.5), whose line breaks also are U+0085, U+2028 and U+2029, and of HTML.
_ORDINARY = re.compile("[ \t\n\v\f\r\x85\u2028\u2029]+")
_SEGMENT_BREAK = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
_ZERO_WIDTH = "\u200b"


def removed_breaks(text: str) -> list[tuple[int, int]]:
    """Find the line ends of a text that are removed, with the spaces around them: start and end."""
    if "\n" not in text and "\r" not in text:
        return []
    return [match.span() for match in _SEGMENT_BREAK.finditer(text) if _is_removed(text, *match.span())]


def unbroken(text: str) -> str:
    """Remove the line ends of a text that are not spaces between words."""
    for start, end in reversed(removed_breaks(text)):  # from the end, so that earlier offsets stay valid
        text = text[:start] + text[end:]
    return text


def collapsed(text: str) -> str:
    """Collapse ordinary white space to single spaces, with none at the ends."""
    return _ORDINARY.sub(" ", unbroken(text)).strip(" ")


def _is_removed(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before or not after:
        return False  # at an end of the text, which is stripped anyway
    if _ZERO_WIDTH in (before, after):  # CSS Text 4, 4.1.3
        return True
    wide = _is_wide(before), _is_wide(after)
    return all(wide) or (any(wide) and (_is_mark(before) or _is_mark(after)))


def _is_wide(letter: str) -> bool:
    """Tell whether a character is fullwidth, halfwidth or wide (UAX #11), but not Hangul."""
    # By name, since Hangul is in several blocks; "" for characters without a name.
    is_wide = unicodedata.east_asian_width(letter) in ("F", "W", "H")
    return is_wide and "HANGUL" not in unicodedata.name(letter, "")


def _is_mark(letter: str) -> bool:
    """Tell whether a character is punctuation or a symbol of ambiguous width (“ ” … —)."""
    return unicodedata.east_asian_width(letter) == "A" and unicodedata.category(letter)[0] in "PS"
