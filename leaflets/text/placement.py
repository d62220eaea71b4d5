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
from leaflets.text.line_breaking import LineRange
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
    """Turns ranges of pieces into lines, for one paragraph. ``base`` is the paragraph's level: 0 or 1."""

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

    def place(self, line: LineRange) -> Line:
        """Place the pieces of a line."""
        stretches = list(self._stretches(line))
        width = sum([stretch.width for stretch in stretches])
        trail = self._trail(line)
        # In a paragraph of one level, as most are, L1 and L2 change nothing.
        if self._mixed and trail > EPSILON:
            stretches = self._end_at_base(stretches, trail)
        if len(stretches) > 1 and (self._mixed or self._base):
            order = visual_order(bytes([stretch.level for stretch in stretches]))
            stretches = [stretches[at] for at in order if stretches[at].words]
        # Right to left, the end edge is the left one.
        fragments = tuple(self._fragments(stretches, -trail if self._base else 0.0))
        start = line.lead.start if line.lead else self._pieces.start(line.first)
        end = line.head.end if line.head else self._pieces.start(line.stop)
        above = max([each.above for each in fragments], default=0.0)
        below = max([each.below for each in fragments], default=0.0)
        return Line(fragments, width - trail, above, below, start, end, line.hyphenated)

    def _trail(self, line: LineRange) -> float:
        """Measure the trailing white space of a line, in points."""
        pieces = self._pieces
        if line.head:
            return line.head.trail
        if line.lead and line.stop == line.first + 1:
            return line.lead.trail
        room = pieces.positions[line.stop] - pieces.positions[line.first]
        return min(pieces.trails[line.stop - 1], room)

    def _stretches(self, line: LineRange) -> Iterator[_Stretch]:
        """Yield the words of a line, in logical order, grouped by look."""
        first = line.first
        if line.lead and (line.head is None or line.stop > first):
            yield self._single(line.lead)
            first += 1
        if first < line.stop:
            inner = self._changes[bisect_right(self._changes, first) : bisect_left(self._changes, line.stop)]
            for start, stop in zip((first, *inner), (*inner, line.stop), strict=True):
                yield from self._gap(start)
                yield self._stretch(start, stop)
        if line.head:
            yield from self._gap(line.stop)
            yield self._single(line.head)

    def _gap(self, at: int) -> Iterator[_Stretch]:
        """Yield the invisible characters before a piece, if they separate runs."""
        if at in self._gaps:
            yield self._gaps[at]

    def _stretch(self, start: int, stop: int) -> _Stretch:
        pieces = self._pieces
        run = pieces.runs[start]
        width = pieces.positions[stop] - pieces.positions[start]
        level = pieces.items.runs[run].level
        words = tuple(pieces.words[start:stop])
        return _Stretch(words, self._pieces.start(start), pieces.edges[stop - 1], run, level, width)

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
                x=x,
                words=words,
                instance=run.instance,
                size=size,
                colour=span.colour,
                span=run.span,
                start=stretch.start,
                end=stretch.end,
                width=stretch.width,
                rtl=rtl,
                embedded=turned and not rtl,
                above=max([word.above for word in words]) * size / 1000,
                below=max([word.below for word in words]) * size / 1000,
            )
            x += stretch.width
