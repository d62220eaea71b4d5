"""Words as bytes: the operands that show a shaped word in a content stream.

In: a :class:`~leaflets.text.shaped.ShapedWord`. Out: elements of a TJ array (ISO 32000-1 9.4.3): the codes of
the word (:mod:`leaflets.pdf.codes`) in hexadecimal, and between them the moves of the pen. If every entry has
its preferred CID (:mod:`leaflets.pdf.cids`), a word has the same bytes in every file, and they are cached.
Only if two entries prefer the same CID are they numbered for the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from leaflets.fonts.faces import Instance
from leaflets.pdf.cids import CidEntry, candidate_cids
from leaflets.pdf.codes import ShownCode, WordCodes, WordEncoder
from leaflets.pdf.fonts import FontCache
from leaflets.pdf.format_characters import RLM
from leaflets.pdf.objects import number
from leaflets.text.shaped import ShapedWord

SOFT_HYPHEN = "\u00ad"
_INVISIBLE_MOVE = 0.05  # thousandths of an em
_ROOM = 60_000  # words, after which the cache is emptied; the 48 shipped leaflets have 8,000


@dataclass(frozen=True, slots=True)
class EncodedWord:
    """A word, ready to be shown at any size: its codes, their entries by preferred CID, its bytes.

    ``data`` is None if two of its entries prefer the same CID. The word itself is kept so that its ``id``,
    the key of the cache, is not reused.
    """

    word: ShapedWord
    codes: WordCodes
    entries: dict[int, CidEntry]
    data: bytes | None


class WordCache:
    """A cache of encoded words, by identity; it is emptied when it is full."""

    def __init__(self, fonts: FontCache) -> None:
        self.encoder = WordEncoder(fonts)
        # By identity: the text engine returns the same object, and a hash would go through all glyphs.
        self._words: dict[tuple[int, str], EncodedWord] = {}

    def get(self, word: ShapedWord, mark: str = RLM) -> EncodedWord:
        """Look up a word, encoded on first use; ``mark`` comes before its space."""
        known = self._words.get((id(word), mark))
        if known is None:
            if len(self._words) >= _ROOM:
                self._words.clear()
                self.encoder.clear()
            known = self._words[id(word), mark] = self._encode(word, mark)
        return known

    def _encode(self, word: ShapedWord, mark: str) -> EncodedWord:
        codes = self.encoder.encode(word, mark)
        entries = {code.cid: code.entry for code in codes}
        clash = any(entries[code.cid] is not code.entry for code in codes)
        data = None if clash else write_elements(codes, [code.cid for code in codes])
        return EncodedWord(word, codes, entries, data)


class FontCodes:
    """The codes of one font in one file; ``entries`` says what each stands for."""

    def __init__(self, instance: Instance, cache: WordCache) -> None:
        self.instance = instance
        self.entries: dict[int, CidEntry] = {}
        self._cache = cache
        self._glyph_count: int = instance.face.hb.glyph_count
        self._shown: dict[tuple[int, str], bytes] = {}

    def show(self, word: ShapedWord, mark: str = RLM) -> bytes:
        """Write a word as elements of a TJ array, with the mark that comes before its space."""
        data = self._shown.get((id(word), mark))
        if data is None:
            data = self._shown[id(word), mark] = self._encode(word, mark)
        return data

    def show_hyphen(self, word: ShapedWord) -> bytes:
        """Write a word whose last glyph is a hyphen that is not in the text.

        To readers it is a soft hyphen (ISO 32000-1 14.8.2.2.3), so that they extract the word whole.
        """
        hyphen = word.glyphs[-1]._replace(text=SOFT_HYPHEN)
        divided = replace(word, glyphs=(*word.glyphs[:-1], hyphen))
        # Not through the cache, where a new object would never be found again.
        return self._write(self._cache.encoder.encode(divided))

    @cached_property
    def guide(self) -> bytes:
        """The mark that the next text is part of a right-to-left line, as elements of a TJ array."""
        return self._write([self._cache.encoder.guide(self.instance)])

    @cached_property
    def narrow_space(self) -> bytes:
        """A very narrow space for the left end of right-to-left text, as elements of a TJ array."""
        return self._write([self._cache.encoder.narrow_space(self.instance)])

    def _encode(self, word: ShapedWord, mark: str) -> bytes:
        known = self._cache.get(word, mark)
        entries, wanted = self.entries, known.entries
        if known.data is not None and (
            wanted.items() <= entries.items()
            or all(entries.setdefault(cid, entry) == entry for cid, entry in wanted.items())
        ):
            return known.data
        return self._write(known.codes)

    def _write(self, codes: Sequence[ShownCode]) -> bytes:
        """Write codes with the CIDs that their entries have in this file."""
        return write_elements(codes, [self._cid(code.entry) for code in codes])

    def _cid(self, entry: CidEntry) -> int:
        """Find the CID of an entry: its preferred one, or the next that is free."""
        for cid in candidate_cids(entry, self._glyph_count):
            if self.entries.setdefault(cid, entry) == entry:
                return cid
        raise ValueError(f"{self.instance.name} has no code left for {entry.text!r}")


def write_elements(codes: Sequence[ShownCode], cids: Sequence[int]) -> bytes:
    """Write elements of a TJ array: codes as strings, numbers where the pen does not move by the widths.

    A number moves the pen to the left, in thousandths of an em (ISO 32000-1 9.4.3, table 109).
    """
    if all(code.width == code.advance and not code.before for code in codes):
        return b"<" + "".join([f"{cid:04X}" for cid in cids]).encode() + b">" if codes else b""
    out: list[str] = []
    # To the right. An invisible move is added to the next, so that rounding errors do not grow along a word.
    move = 0.0
    for code, cid in zip(codes, cids, strict=True):
        move += code.before
        if abs(move) > _INVISIBLE_MOVE:
            out.append(number(-move))
            move = 0.0
        out.append(f"<{cid:04X}>")
        move += code.advance - code.width
    if abs(move) > _INVISIBLE_MOVE:
        out.append(number(-move))
    return "".join(out).replace("><", "").encode()
