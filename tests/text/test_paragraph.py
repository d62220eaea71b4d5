"""Paragraphs as lines: nothing lost or doubled, nothing divided that belongs together."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from leaflets.characters import is_ignorable
from leaflets.fonts.faces import FontLibrary
from leaflets.languages import Languages, language
from leaflets.text.isolates import NOT_SHAPED
from leaflets.text.paragraph import Span, TextEngine, UndrawableError
from tests.text.setting import ENGINE, in_order, lay_out, texts

WORDS = [
    *("surgery", "L4–L5", "(a)", "“x\u0302”", "6–8 mm", "+49 30 123456", "-", "/", ".", "!", "e\u0302\u0323"),
    *("مرحبا", "العملية", "٣", "أَلَمٌ", "؟", "ہڈی", "שָׁלוֹם", "शल्य", "क्षि", "। ", "ผ่าตัด", "น้ำ", "ကျောတွင်"),
    *(
        "微创手术",
        "，",
        "（腰）",
        "せなか",
        "수술을",
        "→",
        "Bandscheibenvorfall",
        "Wirbelsäulen\u00adoperation",
    ),
    *(" ", "  ", "\n", "\t", "\u00a0", "\u200b", "\u200d", "\u2060", "\u00ad"),
    *("\u200f", "\u2067", "\u2068", "\u2069", "\u202b", "\u202c"),
]
SPANS = st.lists(
    st.builds(
        Span,
        text=st.lists(st.sampled_from(WORDS), max_size=10).map("".join),
        size=st.sampled_from([9.0, 12.0]),
        weight=st.sampled_from([400, 700]),
        lang=st.sampled_from(["", "", "en", "ar", "zh-Hans"]),
        direction=st.sampled_from([None, None, "ltr", "rtl"]),
        atomic=st.booleans(),
    ),
    max_size=5,
)
TAGS = st.sampled_from(["en", "de", "ar", "ur", "hi", "th", "zh-Hans"])


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(SPANS, TAGS, st.floats(1, 300))
def test_no_character_is_lost_or_doubled(spans: list[Span], tag: str, width: float) -> None:
    lines = ENGINE.lay_out(spans, language(tag), width)
    source = "".join(span.text for span in spans)
    assert "".join(texts(lines)) == NOT_SHAPED.sub("", re.sub("[\n\t]", " ", source))
    assert [line.start for line in lines] == [0, *(line.end for line in lines)][: len(lines)]
    for line in lines:
        fragments = in_order(line)
        assert all(first.end <= second.start for first, second in pairwise(fragments))
        words = [word for fragment in fragments for word in fragment.words if word.glyphs]
        assert all(glyph.gid for word in words for glyph in word.glyphs)
        for word in words:
            glyphs = word.glyphs[::-1] if word.rtl else word.glyphs
            assert "".join(glyph.text for glyph in glyphs) == word.text


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(SPANS, TAGS, st.floats(1, 300))
def test_fragments_stand_side_by_side_flush_at_the_start(spans: list[Span], tag: str, width: float) -> None:
    for line in ENGINE.lay_out(spans, language(tag), width):
        edges = [(fragment.x, fragment.x + fragment.width) for fragment in line.fragments]
        assert all(first[1] == pytest.approx(second[0]) for first, second in pairwise(edges))
        if tag in ("ar", "ur"):
            assert edges[-1][1] == pytest.approx(line.width)
        else:
            assert edges[0][0] == 0
        for part in line.fragments:
            advance = sum(word.advance for word in part.words) * part.size / 1000
            assert part.width == pytest.approx(advance)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(SPANS, TAGS)
def test_what_is_measured_is_what_is_set(spans: list[Span], tag: str) -> None:
    tongue = language(tag)
    least, greatest = ENGINE.content_widths(spans, tongue)
    assert least <= greatest + 1e-6
    assert all(line.width <= least + 0.01 for line in ENGINE.lay_out(spans, tongue, least + 0.01))
    wide = ENGINE.lay_out(spans, tongue, greatest + 0.01)
    assert max((line.width for line in wide), default=0) == pytest.approx(greatest)
    text = "".join(span.text for span in spans)
    assert len(wide) <= text.count("\n") + 1


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(SPANS, TAGS, st.floats(1, 200))
@example([Span("مرحبا", 9), Span("\u200b", 9), Span(" surgery", 9, atomic=True)], "en", 1.0)
def test_an_atomic_span_is_never_divided(spans: list[Span], tag: str, width: float) -> None:
    ends = {line.end for line in ENGINE.lay_out(spans, language(tag), width)}
    at = 0
    for span in spans:
        seen = [n for n, char in enumerate(span.text, at) if not is_ignorable(char)]
        inside = set(range(seen[0] + 1, seen[-1] + 1)) if seen else set()
        # A line break, or what is not seen at an edge of the span, is no division of words.
        if span.atomic and "\n" not in span.text and not NOT_SHAPED.search(span.text):
            assert not ends & inside
        at += len(span.text)


def test_two_engines_set_the_same_lines() -> None:
    def dump(engine: TextEngine) -> str:
        lines = engine.lay_out([Span("Ein Wort, مرحبا 12 und noch eins.", 12)], language("de"), 80)
        return repr(lines)

    assert dump(TextEngine(FontLibrary())) == dump(TextEngine(FontLibrary()))


def test_lines_are_as_full_as_they_go() -> None:
    lines = lay_out("en", "aaaa bbbb cccc dddd eeee", width=70)
    assert texts(lines) == ["aaaa bbbb ", "cccc dddd ", "eeee"]
    assert all(line.width <= 70 for line in lines)
    assert lines[0].fragments[0].width > lines[0].width


def test_white_space_at_the_end_takes_no_room() -> None:
    (line,) = lay_out("en", "aaaa bbbb    ")
    assert len(lay_out("en", "aaaa bbbb     ", width=line.width)) == 1
    assert len(lay_out("en", "aaaa bbbb     ", width=line.width - 0.1)) == 2


def test_a_break_in_the_text_ends_a_line() -> None:
    assert texts(lay_out("en", "one\ntwo\n\nthree\n")) == ["one ", "two ", " ", "three "]


def test_an_empty_paragraph_has_no_lines() -> None:
    assert lay_out("en") == lay_out("en", "") == lay_out("ar", "\u200f\u00ad") == ()
    assert ENGINE.content_widths([], language("en")) == (0.0, 0.0)


def test_a_short_last_word_gets_company() -> None:
    text = "It helps when you can tell us how the pain has been so"
    lines = lay_out("en", text, width=lay_out("en", text.removesuffix(" so"))[0].width + 1)
    assert texts(lines) == ["It helps when you can tell us how the pain has ", "been so"]


def test_a_word_too_long_is_divided_between_clusters_rather_than_lost() -> None:
    lines = lay_out("en", "see ABCDEFGHIJKLMNOPQRSTUVWXYZ now", width=60)
    assert "".join(texts(lines)) == "see ABCDEFGHIJKLMNOPQRSTUVWXYZ now"
    assert texts(lines)[0] == "see "
    assert all(line.width <= 60 for line in lines)
    assert not any(line.hyphenated for line in lines)


def test_what_may_not_be_divided_is_set_wider() -> None:
    lines = lay_out("en", "call ", Span("+49 30 123456", 12, 700, atomic=True), " now", width=50)
    assert texts(lines) == ["call ", "+49 30 123456 ", "now"]
    assert lines[1].width > 50


def test_german_words_are_divided_with_a_hyphen_that_is_no_text() -> None:
    lines = lay_out("de", "Sie bekommen eine Narkose vom Narkosearzt des Hauses", width=130)
    divided = [line for line in lines if line.hyphenated]
    assert texts(lines) == ["Sie bekommen eine ", "Narkose vom Narkose", "arzt des Hauses"]
    (word,) = divided[0].fragments[-1].words[-1:]
    assert (word.text, word.glyphs[-1].text) == ("Narkose", "")
    assert all(line.width <= 130 for line in lines)


def test_a_word_is_not_divided_to_fill_a_small_gap() -> None:
    assert not any(line.hyphenated for line in lay_out("de", "die Bandscheibe die Bandscheibe", width=100))


def test_no_hyphen_stands_before_a_short_last_line() -> None:
    text = "Sie kommen am Morgen nüchtern in den Operationssaal"
    for width in range(100, 330, 4):
        lines = lay_out("de", f"{text}.", width=width)
        assert not any(line.hyphenated for line in lines[-2:-1]) or lines[-1].width >= 0.3 * width
    # The same words, with enough behind them, or a break in the text.
    assert lay_out("de", f"{text} und werden dort untersucht", width=286)[0].hyphenated
    first, second = lay_out("de", f"{text}.", width=286)
    assert texts((first, second)) == ["Sie kommen am Morgen nüchtern in den ", "Operationssaal."]
    assert not any(line.hyphenated for line in lay_out("de", f"{text}.\nUnd dann", width=286))


def test_a_word_wider_than_the_line_takes_its_hyphen_before_a_short_last_line_too() -> None:
    lines = lay_out("de", "Operationssaal.", width=80)
    assert texts(lines) == ["Operations", "saal."]
    assert lines[0].hyphenated


def test_a_protected_word_takes_no_hyphen_but_is_divided_in_need() -> None:
    tongue = replace(language("de"), protected_words=("Operationssaal",))
    engine = TextEngine(FontLibrary(), Languages().with_rows([tongue]))
    spans = [Span("Sie kommen nüchtern in den Operationssaal und werden untersucht", 12)]
    assert any(line.hyphenated for line in lay_out("de", spans[0], width=195))
    assert not any(line.hyphenated for line in engine.lay_out(spans, tongue, 195))
    (first, second) = engine.lay_out([Span("Operationssaal", 12)], tongue, 60)
    assert texts((first, second)) == ["Operation", "ssaal"]
    assert not first.hyphenated


def test_english_words_are_not_divided_but_at_soft_hyphens() -> None:
    assert texts(lay_out("en", "a complicated operation", width=70)) == ["a ", "complicated ", "operation"]
    lines = lay_out("en", "a compli\u00adcated opera\u00adtion", width=70)
    # Never two hyphens, one above the other.
    assert texts(lines) == ["a compli", "cated ", "operation"]
    assert [line.hyphenated for line in lines] == [True, False, False]
    (whole,) = lay_out("en", "compli\u00adcated")
    assert (texts((whole,)), whole.end) == (["complicated"], 12)
    assert len(whole.fragments[0].words) == 1


def test_a_number_and_its_unit_stay_together() -> None:
    lines = lay_out("en", "a cut of ", Span("6–8 mm", 12, atomic=True), " long", width=75)
    assert texts(lines) == ["a cut of ", "6–8 mm long"]


def test_thai_lines_end_between_words() -> None:
    lines = lay_out("th", "ศัลยแพทย์จะผ่าตัดแผลเล็กที่หลังของคุณ", width=60)
    assert texts(lines) == ["ศัลยแพทย์", "จะผ่าตัดแผล", "เล็กที่หลัง", "ของคุณ"]


def test_no_chinese_line_begins_with_a_full_stop() -> None:
    for width in range(24, 90, 6):
        lines = texts(lay_out("zh-Hans", "切口很小。您当天，就可以回家。", width=width))
        assert not any(line[0] in "，。" for line in lines)


def test_a_paragraph_with_missing_characters_is_not_set() -> None:
    spans = [Span("ok", 12), Span("no 😀 \x01", 12)]
    assert [(lost.text, lost.span) for lost in ENGINE.find_undrawable(spans, language("en"))] == [
        ("😀", 1),
        ("\x01", 1),
    ]
    with pytest.raises(UndrawableError, match=r"U\+1F600.*U\+0001") as caught:
        ENGINE.prepare(spans, language("en"))
    assert caught.value.parts == ENGINE.find_undrawable(spans, language("en"))
    assert ENGINE.find_undrawable([Span("ok\u200d\u2066\u00ad\ufe0f", 12)], language("en")) == ()


def test_a_prepared_paragraph_is_remembered_and_set_to_several_widths() -> None:
    spans, tongue = [Span("one two three", 12)], language("en")
    prepared = ENGINE.prepare(spans, tongue)
    assert ENGINE.prepare(spans, tongue) is prepared
    assert prepared.lines(50) is prepared.lines(50)
    assert len(prepared.lines(50)) > len(prepared.lines(500))


def test_old_paragraphs_are_forgotten() -> None:
    engine = TextEngine(FontLibrary(), remember=2)
    first = engine.prepare([Span("1", 12)], language("en"))
    for text in "23":
        engine.prepare([Span(text, 12)], language("en"))
    assert engine.prepare([Span("1", 12)], language("en")) is not first


def test_a_glyph_for_nothing_is_a_missing_character() -> None:
    engine = TextEngine(FontLibrary())
    # A face that claims more than it draws.
    engine.library.faces[0]._covered.add("→")
    with pytest.raises(UndrawableError) as caught:
        engine.prepare([Span("a", 12), Span("b →", 12)], language("en"))
    assert [(lost.text, lost.span, lost.offset) for lost in caught.value.parts] == [("→", 1, 2)]


def test_a_mark_after_a_space_does_not_hide_the_break() -> None:
    """A right-to-left mark that stands behind a space is not seen, and the line may still end there."""
    for mark in ("\u200f", "\u202e", "\u200e\u200f"):
        lines = lay_out("en", f"most likely {mark}pain goes away", width=70)
        assert texts(lines) == ["most likely ", "pain goes ", "away"]


@pytest.mark.parametrize("word", ["surgery", "مرحبا", "ผ่าตัด"])
@pytest.mark.parametrize("before", ["surgery", "مرحبا", "ตัด", ""])
@pytest.mark.parametrize("tag", ["en", "ar", "th"])
def test_what_is_not_seen_makes_no_line(tag: str, before: str, word: str) -> None:
    """A zero-width space that stands in a run by itself, as between two scripts, is no line of its own."""
    for unseen in ("\u200b", "\u200b\u200b", "\u200f\u200b", "\u200b\u200e"):
        lines = texts(lay_out(tag, f"{before}\n{unseen}{word}"))
        assert [line.strip(" \u200b") for line in lines] == [before, word]
        (line,) = texts(lay_out(tag, f"{before} {unseen}{word}{unseen}"))
        assert line.replace("\u200b", "") == f"{before} {word}"
