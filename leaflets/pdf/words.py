"""Words as bytes: what a content stream says to show a shaped word.

What comes in is a :class:`~leaflets.text.shaped.ShapedWord`; what goes out is the inside of a
TJ array (ISO 32000-1 9.4.3). A glyph's code is its own id wherever that can be, so that a word
looks the same in every file and its bytes can be kept. Only where one glyph stands for two
texts, or where letters have dots of their own, are there codes beyond the face's last glyph.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from leaflets.fonts import Instance
from leaflets.pdf.composites import Part
from leaflets.pdf.fonts import FontStore, Shape, Sign
from leaflets.pdf.objects import number, text_string
from leaflets.text.shaped import Glyph, ShapedWord

# ISO 14289-1 7.21.7 wants a Unicode value for every code, also for the second glyph of a
# cluster whose text its first glyph has said.
CONTINUATION = "\u200b"
SOFT_HYPHEN = "\u00ad"
_NEAR = 0.05  # thousandths of an em that nobody sees
_ROOM = 60_000
# Codes beyond the last glyph lie within so many, or the map from codes to glyphs grows long.
_BEYOND = 8192


@dataclass(frozen=True, slots=True)
class Step:
    """One code of a word: what it stands for and, in thousandths of an em, how the pen moves."""

    sign: Sign
    width: float
    dx: float
    dy: float
    advance: float


@dataclass(frozen=True, slots=True)
class WordBytes:
    """A word, ready to be shown: its steps, the codes that it would like, its bytes.

    The word itself is kept, so that its ``id`` stays its own.
    """

    word: ShapedWord
    steps: tuple[Step, ...]
    wishes: tuple[tuple[int, Sign], ...]
    data: bytes


class WordStore:
    """Words that were written before, by identity and size; it forgets all when it is full."""

    def __init__(self, fonts: FontStore) -> None:
        self.fonts = fonts
        self._words: dict[tuple[int, float], WordBytes] = {}

    def get(self, word: ShapedWord, size: float) -> WordBytes:
        """Give a word's bytes at a size in points."""
        key = (id(word), size)
        known = self._words.get(key)
        if known is None:
            if len(self._words) >= _ROOM:
                self._words.clear()
            known = self._words[key] = self._made(word, size)
        return known

    def _made(self, word: ShapedWord, size: float) -> WordBytes:
        path = tuple(steps(word, self.fonts))
        first = word.instance.face.hb.glyph_count
        cids = [wish(step.sign, first) for step in path]
        wishes = tuple(dict.fromkeys(zip(cids, (step.sign for step in path), strict=True)))
        return WordBytes(word, path, wishes, show(word, path, cids, size))


class FontCodes:
    """The codes of one font in one file: what each stands for."""

    def __init__(self, instance: Instance, store: WordStore) -> None:
        self.instance = instance
        self.signs: dict[int, Sign] = {}
        self._store = store
        self._first = instance.face.hb.glyph_count
        self._shown: dict[tuple[int, float], bytes] = {}

    def show(self, word: ShapedWord, size: float) -> bytes:
        """Give the inside of a TJ array that shows a word at a size in points."""
        key = (id(word), size)
        data = self._shown.get(key)
        if data is None:
            data = self._shown[key] = self._encode(word, size)
        return data

    def show_hyphen(self, word: ShapedWord, size: float) -> bytes:
        """Show a word whose last glyph is a hyphen that is not in the text."""
        path = self._store.get(word, size).steps
        hyphen = replace(path[-1], sign=replace(path[-1].sign, text=SOFT_HYPHEN))
        path = (*path[:-1], hyphen)
        return show(word, path, [self._cid(step.sign) for step in path], size)

    def _encode(self, word: ShapedWord, size: float) -> bytes:
        known = self._store.get(word, size)
        signs = self.signs
        granted = [signs.setdefault(cid, sign) == sign for cid, sign in known.wishes]
        if all(granted):
            return known.data
        return show(word, known.steps, [self._cid(step.sign) for step in known.steps], size)

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
    """Give the codes of a word in visual order; no glyph is left without a text."""
    if word.rtl:
        yield from _turned_steps(word, fonts)
        return
    scale = 1000 / word.instance.face.upem
    for glyph in word.glyphs:
        shape = fonts.glyph(word.instance, glyph.gid)
        sign = Sign(shape, glyph.text or CONTINUATION)
        yield Step(sign, shape.advance * scale, glyph.dx, glyph.dy, glyph.advance)


def _turned_steps(word: ShapedWord, fonts: FontStore) -> Iterator[Step]:
    """Give the codes of a right-to-left word: letters with their dots, all on one baseline.

    Where readers put letters in order by their places they take a raised one for another line, so
    what is off the baseline (a vowel sign, most of Nastaliq) is so inside its glyph.
    """
    scale = 1000 / word.instance.face.upem
    held: list[tuple[float, Glyph]] = []
    pen = start = 0.0
    for glyph, text in zip(word.glyphs, _spread(word), strict=True):
        held.append((pen, glyph))
        pen += glyph.advance
        if text:
            shape = fonts.glyph(word.instance, glyph.gid)
            parts = tuple(_parts(held, start, scale, word.instance)) or shape.parts
            advance = max(0, round((pen - start) / scale))
            if (parts, advance) != (shape.parts, shape.advance):
                shape = Shape(parts, advance, plain=False)
            yield Step(Sign(shape, text), advance * scale, 0.0, 0.0, pen - start)
            held.clear()
            start = pen


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


def _parts(
    held: Sequence[tuple[float, Glyph]], start: float, scale: float, instance: Instance
) -> Iterator[Part]:
    """Place glyphs relative to a pen's ``start``, in font units; what draws nothing is left out."""
    for place, glyph in held:
        extents = instance.font.get_glyph_extents(glyph.gid)
        if extents and extents.width:
            yield glyph.gid, round((place + glyph.dx - start) / scale), round(glyph.dy / scale)


def needs_actual_text(word: ShapedWord, path: Sequence[Step]) -> bool:
    """Tell whether a word's codes, read one by one, say something else than the word.

    Never for right-to-left words: poppler and pdfium would turn the replacement round again.
    """
    return not word.rtl and "".join([step.sign.text for step in path]) != word.text


def show(word: ShapedWord, path: Sequence[Step], cids: Sequence[int], size: float) -> bytes:
    """Write the inside of a TJ array: codes, and where the pen moves otherwise than by widths."""
    out: list[str] = []
    move = 0.0  # to the right, in thousandths of an em
    for step, cid in zip(path, cids, strict=True):
        move += step.dx
        if abs(move) > _NEAR:
            out.append(number(-move))
            move = 0.0
        code = f"<{cid:04X}>"
        # Off the baseline: text rise (Ts, ISO 32000-1 9.3.7).
        out.append(f"]TJ {number(step.dy * size / 1000)} Ts[{code}]TJ 0 Ts[" if step.dy else code)
        move += step.advance - step.width - step.dx
    if abs(move) > _NEAR:
        out.append(number(-move))
    data = "".join(out).replace("><", "").encode()
    if not needs_actual_text(word, path):
        return data
    return b"]TJ/Span<</ActualText" + text_string(word.text) + b">>BDC[" + data + b"]TJ EMC["
