"""Runs: levels over the paragraph, scripts, isolates, and faces by whole clusters."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.fonts.faces import FontLibrary
from leaflets.languages import language
from leaflets.text.itemize import Itemized, Itemizer
from leaflets.text.scripts import ScriptFinder
from leaflets.text.spans import Span

ITEMIZER = Itemizer(FontLibrary())
SCRIPTS = ScriptFinder()


def itemize(tag: str, *spans: Span | str) -> Itemized:
    made = [Span(span, 12) if isinstance(span, str) else span for span in spans]
    return ITEMIZER.itemize(made, language(tag))


def faces(items: Itemized) -> list[tuple[str, str]]:
    return [(items.text[run.start : run.end], run.instance.name.partition("-")[0]) for run in items.runs]


def levels(items: Itemized) -> list[tuple[str, int]]:
    return [(items.text[run.start : run.end], run.level) for run in items.runs]


@pytest.mark.parametrize(
    ("style", "text", "expected"),
    [
        ("Latn", "Hello (world) 12.", [("Hello (world) 12.", "Latn")]),
        # A bracket has the script of what stands before it, its partner the same.
        ("Arab", "ضع (L4–L5)، ثم", [("ضع (", "Arab"), ("L4–L5", "Latn"), (")، ثم", "Arab")]),
        ("Arab", "(L4) ضع", [("(L4) ", "Latn"), ("ضع", "Arab")]),
        ("Deva", "घर “ABC” है।", [("घर “", "Deva"), ("ABC", "Latn"), ("” है।", "Deva")]),
        # European digits go with Latin letters, those of a script with the script.
        ("Deva", "12 मिमी १२", [("12 ", "Latn"), ("मिमी १२", "Deva")]),
        ("Arab", "٣ سم", [("٣ سم", "Arab")]),
        # Script_Extensions: the danda is shared by the scripts of India, not by Latin.
        ("Deva", "ABC। है", [("ABC", "Latn"), ("। है", "Deva")]),
        ("Beng", "।", [("।", "Beng")]),
        # Wide punctuation is as wide as an ideograph, apostrophes in Latin words are not.
        ("Hans", "微创“手术”L4，", [("微创“手术”", "Hani"), ("L4", "Latn"), ("，", "Hani")]),
        ("Hans", "don’t “A”", [("don’t ", "Latn"), ("“", "Hani"), ("A", "Latn"), ("”", "Hani")]),
        # Nothing decides: the language's script.
        ("Thai", "…", [("…", "Thai")]),
        ("Aran", "!", [("!", "Arab")]),
        ("Latn", "", []),
        # Marks have the script of their base.
        ("Latn", "x\u0302 ם\u05b8", [("x\u0302 ", "Latn"), ("ם\u05b8", "Hebr")]),
        ("Latn", "a ◌\u093f b", [("a ", "Latn"), ("◌\u093f ", "Deva"), ("b", "Latn")]),
        ("Latn", "◌\u093f", [("◌\u093f", "Deva")]),
        ("Deva", "क\u05b8", [("क\u05b8", "Deva")]),
    ],
)
def test_scripts(style: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[a:b], script) for a, b, script in SCRIPTS.runs(text, style)] == expected


@given(st.text(max_size=40), st.sampled_from(["Latn", "Arab", "Hans", "Deva", "Thai"]))
def test_script_ranges_cover_the_text(text: str, style: str) -> None:
    found = SCRIPTS.runs(text, style)
    assert "".join(text[a:b] for a, b, _ in found) == text
    assert all(first.script != second.script for first, second in pairwise(found))


def test_a_plain_paragraph_is_one_run() -> None:
    (run,) = itemize("en", "The cut is 6–8 mm long (L4–L5).").runs
    assert (run.start, run.end, run.level, run.script, run.lang) == (0, 31, 0, "Latn", "en")


def test_spans_divide_runs_and_empty_spans_have_none() -> None:
    items = itemize("en", "a ", "", Span("b", 12, 700), " c")
    assert [(run.start, run.end, run.span) for run in items.runs] == [(0, 2, 0), (2, 3, 2), (3, 5, 3)]
    assert [run.instance.weight for run in items.runs] == [400, 700, 400]


def test_levels_are_those_of_the_whole_paragraph() -> None:
    assert levels(itemize("ar", "طوله 12 cm ثم")) == [
        ("طوله ", 1),
        ("12", 2),
        (" ", 1),
        ("cm", 2),
        (" ", 1),
        ("ثم", 1),
    ]
    assert levels(itemize("en", "say مرحبا, ok")) == [("say ", 0), ("مرحبا", 1), (", ", 0), ("ok", 0)]


def test_a_telephone_number_is_an_isolate() -> None:
    around = ("اتصل ", " الآن")
    plain = itemize("ar", around[0], "+49 30 123456", around[1])
    isolated = itemize("ar", around[0], Span("+49 30 123456", 12, direction="ltr"), around[1])
    assert levels(isolated) == [("اتصل ", 1), ("+49 30 123456", 2), (" الآن", 1)]
    # Without it the plus sign would stand at the wrong end, and the groups in reverse.
    assert [level for text, level in levels(plain) if text.strip() in ("+", "49", "30")] == [1, 2, 2]


def test_neighbours_with_one_direction_are_one_isolate() -> None:
    items = itemize("ar", "قال ", Span("very ", 12, lang="en"), Span("well", 12, 700, lang="en"), "!")
    assert [run.level for run in items.runs if run.span in (1, 2)] == [2, 2]


def test_a_span_in_another_language_is_an_isolate_with_its_own_direction() -> None:
    items = itemize("en", "Arabic: ", Span("مرحبا (L4)", 12, lang="ar"), " 12")
    assert [run.level for run in items.runs if run.span == 2] == [0]
    assert {run.lang for run in items.runs} == {"en", "ar"}


def test_bidi_controls_set_levels() -> None:
    assert [run.level for run in itemize("en", "\u2067abc!\u2069").runs][1] == 2


def test_faces_follow_the_script_and_spaces_the_face_before_them() -> None:
    items = itemize("hi", "L4 पीठ ± 12 मिमी")
    assert faces(items) == [
        ("L4 ", "NotoSans"),
        ("पीठ ", "NotoSansDevanagari"),
        ("± ", "NotoSans"),
        ("12 ", "NotoSans"),
        ("मिमी", "NotoSansDevanagari"),
    ]


def test_quotation_marks_of_chinese_are_chinese() -> None:
    assert faces(itemize("zh-Hans", "“无需”5–10 mm。")) == [
        ("“无需”", "NotoSansSC"),
        ("5–10 mm", "NotoSans"),
        ("。", "NotoSansSC"),
    ]


def test_urdu_is_nastaliq_and_a_guest_in_arabic_is_naskh() -> None:
    assert faces(itemize("ur", "کمر")) == [("کمر", "NotoNastaliqUrdu")]
    assert faces(itemize("ar", "ظهر")) == [("ظهر", "NotoNaskhArabic")]
    assert faces(itemize("en", Span("کمر", 12, lang="ur"))) == [("کمر", "NotoNastaliqUrdu")]


@pytest.mark.parametrize(
    "cluster", ["क\u200d", "\u0915\u094d\u0937\u093f", "น\u0e49\u0e33", "e\u0323\u0302", "x\u0302\u0301"]
)
def test_a_mark_is_never_parted_from_its_base(cluster: str) -> None:
    for tag in ("en", "th", "hi", "ar"):
        items = itemize(tag, f"ab→{cluster}± ")
        assert not items.undrawable
        start = items.text.index(cluster)
        assert any(run.start <= start and start + len(cluster) <= run.end for run in items.runs)


@pytest.mark.parametrize("char", ["\U0001f600", "\ue000", "\x07", "\ufffd", "\r", "\uffff"])
def test_a_character_without_a_face_is_missing(char: str) -> None:
    items = itemize("ar", "ab", f"cd {char}e{char}")
    assert [(lost.text, lost.span, lost.offset) for lost in items.undrawable] == [(char, 1, 3), (char, 1, 5)]
    assert items.undrawable[0].code_points == f"U+{ord(char):04X}"
    assert "".join(items.text[run.start : run.end] for run in items.runs) == "abcd e"


def test_a_lone_surrogate_is_missing() -> None:
    assert [(lost.code_points, lost.offset) for lost in itemize("en", f"ab{chr(0xD83D)}").undrawable] == [
        ("U+D83D", 2)
    ]


def test_a_mark_that_no_face_sets_on_its_base_is_missing() -> None:
    assert [lost.text for lost in itemize("hi", "क\u05b8").undrawable] == ["\u05b8"]


def test_breaks_and_tabulators_are_set_as_spaces() -> None:
    items = itemize("en", "a\nb\tc\u2028d")
    assert (items.text, items.source, items.undrawable) == ("a b c d", "a\nb\tc\u2028d", ())


@given(st.text(max_size=30), st.sampled_from(["en", "ar", "zh-Hans"]))
def test_every_character_is_in_a_run_or_missing(text: str, tag: str) -> None:
    items = itemize(tag, text)
    inside = {at for run in items.runs for at in range(run.start, run.end)}
    assert len(inside) == sum(run.end - run.start for run in items.runs)
    assert {lost.offset for lost in items.undrawable} <= set(range(len(text))) - inside
    assert bool(items.undrawable) == (len(inside) < len(text))


def test_an_unknown_language_is_told() -> None:
    with pytest.raises(ValueError, match="qq-nonsense"):
        itemize("en", Span("a", 12, lang="qq-nonsense"))
