"""The form of a figure: the labels and numbers that its element in a template must have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureForm:
    """The labels and numbers of a class of figure.

    ``labels`` are the classes of its labels, each of which occurs at most once (those of ``many`` any number
    of times); ``needed`` are required; ``marks`` are the numbers in its ``data-`` attributes, in ascending
    order.
    """

    labels: frozenset[str]
    needed: frozenset[str]
    many: frozenset[str] = frozenset()
    marks: tuple[str, ...] = ()


Marks = Mapping[str, str]


def ends_of(marks: Marks) -> tuple[float, float]:
    """Read the lower and the upper end of the quantity; they are equal if it is not a range."""
    return float(marks["low"]), float(marks["high"])
