"""Dividing shaped words without shaping them again.

In: a word as HarfBuzz shaped it. Out: its pieces, or how much of it fits. A word is divided only between
clusters, so that letters keep the forms and positions that they have in the whole word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from leaflets.fonts.faces import Instance
from leaflets.text.shaped import Glyph, ShapedWord

# White space that hangs over the end of a line (CSS Text 3, 4.1.3); no-break spaces do not.
BLANKS = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
# They hang even if followed by invisible characters: zero-width space, joiners, word joiner.
HANGING = BLANKS + "\u200b\u200c\u200d\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class WordPiece:
    """A shaped word, and the advance of its trailing white space, in thousandths of an em."""

    word: ShapedWord
    trail: float


def make_word(text: str, instance: Instance, glyphs: Sequence[Glyph], *, rtl: bool) -> ShapedWord:
    """Make a word from glyphs: the sum of their advances, the maximum of their ink."""
    advance = sum([glyph.advance for glyph in glyphs])
    reaches, above, below = instance.glyph_reaches, 0.0, 0.0
    for gid, _, _, dy, _ in glyphs:
        up, down = reaches[gid]
        above, below = max(above, up + dy), max(below, down - dy)
    return ShapedWord(text, instance, tuple(glyphs), advance, rtl, above, below)


def make_piece(word: ShapedWord) -> WordPiece:
    """Make a piece of a word: measure its trailing white space."""
    if word.text[-1:] not in HANGING:
        return WordPiece(word, 0.0)
    _, trail = trailing(word)
    return WordPiece(word, trail)


def trailing(word: ShapedWord) -> tuple[int, float]:
    """Find the offset of a word's trailing white space, and its advance in thousandths of an em."""
    advance, waiting, length = 0.0, 0.0, 0
    for glyph in word.glyphs if word.rtl else reversed(word.glyphs):
        waiting += glyph.advance
        if not glyph.text:
            continue
        if glyph.text.strip(HANGING):
            break
        # Going backwards, the first glyph of a cluster comes last.
        advance, waiting, length = advance + waiting, 0.0, length + len(glyph.text)
    return len(word.text) - length, advance


def divide(word: ShapedWord, cuts: Sequence[int]) -> tuple[WordPiece, ...]:
    """Divide a shaped word at offsets in its text, without shaping it again.

    Returns nothing if an offset lies inside a cluster.
    """
    # A part is complete when the text of its clusters reaches its cut.
    parts: list[list[Glyph]] = [[]]
    at = 0
    wanted = [*cuts, len(word.text)]
    for cluster in word.clusters():
        if at == wanted[len(parts) - 1]:
            parts.append([])
        parts[-1] += cluster
        at += len(cluster[0].text)
        if at > wanted[len(parts) - 1]:
            return ()
    if len(parts) != len(wanted):
        return ()
    edges = pairwise([0, *wanted])
    return tuple(
        make_piece(make_word(word.text[a:b], word.instance, part[::-1] if word.rtl else part, rtl=word.rtl))
        for (a, b), part in zip(edges, parts, strict=True)
    )


def fitting(word: ShapedWord, room: float) -> int:
    """Find how much of a word fits, in whole clusters, as an offset in its text.

    ``room`` is in thousandths of an em; trailing blanks hang over the line's end.
    """
    at = 0
    for cluster in word.clusters():
        text = cluster[0].text
        room -= sum([glyph.advance for glyph in cluster])
        if room < 0 and (not at or text.strip(HANGING)):
            return at
        at += len(text)
    return at
