"""The shaped pieces of a paragraph, in logical order, measured so that lines can be filled.

In: runs with their shapers, and the offsets at which lines may end. Out: parallel lists with an entry for
each piece or each break. Lists rather than objects, because a paragraph has hundreds of pieces and filling a
line is a binary search in them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from leaflets.text.break_opportunities import Breaks
from leaflets.text.division import BLANKS, HANGING, WordPiece
from leaflets.text.isolates import NOT_SHAPED
from leaflets.text.itemize import FaceRun, Itemized
from leaflets.text.punctuation_trimming import Side, find_half_wide
from leaflets.text.shaped import ShapedWord
from leaflets.text.shaping import Shaper, ShapingCache
from leaflets.text.spans import Span

EPSILON = 1e-6  # points; rounding must not end a line

_ZERO_WIDTH = "\u200b"
_SPACE = re.compile("[ \u00a0]")
# How many characters next to a run may affect joining: the five that HarfBuzz looks at (shaping._CONTEXT),
# and a few that are removed first.
_NEARBY = 9


@dataclass(frozen=True, slots=True)
class SourcePiece:
    """A piece as a value: its word, its range in the source, the index of its run, its measures in points.

    ``trail`` is the part of ``advance`` that is trailing white space. The range includes invisible
    characters, so that the ranges of all pieces cover the source without gaps.
    """

    word: ShapedWord
    start: int
    end: int
    run: int
    advance: float
    trail: float


class Pieces:
    """The pieces of a paragraph.

    By piece: ``words``; ``edges``, the ends of their ranges in the source; ``runs``, the index of
    the run; ``trails``, the trailing white space, in points; ``positions``, the distance from the first
    piece in points if all were on one line (and one entry more). By break: ``breaks``, the number of pieces
    before it; ``visible_ends``, the position at which the text before it ends without white space;
    ``mandatory`` are the indices of mandatory breaks, including the last. ``reopenable`` are offsets in the
    source at which a line may end in an emergency.
    """

    def __init__(self, items: Itemized, spans: Sequence[Span], cache: ShapingCache, breaks: Breaks) -> None:
        self.items = items
        self.spans = spans
        self.reopenable = breaks.reopenable
        self.shapers = [cache.shaper(run) for run in items.runs]
        # These lists grow together in _shape; _measure and _find_breaks need their final lengths.
        self.words: list[ShapedWord] = []
        self.edges: list[int] = []
        self.runs: list[int] = []
        self.trails: list[float] = []
        self._half_wide = find_half_wide(items.text, self._blank_side)
        self._shape(breaks.offsets)
        self._measure()
        self._find_breaks(breaks)
        # Those at the start of the paragraph or after a mandatory break never hang over the line before.
        self._first_pieces = {0, *(self.breaks[n] for n in self.mandatory)}

    def start(self, at: int) -> int:
        """Find the offset in the source at which a piece begins: where the one before it ends."""
        return self.edges[at - 1] if at else 0

    def piece(self, at: int) -> SourcePiece:
        """Make a value of a piece, to be divided or measured separately."""
        start = self.start(at)
        advance = self.positions[at + 1] - self.positions[at]
        trail = min(self.trails[at], advance)
        return SourcePiece(self.words[at], start, self.edges[at], self.runs[at], advance, trail)

    def size(self, run: int) -> float:
        """Find the type size of a run in points, scaled for its face (see :attr:`.Face.scale`)."""
        found = self.items.runs[run]
        return self.spans[found.span].size * found.instance.face.scale

    def span_of(self, at: int) -> int:
        """Find the index of the span that a piece comes from."""
        return self.items.runs[self.runs[at]].span

    def soft_hyphens(self, at: int) -> list[int]:
        """Find the offsets in a piece's text at which the source has a soft hyphen.

        The text of a word has none: offsets count the visible characters before each.
        """
        *parts, _ = self.items.source[self.start(at) : self.edges[at]].split("\u00ad")
        return list(accumulate([len(NOT_SHAPED.sub("", part)) for part in parts]))

    def skip_blanks(self, at: int) -> int:
        """Extend a line to the last break up to which all further pieces are hanging blanks."""
        for number in range(bisect_right(self.breaks, at), len(self.breaks)):
            stop = self.breaks[number]
            if at in self._first_pieces or any(word.text.strip(HANGING) for word in self.words[at:stop]):
                break
            at = stop
        return at

    def trim_start(self, at: int) -> SourcePiece | None:
        """Trim the blank half of an opening mark at the start of a piece (CLREQ 3.1.6, JLREQ 3.1.5).

        None if there is none, or if the piece begins a paragraph or follows a line break.
        """
        start, number = self.start(at), self.runs[at]
        shaper, text = self.shapers[number], self.words[at].text
        if (
            shaper.blank_side(text[:1]) is not Side.BEFORE
            or start in self._half_wide
            or at in self._first_pieces
        ):
            return None
        whole = self.piece(at)
        if whole.end - start != len(text):  # it contains invisible characters
            return None
        piece = shaper.piece(text, (0, *self._half_wide_in(start + 1, whole.end, start)))
        return replace(whole, word=piece.word, advance=piece.word.advance * self.size(number) / 1000)

    def _blank_side(self, at: int) -> Side:
        """Tell which side of the mark at an offset is blank in its face."""
        number = bisect_right(self.items.runs, at, key=_start_of) - 1
        return self.shapers[number].blank_side(self.items.text[at])

    def _half_wide_in(self, start: int, end: int, origin: int) -> tuple[int, ...]:
        """Find the half-width marks in a range, as offsets from ``origin``."""
        if not self._half_wide:  # nearly always
            return ()
        return tuple(sorted([at - origin for at in self._half_wide if start <= at < end]))

    def _shape(self, offsets: Sequence[int]) -> None:
        """Shape every run between the breaks; a soft hyphen is left to hyphenation."""
        source = self.items.source
        plain, has_zero_width = not NOT_SHAPED.search(source), _ZERO_WIDTH in source
        if "\u00ad" in source:
            offsets = [at for at in offsets if source[at - 1] != "\u00ad"]
        at = 0
        for number, run in enumerate(self.items.runs):
            first = at
            while at < len(offsets) and offsets[at] < run.end:
                at += 1
            inside = [edge for edge in offsets[first:at] if edge > run.start]
            if has_zero_width and run.level % 2 == 0:
                inside = sorted({edge for edge in map(self._before_zero_width, inside) if edge > run.start})
            self._shape_run(number, [*inside, run.end], plain=plain)

    def _shape_run(self, number: int, edges: Sequence[int], *, plain: bool) -> None:
        """Shape a run between ``edges``, the last of which is its end.

        ``plain`` says that the paragraph has no invisible characters.
        """
        run, shaper = self.items.runs[number], self.shapers[number]
        text, piece, half_wide, count = self.items.text, shaper.piece, self._half_wide_in, len(self.words)
        # The common cases first: whole words from the cache.
        if plain and shaper.unspaced:
            bounds = pairwise((run.start, *edges))
            self._add(
                [piece(text[start:edge], half_wide(start, edge, start)) for start, edge in bounds], edges
            )
        else:
            for start, *inside in self._between_spaces(run.start, edges, spaced=not shaper.unspaced):
                edge = inside[-1]
                # Letters join across the edge of a run, so a word there cannot be shaped alone.
                alone = not shaper.joining or (run.start < start and edge < run.end)
                if plain and alone and len(inside) == 1:
                    self._add((piece(text[start:edge], half_wide(start, edge, start)),), inside)
                else:
                    self._shape_between(shaper, run, start, inside)
        self.runs += [number] * (len(self.words) - count)

    def _between_spaces(self, start: int, edges: Sequence[int], *, spaced: bool) -> Iterator[list[int]]:
        """Yield the start and the edges of each stretch that is shaped together."""
        text, together = self.items.text, [start]
        for edge in edges:
            together.append(edge)
            if not spaced or text[edge - 1] in BLANKS:
                yield together
                together = [edge]
        if len(together) > 1:
            yield together

    def _shape_between(self, shaper: Shaper, run: FaceRun, start: int, edges: Sequence[int]) -> None:
        """Shape a stretch between spaces or at an edge of the run, without invisible characters."""
        text, end = self.items.text, edges[-1]
        kept = [NOT_SHAPED.sub("", text[a:b]) for a, b in pairwise((start, *edges))]
        shown = [(part, edge) for part, edge in zip(kept, edges, strict=True) if part]
        if not shown:
            # Its range goes to the piece before it.
            if self.edges:
                self.edges[-1] = end
            return
        cuts = tuple(accumulate([len(part) for part, _ in shown[:-1]]))
        before = after = ""
        if shaper.joining:
            before = _context_before(text[:start]) if start == run.start else ""
            after = _context_after(text[end:]) if end == run.end else ""
        found = self._half_wide_in(start, end, 0)
        half_wide = tuple([len(NOT_SHAPED.sub("", text[start:at])) for at in found])
        pieces = shaper.pieces("".join(kept), cuts, before, after, half_wide)
        self._add(pieces, (*[edge for _, edge in shown[:-1]], end))

    def _add(self, pieces: Sequence[WordPiece], edges: Sequence[int]) -> None:
        for piece in pieces:
            self.words.append(piece.word)
            self.trails.append(piece.trail)
        self.edges += edges

    def _measure(self) -> None:
        """Convert thousandths of an em to points, and add up trailing white space across pieces."""
        scales = [self.size(run) / 1000 for run in range(len(self.shapers))]
        advances = [word.advance * scales[run] for word, run in zip(self.words, self.runs, strict=True)]
        self.trails = [trail * scales[run] for trail, run in zip(self.trails, self.runs, strict=True)]
        self.positions: list[float] = list(accumulate(advances, initial=0.0))
        # In order, so that a row of blank pieces adds up in the trail of the last one.
        for at in range(1, len(advances)):
            if advances[at] - self.trails[at] < EPSILON and not self.words[at].text.strip(HANGING):
                self.trails[at] += self.trails[at - 1]

    def _before_zero_width(self, at: int) -> int:
        """Go back over zero-width spaces, which belong to the text after them."""
        while at and self.items.text[at - 1] == _ZERO_WIDTH:
            at -= 1
        return at

    def _visible_end(self, at: int) -> int:
        """Go back over invisible characters, such as a bidi control after a space."""
        text = self.items.text
        while at and (text[at - 1] == _ZERO_WIDTH or NOT_SHAPED.match(text[at - 1])):
            at -= 1
        return at

    def _find_breaks(self, breaks: Breaks) -> None:
        """Convert the offsets of breaks to indices of pieces: ``breaks``, with ``ends`` and ``hard``."""
        ends = list(map(self._visible_end, self.edges))
        allowed, must = (set(map(self._visible_end, each)) for each in (breaks.offsets, breaks.mandatory))
        count = len(self.words)
        # Invisible characters between two edges make no line of their own: they begin the next one.
        self.breaks = [
            at
            for at, (before, end) in enumerate(pairwise((-1, *ends[:-1])), 1)
            if end in allowed and end not in (before, ends[-1])
        ]
        self.breaks += [count] if count else []
        self.visible_ends = [self.positions[at] - self.trails[at - 1] for at in self.breaks]
        last = len(self.breaks) - 1
        self.mandatory = [n for n, at in enumerate(self.breaks) if n == last or ends[at - 1] in must]


def _start_of(run: FaceRun) -> int:
    return run.start


def _context_before(text: str) -> str:
    """Return the visible characters just before a run, back to a space."""
    return _SPACE.split(NOT_SHAPED.sub("", text[-_NEARBY:]))[-1]


def _context_after(text: str) -> str:
    """Return the visible characters just after a run, up to a space."""
    return _SPACE.split(NOT_SHAPED.sub("", text[:_NEARBY]))[0]
