"""Line breaks: Unicode's cases, the house rules, and the scripts that write no spaces."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.icu import CharacterBreaker
from leaflets.text.boundaries import line_boundaries
from leaflets.text.break_opportunities import OpportunityFinder
from tests.text.unicode_files import unicode_lines


def pieces(
    text: str, lang: str = "en", atomic: tuple[tuple[int, int], ...] = (), words: tuple[str, ...] = ()
) -> list[str]:
    ends = OpportunityFinder().find(text, lang, atomic, words).offsets
    return [text[start:end] for start, end in zip((0, *ends), ends, strict=False)]


def unicode_cases() -> Iterator[tuple[str, list[int]]]:
    """Yield each text of LineBreakTest.txt with the offsets at which it may be broken."""
    for line in unicode_lines("auxiliary/LineBreakTest.txt"):
        text, offsets = "", []
        for field in line.split():
            if field == "÷":
                offsets.append(len(text))
            elif field != "×":
                text += chr(int(field, 16))
        if text:
            yield text, [at for at in offsets if at]


MARKS = "[\u0300-\u036f]*"
# Where ICU 78 (Unicode 17) and the cases of Unicode 15.0 rightly differ: before and after the place.
CHANGED_SINCE = {
    "LB20a: no break behind a hyphen that begins a word": (f"^-{MARKS}$", "[^\\W\\d]|[#§\U00050005]"),
    "LB21a: a break between Hebrew letter, hyphen and Hebrew letter": ("\u05d0-$", "\u05d0"),
    "LB25: no break between comma or full stop and digits": (f"[.,]{MARKS}$", "\\d"),
    "LB15c: a break before a number that begins with a full stop": (" $", "\\.\\d"),
    "LB15: a straight or closing quotation mark lets go of a bracket": (f'["«]{MARKS} $', "[\u2329({]"),
    "LB15a: none behind an opening quotation mark and spaces": ("« $", MARKS),
    "LB15b: none before a closing quotation mark": (" $", "»"),
}


def is_known(text: str, at: int) -> bool:
    return any(
        re.search(before, text[:at]) and re.match(after, text[at:])
        for before, after in CHANGED_SINCE.values()
    )


def test_cases_of_line_break_test() -> None:
    cases = passed = 0
    unknown = []
    for text, expected in unicode_cases():
        cases += 1
        # By the locale of English, that is, without tailoring.
        found = line_boundaries(text, "en")
        passed += found == expected
        unknown += [(text, at) for at in set(found) ^ set(expected) if not is_known(text, at)]
    assert unknown == []
    assert passed >= 7_621
    assert cases - passed <= 33


@pytest.mark.parametrize(
    "text",
    [
        "L4–L5",
        "L4-L5",
        "L4\u2011L5",
        "L4-5",
        "Th12–L1",
        "L5/S1",
        "L2–L3–L4",
        "6–8",
        "6\u2009–\u20098",
        "6 – 8",
        "10–15 %",
        "10%–15%",
        "٦–٨",
        "6~8",
        "2026-03-01",
        "020 7946 0000",
        "(020) 7946 0000",
        "+44 20 7946 0000",
        "+49 (0)30 901820",
        "1 000 000 mm",
        "6 mm",
        "1,5 cm",
        "36.5 °C",
        "20 %",
        "٥٠ ٪",
        "٣٧ °م",
        "३७ °से",
        "37 °ซ",
        "5 €",
        "5 ₪",
        "3 ″",
        "Այո ՝",
        "X-ray",
        "5\u00a0days",
    ],
)
def test_kept_in_one_piece(text: str) -> None:
    assert pieces(text) == [text]
    assert pieces(f"see {text}, then") == ["see ", f"{text}, ", "then"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("one two  three", ["one ", "two  ", "three"]),
        ("well-known", ["well-", "known"]),
        ("in 6 months", ["in ", "6 ", "months"]),
        ("L4–L5 and L5–S1", ["L4–L5 ", "and ", "L5–S1"]),
        ("Band\u00adscheibe", ["Band\u00ad", "scheibe"]),
        ("a\u00a0b c", ["a\u00a0b ", "c"]),
        ("a\u200bb", ["a\u200b", "b"]),
        ("same\u2011day", ["same\u2011day"]),
        ("one · two  • three | 4", ["one · ", "two  • ", "three | ", "4"]),
        ("· one", ["· ", "one"]),
    ],
)
def test_pieces(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_atomic_ranges_stay_whole() -> None:
    text = "for 6 to 8 weeks now"
    assert pieces(text, atomic=((4, 16),)) == ["for ", "6 to 8 weeks ", "now"]
    assert pieces(text, atomic=((4, 10), (11, 16))) == ["for ", "6 to 8 ", "weeks ", "now"]
    assert pieces("a b", atomic=((0, 99),)) == ["a b"]


def test_mandatory_breaks() -> None:
    text = "a\nb\r\nc\u2028d e"
    found = OpportunityFinder().find(text, "en", ((0, len(text)),))
    assert found.offsets == (2, 5, 7, 10)
    assert found.mandatory == {2, 5, 7}


def test_offsets_are_code_points_behind_characters_beyond_the_bmp() -> None:
    assert pieces("😀😀 L4–L5 𠮷 x") == ["😀", "😀 ", "L4–L5 ", "𠮷 ", "x"]
    assert pieces("👨\u200d👩\u200d👧 a") == ["👨\u200d👩\u200d👧 ", "a"]


def test_no_break_inside_a_cluster() -> None:
    # UAX #14 alone breaks here: LB10 after the space, LB30b behind an emoji without modifier base.
    assert line_boundaries("x \u0301y", "en") == [2, 4]
    assert pieces("x \u0301y") == ["x \u0301y"]
    assert pieces("😀\U0001f3fda") == ["😀\U0001f3fd", "a"]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("th", "การ|ผ่าตัด|กระดูกสันหลัง|ใช้|เวลา|ประมาณ |60 |นาที"),
        ("lo", "ການ|ຜ່າຕັດ|ກະດູກສັນຫຼັງ"),
        ("km", "ការវះកាត់|ឆ្អឹងខ្នង"),
        ("my", "ကျောရိုး|ခွဲစိတ်မှု"),
        ("zh-Hans", "放|置|3～5|天，|L4—|L5|节，|约|50%～60%，|他|说|——|我"),
        ("ja", "厚|さ|5㎜|で|す。|10㎎"),
        ("zh-Hans", "手|术|后，|您|可|以|（当|天）|下|床。"),
        ("ja", "キャッ|チ|しゅっ|け|つ・|ラー|メ|ン|「痛|み」"),
        ("ko", "수술 |후에는 |통증이 |줄어듭니다."),
        ("ko", "“수술”이라고 |하고 |「책」은 |『책』(참고)과 |함께"),
        ("ko", "수술/|통증, |허리-|통증, |수술–|통증, |수술—|통증, |수술\u200b|통증, |수술\u00ad|통증"),
        ("hi", "सर्जरी |के |बाद |दर्द |कम |होता |है।"),
        ("ar", "يجري |الجراح |شقًا |صغيرًا"),
    ],
)
def test_languages(lang: str, expected: str) -> None:
    assert pieces(expected.replace("|", ""), lang) == expected.split("|")


def test_words_of_thai_are_found_whatever_the_language_of_the_text() -> None:
    assert pieces("การผ่าตัด", "en") == ["การ", "ผ่าตัด"]


def test_an_answer_is_remembered() -> None:
    breaker = OpportunityFinder()
    assert breaker.find("a b", "en") is breaker.find("a b", "en")


def test_lone_surrogates_do_no_harm() -> None:
    assert pieces("a \ud800 b") == ["a ", "\ud800 ", "b"]


texts = st.one_of(st.text(), st.text(alphabet="aL45-– \u00a0\r\n\u0301ก😀\u200d🏽手+().%m", max_size=30))
ranges = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3)


@given(texts, st.sampled_from(["en", "th", "zh-Hans", "ko", "de"]), ranges)
def test_any_text_has_breaks(text: str, lang: str, atomic: list[tuple[int, int]]) -> None:
    found = OpportunityFinder().find(text, lang, atomic)
    assert list(found.offsets) == sorted(set(found.offsets))
    assert found.offsets[-1:] == ((len(text),) if text else ())
    assert found.mandatory <= set(found.offsets)
    inside = {at for start, end in atomic for at in range(start + 1, end)}
    assert not (set(found.offsets[:-1]) - found.mandatory) & inside


@given(texts)
def test_pieces_are_whole_clusters(text: str) -> None:
    clusters = list(CharacterBreaker(text, "en"))
    ends, at = set(), 0
    for cluster in clusters:
        at += len(cluster)
        ends.add(at)
    assert set(OpportunityFinder().find(text, "en").offsets) <= ends


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        # Each before a space, behind a letter, and where a zero-width space would allow it.
        ("th", "โรค|ต่าง ๆ |ของ"),
        ("th", "เด็กๆ|ทุก|คน"),
        ("th", "“มาก ๆ”"),
        ("th", "ยา|อื่น  ๆ, |และ"),
        ("th", "กรุงเทพฯ |เป็น"),
        ("th", "ข้าว |น้ำ ฯลฯ |และ"),
        ("th", "ของ |ฯพณฯ |ท่าน"),
        ("th", "๏ |บท ๚ะ๛ |ก"),
        ("lo", "ຕ່າງ ໆ |ຂອງ"),
        ("lo", "ຫຼາຍໆ|ຄົນ"),
        ("lo", "ກ |ຂ ຯລຯ |ຄ"),
        ("km", "ផ្សេងៗ|គ្នា"),
        ("km", "ផ្សេង ៗ |គ្នា"),
        ("km", "ផ្សេង\u200bៗ\u200b|គ្នា"),
        ("km", "បាយ |ទឹក ។ល។ |បាយ ។ |ទឹក ៕"),
        ("my", "ကုသ|ပါ ။ |ဆရာ"),
        ("my", "သူ ၏ |ကျော"),
        ("hi", "है । |सर्जरी ॥"),
        ("bo", "བོད་|ཡིག་|ག ། །|བོད་"),
        ("am", "ትን ። |ሽ ፡ |ሽ ፧"),
        ("jv", "ꦲ ꧈ |ꦲꧏ"),
        ("ja", "人 々 |は"),
        ("ja", "か ゝ |か ゞ |カ ヽ |カ ヾ |は"),
        ("shn", "ၵ ꧦ |ၵ"),
        ("mni", "ꯀ ꫳ |ꯀ ꫴ |ꯀ"),
        ("en", "what ‽ |then ⁇"),
    ],
)
def test_no_line_begins_with_a_sign_of_the_word_before(lang: str, expected: str) -> None:
    assert pieces(expected.replace("|", ""), lang) == expected.split("|")


def test_a_break_in_the_text_ends_a_line_before_any_sign() -> None:
    assert pieces("มาก\nๆ", "th") == ["มาก\n", "ๆ"]


def test_what_the_house_rules_close_is_told_apart_from_what_never_opens() -> None:
    found = OpportunityFinder().find("020 7946 0000 กระดูกสันหลัง ๆ", "th")
    assert found.offsets == (14, 29)
    # Two words hold the second half of the last one together, so that this is not the place to divide it.
    assert found.reopenable == (4, 9, 20)
    assert OpportunityFinder().find("ผู้รักษา", "th").reopenable == ()
