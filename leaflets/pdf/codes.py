"""From a shaped word to its codes: what each draws, its text, and how the pen moves.

A cluster of several glyphs (a letter and its dots, a syllable and its vowel) is one code, and every code
has its text (ISO 32000-1 9.10.3), so the codes alone hold the whole word. Viewers look at more: they guess
spaces, and the order of right-to-left lines, from the positions of codes and the classes of their
characters. The rules here make them guess right, for all words: they add codes that draw nothing and take no
room, with the rest of a cluster's text or a direction mark. Each rule names the viewer that needs it;
``docs/clients.md`` has the measurements.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from unicodedata2 import bidirectional, category, mirrored

from leaflets.fonts.faces import Instance
from leaflets.pdf.cids import CidEntry, GlyphDescription, preferred_cid
from leaflets.pdf.clusters import Cluster, left_to_right, place_glyphs, right_to_left
from leaflets.pdf.fonts import FontCache
from leaflets.pdf.format_characters import JOINERS, LRM, RLM
from leaflets.text.shaped import ShapedWord

# How far a blank code is before its neighbour's edge, in thousandths of an em: poppler puts codes at the same
# place in any order, and starts a new word where the pen goes back by 100 or more.
_NUDGE = 10.0
_GAP = 5.0  # from here on a letter gets a wider glyph: poppler and pdf.js take a move of 100 for a space

# poppler (TextOutputDev.cc, reorderText) leaves a stretch of a right-to-left line that begins with one of
# these in left-to-right order, up to the next letter: Bidi_Class L, numbers and their separators.
_FORWARDS = frozenset({"L", "EN", "AN", "ES", "ET", "CS"})
# pdfium mirrors these like brackets, though they are not Bidi_Mirrored.
_QUOTES = frozenset("\u2018\u2019\u201c\u201d")


class ShownCode(NamedTuple):
    """One code of a word: what it stands for, its preferred CID, how the pen moves.

    The pen moves by ``before``, the code is shown, and the pen is then ``advance`` from where the code began;
    ``width`` is its width in the font. Lengths are in thousandths of an em.
    """

    entry: CidEntry
    cid: int
    width: float
    advance: float
    before: float = 0.0


WordCodes: TypeAlias = tuple[ShownCode, ...]


class WordEncoder:
    """Encodes words as codes, and caches those of clusters.

    Equal entries become one object, so that :mod:`leaflets.pdf.words` can compare them by identity.
    """

    def __init__(self, fonts: FontCache) -> None:
        self._fonts = fonts
        self._entries: dict[CidEntry, CidEntry] = {}
        self._known: dict[tuple[Instance, bool, str], dict[tuple[Cluster, bool], WordCodes]] = {}

    def clear(self) -> None:
        """Empty the cache."""
        self._entries.clear()
        self._known.clear()

    def encode(self, word: ShapedWord, mark: str = RLM) -> WordCodes:
        """Find the codes of a word, from left to right; ``mark`` comes before its space.

        :func:`~leaflets.pdf.format_characters.mark_of_space` chooses the mark from the word that follows.
        """
        known = self._known.setdefault((word.instance, word.rtl, mark), {})
        keys = _list_clusters(word) if word.rtl else [(cluster, False) for cluster in left_to_right(word)]
        out: list[ShownCode] = []
        for key in keys:
            codes = known.get(key)
            if codes is None:
                codes = known[key] = tuple(map(self._intern, self._encode_cluster(*key, word, mark)))
            out += codes
        if word.rtl:
            leftmost, _ = keys[0]
            if category(leftmost.text[0]) == "Mn":
                # pdf.js joins a vowel sign at the left edge to the word before, unless a wide code is first.
                out.insert(0, self.narrow_space(word.instance))
        return tuple(out)

    def narrow_space(self, instance: Instance) -> ShownCode:
        """Make a very narrow space, for the left end of right-to-left text."""
        code = _make_narrow(RLM + " ", instance)
        # Further back than a guide, or the two would be swapped.
        return self._intern(code._replace(before=2 * code.before, advance=2 * code.advance))

    def guide(self, instance: Instance) -> ShownCode:
        """Make the mark that says that the next text is part of a right-to-left line."""
        return self._intern(_make_blank(RLM, instance, _NUDGE))

    def _intern(self, code: ShownCode) -> ShownCode:
        return code._replace(entry=self._entries.setdefault(code.entry, code.entry))

    def _encode_cluster(
        self, cluster: Cluster, before_sign: bool, word: ShapedWord, mark: str
    ) -> Iterator[ShownCode]:
        if not word.rtl:
            return _encode_letters_before_marks(cluster, word, self._fonts)
        if cluster.text.isspace():
            # pdf.js drops a space at the left end of a chunk, but not one after a direction mark.
            return iter((_make_drawn(cluster, mark + cluster.text, word, self._fonts),))
        if len(cluster.text) > 1:
            return _encode_letter_by_letter(cluster, word, self._fonts)
        return _encode_between_guides(cluster, word, self._fonts, before_sign=before_sign)


def _list_clusters(word: ShapedWord) -> list[tuple[Cluster, bool]]:
    """List the clusters of a right-to-left word, each with whether a vowel sign is next on its right."""
    found = list(right_to_left(word))
    after = [category(cluster.text[0]) == "Mn" for cluster in found[1:]]
    return list(zip(found, [*after, False], strict=True))


def _encode_letters_before_marks(cluster: Cluster, word: ShapedWord, fonts: FontCache) -> Iterator[ShownCode]:
    """Yield a cluster of a left-to-right word: its letters, then a blank code with its marks.

    pdf.js up to 6.4 treats a code whose text has a nonspacing mark (Mn) as having no width, and leaves out
    one that ends with a format character (Cf): core/unicode.js, ``getCharUnicodeCategory``.
    """
    text = cluster.text
    at = _count_before_marks(text)
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


def _encode_letter_by_letter(cluster: Cluster, word: ShapedWord, fonts: FontCache) -> Iterator[ShownCode]:
    """Yield a right-to-left letter with its joiners, or the letters of a ligature: one code for each.

    A joiner comes before its letter: poppler, pdfium and pdf.js reverse the two with the line.
    """
    joiners, letters = "".join(JOINERS.findall(cluster.text)), JOINERS.sub("", cluster.text)
    # The last letter is furthest to the left; the blank codes are a nudge apart to keep their order.
    for count in range(len(letters) - 1, 0, -1):
        yield _make_blank(letters[count], word.instance, count * _NUDGE)
        if category(letters[count]) == category(letters[count - 1]) == "Mn":
            # pdfium keeps the order of two signs only with a direction mark between them.
            yield _make_blank(RLM, word.instance, (count - 0.5) * _NUDGE)
    yield _make_drawn(cluster, joiners + letters[:1], word, fonts)


def _encode_between_guides(
    cluster: Cluster, word: ShapedWord, fonts: FontCache, *, before_sign: bool
) -> Iterator[ShownCode]:
    """Yield a character of a right-to-left word with the direction marks that it needs around it."""
    instance, text = word.instance, cluster.text
    mirrors, forwards = bool(mirrored(text)) or text in _QUOTES, bidirectional(text) in _FORWARDS
    if mirrors or forwards:
        yield _make_blank(RLM, instance, _NUDGE)
    yield _make_drawn(cluster, text, word, fonts)
    if mirrors:
        # pdfium mirrors a bracket a second time, but not one next to a left-to-right mark. The mark has a
        # width, or pdfium puts a space between it and a neighbour's blank code.
        yield _make_narrow(LRM, instance)
    if before_sign and (forwards or category(text) == "Mn"):
        # pdfium takes a vowel sign next to a comma or another sign for part of a number.
        yield _make_blank(RLM, instance, _NUDGE)


def _make_blank(text: str, instance: Instance, back: float) -> ShownCode:
    """Make a code that draws nothing and takes no room, ``back`` thousandths of an em before the pen."""
    return _make_code(CidEntry(GlyphDescription((), 0, plain=False), text), instance, 0.0, back, -back)


def _make_narrow(text: str, instance: Instance) -> ShownCode:
    """Make a code that draws nothing and has a width, ending where the pen is."""
    units = round(_NUDGE * instance.face.upem / 1000)
    entry = CidEntry(GlyphDescription((), units, plain=False), text)
    # Not _NUDGE itself: the pen must return exactly, and font widths are whole units.
    width = units * 1000 / instance.face.upem
    return _make_code(entry, instance, width, width, -width)


def _make_drawn(cluster: Cluster, text: str, word: ShapedWord, fonts: FontCache) -> ShownCode:
    """Make the code that draws a cluster; its ``text`` may be only part of the cluster's."""
    instance, group = word.instance, cluster.glyphs
    scale = 1000 / instance.face.upem
    glyph = fonts.glyph(instance, group[0].gid)
    advance = sum([each.advance for each in group])
    units = glyph.advance
    wider = advance - units * scale > _GAP
    # The pen does the kerning that makes a glyph narrower; any other change by shaping needs a new glyph. So
    # does kerning in a right-to-left line, which readers order by the positions of codes.
    if word.rtl or wider or len(group) > 1 or group[0].dx or group[0].dy:
        # A space draws nothing, but is a glyph with an advance.
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
