"""Labels of figures that are longer than their place: each finds room, or is refused."""

from __future__ import annotations

import pytest

from leaflets.diagnostics import LeafletsError
from leaflets.layout.editions import STANDARD
from leaflets.layout.pages import Page, RectItem, TextItem
from tests.layout.documents import lines_of, set_in_type

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


def labels_of(pages: tuple[Page, ...]) -> list[TextItem]:
    items = [item for page in pages for item in page.items if isinstance(item, TextItem)]
    return [item for item in items if str(item.owner).startswith("article.2.")]


def steps_of(pages: tuple[Page, ...]) -> list[RectItem]:
    return [item for page in pages for item in page.items if isinstance(item, RectItem) and item.stroke]


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
    assert heights == sorted(set(heights))


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
