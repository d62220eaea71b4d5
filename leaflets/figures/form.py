"""The form of a figure: the labels and numbers that its element in a template must have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureForm:
    """The labels and numbers of a class of figure.

    ``labels`` are the classes of its labels: the ``required`` ones must occur, the ``repeatable`` ones may
    occur more than once. ``numbers`` are those in its ``data-`` attributes, in ascending order.
    """

    labels: frozenset[str]
    required: frozenset[str]
    repeatable: frozenset[str] = frozenset()
    numbers: tuple[str, ...] = ()


# The ``data-`` attributes of a figure by name, without the prefix, as the dataset of HTML.
Dataset = Mapping[str, str]


def ends_of(dataset: Dataset) -> tuple[float, float]:
    """Read the lower and the upper end of the quantity; they are equal if it is not a range."""
    return float(dataset["low"]), float(dataset["high"])
