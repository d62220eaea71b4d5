"""Words as bytes: what a content stream says to show a shaped word.

What comes in is a :class:`~leaflets.text.shaped.ShapedWord`; what goes out is the inside of a
TJ array (ISO 32000-1 9.4.3). A code is the glyph's own id, so that a word looks the same in
every file and its bytes can be kept. Only where one glyph stands for different texts does
the file get a second code for it, beyond the face's last glyph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from leaflets.fonts import Instance
from leaflets.pdf.fonts import Code, FontStore
from leaflets.pdf.objects import number, text_string
from leaflets.text.shaped import Glyph, ShapedWord

# ISO 14289-1 7.21.7 wants a Unicode value for every code, also for the second glyph of a
# cluster whose text its first glyph has said.
CONTINUATION = "\u200b"
SOFT_HYPHEN = "\u00ad"
_NEAR = 0.05  # thousandths of an em that nobody sees
_ROOM = 60_000


@dataclass(frozen=True, slots=True)
class WordBytes:
    """A word, ready to be shown: the texts of its glyphs and its bytes at a size.

    The word itself is kept, so that its ``id`` stays its own.
    """

    word: ShapedWord
    meanings: tuple[tuple[int, str], ...]
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
            texts = glyph_texts(word)
            gids = [glyph.gid for glyph in word.glyphs]
            meanings = tuple(dict.fromkeys(zip(gids, texts, strict=True)))
            data = show(word, gids, texts, size, self.fonts)
            known = self._words[key] = WordBytes(word, meanings, data)
        return known


class FontCodes:
    """The codes of one font in one file."""

    def __init__(self, instance: Instance, store: WordStore) -> None:
        self.instance = instance
        self._store = store
        self._texts: dict[int, str] = {}
        self._extra: dict[tuple[int, str], int] = {}
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
        texts = [*glyph_texts(word)[:-1], SOFT_HYPHEN]
        cids = [self._cid(glyph.gid, text) for glyph, text in zip(word.glyphs, texts, strict=True)]
        return show(word, cids, texts, size, self._store.fonts)

    def codes(self) -> Iterator[Code]:
        """Yield every code in use."""
        yield from (Code(gid, gid, text) for gid, text in self._texts.items())
        yield from (Code(cid, gid, text) for (gid, text), cid in self._extra.items())

    def _encode(self, word: ShapedWord, size: float) -> bytes:
        known = self._store.get(word, size)
        texts = self._texts
        # Every meaning is looked at, so that each glyph's first text is the file's own.
        if all([texts.setdefault(gid, text) == text for gid, text in known.meanings]):  # noqa: C419
            return known.data
        spread = glyph_texts(word)
        cids = [self._cid(glyph.gid, text) for glyph, text in zip(word.glyphs, spread, strict=True)]
        return show(word, cids, spread, size, self._store.fonts)

    def _cid(self, gid: int, text: str) -> int:
        """Give the code for a glyph that stands for a text."""
        if self._texts.setdefault(gid, text) == text:
            return gid
        following = self.instance.face.hb.glyph_count + len(self._extra)
        if following > 0xFFFF:
            raise ValueError(f"{self.instance.name} has no code left for a second text of a glyph")
        return self._extra.setdefault((gid, text), following)


def glyph_texts(word: ShapedWord) -> tuple[str, ...]:
    """Give each glyph's text, in visual order."""
    return tuple(glyph.text or CONTINUATION for glyph in word.glyphs)


def needs_actual_text(word: ShapedWord) -> bool:
    """Tell whether a word's glyphs, read one by one, say something else than the word.

    Never for right-to-left words: poppler and pdfium would turn the replacement round again.
    """
    return not word.rtl and "".join(glyph.text or CONTINUATION for glyph in word.glyphs) != word.text


def show(word: ShapedWord, cids: list[int], texts: tuple[str, ...] | list[str], size: float, fonts: FontStore) -> bytes:
    """Write the inside of a TJ array: codes, and where the pen moves otherwise than by widths."""
    parts: list[str] = []
    move = 0.0  # to the right, in thousandths of an em
    for glyph, cid in zip(word.glyphs, cids, strict=True):
        width = fonts.width(word.instance, glyph.gid)
        move += glyph.dx
        if abs(move) > _NEAR:
            parts.append(number(-move))
            move = 0.0
        parts.append(_raised(glyph, f"<{cid:04X}>", size))
        move += glyph.advance - width - glyph.dx
    if abs(move) > _NEAR:
        parts.append(number(-move))
    data = "".join(parts).replace("><", "").encode()
    if not needs_actual_text(word):
        return data
    return b"]TJ/Span<</ActualText" + text_string(word.text) + b">>BDC[" + data + b"]TJ EMC["


def _raised(glyph: Glyph, code: str, size: float) -> str:
    """Lift a glyph off the baseline (Ts, ISO 32000-1 9.3.7) if it has to be."""
    if not glyph.dy:
        return code
    return f"]TJ {number(glyph.dy * size / 1000)} Ts[{code}]TJ 0 Ts["
