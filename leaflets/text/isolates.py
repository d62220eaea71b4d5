"""The bidi levels of a paragraph, with an isolate around each span of another direction or language.

In: the text, its spans and the language. Out: a level for each character (UAX #9) and the dips: invisible
characters that keep the runs on either side from being reversed as one (L2).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from leaflets.languages import Direction, Language
from leaflets.text.bidi import resolve_levels
from leaflets.text.spans import Span

# Bidi controls and soft hyphens decide the layout, and are taken out before the text is shaped.
NOT_SHAPED = re.compile("[\u00ad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")

_INITIATORS = {"ltr": "\u2066", "rtl": "\u2067", None: "\u2068"}  # LRI, RLI, FSI
_PDI = "\u2069"


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


class _Isolate(NamedTuple):
    """What neighbouring spans have in common that share an isolate: a bold word does not split its phrase."""

    direction: Direction | None
    lang: str


def find_levels(text: str, spans: Sequence[Span], offsets: Sequence[int], language: Language) -> Levels:
    """Find the levels of a paragraph, with isolates around its foreign spans (UAX #9 2.4.2).

    ``offsets`` are those at which the spans begin, and the end of the text.
    """
    base = language.direction
    isolates = [
        _Isolate(span.direction, span.lang) if span.direction or span.lang not in ("", language.tag) else None
        for span in spans
    ]
    if not any(isolates):
        levels = resolve_levels(text, base)
        return Levels(levels, tuple(_dips(text, levels, ())))
    # The controls go into a copy of the text; ``added`` are their offsets in it.
    isolated = ""
    added: list[int] = []
    for isolate, group in groupby(range(len(spans)), key=isolates.__getitem__):
        members = list(group)
        part = text[offsets[members[0]] : offsets[members[-1] + 1]]
        if isolate:
            added += (len(isolated), len(isolated) + 1 + len(part))
            part = f"{_INITIATORS[isolate.direction]}{part}{_PDI}"
        isolated += part
    levels = resolve_levels(isolated, base)
    between = pairwise((-1, *added, len(isolated)))
    own = b"".join([levels[control + 1 : following] for control, following in between])
    return Levels(own, tuple(_dips(isolated, levels, added)))


def _dips(text: str, levels: bytes, added: Sequence[int]) -> Iterator[Dip]:
    """Yield the dips of a text; ``added`` are the offsets of inserted isolate controls."""
    if levels.count(levels[:1]) == len(levels):
        return
    for match in NOT_SHAPED.finditer(text):
        start, end = match.span()
        if not 0 < start < end < len(text):
            continue
        lowest = min(levels[start:end])
        if lowest < min(levels[start - 1], levels[end]):
            place = levels.rindex(lowest, start, end) + 1
            yield Dip(place - bisect_left(added, place), lowest)
