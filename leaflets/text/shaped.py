"""The values of the text engine: glyphs, shaped words, fragments and lines.

A :class:`ShapedWord` has its ``text`` in logical order and its ``glyphs`` in visual order, left to right.
Lengths of words are in thousandths of an em, those of fragments and lines in points. All values are frozen,
so that shaped words can be cached and shared between leaflets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from leaflets.fonts.faces import Instance


class Glyph(NamedTuple):
    """One glyph of a face: its id, advance and offset in thousandths of an em.

    ``text`` is the source text of its cluster on the cluster's first glyph (in logical
    order) and empty on the others. A tuple, because a leaflet has thousands of glyphs.
    """

    # The glyph id in the original face, not in the PDF's subset.
    gid: int
    advance: float
    dx: float
    dy: float
    text: str


@dataclass(frozen=True, slots=True)
class ShapedWord:
    """The text between two break opportunities, shaped with one face: the unit of caching.

    Its ink reaches ``above`` and ``below`` the baseline, in thousandths of an em, neither less than 0.
    """

    text: str
    instance: Instance
    glyphs: tuple[Glyph, ...]
    advance: float
    rtl: bool
    above: float = 0.0
    below: float = 0.0

    def clusters(self) -> Iterator[list[Glyph]]:
        """Yield the glyphs of each cluster, in logical order."""
        cluster: list[Glyph] = []
        for glyph in reversed(self.glyphs) if self.rtl else self.glyphs:
            if glyph.text and cluster:
                yield cluster
                cluster = []
            cluster.append(glyph)
        if cluster:
            yield cluster


class Ink(NamedTuple):
    """The extent of a word's ink in points: its edges, and its reach above and below the baseline.

    Left and right are the edges of its advance, above and below those of its glyphs.
    """

    left: float
    right: float
    above: float
    below: float


@dataclass(frozen=True, slots=True)
class Fragment:
    """Adjacent words of one line, in visual order, that share font, size, colour and span.

    ``x`` is the distance of its left edge from the line's left edge, in points; ``rtl`` says that the
    fragment runs right to left, so that its first word is read last; ``embedded`` that it runs left to right
    in a right-to-left line. ``span`` is the index of its :class:`~leaflets.text.paragraph.Span`, and
    ``start`` and ``end`` are its range in the paragraph's text. Its ink reaches ``above`` and ``below`` the
    line's baseline, in points.
    """

    # Negative where white space hangs over the left edge of a right-to-left line.
    x: float
    words: tuple[ShapedWord, ...]
    instance: Instance
    size: float
    colour: str
    span: int
    start: int
    end: int
    width: float
    rtl: bool
    embedded: bool = False
    above: float = 0.0
    below: float = 0.0

    def ink_of_words(self, x: float) -> Iterator[Ink]:
        """Yield the ink of each word, in points, with the fragment's left edge at ``x``."""
        scale = self.size / 1000
        for word in self.words:
            right = x + word.advance * scale
            yield Ink(x, right, word.above * scale, word.below * scale)
            x = right


@dataclass(frozen=True, slots=True)
class Line:
    """One line: fragments from left to right, and their extent.

    ``above`` and ``below`` say how far its ink reaches from the baseline, in points, neither less than 0.

    ``width`` is without trailing white space (whose glyphs stay in the last logical
    fragment, so that words come apart again when the text is copied). ``hyphenated`` says
    that the line ends in a hyphen that is not in the text.
    """

    fragments: tuple[Fragment, ...]
    width: float
    above: float
    below: float
    start: int
    end: int
    hyphenated: bool
