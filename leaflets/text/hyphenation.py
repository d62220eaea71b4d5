"""Where words may be divided, for languages whose words are long (German).

In: a word with its language. Out: the offsets after which a hyphen may stand. The patterns are LibreOffice's,
as shipped by ``pyphen`` (Liang's algorithm). They are parsed here because pyphen needs half a second for the
German ones and ignores their two levels, compound boundaries and syllables (``Narkose-arzt``, not
``Narkosea-rzt``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from leaflets.languages import Language, Languages
from leaflets.text import protected_words

# House rules: short words stay whole, and at least three letters remain on either side.
_SHORTEST_WORD = 8
_SHORTEST_PART = 3
# COMPOUNDLEFTHYPHENMIN and COMPOUNDRIGHTHYPHENMIN of the German patterns.
_SHORTEST_OF_COMPOUND = 2

_WORD = re.compile(r"[^\W\d_]+")
# A soft hyphen is the author's own choice; patterns cannot match combining marks.
_LEFT_ALONE = re.compile("[\u00ad\u0300-\u036f]")

# Medical words that the patterns divide in the wrong place, as extra patterns.
_JOINTS = {"de": ("1stenose", "1skopie", "1skopisch")}
_PATTERN_NAMES = {"de": "de_DE"}


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of a language: a mapping from letters to letters with weights.

    ``levels`` are applied in turn, each to the parts that the previous ones have left.
    """

    levels: tuple[dict[str, str], ...]
    longest: tuple[int, ...]

    def points(self, word: str) -> list[int]:
        """Find all offsets at which a word in lower case may be divided, in ascending order."""
        cuts = [0, len(word)]
        for patterns, longest in zip(self.levels, self.longest, strict=True):
            parts = list(pairwise(cuts))
            found = {start + at for start, end in parts for at in _divide(word[start:end], patterns, longest)}
            cuts = sorted(found.union(cuts))
        return cuts[1:-1]


def _divide(word: str, patterns: dict[str, str], longest: int) -> Iterator[int]:
    """Yield the offsets to which the patterns give an odd weight (Liang 1983)."""
    # A full stop marks the edge of a word; there is a weight before each letter and at the end.
    marked = f".{word}."
    weights = [0] * (len(marked) + 1)
    for start in range(len(marked)):
        for end in range(start + 1, min(start + longest, len(marked)) + 1):
            if pattern := patterns.get(marked[start:end]):
                _raise_weights(weights, pattern, start)
    for at in range(_SHORTEST_OF_COMPOUND, len(word) - _SHORTEST_OF_COMPOUND + 1):
        if weights[at + 1] % 2:
            yield at


def _raise_weights(weights: list[int], pattern: str, at: int) -> None:
    """Raise the weights between letters to those of a pattern that matches at ``at``."""
    for char in pattern:
        if char in "123456789":
            weights[at] = max(weights[at], int(char))
        else:
            at += 1


def read_patterns(name: str, joints: tuple[str, ...] = ()) -> Patterns:
    """Read the patterns that pyphen ships under a name such as ``de_DE``.

    ``joints`` are patterns to add to the first level (``1stenose``). Comments and keywords of the file
    are harmless: they never match a lower-case word.

    Raises:
        KeyError: pyphen has no such patterns.
    """
    import pyphen

    encoding, _, body = pyphen.LANGUAGES[name].read_bytes().replace(b"\r", b"").partition(b"\n")
    codec = encoding.decode("ascii").strip().replace("microsoft-", "")
    levels = []
    for part in body.split(b"\nNEXTLEVEL\n"):
        # Deleting digits from bytes is thirty times as fast as from text.
        letters = part.translate(None, b"0123456789").decode(codec).split("\n")
        levels.append(dict(zip(letters, part.decode(codec).split("\n"), strict=True)))
    levels[0].update({joint.lstrip("1"): joint for joint in joints})
    return Patterns(tuple(levels), tuple(max(map(len, level)) for level in levels))


class Hyphenator:
    """Divides words and remembers patterns and answers; one lives as long as a build or a server."""

    def __init__(self, languages: Languages | None = None, remember: int = 16384) -> None:
        self._languages = languages or Languages()
        self._patterns = lru_cache(maxsize=None)(_patterns_of)
        self._points = lru_cache(maxsize=remember)(self._find)

    def points(self, word: str, lang: str, *, needed: bool = False) -> tuple[int, ...]:
        """Find the offsets in a word at which it may be divided with a hyphen.

        ``word`` may have punctuation; ``lang`` is a BCP 47 tag. Languages without hyphenation
        (:attr:`~leaflets.languages.Language.hyphenate`) have none unless it is ``needed`` because the word
        fits on no line. Never hyphenated are words with soft hyphens or combining marks (text is NFC),
        protected words, and words of a language without patterns.

        Raises:
            UnknownLanguageError: ``lang`` is not in the table of languages.
        """
        return self._points(word, lang, needed) if len(word) >= _SHORTEST_WORD else ()

    def _find(self, word: str, lang: str, needed: bool) -> tuple[int, ...]:
        language = self._languages.find(lang)
        if not (language.hyphenate or needed) or _LEFT_ALONE.search(word):
            return ()
        patterns = self._patterns(language)
        closed = set(protected_words.closed(word, language.protected_words))
        found = (at for match in _WORD.finditer(word) for at in _points_of(match, patterns))
        return tuple(at for at in found if at not in closed)


def _patterns_of(language: Language) -> Patterns | None:
    """Read the patterns set for a language, its own or its parent's; None if pyphen has none."""
    import pyphen

    own = language.patterns or _PATTERN_NAMES.get(language.code)
    name = (
        own
        or pyphen.language_fallback(language.tag)
        or pyphen.language_fallback(language.parent or language.tag)
    )
    return read_patterns(name, _JOINTS.get(language.code, ())) if name else None


def _points_of(match: re.Match[str], patterns: Patterns | None) -> list[int]:
    """Find the points of one run of letters, as offsets into the whole string."""
    word, start = match[0], match.start()
    lower = word.lower()
    # Abbreviations are not hyphenated; a letter that becomes two in lower case would shift the offsets.
    if patterns is None or len(word) < _SHORTEST_WORD or word.isupper() or len(lower) != len(word):
        return []
    last = len(word) - _SHORTEST_PART
    return [start + at for at in patterns.points(lower) if _SHORTEST_PART <= at <= last]
