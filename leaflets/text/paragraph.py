"""The interface of the text engine: from styled spans, a language and a width to lines of placed glyphs.

A paragraph is set in four steps. The first two do not depend on a width: their result is a
:class:`PreparedParagraph`, which can be set to several widths, as tables need.

1. **Collect** (:mod:`~leaflets.text.itemize`): spans become runs of one direction (``isolates``, ``bidi``),
   one script (``scripts``) and one face.
2. **Prepare** (:mod:`~leaflets.text.pieces`): runs are shaped with HarfBuzz (``shaping``, ``faults``) and
   divided into pieces where lines may end (``break_opportunities``, with ``line_edges`` and
   ``protected_words``); full-width punctuation is trimmed (``punctuation_trimming``).
3. **Break** (:mod:`~leaflets.text.line_breaking`): each line takes as many pieces as fit its width; a word
   that does not fit may be hyphenated (``hyphenation``), or divided in an emergency (``emergency_breaks``).
4. **Place** (:mod:`~leaflets.text.placement`): the pieces of a line are put into visual order and become
   fragments with an offset from its left edge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

from leaflets.fonts.faces import FontLibrary
from leaflets.languages import Language, Languages
from leaflets.text.break_opportunities import OpportunityFinder
from leaflets.text.faults import ShapingError
from leaflets.text.hyphenation import Hyphenator
from leaflets.text.isolates import NOT_SHAPED
from leaflets.text.itemize import Itemized, Itemizer, Undrawable
from leaflets.text.line_breaking import LineFiller
from leaflets.text.pieces import Pieces
from leaflets.text.placement import Placer
from leaflets.text.shaped import Line
from leaflets.text.shaping import ShapingCache
from leaflets.text.spans import Span

__all__ = ["Line", "PreparedParagraph", "Span", "TextEngine", "Undrawable", "UndrawableError"]

_Value = TypeVar("_Value")
_WORD = re.compile("[^ ]+")


class UndrawableError(Exception):
    """A paragraph has parts that cannot be drawn: ``parts``, never empty."""

    def __init__(self, parts: tuple[Undrawable, ...]) -> None:
        self.parts = parts
        super().__init__(", ".join(dict.fromkeys(f"{part.text!a} ({part.code_points})" for part in parts)))


class ContentWidths(NamedTuple):
    """The min-content and max-content widths of a paragraph (CSS Sizing 3, 2.1), in points."""

    minimum: float
    maximum: float


class PreparedParagraph:
    """A shaped and measured paragraph, ready for lines of any width.

    ``base`` is the paragraph level: 0 is left to right, 1 right to left (UAX #9 P3).
    """

    def __init__(self, pieces: Pieces, base: int, hyphenator: Hyphenator) -> None:
        self._pieces = pieces
        self._filler = LineFiller(pieces, hyphenator)
        self._placer = Placer(pieces, base)
        self._lines: dict[tuple[float, bool], tuple[Line, ...]] = {}

    def lines(self, width: float, *, sparing: bool = False) -> tuple[Line, ...]:
        """Set the paragraph to a width in points.

        A line is wider than that only if its content cannot be divided. With ``sparing`` only words wider
        than a line are hyphenated.
        """
        # Layout requests the same width repeatedly while it tries gaps and page breaks.
        key = (width, sparing)
        if key not in self._lines:
            ranges = self._filler.fill(width, sparing=sparing)
            self._lines[key] = tuple(map(self._placer.place, ranges))
        return self._lines[key]

    @cached_property
    def content_widths(self) -> ContentWidths:
        """The width of its widest piece between two breaks, and on one line but for mandatory breaks."""
        pieces = self._pieces
        ends = pieces.visible_ends
        # Where a line begins that follows a break, the start of the paragraph first.
        starts = [pieces.positions[at] for at in (0, *pieces.breaks)]
        unbroken = [end - start for start, end in zip(starts, ends, strict=False)]
        firsts = [0, *(n + 1 for n in pieces.mandatory)]
        lines = [ends[n] - starts[first] for first, n in zip(firsts, pieces.mandatory, strict=False)]
        return ContentWidths(max(unbroken, default=0.0), max(lines, default=0.0))


class TextEngine:
    """Sets paragraphs, and caches words and paragraphs; one instance per build.

    ``remember`` is the number of paragraphs that are cached with their lines; the oldest is evicted. The 48
    shipped leaflets have 2,500.
    """

    def __init__(
        self,
        library: FontLibrary,
        languages: Languages | None = None,
        remember: int = 2_000,
    ) -> None:
        self.library = library
        self.languages = languages or Languages()
        self._opportunities = OpportunityFinder()
        self._hyphenator = Hyphenator(self.languages)
        self._itemizer = Itemizer(library, self.languages)
        self._cache = ShapingCache()
        self._remember = remember
        self._items: dict[Hashable, Itemized] = {}
        self._prepared: dict[Hashable, PreparedParagraph] = {}

    def lay_out(
        self,
        spans: Sequence[Span],
        language: Language,
        width: float,
        *,
        sparing: bool = False,
    ) -> tuple[Line, ...]:
        """Set a paragraph to a width in points (see :meth:`PreparedParagraph.lines`)."""
        return self.prepare(spans, language).lines(width, sparing=sparing)

    def content_widths(self, spans: Sequence[Span], language: Language) -> ContentWidths:
        """Measure the minimum and maximum width of a paragraph."""
        return self.prepare(spans, language).content_widths

    def find_undrawable(self, spans: Sequence[Span], language: Language) -> tuple[Undrawable, ...]:
        """Collect all that cannot be drawn, in the order of the text; empty if the paragraph can be set."""
        try:
            self.prepare(spans, language)
        except UndrawableError as error:
            return error.parts
        return ()

    def prepare(self, spans: Sequence[Span], language: Language) -> PreparedParagraph:
        """Divide a paragraph into runs and shape it.

        Raises:
            UndrawableError: it has characters that no face draws, or marks without a base letter.
            LeafletsError: a font file is missing or broken.
        """
        key = (frozen := tuple(spans), language)
        return self._cached(self._prepared, key, lambda: self._prepare(frozen, language))

    def _prepare(self, spans: tuple[Span, ...], language: Language) -> PreparedParagraph:
        items = self._itemized(spans, language)
        if items.undrawable:
            raise UndrawableError(items.undrawable)
        # The offsets of spans, not runs: a number may be in two scripts.
        atomic = [items.span_offsets[at : at + 2] for at, span in enumerate(spans) if span.atomic]
        ranges = [(start, end) for start, end in atomic if start < end]
        breaks = self._opportunities.find(items.source, language.tag, ranges, language.protected_words)
        try:
            pieces = Pieces(items, spans, self._cache, breaks)
        except ShapingError as error:
            # Shaping stopped at the first fault; the others are found word by word.
            raise UndrawableError(tuple(self._faults(items)) or _without_place(error)) from error
        return PreparedParagraph(pieces, int(language.direction == "rtl"), self._hyphenator)

    def _faults(self, items: Itemized) -> Iterator[Undrawable]:
        """Shape word by word and yield all that cannot be drawn, to report it at once."""
        for run in items.runs:
            shaper = self._cache.shaper(run)
            for word in _WORD.finditer(items.text, run.start, run.end):
                try:
                    shaper.piece(NOT_SHAPED.sub("", word[0]))
                except ShapingError as error:
                    at = word.start() + max(word[0].find(error.text), 0) - items.span_offsets[run.span]
                    yield Undrawable(error.text, run.span, at, error.fault)

    def _itemized(self, spans: tuple[Span, ...], language: Language) -> Itemized:
        # Sizes and colours do not affect runs: words that are tried in several are itemised once.
        key = (tuple([(span.text, span.weight, span.lang, span.direction) for span in spans]), language)
        return self._cached(self._items, key, lambda: self._itemizer.itemize(spans, language))

    def _cached(self, store: dict[Hashable, _Value], key: Hashable, make: Callable[[], _Value]) -> _Value:
        """Look up a cached value, or make it; a full store evicts its oldest value."""
        if key not in store:
            if len(store) >= self._remember:
                del store[next(iter(store))]
            store[key] = make()
        return store[key]


def _without_place(error: ShapingError) -> tuple[Undrawable, ...]:
    """Report a shaping fault that no single word shows, without a real offset."""
    return (Undrawable(error.text, 0, 0, error.fault),)
