"""Where the lines of a paragraph end: filled greedily, never justified.

In: the shaped pieces of a paragraph and a width. Out: the range of pieces on each line. A line ends at an
opportunity (UAX #14); a word is hyphenated only where that avoids a large gap; what is wider than a line is
divided at the least harmful place. Greedy filling is enough: a ragged edge has no white space to distribute
over the paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from leaflets.leading import LEAST_BOLD
from leaflets.text import emergency_breaks
from leaflets.text.division import BLANKS, HANGING, WordPiece, divide, fitting
from leaflets.text.faults import is_mark
from leaflets.text.hyphenation import Hyphenator
from leaflets.text.isolates import NOT_SHAPED
from leaflets.text.pieces import EPSILON, Pieces, SourcePiece

# A word is hyphenated only if the gap would otherwise exceed this share of the line: ten characters of 65
# (CSS Text 4, hyphenate-limit-zone).
_HYPHENATION_ZONE = 0.15
# A one-word last line that is shorter than this share takes another word from the line above.
_SHORT_LAST_LINE = 0.2
# No hyphen before a last line that is shorter than this share.
_SHORT_AFTER_HYPHEN = 0.3
# Web and mail addresses, recognised by characters that no word has. A hyphen would be copied with them.
_ADDRESS = re.compile(r"@|://|\w\.\w")
# How far beyond the line an emergency break is looked for: more characters than any syllable has.
_BEYOND = 100


@dataclass(frozen=True, slots=True)
class LineRange:
    """The pieces of a line: from ``first`` up to, but not including, ``stop``.

    A ``lead`` replaces piece ``first``, which began on the line before; a ``head`` is the beginning of
    piece ``stop``, with a hyphen if ``hyphenated``.
    """

    first: int
    stop: int
    lead: SourcePiece | None = None
    head: SourcePiece | None = None
    hyphenated: bool = False


class _FilledLine(NamedTuple):
    """A line, and the rest of the piece that it divides: the lead of the next line."""

    range: LineRange
    rest: SourcePiece | None


@dataclass(frozen=True, slots=True)
class _OpenLine:
    """A line to fill: its first piece, and its start and limit as positions on the unbroken line."""

    first: int
    lead: SourcePiece | None
    start: float
    limit: float


class LineFiller:
    """Fills lines with the pieces of one paragraph, one line after the other."""

    def __init__(self, pieces: Pieces, hyphenator: Hyphenator) -> None:
        self._pieces = pieces
        self._hyphenator = hyphenator

    def fill(self, width: float, *, sparing: bool = False) -> list[LineRange]:
        """Choose where each line ends, for lines of a width in points.

        With ``sparing`` only words wider than a line are hyphenated.
        """
        pieces = self._pieces
        lines: list[LineRange] = []
        at, lead = 0, None
        while at < len(pieces.words):
            start = pieces.positions[at + 1] - lead.advance if lead else pieces.positions[at]
            # Two hyphens in a row are worse than a gap.
            zone = width if sparing or (lines and lines[-1].hyphenated) else _HYPHENATION_ZONE * width
            line, lead = self._fill_line(_OpenLine(at, lead, start, start + width + EPSILON), zone)
            if not lead and (stop := pieces.skip_blanks(line.stop)) > line.stop:
                line = replace(line, stop=stop)
            lines.append(line)
            at = line.stop
            if not lead and at < len(pieces.words):
                lead = pieces.trim_start(at)
        if len(lines) > 1:
            self._lengthen_last(lines, width)
        return lines

    def _fill_line(self, line: _OpenLine, zone: float) -> _FilledLine:
        """Fill one line; return it and the rest of a divided piece."""
        pieces = self._pieces
        # Indices of breaks: ``first`` is the next one, ``mandatory`` the next mandatory one, ``beyond`` the
        # first that no longer fits. ``stop`` is the piece that begins the next line, ``over`` the first
        # that extends beyond this one.
        first = bisect_right(pieces.breaks, line.first)
        mandatory = pieces.mandatory[bisect_left(pieces.mandatory, first)]
        beyond = bisect_right(pieces.visible_ends, line.limit, first, mandatory + 1)
        nothing_fits = beyond == first
        stop = line.first if nothing_fits else pieces.breaks[beyond - 1]
        divided = None
        if beyond <= mandatory and (nothing_fits or line.limit - pieces.visible_ends[beyond - 1] > zone):
            after = pieces.breaks[beyond]
            over = self._overflowing(stop, after, line.limit)
            divided = self._hyphenate(line, over, needed=nothing_fits)
            if nothing_fits:
                divided = divided or self._divide_in_emergency(line, over, after)
            elif divided and self._ends_short(line, divided, stop, after, mandatory):
                divided = None
        return divided or _FilledLine(LineRange(line.first, stop, line.lead), None)

    def _overflowing(self, start: int, stop: int, limit: float) -> int:
        """Find the first piece that extends beyond the limit."""
        pieces = self._pieces
        reaching = (n for n in range(start, stop) if pieces.positions[n + 1] - pieces.trails[n] > limit)
        return next(reaching, stop - 1)

    def _begun(self, line: _OpenLine, at: int) -> tuple[SourcePiece, float]:
        """Find a piece, or the rest of it from the line before, and the room for it in points."""
        if at == line.first:
            return line.lead or self._pieces.piece(at), line.limit - line.start
        return self._pieces.piece(at), line.limit - self._pieces.positions[at]

    def _hyphenate(self, line: _OpenLine, at: int, *, needed: bool) -> _FilledLine | None:
        """Divide a piece with a hyphen so that its beginning fits the line.

        If it is not ``needed``, because the line may end before the piece, bold words stay whole.
        """
        if not needed and self._pieces.spans[self._pieces.span_of(at)].weight >= LEAST_BOLD:
            return None
        piece, room = self._begun(line, at)
        shaper = self._pieces.shapers[piece.run]
        text, size = piece.word.text, self._pieces.size(piece.run)
        points = self._points(at, len(text), needed=needed)
        if not points:
            return None
        # Points far beyond the line are skipped; the next one may be in a ligature that fits in part.
        fits = fitting(piece.word, room * 1000 / size)
        for point in reversed(points[: bisect_right(points, fits) + 1]):
            head = shaper.hyphenated(text[:point])
            if head and head.word.advance * size / 1000 <= room:
                halves = divide(piece.word, (point,))
                tail = halves[1] if halves else shaper.piece(text[point:])
                return self._end_within(line, at, piece, (head, tail), hyphenated=True)
        return None

    def _ends_short(
        self, line: _OpenLine, divided: _FilledLine, first: int, stop: int, mandatory: int
    ) -> bool:
        """Tell whether a hyphen would leave a short last line that is longer with the whole word.

        The word is the pieces from ``first`` up to ``stop``; ``mandatory`` is the break that ends that line.
        """
        pieces, room = self._pieces, line.limit - line.start
        rest = divided.rest.advance if divided.rest else 0.0
        left = pieces.visible_ends[mandatory] - pieces.positions[divided.range.stop + 1] + rest
        whole = pieces.positions[stop] - pieces.trails[stop - 1] - pieces.positions[first]
        return left < _SHORT_AFTER_HYPHEN * room and whole <= room

    def _points(self, at: int, left: int, *, needed: bool) -> list[int]:
        """Find the offsets at which the last ``left`` characters of a piece may be divided with a hyphen.

        They are those of the undivided piece. If the word has soft hyphens, only these count.
        """
        pieces = self._pieces
        span = pieces.spans[pieces.span_of(at)]
        word, before = pieces.words[at].text, pieces.items.text[: pieces.start(at)].rpartition(" ")[2]
        # A hyphen would become part of an address; foreign words (which have a language) may be hyphenated.
        if span.atomic or (span.direction and not span.lang) or _ADDRESS.search(before + word):
            return []
        gone, last = len(word) - left, len(word.rstrip(HANGING))
        found: Iterable[int] = [point for point in pieces.soft_hyphens(at) if point < last]
        if not found:
            lang = pieces.items.runs[pieces.runs[at]].lang
            found = self._hyphenator.points(word, lang, needed=needed)
        return [point - gone for point in found if gone < point < last and not is_mark(word[point])]

    def _divide_in_emergency(self, line: _OpenLine, over: int, stop: int) -> _FilledLine:
        """Divide pieces that fit on no line, up to ``stop``, at the least harmful place.

        ``over`` is the first piece that extends beyond the line. If no place fits, as little as possible is
        taken, and the line is overfull.
        """
        pieces = self._pieces
        piece, room = self._begun(line, over)
        reach = self._offset(piece, fitting(piece.word, room * 1000 / pieces.size(piece.run)))
        start = line.lead.start if line.lead else pieces.start(line.first)
        least: _FilledLine | None = None
        for places in self._emergency_places(start, min(pieces.edges[stop - 1], reach + _BEYOND)):
            fit = bisect_right(places, reach)
            cuts = (self._cut(line, at) for at in (*places[:fit][::-1], *places[fit:]))
            if (found := next(filter(None, cuts), None)) and self._end(found.range) <= reach:
                return found
            if found and (not least or self._end(found.range) < self._end(least.range)):
                least = found
        return least or _FilledLine(LineRange(line.first, stop, line.lead), None)

    def _emergency_places(self, start: int, end: int) -> Iterator[list[int]]:
        """Yield the offsets in the source at which a range may be divided in an emergency, best first."""
        pieces = self._pieces
        edges = pieces.items.span_offsets
        whole = [
            (edges[n] - start, edges[n + 1] - start) for n, span in enumerate(pieces.spans) if span.atomic
        ]
        text = pieces.items.text[start:end].rstrip(BLANKS)
        for places in emergency_breaks.ranks(text, [at - start for at in pieces.reopenable], whole):
            yield [start + at for at in places]

    def _cut(self, line: _OpenLine, at: int) -> _FilledLine | None:
        """End a line at an offset in the source; None if a glyph spans it."""
        number = bisect_left(self._pieces.edges, at)
        piece, _ = self._begun(line, number)
        shown = len(NOT_SHAPED.sub("", self._pieces.items.source[piece.start : at]))
        if shown == len(piece.word.text):
            return _FilledLine(LineRange(line.first, number + 1, line.lead), None)
        if not (shown and (halves := divide(piece.word, (shown,)))):
            return None
        return self._end_within(line, number, piece, (halves[0], halves[1]), hyphenated=False)

    def _end(self, line: LineRange) -> int:
        """Find the offset in the source at which a line ends."""
        return line.head.end if line.head else self._pieces.edges[line.stop - 1]

    def _end_within(
        self,
        line: _OpenLine,
        at: int,
        piece: SourcePiece,
        halves: tuple[WordPiece, WordPiece],
        *,
        hyphenated: bool,
    ) -> _FilledLine:
        """Make the line that ends with the first half of a piece; the second half leads the next one."""
        size = self._pieces.size(piece.run) / 1000
        edge = self._offset(piece, len(halves[0].word.text))
        head, tail = (
            replace(piece, word=half.word, advance=half.word.advance * size, trail=half.trail * size)
            for half in halves
        )
        filled = LineRange(line.first, at, line.lead, replace(head, end=edge), hyphenated)
        return _FilledLine(filled, replace(tail, start=edge))

    def _offset(self, piece: SourcePiece, shown: int) -> int:
        """Find the offset in the source after the first ``shown`` characters of a piece's word."""
        at = piece.start
        while shown:
            shown -= not NOT_SHAPED.match(self._pieces.items.source, at)
            at += 1
        return at

    def _lengthen_last(self, lines: list[LineRange], width: float) -> None:
        """Move a word from the line above to a last line of one short word."""
        pieces, above, last = self._pieces, lines[-2], lines[-1]
        at = len(pieces.breaks) - 2  # the break above the last line, if that is one piece
        if last.lead or above.head or at < 1 or pieces.breaks[at] != last.first or at in pieces.mandatory:
            return
        room = pieces.visible_ends[-1] - pieces.positions[pieces.breaks[at - 1]]
        short = pieces.visible_ends[-1] - pieces.positions[last.first] < _SHORT_LAST_LINE * width
        if short and room <= width and at - bisect_right(pieces.breaks, above.first) >= 2:
            lines[-2] = replace(above, stop=pieces.breaks[at - 1])
            lines[-1] = replace(last, first=pieces.breaks[at - 1])
