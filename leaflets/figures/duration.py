"""A time line that begins on the day of treatment: a bar as long as the effect lasts.

The bar is full up to the time that is sure, light up to the longest time. Lengths are fractions of the
longest time; the drawing code chooses how much of the axis that takes.
"""

from __future__ import annotations

from dataclasses import dataclass

from leaflets.figures.form import Dataset, FigureForm, ends_of

FORM = FigureForm(
    labels=frozenset({"start", "low", "high"}), required=frozenset({"high"}), numbers=("low", "high")
)


@dataclass(frozen=True, slots=True)
class Duration:
    """The drawing, along an axis on which 0 is the treatment and 1 the longest time.

    The full bar ends, and the light one begins, at ``low``. ``ticks`` are marks across the axis, one for each
    possible label, in ascending order.
    """

    low: float
    ticks: tuple[float, ...]

    @property
    def light(self) -> float:
        """The length of the light bar."""
        return 1.0 - self.low


def duration(dataset: Dataset) -> Duration:
    """Draw a time, or the range between two."""
    low, high = ends_of(dataset)
    part = low / high
    # No mark twice if both ends are equal.
    return Duration(part, tuple(dict.fromkeys((0.0, part, 1.0))))
