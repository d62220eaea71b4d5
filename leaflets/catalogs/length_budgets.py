"""Length budgets of short texts: where each is placed on the page, and how much room it has there.

Widths are in points, those of the standard edition. The layout reduces the type size before it breaks a word,
so a text has to fit at the smallest size.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from leaflets.layout.editions import STANDARD
from leaflets.layout.styles import TextStyle

# An average letter of the Latin face is about half as wide as the type is high.
_LETTER = 0.52
# Labels of figures are short; alternative texts in the same context are sentences, without a limit.
_LONGEST_LABEL = 24
_START_OF_TIME_LINE = 160.0  # less than half of the axis: the next label begins there


@dataclass(frozen=True, slots=True)
class LengthBudget:
    """A place on the page: its name in messages, its width in points, its type, its number of lines."""

    name: str
    width: float
    size: float
    weight: int
    lines: int

    @property
    def letters(self) -> int:
        """About how many letters fit, as a guide for translators."""
        # On several lines about a tenth is lost, where a word that does not fit goes to the next line.
        return int(self.lines * self.width / (self.size * _LETTER) * (0.9 if self.lines > 1 else 1.0))


@cache
def _budgets() -> dict[str, LengthBudget]:
    page, gaps, scale = STANDARD.geometry, STANDARD.gaps, STANDARD.type
    panel = page.measure - 2 * gaps.panel_side
    # For a full row of facts, because the number of facts is not known here.
    across = STANDARD.facts_across
    cell = (panel - gaps.panel_gutter * (across - 1)) / across
    return {
        "value": _budget("a key fact", cell, scale.fact_values[-1], 2),
        "label": _budget("the label of a key fact", cell, scale.fact_label, 3),
        "heading": _budget("a heading beside the text", page.aside, scale.heading, 5),
        "title": _budget("the title", page.measure, scale.title, 3),
        "end": _budget("an end of the ladder", page.body / 2, scale.label, 1),
        "start": _budget("the start of the time line", _START_OF_TIME_LINE, scale.label, 1),
    }


def _budget(name: str, width: float, style: TextStyle, lines: int) -> LengthBudget:
    return LengthBudget(name, width, style.size, style.weight, lines)


def budget_for(context: str, msgid: str, steps: tuple[str, ...] = ()) -> LengthBudget | None:
    """Find the budget of a message that has little room; None for running text.

    ``steps`` are the ids of the leaflets that are side by side on a guide's ladder.
    """
    place = _place_of(context, msgid)
    if place == "step":
        return _step(steps) if context.partition(":")[0] in steps else None
    return _budgets().get(place)


def _place_of(context: str, msgid: str) -> str:
    """Name the place that a context stands for; empty if its length is not limited.

    Contexts of page templates are words ("heading"), those of the data end with a field ("…: title").
    """
    if context == "in short" or context.startswith("in short: "):
        return "value"
    if context == "heading" or context.endswith(" heading"):
        return "heading"
    if context.startswith("figure: ") and len(msgid) < _LONGEST_LABEL:
        return {"figure: ladder": "end", "figure: time": "start"}.get(context, "")
    ends = {"key fact": "label", "sources: document title": ""}
    last = context.rpartition(": ")[2]
    return ends.get(context, {"title": "title", "short_title": "step"}.get(last, ""))


def _step(steps: tuple[str, ...]) -> LengthBudget:
    """Make the budget of a leaflet's name on the ladder: the steps share the width of the text."""
    width = STANDARD.geometry.body / len(steps) - 2 * STANDARD.gaps.step
    return _budget("a step of the ladder", width, STANDARD.type.label, 5)
