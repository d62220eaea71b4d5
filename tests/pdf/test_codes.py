"""What each code of a word says, and what stands around it for readers that guess.

The rules of pdf.js, poppler and pdfium are written down a second time here, as far as our codes must keep to
them; the programs themselves are asked in ``test_text_layer.py`` and by ``tools/clients``.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unicodedata2 import category

from leaflets.pdf.clusters import CONTINUATION
from leaflets.pdf.codes import ShownCode, WordEncoder
from leaflets.pdf.fonts import FontCache
from leaflets.pdf.format_characters import ALM, LRM, RLM, mark_of_space
from leaflets.text.shaped import Glyph, ShapedWord
from tests.pdf.samples import SAMPLES
from tests.pdf.shaping import instance, shaped

GUIDES = re.compile("[\u061c\u200e\u200f]")
# core/unicode.js of pdf.js 5 to 6.4: what a code is taken for by its whole text.
SPACE, NO_WIDTH, DROPPED = range(3)


def encode(word: ShapedWord) -> tuple[ShownCode, ...]:
    return WordEncoder(FontCache()).encode(word)


def texts(word: ShapedWord) -> list[str]:
    """List the texts of a word's codes from left to right, without marks of direction."""
    return [said for code in encode(word) if (said := GUIDES.sub("", code.entry.text))]


def taken_for(text: str) -> int | None:
    """Say what pdf.js takes a code for, other than a letter."""
    if text[:1].isspace():
        return SPACE
    if any(category(char) == "Mn" for char in text):
        return NO_WIDTH
    return DROPPED if category(text[-1]) == "Cf" else None


@pytest.mark.parametrize(
    ("lang", "text", "codes"),
    [
        ("ar", "ي", [(2, "ي")]),
        ("en", "office", [(1, "o"), (1, "ffi"), (1, "c"), (1, "e")]),
        ("hi", "ले", [(2, "ल"), (0, "\u0947")]),
    ],
)
def test_the_words_that_explain_the_package(lang: str, text: str, codes: list[tuple[int, str]]) -> None:
    """How many glyphs each code draws, and its text (``leaflets/pdf/__init__.py``)."""
    (word,) = shaped(text, lang)
    assert [(len(code.entry.glyph.parts), code.entry.text) for code in encode(word)] == codes


@pytest.mark.parametrize("lang", ["en", "th", "hi", "zh-Hans"])
def test_codes_of_left_to_right_words_say_the_word(lang: str) -> None:
    for word in shaped(SAMPLES[lang].text, lang):
        assert "".join(code.entry.text for code in encode(word)) == word.text


# A consonant, perhaps joined to one before it, with a vowel sign and a sign above or behind it.
SYLLABLES = st.from_regex(
    "([कखगङञटतनपमयरलवशषसह]\u094d)?[कखगङञटतनपमयरलवशषसह][\u093e-\u094d]?[\u0901-\u0903]?", fullmatch=True
)


@given(st.lists(SYLLABLES, min_size=1, max_size=5).map("".join))
def test_any_devanagari_syllables_say_the_word(text: str) -> None:
    for word in shaped(text, "hi"):
        assert "".join(code.entry.text for code in encode(word)) == word.text
        assert_widths_are_seen(word)


def assert_widths_are_seen(word: ShapedWord) -> None:
    """What pdf.js takes to have no width has none, and only what has none is left out."""
    for code in encode(word):
        if taken_for(code.entry.text) in (NO_WIDTH, DROPPED):
            # A hundredth of an em is seen by nobody.
            assert code.width == (10 if code.entry.text == LRM else 0), code


@pytest.mark.parametrize("lang", SAMPLES)
def test_what_a_reader_takes_to_have_no_width_has_none(lang: str) -> None:
    for word in shaped(SAMPLES[lang].text, lang):
        assert_widths_are_seen(word)


@pytest.mark.parametrize(
    ("lang", "text", "codes"),
    [
        ("hi", "लेख", ["ल", "े", "ख"]),
        ("hi", "कि", ["कि"]),  # its vowel sign is a spacing mark
        ("th", "ที่", ["ท", "ี่"]),
        ("ta", "கி", ["கி"]),
        ("kn", "ಕ್ಷಿ", ["ಕ", "್ಷಿ"]),
        ("si", "ක්‍ර", ["ක", "්‍ර"]),
        ("vi", "e\u0323\u0302", ["e", "\u0323\u0302"]),
    ],
)
def test_what_begins_with_a_mark_has_a_blank_code(lang: str, text: str, codes: list[str]) -> None:
    (word,) = shaped(text, lang)
    assert texts(word) == codes
    blank = [code for code in encode(word) if not code.entry.glyph.parts]
    assert len(blank) == sum(taken_for(code) == NO_WIDTH for code in codes)
    assert all((code.width, code.advance + code.before) == (0, 0) for code in blank)


def test_the_first_letters_of_a_cluster_draw_all_of_it() -> None:
    (word,) = shaped("लेख", "hi")
    first, blank, _ = encode(word)
    assert (len(first.entry.glyph.parts), len(blank.entry.glyph.parts)) == (2, 0)


@pytest.mark.parametrize("lang", ["ar", "ur"])
def test_codes_of_right_to_left_words_say_the_letters_in_visual_order(lang: str) -> None:
    for word in shaped(SAMPLES[lang].text, lang):
        if word.rtl and word.instance.face.name != "NotoSans":
            assert sorted("".join(texts(word))) == sorted(
                word.text + " " * (len(texts(word)) > len(word.text))
            )
            assert CONTINUATION not in "".join(texts(word))


def test_vowel_signs_get_their_own_text_and_dots_none() -> None:
    (word,) = shaped("شيئًا", "ar")
    assert len(word.glyphs) > 5
    assert texts(word) == ["ا", "\u064b", "ئ", "ي", "ش"]


def test_vowel_signs_of_one_letter_keep_the_order_of_the_text() -> None:
    """HarfBuzz draws the shadda first; in the text it comes last (UAX #15)."""
    (word,) = shaped("السُّل", "ar")
    assert "".join(reversed(texts(word))) == "السُّل"


@pytest.mark.parametrize(
    ("lang", "text", "said"),
    [
        ("ar", "نعم، لا", [f"{RLM} ", RLM, "،", "م", "ع", "ن"]),  # poppler: the comma goes no further
        ("ar", "(نعم ", [f"{RLM} ", "م", "ع", "ن", RLM, "(", LRM]),  # pdfium: the bracket stays
        ("ar", "، ", [f"{RLM} ", RLM, "،"]),
        ("ar", "مسّ،", [RLM, "،", RLM, "\u0651", "س", "م"]),  # pdfium: the comma leaves the sign alone
        ("ar", "جِّه", ["ه", "\u0651", RLM, "\u0650", "ج"]),  # pdfium: two signs keep their order
        ("ar", "عادةً", [f"{RLM} ", "\u064b", "ة", "د", "ا", "ع"]),  # pdf.js: no sign begins a line
        ("fa", "می\u200cشود", ["د", "و", "ش", "\u200cی", "م"]),  # all three: the joiner before its letter
        ("he", "6–8 ", [f"{RLM} "]),
        (
            "ar",
            "“لا” ",
            [f"{RLM} ", RLM, "”", LRM, "ا", "ل", RLM, "“", LRM],
        ),  # pdfium: so do these quotation marks
        ("ar", "‘لا’ ", [f"{RLM} ", RLM, "’", LRM, "ا", "ل", RLM, "‘", LRM]),
        ("ar", "مُّس", ["س", "\u0651", RLM, "\u064f", "م"]),  # pdfium: the same for two glyphs
        ("he", "בָּם", ["ם", "\u05bc", RLM, "\u05b8", "ב"]),
        ("ar", "كم٪ ", [f"{RLM} ", RLM, "٪", "م", "ك"]),  # poppler: nor does the sign of per cent
    ],
)
def test_marks_of_direction_stand_where_readers_need_them(lang: str, text: str, said: list[str]) -> None:
    word = next(word for word in shaped(text, lang) if word.rtl and (len(said) == 1) == word.text.isspace())
    assert [code.entry.text for code in encode(word)] == said


def test_codes_that_draw_nothing_stand_in_an_order_that_is_seen() -> None:
    """Poppler puts codes at one place into any order."""
    (word,) = shaped("جِّه", "ar")
    assert [code.before for code in encode(word)] == [0, -20, -15, -10, 0]
    maker, face = WordEncoder(FontCache()), instance("NotoNaskhArabic")
    space, guide = maker.narrow_space(face), maker.guide(face)
    assert (space.before, guide.before) == (-20, -10)
    assert (space.advance, guide.advance) == (20, 10)  # both leave the pen where it was


@pytest.mark.parametrize(
    ("lang", "text", "codes"),
    [
        ("fa", "می\u200cشود", ["د", "و", "ش", "\u200cی", "م"]),
        ("ar", "لا\u200cش", ["ش", "\u200cا", "ل"]),
        ("hi", "क्\u200cष", ["क", "्", "\u200cष"]),
        ("bn", "তি\u200cই", ["তি", "\u200cই"]),
        ("km", "ច\u200bប", ["ច", "\u200bប"]),
    ],
)
def test_joiners_stand_first_in_a_codes_text(lang: str, text: str, codes: list[str]) -> None:
    assert [part for word in shaped(text, lang) for part in texts(word)] == codes


@pytest.mark.parametrize(
    ("first", "second", "mark"),
    [
        ("نعم ", "لا", RLM),
        ("نعم، ", "(لا)", RLM),
        ("نعم» ", "«لا»", RLM),
        ("نعم ", "– ", ALM),
        ("– ", "لا", ALM),
        ("نعم ", "(“لا”)", ALM),
        (") ", "لا", ALM),
        ("نعم ، ", "لا", ALM),  # no line begins with a comma: one piece
        ("می\u200cشود ", "خانه\u200cها", RLM),
        ("نعم” ", "لا", ALM),
        ("نعم ", "“لا”", ALM),
        ("، ", None, ALM),  # pdf.js turns nothing round that has no letters
        (" ", None, RLM),
    ],
)
def test_the_mark_of_a_space_is_rlm_where_pdf_js_keeps_its_side(
    first: str, second: str | None, mark: str
) -> None:
    face = instance("NotoNaskhArabic")
    one, two = (ShapedWord(text or "", face, (), 0.0, rtl=True) for text in (first, second))
    assert mark_of_space(one, two if second else None) == mark


def test_pens_move_as_far_as_the_word_is_wide() -> None:
    for lang in SAMPLES:
        for word in shaped(SAMPLES[lang].text, lang):
            assert sum(code.before + code.advance for code in encode(word)) == pytest.approx(word.advance)


def test_a_letter_that_is_set_wide_gets_a_wide_glyph() -> None:
    """A gap in the middle of a word would be read as a space (Bengali)."""
    (word,) = shaped("উপযুক্ত", "bn")
    assert any(glyph.advance > 800 for glyph in word.glyphs)
    assert all(code.advance - code.width <= 5 or not code.entry.glyph.parts for code in encode(word))


def test_glyphs_without_any_text_still_have_one() -> None:
    face = instance("NotoSans")
    for rtl in (False, True):
        word = ShapedWord("", face, (Glyph(5, 500.0, 0, 0, ""),), 500.0, rtl=rtl)
        assert texts(word) == [CONTINUATION]
