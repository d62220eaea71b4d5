"""From a shaped word to its codes: what each draws, what text it carries, how the pen moves.

A cluster of several glyphs (a letter and its dots, a syllable and its vowel) is one code, and every code
says its text (ISO 32000-1 9.10.3), so whoever only asks the codes has the whole word. Programs that show
pages ask more: they guess spaces, and the order of lines that run from right to left, from where codes
stand and from the classes of their characters. What lets them guess right stands here as rules for all
words: codes that draw nothing and take no room, with the rest of a cluster's text or a mark of direction.
Which program needs which is said with each; ``docs/clients.md`` has the measurements.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from unicodedata2 import bidirectional, category, mirrored

from leaflets.fonts.faces import Instance
from leaflets.pdf.cids import CidEntry, GlyphDescription, preferred_cid
from leaflets.pdf.clusters import Cluster, left_to_right, place_glyphs, right_to_left
from leaflets.pdf.fonts import FontStore
from leaflets.pdf.format_characters import JOINERS, LRM, RLM
from leaflets.text.shaped import ShapedWord

# How far a blank code stands before the edge of its neighbour, in thousandths of an em: codes at one place
# are put into any order by poppler, which begins a new word where the pen goes back by 100 or more.
_NUDGE = 10.0
# A gap from which on a letter gets a wider glyph instead: poppler and pdf.js take 100 for a space.
_GAP = 5.0

# poppler gives a stretch of a right-to-left line that begins with one of these forwards, with all that has no
# direction up to the next letter (TextOutputDev.cc, reorderText): Bidi_Class L, numbers and what joins them.
_FORWARDS = frozenset({"L", "EN", "AN", "ES", "ET", "CS"})
# pdfium turns these round like brackets, though Unicode does not (Bidi_Mirrored).
_QUOTES = frozenset("\u2018\u2019\u201c\u201d")


class ShownCode(NamedTuple):
    """One code of a word: what it stands for, the CID that it prefers, how the pen moves.

    The pen moves by ``before``, the code is shown, and the pen then stands ``advance`` from where the code
    began; ``width`` is what the font says of it. Lengths are in thousandths of an em.
    """

    entry: CidEntry
    cid: int
    width: float
    advance: float
    before: float = 0.0


# The codes that show a word, from left to right.
WordCodes: TypeAlias = tuple[ShownCode, ...]


class WordEncoder:
    """Turns words into codes, and remembers those of clusters.

    Equal entries become one object, so that :mod:`leaflets.pdf.words` can compare them by identity.
    """

    def __init__(self, fonts: FontStore) -> None:
        self._fonts = fonts
        self._entries: dict[CidEntry, CidEntry] = {}
        self._known: dict[tuple[Instance, bool, str], dict[tuple[Cluster, bool], WordCodes]] = {}

    def clear(self) -> None:
        """Forget all."""
        self._entries.clear()
        self._known.clear()

    def encode(self, word: ShapedWord, mark: str = RLM) -> WordCodes:
        """Find the codes of a word, from left to right; ``mark`` stands before its space.

        :func:`~leaflets.pdf.format_characters.mark_of_space` chooses it, from the word that follows.
        """
        known = self._known.setdefault((word.instance, word.rtl, mark), {})
        keys = _list_clusters(word) if word.rtl else [(cluster, False) for cluster in left_to_right(word)]
        out: list[ShownCode] = []
        for key in keys:
            codes = known.get(key)
            if codes is None:
                codes = known[key] = tuple(map(self._intern, self._encode_cluster(*key, word, mark)))
            out += codes
        if word.rtl and category(keys[0][0].text[0]) == "Mn":
            # pdf.js looks where the pen is only at what is wide: without something before it, a vowel sign
            # that begins a word from the left is joined to the word before.
            out.insert(0, self.narrow_space(word.instance))
        return tuple(out)

    def narrow_space(self, instance: Instance) -> ShownCode:
        """Make a space that is hardly wide, for the left end of what runs from right to left."""
        code = _make_narrow(RLM + " ", instance)
        # Further back than a guide before the letter, which it must not change places with.
        return self._intern(code._replace(before=2 * code.before, advance=2 * code.advance))

    def guide(self, instance: Instance) -> ShownCode:
        """Make the mark that what follows stands in a line from right to left."""
        return self._intern(_make_blank(RLM, instance, _NUDGE))

    def _intern(self, code: ShownCode) -> ShownCode:
        return code._replace(entry=self._entries.setdefault(code.entry, code.entry))

    def _encode_cluster(
        self, cluster: Cluster, before_sign: bool, word: ShapedWord, mark: str
    ) -> Iterator[ShownCode]:
        if not word.rtl:
            return _encode_letters_before_marks(cluster, word, self._fonts)
        if cluster.text.isspace():
            # pdf.js drops a space at the left end of what it reads together, but not one behind a mark.
            return iter((_make_drawn(cluster, mark + cluster.text, word, self._fonts),))
        if len(cluster.text) > 1:
            return _encode_letter_by_letter(cluster, word, self._fonts)
        return _encode_between_guides(cluster, word, self._fonts, before_sign=before_sign)


def _list_clusters(word: ShapedWord) -> list[tuple[Cluster, bool]]:
    """List the clusters of a right-to-left word, each with whether a vowel sign stands next to the right."""
    found = list(right_to_left(word))
    after = [category(cluster.text[0]) == "Mn" for cluster in found[1:]]
    return list(zip(found, [*after, False], strict=True))


def _encode_letters_before_marks(cluster: Cluster, word: ShapedWord, fonts: FontStore) -> Iterator[ShownCode]:
    """Yield a cluster of a left-to-right word: its letters, then on a blank code what begins with a mark.

    pdf.js up to 6.4 takes a code whose text holds a nonspacing mark (Mn) to have no width, and leaves out
    one that ends with a format character (Cf): core/unicode.js, ``getCharUnicodeCategory``.
    """
    text = cluster.text
    at = _count_before_marks(text)
    # A text that is all marks, or has none, cannot be divided.
    if 0 < at < len(text):
        yield _make_drawn(cluster, text[:at], word, fonts)
        yield _make_blank(text[at:], word.instance, _NUDGE)
    else:
        yield _make_drawn(cluster, text, word, fonts)


def _count_before_marks(text: str) -> int:
    """Count the characters before the first mark, or before the format characters that end a text."""
    for at, char in enumerate(text):
        if category(char) == "Mn":
            return at
    end = len(text)
    while end and category(text[end - 1]) == "Cf":
        end -= 1
    return end


def _encode_letter_by_letter(cluster: Cluster, word: ShapedWord, fonts: FontStore) -> Iterator[ShownCode]:
    """Yield a right-to-left letter with its joiners, or the letters of a ligature: one code for each.

    A joiner stands before its letter: poppler, pdfium and pdf.js turn the two round with the line.
    """
    joiners, letters = "".join(JOINERS.findall(cluster.text)), JOINERS.sub("", cluster.text)
    # The last letter stands furthest to the left; each blank code a nudge from the next, to be in order.
    for count in range(len(letters) - 1, 0, -1):
        yield _make_blank(letters[count], word.instance, count * _NUDGE)
        if category(letters[count]) == category(letters[count - 1]) == "Mn":
            # Two signs keep their order in pdfium only with a mark of direction between them.
            yield _make_blank(RLM, word.instance, (count - 0.5) * _NUDGE)
    yield _make_drawn(cluster, joiners + letters[:1], word, fonts)


def _encode_between_guides(
    cluster: Cluster, word: ShapedWord, fonts: FontStore, *, before_sign: bool
) -> Iterator[ShownCode]:
    """Yield a character of a right-to-left word between the marks of direction that it needs."""
    instance, text = word.instance, cluster.text
    turns, forwards = bool(mirrored(text)) or text in _QUOTES, bidirectional(text) in _FORWARDS
    if turns or forwards:
        yield _make_blank(RLM, instance, _NUDGE)
    yield _make_drawn(cluster, text, word, fonts)
    if turns:
        # pdfium turns a bracket round that is turned already, but not one beside a mark from left to right.
        # That has a width, or pdfium puts a space between it and the blank code of a neighbour.
        yield _make_narrow(LRM, instance)
    if before_sign and (forwards or category(text) == "Mn"):
        # pdfium takes a vowel sign beside a comma, or beside another sign, for a part of a number.
        yield _make_blank(RLM, instance, _NUDGE)


def _make_blank(text: str, instance: Instance, back: float) -> ShownCode:
    """Make a code that draws nothing and takes no room, ``back`` thousandths of an em before the pen."""
    return _make_code(CidEntry(GlyphDescription((), 0, plain=False), text), instance, 0.0, back, -back)


def _make_narrow(text: str, instance: Instance) -> ShownCode:
    """Make a code that draws nothing and has a width, up to where the pen is."""
    units = round(_NUDGE * instance.face.upem / 1000)
    entry = CidEntry(GlyphDescription((), units, plain=False), text)
    # Not _NUDGE itself: the pen must come back to where it was, and the font knows whole units only.
    width = units * 1000 / instance.face.upem
    return _make_code(entry, instance, width, width, -width)


def _make_drawn(cluster: Cluster, text: str, word: ShapedWord, fonts: FontStore) -> ShownCode:
    """Make the code that draws a cluster and says ``text``, which may be a part of the cluster's."""
    instance, group = word.instance, cluster.glyphs
    scale = 1000 / instance.face.upem
    glyph = fonts.glyph(instance, group[0].gid)
    advance = sum([each.advance for each in group])
    units = glyph.advance
    wider = advance - units * scale > _GAP
    # Kerning that makes a glyph narrower is done by the pen; all else that shaping has changed needs a glyph
    # of its own. So does kerning in a line that readers turn round: they order it by where its codes stand.
    if word.rtl or wider or len(group) > 1 or group[0].dx or group[0].dy:
        # What draws nothing at all, such as a space, is a glyph with an advance none the less.
        parts = tuple(place_glyphs(group, scale, instance)) or ((group[-1].gid, 0, 0),)
        units = max(0, round(advance / scale))
        if len(parts) > 1 or (parts, units) != (glyph.parts, glyph.advance):
            glyph = GlyphDescription(parts, units, plain=False)
    return _make_code(CidEntry(glyph, text), instance, units * scale, advance)


def _make_code(
    entry: CidEntry, instance: Instance, width: float, advance: float, before: float = 0.0
) -> ShownCode:
    cid = preferred_cid(entry, instance.face.hb.glyph_count)
    return ShownCode(entry, cid, width, advance, before)
