"""Where ICU divides a text, as offsets in code points: lines (UAX #14) and grapheme clusters (UAX #29).

ICU counts UTF-16 code units and rejects lone surrogates; Python counts code points and allows them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from leaflets.icu import BaseBreaker, CharacterBreaker, LineBreaker

_SUPPLEMENTARY = re.compile("[\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def line_boundaries(text: str, locale: str) -> list[int]:
    """Find where UAX #14 alone allows lines to end, for an ICU locale such as ``ja@lb=strict``.

    The last offset is the end of the text.
    """
    return _boundaries(LineBreaker, text, locale)


def cluster_boundaries(text: str) -> list[int]:
    """Find the offsets at which grapheme clusters end (UAX #29), in any locale."""
    return _boundaries(CharacterBreaker, text, "en")


def _boundaries(breaker: type[BaseBreaker], text: str, locale: str) -> list[int]:
    """Ask ICU for the boundaries of a text and turn its UTF-16 offsets into code points."""
    try:
        segments = breaker(text, locale).segments()
    except UnicodeEncodeError:  # lone surrogate: one code unit, as U+FFFD
        segments = breaker(_SURROGATE.sub("\ufffd", text), locale).segments()
    ends = [end for _, end in segments]
    # A fast path: without characters beyond U+FFFF both counts agree.
    if not _SUPPLEMENTARY.search(text):
        return ends
    code_points = _code_points(text)
    return [code_points[end] for end in ends]


def _code_points(text: str) -> Sequence[int]:
    """Map each UTF-16 offset to the code point that it lies in."""
    offsets: list[int] = []
    for at, char in enumerate(text):
        offsets += (at, at) if char > "\uffff" else (at,)
    return [*offsets, len(text)]
