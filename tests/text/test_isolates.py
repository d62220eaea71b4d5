"""The order of runs on a line is that of UAX #9, although what orders them is not on the page."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaflets.fonts.faces import FontLibrary
from leaflets.languages import Direction, language
from leaflets.text.bidi import Base, resolve_levels, visual_order
from leaflets.text.isolates import NOT_SHAPED, Dip, find_levels
from leaflets.text.paragraph import Span, TextEngine
from leaflets.text.shaped import Line
from tests.text.line_levels import line_levels

ENGINE = TextEngine(FontLibrary(), remember=50)
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
LRM, RLM, ALM, SHY = "\u200e", "\u200f", "\u061c", "\u00ad"


def printed(line: Line) -> str:
    """Join the characters of a line from left to right."""
    glyphs = [glyph for part in line.fragments for word in part.words for glyph in word.glyphs]
    return "".join(glyph.text for glyph in glyphs)


def by_the_standard(text: str, start: int, end: int, base: Base) -> str:
    found = line_levels(resolve_levels(text, base), text, start, end, base)[start:end]
    order = [start + at for at in visual_order(found)]
    return NOT_SHAPED.sub("", "".join([text[at] for at in order]))


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("ar", f"{LRI}L4{PDI}{LRI}5{PDI}", "5L4"),
        ("ar", f"ظ {LRI}L4{PDI}{FSI}L5{PDI} ظ", "ظ L5L4 ظ"),
        ("ar", "L4" + "5", "L45"),
        ("ar", f"{LRI}L4{PDI}{SHY}{LRI}5{PDI}", "5L4"),
        ("ar", f"L4{RLM}5", "5L4"),
        ("ar", f"L4{ALM}L5", "L5L4"),
        ("ar", f"L4{LRM}5", "L45"),
        ("en", f"{RLI}אב{PDI}{RLI}גד{PDI}", "באדג"),
        ("en", f"אב{LRM}גד", "באדג"),
        ("en", f"אב{RLM}גד", "דגבא"),
        # X9 takes embeddings away, so that neighbours are one.
        ("en", "\u202bאב\u202c\u202bגד\u202c", "דגבא"),
        ("en", f"{RLI}א{LRI}a{PDI}{LRI}b{PDI}ב{PDI}", "בbaא"),
        ("en", f"{RLI}א{LRI}a{PDI}{PDI}{RLI}ב{PDI}", "aאב"),
    ],
)
def test_neighbouring_isolates_keep_their_order(tag: str, text: str, expected: str) -> None:
    (line,) = ENGINE.lay_out([Span(text, 12)], language(tag), 10_000)
    assert printed(line) == expected
    assert by_the_standard(text, 0, len(text), language(tag).direction) == expected


def span(text: str, lang: str = "", direction: Direction | None = None) -> Span:
    return Span(text, 12, lang=lang, direction=direction)


@pytest.mark.parametrize(
    ("tag", "spans", "expected"),
    [
        ("ar", [span("L4", "en"), span("5", direction="ltr")], "5L4"),
        ("ar", [span("L4", direction="ltr"), span("L5", "de"), span("ظ")], "ظL5L4"),
        ("ar", [span("L4", direction="ltr"), span("", "de"), span("L5", direction="ltr")], "L5L4"),
        # Neighbours that agree are one span to the eye, as where a part of them is bold.
        ("ar", [span("L4", "en"), span("5", "en")], "L45"),
        ("en", [span("אב", "he"), span("גד", "yi")], "באדג"),
        ("en", [span("אב"), span("גד")], "דגבא"),
    ],
)
def test_neighbouring_spans_keep_their_order(tag: str, spans: list[Span], expected: str) -> None:
    (line,) = ENGINE.lay_out(spans, language(tag), 10_000)
    assert printed(line) == expected


def test_dips_lie_behind_the_lowest_of_what_is_not_seen() -> None:
    def dips(text: str, tag: str, *lengths: int) -> tuple[Dip, ...]:
        spans = [span(text, "en")] if not lengths else [span("x", "he"), span("x", "yi")]
        offsets = (0, *lengths, len(text))
        return find_levels(text, spans, offsets, language(tag)).dips

    assert dips("L4", "ar") == ()
    assert dips("אב", "en", 1) == (Dip(1, 0),)
    assert dips(f"אב{LRM}גד", "en") == (Dip(3, 0),)
    assert dips(f"אב{RLM}גד", "en") == ()
    assert dips(f"{RLM}{PDI}אב{PDI}", "en") == ()


# One character of each kind that UAX #9 tells apart; each is a glyph of its own.
CHARS = "אבגLMab12+,. ·-"
CONTROLS = LRI + RLI + FSI + PDI + LRM + RLM + ALM + SHY + "\u202a\u202b\u202c\u202d\u202e"
TEXTS = st.text(st.sampled_from(CHARS + CONTROLS * 2), max_size=25)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=300)
@given(TEXTS, st.sampled_from(["en", "he"]), st.sampled_from([30.0, 60.0, 1e4]))
def test_any_text_stands_in_the_order_of_the_standard(text: str, tag: str, width: float) -> None:
    lines = ENGINE.lay_out([Span(text, 12)], language(tag), width)
    for line in lines:
        # White space at a line's end hangs over its end edge, also before a mark that is not seen.
        said = text[line.start : line.end].rstrip(f" {CONTROLS}")
        blanks = " " * text.count(" ", line.start + len(said), line.end)
        inner = by_the_standard(text, line.start, line.start + len(said), language(tag).direction)
        assert printed(line) == (inner + blanks if tag == "en" else blanks + inner), ascii(text)


SPANS = st.lists(
    st.builds(
        span,
        text=st.text(st.sampled_from(CHARS), max_size=6),
        lang=st.sampled_from(["", "", "he", "de"]),
        direction=st.sampled_from([None, None, "ltr", "rtl"]),
    ),
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=300)
@given(SPANS, st.sampled_from(["en", "he"]))
def test_any_spans_stand_in_the_order_of_their_isolates(spans: list[Span], tag: str) -> None:
    def key(each: Span) -> tuple[str | None, str] | None:
        apart = each.direction or each.lang not in ("", tag)
        return (each.direction, each.lang) if apart else None

    marks = {"ltr": LRI, "rtl": RLI, None: FSI}
    isolated = ""
    for apart, group in groupby(spans, key=key):
        inner = "".join(each.text for each in group)
        isolated += f"{marks[apart[0]]}{inner}{PDI}" if apart else inner
    expected = by_the_standard(isolated, 0, len(isolated), language(tag).direction)
    lines = ENGINE.lay_out(spans, language(tag), 10_000)
    assert "".join(map(printed, lines)) == expected
