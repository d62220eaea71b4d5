"""The values of the text engine: glyphs, shaped words, fragments and lines.

Everything is in logical order inside a :class:`ShapedWord`'s ``text`` and in visual order,
left to right, in its ``glyphs``; lengths of a word are in thousandths of an em, lengths of
fragments and lines in points. All values are frozen, so a shaped word can be cached and
shared by every leaflet that says it.
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

    # The glyph id in the whole face, before the PDF takes a subset.
    gid: int
    advance: float
    dx: float
    dy: float
    text: str


@dataclass(frozen=True, slots=True)
class ShapedWord:
    """What lies between two break opportunities, shaped with one face: the unit of caching.

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
        # Only the first glyph of a cluster, in logical order, carries its text.
        cluster: list[Glyph] = []
        for glyph in reversed(self.glyphs) if self.rtl else self.glyphs:
            if glyph.text and cluster:
                yield cluster
                cluster = []
            cluster.append(glyph)
        if cluster:
            yield cluster


class Ink(NamedTuple):
    """Where the ink of a word is, in points: between which edges, how far above and below its baseline.

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
    fragment runs right to left, so that its first word is read last; ``embedded`` that it runs from left to
    right in a line that runs from right to left. ``span`` is
    the index of the :class:`~leaflets.text.paragraph.Span` that it came from, and ``start`` and
    ``end`` are its range in the paragraph's text. Its ink reaches ``above`` and ``below`` the line's
    baseline, in points.
    """

    # Negative where white space hangs over the left edge of a line that runs from right to left.
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

    def inks(self, x: float) -> Iterator[Ink]:
        """Yield where the ink of each word is if the fragment's left edge stands at ``x``, in points."""
        scale = self.size / 1000
        for word in self.words:
            right = x + word.advance * scale
            yield Ink(x, right, word.above * scale, word.below * scale)
            x = right


@dataclass(frozen=True, slots=True)
class Line:
    """One line: fragments from left to right, and the room that they take.

    ``above`` and ``below`` say how far its ink reaches from the baseline, in points, neither less than 0.

    ``width`` is without trailing white space (whose glyphs stay in the last logical
    fragment, so that words come apart again when the text is copied). ``hyphenated`` says
    that the line ends in a hyphen which is not in the text.
    """

    fragments: tuple[Fragment, ...]
    width: float
    above: float
    below: float
    start: int
    end: int
    hyphenated: bool
