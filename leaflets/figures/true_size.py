"""A cut or a channel at its true size: 1 mm in the drawing is 1 mm on paper.

Printers may shrink pages to fit, and then the drawing would be wrong: below it is a ruler whose length is
given in words, so that a reader can check the print. Lengths are millimetres.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from leaflets.figures.form import Dataset, FigureForm, ends_of

FORM = FigureForm(
    labels=frozenset({"low", "high", "check"}), required=frozenset({"high"}), numbers=("low", "high")
)

RULER = 50  # its label has this length in words
RULER_TICKS = range(0, RULER + 1, 10)


class Profile(Enum):
    """The view of a length: a cut along the skin, or a channel end on."""

    BAR = "cut"
    CIRCLE = "channel"


@dataclass(frozen=True, slots=True)
class End:
    """One end of a range, drawn: the class of its label, and its length or diameter."""

    label: str
    length: float


@dataclass(frozen=True, slots=True)
class TrueSize:
    """The drawing: one end or two, all of one profile, above the ruler."""

    profile: Profile
    ends: tuple[End, ...]


def true_size(dataset: Dataset) -> TrueSize:
    """Draw both ends of a range, or the one length if the quantity is not a range."""
    low, high = ends_of(dataset)
    # A template may leave the shape out: the default is a cut.
    profile = Profile.CIRCLE if dataset.get("shape") == Profile.CIRCLE.value else Profile.BAR
    ends = (End("low", low), End("high", high)) if low < high else (End("high", high),)
    return TrueSize(profile, ends)
