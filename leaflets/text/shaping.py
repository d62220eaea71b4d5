"""From runs to shaped words: HarfBuzz with explicit script, language and direction.

In: a stretch of text with the offsets at which lines may end. Out: shaped words in logical order, with each
cluster's text on its first glyph. Text between spaces is shaped as a whole and divided afterwards, which
keeps its kerning and joining. Scripts without spaces between words are shaped from one opportunity to the
next.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import uharfbuzz as hb

from leaflets.fonts.faces import Instance
from leaflets.text.division import WordPiece, divide, make_piece, make_word
from leaflets.text.faults import (
    DOTTED_CIRCLE,
    MOST_MARKS,
    WITHOUT_MARKS,
    Fault,
    ShapingError,
    find_mark_without_base,
    find_overfull_cluster,
)
from leaflets.text.itemize import FaceRun
from leaflets.text.punctuation_trimming import HALT, Side, is_full_width_mark, side_of
from leaflets.text.shaped import Glyph, ShapedWord

# Written without spaces between words: shaped up to the next opportunity.
_UNSPACED = frozenset({"Hani", "Hira", "Kana", "Bopo", "Thai", "Laoo", "Khmr", "Mymr", "Yiii"})
# Letters join with their neighbours, even across the edge of a run.
_JOINING = frozenset({"Arab", "Syrc", "Mand", "Mong", "Nkoo", "Phag", "Mani", "Adlm", "Rohg", "Sogd"})
_USUAL_UPEM = 2048  # in a finer em a few marks can exceed 16-bit coordinates
_CONTEXT = 5  # characters that HarfBuzz looks at on either side (hb-buffer.hh, CONTEXT_LENGTH)
_HYPHENS = "\u2010-"
_REMOVED = re.compile("[\u034f\u200b-\u200f\u2060-\u206f\ufeff]+")
_GRAPHEME_JOINER = "\u034f"  # a mark: it ends the text of its cluster


# A text, its context before and after, its half-width marks, and where it is divided.
_DivisionKey = tuple[str, str, str, tuple[int, ...], tuple[int, ...]]


class Shaper:
    """Shapes with one instance, script, language and direction, and caches the results."""

    def __init__(self, instance: Instance, script: str, lang: str, *, rtl: bool, remember: int) -> None:
        self.unspaced = script in _UNSPACED
        self.joining = script in _JOINING
        self._instance = instance
        self._script = script
        self._lang = lang
        self._rtl = rtl
        self._remember = remember
        self._scale = 1000 / instance.face.upem
        self._longest_unchecked = MOST_MARKS if instance.face.upem <= _USUAL_UPEM else 1
        self._circle = instance.font.get_nominal_glyph(ord(DOTTED_CIRCLE))
        self._whole: dict[str, WordPiece] = {}
        self._divided: dict[_DivisionKey, tuple[WordPiece, ...]] = {}
        self._hyphenated: dict[str, WordPiece | None] = {}
        self._sides: dict[str, Side] = {}

    def piece(self, text: str, half_wide: tuple[int, ...] = ()) -> WordPiece:
        """Shape a text without context; the full-width marks at ``half_wide`` are set half as wide."""
        if half_wide:
            return self.pieces(text, (), "", "", half_wide)[0]
        found = self._whole.get(text)
        if found is None:
            # Cleared at once: tracking the order of use would be slower.
            if len(self._whole) >= self._remember:
                self._whole.clear()
            found = self._whole[text] = make_piece(self._shape(text, "", ""))
        return found

    def pieces(
        self, text: str, cuts: tuple[int, ...], before: str, after: str, half_wide: tuple[int, ...] = ()
    ) -> tuple[WordPiece, ...]:
        """Shape a text as a whole in its context, then divide it at ``cuts``.

        ``before`` and ``after`` are the adjacent text, for scripts that join. A cut inside a ligature
        undoes the ligature.
        """
        if not (cuts or before or after or half_wide):
            return (self.piece(text),)
        before, after = before[-_CONTEXT:], after[:_CONTEXT]
        key = (text, before, after, half_wide, cuts)
        if key not in self._divided:
            if len(self._divided) >= self._remember:
                self._divided.clear()
            word = self._shape(text, before, after, half_wide)
            self._divided[key] = divide(word, cuts) or self._apart(text, cuts, half_wide)
        return self._divided[key]

    def blank_side(self, char: str) -> Side:
        """Tell where a full-width mark is blank, by comparing it with its half-width form."""
        if char not in self._sides:
            self._sides[char] = self._measure_side(char) if is_full_width_mark(char) else Side.NONE
        return self._sides[char]

    def _measure_side(self, char: str) -> Side:
        (whole, *_), (half, *_) = (self._shape(char, "", "", marks).glyphs for marks in ((), (0,)))
        return side_of(char, whole.advance - half.advance, whole.dx - half.dx)

    def hyphenated(self, text: str) -> WordPiece | None:
        """Shape the first part of a divided word with a hyphen that is not in the text.

        Returns None if the face has no hyphen.
        """
        if text not in self._hyphenated:
            if len(self._hyphenated) >= self._remember:
                self._hyphenated.clear()
            self._hyphenated[text] = self._with_hyphen(text)
        return self._hyphenated[text]

    def _with_hyphen(self, text: str) -> WordPiece | None:
        hyphen = next((char for char in _HYPHENS if self._instance.face.covers(char)), "")
        if not hyphen:
            return None
        word = self._shape(text + hyphen, "", "")
        glyphs = list(word.glyphs)
        last = next(at for at in self._logical(len(glyphs), backwards=True) if glyphs[at].text)
        glyphs[last] = glyphs[last]._replace(text=glyphs[last].text[:-1])
        return WordPiece(replace(word, text=text, glyphs=tuple(glyphs)), 0.0)

    def _apart(self, text: str, cuts: tuple[int, ...], half_wide: tuple[int, ...]) -> tuple[WordPiece, ...]:
        edges = (0, *cuts, len(text))
        return tuple(
            self.piece(text[start:end], tuple([at - start for at in half_wide if start <= at < end]))
            for start, end in pairwise(edges)
        )

    def _logical(self, count: int, *, backwards: bool = False) -> range:
        """Return the indices of glyphs in logical order; HarfBuzz orders them left to right."""
        return range(count - 1, -1, -1) if self._rtl != backwards else range(count)

    def _shape(self, text: str, before: str, after: str, half_wide: tuple[int, ...] = ()) -> ShapedWord:
        if not WITHOUT_MARKS.fullmatch(text) and (mark := find_mark_without_base(text, self._script)):
            raise ShapingError(mark, Fault.NO_BASE)
        buffer = hb.Buffer()
        buffer.add_str(before + text + after, len(before), len(text))
        buffer.script = self._script
        buffer.language = self._lang
        buffer.direction = "rtl" if self._rtl else "ltr"
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        if half_wide:
            edge = len(before)
            hb.shape(
                self._instance.font, buffer, {HALT: [(edge + at, edge + at + 1, True) for at in half_wide]}
            )
        else:
            hb.shape(self._instance.font, buffer)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions or ()
        texts = self._texts([info.cluster - len(before) for info in infos], text)
        scale = self._scale
        glyphs = []
        for info, place, part in zip(infos, positions, texts, strict=True):
            if not (gid := info.codepoint) or gid == self._circle:
                self._check(gid, part or text, text)
            dx, dy, advance, _ = place.position
            glyphs.append(Glyph(gid, advance * scale, dx * scale, dy * scale, part))
        word = make_word(text, self._instance, glyphs, rtl=self._rtl)
        # A short word cannot have too many marks, except in a fine em.
        if len(text) > self._longest_unchecked and (
            cluster := find_overfull_cluster(word, self._instance.face.upem)
        ):
            raise ShapingError(cluster, Fault.TOO_MANY_MARKS)
        return word

    def _check(self, gid: int, part: str, text: str) -> None:
        """Refuse a glyph that is not in the text: ``.notdef``, or a dotted circle inserted by HarfBuzz."""
        if not gid:
            raise ShapingError(part, Fault.MISSING)
        if DOTTED_CIRCLE not in text:
            raise ShapingError(text, Fault.DOTTED_CIRCLE)

    def _texts(self, clusters: list[int], text: str) -> list[str]:
        """Find the text of each glyph: its cluster's on the first glyph of a cluster, none on the others.

        ``clusters`` are offsets in the text, in the order of the glyphs.
        """
        if clusters == list(self._logical(len(text))):
            return [text[at] for at in clusters]  # one glyph per character, as in most words
        texts = [""] * len(clusters)
        firsts: list[int] = []
        for at in self._logical(len(clusters)):
            if not firsts or clusters[at] != clusters[firsts[-1]]:
                firsts.append(at)
        starts = [0, *[clusters[at] for at in firsts[1:]], len(text)]
        if _REMOVED.search(text):
            starts[1:-1] = [_cluster_start(text, at, rtl=self._rtl) for at in starts[1:-1]]
        for at, (start, end) in zip(firsts, pairwise(starts), strict=False):
            texts[at] = text[start:end]
        return texts


def _cluster_start(text: str, at: int, *, rtl: bool) -> int:
    """Find where the text of a cluster begins that HarfBuzz lets begin at an offset.

    Joiners and other format characters go to the start of the next cluster, not the end of the one before:
    pdf.js 6.0 drops a letter whose text ends in a format character. White space is left unchanged. Right to
    left they stay with the letter before, and come first in its code (:mod:`leaflets.pdf.codes`).
    """
    match = _REMOVED.match(text, at)
    at = match.end() if match else at
    if not (rtl or text[at : at + 1].isspace()):
        while text[at - 1] != _GRAPHEME_JOINER and _REMOVED.match(text, at - 1):
            at -= 1
    return at


class ShapingCache:
    """The shapers of an engine, each with a cache of ``remember`` words; the 48 shipped leaflets need 900."""

    def __init__(self, remember: int = 20_000) -> None:
        self._remember = remember
        self._shapers: dict[tuple[Instance, str, str, bool], Shaper] = {}

    def shaper(self, run: FaceRun) -> Shaper:
        """Find the shaper for a run: one for each instance, script, language and direction."""
        key = (run.instance, run.script, run.lang, run.level % 2 == 1)
        if key not in self._shapers:
            instance, script, lang, rtl = key
            self._shapers[key] = Shaper(instance, script, lang, rtl=rtl, remember=self._remember)
        return self._shapers[key]
