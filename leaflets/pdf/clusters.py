"""The glyphs of a word that one character code draws together, with the text of each.

What comes in is a :class:`~leaflets.text.shaped.ShapedWord`; what goes out are its clusters, from left to
right. In words that run from right to left every vowel sign is a cluster of its own, so that readers can put
letters and signs in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leaflets.fonts.faces import Instance
from leaflets.pdf.composites import Component
from leaflets.text.shaped import Glyph, ShapedWord

# ISO 14289-1 7.21.7 wants a Unicode value for every code, also for the second glyph of a
# cluster whose text its first glyph has said.
CONTINUATION = "\u200b"

# Glyphs that one code draws, in visual order, and their text.
Cluster = tuple[tuple[Glyph, ...], str]


def left_to_right(word: ShapedWord) -> Iterator[Cluster]:
    """Yield the clusters of a left-to-right word: the text stands on the first glyph of each."""
    group: tuple[Glyph, ...] = ()
    for glyph in word.glyphs:
        if glyph.text and group:
            yield group, group[0].text or CONTINUATION
            group = ()
        group += (glyph,)
    if group:
        yield group, group[0].text or CONTINUATION


def right_to_left(word: ShapedWord) -> Iterator[Cluster]:
    """Yield the letters of a right-to-left word with their dots, and each vowel sign."""
    group: tuple[Glyph, ...] = ()
    for glyph, text in zip(word.glyphs, _spread(word), strict=True):
        group += (glyph,)
        if text:
            yield group, text
            group = ()


def _spread(word: ShapedWord) -> list[str]:
    """Share out the text of a right-to-left word among its glyphs; a letter's dots get none.

    Vowel signs get back their own characters from the text of their cluster, which its letter has. HarfBuzz
    draws a shadda before a vowel sign (UTR #53) that the text has before it: what is read is the text.
    """
    font = word.instance.font
    texts = [glyph.text for glyph in word.glyphs]
    waiting: list[int] = []
    for index, glyph in enumerate(word.glyphs):
        if not glyph.text:
            waiting.append(index)
            continue
        signs: list[int] = []
        for other in waiting:
            gid = word.glyphs[other].gid
            own = next((char for char in texts[index][1:] if font.get_nominal_glyph(ord(char)) == gid), "")
            texts[other] = own
            texts[index] = texts[index][:1] + texts[index][1:].replace(own, "", 1)
            signs += [other] if own else []
        in_order = sorted([texts[other] for other in signs], key=glyph.text.index, reverse=True)
        for other, own in zip(signs, in_order, strict=True):
            texts[other] = own
        waiting.clear()
    for index in waiting:  # in no cluster that a letter ends
        texts[index] = CONTINUATION
    return texts


def placed(group: Sequence[Glyph], scale: float, instance: Instance) -> Iterator[Component]:
    """Place glyphs in font units, from where the first one's pen is; what draws nothing is left out."""
    pen = 0.0
    for glyph in group:
        extents = instance.font.get_glyph_extents(glyph.gid)
        if extents and extents.width:
            yield glyph.gid, round((pen + glyph.dx) / scale), round(glyph.dy / scale)
        pen += glyph.advance
