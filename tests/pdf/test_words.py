"""Words as codes: every text in its place, and the same code for the same entry in every file."""

from __future__ import annotations

from leaflets.pdf.cids import CidEntry, GlyphDescription, preferred_cid
from leaflets.pdf.codes import WordEncoder
from leaflets.pdf.fonts import FontCache
from leaflets.pdf.format_characters import ALM, RLM
from leaflets.pdf.words import SOFT_HYPHEN, FontCodes, WordCache, write_elements
from leaflets.text.shaped import Glyph, ShapedWord
from tests.pdf.samples import SAMPLES
from tests.pdf.shaping import instance, shaped


def test_plain_words_use_glyph_ids_as_codes() -> None:
    (word,) = shaped("minimum", "en")
    data = WordCache(FontCache()).get(word).data
    codes = "".join(f"{glyph.gid:04X}" for glyph in word.glyphs)
    assert data == f"<{codes}>".encode()


def test_kerning_moves_the_pen() -> None:
    face = instance("NotoSans")
    cache = FontCache()
    gid = face.font.get_nominal_glyph(ord("A"))
    width = cache.glyph(face, gid).advance
    glyphs = (Glyph(gid, width - 40.0, 0.0, 0.0, "A"), Glyph(gid, float(width), 0.0, 0.0, "A"))
    word = ShapedWord("AA", face, glyphs, 2.0 * width - 40, rtl=False)
    assert write_elements(WordEncoder(cache).encode(word), [gid, gid]) == f"<{gid:04X}>40<{gid:04X}>".encode()


def test_a_word_that_ends_with_a_blank_code_leaves_the_pen_behind_its_last_letter() -> None:
    (word,) = shaped("लेखे", "hi")
    data = WordCache(FontCache()).get(word).data
    assert data is not None
    assert data.startswith(b"<")
    assert data.endswith(b">-10")


def test_one_word_is_shown_with_the_mark_that_its_space_needs_here() -> None:
    (word,) = shaped("نعم ", "ar")
    codes = FontCodes(word.instance, WordCache(FontCache()))
    shown = {mark: codes.show(word, mark) for mark in (RLM, ALM)}
    for cid, entry in codes.entries.items():
        if entry.text.endswith(" "):
            assert [mark for mark in shown if f"{cid:04X}".encode() in shown[mark]] == [entry.text[0]]
    assert shown[RLM] != shown[ALM]
    assert codes.show(word) == shown[RLM]


def test_a_second_text_gets_a_code_beyond_the_last_glyph() -> None:
    face = instance("NotoSans")
    width = float(FontCache().glyph(face, 5).advance)
    words = [ShapedWord(text, face, (Glyph(5, width, 0, 0, text),), width, rtl=False) for text in "xyx"]
    codes = FontCodes(face, WordCache(FontCache()))
    shown = [codes.show(word) for word in words]
    said = {entry.text: cid for cid, entry in codes.entries.items()}
    count = face.face.hb.glyph_count
    assert said["x"] == 5
    assert count <= said["y"] < count + 8192
    assert [word[: word.index(b">") + 1] for word in shown] == [
        f"<{said[text]:04X}>".encode() for text in "xyx"
    ]
    assert [codes.show(word) for word in words] == shown  # asked again, nothing moves


def test_codes_do_not_depend_on_what_was_written_before() -> None:
    words = shaped(SAMPLES["ur"].text, "ur")
    warm = WordCache(FontCache())
    for word in shaped(SAMPLES["ar"].text + " " + SAMPLES["ur"].text, "ur"):
        FontCodes(word.instance, warm).show(word)
    cold = WordCache(FontCache())
    face = words[0].instance
    own = [word for word in words if word.instance is face]
    first, second = FontCodes(face, warm), FontCodes(face, cold)
    assert [first.show(word) for word in own] == [second.show(word) for word in own]
    assert first.entries == second.entries


def test_two_entries_never_share_a_code() -> None:
    face = instance("NotoNastaliqUrdu")
    codes = FontCodes(face, WordCache(FontCache()))
    entries = [CidEntry(GlyphDescription(((5, x, 0),), 100, plain=False), "x") for x in range(2000)]
    given = [codes._cid(entry) for entry in entries]
    assert len(set(given)) == 2000
    count = face.face.hb.glyph_count
    assert any(preferred_cid(entry, count) != cid for entry, cid in zip(entries, given, strict=True))
    assert [codes.entries[cid] for cid in given] == entries


def test_hyphens_are_soft_and_leave_the_letter_alone() -> None:
    face = instance("NotoSans")
    n, hyphen = (face.font.get_nominal_glyph(ord(char)) for char in "n-")
    word = ShapedWord(
        "n", face, (Glyph(n, 600.0, 0, 0, "n"), Glyph(hyphen, 300.0, 0, 0, "")), 900.0, rtl=False
    )
    codes = FontCodes(face, WordCache(FontCache()))
    codes.show_hyphen(word)
    assert sorted(entry.text for entry in codes.entries.values()) == ["n", SOFT_HYPHEN]
