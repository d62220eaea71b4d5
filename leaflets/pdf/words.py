"""Words as bytes: what a content stream says to show a shaped word.

What comes in is a :class:`~leaflets.text.shaped.ShapedWord`; what goes out is the inside of a
TJ array (ISO 32000-1 9.4.3). A glyph's code is its own id wherever that can be, so that a word
looks the same in every file and its bytes can be kept. Only where one glyph stands for two
texts, or where letters have dots of their own, are there codes beyond the face's last glyph.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from leaflets.fonts import Instance
from leaflets.pdf.fonts import FontStore, Sign
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
    if len(sign.parts) == 1:
        return sign.parts[0][0]
    return first + _hash(sign) % min(_BEYOND, 0x10000 - first)


def _hash(sign: Sign) -> int:
    """Give a number that is the same in every process."""
    return zlib.crc32(repr((sign.parts, sign.text)).encode())


def steps(word: ShapedWord, fonts: FontStore) -> Iterator[Step]:
    """Give the codes of a word in visual order."""
    texts = _joined_texts(word) if word.rtl else [glyph.text or CONTINUATION for glyph in word.glyphs]
    scale = 1000 / word.instance.face.upem
    dots: list[tuple[float, Glyph]] = []
    pen = 0.0
    for glyph, text in zip(word.glyphs, texts, strict=True):
        if text:
            parts = ((glyph.gid, 0, 0), *_parts(dots, glyph, pen, scale))
            width = fonts.advance(word.instance, parts) * scale
            yield Step(Sign(parts, text), width, glyph.dx, glyph.dy, glyph.advance)
            dots.clear()
        else:
            dots.append((pen, glyph))
        pen += glyph.advance
