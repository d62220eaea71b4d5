"""From runs to shaped words: HarfBuzz with script, language and direction said, never guessed.

In goes a stretch of text with the offsets at which lines may end; out come shaped words in
logical order, with each cluster's text on its first glyph. Letters between spaces are shaped
together and divided afterwards, so that kerning and joining are those of the undivided text.
Scripts that put no spaces between words are shaped from one opportunity to the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import uharfbuzz as hb

from leaflets.fonts import Instance
from leaflets.text.faults import DOTTED_CIRCLE, MOST_MARKS, PLAIN, Fault, ShapingError, pile, unborne
from leaflets.text.itemize import Run
from leaflets.text.shaped import Glyph, ShapedWord

# White space that hangs over the end of a line (CSS Text 3, 4.1.3); no-break spaces do not.
BLANKS = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"

# Written without spaces between words, so that the next opportunity ends what is shaped together.
_UNSPACED = frozenset({"Hani", "Hira", "Kana", "Bopo", "Thai", "Laoo", "Khmr", "Mymr", "Yiii"})
# Letters take the form that their neighbours ask for, even across the edge of a run.
_JOINING = frozenset({"Arab", "Syrc", "Mand", "Mong", "Nkoo", "Phag", "Mani", "Adlm", "Rohg", "Sogd"})
_USUAL_UPEM = 2048  # in a finer em, a few marks reach beyond what 16 bits can say
_CONTEXT = 5  # characters that HarfBuzz looks at on either side
_HYPHENS = "\u2010-"
_REMOVED = re.compile("[\u034f\u200b-\u200f\u2060-\u206f\ufeff]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A shaped word, and the advance of the white space that ends it, in thousandths of an em."""

    word: ShapedWord
    trail: float


class Shaper:
    """Shapes with one instance, script, language and direction, and remembers what it shaped."""

    def __init__(self, instance: Instance, script: str, lang: str, *, rtl: bool, remember: int) -> None:
        self.unspaced = script in _UNSPACED
        self.joining = script in _JOINING
        self._instance = instance
        self._script = script
        self._lang = lang
        self._rtl = rtl
        self._remember = remember
        self._scale = 1000 / instance.face.upem
        self._safe = MOST_MARKS if instance.face.upem <= _USUAL_UPEM else 1
        self._circle = instance.font.get_nominal_glyph(ord(DOTTED_CIRCLE))
        self._whole: dict[str, Piece] = {}
        self._divided: dict[tuple[str, str, str, tuple[int, ...]], tuple[Piece, ...]] = {}
        self._hyphenated: dict[str, Piece | None] = {}

    def piece(self, text: str) -> Piece:
        """Shape a text that stands alone."""
        found = self._whole.get(text)
        if found is None:
            if len(self._whole) >= self._remember:
                self._whole.clear()
            found = self._whole[text] = _piece(self._shape(text, "", ""))
        return found

    def pieces(self, text: str, cuts: tuple[int, ...], before: str, after: str) -> tuple[Piece, ...]:
        """Shape a text as a whole between its neighbours, then divide it at ``cuts``.

        ``before`` and ``after`` are what touches it on either side, where letters join. A cut inside
        a ligature undoes the ligature.
        """
        if not (cuts or before or after):
            return (self.piece(text),)
        key = (text, before[-_CONTEXT:], after[:_CONTEXT], cuts)
        if key not in self._divided:
            if len(self._divided) >= self._remember:
                self._divided.clear()
            word = self._shape(*key[:3])
            self._divided[key] = divide(word, cuts) or self._apart(text, cuts)
        return self._divided[key]

    def hyphenated(self, text: str) -> Piece | None:
        """Shape the first part of a divided word with a hyphen that is not in the text.

        Returns nothing if the face has no hyphen.
        """
        if text not in self._hyphenated:
            if len(self._hyphenated) >= self._remember:
                self._hyphenated.clear()
            self._hyphenated[text] = self._with_hyphen(text)
        return self._hyphenated[text]

    def _with_hyphen(self, text: str) -> Piece | None:
        hyphen = next((char for char in _HYPHENS if self._instance.face.covers(char)), "")
        if not hyphen:
            return None
        word = self._shape(text + hyphen, "", "")
        glyphs = list(word.glyphs)
        last = next(at for at in self._logical(len(glyphs), backwards=True) if glyphs[at].text)
        glyphs[last] = glyphs[last]._replace(text=glyphs[last].text[:-1])
        return Piece(replace(word, text=text, glyphs=tuple(glyphs)), 0.0)

    def _apart(self, text: str, cuts: tuple[int, ...]) -> tuple[Piece, ...]:
        edges = (0, *cuts, len(text))
        return tuple(self.piece(text[start:end]) for start, end in pairwise(edges))

    def _logical(self, count: int, *, backwards: bool = False) -> range:
        """Give the indices of glyphs in logical order; HarfBuzz gives them from left to right."""
        return range(count - 1, -1, -1) if self._rtl != backwards else range(count)

    def _shape(self, text: str, before: str, after: str) -> ShapedWord:
        if not PLAIN.fullmatch(text) and (lost := unborne(text, self._script)):
            raise ShapingError(lost, Fault.UNBORNE)
        buffer = hb.Buffer()
        buffer.add_str(before + text + after, len(before), len(text))
        buffer.script = self._script
        buffer.language = self._lang
        buffer.direction = "rtl" if self._rtl else "ltr"
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
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
        word = _word(text, self._instance, glyphs, rtl=self._rtl)
        # A short word cannot hold too many, unless the em is so fine that a few reach too far.
        if len(text) > self._safe and (piled := pile(word, self._instance.face.upem)):
            raise ShapingError(piled, Fault.PILE)
        return word

    def _check(self, gid: int, part: str, text: str) -> None:
        """Refuse a glyph that stands for none of the text: ``.notdef``, or a circle that HarfBuzz put in."""
        if not gid:
            raise ShapingError(part, Fault.MISSING)
        if DOTTED_CIRCLE not in text:
            raise ShapingError(text, Fault.CIRCLE)

    def _texts(self, clusters: list[int], text: str) -> list[str]:
        """Give each glyph its cluster's text if it is the cluster's first, else nothing."""
        if clusters == list(self._logical(len(text))):
            return [text[at] for at in clusters]  # a glyph for each character, as in most words
        texts = [""] * len(clusters)
        firsts: list[int] = []
        for at in self._logical(len(clusters)):
            if not firsts or clusters[at] != clusters[firsts[-1]]:
                firsts.append(at)
        starts = [0, *[clusters[at] for at in firsts[1:]], len(text)]
        if _REMOVED.search(text):
            # What HarfBuzz has removed goes to the cluster before it, or to the first that is left.
            starts[1:-1] = [_seen_from(text, at) for at in starts[1:-1]]
        for at, (start, end) in zip(firsts, pairwise(starts), strict=False):
            texts[at] = text[start:end]
        return texts


def _word(text: str, instance: Instance, glyphs: Sequence[Glyph], *, rtl: bool) -> ShapedWord:
    advance = sum([glyph.advance for glyph in glyphs])
    reach, above, below = instance.reach, 0.0, 0.0
    for gid, _, _, dy, _ in glyphs:
        up, down = reach[gid]
        above, below = max(above, up + dy), max(below, down - dy)
    return ShapedWord(text, instance, tuple(glyphs), advance, rtl, above, below)


def _seen_from(text: str, at: int) -> int:
    """Give the first offset, from ``at`` on, of a character that HarfBuzz does not remove."""
    match = _REMOVED.match(text, at)
    return match.end() if match else at


def _piece(word: ShapedWord) -> Piece:
    if word.text[-1:] not in BLANKS:
        return Piece(word, 0.0)
    _, trail = trailing(word)
    return Piece(word, trail)


def trailing(word: ShapedWord) -> tuple[int, float]:
    """Give the offset of the blanks that end a word, and their advance in thousandths of an em."""
    advance, waiting, length = 0.0, 0.0, 0
    for glyph in word.glyphs if word.rtl else reversed(word.glyphs):
        waiting += glyph.advance
        if not glyph.text:
            continue
        if glyph.text.strip(BLANKS):
            break
        # The first glyph of a cluster comes last on the way back.
        advance, waiting, length = advance + waiting, 0.0, length + len(glyph.text)
    return len(word.text) - length, advance


def divide(word: ShapedWord, cuts: Sequence[int]) -> tuple[Piece, ...]:
    """Divide a shaped word at offsets in its text, without shaping it again.

    Returns nothing if an offset lies inside a cluster.
    """
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
        _piece(_word(word.text[a:b], word.instance, part[::-1] if word.rtl else part, rtl=word.rtl))
        for (a, b), part in zip(edges, parts, strict=True)
    )


def fitting(word: ShapedWord, room: float) -> tuple[int, int]:
    """Find how much of a word fits, by whole clusters.

    ``room`` is in thousandths of an em. Returns the offset in the word's text at which it may be
    divided, and that of its first cluster's end, which is how little can be taken.
    """
    at = first = 0
    for cluster in word.clusters():
        room -= sum([glyph.advance for glyph in cluster])
        if room < 0 and at:
            return at, first
        at += len(cluster[0].text)
        first = first or at
        if room < 0:
            return 0, first
    return at, first


class ShapingCache:
    """The shapers of an engine; each remembers up to ``remember`` words."""

    def __init__(self, remember: int = 20_000) -> None:
        self._remember = remember
        self._shapers: dict[tuple[Instance, str, str, bool], Shaper] = {}

    def shaper(self, run: Run) -> Shaper:
        """Give the shaper of a run."""
        key = (run.instance, run.script, run.lang, run.level % 2 == 1)
        if key not in self._shapers:
            instance, script, lang, rtl = key
            self._shapers[key] = Shaper(instance, script, lang, rtl=rtl, remember=self._remember)
        return self._shapers[key]
