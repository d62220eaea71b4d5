"""Full-width punctuation is drawn together where it meets, and flush at the start of a line."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from leaflets.fonts.faces import FontLibrary
from leaflets.languages import language
from leaflets.text.paragraph import Span, TextEngine
from leaflets.text.punctuation_trimming import Side, find_half_wide
from leaflets.text.shaped import Line

ENGINE = TextEngine(FontLibrary(), remember=50)


def lay_out(tag: str, *texts: str, width: float = 1e4) -> tuple[Line, ...]:
    return ENGINE.lay_out([Span(text, 10) for text in texts], language(tag), width)


def marked(line: Line) -> str:
    """Write the text of a line with a stroke where the blank of a mark is gone."""
    out = []
    for glyph in (glyph for part in line.fragments for word in part.words for glyph in word.glyphs):
        half = glyph.advance == 500
        out.append(f"{'|' * (half and glyph.dx < -400)}{glyph.text}{'|' * (half and glyph.dx == 0)}")
    return "".join(out)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("zh-Hans", "腰（背）|，痛"),
        ("zh-Hans", "腰〔背〕|，痛〖腰〗|〈背〉|。"),
        ("zh-Hans", "腰“背”|。痛"),
        ("zh-Hans", "腰‘背’|”|）|；痛"),
        ("zh-Hans", "说：|“背”|，|“腰”"),
        ("zh-Hans", "（|《背》|）|、|【腰】|！|？"),
        ("zh-Hans", "腰。|（背）"),
        ("zh-Hans", "腰（背）|　|（痛）"),
        # Nothing meets: in Chinese text Latin marks and a dash are no full-width marks.
        ("zh-Hans", "腰，背（痛）腰。——背"),
        # Stops in the middle of the square lose nothing; the marks beside them do.
        ("zh-Hant", "腰（背）|，痛，|「背」|。"),
        ("zh-Hant", "說：|「背」|！「痛」|？"),
        ("ja", "腰（背）|、痛「腰」|。|「背」"),
        ("ja", "「腰」|・|「背」|：|「痛」|？「腰」|！（背）"),
        ("ko", "가（나）, 다"),
        ("ko", "가（나）|、|「다」|。"),
        ("en", "“a”, (b)."),
    ],
)
def test_blanks_that_meet_become_one(tag: str, expected: str) -> None:
    (line,) = lay_out(tag, expected.replace("|", ""))
    assert marked(line) == expected


def test_neighbours_are_found_across_spans() -> None:
    (line,) = lay_out("zh-Hans", "腰（背）", "，痛“腰", "”", "。")
    assert marked(line) == "腰（背）|，痛“腰”|。"
    (line,) = lay_out("zh-Hans", "腰\u200e（背），\u200e（痛）")
    assert marked(line) == "腰（背）|，（痛）"


def test_a_line_is_as_wide_whether_or_not_it_ends_between_the_two() -> None:
    (whole,) = lay_out("zh-Hans", "腰背（痛）（腰）")
    first, second = lay_out("zh-Hans", "腰背（痛）（腰）", width=60)
    assert (marked(whole), whole.width) == ("腰背（痛）|（腰）", 75)
    assert (marked(first), first.width) == ("腰背（痛）|", 45)
    assert (marked(second), second.width) == ("|（腰）", 25)


def test_an_opening_mark_stands_flush_at_the_start_of_a_line_but_not_of_a_paragraph() -> None:
    assert [marked(line) for line in lay_out("zh-Hans", "（腰）痛\n（背）")] == ["（腰）痛 ", "（背）"]
    first, second = lay_out("ja", "「腰」痛痛「背」", width=50)
    assert (marked(first), marked(second)) == ("「腰」痛痛", "|「背」")
    assert [marked(line) for line in lay_out("zh-Hans", "痛痛“腰腰", width=30)] == ["痛痛", "|“腰腰"]


def test_copied_text_is_whole() -> None:
    (line,) = lay_out("zh-Hans", "说：“（背）”。")
    assert "".join(glyph.text for part in line.fragments for word in part.words for glyph in word.glyphs) == (
        "说：“（背）”。"
    )


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        ("bb", {0}),
        ("bf", {0}),
        ("bm", {0}),
        ("bn", set()),
        ("bx", {0}),
        ("xf", set()),
        ("ff", {1}),
        ("mf", {1}),
        ("nf", set()),
        ("mb", set()),
        ("fb", set()),
        ("bbff", {0, 1, 3}),
    ],
)
def test_which_of_two_marks_gives_way(sides: str, expected: set[int]) -> None:
    kinds = {"b": Side.BEHIND, "f": Side.BEFORE, "m": Side.BOTH, "x": Side.FULL, "n": Side.NONE}
    assert find_half_wide("（" * len(sides), lambda at: kinds[sides[at]]) == expected


TEXTS = st.text(st.sampled_from("腰痛，。、：（）“”「」《》・　 a1"), max_size=30)


@settings(suppress_health_check=[HealthCheck.too_slow])
@example("《\u3000）", "zh-Hans", 25.0)  # white space hangs also where a line ends in need
@given(TEXTS, st.sampled_from(["zh-Hans", "zh-Hant", "ja", "ko"]), st.sampled_from([25.0, 50.0, 1e4]))
def test_lines_are_as_wide_as_their_glyphs(text: str, tag: str, width: float) -> None:
    lines = lay_out(tag, text, width=width)
    for line in lines:
        glyphs = [glyph for part in line.fragments for word in part.words for glyph in word.glyphs]
        said = "".join(glyph.text for glyph in glyphs)
        hanging = len(said) - len(said.rstrip(" \u3000"))
        seen = glyphs[: len(glyphs) - hanging]
        assert line.width == pytest.approx(sum(glyph.advance for glyph in seen) / 100)
    assert "".join(text[line.start : line.end] for line in lines) == text
