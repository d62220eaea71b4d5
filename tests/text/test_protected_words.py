"""Protected words: what is shipped, what a workspace adds, and how little else they close."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.text.boundaries import line_boundaries
from leaflets.text.break_opportunities import OpportunityFinder
from leaflets.text.protected_words import PART, ProtectedWords, closed

# What may stand before and behind a word; ICU divides some only in company.
COMPANY = {"th": ("การ", "ของ"), "lo": ("ການ", "ຂອງ"), "km": ("ដោយ", "នៅ"), "my": ("သင့်", "ပါ")}


def shipped() -> list[tuple[str, str]]:
    folder = files("leaflets") / "assets" / "words"
    lists = {lang: (folder / f"{lang}.txt").read_text(encoding="utf-8").splitlines() for lang in COMPANY}
    return [(lang, word) for lang, words in lists.items() for word in words if not word.startswith("#")]


def pieces(text: str, lang: str, words: tuple[str, ...] = ()) -> str:
    ends = OpportunityFinder().find(text, lang, (), words).offsets
    return "|".join(text[start:end] for start, end in zip((0, *ends), ends, strict=False))


@pytest.mark.parametrize(("lang", "word"), shipped())
def test_a_listed_word_is_divided_by_the_dictionary_and_never_by_us(lang: str, word: str) -> None:
    before, behind = COMPANY[lang]
    divided = 0
    for text in (f"{before}{word.strip(PART)}{behind}", f"{word.strip(PART)}{behind}", word.strip(PART)):
        start = text.index(word.strip(PART))
        first = start + (word[0] != PART)
        inside = range(first, start + len(word.strip(PART)) + (word[-1] == PART))
        divided += any(at in inside for at in line_boundaries(text, lang)[:-1])
        found = OpportunityFinder().find(text, lang).offsets[:-1]
        assert not set(found) & set(inside)
    assert divided


def test_lists_say_each_word_once_and_in_one_way() -> None:
    words = shipped()
    assert len(set(words)) == len(words)
    assert all(word == word.strip() and len(word.split()) == 1 for _, word in words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ผู้รักษากระดูกสันหลัง", "ผู้รักษา|กระดูกสันหลัง"),
        ("ผู้ดูแลผู้สูงอายุ", "ผู้ดูแล|ผู้สูงอายุ"),
        ("หอผู้ป่วยในโรงพยาบาล", "หอผู้ป่วย|ใน|โรงพยาบาล"),
        ("เส้นประสาทและกล้ามเนื้อ", "เส้นประสาท|และ|กล้ามเนื้อ"),
        ("ยาสเตียรอยด์", "ยา|สเตียรอยด์"),
        ("ผู้ ที่", "ผู้ |ที่"),  # nothing follows the part of words
    ],
)
def test_thai(text: str, expected: str) -> None:
    assert pieces(text, "th") == expected
    assert pieces(text, "en") == expected


def test_a_workspace_adds_words_of_any_script() -> None:
    assert pieces("อาการปวด", "th") == "อาการ|ปวด"
    assert pieces("อาการปวด", "th", ("อาการปวด",)) == "อาการปวด"
    assert pieces("Zero-day, zero-day-X", "en", ("zero-day",)) == "Zero-day, |zero-day-|X"
    assert pieces("ひざのいたみがある", "ja", ("いたみ",)) == "ひ|ざ|の|いたみ|が|あ|る"
    assert pieces("次のカテーテルを", "ja", ("カテーテル",)) == "次|の|カテーテル|を"
    assert pieces("手术后您可以下床", "zh-Hans", ("手术", "-床")) == "手术|后|您|可|以|下床"


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        (("abc",), "abc xabc abcx ABC", [1, 2, 15, 16]),
        (("ab-",), "abc ab xabc", [1, 2]),
        (("-bc",), "abc bc abcd", [1, 2]),
        (("ab", "abc-"), "abcd", [1, 2, 3]),
        (("कम",), "कम कमी कम।", [1, 8]),  # a vowel sign says that a word goes on
        (("กา", "การ"), "การ กา้", [1, 2]),
        (("a.c",), "abc a.c", [5, 6]),
        ((), "abc", []),
    ],
)
def test_closed_offsets(words: tuple[str, ...], text: str, expected: list[int]) -> None:
    assert sorted(set(ProtectedWords(words).closed(text))) == expected
    assert sorted(set(closed(text, words))) == expected


def test_offsets_that_hold_most_together_come_twice() -> None:
    assert sorted(ProtectedWords(("abcd", "cd")).closed("xx abcd")) == [4, 5, 6]
    assert sorted(ProtectedWords(("กขคง", "คง", "ก-")).closed("กขคง")) == [1, 1, 1, 2, 3, 3]


@given(st.text(), st.lists(st.text(min_size=1, max_size=4).filter(lambda word: word.strip(PART)), max_size=4))
def test_only_offsets_inside_a_text_are_closed(text: str, words: list[str]) -> None:
    assert all(0 < at < len(text) for at in ProtectedWords(words).closed(text))
