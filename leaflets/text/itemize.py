"""From styled spans to runs: stretches of one direction, script, language, span and face.

In: a paragraph. Out: its runs in logical order, and the characters that no face draws. Levels come from the
whole paragraph (UAX #9), scripts from UAX #24, faces from the font stack of the language, by whole clusters
(UAX #29), so that a mark is never separated from its base.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from leaflets.characters import is_drawable
from leaflets.fonts.faces import Face, FontLibrary, FontStack, Instance
from leaflets.languages import Language, Languages
from leaflets.text.boundaries import cluster_boundaries
from leaflets.text.faults import Fault
from leaflets.text.isolates import Dip, find_levels
from leaflets.text.scripts import ScriptFinder
from leaflets.text.spans import Span

# Line breaks and tabs are set as spaces. UAX #9 then sees white space within the paragraph, so that a line
# break does not end an isolate.
_AS_SPACES = {0x09: " ", 0x0A: " ", 0x2028: " ", 0x2029: " "}
_SET_AS_SPACE = re.compile("[\t\n\u2028\u2029]")

_SAME_LEVEL = re.compile(b"(.)\\1*", re.DOTALL)
_WORD = re.compile("[^ ]+ *| +")

_REMEMBER = 20_000  # words that need more than one face, which are few; then the cache is emptied


@dataclass(frozen=True, slots=True)
class FaceRun:
    """A stretch of text that is shaped with one face, in one direction, script and language.

    ``start`` and ``end`` are offsets in the paragraph; ``span`` is the index of its span; ``script`` an ISO
    15924 code as HarfBuzz takes it; ``level`` is that of UAX #9, odd from right to left.
    """

    start: int
    end: int
    span: int
    script: str
    lang: str
    level: int
    instance: Instance


@dataclass(frozen=True, slots=True)
class Undrawable:
    """A character or cluster that cannot be drawn, and why, at an offset in the text of a span."""

    text: str
    span: int
    offset: int
    fault: Fault = Fault.MISSING

    @property
    def code_points(self) -> str:
        """The code points in Unicode notation, such as ``U+1F600``, separated by spaces."""
        return " ".join(f"U+{ord(char):04X}" for char in self.text)


@dataclass(frozen=True, slots=True)
class Itemized:
    """A paragraph in runs: ``text`` is the source with line breaks and tabs as spaces.

    ``span_offsets`` are those at which spans begin, and the end of the text; ``dips`` those at which
    invisible characters separate runs of one direction.
    """

    source: str
    text: str
    span_offsets: tuple[int, ...]
    runs: tuple[FaceRun, ...]
    undrawable: tuple[Undrawable, ...]
    dips: tuple[Dip, ...] = ()


class _FaceStretch(NamedTuple):
    """The length of a stretch of text, and the face that draws it, if any."""

    length: int
    face: Face | None


_FaceStretches = tuple[_FaceStretch, ...]


class Itemizer:
    """Divides paragraphs into runs; caches the scripts of characters and the faces of words."""

    def __init__(self, library: FontLibrary, languages: Languages | None = None) -> None:
        self._library = library
        self._languages = languages or Languages()
        self._scripts = ScriptFinder()
        self._words: dict[tuple[str, FontStack, str], _FaceStretches] = {}

    def itemize(self, spans: Sequence[Span], language: Language) -> Itemized:
        """Divide a paragraph in a language into runs.

        Raises:
            UnknownLanguageError: a span's language is not in the table.
        """
        source = "".join([span.text for span in spans])
        text = source.translate(_AS_SPACES) if _SET_AS_SPACE.search(source) else source
        offsets = tuple(accumulate([len(span.text) for span in spans], initial=0))
        levels, dips = find_levels(text, spans, offsets, language)
        cuts = _cuts(offsets, levels)
        runs: list[FaceRun] = []
        undrawable: list[Undrawable] = []
        for start, end, script, lang, face in self._faces(text, spans, offsets, language):
            if face is None:
                undrawable += self._find_undrawable(text[start:end], start, offsets)
                continue
            for first, stop in _divided(start, end, cuts):
                span = bisect_right(offsets, first, 0, len(spans)) - 1
                instance = self._library.instance(face, spans[span].weight)
                runs.append(FaceRun(first, stop, span, script, lang, levels[first], instance))
        return Itemized(source, text, offsets, tuple(runs), tuple(undrawable), dips)

    def _faces(
        self, text: str, spans: Sequence[Span], offsets: Sequence[int], language: Language
    ) -> Iterator[tuple[int, int, str, str, Face | None]]:
        """Yield start, end, script, language tag and face of each stretch.

        Spans of another direction or language are divided by script on their own.
        """
        keys = [(span.lang or language.tag, span.direction) for span in spans]
        for (tag, _), group in groupby(range(len(spans)), key=keys.__getitem__):
            members = list(group)
            start, end = offsets[members[0]], offsets[members[-1] + 1]
            own = language if tag == language.tag else self._languages.find(tag)
            stack = self._library.stack(own)
            for run in self._scripts.runs(text[start:end], own.script):
                at = start + run.start
                for length, face in self._face_stretches(text[at : start + run.end], stack, run.script):
                    yield at, at + length, run.script, tag, face
                    at += length

    def _face_stretches(self, text: str, stack: FontStack, script: str) -> _FaceStretches:
        """Find lengths and faces of the stretches of a text in one script."""
        first = stack.faces(script)[0]
        if first.covers(text):  # nearly always; else word by word, because words repeat
            return (_FaceStretch(len(text), first),)
        stretches: list[_FaceStretch] = []
        for match in _WORD.finditer(text):
            key = (match[0], stack, script)
            if key not in self._words:
                if len(self._words) >= _REMEMBER:
                    self._words.clear()
                self._words[key] = _stretches_of_word(match[0], stack, script)
            _append(stretches, self._words[key])
        return tuple(stretches)

    def _find_undrawable(self, text: str, start: int, offsets: Sequence[int]) -> Iterator[Undrawable]:
        """Yield the characters because of which clusters cannot be drawn."""
        last = len(offsets) - 1
        for cluster_start, cluster in _clusters(text):
            lost = [char for char in cluster if not any(f.covers_cluster(char) for f in self._library.faces)]
            for at, char in enumerate(cluster):
                # Each character may be in some face, but not all in one: then the marks are reported.
                if char in lost or (not lost and at):
                    offset = start + cluster_start + at
                    span = bisect_right(offsets, offset, 0, last) - 1
                    fault = Fault.MISSING if is_drawable(char) else Fault.UNPRINTABLE
                    yield Undrawable(char, span, offset - offsets[span], fault)


def _stretches_of_word(word: str, stack: FontStack, script: str) -> _FaceStretches:
    """Find the face of each cluster of a word; spaces take the face before them."""
    first = stack.faces(script)[0]
    if first.covers(word):
        return (_FaceStretch(len(word), first),)
    stretches: list[_FaceStretch] = []
    for _, cluster in _clusters(word):
        before = stretches[-1].face if stretches else None
        keep = before is not None and cluster.isspace() and before.covers(cluster)
        face = before if keep else stack.face_for(cluster, script)
        _append(stretches, (_FaceStretch(len(cluster), face),))
    return tuple(stretches)


def _append(stretches: list[_FaceStretch], more: _FaceStretches) -> None:
    """Add stretches at the end of others, joining neighbours of one face."""
    for length, face in more:
        if stretches and stretches[-1].face is face:
            stretches[-1] = _FaceStretch(stretches[-1].length + length, face)
        else:
            stretches.append(_FaceStretch(length, face))


def _clusters(text: str) -> list[tuple[int, str]]:
    """List offset and text of each extended grapheme cluster (UAX #29)."""
    return [(start, text[start:end]) for start, end in pairwise((0, *cluster_boundaries(text)))]


def _cuts(offsets: Sequence[int], levels: bytes) -> list[int]:
    """Find the offsets at which the span or the level changes, in ascending order."""
    # Nearly always there is one level; counting bytes is faster than a pattern.
    if not levels or levels.count(levels[0]) == len(levels):
        return list(dict.fromkeys(offsets))
    changes = [match.start() for match in _SAME_LEVEL.finditer(levels)]
    return sorted({*offsets, *changes})


def _divided(start: int, end: int, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Divide a range at ``cuts``."""
    inner = cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]
    edges = [start, *inner, end]
    return pairwise(edges)
