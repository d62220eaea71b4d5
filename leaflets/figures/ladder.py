"""The ladder of treatments: a staircase whose first step is for the mildest problem.

Nothing in it is to scale: the steps show only an order. Lengths are fractions of the figure's width. Where
the source does not say what stands on the steps, a few are drawn that bear no names.
"""

from __future__ import annotations

import math

from leaflets.figures.form import FigureForm

STEP = "step"
FORM = FigureForm(labels=frozenset({"low", STEP, "high"}), required=frozenset(), repeatable=frozenset({STEP}))
# How many steps are drawn where none has a name: enough to be seen as stairs.
UNNAMED = 4


def step_starts(count: int, inset: float, most: float = math.inf) -> tuple[float, ...]:
    """Return where each of ``count`` steps begins, from the lowest up; each extends to the end of the figure.

    A step is indented by ``inset`` from the one below, or by less so that no step begins beyond ``most``.
    """
    each = min(inset, most / count)
    return tuple(index * each for index in range(count))
