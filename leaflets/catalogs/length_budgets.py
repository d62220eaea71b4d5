"""Length budgets of short texts: where each is placed on the page, and how much room it has there.

Widths are in points, from the layout's own geometry. The layout reduces the type size before it breaks a
word, so a text has to fit at the smallest size.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from leaflets.layout import styles
from leaflets.layout.styles import Geometry

# An average letter of the Latin face is about half as wide as the type is high.
_LETTER = 0.52
# Labels of figures are short; alternative texts in the same context are sentences, without a limit.
_LONGEST_LABEL = 24


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
def _places() -> dict[str, LengthBudget]:
    page = Geometry()
    panel = page.measure - 2 * (styles.PANEL_INSET)
    # For a full row of facts, because the number of facts is not known here.
    cell = (panel - styles.CELL_GUTTER * (styles.FACTS_ACROSS - 1)) / styles.FACTS_ACROSS
    smallest = styles.FACT_VALUES[-1]
    label = styles.FACT_LABEL
    heading = styles.HEADING
    title = styles.TITLE
    return {
        "value": LengthBudget("a key fact", cell, smallest, 700, 2),
        "label": LengthBudget("the label of a key fact", cell, label.size, label.weight, 3),
        "heading": LengthBudget("a heading beside the text", page.aside, heading.size, heading.weight, 5),
        "title": LengthBudget("the title", page.measure, title.size, title.weight, 3),
        "end": LengthBudget("an end of the ladder", page.body / 2, styles.LABEL.size, styles.LABEL.weight, 1),
        "start": LengthBudget("the start of the time line", 160.0, styles.LABEL.size, styles.LABEL.weight, 1),
    }


def budget_for(context: str, msgid: str, steps: tuple[str, ...] = ()) -> LengthBudget | None:
    """Find the place of a message that has little room; None for running text.

    ``steps`` are the ids of the leaflets that are side by side on a guide's ladder.
    """
    name = _name_of(context, msgid)
    if name == "step":
        return _step(steps) if context.partition(":")[0] in steps else None
    return _places().get(name)


def _name_of(context: str, msgid: str) -> str:
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
    """Measure the place of a leaflet's name on the ladder: the steps share the width of the text."""
    width = Geometry().body / len(steps) - 2 * styles.STEP_PADDING
    return LengthBudget("a step of the ladder", width, styles.LABEL.size, styles.LABEL.weight, 5)
