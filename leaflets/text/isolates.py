"""The bidi levels of a paragraph, with an isolate around each span of another direction or language.

In: the text, its spans and the language. Out: a level for each character (UAX #9) and the dips: invisible
characters that keep the runs on either side from being reversed as one (L2).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from leaflets.languages import Language
from leaflets.text.bidi import levels
from leaflets.text.spans import Span

# Bidi controls and soft hyphens affect the layout but are not drawn.
UNSEEN = re.compile("[\u00ad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")

_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067", None: "\u2068"}
_POP = "\u2069"


class Dip(NamedTuple):
    """A place at which invisible characters have a lower level than the visible ones on either side.

    ``offset`` is that of the character after the lowest one, ``level`` the lowest level.
    """

    offset: int
    level: int


class Levels(NamedTuple):
    """A level for each character of a text, and its dips in ascending order."""

    each: bytes
    dips: tuple[Dip, ...]


def find_levels(text: str, spans: Sequence[Span], offsets: Sequence[int], language: Language) -> Levels:
    """Find the levels of a paragraph, with isolates around its foreign spans (UAX #9 2.4.2).

    ``offsets`` are those at which the spans begin, and the end of the text.
    """
    base = language.direction
    # Neighbours with the same key share an isolate: a bold word does not split its phrase.
    keys = [
        (span.direction, span.lang) if span.direction or span.lang not in ("", language.tag) else None
        for span in spans
    ]
    if not any(keys):
        found = levels(text, base)
        return Levels(found, tuple(_dips(text, found, ())))
    # Isolates go into a copy of the text; ``kept`` are the ranges of it that come from the paragraph.
    joined: list[str] = []
    kept: list[tuple[int, int]] = []
    at = 0
    for key, group in groupby(range(len(spans)), key=keys.__getitem__):
        members = list(group)
        part = text[offsets[members[0]] : offsets[members[-1] + 1]]
        before, after = (_ISOLATES[key[0]], _POP) if key else ("", "")
        joined += (before, part, after)
        kept.append((at + len(before), at + len(before) + len(part)))
        at = kept[-1][1] + len(after)
    isolated = "".join(joined)
    found = levels(isolated, base)
    edges = [0, *[edge for each in kept for edge in each], at]
    added = [place for start, end in zip(edges[::2], edges[1::2], strict=True) for place in range(start, end)]
    return Levels(b"".join([found[start:end] for start, end in kept]), tuple(_dips(isolated, found, added)))


def _dips(text: str, found: bytes, added: Sequence[int]) -> Iterator[Dip]:
    """Yield the dips of a text; ``added`` are the offsets of inserted isolate controls."""
    if found.count(found[:1]) == len(found):
        return
    for match in UNSEEN.finditer(text):
        start, end = match.span()
        if not 0 < start < end < len(text):
            continue
        lowest = min(found[start:end])
        if lowest < min(found[start - 1], found[end]):
            place = found.rindex(lowest, start, end) + 1
            yield Dip(place - bisect_left(added, place), lowest)
