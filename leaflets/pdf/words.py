"""Words as bytes: what a content stream says to show a shaped word.

What comes in is a :class:`~leaflets.text.shaped.ShapedWord`; what goes out is the inside of a
TJ array (ISO 32000-1 9.4.3). A cluster of several glyphs (a letter and its dots, a syllable and
its vowel) is shown by one code, whose text is exact for every reader, without ActualText. A
plain glyph's code is its own id, so that a word looks the same in every file and its bytes can
be kept; clusters, and glyphs that stand for two texts, have codes beyond the face's last glyph.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from leaflets.fonts import Instance
from leaflets.pdf.composites import Part
from leaflets.pdf.fonts import FontStore, Shape, Sign
from leaflets.pdf.objects import number
from leaflets.text.shaped import Glyph, ShapedWord

# ISO 14289-1 7.21.7 wants a Unicode value for every code, also for the second glyph of a
# cluster whose text its first glyph has said.
CONTINUATION = "\u200b"
SOFT_HYPHEN = "\u00ad"
_JOINERS = re.compile("[\u200b-\u200d\u2060]+")
_NEAR = 0.05  # thousandths of an em that nobody sees
_ROOM = 60_000
# Codes beyond the last glyph lie within so many, or the map from codes to glyphs grows long.
_BEYOND = 8192


class Step(NamedTuple):
    """One code of a word: what it stands for, the code that it would like, how the pen moves.

    ``width`` and ``advance`` are in thousandths of an em.
    """

    sign: Sign
    cid: int
    width: float
    advance: float


# Glyphs that one code draws, in visual order, and their text.
Cluster = tuple[tuple[Glyph, ...], str]


@dataclass(frozen=True, slots=True)
class WordBytes:
    """A word, ready to be shown at any size: its steps, the codes that it would like, its bytes.

    There are no bytes if two of its signs would like the same code. The word itself is kept, so
    that its ``id`` stays its own.
    """

    word: ShapedWord
    steps: tuple[Step, ...]
    wishes: dict[int, Sign]
    data: bytes | None


class WordStore:
    """Words that were written before, by identity; it forgets all when it is full."""

    def __init__(self, fonts: FontStore) -> None:
        self._fonts = fonts
        self._words: dict[int, WordBytes] = {}
        self._signs: dict[Sign, Sign] = {}
        self._steps: dict[tuple[Instance, bool], dict[Cluster, Step]] = {}

    def get(self, word: ShapedWord) -> WordBytes:
        """Give a word's steps and bytes."""
        known = self._words.get(id(word))
        if known is None:
            if len(self._words) >= _ROOM:
                self._words.clear()
                self._signs.clear()
                self._steps.clear()
            known = self._words[id(word)] = self._made(word)
        return known

    def path(self, word: ShapedWord) -> tuple[Step, ...]:
        """Give the codes of a word in visual order; equal signs are one object."""
        known = self._steps.setdefault((word.instance, word.rtl), {})
        path = []
        for cluster in clusters(word):
            step = known.get(cluster)
            if step is None:
                step = made_step(cluster, word, self._fonts)
                step = known[cluster] = step._replace(sign=self._signs.setdefault(step.sign, step.sign))
            path.append(step)
        return tuple(path)

    def _made(self, word: ShapedWord) -> WordBytes:
        path = self.path(word)
        wishes = {step.cid: step.sign for step in path}
        clash = any(wishes[step.cid] is not step.sign for step in path)
        return WordBytes(word, path, wishes, None if clash else show(path, [step.cid for step in path]))


class FontCodes:
    """The codes of one font in one file: what each stands for."""

    def __init__(self, instance: Instance, store: WordStore) -> None:
        self.instance = instance
        self.signs: dict[int, Sign] = {}
        self._store = store
        self._first: int = instance.face.hb.glyph_count
        self._shown: dict[int, bytes] = {}

    def show(self, word: ShapedWord) -> bytes:
        """Give the inside of a TJ array that shows a word."""
        data = self._shown.get(id(word))
        if data is None:
            data = self._shown[id(word)] = self._encode(word)
        return data

    def show_hyphen(self, word: ShapedWord) -> bytes:
        """Show a word whose last glyph is a hyphen that is not in the text.

        A soft hyphen says so to readers (ISO 32000-1 14.8.2.2.3): the word comes back whole.
        """
        hyphen = word.glyphs[-1]._replace(text=SOFT_HYPHEN)
        divided = replace(word, glyphs=(*word.glyphs[:-1], hyphen))
        path = self._store.path(divided)
        return show(path, [self._cid(step.sign) for step in path])

    def _encode(self, word: ShapedWord) -> bytes:
        known = self._store.get(word)
        signs, wishes = self.signs, known.wishes
        # Most words have no letter that is new to the file: that is seen at once.
        if known.data is not None and (
            wishes.items() <= signs.items()
            or all(signs.setdefault(cid, sign) == sign for cid, sign in wishes.items())
        ):
            return known.data
        return show(known.steps, [self._cid(step.sign) for step in known.steps])

    def _cid(self, sign: Sign) -> int:
        """Give the code for a sign: the one that it likes best, or the next free one."""
        cid = wish(sign, self._first)
        if self.signs.setdefault(cid, sign) == sign:
            return cid
        room = min(_BEYOND, 0x10000 - self._first)
        start = _hash(sign)
        for offset in range(room):
            cid = self._first + (start + offset) % room
            if self.signs.setdefault(cid, sign) == sign:
                return cid
        raise ValueError(f"{self.instance.name} has no code left for {sign.text!r}")


def wish(sign: Sign, first: int) -> int:
    """Give the code that a sign would like: its glyph's id, or one beyond the ``first`` free."""
    if sign.shape.plain:
        return sign.shape.parts[0][0]
    return first + _hash(sign) % min(_BEYOND, 0x10000 - first)


def _hash(sign: Sign) -> int:
    """Give a number that is the same in every process."""
    return zlib.crc32(repr((sign.shape.parts, sign.shape.advance, sign.text)).encode())


def steps(word: ShapedWord, fonts: FontStore) -> Iterator[Step]:
    """Give the codes of a word in visual order: one for each cluster, or part of it, with a text."""
    return (made_step(cluster, word, fonts) for cluster in clusters(word))


def made_step(cluster: Cluster, word: ShapedWord, fonts: FontStore) -> Step:
    """Make the code of one cluster of a word."""
    group, text = cluster
    instance = word.instance
    scale = 1000 / instance.face.upem
    shape = fonts.glyph(instance, group[0].gid)
    advance = sum(glyph.advance for glyph in group)
    units = shape.advance
    if word.rtl or len(group) > 1 or group[0].dx or group[0].dy:
        parts = tuple(_parts(group, scale, instance)) or ((group[-1].gid, 0, 0),)
        units = max(0, round(advance / scale))
        if len(parts) > 1 or (parts, units) != (shape.parts, shape.advance):
            shape = Shape(parts, units, plain=False)
    sign = Sign(shape, text)
    return Step(sign, wish(sign, instance.face.hb.glyph_count), units * scale, advance)


def clusters(word: ShapedWord) -> Iterator[Cluster]:
    """Give the glyphs and the text of each code of a word, in visual order."""
    return _turned_groups(word) if word.rtl else _groups(word)


def _groups(word: ShapedWord) -> Iterator[Cluster]:
    """Yield the clusters of a left-to-right word: the text stands on the first glyph of each."""
    group: tuple[Glyph, ...] = ()
    for glyph in word.glyphs:
        if glyph.text and group:
            yield group, group[0].text or CONTINUATION
            group = ()
        group += (glyph,)
    if group:
        yield group, group[0].text or CONTINUATION


def _turned_groups(word: ShapedWord) -> Iterator[Cluster]:
    """Yield the letters of a right-to-left word with their dots, and each vowel sign."""
    group: tuple[Glyph, ...] = ()
    for glyph, text in zip(word.glyphs, _spread(word), strict=True):
        group += (glyph,)
        if text:
            yield group, _joiners_first(text)
            group = ()


def _joiners_first(text: str) -> str:
    """Put what has no width before the letter that it follows.

    Readers take the letters of a right-to-left line from right to left, and what has no direction of its own
    with them (poppler 22, pdfium, pdf.js 6.0: tried in Persian).
    """
    joiners = "".join(_JOINERS.findall(text))
    return joiners + _JOINERS.sub("", text) if joiners else text


def _spread(word: ShapedWord) -> list[str]:
    """Give each glyph of a right-to-left word its text; a letter's dots get none.

    Vowel signs get back their own character from the text of their cluster, which its letter
    has, so that readers can put letters and signs in order.
    """
    font = word.instance.font
    texts = [glyph.text for glyph in word.glyphs]
    waiting: list[int] = []
    for index, glyph in enumerate(word.glyphs):
        if not glyph.text:
            waiting.append(index)
            continue
        for other in waiting:
            gid = word.glyphs[other].gid
            own = next((char for char in texts[index][1:] if font.get_nominal_glyph(ord(char)) == gid), "")
            texts[other] = own
            texts[index] = texts[index][:1] + texts[index][1:].replace(own, "", 1)
        waiting.clear()
    for index in waiting:  # in no cluster that a letter ends
        texts[index] = CONTINUATION
    return texts


def _parts(group: Sequence[Glyph], scale: float, instance: Instance) -> Iterator[Part]:
    """Place glyphs in font units, from where the first one's pen is; what draws nothing is left out."""
    pen = 0.0
    for glyph in group:
        extents = instance.font.get_glyph_extents(glyph.gid)
        if extents and extents.width:
            yield glyph.gid, round((pen + glyph.dx) / scale), round(glyph.dy / scale)
        pen += glyph.advance


def show(path: Sequence[Step], cids: Sequence[int]) -> bytes:
    """Write the inside of a TJ array: codes, and where the pen moves otherwise than by widths."""
    if all(step.width == step.advance for step in path):
        return b"<" + "".join([f"{cid:04X}" for cid in cids]).encode() + b">" if path else b""
    out: list[str] = []
    move = 0.0  # to the right, in thousandths of an em
    for step, cid in zip(path, cids, strict=True):
        if abs(move) > _NEAR:
            out.append(number(-move))
            move = 0.0
        out.append(f"<{cid:04X}>")
        move += step.advance - step.width
    if abs(move) > _NEAR:
        out.append(number(-move))
    return "".join(out).replace("><", "").encode()
