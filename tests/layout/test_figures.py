"""Figures measure on paper what the data says; a label too long for its place finds room, or is refused."""

from __future__ import annotations

from itertools import pairwise

import pytest

from leaflets.diagnostics import LeafletsError
from leaflets.figures.ladder import UNNAMED
from leaflets.layout.editions import STANDARD
from leaflets.layout.pages import Page, PathItem, RectItem, TextItem
from leaflets.layout.styles import ACCENT, TINT
from tests.layout.documents import items_of, lines_of, set_in_type

MILLIMETRE = 72 / 25.4  # in points; not taken from what is tested
ALT = "<alt>What it shows</alt>"
DOSE = "20 milligrams per kilogram of body weight"
WORD = "Nervenwurzelinfiltrationsbehandlung"


def ladder(low: str = "Mild", steps: tuple[str, ...] = ("one", "two"), high: str = "Severe") -> str:
    labels = "".join(f'<label class="step">{step}</label>' for step in steps)
    ends = f'<label class="low">{low}</label>{labels}<label class="high">{high}</label>'
    return f'<section><figure class="ladder">{ALT}{ends}</figure></section>'


def duration(low: int, labels: dict[str, str]) -> str:
    marks = "".join(f'<label class="{name}">{text}</label>' for name, text in labels.items())
    numbers = f'data-low="{low}" data-high="24"'
    return f'<section><figure class="duration" {numbers}>{ALT}{marks}</figure></section>'


def true_size(numbers: str, **labels: str) -> str:
    marks = "".join(f'<label class="{name}">{text}</label>' for name, text in labels.items())
    return f'<section><figure id="drawing" class="true-size" {numbers}>{ALT}{marks}</figure></section>'


def labels_of(pages: tuple[Page, ...]) -> list[TextItem]:
    items = [item for page in pages for item in page.items if isinstance(item, TextItem)]
    return [item for item in items if str(item.owner).startswith(("article.2.", "drawing."))]


def steps_of(pages: tuple[Page, ...]) -> list[RectItem]:
    return [item for page in pages for item in page.items if isinstance(item, RectItem) and item.stroke]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_ruler_is_50_millimetres_of_paper_and_a_cut_as_long_as_it_is(lang: str) -> None:
    markup = true_size('data-low="6" data-high="8"', low="6 mm", high="8 mm", check="50 mm")
    pages = set_in_type(markup, lang)
    (ruler,) = items_of(pages, PathItem, "drawing")
    xs = [float(segment[1]) for segment in ruler.segments]
    assert max(xs) - min(xs) == pytest.approx(50 * MILLIMETRE)
    # A mark at each ten millimetres, the ends among them.
    marks = sorted({round((x - min(xs)) / MILLIMETRE, 6) for x in xs})
    assert marks == [0, 10, 20, 30, 40, 50]
    cuts = [cut.width for cut in items_of(pages, RectItem, "drawing")]
    assert cuts == pytest.approx([6 * MILLIMETRE, 8 * MILLIMETRE])


def test_a_channel_is_as_wide_as_the_outer_edge_of_its_circle() -> None:
    markup = true_size('data-shape="channel" data-low="16" data-high="28"', low="16 mm", high="28 mm")
    circles = [item for item in items_of(set_in_type(markup), PathItem, "drawing") if item.fill]
    widths = []
    for circle in circles:
        xs = [float(segment[-2]) for segment in circle.segments if len(segment) > 2]
        widths.append(max(xs) - min(xs) + circle.stroke_width)
    assert widths == pytest.approx([16 * MILLIMETRE, 28 * MILLIMETRE])


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_bar_is_full_up_to_the_lower_time_and_light_up_to_the_upper(lang: str) -> None:
    pages = set_in_type(duration(6, {"low": "6 months", "high": "2 years"}), lang)
    light, full = (bar for bar in items_of(pages, RectItem) if bar.stroke)
    assert (full.fill, light.fill) == (ACCENT, TINT)
    whole = full.width + light.width
    assert full.width / whole == pytest.approx(6 / 24)
    start, end = (full.x, light.x + light.width) if lang == "en" else (full.x + full.width, light.x)
    assert abs(start - end) == pytest.approx(whole)
    (axis,) = (item for item in items_of(pages, PathItem) if isinstance(item.owner, str))
    ticks = sorted({round(float(segment[1]), 3) for segment in axis.segments[2:-3]})
    assert round(end, 3) in ticks
    assert len(ticks) >= 2


def test_a_length_is_drawn_without_its_label_too() -> None:
    pages = set_in_type(true_size('data-low="6" data-high="8"', high="6 to 8 mm"))
    bars = items_of(pages, RectItem, "drawing")
    (label,) = labels_of(pages)
    assert [bar.width for bar in bars] == pytest.approx([6 * MILLIMETRE, 8 * MILLIMETRE])
    assert label.x > bars[1].x + bars[1].width > bars[1].x > bars[0].x + bars[0].width


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("name", ["low", "high"])
def test_a_long_label_of_a_bar_stays_within_the_figure(name: str, lang: str) -> None:
    """At either end of the bar it would stand half outside, were it in the middle of its mark."""
    labels = {"start": "Op", "low": "a month", "high": "two years"}
    labels[name] = "two years or, for a very few patients, a little longer"
    found = labels_of(set_in_type(duration(1, labels), lang))
    geometry = STANDARD.geometry
    start, end = geometry.side + geometry.body_start, geometry.width - geometry.side
    left, right = (start, end) if lang == "en" else (geometry.width - end, geometry.width - start)
    assert len(found) == 3
    assert all(left - 0.5 <= item.x and item.x + item.fragment.width <= right + 0.5 for item in found)


@pytest.mark.parametrize("low", [WORD, f"<num>{DOSE}</num>"])
def test_a_ladder_is_one_of_rows_if_the_words_at_its_foot_are_too_wide_for_a_step(low: str) -> None:
    pages = set_in_type(ladder(low, ("one", "two", "three", "four")))
    assert low.removeprefix("<num>").removesuffix("</num>") in lines_of(pages)
    assert len({round(item.x + item.width, 3) for item in steps_of(pages)}) == 1


def test_a_ladder_of_short_words_is_a_staircase() -> None:
    steps = steps_of(set_in_type(ladder(steps=("one", "two", "three", "four"))))
    assert len({(round(step.y, 3), round(step.width, 3)) for step in steps}) == 1
    heights = [step.height for step in sorted(steps, key=lambda step: step.x)]
    # Each is higher by more than a line.
    assert [above - below for below, above in pairwise(heights)] == pytest.approx([22.0] * 3)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_ladder_whose_steps_bear_no_names_is_a_staircase(lang: str) -> None:
    pages = set_in_type(ladder(steps=()), lang)
    steps = sorted(steps_of(pages), key=lambda step: step.height)
    assert len(steps) == UNNAMED
    assert [above.height - below.height for below, above in pairwise(steps)] == pytest.approx([22.0] * 3)
    edges = [step.x for step in steps]
    assert edges == sorted(edges, reverse=lang == "ar")
    assert {"Mild", "Severe"} <= set(lines_of(pages))


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(
    "figure",
    [
        ladder(low=f"<num>{DOSE} {DOSE}</num>"),
        ladder(high=f"<num>{DOSE} {DOSE}</num>"),
        ladder(steps=("one", f"<num>{DOSE} {DOSE}</num>")),
        ladder(steps=("one",), high=f"<num>{DOSE} {DOSE}</num>"),
    ],
    ids=["low", "high", "step", "high-of-one-step"],
)
def test_words_of_a_ladder_that_have_no_room_anywhere_are_refused(figure: str, lang: str) -> None:
    """They would stand on the heading beside the figure, or on the margin."""
    with pytest.raises(LeafletsError) as raised:
        set_in_type(figure, lang)
    messages = [each.message for each in raised.value.diagnostics]
    assert any(DOSE in message and "is wider than its place" in message for message in messages)
