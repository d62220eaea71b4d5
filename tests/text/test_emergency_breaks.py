"""Forced breaks: what fits on no line is divided where it hurts least, and never inside a syllable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unicodedata2 import category

from leaflets.fonts.faces import FontLibrary
from leaflets.languages import language
from leaflets.text import emergency_breaks
from leaflets.text.boundaries import cluster_boundaries
from leaflets.text.emergency_breaks import ranks
from leaflets.text.paragraph import Span, TextEngine
from tests.text.unicode_files import codes_of

ENGINE = TextEngine(FontLibrary())


def lines(tag: str, *spans: Span | str, width: float) -> str:
    made = [Span(span, 12) if isinstance(span, str) else span for span in spans]
    text = "".join(span.text for span in made)
    return "|".join(text[line.start : line.end] for line in ENGINE.lay_out(made, language(tag), width))


def parts(text: str, rank: int, **given_: object) -> str:
    ends = [*list(ranks(text, **given_))[rank], len(text)]  # type: ignore[arg-type]
    return "|".join(text[start:end] for start, end in zip([0, *ends], ends, strict=False))


@pytest.mark.parametrize(
    "syllables",
    [
        "हि|न्दी|क्ष|त्रि|य|सं|स्कृ|ति|र्क|सत्",
        "ক্ষ|ত্রি|য়|র‍্যা|ম",
        "ક્ષ|ત્રિ|ય",
        "ଓ|ଡ଼ି|ଆ|କ୍ଷ",
        "ਪ੍ਰ|ਕਾ|ਸ਼",
        "శ|స్త్ర|వై|ద్యు|డు",
        "ಶ|ಸ್ತ್ರ|ಚಿ|ಕಿ|ತ್ಸೆ",
        "ശ|സ്ത്ര|ക്രി|യ",
        "പോ|യിൽ",
        "அ|று|வை|சி|கிச்|சை|க்ஷ",
        "ஸ்ரீ|மா",
        "ප්‍ර|ති|කා|ර|ය|ශ්‍රී",
        "ක්|ෂ|ණි|ක",
        "គ្រូ|ពេ|ទ្យ",
        "သတ္တု|အင်္ဂ|လိပ်|ကျောင်း|အောင့်|ခံ",
        "བ|རྒྱུ|ད",
        "น้ำ|เด็ก|มือ|ตัว|แผล",
        "ຜູ້|ຊ່ຽວ|ຊາ|ນ|ໂຮງ",
        "لا|ج|لآ|لَا|لأ|لإ|لٱ|ب",
        "한|국|어",
        "キャッ|チ|コー|ヒー",
        "👨\u200d👩\u200d👧|👋🏽|🇩🇪",
        "e\u0301|x\u0302\u0323|y",
    ],
)
def test_syllables_are_never_divided(syllables: str) -> None:
    assert parts(syllables.replace("|", ""), 3) == syllables


@pytest.mark.parametrize(
    "syllables",
    [
        "แพทย์", "ศัลย|แพทย์", "วิ|สัญ|ญี|แพทย์", "หลอด|เลือด|ดำ", "สัน|หลัง", "กระ|ดูก", "การ|ผ่า|ตัด", "ผู้|เชี่ยว|ชาญ",
        "เครื่อง|มือ", "กลับ|บ้าน", "คอม|พิว|เตอร์", "พันธุ์", "อังกฤษ", "ออก|ซิ|เจน", "พา|รา|เซ|ตามอล",
        "ທ່ານ|ຫມໍ", "ໂຮງ|ໝໍ", "ກະ|ດູກ|ສັນ|ຫຼັງ", "ການ|ຜ່າ|ຕັດ", "កា|រ|វះ|កាត់", "ប|ន្ទាន់",
    ],
)  # fmt: skip
def test_words_of_scripts_without_spaces_are_divided_where_a_syllable_begins(syllables: str) -> None:
    assert parts(syllables.replace("|", ""), 2) == syllables


@pytest.mark.parametrize(("word", "parted"), [("แพทย์", "แพ|ทย์"), ("พันธุ์", "พันธุ์"), ("បន្ទាន់", "ប|ន្ទាន់")])
def test_a_letter_that_is_silenced_or_cut_short_begins_no_line_in_any_need(word: str, parted: str) -> None:
    assert parts(word, 3) == parted


def test_linkers_are_those_of_unicode() -> None:
    codes = codes_of("IndicSyllabicCategory.txt", "Virama", "Invisible_Stacker")
    assert set(emergency_breaks._LINKERS) == {chr(code) for code in codes} - {"\u0bcd", "\u0dca"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("abcdefg.", ["abcdefg.", "ab|c|d|e|fg.", "a|b|c|d|e|f|g."]),
        ("(abcd”).", ["(abcd”).", "(ab|cd”).", "(a|b|c|d”)."]),
        ("¿abcd?»", ["¿abcd?»", "¿ab|cd?»", "¿a|b|c|d?»"]),
        ("'abcd'", ["'abcd'", "'ab|cd'", "'a|b|c|d'"]),
        ("ab(cd", ["ab(cd", "ab(cd", "a|b|(c|d"]),
        ("ab-cd", ["ab-cd", "ab-cd", "a|b-|c|d"]),
        ("10\u00a0mm", ["10\u00a0|mm", "10\u00a0mm", "10\u00a0|m|m"]),
        ("ab\u2011cd", ["ab\u2011|cd", "ab\u2011cd", "a|b\u2011|c|d"]),
        ("(−1,234.5°C)", ["(−1,234.5°C)", "(−1,234.5°C)", "(−1,234.5°|C)"]),
        ("1:100", ["1:100"] * 3),
        ("12/10/2026", ["12/10/2026"] * 3),
        ("1'000", ["1'000"] * 3),
        ("1’000", ["1’000"] * 3),
        ("١٫٥", ["١٫٥"] * 3),
        ("١٬٠٠٠", ["١٬٠٠٠"] * 3),
        ("ab€cd", ["ab€cd", "ab|€cd", "a|b|€c|d"]),
        ("Kosten12€", ["Kosten12€", "Ko|s|t|e|n12€", "K|o|s|t|e|n|12€"]),
        ("abcd。”", ["abcd。”", "ab|cd。”", "a|b|c|d。”"]),
        ("abcd®", ["abcd®", "ab|cd®", "a|b|c|d®"]),
        ("abcd™", ["abcd™", "ab|cd™", "a|b|c|d™"]),
        ("m².", ["m².", "m².", "m²."]),
        ("ต่างๆ", ["ต่างๆ"] * 3),
        ("a", ["a"] * 3),
        ("", [""] * 3),
    ],
)
def test_places_from_the_best_to_the_worst(text: str, places: list[str]) -> None:
    assert [parts(text, rank) for rank in range(3)] == places


def test_numbers_are_divided_last_and_dots_when_nothing_else_is_left() -> None:
    assert [parts("a12345", rank) for rank in (2, 3)] == ["a|12345", "a|1|2|3|4|5"]
    assert [parts("ab.....", rank) for rank in (3, 4)] == ["a|b.....", "ab.|.|.|.|."]
    assert [parts("ab),”", rank) for rank in (3, 4)] == ["a|b),”", "ab),”"]
    assert [parts("*·*", rank) for rank in (3, 4)] == ["*·*", "*|·|*"]


def test_what_house_rules_closed_comes_first_and_what_is_whole_stays_whole() -> None:
    assert parts("020 7946 0000", 0, reopenable=(4, 9)) == "020 |7946 |0000"
    assert parts("กระดูกสันหลัง", 0, reopenable=(6,)) == "กระดูก|สันหลัง"
    assert parts("abcdef", 3, whole=[(1, 5)]) == "a|bcde|f"


@pytest.mark.parametrize(
    ("tag", "text", "width", "expected"),
    [
        ("en", "see (incomprehensible), now", 60, "see |(incom|prehens|ible), now"),
        ("en", "incomprehensible.", 80, "incompre|hensible."),
        ("tr", "anestezistlik", 50, "anestezi|stlik"),  # there are no patterns for Turkish
        ("en", "anaesthesia@hospital.example", 80, "anaesthes|ia@hospit|al.example"),
        ("th", "กระดูกสันหลัง ๆ", 45, "กระดูก|สันหลัง ๆ"),
        ("lo", "ທ່ານຫມໍ", 36, "ທ່ານ|ຫມໍ"),
        ("th", "สันหลัง", 24, "สัน|หลัง"),
        ("th", "คอมพิวเตอร์", 48, "คอมพิว|เตอร์"),
        ("th", "ผู้เชี่ยวชาญ", 45, "ผู้เชี่ยว|ชาญ"),
        ("en", "020 7946 0000", 60, "020 7946 |0000"),
        ("de", "L4–L5–L6", 20, "L4–|L5–|L6"),
        ("en", "020 7946 0000", 22, "020 |794|6 |000|0"),  # the blank hangs over the end
        ("en", "020 7946 0000", 53, "020 7946 |0000"),
        ("en", "100–200", 15, "10|0–|20|0"),  # "100–" is too wide itself
        ("kn", "ಶಸ್ತ್ರಚಿಕಿತ್ಸೆ", 30, "ಶಸ್ತ್ರಚಿ|ಕಿತ್ಸೆ"),
        ("my", "သတ္တုအင်္ဂလိပ်ကျောင်း။", 35, "သတ္တု|အင်္ဂ|လိပ်|ကျောင်း။"),  # the last is a syllable, and wider
        ("ar", "العلاجلآلامالظهر،", 40, "العلاجلآ|لامالظ|هر،"),
        ("en", "." * 30, 60, f"{'.' * 18}|{'.' * 12}"),
        ("en", "abcdef.....", 5, "a|b|c|d|e|f.|.|.|.|."),  # nothing fits: each line holds as little as can be
    ],
)
def test_words_that_fit_on_no_line(tag: str, text: str, width: float, expected: str) -> None:
    assert lines(tag, text, width=width) == expected


@pytest.mark.parametrize("width", range(10, 60, 3))
def test_a_mark_from_another_face_or_span_is_not_left_alone(width: int) -> None:
    bold = Span("অস্ত্রোপচার", 12, 700)
    latin = Span("abcdefgh", 12, 700)
    for spans in (
        [Span("(", 12), bold, Span(").", 12)],
        [Span("“", 12), latin, Span("”,", 12)],
    ):
        for line in lines("bn", *spans, width=width).split("|"):
            assert any(char.isalnum() for char in line)
            assert line[0] not in ").”,"
            assert line[-1] not in "(“"


def test_a_mark_beside_an_atomic_span_stays_with_it() -> None:
    phone = Span("+49 30 123456", 12, atomic=True)
    assert lines("en", "abc (", phone, "), defg", width=60) == "abc |(+49 30 123456), |defg"


CHARS = st.one_of(st.characters(), st.sampled_from("abcกา้ๆक्षिम་က္်()“”.,-12 \u00a0\u200d"))


@given(st.text(CHARS, max_size=20))
def test_no_rank_divides_a_cluster_or_leaves_a_mark_alone(text: str) -> None:
    clusters = set(cluster_boundaries(text.encode("utf-8", "replace").decode()))
    *kept, dots = ranks(text)
    for places in kept:
        assert places == sorted(set(places))
        assert set(places) <= clusters - {0, len(text)}
        for at in places:
            assert category(text[at])[0] != "M"
            assert category(text[at]) not in ("Pe", "Pf")
            assert category(text[at - 1]) not in ("Ps", "Pi")
            for side in (text[:at], text[at:]):
                assert any(category(char)[0] in "LMNS" for char in side)
    assert set(dots) <= clusters
