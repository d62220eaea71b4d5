"""Words as codes: every text in its place, and the same code for the same sign in every file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.fonts import FontLibrary, Instance
from leaflets.languages import language
from leaflets.pdf.fonts import FontStore, Shape, Sign
from leaflets.pdf.words import CONTINUATION, SOFT_HYPHEN, FontCodes, WordStore, show, steps, wish
from leaflets.text.paragraph import Span
from leaflets.text.shaped import Glyph, ShapedWord
from tests.pdf.samples import ENGINE, SAMPLES

LIBRARY = FontLibrary()


def instance(name: str, weight: int = 400) -> Instance:
    face = next(face for face in LIBRARY.faces if face.name == name)
    return LIBRARY.instance(face, weight)


def shaped(text: str, lang: str) -> list[ShapedWord]:
    """Shape a text and give its words in logical order."""
    (line,) = ENGINE.lay_out([Span(text, 12.0)], language(lang), 1e6)
    fragments = sorted(line.fragments, key=lambda fragment: fragment.start)
    return [
        word for fragment in fragments for word in (fragment.words[::-1] if fragment.rtl else fragment.words)
    ]


def texts(word: ShapedWord) -> list[str]:
    return [step.sign.text for step in steps(word, FontStore())]


@pytest.mark.parametrize("lang", ["en", "th", "hi", "zh-Hans"])
def test_codes_of_left_to_right_words_say_the_word(lang: str) -> None:
    for word in shaped(SAMPLES[lang].text, lang):
        assert "".join(texts(word)) == word.text
        assert CONTINUATION not in "".join(texts(word))


# A consonant, perhaps joined to one before it, with a vowel sign and a sign above or behind it.
SYLLABLES = st.from_regex(
    "([कखगङञटतनपमयरलवशषसह]\u094d)?[कखगङञटतनपमयरलवशषसह][\u093e-\u094d]?[\u0901-\u0903]?", fullmatch=True
)


@given(st.lists(SYLLABLES, min_size=1, max_size=5).map("".join))
def test_any_devanagari_syllables_say_the_word(text: str) -> None:
    for word in shaped(text, "hi"):
        assert "".join(texts(word)) == word.text


@pytest.mark.parametrize("lang", ["ar", "ur"])
def test_codes_of_right_to_left_words_say_the_letters_in_visual_order(lang: str) -> None:
    for word in shaped(SAMPLES[lang].text, lang):
        if word.rtl and word.instance.face.name != "NotoSans":
            assert sorted("".join(texts(word))) == sorted(word.text)
            assert CONTINUATION not in "".join(texts(word))


def test_vowel_signs_get_their_own_text_and_dots_none() -> None:
    (word,) = shaped("شيئًا", "ar")
    assert len(word.glyphs) > 5
    assert texts(word) == ["ا", "\u064b", "ئ", "ي", "ش"]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fa", "می\u200cشود", ["د", "و", "ش", "\u200cی", "م"]),
        ("ar", "لا\u200cش", ["ش", "\u200cا", "ل"]),
        ("hi", "क्\u200cष", ["क्", "\u200cष"]),
        ("km", "ច\u200bប", ["ច", "\u200bប"]),
    ],
)
def test_joiners_stand_first_in_a_codes_text(lang: str, text: str, expected: list[str]) -> None:
    assert [part for word in shaped(text, lang) for part in texts(word)] == expected


def test_pens_move_as_far_as_the_word_is_wide() -> None:
    for lang in SAMPLES:
        for word in shaped(SAMPLES[lang].text, lang):
            assert sum(step.advance for step in steps(word, FontStore())) == pytest.approx(word.advance)


def test_plain_words_use_glyph_ids_as_codes() -> None:
    (word,) = shaped("minimum", "en")
    data = WordStore(FontStore()).get(word).data
    codes = "".join(f"{glyph.gid:04X}" for glyph in word.glyphs)
    assert data == f"<{codes}>".encode()


def test_kerning_moves_the_pen() -> None:
    face = instance("NotoSans")
    store = FontStore()
    gid = face.font.get_nominal_glyph(ord("A"))
    width = store.glyph(face, gid).advance
    glyphs = (Glyph(gid, width - 40.0, 0.0, 0.0, "A"), Glyph(gid, float(width), 0.0, 0.0, "A"))
    word = ShapedWord("AA", face, glyphs, 2.0 * width - 40, rtl=False)
    assert show(list(steps(word, store)), [gid, gid]) == f"<{gid:04X}>40<{gid:04X}>".encode()


def test_a_second_text_gets_a_code_beyond_the_last_glyph() -> None:
    face = instance("NotoSans")
    words = [ShapedWord(text, face, (Glyph(5, 500.0, 0, 0, text),), 500.0, rtl=False) for text in "xyx"]
    codes = FontCodes(face, WordStore(FontStore()))
    shown = [codes.show(word) for word in words]
    said = {sign.text: cid for cid, sign in codes.signs.items()}
    count = face.face.hb.glyph_count
    assert said["x"] == 5
    assert count <= said["y"] < count + 8192
    assert [word[: word.index(b">") + 1] for word in shown] == [
        f"<{said[text]:04X}>".encode() for text in "xyx"
    ]
    assert [codes.show(word) for word in words] == shown  # asked again, nothing moves


def test_codes_do_not_depend_on_what_was_written_before() -> None:
    words = shaped(SAMPLES["ur"].text, "ur")
    warm = WordStore(FontStore())
    for word in shaped(SAMPLES["ar"].text + " " + SAMPLES["ur"].text, "ur"):
        FontCodes(word.instance, warm).show(word)
    cold = WordStore(FontStore())
    face = words[0].instance
    own = [word for word in words if word.instance is face]
    first, second = FontCodes(face, warm), FontCodes(face, cold)
    assert [first.show(word) for word in own] == [second.show(word) for word in own]
    assert first.signs == second.signs


def test_two_signs_never_share_a_code() -> None:
    face = instance("NotoNastaliqUrdu")
    codes = FontCodes(face, WordStore(FontStore()))
    signs = [Sign(Shape(((5, x, 0),), 100, plain=False), "x") for x in range(2000)]
    given = [codes._cid(sign) for sign in signs]
    assert len(set(given)) == 2000
    assert (
        sum(wish(sign, face.face.hb.glyph_count) != cid for sign, cid in zip(signs, given, strict=True)) > 0
    )
    assert [codes.signs[cid] for cid in given] == signs


def test_hyphens_are_soft_and_leave_the_letter_alone() -> None:
    face = instance("NotoSans")
    n, hyphen = (face.font.get_nominal_glyph(ord(char)) for char in "n-")
    word = ShapedWord(
        "n", face, (Glyph(n, 600.0, 0, 0, "n"), Glyph(hyphen, 300.0, 0, 0, "")), 900.0, rtl=False
    )
    codes = FontCodes(face, WordStore(FontStore()))
    codes.show_hyphen(word)
    assert sorted(sign.text for sign in codes.signs.values()) == ["n", SOFT_HYPHEN]


def test_glyphs_without_any_text_still_have_one() -> None:
    face = instance("NotoSans")
    for rtl in (False, True):
        word = ShapedWord("", face, (Glyph(5, 500.0, 0, 0, ""),), 500.0, rtl=rtl)
        assert texts(word) == [CONTINUATION]
