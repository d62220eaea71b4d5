"""The tables of figures: what is drawn from what, on paper, on the web."""

from __future__ import annotations

import pytest

from leaflets.figures.duration import duration
from leaflets.figures.ladder import step_starts
from leaflets.figures.table import FIGURES
from leaflets.figures.true_size import RULER, RULER_TICKS, End, Profile, true_size
from leaflets.html import figures as on_web
from leaflets.layout.figures import figure as on_paper


def test_every_figure_is_drawn_on_paper_and_on_the_web() -> None:
    assert set(FIGURES) == set(on_paper.DRAWINGS) == set(on_web.DRAWINGS)


def test_a_form_needs_only_labels_that_it_has() -> None:
    assert all(form.required | form.repeatable <= form.labels for form in FIGURES.values())


def test_a_length_that_is_no_range_has_one_end() -> None:
    assert true_size({"low": "6", "high": "8"}).ends == (End("low", 6.0), End("high", 8.0))
    assert true_size({"low": "8", "high": "8"}).ends == (End("high", 8.0),)


@pytest.mark.parametrize(
    ("dataset", "profile"),
    [({"shape": "channel"}, Profile.CIRCLE), ({"shape": "cut"}, Profile.BAR), ({}, Profile.BAR)],
)
def test_only_a_channel_is_drawn_as_a_circle(dataset: dict[str, str], profile: Profile) -> None:
    assert true_size({"low": "6", "high": "8", **dataset}).profile is profile


def test_the_ruler_has_marks_at_both_ends() -> None:
    assert (RULER_TICKS[0], RULER_TICKS[-1]) == (0, RULER)


def test_a_time_is_drawn_in_parts_of_the_longest() -> None:
    found = duration({"low": "6", "high": "24"})
    assert (found.low, found.light, found.ticks) == (0.25, 0.75, (0.0, 0.25, 1.0))


@pytest.mark.parametrize(("low", "ticks"), [("0", (0.0, 1.0)), ("24", (0.0, 1.0))])
def test_a_mark_stands_once_where_two_ends_are_one(low: str, ticks: tuple[float, ...]) -> None:
    assert duration({"low": low, "high": "24"}).ticks == ticks


def test_steps_are_set_in_alike_and_not_beyond_what_all_may_take() -> None:
    assert step_starts(3, 0.06, 0.5) == (0.0, 0.06, 0.12)
    assert step_starts(10, 0.06, 0.5) == pytest.approx([0.05 * step for step in range(10)])
