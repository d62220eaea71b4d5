"""Placing the pieces of a line: in visual order, as fragments from left to right.

In: the pieces of a line, in logical order. Out: the :class:`Line`. Trailing white space takes the level of
the paragraph (UAX #9 L1), runs are put into visual order (L2), and the visible text is flush at the start
edge: white space hangs over the end edge.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from leaflets.text.bidi import visual_order
from leaflets.text.division import divide, trailing
from leaflets.text.line_breaking import Choice
from leaflets.text.pieces import EPSILON, Pieces, SourcePiece
from leaflets.text.shaped import Fragment, Line, ShapedWord


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Neighbouring words, in logical order, of one run or of runs that look the same.

    One without words stands for invisible characters that separate runs (:mod:`leaflets.text.isolates`).
    """

    words: tuple[ShapedWord, ...]
    start: int
    end: int
    run: int
    level: int
    width: float


class Placer:
    """Turns choices into lines, for one paragraph. ``base`` is the paragraph's level: 0 or 1."""

    def __init__(self, pieces: Pieces, base: int) -> None:
        self._pieces = pieces
        self._base = base
        runs = pieces.items.runs
        # Script and language only matter to the shaper, so they do not separate fragments.
        looks = [(run.span, run.instance, run.level) for run in runs]
        numbers = pieces.runs
        # Invisible characters between two pieces, by the second: without width, but with their own level.
        self._gaps = {
            bisect_left(pieces.edges, dip.offset) + 1: _Stretch((), dip.offset, dip.offset, 0, dip.level, 0.0)
            for dip in pieces.items.dips
        }
        self._changes = [
            at
            for at in range(1, len(numbers))
            if looks[numbers[at]] != looks[numbers[at - 1]] or at in self._gaps
        ]
        self._mixed = any(run.level != base for run in runs)

    def line(self, choice: Choice) -> Line:
        """Place the pieces of a line."""
        stretches = list(self._stretches(choice))
        width = sum([stretch.width for stretch in stretches])
        trail = self._trail(choice)
        # In a paragraph of one level, as most are, L1 and L2 change nothing.
        if self._mixed and trail > EPSILON:
            stretches = self._end_at_base(stretches, trail)
        if len(stretches) > 1 and (self._mixed or self._base):
            order = visual_order(bytes([stretch.level for stretch in stretches]))
            stretches = [stretches[at] for at in order if stretches[at].words]
        # Right to left, the end edge is the left one.
        fragments = tuple(self._fragments(stretches, -trail if self._base else 0.0))
        start = choice.lead.start if choice.lead else self._edge(choice.first)
        end = choice.head.end if choice.head else self._edge(choice.last)
        above = max([each.above for each in fragments], default=0.0)
        below = max([each.below for each in fragments], default=0.0)
        return Line(fragments, width - trail, above, below, start, end, choice.hyphenated)

    def _edge(self, at: int) -> int:
        return self._pieces.edges[at - 1] if at else 0

    def _trail(self, choice: Choice) -> float:
        """Measure the trailing white space of a line, in points."""
        pieces = self._pieces
        if choice.head:
            return choice.head.trail
        if choice.lead and choice.last == choice.first + 1:
            return choice.lead.trail
        room = pieces.places[choice.last] - pieces.places[choice.first]
        return min(pieces.trails[choice.last - 1], room)

    def _stretches(self, choice: Choice) -> Iterator[_Stretch]:
        """Yield the words of a line, in logical order, grouped by look."""
        first = choice.first
        if choice.lead and (choice.head is None or choice.last > first):
            yield self._single(choice.lead)
            first += 1
        if first < choice.last:
            inner = self._changes[
                bisect_right(self._changes, first) : bisect_left(self._changes, choice.last)
            ]
            for start, stop in zip((first, *inner), (*inner, choice.last), strict=True):
                yield from self._gap(start)
                yield self._stretch(start, stop)
        if choice.head:
            yield from self._gap(choice.last)
            yield self._single(choice.head)

    def _gap(self, at: int) -> Iterator[_Stretch]:
        """Yield the invisible characters before a piece, if they separate runs."""
        if at in self._gaps:
            yield self._gaps[at]

    def _stretch(self, start: int, stop: int) -> _Stretch:
        pieces = self._pieces
        run = pieces.runs[start]
        width = pieces.places[stop] - pieces.places[start]
        level = pieces.items.runs[run].level
        words = tuple(pieces.words[start:stop])
        return _Stretch(words, self._edge(start), pieces.edges[stop - 1], run, level, width)

    def _single(self, piece: SourcePiece) -> _Stretch:
        level = self._pieces.items.runs[piece.run].level
        return _Stretch((piece.word,), piece.start, piece.end, piece.run, level, piece.advance)

    def _end_at_base(self, stretches: list[_Stretch], trail: float) -> list[_Stretch]:
        """Set the trailing white space of a line to the level of the paragraph (L1)."""
        ended: list[_Stretch] = []
        while stretches and trail > EPSILON:
            last = stretches.pop()
            if last.level == self._base or last.width <= trail + EPSILON:
                ended.append(replace(last, level=self._base))
                trail -= min(trail, last.width)
            else:
                ended += self._without_blanks(last)
                trail = 0.0
        return stretches + ended[::-1]

    def _without_blanks(self, stretch: _Stretch) -> Iterator[_Stretch]:
        """Split the trailing blanks off a stretch; yields the blanks first."""
        # Whole blank words, then the end of the last word that is not blank.
        kept = list(stretch.words)
        blanks: list[ShapedWord] = []
        while not (visible := trailing(kept[-1])[0]) and len(kept) > 1:
            blanks.insert(0, kept.pop())
        if visible < len(kept[-1].text):
            halves = divide(kept[-1], (visible,))
            kept[-1], blanks = halves[0].word, [halves[1].word, *blanks]
        width = sum([word.advance for word in blanks]) * self._pieces.size(stretch.run) / 1000
        edge = stretch.end - sum([len(word.text) for word in blanks])
        yield _Stretch(tuple(blanks), edge, stretch.end, stretch.run, self._base, width)
        yield replace(stretch, words=tuple(kept), end=edge, width=stretch.width - width)

    def _fragments(self, stretches: list[_Stretch], x: float) -> Iterator[Fragment]:
        """Yield the fragments of stretches in visual order, the first with its left edge at ``x``."""
        spans, runs = self._pieces.spans, self._pieces.items.runs
        # A reader of the PDF needs to know this only next to right-to-left words (Fragment.embedded).
        turned = self._base == 1 and any(stretch.level % 2 for stretch in stretches)
        for stretch in stretches:
            run = runs[stretch.run]
            span = spans[run.span]
            rtl = stretch.level % 2 == 1
            words = stretch.words[::-1] if rtl else stretch.words
            size = self._pieces.size(stretch.run)
            yield Fragment(
                x,
                words,
                run.instance,
                size,
                span.colour,
                run.span,
                stretch.start,
                stretch.end,
                stretch.width,
                rtl,
                turned and not rtl,
                max([word.above for word in words]) * size / 1000,
                max([word.below for word in words]) * size / 1000,
            )
            x += stretch.width
