"""What cannot be drawn although every character has a glyph is refused; what is written right never is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.fonts.faces import FontLibrary
from leaflets.languages import Language, Languages, language
from leaflets.text.faults import Fault
from leaflets.text.paragraph import Span, TextEngine, Undrawable

ENGINE = TextEngine(
    FontLibrary(), Languages().with_rows([Language("ksw", "Mymr", parent="my", formats="my")])
)
# The block of each script, in which letter, vowel sign and virama stand at the same places (ISCII).
_TAGS = ("hi", "bn", "pa", "gu", "ta", "te", "kn", "ml")
BLOCKS = dict(zip(_TAGS, (0x0900, 0x0980, 0x0A00, 0x0A80, 0x0B80, 0x0C00, 0x0C80, 0x0D00), strict=True))


def faults(tag: str, *texts: str) -> list[Undrawable]:
    spans = [Span(text, 12, weight=400 + 300 * (n % 2)) for n, text in enumerate(texts)]
    return list(ENGINE.find_undrawable(spans, ENGINE.languages.find(tag)))


@pytest.mark.parametrize("tag", BLOCKS)
def test_a_vowel_sign_behind_a_virama_is_no_syllable(tag: str) -> None:
    letter, vowel, virama = (chr(BLOCKS[tag] + place) for place in (0x15, 0x3F, 0x4D))
    assert faults(tag, f"{letter}{vowel} {letter}{virama}{letter}{vowel}") == []
    (fault,) = faults(tag, f"{letter} {letter}{virama}{vowel} {letter}")
    assert (fault.text, fault.offset, fault.fault) == (f"{letter}{virama}{vowel}", 2, Fault.DOTTED_CIRCLE)


@pytest.mark.parametrize(
    ("tag", "word"),
    [("si", "කාි"), ("km", "កាា"), ("my", "\u1005\u102f\u103b")],
)
def test_what_is_no_syllable_is_refused(tag: str, word: str) -> None:
    (fault,) = faults(tag, f"{word[0]} {word} {word[0]}")
    assert (fault.text, fault.offset, fault.fault) == (word, 2, Fault.DOTTED_CIRCLE)


@pytest.mark.parametrize(
    ("tag", "text", "mark"),
    [
        ("en", "\u0301abc", "\u0301"),
        ("en", "abc \u0308de", "\u0308"),
        ("el", "α \u0301β", "\u0301"),
        ("ar", "\u064eبابا", "\u064e"),
        ("he", "שלום \u05b0", "\u05b0"),
        ("hi", "रोगी ि", "ि"),
        ("ta", "\u202b\u0bbf\u202c", "\u0bbf"),
        ("my", "\u103b\u1019\u1014\u1039\u1019\u102c", "\u103b"),  # Zawgyi
        ("ksw", "\u1031\u1000", "\u1031"),
        ("my", "\u1015\u1039 \u1000", "\u1039"),
        ("km", "ក្ ខ", "\u17d2"),
        ("th", "กา้", "้"),
        ("th", "เ้า", "้"),
        ("th", "(ิ)", "ิ"),
        ("th", "กำ้", "้"),
        ("lo", "ເ\u0eb1ກ", "\u0eb1"),
        ("lo", "ກາ\u0ec9", "\u0ec9"),
        ("am", "\u135fአ", "\u135f"),
        ("ja", "か\u3000\u3099", "\u3099"),
    ],
)
def test_a_mark_without_a_letter_is_refused(tag: str, text: str, mark: str) -> None:
    (fault,) = faults(tag, text)
    assert (fault.text, fault.fault) == (mark, Fault.NO_BASE)
    assert text[fault.offset] == mark


@pytest.mark.parametrize(
    ("tag", "texts"),
    [("hi", ("क", "ि है")), ("en", ("cafe", "\u0301")), ("th", ("ก", "้ ดี")), ("km", ("ក", "្ខ"))],
)
def test_markup_inside_a_syllable_is_refused_with_its_span(tag: str, texts: tuple[str, str]) -> None:
    assert faults(tag, "".join(texts)) == []
    (fault,) = faults(tag, *texts)
    assert (fault.span, fault.offset, fault.text, fault.fault) == (1, 0, texts[1][0], Fault.NO_BASE)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "café cafe\u0301 x\u0302\u0323 \u00a0\u0301"),
        ("hi", "विकिपीडिया क्ष्म्य र्‍य श्री ॐ कर्त्स्न्य क़ फ़ ◌ि"),
        ("bn", "ক্ষ্ম র‍্য ৎ হৃৎপিণ্ড"),
        ("ml", "ന്‍ ൻ ക്ഷ സ്ത്രീ"),
        ("si", "ක්‍රි ශ්‍රී"),
        ("km", "ខ្ញុំ ស្ត្រី ក៏ ប៉ុន្តែ ហ្ស៊ី ព្រះ"),
        ("my", "မြန်မာ ကျွန်ုပ် သြဂုတ် ယောက်ျား ဦးနှောက်"),
        ("ksw", "ကညီ ကၠိာ် ပှၤ"),
        ("th", "น้ำ กิ๊ก สฺวากฺขาโต พุทฺธํ ผู้ป่วย ๆ ก็ เบียร์ ◌้"),
        ("lo", "ນ້ຳ ປິ່ນປົວ ໝໍ ຫຼື ກ້ຽງ"),
        ("ar", "مُحَمَّدٌ ٱلْقُرْآن"),
        ("he", "שָׁלוֹם"),
        ("ur", "اردُو کے لیے"),
        ("am", "ሕክምና"),
        ("ta", "க்ஷ ஸ்ரீ ஃபா"),
        ("te", "స్త్రీ క్ష"),
        ("kn", "ಕ್ಷ್ಮ ಸ್ತ್ರೀ"),
        ("vi", "Điều trị quý vị"),
        ("ja", "葛\U000e0100城 か\u3099"),
        ("en", "☎\ufe0f a\u034f\u0301"),
    ],
)
def test_what_is_written_right_is_drawn(tag: str, text: str) -> None:
    assert faults(tag, text) == []


@pytest.mark.parametrize("char", [
    "\ufffc", "\ufffd", "\ufff9", "\ufffb", "\U000e0041", "\U000e007f", "\ufdd0", "\ue000", "\x07",
])  # fmt: skip
def test_what_is_no_character_to_print_is_refused(char: str) -> None:
    (fault,) = faults("en", f"a {char} b")
    assert (fault.text, fault.offset, fault.fault) == (char, 2, Fault.UNPRINTABLE)


def test_a_lone_surrogate_is_refused() -> None:
    assert [each.fault for each in faults("en", "a\ud800b\udfff")] == [Fault.UNPRINTABLE] * 2


def test_all_that_is_wrong_in_a_paragraph_is_told_at_once() -> None:
    found = faults("hi", "कि ि की", " ा क््ि")
    assert [(each.span, each.offset) for each in found] == [(0, 3), (1, 1), (1, 3)]


PILES = {
    "Latn": ("en", "a", "\u0301"),
    "Latn, two": ("en", "a", "\u0301\u0323"),
    "Deva": ("hi", "क", "\u0902"),
    "Thai": ("th", "ก", "\u0e49"),
    "Arab": ("ar", "ب", "\u064e"),
    "Aran": ("ur", "ب", "\u064e"),
    "Hebr": ("he", "ב", "\u05b0"),
    "Khmr": ("km", "ក", "\u17d2ក"),
    "Mymr": ("my", "က", "\u1037"),
    "Deva, joined": ("hi", "क", "\u094dक"),
}


@pytest.mark.parametrize("count", [31, 200, 3000])
@pytest.mark.parametrize(("tag", "letter", "mark"), PILES.values(), ids=PILES)
def test_piles_of_marks_are_refused_or_fit_into_a_glyph(tag: str, letter: str, mark: str, count: int) -> None:
    spans, tongue = [Span(letter + mark * count, 12)], language(tag)
    if missing := ENGINE.find_undrawable(spans, tongue):
        assert {each.fault for each in missing} <= {Fault.TOO_MANY_MARKS, Fault.DOTTED_CIRCLE}
        return
    fragments = [part for line in ENGINE.lay_out(spans, tongue, 100) for part in line.fragments]
    words = [word for part in fragments for word in part.words]
    for cluster in (cluster for word in words for cluster in word.clusters()):
        assert sum(each.advance for each in cluster) < 12_000


@given(
    st.text(
        st.sampled_from("aбאب\u0301\u064e\u0902\u0e49कกက\u1039\u094d\u200d \u00ad\u2067\u202c1(.é"),
        max_size=60,
    )
)
def test_any_text_is_drawn_or_refused(text: str) -> None:
    for tag in ("en", "ar", "hi", "th"):
        spans, tongue = [Span(text, 12)], language(tag)
        if missing := ENGINE.find_undrawable(spans, tongue):
            assert all(text[each.offset : each.offset + len(each.text)] for each in missing)
        else:
            ENGINE.lay_out(spans, tongue, 60)


LONG = {
    "points": ("de", "Wirbelsäule" * 500),
    "soft hyphens": ("de", "a\u00adb" * 1500),
    "letters": ("en", "a" * 10_000),
    "Thai": ("th", "ก" * 10_000),
    "Chinese": ("zh-Hans", "中" * 10_000),
    "embeddings": ("en", "\u202a" * 2000 + "abc" + "\u202c" * 2000),
    "isolates": ("en", "\u2067" * 2000 + "abc" + "\u2069" * 2000),
    "brackets": ("he", "(" * 3000 + "אבג" + ")" * 3000),
    "ranges": ("en", "1-" * 3000),
}


@pytest.mark.parametrize(("tag", "text"), LONG.values(), ids=LONG)
def test_long_words_are_set_in_time(tag: str, text: str) -> None:
    start = time.process_time()
    lines = ENGINE.lay_out([Span(text, 12)], language(tag), 200)
    assert lines[-1].end == len(text)
    # The first of them took minutes once; now a second.
    assert time.process_time() - start < 20
