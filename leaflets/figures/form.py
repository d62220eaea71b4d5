"""What a figure is drawn from: the labels and numbers that its element in a template has to have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureForm:
    """What a class of figure is drawn from.

    ``labels`` are its labels' classes, of which each stands once at the most (those of ``many`` as often as
    they are needed); ``needed`` must be there; ``marks`` are the numbers in its ``data-`` attributes, in
    rising order.
    """

    labels: frozenset[str]
    needed: frozenset[str]
    many: frozenset[str] = frozenset()
    marks: tuple[str, ...] = ()


Marks = Mapping[str, str]


def ends_of(marks: Marks) -> tuple[float, float]:
    """Read the lower and the upper end of the quantity that is shown; they are equal if it is no range."""
    return float(marks["low"]), float(marks["high"])
