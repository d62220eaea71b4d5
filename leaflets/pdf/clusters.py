"""Clusters: the glyphs of a word that one character code draws together, and the text of each.

What comes in is a :class:`~leaflets.text.shaped.ShapedWord`; what goes out are its clusters, from left to
right. They are HarfBuzz's clusters, but for one difference: in a word that runs from right to left every
vowel sign is a cluster of its own. Readers turn such a line round code by code, so a code that held a letter
and its sign would come back with the two exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from leaflets.fonts.faces import Instance
from leaflets.pdf.composites import Component
from leaflets.text.shaped import Glyph, ShapedWord

# ISO 14289-1 7.21.7 wants a Unicode value for every code, also for the second glyph of a
# cluster whose text its first glyph has said. A zero-width space is a value that adds no letter.
CONTINUATION = "\u200b"


class Cluster(NamedTuple):
    """Glyphs that one code draws, in visual order, and their text, which is never empty."""

    glyphs: tuple[Glyph, ...]
    text: str


def left_to_right(word: ShapedWord) -> Iterator[Cluster]:
    """Yield the clusters of a left-to-right word: the text stands on the first glyph of each."""
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
        # A letter stands to the right of its dots, so the glyph that has a text ends the group.
        if text:
            yield Cluster(group, text)
            group = ()


def _texts_of_glyphs(word: ShapedWord) -> list[str]:
    """Share out the text of a right-to-left word among its glyphs; a letter's dots get none."""
    texts = [glyph.text for glyph in word.glyphs]
    # Glyphs since the last letter: its dots and signs, which stand before it from left to right.
    waiting: list[int] = []
    for index, glyph in enumerate(word.glyphs):
        if glyph.text:
            _hand_out_signs(word, texts, index, waiting)
            waiting.clear()
        else:
            waiting.append(index)
    for index in waiting:  # in no cluster that a letter ends
        texts[index] = CONTINUATION
    return texts


def _hand_out_signs(word: ShapedWord, texts: list[str], letter: int, others: Sequence[int]) -> None:
    """Move the vowel signs in the text of a letter to those of its other glyphs that draw them.

    HarfBuzz draws a shadda before a vowel sign (UTR #53) that the text has before it: what is read is the
    text.
    """
    font = word.instance.font
    signs: list[int] = []
    for other in others:
        gid = word.glyphs[other].gid
        # A vowel sign is drawn by the glyph that the face has for its character; a dot has no character.
        own = next((char for char in texts[letter][1:] if font.get_nominal_glyph(ord(char)) == gid), "")
        texts[other] = own
        texts[letter] = texts[letter][:1] + texts[letter][1:].replace(own, "", 1)
        signs += [other] if own else []
    # The last sign of the text stands furthest to the left, whichever glyph HarfBuzz has put there.
    whole = word.glyphs[letter].text
    in_order = sorted([texts[sign] for sign in signs], key=whole.index, reverse=True)
    for sign, own in zip(signs, in_order, strict=True):
        texts[sign] = own


def place_glyphs(glyphs: Sequence[Glyph], scale: float, instance: Instance) -> Iterator[Component]:
    """Place glyphs in font units, from where the pen of the first one is; what draws nothing is left out.

    ``scale`` is how many thousandths of an em a font unit has.
    """
    pen = 0.0
    for glyph in glyphs:
        extents = instance.font.get_glyph_extents(glyph.gid)
        if extents and extents.width:
            yield glyph.gid, round((pen + glyph.dx) / scale), round(glyph.dy / scale)
        pen += glyph.advance
