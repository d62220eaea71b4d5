"""Clusters: the glyphs of a word that one character code draws together, and their text.

In: a :class:`~leaflets.text.shaped.ShapedWord`. Out: its clusters, from left to right. They are HarfBuzz's
clusters, with one difference: in a right-to-left word every vowel sign is a cluster of its own. Readers
reverse such a line code by code: if a code held a letter and its sign, the two would be swapped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from leaflets.fonts.faces import Instance
from leaflets.pdf.composites import Component
from leaflets.text.shaped import Glyph, ShapedWord

# ISO 14289-1 7.21.7 requires a Unicode value for every code, even if another code has its cluster's text.
CONTINUATION = "\u200b"


class Cluster(NamedTuple):
    """Glyphs that one code draws, in visual order, and their text, which is never empty."""

    glyphs: tuple[Glyph, ...]
    text: str


def left_to_right(word: ShapedWord) -> Iterator[Cluster]:
    """Yield the clusters of a left-to-right word: the text is on the first glyph of each."""
    group: tuple[Glyph, ...] = ()
    for glyph in word.glyphs:
        if glyph.text and group:
            yield Cluster(group, group[0].text or CONTINUATION)
            group = ()
        group += (glyph,)
    if group:
        yield Cluster(group, group[0].text or CONTINUATION)


def right_to_left(word: ShapedWord) -> Iterator[Cluster]:
    """Yield the letters of a right-to-left word with their dots, and each vowel sign, from left to right."""
    group: tuple[Glyph, ...] = ()
    for glyph, text in zip(word.glyphs, _texts_of_glyphs(word), strict=True):
        group += (glyph,)
        # A letter comes after its dots from left to right, so the glyph with a text ends the group.
        if text:
            yield Cluster(group, text)
            group = ()


def _texts_of_glyphs(word: ShapedWord) -> list[str]:
    """Distribute the text of a right-to-left word over its glyphs; a letter's dots get none."""
    texts = [glyph.text for glyph in word.glyphs]
    waiting: list[int] = []  # dots and signs of the next letter
    for index, glyph in enumerate(word.glyphs):
        if glyph.text:
            _distribute_signs(word, texts, index, waiting)
            waiting.clear()
        else:
            waiting.append(index)
    for index in waiting:  # they have no letter
        texts[index] = CONTINUATION
    return texts


def _distribute_signs(word: ShapedWord, texts: list[str], letter: int, others: Sequence[int]) -> None:
    """Move the vowel signs in the text of a letter to the glyphs that draw them.

    HarfBuzz draws a shadda before a vowel sign that precedes it in the text (UTR #53); the text keeps its own
    order.
    """
    font = word.instance.font
    signs: list[int] = []
    for other in others:
        gid = word.glyphs[other].gid
        # A vowel sign is drawn by the nominal glyph of its character; a dot has no character.
        own = next((char for char in texts[letter][1:] if font.get_nominal_glyph(ord(char)) == gid), "")
        texts[other] = own
        texts[letter] = texts[letter][:1] + texts[letter][1:].replace(own, "", 1)
        signs += [other] if own else []
    # The last sign of the text must come first from left to right, whichever glyph HarfBuzz has put there.
    whole = word.glyphs[letter].text
    in_order = sorted([texts[sign] for sign in signs], key=whole.index, reverse=True)
    for sign, own in zip(signs, in_order, strict=True):
        texts[sign] = own


def place_glyphs(glyphs: Sequence[Glyph], scale: float, instance: Instance) -> Iterator[Component]:
    """Place glyphs in font units, relative to the pen at the first; what draws nothing is left out.

    ``scale`` is the size of a font unit in thousandths of an em.
    """
    pen = 0.0
    for glyph in glyphs:
        extents = instance.font.get_glyph_extents(glyph.gid)
        if extents and extents.width:
            yield glyph.gid, round((pen + glyph.dx) / scale), round(glyph.dy / scale)
        pen += glyph.advance
