"""From a shaped word to its steps: what each character code draws, what text it carries, how the pen moves.

A cluster of several glyphs (a letter and its dots, a syllable and its vowel) is one code, and every code
says its text (ISO 32000-1 9.10.3), so whoever only asks the codes has the whole word. Programs that show
pages ask more: they guess spaces, and the order of lines that run from right to left, from where codes
stand and from the classes of their characters. What lets them guess right stands here as rules for all
words: codes that draw nothing and take no room, with the rest of a cluster's text or a mark of direction.
Which program needs which is said with each; ``docs/clients.md`` has the measurements.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from unicodedata2 import bidirectional, category, mirrored

from leaflets.fonts.faces import Instance
from leaflets.pdf.clusters import Cluster, left_to_right, placed, right_to_left
from leaflets.pdf.fonts import FontStore, Shape, Sign
from leaflets.text.shaped import Glyph, ShapedWord

LRM, RLM, ALM = "\u200e", "\u200f", "\u061c"
_JOINERS = re.compile("[\u200b-\u200d\u2060]+")

# Codes beyond the last glyph lie within so many, or the map from codes to glyphs grows long.
BEYOND = 8192

# How far a blank code stands before the edge of its neighbour, in thousandths of an em: codes at one place
# are put into any order by poppler, which begins a new word where the pen goes back by 100 or more.
_NUDGE = 10.0
# A gap from which on a letter gets a wider glyph instead: poppler and pdf.js take 100 for a space.
_GAP = 5.0

# poppler gives a stretch of a right-to-left line that begins with one of these forwards, with all that has no
# direction up to the next letter (TextOutputDev.cc, reorderText): Bidi_Class L, numbers and what joins them.
_FORWARDS = frozenset({"L", "EN", "AN", "ES", "ET", "CS"})
_TURNED = frozenset({"R", "AL"})
# pdfium turns these round like brackets, though Unicode does not (Bidi_Mirrored).
_QUOTES = frozenset("\u2018\u2019\u201c\u201d")


class Step(NamedTuple):
    """One code of a word: what it stands for, the code that it would like, how the pen moves.

    The pen moves by ``before``, the code is shown, and the pen then stands ``advance`` from where the code
    began; ``width`` is what the font says of it. Lengths are in thousandths of an em.
    """

    sign: Sign
    cid: int
    width: float
    advance: float
    before: float = 0.0


Path = tuple[Step, ...]


class StepMaker:
    """Makes the steps of words, and remembers those of clusters; equal signs are one object."""

    def __init__(self, fonts: FontStore) -> None:
        self._fonts = fonts
        self._signs: dict[Sign, Sign] = {}
        self._known: dict[tuple[Instance, bool, str], dict[tuple[Cluster, bool], Path]] = {}

    def clear(self) -> None:
        """Forget all."""
        self._signs.clear()
        self._known.clear()

    def path(self, word: ShapedWord, mark: str = RLM) -> Path:
        """Make the steps of a word, in visual order, with the mark of its space (:func:`mark_of_space`)."""
        known = self._known.setdefault((word.instance, word.rtl, mark), {})
        keys = _turned_keys(word) if word.rtl else [(cluster, False) for cluster in left_to_right(word)]
        out: list[Step] = []
        for key in keys:
            path = known.get(key)
            if path is None:
                path = known[key] = tuple(map(self._joined, self._made(*key, word, mark)))
            out += path
        if word.rtl and category(keys[0][0][1][0]) == "Mn":
            # pdf.js looks where the pen is only at what is wide: without something before it, a vowel sign
            # that begins a word from the left is joined to the word before.
            out.insert(0, self.space(word.instance))
        return tuple(out)

    def space(self, instance: Instance) -> Step:
        """Make a space that is hardly wide, for the left end of what runs from right to left."""
        step = _narrow(RLM + " ", instance)
        # Further back than a guide before the letter, which it must not change places with.
        return self._joined(step._replace(before=2 * step.before, advance=2 * step.advance))

    def guide(self, instance: Instance) -> Step:
        """Make the mark that what follows stands in a line from right to left."""
        return self._joined(_blank(RLM, instance, _NUDGE))

    def _joined(self, step: Step) -> Step:
        return step._replace(sign=self._signs.setdefault(step.sign, step.sign))

    def _made(self, cluster: Cluster, before_sign: bool, word: ShapedWord, mark: str) -> Iterator[Step]:
        group, text = cluster
        if not word.rtl:
            return _letters_first(group, text, word, self._fonts)
        if text.isspace():
            # pdf.js drops a space at the left end of what it reads together, but not one behind a mark.
            return iter((_drawn(group, mark + text, word, self._fonts),))
        if len(text) > 1:
            return _ligature(group, text, word, self._fonts)
        return _guided(group, text, word, self._fonts, before_sign=before_sign)


def mark_of_space(word: ShapedWord, following: ShapedWord | None) -> str:
    """Choose the mark before the space that ends a right-to-left word: RLM, or ALM where it must be.

    pdf.js (core/bidi.js) takes RLM, and all characters but those of Latin-1, Hebrew and Arabic, for letters
    from left to right: a space beside a quotation mark or a dash would change sides with it. It takes ALM for
    an Arabic letter, without which it turns nothing round.
    """
    neighbours = [text for each in (word, following) if each is not None and (text := each.text.strip())]
    return RLM if all(map(_is_turned, neighbours)) else ALM


# A page has few words that no page had before.
@lru_cache(maxsize=60_000)
def _is_turned(text: str) -> bool:
    """Tell whether pdf.js finds one word from right to left in a text, and no letters that are none."""
    has_letters = bool(_TURNED.intersection(map(bidirectional, text)))
    return has_letters and len(text.split()) == 1 and not any(map(_is_left, _JOINERS.sub("", text)))


def _is_left(char: str) -> bool:
    """Tell whether pdf.js takes a character for a letter from left to right that is none."""
    known = char <= "\u00ff" or "\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufeff"
    return not known and bidirectional(char) not in _TURNED


def _turned_keys(word: ShapedWord) -> list[tuple[Cluster, bool]]:
    """List the clusters of a right-to-left word, each with whether a vowel sign stands next to the right."""
    found = list(right_to_left(word))
    after = [category(text[0]) == "Mn" for _, text in found[1:]]
    return list(zip(found, [*after, False], strict=True))


def _letters_first(group: Sequence[Glyph], text: str, word: ShapedWord, fonts: FontStore) -> Iterator[Step]:
    """Yield a cluster of a left-to-right word: its letters, then on a blank code what begins with a mark.

    pdf.js up to 6.4 takes a code whose text holds a non-spacing mark (Mn) to have no width, and leaves out
    one that ends with a format character (Cf): core/unicode.js, ``getCharUnicodeCategory``.
    """
    at = _before_marks(text)
    if 0 < at < len(text):
        yield _drawn(group, text[:at], word, fonts)
        yield _blank(text[at:], word.instance, _NUDGE)
    else:
        yield _drawn(group, text, word, fonts)


def _before_marks(text: str) -> int:
    """Count the characters before the first mark, or before the format characters that end a text."""
    for at, char in enumerate(text):
        if category(char) == "Mn":
            return at
    end = len(text)
    while end and category(text[end - 1]) == "Cf":
        end -= 1
    return end


def _ligature(group: Sequence[Glyph], text: str, word: ShapedWord, fonts: FontStore) -> Iterator[Step]:
    """Yield a right-to-left letter with its joiners, or letters that are one glyph: one code for each.

    A joiner stands before its letter: poppler, pdfium and pdf.js turn the two round with the line.
    """
    joiners, letters = "".join(_JOINERS.findall(text)), _JOINERS.sub("", text)
    for count in range(len(letters) - 1, 0, -1):
        yield _blank(letters[count], word.instance, count * _NUDGE)
        if category(letters[count]) == category(letters[count - 1]) == "Mn":
            yield _blank(RLM, word.instance, (count - 0.5) * _NUDGE)
    yield _drawn(group, joiners + letters[:1], word, fonts)


def _guided(
    group: Sequence[Glyph], text: str, word: ShapedWord, fonts: FontStore, *, before_sign: bool
) -> Iterator[Step]:
    """Yield a character of a right-to-left word between the marks of direction that it needs."""
    instance = word.instance
    turns, forwards = bool(mirrored(text)) or text in _QUOTES, bidirectional(text) in _FORWARDS
    if turns or forwards:
        yield _blank(RLM, instance, _NUDGE)
    yield _drawn(group, text, word, fonts)
    if turns:
        # pdfium turns a bracket round that is turned already, but not one beside a mark from left to right.
        # That has a width, or pdfium puts a space between it and the blank code of a neighbour.
        yield _narrow(LRM, instance)
    if before_sign and (forwards or category(text) == "Mn"):
        # pdfium takes a vowel sign beside a comma, or beside another sign, for a part of a number.
        yield _blank(RLM, instance, _NUDGE)


def _blank(text: str, instance: Instance, back: float) -> Step:
    """Make a code that draws nothing and takes no room."""
    return _step(Sign(Shape((), 0, plain=False), text), instance, 0.0, back, -back)


def _narrow(text: str, instance: Instance) -> Step:
    """Make a code that draws nothing and has a width, up to where the pen is."""
    units = round(_NUDGE * instance.face.upem / 1000)
    sign = Sign(Shape((), units, plain=False), text)
    width = units * 1000 / instance.face.upem
    return _step(sign, instance, width, width, -width)


def _drawn(group: Sequence[Glyph], text: str, word: ShapedWord, fonts: FontStore) -> Step:
    """Make the code that draws a group of glyphs."""
    instance = word.instance
    scale = 1000 / instance.face.upem
    shape = fonts.glyph(instance, group[0].gid)
    advance = sum([glyph.advance for glyph in group])
    units = shape.advance
    wider = advance - units * scale > _GAP
    if word.rtl or wider or len(group) > 1 or group[0].dx or group[0].dy:
        parts = tuple(placed(group, scale, instance)) or ((group[-1].gid, 0, 0),)
        units = max(0, round(advance / scale))
        if len(parts) > 1 or (parts, units) != (shape.parts, shape.advance):
            shape = Shape(parts, units, plain=False)
    return _step(Sign(shape, text), instance, units * scale, advance)


def _step(sign: Sign, instance: Instance, width: float, advance: float, before: float = 0.0) -> Step:
    return Step(sign, wish(sign, instance.face.hb.glyph_count), width, advance, before)


def wish(sign: Sign, first: int) -> int:
    """Choose the code that a sign would like: its glyph's id, or one beyond the ``first`` free."""
    if sign.shape.plain:
        return sign.shape.parts[0][0]
    return first + stable_hash(sign) % min(BEYOND, 0x10000 - first)


def stable_hash(sign: Sign) -> int:
    """Compute a number that is the same in every process."""
    return zlib.crc32(repr((sign.shape.parts, sign.shape.advance, sign.text)).encode())
