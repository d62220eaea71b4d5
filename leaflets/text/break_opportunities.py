"""Where lines may end (UAX #14), with the house rules for numbers. Where they do: :mod:`.line_breaking`.

In: the text of a paragraph, its language and the ranges that the document keeps whole. Out: the offsets, in
code points, at which a line may or must end. The rules and the dictionaries for Thai, Lao, Khmer and Burmese
are ICU's. In addition there is no break inside a grapheme cluster (UAX #29), a range (``6–8``), a spinal
level (``L4–L5``), a telephone number or a protected word, between digits and an SI unit, or after a single
letter (``X-ray``), and no line begins with a sign that belongs to the word before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from leaflets.characters import CURRENCIES, SQUARED_UNITS
from leaflets.text import line_edges, protected_words
from leaflets.text.boundaries import cluster_boundaries, line_boundaries

# Chinese and Japanese: strict kinsoku, no line begins with a small kana or a long-vowel mark.
# Korean: lines end between words, as is usual in unjustified print.
_LOCALES = {"ja": "ja@lb=strict", "zh": "zh@lb=strict", "yue": "yue@lb=strict", "ko": "ko@lw=phrase"}

_MANDATORY = re.compile("\r\n|[\n\x0b\x0c\r\x85\u2028\u2029]")  # LB4, LB5

# Any character that may be in a larger cluster: not Latin, punctuation, kana or ideographs.
_CLUSTERS = re.compile(
    "[^\\x00-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u3000-\u3029\u3041-\u3096\u309b-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff9d]"
)

_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_NUMBER = f"\\d+(?:[.,\u066b\u066c]\\d+)*[%\u2030\u066a°{SQUARED_UNITS}]?"
# Hyphens, figure and en dash, minus, East Asian tildes, slash; then perhaps "L" or "Th".
_RANGE = (
    f"{_NUMBER}(?:{_SPACE}?[-\u2010-\u2013\u2212~\u301c\uff5e/]{_SPACE}?[^\\W\\d_]{{0,2}}{_NUMBER}){{0,5}}"
)
# Seven to fifteen digits (ITU-T E.164) in groups; UAX #14 never separates a plus or an opening bracket.
_PHONE = "\\d(?:[ \u00a0\u2009\u202f().\u2010-\u2013/-]{0,2}\\d){6,14}"
_UNITS = (
    f"[%\u2030\u066a\u0609\u2032\u2033\u2103\u2109{SQUARED_UNITS}{CURRENCIES}]|°[^\\W\\d_]{{0,3}}|"
    "[kcm\u00b5\u03bc]?m|[km\u00b5\u03bc]?g|mc?g|[mcd]?[lL]|min|h|s|kPa|mmHg|bpm|mSv|kcal"
)
_NUMERIC = re.compile(f"(?:{_PHONE}|{_RANGE})(?:{_SPACE}(?:{_UNITS})(?!\\w))?")
# A hyphen after a single letter; a line may not end after it.
_LONE_LETTER = re.compile("[-\u2010](?<=[^\\W\\d_].)(?<!\\w\\w.)(?=\\w)")
# Korean: particles attach to the word before them, even after a quotation mark or a bracket.
_PARTICLE = re.compile("[^\\w\\s\u00ad\u200b\u2013\u2014/-](?=[(\u1100-\u11ff\uac00-\ud7af])")
# A separator dot or bar with a space on either side may end a line but not begin one.
_BETWEEN = re.compile("(?<=\\S) +[\u00b7\u2022|](?= )")
# A dash or wave that connects two words or values may not begin a line (GB/T 15834-2011, 5.1.5).
_CONNECTOR = re.compile("(?<=[\\w%])[\u2014\uff5e](?=\\w)")


@dataclass(frozen=True, slots=True)
class Breaks:
    """The offsets at which a line of a text may end, in code points, ascending.

    The last is always the end of the text; spaces belong to the line that they end. ``mandatory`` are those
    after a line or paragraph separator. ``reopenable`` are offsets of UAX #14 that one house rule has closed:
    the first to be reopened if a word fits on no line.
    """

    offsets: tuple[int, ...]
    mandatory: frozenset[int]
    reopenable: tuple[int, ...] = ()


class OpportunityFinder:
    """Finds and caches the break opportunities of texts; one instance per build or server.

    ``remember`` is the number of texts that are cached; the 48 shipped leaflets have 2,200.
    """

    def __init__(self, remember: int = 4096) -> None:
        self._found = lru_cache(maxsize=remember)(_find)

    def find(
        self, text: str, lang: str, atomic: Iterable[tuple[int, int]] = (), words: tuple[str, ...] = ()
    ) -> Breaks:
        """Find the offsets at which a line may end (UAX #14 with the house rules).

        ``lang`` is a BCP 47 tag; ``atomic`` are ranges of offsets inside which no line may end
        unless a separator in them says so; ``words`` are protected in addition to those of the package
        (see :mod:`leaflets.text.protected_words`).
        """
        code = lang.partition("-")[0]
        return self._found(text, _LOCALES.get(code, code), tuple(atomic), words)


def _find(text: str, locale: str, atomic: tuple[tuple[int, int], ...], words: tuple[str, ...]) -> Breaks:
    offsets = line_boundaries(text, locale)
    # UAX #14 allows breaks inside some clusters of UAX #29, such as between a space and a mark.
    if _CLUSTERS.search(text):
        whole = frozenset(cluster_boundaries(text))
        offsets = [at for at in offsets if at in whole]
    if locale.startswith("ko"):
        offsets = [at for at in offsets if not _PARTICLE.match(text, at - 1)]
    mandatory = frozenset([match.end() for match in _MANDATORY.finditer(text)])
    # Two kinds of closed places: permanently, and until an emergency (emergency_breaks).
    never = {at for start, end in atomic for at in range(start + 1, end)}.union(line_edges.closed(text))
    kept = {at for start, end in _kept(text) for at in range(start + 1, end)}
    unwanted = Counter((*kept, *protected_words.closed(text, words)))
    if not (never or unwanted):
        return Breaks(tuple(offsets), mandatory)
    always = mandatory | {len(text)}  # LB3
    allowed = [at for at in offsets if at in always or not (at in never or at in unwanted)]
    # A place that two rules close (a number and a protected word, say) is not among the first to reopen.
    reopenable = [at for at in offsets if unwanted[at] == 1 and at not in never and at not in always]
    return Breaks(tuple(allowed), mandatory, tuple(reopenable))


def _kept(text: str) -> list[tuple[int, int]]:
    """Find the ranges, as start and end, that the house rules keep whole."""
    kept = [match.span() for match in _NUMERIC.finditer(text)]
    kept += [(match.start(), match.end() + 1) for match in _LONE_LETTER.finditer(text)]
    kept += [match.span() for match in _BETWEEN.finditer(text)]
    kept += [(match.start() - 1, match.end()) for match in _CONNECTOR.finditer(text)]
    return kept
